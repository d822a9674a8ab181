"""What a page says of itself out of sight: meta tags, JSON-LD, its language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from plancli.readers.html.tree import Element

_META = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"),
    "description": ("description", "og:description", "dc.description", "dcterms.description"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher"),
    "published": (
        "article:published_time", "dcterms.issued", "dcterms.date", "dc.date.issued", "dc.date", "date",
        "publication_date", "pubdate", "datepublished", "govuk:first-published-at",
        "citation_publication_date",
    ),
    "language": ("content-language", "og:locale", "dc.language", "dcterms.language"),
}  # fmt: skip
_JSON_LD = {
    "headline": "title",
    "description": "description",
    "datePublished": "published",
    "inLanguage": "language",
}


def find_hints(root: Element) -> dict[str, str]:
    """Title, language, description, publisher and publication date, as the page gives them out of sight."""
    hints: dict[str, str] = {}
    if root.get("lang"):
        hints["language"] = root.get("lang")
    tags = [each for each in root.within() if each.tag in ("meta", "title", "script")]
    meta = {_key(each): each.get("content").strip() for each in reversed(tags) if each.tag == "meta"}
    for hint, names in _META.items():
        found = next((meta[name] for name in names if meta.get(name)), None)
        if found:
            hints.setdefault(hint, found)
    for script in tags:
        if script.tag == "script" and script.get("type").lower() == "application/ld+json":
            for entry in _entries(script):
                _from_json_ld(entry, hints)
    if "published" not in hints and (moment := _published_time(root)):
        hints["published"] = moment
    title = next((each.text for each in tags if each.tag == "title" and each.text), None)
    if title:
        hints.setdefault("title", title)
    return hints


def _key(meta: Element) -> str:
    """What a meta element is about."""
    return next(
        (meta.get(name) for name in ("property", "name", "itemprop", "http-equiv") if meta.get(name)), ""
    ).lower()


def _published_time(root: Element) -> str:
    """The machine form of the time that a page marks as its publication."""
    times = (each for each in root.within() if each.tag == "time" and each.get("datetime"))
    marked = (t for t in times if t.get("itemprop").lower() == "datepublished" or "pubdate" in t.attributes)
    return next((time.get("datetime") for time in marked), "")


def _entries(script: Element) -> Iterator[dict[str, Any]]:
    text = "".join(getattr(child, "text", "") for child in script.children)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return
    for entry in found if isinstance(found, list) else [found]:
        if isinstance(entry, dict):
            inner = entry.get("@graph")
            yield from (
                each for each in (inner if isinstance(inner, list) else [entry]) if isinstance(each, dict)
            )


def _from_json_ld(entry: dict[str, Any], hints: dict[str, str]) -> None:
    if "datePublished" not in entry and "headline" not in entry:
        return
    for key, hint in _JSON_LD.items():
        if isinstance(entry.get(key), str) and entry[key].strip():
            hints.setdefault(hint, entry[key].strip())
    publisher = entry.get("publisher")
    if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
        hints.setdefault("publisher", publisher["name"])
