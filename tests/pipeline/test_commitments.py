"""Whom a sentence binds, to what, how firmly and by when; the tables stand in tests/cases/commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

import plancli
from plancli.pipeline.cast import Cast
from plancli.pipeline.commitments import find_commitments
from tests.tables import Case, params, row_params, rows, texts

if TYPE_CHECKING:
    from plancli.plan import Commitment, Plan


def bound(plan: Plan, commitment: Commitment) -> str:
    names = {actor.id: actor.name for actor in plan.actors}
    return "; ".join(names.get(who, who) for who in commitment.actors)


@pytest.mark.parametrize("row", row_params(rows("commitments/sentences"), "sentence"))
def test_a_sentence_binds(row: dict[str, str]) -> None:
    plan = plancli.extract_text(row["sentence"], model=None)
    if not row["modality"]:
        assert [commitment.text for commitment in plan.commitments] == []
        return
    (commitment,) = plan.commitments
    due = {date.id: date.text for date in plan.dates}
    assert commitment.text == row["sentence"]
    assert bound(plan, commitment) == row["bound"]
    assert (commitment.modality, commitment.strength) == (row["modality"], row["strength"])
    assert commitment.conditional == (row["conditional"] == "yes")
    assert due.get(commitment.deadline or "", "") == row["deadline"]
    assert commitment.action.startswith(row["action"])
    assert commitment.action.removeprefix("not ") in row["sentence"]


@pytest.mark.parametrize("case", params(texts("commitments/contexts")))
def test_a_sentence_binds_in_its_context(case: Case) -> None:
    plan = plancli.extract(case.text.encode(), model=None)
    found = [(bound(plan, commitment), commitment.text) for commitment in plan.commitments]
    expected = [[cell.strip() for cell in line.split("|")] for line in case.expected]
    assert [who for who, _ in found] == [who for who, _ in expected], found
    for (_, text), (_, starts) in zip(found, expected, strict=True):
        assert text.startswith(starts)


def test_a_commitment_knows_the_item_that_it_stands_in() -> None:
    text = "What we will do\n\n1. Cheaper fares.\n2. Malta will build a quay.\n\nMalta will pay for it."
    plan = plancli.extract_text(text, model=None)
    assert [commitment.item for commitment in plan.commitments] == ["measure-2", None]


def test_every_sentence_stands_once_however_often_it_binds() -> None:
    sentence = "Peru shall pay, must insure, will guard and should open the archive."
    (commitment,) = find_commitments(sentence, None, Cast([]))
    assert (commitment.modality, sentence[commitment.start : commitment.end]) == ("shall", sentence)


def test_each_clause_that_binds_somebody_else_has_its_own_action_and_deadline() -> None:
    text = "Norway shall pay by 1 May 2030, and the Environment Agency may report by 1 June 2030."
    plan = plancli.extract_text(text, model=None)
    due = {date.id: date.value for date in plan.dates}
    assert [(each.modality, each.action, due[each.deadline or ""]) for each in plan.commitments] == [
        ("shall", "pay by 1 May 2030", "2030-05-01"),
        ("may", "report by 1 June 2030", "2030-06-01"),
    ]
    assert {each.text for each in plan.commitments} == {text}
    assert {change.ops[0] for change in plancli.diff(plan, plan).changes} == {"unchanged"}


def test_a_lead_in_without_a_verb_binds_to_its_list() -> None:
    text = (
        "Ports\n\nThe Home Office will:\n\n- dredge two bays;\n- paint the cranes.\n\nBays silt up. We must:"
    )
    (commitment,) = plancli.extract_text(text, model=None).commitments
    assert (commitment.text, commitment.action) == (
        "The Home Office will:",
        "dredge two bays; paint the cranes",
    )
    assert [each.quote for each in commitment.evidence] == [
        "The Home Office will:",
        "dredge two bays;",
        "paint the cranes.",
    ]


def test_the_component_works_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("plancli_commitments")
    doc = nlp("The lock is old. The council will mend it.")
    (span,) = doc.spans["plancli_commitments"]
    assert (span.text, span.label_) == ("The council will mend it.", "firm")
    assert span._.plancli.bound == ("council",)


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("The Environment Agency will report before 1 June 2027.", "1 June 2027"),
        ("The work will be completed ahead of the end of May 2027.", "the end of May 2027"),
        ("Prior to 1 June 2027 the Environment Agency will report.", "1 June 2027"),
        ("The Environment Agency will not act before 1 June 2027.", None),
        ("The Environment Agency will honour permits issued before 1 June 2027.", None),
        ("The Environment Agency will inspect homes from before 1990.", None),
    ],
)
def test_before_a_day_to_come_is_a_deadline(sentence: str, due: str | None) -> None:
    plan = plancli.extract_text(sentence, published="2026-03-02", model=None)
    (commitment,) = plan.commitments
    assert {date.id: date.text for date in plan.dates}.get(commitment.deadline or "") == due
