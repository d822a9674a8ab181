"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.linting.problems import Checked, Problem

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def write(checked: Sequence[Checked], *, colour: bool = False, width: int = 80) -> str:  # noqa: ARG001
    """One command a finding."""
    return "".join(_command(each.source, problem) for each in checked for problem in each.problems)


def _command(source: str, problem: Problem) -> str:
    """The command; what it says of a PDF's page goes into its title, for which there is no property."""
    page = f" (page {problem.page})" if problem.page else ""
    properties = {
        "file": source,
        "line": problem.line,
        "endLine": problem.line if problem.end_column else None,
        "col": problem.column,
        "endColumn": problem.end_column,
        "title": f"plancli {problem.code}{page}",
    }
    written = ",".join(
        f"{key}={_escaped(str(value), _PROPERTY)}" for key, value in properties.items() if value
    )
    return f"::{_COMMANDS[problem.level]} {written}::{_escaped(problem.message, _DATA)}\n"


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(char, char) for char in text)
