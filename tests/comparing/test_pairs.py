"""Pairs of plans of our own: what became of each item or commitment was written down before anything ran."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import plancli

PAIRS = sorted((Path(__file__).parents[1] / "cases/comparing/pairs").glob("*.txt"))


@dataclass
class Pair:
    """Two texts, and the changes between them by (old id, new id)."""

    old: str
    new: str
    truth: dict[tuple[str, str], set[str]]

    @property
    def kinds(self) -> set[str]:
        return {key.split("-")[0] for pair in self.truth for key in pair if key != "-"}


def read_pair(path: Path) -> Pair:
    _, _, rest = path.read_text(encoding="utf-8").partition("--- old\n")
    old, _, rest = rest.partition("--- new\n")
    new, _, truth = rest.partition("--- truth\n")
    rows = [line.split("\t") for line in truth.splitlines()]
    return Pair(old, new, {(one, other): set(ops.split()) for one, other, ops in rows})


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
@pytest.mark.parametrize("turned", [False, True], ids=["there", "back"])
def test_a_pair_is_told_as_a_reader_tells_it(path: Path, turned: bool) -> None:
    pair = read_pair(path)
    old, new = (plancli.extract_text(text, model=None) for text in (pair.old, pair.new))
    diff = plancli.diff(new, old) if turned else plancli.diff(old, new)
    mirror = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}
    mirror |= {"strengthened": "weakened", "weakened": "strengthened"}
    found = {}
    for change in diff.changes:
        if not {change.kind, *(field.old for field in change.fields if field.field == "kind")} & pair.kinds:
            continue
        ends = (change.old or "-", change.new or "-")
        found[ends[::-1] if turned else ends] = {mirror.get(op, op) if turned else op for op in change.ops}
    assert {ends: ops for ends, ops in found.items() if not {"split", "merged"} & ops} == {
        ends: ops for ends, ops in pair.truth.items() if not {"split", "merged"} & ops
    }
    parts = {ends: ops for ends, ops in pair.truth.items() if {"split", "merged"} & ops}
    assert {ends for ends, ops in found.items() if {"split", "merged"} & ops} == set(parts)
    assert all(ops <= found[ends] for ends, ops in parts.items())


def test_strict_counts_spelling_marks_and_case() -> None:
    pair = read_pair(PAIRS[[path.stem for path in PAIRS].index("spelling-only")])
    old, new = (plancli.extract_text(text, model=None) for text in (pair.old, pair.new))
    ops = {each.new: each.ops for each in plancli.diff(old, new, strict=True).changes if each.kind == "aim"}
    assert ops == {f"aim-{number}": ["reworded"] for number in (1, 2, 3)}


def test_plans_without_their_text_align_their_dates_and_figures() -> None:
    pair = read_pair(PAIRS[[path.stem for path in PAIRS].index("waste-year-on-year")])
    plans = [
        plancli.extract_text(text, model=None).model_copy(update={"text": None})
        for text in (pair.old, pair.new)
    ]
    changes = plancli.diff(*plans).changes
    (figure,) = [each for each in changes if each.kind == "figure"]
    assert [(each.old, each.new) for each in figure.fields if each.field == "value"] == [("12", "20")]
    due = [each for each in changes if each.kind == "date" and each.ops == ["rescheduled"]]
    assert ("2025-06-30", "2026-06-30") in {(f.old, f.new) for each in due for f in each.fields}
