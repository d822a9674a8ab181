"""The plan does not follow the published schema.

Whatever reads plans (notebooks, comparisons, reports) relies on every field being there with its type. A plan that was
edited by hand or made by another program breaks them where nobody looks.

To mend it: extract the plan again, or change what the message names; ``plancli schema plan`` prints the schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from plancli.plan import SCHEMA_VERSION
from plancli.rules.base import Hit, PlanFile
from plancli.rules.walk import escaped, part

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

CODE = "PLN201"
LEVEL = "error"
OF = "plan"
FAILING = ({"/dates/0/type": "DAY"}, {"/metadata/kind": 3}, {"/aims": None}, {"/colour": "green"})
PASSING = ({"/dates/0/mod": None}, {"/dates/0/type": "TIME"})
_MOST = 100
"""Violations that are told one by one."""
_SHOWN = 40


def check(plan: PlanFile) -> Iterator[Hit]:
    """What the validator says, told so that nobody has to read the schema; nothing of a plan of another version."""
    if part(plan.data, "schema_version") not in (SCHEMA_VERSION, None):
        return
    told: set[tuple[str, str]] = set()
    for error in _validator().iter_errors(plan.data):
        deepest = _deepest(error)
        hit = "".join(f"/{escaped(str(each))}" for each in deepest.absolute_path), _told(deepest)
        if hit in told:
            continue
        if len(told) == _MOST:
            yield Hit(
                f"there are more than {_MOST} violations of the schema; the others are not told", path=""
            )
            return
        told.add(hit)
        yield Hit(hit[1], path=hit[0])


@cache
def _validator() -> Validator:
    from jsonschema import Draft202012Validator

    from plancli.schema import plan_schema

    return Draft202012Validator(plan_schema())


def _deepest(error: ValidationError) -> ValidationError:
    """Of alternatives that all fail the one that the value comes nearest to: not null, the deepest inside."""
    while error.context:
        null = {"validator": "type", "validator_value": "null"}
        inner = [each for each in error.context if any(getattr(each, k) != v for k, v in null.items())]
        if not inner:
            break
        error = max(inner, key=lambda each: len(each.absolute_path))
    return error


def _told(error: ValidationError) -> str:
    """What is wrong, in words."""
    name: Any = error.validator
    wanted: Any = error.validator_value
    value: Any = error.instance
    schema = cast("dict[str, Any]", error.schema)
    if name == "required":
        missing = [key for key in wanted if key not in value]
        return f"{_named(missing)} {'is' if len(missing) == 1 else 'are'} missing"
    if name == "additionalProperties":
        known = schema.get("properties", {})
        return f"there is no field {_named([key for key in value if key not in known])} here"
    if name == "type":
        return f"should be {_any(wanted)}, not {_shown(value)}"
    if name == "enum":
        return f"{_shown(value)} is none of {', '.join(str(each) for each in wanted)}"
    if name == "const":
        return f"should be {_shown(wanted)}, not {_shown(value)}"
    if name == "pattern":
        return f"{_shown(value)} has not the form that it should ({wanted})"
    if name in ("minimum", "minLength", "minItems", "maxItems"):
        return f"{_shown(value)} is {'too long' if name == 'maxItems' else 'less than the least'} ({wanted})"
    return f"does not follow the schema ({name})"


def _named(keys: list[str]) -> str:
    return ", ".join(f"'{key}'" for key in keys)


_TYPES = {"object": "an object", "array": "a list", "string": "a string", "integer": "a whole number",
          "number": "a number", "boolean": "true or false", "null": "null"}  # fmt: skip


def _any(wanted: str | list[str]) -> str:
    return " or ".join(_TYPES.get(each, each) for each in ([wanted] if isinstance(wanted, str) else wanted))


def _shown(value: Any) -> str:
    """A value in JSON's words, cut short."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    printed = f"'{value}'" if isinstance(value, str) else str(value)
    return printed if len(printed) <= _SHOWN else printed[: _SHOWN - 2] + "…'"
