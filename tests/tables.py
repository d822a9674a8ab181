"""Readers of case files: tables of rows, and texts with what is expected of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``tests/cases/NAME.tsv`` by column; a line with ``#`` in front is a remark, ``-`` is nothing."""
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if line and not line.startswith("#")]
    columns = table[0]
    for number, line in enumerate(table[1:], 1):
        assert len(line) == len(columns), f"{name}, row {number} has {len(line)} columns: {line}"
    return [
        {column: "" if cell == "-" else cell for column, cell in zip(columns, line, strict=True)}
        for line in table[1:]
    ]


@dataclass
class Case:
    """A text and the lines that say what is expected of it; ``defect`` says why it is known to fail."""

    title: str
    lines: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    defect: str = ""

    @property
    def text(self) -> str:
        """The text as a source holds it."""
        return "\n".join(self.lines) + "\n"


def texts(name: str) -> list[Case]:
    """The cases of ``tests/cases/NAME.txt``.

    ``## `` opens a case and says what it shows, ``>`` stands before each line of its text, ``=`` before each
    line of what is expected, ``! `` before why it is known to fail; other lines are remarks.
    """
    found: list[Case] = []
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found.append(Case(line[3:]))
        elif line.startswith(">"):
            found[-1].lines.append(line[2:])
        elif line.startswith("="):
            found[-1].expected.append(line[2:])
        elif line.startswith("! "):
            found[-1].defect = line[2:]
    assert all(case.lines for case in found), name
    return found


def param(value: Any, name: str, defect: str = "") -> Any:
    """A parameter called ``name``; with ``defect``, one that is known to fail because of it."""
    marks = [pytest.mark.xfail(reason=defect, strict=True)] if defect else []
    return pytest.param(value, id=name, marks=marks)


def params(cases: list[Case]) -> list[Any]:
    """The cases as parameters called by their titles."""
    return [param(case, case.title, case.defect) for case in cases]


def row_params(table: list[dict[str, str]], name: str) -> list[Any]:
    """The rows as parameters called by the column ``name``; a column ``defect`` says why one is known to fail."""
    return [param(row, row[name], row.get("defect", "")) for row in table]
