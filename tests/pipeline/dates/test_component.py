"""The tagger in somebody else's pipeline."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from plancli.pipeline.components import results
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


HISTORY = (
    "The war of 1805 was lost. The king was sent away in 1806, and had fled by 1807. In 1808 the city was"
    " taken, and in 1809 it was burnt. The peace of 1810 was short, and by 1811 all was as it had been."
    " “We found the letters last year,” said Dr Ada Holm, who keeps the archive."
)


def test_quoted_speech_counts_from_publication_where_quotations_were_found_before() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("plancli_dates")
    alone = blank.make_doc(HISTORY)
    alone._.plancli_published = "2010-05-01"
    assert blank(alone).spans["plancli_dates"][-1]._.plancli.value == "1810"

    blank.add_pipe("plancli_quotations", before="plancli_dates")
    both = blank.make_doc(HISTORY)
    both._.plancli_published = "2010-05-01"
    spans = blank(both).spans
    assert len(spans["plancli_quotations"]) == 1
    last = spans["plancli_dates"][-1]._.plancli
    assert (last.text, last.value, last.anchor) == ("last year", "2009", "2010-05-01")


def test_two_expressions_in_one_token_stay_two(nlp: spacy.language.Language) -> None:
    found = results(nlp("Funding for 2024–2027 is set aside."), "plancli_dates")
    assert [timex.text for timex in found] == ["2024", "2027"]
