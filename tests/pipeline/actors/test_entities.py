from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from plancli.pipeline.actors import Entity, find_actors

CASES = Path(__file__).parents[2] / "cases" / "actors" / "entities.txt"


@dataclass
class Case:
    title: str
    text: list[str] = field(default_factory=list)
    expected: list[list[str]] = field(default_factory=list)


def cases() -> list[Case]:
    found: list[Case] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found.append(Case(line[3:]))
        elif line.startswith(">"):
            found[-1].text.append(line[2:])
        elif line.startswith("= "):
            cells = [cell.strip() for cell in line[2:].split("|")]
            found[-1].expected.append(cells + [""] * (5 - len(cells)))
    return found


def listed(cell: str) -> set[str]:
    return {part.strip() for part in cell.split(";") if part.strip()}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_who_acts_is_found_once_and_nobody_else(case: Case) -> None:
    found: dict[str, Entity] = {}
    for entity in find_actors("\n".join(case.text)):
        assert entity.name not in found, "found twice"
        found[entity.name] = entity
    assert {(e.name, e.kind) for e in found.values()} == {(row[0], row[1]) for row in case.expected}
    for name, _, code, aliases, roles in case.expected:
        assert (found[name].code or "") == code
        assert listed(aliases) <= set(found[name].aliases)
        assert listed(roles) <= set(found[name].roles)
