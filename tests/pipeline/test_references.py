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


TITLES = (
    # title, text, the references that are left
    ("Draft Harbour Plan 2031", "The Harbour Plan 2031 replaces the Salt Plan 2021.", ["Salt Plan 2021"]),
    ("Rules under the Nets Act", "The Nets Act says more.", ["Nets Act"]),
    (
        "Nets Act 2022 (Commencement) Order 2023",
        "Under the Nets Act 2022, this Order is made.",
        ["Nets Act 2022"],
    ),
    (
        "Harbour Green Plan Overview",
        "The Harbour Green Plan has parts.",
        [],
    ),
    (
        "Local Nets",
        "The Local Nets and Public Rods Act 2007 applies.",
        ["Local Nets and Public Rods Act 2007"],
    ),
)


@pytest.mark.parametrize(("title", "text", "left"), TITLES, ids=[title for title, *_ in TITLES])
def test_a_title_names_the_document_and_speaks_of_others(title: str, text: str, left: list[str]) -> None:
    assert [reference.name for reference in find_references(text, title=title)] == left


def test_the_number_of_the_document_is_no_reference() -> None:
    text = "Coast Directive 31-02 replaces Coast Directive 29-01. This Coast Directive is binding."
    found = find_references(text, number="CD-31-02")
    assert [reference.name for reference in found] == ["Coast Directive 31-02", "Coast Directive 29-01"]
    found = find_references(text, number="31-02")
    assert [reference.name for reference in found] == ["Coast Directive 29-01"]
