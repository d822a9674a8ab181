"""The summary tells what there is, fits its width, and lets nothing of a document act on a terminal."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from plancli.plan import Plan
from plancli.writers import Look
from plancli.writers.summary import write
from tests.plans import sample_plan

EXPECTED = """\
Plan for Quiet Harbours
action plan · published 2026-05-03 · covers an open start to 2030
issued by Ministry of Ports

Aims 2
  1  Halve the noise of ships at berth by 2030
     a  first at night

Actors 2
  ministry  Ministry of Ports (issuer)
  person    Ida Strand (Minister)

Dates 3
  2026-05-03  3 May 2026        published
  2027-12-31  31 December 2027  deadline
  2030        2030

Commitments 1
  firm  Ministry of Ports · will · due 2027-12-31 · on a condition
        The Ministry of Ports will lay shore cables by 31 December 2027
        if funds allow.

References 1
  law  Port Noise Act

Figures 1
  > 40  complaints

Quotations 1
  Ida Strand  “Sleep is not a luxury.”

Findings 1
  note D000  The plan opens without a start.

harbours.txt, 322 characters · plancli 0, no model
"""


def test_what_it_looks_like(plan: Plan) -> None:
    assert write(plan, Look(width=72)).decode() == EXPECTED


def poisoned(value: Any, poison: str, free: bool = False) -> Any:
    """``value`` with ``poison`` in the middle of every free text."""
    if isinstance(value, dict):
        return {key: poisoned(child, poison, key in FREE) for key, child in value.items()}
    if isinstance(value, list):
        return [poisoned(child, poison, free) for child in value]
    return f"{value[:3]}{poison}{value[3:]}" if free and isinstance(value, str) else value


FREE = {
    "title",
    "text",
    "body",
    "plan",
    "name",
    "roles",
    "number",
    "message",
    "value",
    "unit",
    "identifier",
    "reference",
}
FREE |= {"role", "code", "version"}


def _build(poison: str) -> Plan:
    """The small plan with ``poison`` in all its free texts."""
    data = sample_plan().model_dump(mode="json")
    kept = {name: data.pop(name) for name in ("figures", "generator")}
    return Plan.model_validate(poisoned(data, poison) | kept)


@pytest.mark.parametrize("colour", [False, True])
@given(poison=st.text(st.characters(categories=["Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=5))
def test_no_control_character_gets_through(poison: str, colour: bool) -> None:
    shown = write(_build(poison), Look(width=80, colour=colour)).decode()
    shown = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@given(poison=st.sampled_from(["[bold]", "[/]", "[red]x[/red]", ":smile:", "[link=http://x]"]))
def test_brackets_are_no_markup(poison: str) -> None:
    plain = re.sub(r"\s+", "", write(_build(poison), Look(width=200)).decode())
    assert plain.count(poison) >= 8


@given(
    width=st.integers(60, 200),
    word=st.sampled_from(["w", "long ", "unbroken", "漢字"]),
    times=st.integers(1, 60),
)
def test_no_line_is_wider_than_the_terminal(width: int, word: str, times: int) -> None:
    for line in write(_build(word * times), Look(width=width)).decode().splitlines():
        assert cell_len(line) <= width


def test_colour_changes_no_word(plan: Plan) -> None:
    coloured = write(plan, Look(width=72, colour=True)).decode()
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in plain.splitlines()] == EXPECTED.splitlines()
