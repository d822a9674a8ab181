"""The language of a text; the table stands in tests/cases/metadata."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancli.gazetteer.cues import table
from plancli.pipeline.languages import find_language, primary
from tests.tables import row_params, rows


@pytest.mark.parametrize("row", row_params(rows("metadata/languages"), "text"))
def test_a_text_has_its_language(row: dict[str, str]) -> None:
    assert find_language(row["text"]) == (row["language"] or None)


@given(st.text(max_size=200))
def test_any_text_has_a_language_of_the_table_or_none(text: str) -> None:
    assert find_language(text) in {None, *(row["language"] for row in table("stop_words"))}


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en-US", "en"), ("en_GB.UTF-8", "en"), ("DE", "de"), ("unknown", None), ("", None), (None, None)],
)
def test_a_declared_tag_gives_its_language(tag: str | None, language: str | None) -> None:
    assert primary(tag) == language
