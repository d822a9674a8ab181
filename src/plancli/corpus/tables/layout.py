"""The tables and their columns: names, types, meaning. The page in ``docs/`` repeats them, held by a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Type: TypeAlias = Literal["string", "int", "number", "bool", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: its name, a plain word in SQL.
        type: what its values are; any may be null but those of keys.
        meaning: what it holds, in a phrase.
    """

    name: str
    type: Type
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A flat table.

    Attributes:
        name: its name, and that of its file before ``.parquet``.
        meaning: what a row is.
        key: the columns that no two rows share.
        columns: its columns, in order.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def _string(name: str, meaning: str) -> Column:
    return Column(name, "string", meaning)


def _int(name: str, meaning: str) -> Column:
    return Column(name, "int", meaning)


_DOCUMENT = _string("document", "the document: its path below the folder that was read, without the ending")
_PLACE = (
    _int("start_offset", "first code point of its evidence in the reading text"),
    _int("end_offset", "code point after the last of its evidence"),
    _int("page", "page that it begins on, from 1; null where there are no pages"),
    _int("line", "line of the source that it begins on, from 1; null unless it is text or HTML"),
)

TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "a document",
        ("document",),
        (
            _DOCUMENT,
            _string("source", "file name, or the address in the end"),
            _string("sha256", "SHA-256 of the source's bytes"),
            _string("media_type", "media type of the content"),
            _int("bytes", "size of the source"),
            _int("pages", "pages; null where there are none"),
            _int("characters", "length of the reading text in code points"),
            _string("title", "the document's title"),
            _string("kind", "genre, such as action_plan"),
            _string("language", "ISO 639-1 code"),
            _string("reference", "the document's own reference number"),
            _string("published", "publication date as exact as given: 2024, 2024-12 or 2024-12-10"),
            Column("published_from", "date", "first day that this can mean"),
            Column("published_until", "date", "last day that this can mean"),
            _string("period_start", "start of the time that the plan covers, as exact as given"),
            _string("period_end", "its end, as exact as given"),
            Column("period_from", "date", "first day of that time"),
            Column("period_until", "date", "last day of that time"),
            _string("version", "version of plancli"),
            _string("model", "name and version of the spaCy model"),
        ),
    ),
    Table(
        "items",
        "an aim, priority, principle or measure, sub-items too",
        ("document", "item"),
        (
            _DOCUMENT,
            _string("item", "its id, such as aim-1-2"),
            _string("list", "aim, priority, principle or measure"),
            _string("parent", "the item that it is a part of; null at the top"),
            _int("depth", "1 at the top, 2 for a sub-item, and so on"),
            _int("position", "its place among the document's items, from 1"),
            _string("number", "number or letter as printed"),
            _string("text", "the item's own words"),
            _string("body", "the paragraphs under it"),
            _string("instrument", "the plan that it belongs to, where a document reports on several"),
            *_PLACE,
        ),
    ),
    Table(
        "actors",
        "somebody or something that acts in a document",
        ("document", "actor"),
        (
            _DOCUMENT,
            _string("actor", "its id, the same in all documents that name it alike"),
            _string("name", "fullest customary English name"),
            _string("kind", "country, ministry, agency, person, …"),
            _string("code", "ISO 3166-1 alpha-2 code of a country"),
            Column("issuer", "bool", "whether it publishes the document"),
            _string("roles", "what it does, or the offices held, joined by '; '"),
            _string("aliases", "other names met, joined by '; '"),
            _string("identifiers", "identifiers as scheme:id, joined by '; '"),
            _int("mentions", "how often it is named"),
        ),
    ),
    Table(
        "mentions",
        "a place where an actor is named",
        ("document", "actor", "start_offset"),
        (_DOCUMENT, _string("actor", "id in actors"), _string("quote", "the words"), *_PLACE),
    ),
    Table(
        "dates",
        "a mention of a time",
        ("document", "date"),
        (
            _DOCUMENT,
            _string("date", "its id, such as date-3"),
            _string("text", "the expression's words"),
            _string("type", "DATE, TIME, DURATION or SET"),
            _string("value", "TIMEX3 value"),
            _string("mod", "TIMEX3 modifier"),
            Column("earliest", "date", "first day that it can mean"),
            Column("latest", "date", "last day that it can mean"),
            _string("role", "published, period, deadline, event, …"),
            _string("anchor", "the date that it was resolved against"),
            *_PLACE,
        ),
    ),
    Table(
        "commitments",
        "a sentence that binds somebody",
        ("document", "commitment"),
        (
            _DOCUMENT,
            _string("commitment", "its id, such as commitment-3"),
            _string("text", "the whole sentence"),
            _string("modality", "shall, must, will, …"),
            _string("strength", "firm, intended, recommended or tentative"),
            Column("conditional", "bool", "whether it binds on a condition only"),
            _string("action", "what is to be done"),
            _string("deadline", "id in dates of the day by which it is due"),
            _string("item", "id in items of the item that it stands in"),
            *_PLACE,
        ),
    ),
    Table(
        "bound",
        "somebody whom a commitment binds",
        ("document", "commitment", "position"),
        (
            _DOCUMENT,
            _string("commitment", "id in commitments"),
            _int("position", "place among those who are bound, from 1"),
            _string("actor", "id in actors; null where the words name no actor"),
            _string("name", "the actor's name, or the words"),
        ),
    ),
    Table(
        "figures",
        "a counted result or amount",
        ("document", "figure"),
        (
            _DOCUMENT,
            _int("figure", "its place among the document's figures, from 1"),
            Column("value", "number", "the number"),
            _string("unit", "what is counted"),
            _string("mod", "how the words blur the number"),
            _string("text", "the whole expression"),
            *_PLACE,
        ),
    ),
    Table(
        "references",
        "another instrument that a document names; in SQL the name needs quotes, or say refs",
        ("document", "reference"),
        (
            _DOCUMENT,
            _int("reference", "its place among the document's references, from 1"),
            _string("name", "its name in the document's fullest form"),
            _string("kind", "plan, treaty, statement, law or document"),
            _string("identifier", "its number or address"),
            _int("mentions", "how often it is named"),
            *_PLACE,
        ),
    ),
    Table(
        "quotations",
        "words that a document gives as somebody's own",
        ("document", "quotation"),
        (
            _DOCUMENT,
            _int("quotation", "its place among the document's quotations, from 1"),
            _string("speaker", "id in actors; null where the words name no actor"),
            _string("name", "the speaker's name, or the words"),
            _string("text", "the words quoted"),
            *_PLACE,
        ),
    ),
    Table(
        "findings",
        "something that was noticed on the way",
        ("document", "finding"),
        (
            _DOCUMENT,
            _int("finding", "its place among the document's findings, from 1"),
            _string("code", "code of the rule, such as D101"),
            _string("severity", "error, warning or note"),
            _string("message", "what is wrong, in a sentence"),
            _string("path", "JSON Pointer into the plan"),
            *_PLACE,
        ),
    ),
)
