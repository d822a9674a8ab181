"""The published JSON Schema (draft 2020-12) of the outputs, generated from the Pydantic models.

``schemas/`` holds what :func:`schema_text` gives; ``plancli schema plan`` and ``plancli schema diff`` print it.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from plancli.changes import DIFF_VERSION, PlanDiff
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
    return _headed(generated, "plan", SCHEMA_VERSION, "Plan")


def diff_schema() -> dict[str, Any]:
    """The schema of the difference between two plans as it is written; every field is required."""
    generated = PlanDiff.model_json_schema(mode="serialization", schema_generator=_Generator)
    return _headed(generated, "diff", DIFF_VERSION, "PlanDiff")


def _headed(generated: dict[str, Any], subject: str, version: str, title: str) -> dict[str, Any]:
    head: JsonSchemaValue = {
        "$schema": _Generator.schema_dialect,
        "$id": f"urn:plancli:schema:{subject}:{version}",
        "title": title,
    }
    return head | {key: value for key, value in generated.items() if key not in head}


def schema_text(subject: str) -> str:
    """The schema of ``subject`` (``plan`` or ``diff``) as JSON text that ends in a newline.

    Raises:
        UsageError: ``subject`` has no schema.
    """
    schemas = {"plan": plan_schema, "diff": diff_schema}
    if subject not in schemas:
        raise UsageError(f"there is no schema for '{subject}'; there is one for {' and for '.join(schemas)}")
    return json.dumps(schemas[subject](), ensure_ascii=False, indent=2) + "\n"
