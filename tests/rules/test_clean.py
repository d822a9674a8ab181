"""Documents with nothing to mend get no error and no warning, however near they come to one."""

from __future__ import annotations

from pathlib import Path

import pytest

import plancli
from plancli.linting.check import check_document

CLEAN = sorted((Path(__file__).parents[1] / "cases/rules/clean").iterdir())


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_no_false_alarm(path: Path) -> None:
    noted, _ = check_document(path, model=None)
    loud = [each.finding for each in noted if each.finding.severity != "note"]
    assert [(finding.code, finding.message) for finding in loud] == []


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_no_false_alarm_on_the_plan_of_a_document(path: Path) -> None:
    """A plan keeps the text without its lay-out, from which the blocks are made anew."""
    plan = plancli.extract(path, model=None)
    loud = [finding for finding in plancli.validate(plan) if finding.severity != "note"]
    assert [(finding.code, finding.message) for finding in loud] == []


def test_faults_are_found_in_the_text_of_a_plan() -> None:
    text = "River plan\n\nThe aims are:\n\n1. Clean rivers\n2. Safe beaches\n4. Quiet bays\n\nDue on 31 June 2026.\n"
    plan = plancli.extract(text.encode(), name="plan.txt", model=None)
    found = {finding.code: finding.path for finding in plancli.validate(plan)}
    assert {code: found[code] for code in ("N201", "D205")} == {"N201": "/text", "D205": "/text"}
