"""The tables of cues are in order, so that a slip in a new row is told at once; rules keep no words of their own."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from plancli.gazetteer import cues
from plancli.plan import Plan

PACKAGE = Path(__file__).parents[1] / "src" / "plancli"
TABLES = sorted((PACKAGE / "gazetteer" / "cues").glob("*.tsv"))
RULES = sorted((PACKAGE / "rules").glob("*.py"))
EACH_TABLE = pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
ALTERNATIVES = re.compile(r"[a-z]{4,}\\?\|\(?[a-z]{2,}|[a-z]{2,}\|\(?[a-z]{4,}")


@EACH_TABLE
def test_a_table_says_what_it_holds_and_no_row_twice(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    rows = [line for line in lines if line and not line.startswith("#")]
    assert [row for row, times in Counter(rows).items() if times > 1] == []
    assert [row for row in rows if row.count("\t") > rows[0].count("\t") or row != row.rstrip(" ")] == []


@EACH_TABLE
def test_patterns_are_expressions(path: Path) -> None:
    for row in cues.table(path.stem):
        if "pattern" in row:
            re.compile(row["pattern"])


@EACH_TABLE
def test_each_kind_is_explained(path: Path) -> None:
    remarks = " ".join(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    kinds = {row["kind"] for row in cues.table(path.stem) if "kind" in row} if "kind:" in remarks else set()
    kinds -= set(Plan.model_fields)  # a field of the plan says what it is
    assert {kind for kind in kinds if not re.search(rf"\b{re.escape(kind)}\b", remarks)} == set()


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_looks_its_words_up(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in said]
    listed = [node.value for node in strings if ALTERNATIVES.search(str(node.value))]
    sets = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Set) and len(node.elts) > 2]
    assert (listed, sets) == ([], [])


def test_words_are_matched_as_they_stand_and_the_longest_first() -> None:
    found = re.compile(cues.either("stretches", kind="length"))
    assert found.pattern.startswith("(?:which\\ is|")
    assert found.fullmatch("i.e.")
    assert not found.fullmatch("ixex")
