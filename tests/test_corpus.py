"""The corpus beside the checkout: what careful readers wrote down is found, and every document gives a plan."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import plancli
from plancli.readers import EXTENSIONS
from plancli.writers import writer

pytestmark = pytest.mark.corpus

SHARED = Path(__file__).parents[2] / "shared"
TEXTS = sorted(path.stem for path in SHARED.glob("corpus/*.txt"))
UNLABELLED = sorted(path.name for path in SHARED.glob("corpus/unlabelled/*") if path.suffix in EXTENSIONS)
ENOUGH = 20
"""Entries of a field in all texts from which a share says something of it."""


@pytest.fixture(scope="module")
def score(shared: Path) -> ModuleType:
    """The program that compares a plan with its gold file."""
    path = shared / "gold/score"
    module = ModuleType("score")
    module.__file__ = str(path)
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), module.__dict__)
    return module


@pytest.fixture(scope="module")
def tallies(shared: Path, score: ModuleType) -> dict[str, dict[str, Any]]:
    """For each text the tallies of its fields."""
    found = {}
    for name in TEXTS:
        plan = plancli.extract(shared / f"corpus/{name}.txt")
        gold = json.loads((shared / f"gold/{name}.json").read_text(encoding="utf-8"))
        found[name] = score.score_plan(gold, json.loads(writer("json")(plan)))
    return found


def test_the_texts_are_scored(tallies: dict[str, dict[str, Any]]) -> None:
    assert len(tallies) == 5


def test_the_five_texts_as_a_whole(score: ModuleType, tallies: dict[str, dict[str, Any]]) -> None:
    total = score.Tally()
    for fields in tallies.values():
        total.add(score.whole(fields))
    assert total.figures()[2] >= 0.95


def test_each_field_of_the_five_texts(score: ModuleType, tallies: dict[str, dict[str, Any]]) -> None:
    below = {}
    for field in score.FIELDS:
        total = score.Tally()
        for fields in tallies.values():
            total.add(fields.get(field, score.Tally()))
        well = (
            total.figures()[2] >= 0.90
            if total.gold >= ENOUGH
            else total.gold - total.hit <= 1 and total.pred - total.hit <= 1
        )
        if not well:
            below[field] = (total.hit, total.gold, total.pred)
    assert below == {}


@pytest.mark.parametrize("name", TEXTS)
def test_all_evidence_is_grounded(name: str, tallies: dict[str, dict[str, Any]]) -> None:
    assert tallies[name]["grounded"].figures() == (1.0, 1.0, 1.0)
    assert tallies[name]["grounded"].gold > 10


@pytest.mark.parametrize("name", UNLABELLED)
def test_every_document_gives_a_grounded_plan(shared: Path, score: ModuleType, name: str) -> None:
    plan = json.loads(writer("json")(plancli.extract(shared / "corpus/unlabelled" / name, model=None)))
    assert len(plan["text"]) > 500
    assert plan["metadata"]["title"]
    places = list(score.evidence(plan))
    assert places
    assert [p for p in places if plan["text"][p["start"] : p["end"]] != p["quote"]] == []
    assert list(score.without_evidence(plan)) == []
