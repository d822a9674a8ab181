"""The tagger in somebody else's pipeline."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from plancli.pipeline.dates import make_dates


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    blank = spacy.blank("en")
    blank.add_pipe("plancli_dates")
    return blank


def test_spans_carry_the_exact_expression(nlp: spacy.language.Language) -> None:
    doc = nlp("The mid-2025 review, due within 30 days, follows 10 December 2024.")
    spans = doc.spans["plancli_dates"]
    assert [span.label_ for span in spans] == ["DATE", "DURATION", "DATE"]
    assert [span._.plancli.text for span in spans] == ["mid-2025", "30 days", "10 December 2024"]
    for span in spans:
        assert span.start_char <= span._.plancli.start < span._.plancli.end <= span.end_char


def test_the_publication_date_is_taken_from_the_doc(nlp: spacy.language.Language) -> None:
    doc = nlp.make_doc("We met last month.")
    doc._.plancli_published = "2024-12-10"
    (span,) = nlp(doc).spans["plancli_dates"]
    assert span._.plancli.value == "2024-11"


def test_a_component_made_by_hand_works_alone() -> None:
    tagger = make_dates(spacy.blank("en"), "dates")
    doc = tagger(spacy.blank("en")("It ends in 2025."))
    assert isinstance(doc, Doc)
    assert [span.text for span in doc.spans["plancli_dates"]] == ["2025"]
