"""What a document says of itself; the cases stand in tests/cases/metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import plancli
from tests.tables import Case, params, texts

if TYPE_CHECKING:
    from plancli.plan import Plan


def stated(plan: Plan) -> dict[str, str]:
    names = {actor.id: actor.name for actor in plan.actors}
    metadata, period = plan.metadata, plan.period
    return {
        "title": metadata.title or "-",
        "kind": metadata.kind,
        "language": metadata.language or "-",
        "reference": metadata.reference or "-",
        "published": metadata.published.value if metadata.published else "-",
        "issuers": "; ".join(names[issuer] for issuer in metadata.issuers) or "-",
        "period": f"{period.start}/{period.end}" if period else "-",
    }


@pytest.mark.parametrize("case", params(texts("metadata/covers")))
def test_a_cover_says(case: Case) -> None:
    expected = dict(line.split(" | ") for line in case.expected)
    found = stated(plancli.extract(case.text.encode(), model=None))
    assert {field: found[field] for field in expected} == expected


@pytest.mark.parametrize("case", params(texts("metadata/covers")))
def test_what_a_cover_says_is_shown_in_it(case: Case) -> None:
    plan = plancli.extract(case.text.encode(), model=None)
    metadata = plan.metadata
    shown = {name: [evidence.quote for evidence in places] for name, places in metadata.evidence.items()}
    assert (metadata.title is not None) == ("title" in shown)
    titles = [" ".join(quote.split()) for quote in shown.get("title", [])]  # one set over several lines
    assert titles == ([metadata.title] if metadata.title else [])
    assert shown.get("reference", [metadata.reference]) == [metadata.reference]
    assert bool(metadata.issuers) == bool(shown.get("issuers"))
    roles = {date.evidence[0].start: date.role for date in plan.dates}
    if metadata.published:
        assert [e.quote for e in metadata.published.evidence] == [metadata.published.text]
        assert roles[metadata.published.evidence[0].start] == "published"


def test_the_caller_knows_better() -> None:
    text = "Well policy\n\nThe first well was dug last year by hand in the north of the valley."
    plan = plancli.extract_text(text, published="2026-02-01", kind="report", model=None)
    assert (plan.metadata.kind, plan.metadata.published) == ("report", None)
    assert [date.value for date in plan.dates] == ["2025"]


def test_front_matter_helps_where_the_page_is_silent() -> None:
    source = b"---\ntitle: Well policy\nlanguage: en\n---\n\nWell policy\n\n1234\n"
    plan = plancli.extract(source, name="well.md", model=None)
    assert (plan.metadata.title, plan.metadata.language) == ("Well policy", "en")
