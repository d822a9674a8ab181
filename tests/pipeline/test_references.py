"""The instruments that a text names; the table stands in tests/cases/references."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

import plancli
from plancli.pipeline.references import find_references
from tests.tables import row_params, rows

if TYPE_CHECKING:
    from plancli.plan import Reference


def described(reference: Reference) -> str:
    return " ".join(filter(None, (f"{reference.name} = {reference.kind}", reference.identifier)))


@pytest.mark.parametrize("row", row_params(rows("references/sentences"), "sentence"))
def test_a_sentence_names_its_instruments(row: dict[str, str]) -> None:
    plan = plancli.extract_text(row["sentence"], model=None)
    assert "; ".join(map(described, plan.references)) == row["references"]


def test_every_mention_is_evidence() -> None:
    text = "The Clean Rivers Act 2019 is old. Under the Clean Rivers Act, farms report."
    (reference,) = plancli.extract_text(text, model=None).references
    assert [evidence.quote for evidence in reference.evidence] == [
        "Clean Rivers Act 2019",
        "Clean Rivers Act",
    ]


def test_the_document_is_no_reference_of_itself() -> None:
    text = "The Tidal Energy Action Plan replaces the Wave Energy Action Plan."
    found = find_references(text, title="Tidal Energy Action Plan")
    assert [reference.name for reference in found] == ["Wave Energy Action Plan"]


def test_the_component_works_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("plancli_references")
    doc = nlp("They ratified the Cork Harbour Treaty.")
    assert [(span.text, span.label_) for span in doc.spans["plancli_references"]] == [
        ("Cork Harbour Treaty", "treaty")
    ]
