"""What the taggers found becomes a plan whose parts know one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

import plancli
from plancli.assemble import assemble

if TYPE_CHECKING:
    from plancli.plan import Section

PLAN = """\
Kelp Recovery Plan 2025-2030

Environment Agency

3 May 2025

1. Why kelp

Kelp shelters young fish, and half of the forests on the northern coast were lost to warm water in ten years.

1.1 The north

Urchins have grazed the reefs bare.

1.2 The south

The southern reefs are whole.

2. What we will do

The Environment Agency will sow spores by 31 December 2026.

3. Who helps

Divers help.
"""


def titles(sections: list[Section]) -> list[object]:
    return [
        (section.id, section.number, section.title, *([titles(section.children)] if section.children else []))
        for section in sections
    ]


def test_sections_are_the_headings_as_a_tree() -> None:
    plan = plancli.extract_text(PLAN, model=None)
    assert titles(plan.sections) == [
        (
            "section-1",
            "1",
            "Why kelp",
            [("section-1-1", "1.1", "The north"), ("section-1-2", "1.2", "The south")],
        ),
        ("section-2", "2", "What we will do"),
        ("section-3", "3", "Who helps"),
    ]


def test_dates_have_their_roles() -> None:
    plan = plancli.extract_text(PLAN, model=None)
    assert [(date.id, date.text, date.role) for date in plan.dates] == [
        ("date-1", "2025", "period"),
        ("date-2", "2030", "period"),
        ("date-3", "3 May 2025", "published"),
        ("date-4", "ten years", None),
        ("date-5", "31 December 2026", "deadline"),
    ]
    (commitment,) = plan.commitments
    assert commitment.deadline == "date-5"


def test_the_publisher_is_an_actor_with_its_role() -> None:
    plan = plancli.extract_text(PLAN, model=None)
    assert plan.metadata.issuers == ["actor-environment-agency"]
    (agency,) = [actor for actor in plan.actors if actor.id == "actor-environment-agency"]
    assert "issuer" in agency.roles
    assert [mention.quote for mention in agency.mentions] == ["Environment Agency"] * 2


def test_who_is_quoted_speaks() -> None:
    text = (
        "The Environment Agency met divers. "
        "Environment Agency chief Rosa Diaz said: “Nobody has sown kelp here before us.”"
    )
    plan = plancli.extract_text(text)
    (quotation,) = plan.quotations
    (speaker,) = [actor for actor in plan.actors if actor.id == quotation.speaker]
    assert (speaker.name, "speaker" in speaker.roles) == ("Rosa Diaz", True)


def test_a_pronoun_speaks_for_the_person_before() -> None:
    text = "Minister for Fisheries Rosa Diaz spoke in Cork. “Nobody has ever sown kelp here before us,” she said.\n"
    plan = plancli.extract_text(text)
    assert [quotation.speaker for quotation in plan.quotations] == ["actor-rosa-diaz"]


def test_source_and_generator_are_told() -> None:
    plan = plancli.extract(PLAN.encode(), name="kelp.txt", model=None)
    assert (plan.source.name, plan.source.media_type, plan.source.pages) == ("kelp.txt", "text/plain", None)
    assert (plan.source.bytes, plan.source.characters) == (len(PLAN.encode()), len(plan.text or ""))
    assert plan.generator.model is None
    assert (plancli.extract_text("Kelp.").generator.model or "").startswith("en_core_web_sm")


def test_findings_point_to_what_they_concern() -> None:
    plan = plancli.extract_text(
        "The reefs are bare. Divers count them on 03/04/2025 and next year.", model=None
    )
    (ambiguous,) = [finding for finding in plan.findings if finding.code == "D101"]
    assert ambiguous.path == "/dates/0"
    assert [place.quote for place in ambiguous.evidence] == ["03/04/2025"]
    assert [finding.code for finding in plan.findings if not finding.evidence] == ["M101", "I101"]


def test_only_a_doc_with_a_document_is_assembled() -> None:
    plancli.extract_text("Kelp.", model=None)
    with pytest.raises(ValueError, match="not made from a document"):
        assemble(spacy.blank("en")("Kelp."), model=None)
