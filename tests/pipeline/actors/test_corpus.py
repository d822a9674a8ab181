from __future__ import annotations

import importlib.machinery
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from plancli.pipeline.actors import find_actors, slug

TEXTS = (
    "calais-group-priority-plan-2025",
    "ein-news-article-2024",
    "fcdo-press-release-2025",
    "hansard-written-statement-hcws293",
    "uk-germany-joint-action-plan-2024",
)


def scorer(path: Path) -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("gold_score", str(path))
    spec = importlib.util.spec_from_loader("gold_score", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.mark.corpus
@pytest.mark.parametrize("name", TEXTS)
def test_the_actors_of_the_corpus_are_found_without_a_model(
    name: str, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    score = scorer(shared / "gold" / "score")
    text = (shared / "corpus" / f"{name}.txt").read_text(encoding="utf-8")
    gold = json.loads((shared / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    actors = [{"id": slug(e.name), "name": e.name, "kind": e.kind, "code": e.code} for e in find_actors(text)]
    _, _, f1 = score.score_actors(gold, {"actors": actors}).figures()
    assert f1 >= 0.93
