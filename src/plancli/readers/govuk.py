"""GOV.UK's content API: the JSON of ``https://www.gov.uk/api/content/…``, read as the page that it makes.

The body is HTML and is read as such; title, type, publishers and dates stand in fields of their own, and
become the lines that the page prints them on. Fields are those of GOV.UK's published content schemas
(https://github.com/alphagov/publishing-api, ``content_schemas``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import Any

from plancli.document import Facts, Line, Place
from plancli.errors import UnreadableError
from plancli.gazetteer.cues import table
from plancli.readers.html.page import read_page
from plancli.readers.written import written

MEDIA_TYPE = "application/json"
EXTENSIONS: tuple[str, ...] = ()
"""None: most files that end in ``.json`` are no documents, plans among them."""

_KEYS = re.compile(rb'"(?:content_id|schema_name|base_path|document_type)"\s*:')
_PUBLISHED = ("first_public_at", "first_published_at", "public_timestamp")
"""Fields of ``details`` that give a first publication, the surest first."""


def detect(name: str, head: bytes) -> bool:
    """A JSON object that has a content item's keys."""
    del name
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and _KEYS.search(head) is not None


def read(data: bytes, name: str, *, password: str | None = None) -> Facts:
    """The lines of the page that a content item makes.

    Raises:
        UnreadableError: ``data`` is no JSON, no content item, or one without text.
    """
    del name, password
    item = _item(data)
    cover = read_page(f"<main>{''.join(_cover(item))}</main>", MEDIA_TYPE)
    facts = read_page(f"<main>{''.join(_bodies(_details(item)))}</main>", MEDIA_TYPE)
    facts.lines = [_unplaced(line, selector=False) for line in cover.lines] + [
        _unplaced(line, selector=True) for line in facts.lines
    ]
    facts.hints = {key: value for key, value in _hints(item).items() if value}
    return facts


def _item(data: bytes) -> dict[str, Any]:
    try:
        item = json.loads(data)
    except (ValueError, RecursionError) as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableError(f"is not valid JSON{where}") from None
    if not isinstance(item, dict) or not isinstance(item.get("title"), str) or not item["title"].strip():
        raise UnreadableError("is JSON, but no content item of GOV.UK: it has no title")
    return item


def _details(item: dict[str, Any]) -> dict[str, Any]:
    details = item.get("details")
    return details if isinstance(details, dict) else {}


def _cover(item: dict[str, Any]) -> Iterator[str]:
    """The head of the page: type, title, summary, publishers and dates."""
    if label := _label(item):
        yield f"<p>{escape(label)}</p>"
    yield f"<h1>{escape(item['title'])}</h1>"
    if _text(item.get("description")):
        yield f"<p>{escape(_text(item['description']))}</p>"
    entries = [("From:", _and(_names(item))), ("Published", _day(_published(item)))]
    entries.append(("Delivered on:", _day(_text(_details(item).get("delivered_on")))))
    yield "<dl class=metadata>"
    yield from (f"<dt>{label}</dt><dd>{escape(value)}</dd>" for label, value in entries if value)
    yield "</dl>"


def _label(item: dict[str, Any]) -> str:
    """The name of the document's type; a page that is part of a publication has the publication's."""
    kind = _text(item.get("document_type"))
    parent = next(iter(_links(item, "parent")), {})
    if kind == "html_publication" and parent.get("document_type"):
        kind = _text(parent["document_type"])
    labels = {row["type"]: row["label"] for row in table("govuk_types")}
    return labels.get(kind, kind.replace("_", " ").capitalize())


def _names(item: dict[str, Any]) -> list[str]:
    """Organisations, then persons, each once."""
    linked = [
        link
        for relation in ("organisations", "worldwide_organisations", "people", "speaker")
        for link in _links(item, relation)
    ]
    return list(
        dict.fromkeys(" ".join(_text(link.get("title")).split()) for link in linked if link.get("title"))
    )


def _links(item: dict[str, Any], relation: str) -> list[dict[str, Any]]:
    links = item.get("links")
    found = links.get(relation) if isinstance(links, dict) else None
    return [link for link in found if isinstance(link, dict)] if isinstance(found, list) else []


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _published(item: dict[str, Any]) -> str:
    """When it was first published, else when it was last."""
    details = _details(item)
    stamps = [
        item.get("first_published_at"),
        *(details.get(key) for key in _PUBLISHED),
        item.get("public_updated_at"),
    ]
    return next((_text(stamp) for stamp in stamps if _text(stamp)), "")


def _bodies(details: dict[str, Any]) -> Iterator[str]:
    """The HTML of the content: one body, or the parts of a guide under their titles."""
    yield _html(details.get("body"))
    for part in details.get("parts") or ():
        if isinstance(part, dict):
            yield f"<h2>{escape(_text(part.get('title')))}</h2>{_html(part.get('body'))}"


def _html(body: object) -> str:
    """A body as HTML, which some items give beside Markdown."""
    if isinstance(body, list):
        given = {part.get("content_type"): part.get("content") for part in body if isinstance(part, dict)}
        return _text(given.get("text/html"))
    return _text(body)


def _hints(item: dict[str, Any]) -> dict[str, str]:
    return {
        "title": item["title"],
        "language": _text(item.get("locale")),
        "description": _text(item.get("description")),
        "publisher": _and(_names(item)),
        "published": _published(item),
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(stamp: str) -> str:
    """An ISO 8601 time as the day that it is in the United Kingdom, as printed: ``1 April 2014``."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return ""
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
        moment += timedelta(hours=_summer_time(moment))
    return written(moment)


def _summer_time(moment: datetime) -> bool:
    """Whether British Summer Time holds: from 01:00 UTC on the last Sunday of March to that of October."""
    first, last = (_last_sunday(moment.year, month) for month in (3, 10))
    return first <= moment < last


def _last_sunday(year: int, month: int) -> datetime:
    day = date(year, month, 31)
    day -= timedelta(days=(day.weekday() + 1) % 7)
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def _unplaced(line: Line, *, selector: bool) -> Line:
    """The line without its place in a page that nobody has; the path within the body may stay."""
    pieces = (replace(p, place=Place(selector=p.place.selector if selector else None)) for p in line.pieces)
    return replace(line, pieces=tuple(pieces))
