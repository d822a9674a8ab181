"""Where sentences end; the table stands in tests/cases/sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import plancli
from plancli.pipeline.sentences import find_sentences
from tests.tables import row_params, rows

CUES = "The quay Dr. e.g. No. 4 J. U.S. is old. new! why? “Yes.” (No.) … a.m. 3.5 it"
WORDS = st.sampled_from([*CUES.split(), "\n"])


@pytest.mark.parametrize("row", row_params(rows("sentences/breaks"), "text"))
def test_a_text_breaks_into_sentences(row: dict[str, str]) -> None:
    text = row["text"].replace("¦", "")
    assert [text[start:end] for start, end in find_sentences(text)] == [
        part.strip() for part in row["text"].split("¦")
    ]


def test_a_line_ends_a_sentence() -> None:
    text = "Aims of the fleet\nFewer nets\n"
    assert [text[start:end] for start, end in find_sentences(text)] == text.splitlines()


def test_no_sentence_runs_over_a_block_or_takes_its_marker() -> None:
    document = plancli.read(b"We will:\n\n1. mend the quay\n2. Paint it. Then sell it.\n")
    found = [document.text[start:end] for start, end in find_sentences(document.text, document)]
    assert found == ["We will:", "mend the quay", "Paint it.", "Then sell it."]


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_sentences_hold_all_words_in_order(text: str) -> None:
    found = find_sentences(text)
    assert " ".join(text[start:end] for start, end in found).split() == text.split()
    ends = [0, *(end for _, end in found)]
    assert all(before <= start < end for before, (start, end) in zip(ends, found, strict=False))
