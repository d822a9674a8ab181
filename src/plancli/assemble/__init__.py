"""A tagged document into a plan: ids, evidence, and the links between what the taggers found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from plancli import __version__
from plancli.assemble import people, structure
from plancli.assemble.evidence import all_evidence, evidence
from plancli.assemble.remarks import findings
from plancli.document import Document
from plancli.pipeline import metadata_of
from plancli.pipeline.commitments import FoundCommitment
from plancli.pipeline.components import document_of, results
from plancli.pipeline.dates import Timex
from plancli.pipeline.metadata import FoundMetadata, Spot
from plancli.pipeline.periods import FoundPeriod, find_period
from plancli.pipeline.references import REPORTS
from plancli.plan import (
    Commitment,
    Date,
    Figure,
    Generator,
    Metadata,
    Period,
    Plan,
    Published,
    Quotation,
    Reference,
    Source,
)


def assemble(doc: Doc, *, model: str | None) -> Plan:
    """The plan of a tagged document.

    Args:
        doc: what :func:`plancli.pipeline.tag` gave.
        model: name and version of the model that was used, ``None`` for none.
    """
    document = document_of(doc)
    if document is None:
        raise ValueError("the doc was not made from a document")
    metadata = metadata_of(doc)
    timexes: list[Timex] = results(doc, "plancli_dates")  # a token may hold two: "2024–2027"
    cast = people.roster(doc._.plancli_actors or [], metadata.issuers)
    issuers = people.publishers(document, metadata, cast)
    for entity in issuers:
        entity.roles.append("issuer")
    found = results(doc, "plancli_items")
    period = find_period(document, metadata, timexes)
    dates = _dates(document, timexes, metadata, period)
    reports = metadata.kind in REPORTS
    plans = structure.instruments(document, found, results(doc, "plancli_references"), reports=reports)
    quotations = _quotations(doc, document, cast)
    return Plan(
        source=_source(document),
        generator=Generator(version=__version__, model=model),
        metadata=_metadata(document, metadata, [cast.id_of(entity) for entity in issuers]),
        period=_period(document, period),
        sections=structure.sections(document),
        aims=structure.items(document, found, "aims", plans),
        priorities=structure.items(document, found, "priorities", plans),
        principles=structure.items(document, found, "principles", plans),
        measures=structure.items(document, found, "measures", plans),
        actors=people.actors(document, cast),
        dates=dates,
        commitments=_commitments(doc, document, cast, dates, sorted(structure.item_ids(found))),
        references=_references(doc, document),
        figures=_figures(doc, document),
        quotations=quotations,
        findings=findings(document, metadata, timexes, dates, has_items=bool(found)),
        text=document.text,
    )


def _source(document: Document) -> Source:
    return Source(
        name=document.name,
        media_type=document.media_type,
        sha256=document.data_sha256,
        bytes=document.size,
        pages=document.pages,
        characters=len(document.text),
    )


def _metadata(document: Document, found: FoundMetadata, issuers: list[str]) -> Metadata:
    shown = {"title": found.title, "kind": found.kind_spot, "reference": found.reference}
    places = {name: evidence(document, spot.start, spot.end) for name, spot in shown.items() if spot}
    if found.issuers:
        places["issuers"] = [
            one for spot in found.issuers for one in evidence(document, spot.start, spot.end)
        ]
    return Metadata(
        title=found.title.value if found.title else None,
        kind=found.kind,  # type: ignore[arg-type]  # the table of kinds and the command line hold only kinds
        language=found.language,
        reference=found.reference.value if found.reference else None,
        published=_published(document, found.published),
        issuers=issuers,
        evidence=places,
    )


def _published(document: Document, spot: Spot | None) -> Published | None:
    if spot is None:
        return None
    places = evidence(document, spot.start, spot.end)
    return Published(text=document.text[spot.start : spot.end], value=spot.value, evidence=places)


def _period(document: Document, period: FoundPeriod | None) -> Period | None:
    if period is None:
        return None
    places = [one for start, end in period.spans for one in evidence(document, start, end)]
    return Period(start=period.start, end=period.end, evidence=places)


def _dates(
    document: Document, timexes: Sequence[Timex], metadata: FoundMetadata, period: FoundPeriod | None
) -> list[Date]:
    return [
        timex.as_date(number, evidence(document, timex.start, timex.end), _role(timex, metadata, period))
        for number, timex in enumerate(timexes, 1)
    ]


def _role(timex: Timex, metadata: FoundMetadata, period: FoundPeriod | None) -> str | None:
    """What a date dates where the document says so: its own dates; else the wording decides."""
    if metadata.published and timex.start < metadata.published.end and metadata.published.start < timex.end:
        return "published"
    if period and any(timex.start < end and start < timex.end for start, end in period.spans):
        return "period"
    title = metadata.title
    if title and title.start <= timex.start and timex.end <= title.end:
        return "plan_year"
    return None


def _commitments(
    doc: Doc,
    document: Document,
    cast: people.Roster,
    dates: Sequence[Date],
    places: Sequence[tuple[int, int, str]],
) -> list[Commitment]:
    by_start = {date.evidence[0].start: date.id for date in dates if date.evidence}
    made = []
    for number, found in enumerate(results(doc, "plancli_commitments"), 1):
        inside = _innermost(places, found.start)
        bound = [who if isinstance(who, str) else cast.id_of(who) for who in found.bound]
        made.append(
            Commitment(
                id=f"commitment-{number}",
                text=document.text[found.start : found.end],
                actors=list(dict.fromkeys(bound)),
                modality=found.modality,
                strength=found.strength,
                conditional=found.conditional,
                action=_action(document, found),
                deadline=by_start.get(found.deadline) if found.deadline is not None else None,
                item=inside,
                evidence=[
                    each
                    for span in ((found.start, found.end), *found.listed)
                    for each in evidence(document, *span)
                ],
            )
        )
    return made


def _action(document: Document, found: FoundCommitment) -> str:
    """The words of what is to be done, those of the list that a lead-in opens; after "not" where denied."""
    spans = found.listed or (found.action,)
    marks = ".;, " if found.listed else " "
    said = "; ".join(document.text[slice(*span)].strip().rstrip(marks) for span in spans)
    return ("not " if found.denied else "") + said


def _innermost(places: Sequence[tuple[int, int, str]], offset: int) -> str | None:
    """The id of the innermost item whose words hold ``offset``; ``places`` are sorted by start."""
    last = bisect_right(places, offset, key=lambda place: place[0])
    return places[last - 1][2] if last and offset < places[last - 1][1] else None


def _references(doc: Doc, document: Document) -> list[Reference]:
    return [
        Reference(
            name=found.name,
            kind=found.kind,
            identifier=found.identifier,
            evidence=[one for start, end in found.mentions for one in evidence(document, start, end)],
        )
        for found in results(doc, "plancli_references")
    ]


def _figures(doc: Doc, document: Document) -> list[Figure]:
    return [
        Figure(
            value=found.value,
            unit=found.unit,
            mod=found.mod,
            text=document.text[found.start : found.end],
            evidence=evidence(document, found.start, found.end),
        )
        for found in results(doc, "plancli_figures")
    ]


def _spoken(text: str, parts: Sequence[tuple[int, int]]) -> str:
    """The words of a quotation as one text; a comma for the reporting words that end a sentence is its full stop."""
    spoken = [text[start:end] for start, end in parts]
    for place, (start, _) in enumerate(parts[1:]):
        between = text[parts[place][1] : start].rstrip('"“„« \n\u00a0')
        if spoken[place].endswith(",") and between.endswith(".") and text[start].isupper():
            spoken[place] = spoken[place][:-1] + "."
    return " ".join(spoken)


def _quotations(doc: Doc, document: Document, cast: people.Roster) -> list[Quotation]:
    made = []
    for found in results(doc, "plancli_quotations"):
        by = people.speaker(document, found, cast)
        if by is not None and not isinstance(by, str):
            by.roles.append("speaker")
        parts = found.parts or ((found.start, found.end),)
        made.append(
            Quotation(
                speaker=by if by is None or isinstance(by, str) else cast.id_of(by),
                text=_spoken(document.text, parts),
                evidence=all_evidence(document, parts),
            )
        )
    return made
