"""The published schema is the one of the models, describes every field, and holds for what is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from plancli.schema import diff_schema, plan_schema, schema_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def properties(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each property of a schema with its path."""
    if isinstance(node, dict):
        for name, child in node.get("properties", {}).items():
            yield f"{path}/{name}", child
        for name, child in node.items():
            yield from properties(child, f"{path}/{name}")


@pytest.mark.parametrize("subject", ["plan", "diff"])
def test_the_schema_that_is_checked_in_is_current(root: Path, subject: str) -> None:
    published = (root / "schemas" / f"{subject}.schema.json").read_text(encoding="utf-8")
    assert published == schema_text(subject), f"run: plancli schema {subject} > schemas/{subject}.schema.json"


@pytest.mark.parametrize("schema", [plan_schema(), diff_schema()], ids=["plan", "diff"])
def test_it_is_a_schema_of_its_draft(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].startswith("urn:plancli:")


def test_every_field_is_described() -> None:
    fields = dict(properties(plan_schema())) | dict(properties(diff_schema(), "diff"))
    assert len(fields) > 100
    assert [path for path, field in fields.items() if not field.get("description")] == []


def test_every_field_is_required_but_the_text() -> None:
    schema = plan_schema()
    for name, part in {"Plan": schema, **schema["$defs"]}.items():
        optional = set(part["properties"]) - set(part["required"])
        assert optional == ({"text"} if name == "Plan" else set()), name
        assert part["additionalProperties"] is False


def test_the_golden_plans_follow_it(samples: Path) -> None:
    validator = Draft202012Validator(plan_schema())
    goldens = sorted(samples.glob("*.json"))
    if not goldens:
        pytest.skip("no golden plans yet")
    for path in goldens:
        problems = list(validator.iter_errors(json.loads(path.read_text(encoding="utf-8"))))
        assert problems == [], path.name
