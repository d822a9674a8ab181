"""A plan as a JSON document: the output contract as the Pydantic models and the JSON Schema give it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plancli.plan import Plan
    from plancli.writers import Look

# Python's json leaves these as they are. A terminal may take a C1 control for the start of an escape
# sequence, and readers of lines (``str.splitlines``, JavaScript) may take the others for the end of one.
_RISKY = re.compile("[\x7f-\x9f\u2028\u2029]")


def as_data(plan: Plan) -> dict[str, Any]:
    """The plan as JSON data: fields in the order of the models, keys of mappings sorted.

    ``text`` is left out where the plan has none.
    """
    data = plan.model_dump(mode="json", exclude={"text"} if plan.text is None else None)
    data["metadata"]["evidence"] = dict(sorted(data["metadata"]["evidence"].items()))
    for actor in data["actors"]:
        actor["identifiers"] = dict(sorted(actor["identifiers"].items()))
    return data


def encode(data: dict[str, Any] | list[Any], indent: int | None) -> str:
    """``data`` as JSON text that ends in a newline; one line where ``indent`` is ``None``."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)
    return _RISKY.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def write(plan: Plan, _look: Look | None = None) -> str:
    """The plan as indented JSON."""
    return encode(as_data(plan), indent=2)
