"""Every rule is whole, and its cases break it and pass it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from plancli.findings import CODES
from plancli.linting.check import check_document
from plancli.linting.selection import codes, table
from plancli.rules import RULES, PlanFile, rules
from plancli.rules.rebuild import document_of
from tests.plans import sample_plan

if TYPE_CHECKING:
    from plancli.rules import Rule

EACH = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)


@cache
def found_in(text: str) -> frozenset[str]:
    """The codes that a text is found to deserve; without the model, which no case needs."""
    name = "case.md" if text.startswith("#") else "case.txt"
    findings, _ = check_document(text.encode(), name=name, model=None)
    return frozenset(noted.finding.code for noted in findings)


@EACH
def test_a_rule_says_what_why_and_how_to_mend(rule: Rule) -> None:
    assert re.fullmatch(r"(?:[A-Z]|PLN)2\d\d", rule.code)
    assert rule.meaning.endswith(".")
    assert len(rule.meaning) < 100
    why, _, mend = rule.advice.partition("To mend it:")
    assert len(why.split()) >= 8
    assert len(mend.split()) >= 3
    assert rule.failing
    assert rule.passing


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        pytest.param(r, t, id=f"{r.code}-{n}")
        for r in rules()
        if r.of == "document"
        for n, t in enumerate(r.failing)
    ],
)
def test_failing_cases_fail(rule: Rule, text: str) -> None:
    assert rule.code in found_in(text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        pytest.param(r, t, id=f"{r.code}-{n}")
        for r in rules()
        if r.of == "document"
        for n, t in enumerate(r.passing)
    ],
)
def test_passing_cases_pass(rule: Rule, text: str) -> None:
    assert rule.code not in found_in(text)


def found_in_plan(changes: dict[str, object]) -> set[str]:
    """The codes that the sample plan deserves after ``changes``; held against its own text where a rule needs it."""
    value = sample_plan().model_dump(mode="json")
    for pointer, new in changes.items():
        *way, last = pointer.split("/")[1:]
        here = value
        for part in way:
            here = here[int(part)] if isinstance(here, list) else here[part]
        here[int(last) if isinstance(here, list) else last] = new
    file = PlanFile(value, document_of(sample_plan()))
    return {rule.code for rule in PLAN_RULES if list(rule.check(file))}


PLAN_RULES = [rule for rule in rules() if rule.of == "plan"]


@pytest.mark.parametrize(
    ("rule", "changes"),
    [pytest.param(r, c, id=f"{r.code}-{n}") for r in PLAN_RULES for n, c in enumerate(r.failing)],
)
def test_changes_that_break_a_plan_are_found(rule: Rule, changes: dict[str, object]) -> None:
    assert rule.code in found_in_plan(changes)


@pytest.mark.parametrize(
    ("rule", "changes"),
    [pytest.param(r, c, id=f"{r.code}-{n}") for r in PLAN_RULES for n, c in enumerate(r.passing)],
)
def test_changes_that_leave_a_plan_sound_are_not(rule: Rule, changes: dict[str, object]) -> None:
    assert rule.code not in found_in_plan(changes)


def test_a_module_is_called_by_its_code_and_stands_in_order() -> None:
    named = [name.partition("_")[0].upper() for name in RULES]
    assert named == [rule.code for rule in rules()]
    assert len(set(named)) == len(named)
    assert not set(named) & set(CODES)
    assert set(table()) == codes()
