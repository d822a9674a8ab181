#!/usr/bin/env python3
"""Measure the alignment of two versions, against a floor that compares letters alone.

    python benchmarks/diff [--practices DRAFT FINAL]

Prints, for the pairs of plans in ``tests/cases/comparing/pairs`` (and for the two versions of the practices, where they
are given), precision, recall and F1 of the items and commitments that were aligned; then the time of 500 items
against 500. The floor is ``difflib.SequenceMatcher.ratio`` over all pairs, the best first, in the same run.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import plancli  # noqa: E402 - after the path
from plancli.comparing.items import nodes  # noqa: E402
from tests.comparing.plans import Entry, plan_from  # noqa: E402
from tests.comparing.test_pairs import PAIRS, read_pair  # noqa: E402
from tests.tables import rows  # noqa: E402

if TYPE_CHECKING:
    from plancli import Plan

Pairs = set[tuple[str, str]]
FLOOR = 0.6  # difflib's own figure for what is close


def aligned(old: Plan, new: Plan, kinds: set[str]) -> Pairs:
    """What plancli aligns."""
    changes = plancli.diff(old, new).changes
    return {(each.old, each.new) for each in changes if each.kind in kinds and each.old and each.new}


def by_letters(old: Plan, new: Plan, kinds: set[str]) -> Pairs:
    """What the floor aligns: the closest pair first, each text once."""
    sides = [_texts(plan, kinds) for plan in (old, new)]
    scores = sorted(
        (
            (SequenceMatcher(None, a, b, autojunk=False).ratio(), one, other)
            for one, a in sides[0].items()
            for other, b in sides[1].items()
        ),
        reverse=True,
    )
    found: Pairs = set()
    for score, one, other in scores:
        if score >= FLOOR and not any(one == a or other == b for a, b in found):
            found.add((one, other))
    return found


def _texts(plan: Plan, kinds: set[str]) -> dict[str, str]:
    items = [node.item for node in nodes(plan) if node.kind in kinds]
    texts = {each.id: f"{each.text}\n{each.body or ''}" for each in items}
    if "commitment" in kinds:
        texts |= {each.id: each.text for each in plan.commitments}
    return texts


def score(found: Pairs, right: Pairs, either: Pairs = frozenset()) -> tuple[float, float, float]:
    """Precision, recall and F1; pairs in ``either`` count neither way."""
    hits, told = len(found & right), len(found - either)
    precision, recall = hits / told if told else 1.0, hits / len(right) if right else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else float(not right)


def line(name: str, found: Pairs, floor: Pairs, right: Pairs, either: Pairs = frozenset()) -> None:
    """One row of the table."""
    ours, theirs = score(found, right, either), score(floor, right, either)
    print(f"{name:30} {len(right):5}   {_told(ours)}   {_told(theirs)}")


def _told(figures: tuple[float, float, float]) -> str:
    return " ".join(f"{figure:.2f}" for figure in figures)


def speed(count: int) -> None:
    """Processor time of ``count`` items against as many, most of them reworded and all in another order."""
    chance = random.Random(7)
    stock = [
        f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("lor", "mit", "sed", "tan", "vek")
    ]
    weights = [1 / rank for rank in range(1, len(stock) + 1)]

    def passage(length: int) -> list[str]:
        return chance.choices(stock, weights, k=length // 2) + chance.choices(stock, k=length - length // 2)

    def changed(text: list[str]) -> list[str]:
        return [word if chance.random() > 0.2 else chance.choice(stock) for word in text]

    texts = [(passage(12), passage(40)) for _ in range(count)]
    others = [(changed(text), changed(body)) for text, body in texts]
    chance.shuffle(others)
    old, new = (
        plan_from({"measures": [Entry(" ".join(a), str(n), " ".join(b)) for n, (a, b) in enumerate(side, 1)]})
        for side in (texts, others)
    )
    start = time.process_time()
    plancli.diff(old, new)
    ours = time.process_time() - start
    part = 3  # the floor takes minutes for all of them, so a part of the rows stands for the whole
    start = time.process_time()
    theirs = list(_texts(new, {"measure"}).values())
    for text in list(_texts(old, {"measure"}).values())[:part]:
        for other in theirs:
            SequenceMatcher(None, text, other, autojunk=False).ratio()
    floor = (time.process_time() - start) * count / part
    print(
        f"{count} items against {count}: {ours:.2f} s of processor time; the floor {floor:.0f} s (from {part} rows)"
    )


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--practices", nargs=2, metavar=("DRAFT", "FINAL"))
    chosen = parser.parse_args()
    print(f"{'pair':30} {'pairs':>5}   plancli P R F1   difflib P R F1")
    total: list[Pairs] = [set(), set(), set()]
    for path in PAIRS:
        pair = read_pair(path)
        old, new = (plancli.extract_text(text, model=None) for text in (pair.old, pair.new))
        right = {ends for ends in pair.truth if "-" not in ends}
        found = aligned(old, new, pair.kinds), by_letters(old, new, pair.kinds), right
        line(path.stem, *found)
        for all_of, some in zip(total, found, strict=True):
            all_of |= {(f"{path.stem}/{one}", other) for one, other in some}
    line("all pairs", *total)
    if chosen.practices:
        old, new = (plancli.extract(path) for path in chosen.practices)
        table = rows("comparing/practices")
        sure, either = (
            {(f"measure-{row['old']}", f"measure-{row['new']}") for row in table if row["sure"] == answer}
            for answer in ("yes", "no")
        )
        kinds = {"measure"}
        line("practices, draft to final", aligned(old, new, kinds), by_letters(old, new, kinds), sure, either)
    speed(500)


if __name__ == "__main__":
    main()
