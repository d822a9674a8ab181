"""Who is quoted with what; the cases stand in tests/cases/quotations."""

from __future__ import annotations

import pytest
import spacy

import plancli
from tests.tables import Case, params, texts


@pytest.mark.parametrize("case", params(texts("quotations/speech")))
def test_somebody_is_quoted(case: Case) -> None:
    plan = plancli.extract(case.text.encode())
    names = {actor.id: actor.name for actor in plan.actors}
    found = [f"{names.get(q.speaker or '', q.speaker)} | {q.text}" for q in plan.quotations]
    assert found == case.expected


def test_the_parts_of_an_interrupted_quotation_are_its_evidence() -> None:
    text = "“We count the birds every winter,” said Anna Lund. “Nobody else has done it.”"
    (quotation,) = plancli.extract_text(text, model=None).quotations
    assert [e.quote for e in quotation.evidence] == [
        "We count the birds every winter,",
        "Nobody else has done it.",
    ]


def test_the_component_works_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("plancli_quotations")
    doc = nlp('The clerk said: "Nobody has ever counted these boats."')
    (span,) = doc.spans["plancli_quotations"]
    assert span.text == "Nobody has ever counted these boats."
