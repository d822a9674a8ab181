"""Tokens hold the text to the letter, in linear time."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from plancli.pipeline.tokens import make_doc

NLP = spacy.blank("en")
RUNS = st.tuples(st.sampled_from(["a", "(", "...", "é", "$", "1,", "’s"]), st.integers(1, 700)).map(
    lambda run: run[0] * run[1]
)


@given(st.lists(st.one_of(RUNS, st.text(max_size=20), st.just("\n")), max_size=6).map(" ".join))
def test_the_text_stays_as_it_is(text: str) -> None:
    assert make_doc(NLP, text).text == text


def test_prose_has_the_tokens_of_the_tokenizer() -> None:
    text = "The quay's 3.5 km rail isn't new, e.g. at North Quay."
    assert [token.text for token in make_doc(NLP, text)] == [token.text for token in NLP.make_doc(text)]


@pytest.mark.parametrize("unit", ["(", ".", "a.", "’s"])
def test_a_run_without_spaces_is_tokenized_quickly(unit: str) -> None:
    text = "before " + unit * (60_000 // len(unit)) + " after"
    start = time.process_time()
    assert make_doc(NLP, text).text == text
    assert time.process_time() - start < 2
