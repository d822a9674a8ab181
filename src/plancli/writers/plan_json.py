"""A plan as a JSON document: the output contract as the Pydantic models and the JSON Schema give it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic_core import to_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from plancli.plan import Plan
    from plancli.writers import Look

# JSON allows these as they are (here in UTF-8). A terminal may take a C1 control for the start of an escape
# sequence, and readers of lines (``str.splitlines``, JavaScript) may take the others for the end of one.
_RISKY = re.compile(b"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]")


def encode(
    data: BaseModel | Sequence[BaseModel], indent: int | None = None, exclude: set[str] | None = None
) -> bytes:
    """``data`` as JSON in UTF-8 that ends in a newline; one line where ``indent`` is ``None``.

    Fields stand in the order of the models. It is written straight from the models, since the same as Python
    objects and as text would take several times the memory of a long plan.
    """
    written = to_json(data, indent=indent, exclude=exclude)
    if _RISKY.search(written):
        written = _RISKY.sub(lambda match: b"\\u%04x" % ord(match[0].decode()), written)
    return written + b"\n"


def write(plan: Plan, _look: Look | None = None, *, indent: int | None = 2) -> bytes:
    """The plan as indented JSON; ``text`` is left out where the plan has none."""
    return encode(plan, indent, {"text"} if plan.text is None else None)
