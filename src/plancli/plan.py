"""The Pydantic models of a plan: the output contract, and nothing else.

The JSON Schema in ``schemas/plan.schema.json`` is generated from these models. Offsets count Unicode
code points of the reading text (``Plan.text``), half open; lengths on a page are PDF points (1/72 inch)
from its top left corner.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

SCHEMA_VERSION = "1.0"

DocumentKind = Literal[
    "action_plan",
    "priority_plan",
    "strategy",
    "policy_paper",
    "declaration",
    "directive",
    "written_statement",
    "oral_statement",
    "press_release",
    "news_article",
    "treaty",
    "report",
    "other",
]
ActorKind = Literal[
    "country",
    "region",
    "government",
    "parliament",
    "ministry",
    "agency",
    "office",
    "person",
    "group",
    "organisation",
]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]
DateMod = Literal[
    "START",
    "MID",
    "END",
    "APPROX",
    "BEFORE",
    "AFTER",
    "ON_OR_BEFORE",
    "ON_OR_AFTER",
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
]
Modality = Literal["shall", "must", "will", "agreed", "intends", "should", "may", "explores"]
Strength = Literal["firm", "intended", "recommended", "tentative"]
ReferenceKind = Literal["plan", "treaty", "statement", "law", "document"]
Severity = Literal["error", "warning", "note"]

T = TypeVar("T")


def _by_key(mapping: dict[str, T]) -> dict[str, T]:
    """The mapping with its keys sorted: what is written is the same every time."""
    return dict(sorted(mapping.items()))


Offset = Annotated[int, Field(ge=0)]
Box = Annotated[list[float], Field(min_length=4, max_length=4)]


class Model(BaseModel):
    """What all parts of a plan share: no unknown fields, no silent conversion of types."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Evidence(Model):
    """Where a statement stands: a position and a quote, and its place in the source.

    The pair of selectors is the W3C Web Annotation Data Model's TextPositionSelector and
    TextQuoteSelector; ``selector`` is its CssSelector.
    """

    start: Offset = Field(description="First code point of the quote in the plan's text.")
    end: Offset = Field(description="Code point after the quote's last one in the plan's text.")
    quote: str = Field(min_length=1, description="The text from start to end, to the letter.")
    page: int | None = Field(
        default=None, ge=1, description="Page of the source, counted from 1; null where it has no pages."
    )
    boxes: list[Box] = Field(
        default_factory=list,
        description="One box [x0, top, x1, bottom] for each line, in points from the page's top left; "
        "empty where the source has no layout.",
    )
    line: int | None = Field(
        default=None, ge=1, description="Line of the source, counted from 1; null unless it is text or HTML."
    )
    column: int | None = Field(
        default=None,
        ge=1,
        description="Column of the source's line in code points, counted from 1; null unless it is text or HTML.",
    )
    selector: str | None = Field(
        default=None, description="CSS path to the element; null unless the source is HTML."
    )

    @model_validator(mode="after")
    def _length_fits(self) -> Evidence:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"start {self.start} and end {self.end} do not fit a quote of {len(self.quote)}")
        return self


class Source(Model):
    """What was read: a file, a page or standard input."""

    name: str = Field(
        description="File name without its folder, the final address, or '-' for standard input."
    )
    media_type: str = Field(description="Media type of the content, as recognised.")
    sha256: str = Field(
        pattern="^[0-9a-f]{64}$", description="SHA-256 of the source's bytes, in hexadecimal."
    )
    bytes: int = Field(ge=0, description="Size of the source in bytes.")
    pages: int | None = Field(default=None, ge=0, description="Number of pages; null where there are none.")
    characters: int = Field(ge=0, description="Length of the reading text in code points.")


class Generator(Model):
    """What made the plan."""

    name: Literal["plancli"] = Field(default="plancli", description="Name of the program.")
    version: str = Field(description="Version of the program.")
    model: str | None = Field(description="Name and version of the spaCy model; null where none was used.")


class Published(Model):
    """The publication date as the document gives it."""

    text: str = Field(description="The date's words.")
    value: str = Field(description="The date as a TIMEX3 value, as exact as the document gives it.")
    evidence: list[Evidence] = Field(description="Where it stands.")


class Metadata(Model):
    """What the document says of itself; null where it does not."""

    title: str | None = Field(default=None, description="The document's title.")
    kind: DocumentKind = Field(default="other", description="The genre of the document.")
    language: str | None = Field(default=None, description="Language as an ISO 639-1 code; null if unknown.")
    reference: str | None = Field(default=None, description="The document's own reference number.")
    published: Published | None = Field(default=None, description="When it was published; null if not given.")
    issuers: list[str] = Field(
        default_factory=list, description="Ids of the actors that the document names as publishing it."
    )
    evidence: Annotated[
        dict[str, list[Evidence]], PlainSerializer(_by_key, return_type=dict[str, list[Evidence]])
    ] = Field(default_factory=dict, description="Evidence for the fields above, by field name.")


class Period(Model):
    """The time that the plan covers."""

    start: str | None = Field(description="First day, month or year as an ISO date; null if open.")
    end: str | None = Field(description="Last day, month or year as an ISO date; null if open.")
    evidence: list[Evidence] = Field(description="Where it stands.")


class Section(Model):
    """A heading and what stands under it (StratML has no name for it; HTML calls it a section)."""

    id: str = Field(description="Id by position, such as section-2-1.")
    title: str = Field(description="The heading's words, without its number.")
    level: int = Field(ge=1, description="Depth of the heading, 1 for the outermost.")
    number: str | None = Field(default=None, description="The heading's number as printed.")
    evidence: list[Evidence] = Field(description="Where the heading stands.")
    children: list[Section] = Field(default_factory=list, description="Sections inside this one.")


class Item(Model):
    """An aim, a priority, a principle or a measure (StratML: Goal, Objective or Value)."""

    id: str = Field(description="Id by position, such as aim-1-2.")
    number: str | None = Field(
        default=None, description="Number or letter as printed (StratML: SequenceIndicator); null if none is."
    )
    text: str = Field(
        description="The item's own words: no marker, no mark-up, rejoined over lines and pages."
    )
    body: str | None = Field(
        default=None, description="The paragraphs under a heading item, or what follows a run-in heading."
    )
    plan: str | None = Field(
        default=None, description="The instrument it belongs to, where one document reports on several."
    )
    children: list[Item] = Field(default_factory=list, description="Sub-items.")
    evidence: list[Evidence] = Field(description="Where it stands.")


class Actor(Model):
    """Somebody or something that acts (StratML: Stakeholder)."""

    id: str = Field(description="A slug of the name.")
    name: str = Field(description="Fullest customary English name; a person's without honorifics.")
    kind: ActorKind = Field(description="What it is.")
    code: str | None = Field(default=None, description="ISO 3166-1 alpha-2 code of a country, else null.")
    identifiers: Annotated[dict[str, str], PlainSerializer(_by_key, return_type=dict[str, str])] = Field(
        default_factory=dict, description="Identifiers by scheme, where they are certain."
    )
    aliases: list[str] = Field(default_factory=list, description="Other names met in the text.")
    roles: list[str] = Field(
        default_factory=list,
        description="What it does in the document (issuer, party, coordinator, signatory, speaker, partner, …); "
        "for a person the offices held, as printed.",
    )
    mentions: list[Evidence] = Field(description="Where it is named.")


class Date(Model):
    """One mention of a time, in the terms of ISO-TimeML's TIMEX3 (ISO 24617-1)."""

    id: str = Field(description="Id by position, such as date-3.")
    text: str = Field(description="The expression's words.")
    type: DateType = Field(description="TIMEX3 type.")
    value: str | None = Field(
        description="TIMEX3 value, with 2024/2025 for a financial or academic year; null where it cannot be known."
    )
    mod: DateMod | None = Field(default=None, description="TIMEX3 modifier, where the words blur the value.")
    earliest: str | None = Field(default=None, description="ISO date of the first day it can mean.")
    latest: str | None = Field(default=None, description="ISO date of the last day it can mean.")
    role: str | None = Field(
        default=None,
        description="What it dates: published, period, deadline, event, recurrence, plan_year, …",
    )
    anchor: str | None = Field(default=None, description="The ISO date that it was resolved against.")
    evidence: list[Evidence] = Field(description="Where it stands.")


class Commitment(Model):
    """A sentence that binds somebody to something."""

    id: str = Field(description="Id by position, such as commitment-3.")
    text: str = Field(description="The whole sentence.")
    actors: list[str] = Field(
        default_factory=list, description="Who is bound: actor ids, or the words where no actor is named."
    )
    modality: Modality = Field(description="The verb form that binds.")
    strength: Strength = Field(description="How firmly it binds, from firm to tentative.")
    conditional: bool = Field(default=False, description="True where the sentence binds on a condition.")
    action: str = Field(
        description="The verb phrase that says what is to be done; opens with 'not' where it is not to be."
    )
    deadline: str | None = Field(default=None, description="Id of the date by which it is due.")
    item: str | None = Field(default=None, description="Id of the item that it stands in.")
    evidence: list[Evidence] = Field(description="Where it stands.")


class Reference(Model):
    """Another instrument, treaty, statement or law that the document names."""

    name: str = Field(description="Its name in the document's fullest form.")
    kind: ReferenceKind = Field(description="What it is.")
    identifier: str | None = Field(default=None, description="Its number or address, where given.")
    evidence: list[Evidence] = Field(description="Where it is named.")


class Figure(Model):
    """A counted result or amount."""

    value: float | int = Field(description="The number.")
    unit: str = Field(description="What is counted: the head noun phrase, or '%'.")
    mod: DateMod | None = Field(default=None, description="How the words blur the number, in TIMEX3's terms.")
    text: str = Field(description="The whole expression.")
    evidence: list[Evidence] = Field(description="Where it stands.")


class Quotation(Model):
    """Words that the document gives as somebody's own."""

    speaker: str | None = Field(description="Actor id, or the words that name the speaker.")
    text: str = Field(description="The words quoted, without quotation marks.")
    evidence: list[Evidence] = Field(description="Where it stands.")


class Finding(Model):
    """Something that reading, resolving or validating noticed."""

    code: str = Field(description="Code of the rule, such as D101.")
    severity: Severity = Field(description="How much it matters.")
    message: str = Field(description="What is wrong and where, in a sentence.")
    path: str | None = Field(
        default=None, description="JSON Pointer into the plan, where it concerns a part of it."
    )
    evidence: list[Evidence] = Field(
        default_factory=list, description="Where it shows, unless it is an absence."
    )


class Plan(Model):
    """What a document says, each statement with its evidence."""

    schema_version: Literal["1.0"] = Field(default="1.0", description="Version of this contract.")
    source: Source = Field(description="What was read.")
    generator: Generator = Field(description="What made this plan.")
    metadata: Metadata = Field(description="What the document says of itself.")
    period: Period | None = Field(
        default=None, description="The time that the plan covers; null if not given."
    )
    sections: list[Section] = Field(default_factory=list, description="The headings, as the tree they form.")
    aims: list[Item] = Field(default_factory=list, description="Outcomes that the parties want to reach.")
    priorities: list[Item] = Field(default_factory=list, description="What the parties put first.")
    principles: list[Item] = Field(default_factory=list, description="What the parties hold to.")
    measures: list[Item] = Field(default_factory=list, description="What is done to get there.")
    actors: list[Actor] = Field(default_factory=list, description="Who acts.")
    dates: list[Date] = Field(default_factory=list, description="Every mention of a time, in document order.")
    commitments: list[Commitment] = Field(default_factory=list, description="Who is bound to what.")
    references: list[Reference] = Field(default_factory=list, description="Other instruments that are named.")
    figures: list[Figure] = Field(default_factory=list, description="Counted results and amounts.")
    quotations: list[Quotation] = Field(default_factory=list, description="Who is quoted with what.")
    findings: list[Finding] = Field(default_factory=list, description="What was noticed on the way.")
    text: str | None = Field(
        default=None, description="The reading text that every start and end counts in; left out on request."
    )
