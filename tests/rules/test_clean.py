"""Documents with nothing to mend get no error and no warning, however near they come to one."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancli.linting.check import check_document

CLEAN = sorted((Path(__file__).parents[1] / "cases/rules/clean").iterdir())


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_no_false_alarm(path: Path) -> None:
    noted, _ = check_document(path, model=None)
    loud = [each.finding for each in noted if each.finding.severity != "note"]
    assert [(finding.code, finding.message) for finding in loud] == []
