"""The published JSON Schema (draft 2020-12) of the outputs, generated from the Pydantic models.

``schemas/plan.schema.json`` holds what :func:`schema_text` gives; ``plancli schema plan`` prints it.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from plancli.errors import UsageError
from plancli.plan import SCHEMA_VERSION, Plan


class _Generator(GenerateJsonSchema):
    """Requires every field, and leaves out the titles that Pydantic makes of the fields' names."""

    schema_dialect = "https://json-schema.org/draft/2020-12/schema"

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - Pydantic's signature
        return False

    def field_is_required(self, field: Any, total: bool) -> bool:  # noqa: ARG002 - as above
        return True


def plan_schema() -> dict[str, Any]:
    """The schema of one plan as it is written.

    Every field is always written, so every field is required, but for ``text``, which is left out on request.
    """
    generated = Plan.model_json_schema(mode="serialization", schema_generator=_Generator)
    generated["required"].remove("text")
    head: JsonSchemaValue = {
        "$schema": _Generator.schema_dialect,
        "$id": f"urn:plancli:schema:plan:{SCHEMA_VERSION}",
        "title": "Plan",
    }
    return head | {key: value for key, value in generated.items() if key not in head}


def schema_text(subject: str) -> str:
    """The schema of ``subject`` (``plan``) as JSON text that ends in a newline.

    Raises:
        UsageError: ``subject`` has no schema.
    """
    if subject != "plan":
        raise UsageError(f"there is no schema for '{subject}' yet; there is one for 'plan'")
    return json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"
