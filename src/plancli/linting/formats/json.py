"""Findings for programs: one JSON object, each finding as in a plan, with its file and its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import plancli
from plancli.linting.problems import LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.linting.problems import Checked, Problem

REPORT_VERSION = "1.0"


def write(checked: Sequence[Checked], *, colour: bool = False, width: int = 80) -> str:  # noqa: ARG001
    """The findings of all files in one list, and how many there are."""
    found = [_finding(each, problem) for each in checked for problem in each.problems]
    report = {
        "schema_version": REPORT_VERSION,
        "generator": {"name": "plancli", "version": plancli.__version__},
        "findings": found,
        "summary": {
            "files": len(checked),
            **{f"{level}s": sum(each["severity"] == level for each in found) for level in LEVELS},
            "failing": sum(len(each.failing) for each in checked),
            "in_baseline": sum(each.muted for each in checked),
        },
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _finding(checked: Checked, problem: Problem) -> dict[str, Any]:
    """A finding as the contract has it, then where it stands in the file."""
    return {
        "code": problem.code,
        "severity": problem.level,
        "message": problem.message,
        "path": problem.path,
        "evidence": problem.evidence,
        "file": checked.source,
        "line": problem.line,
        "column": problem.column,
        "end_column": problem.end_column,
        "page": problem.page,
        "fingerprint": problem.fingerprint,
    }
