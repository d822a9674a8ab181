"""What a page says of itself out of sight: meta tags, JSON-LD, its language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from plancli.readers.html.publishers import publisher_of_site
from plancli.readers.html.tree import Element

_META = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"),
    "description": ("description", "og:description", "dc.description", "dcterms.description"),
    "publisher": ("dc.publisher", "dcterms.publisher", "citation_publisher"),
    "published": (
        "article:published_time", "og:published_time", "dcterms.issued", "dcterms.date", "dc.date.issued",
        "dc.date", "dc.date.published", "date", "publication_date", "publication-date", "publish-date",
        "publish_date", "pubdate", "pub_date", "datepublished", "govuk:first-published-at",
        "citation_publication_date", "parsely-pub-date", "sailthru.date",
    ),
    "language": ("content-language", "og:locale", "dc.language", "dcterms.language"),
}  # fmt: skip
_JSON_LD = {
    "headline": "title",
    "description": "description",
    "datePublished": "published",
    "inLanguage": "language",
}
_DOMAIN = re.compile(r"\w\.\w")
"""What the name of a site has that goes by its domain; no publisher's name has it."""
_DEEPEST = 4
"""Entries of JSON-LD within one another."""


@dataclass(slots=True)
class Hints:
    """What a page says out of sight: values by what they tell, and the element that gives each."""

    values: dict[str, str] = field(default_factory=dict)
    elements: dict[str, Element] = field(default_factory=dict)

    def add(self, hint: str, value: str, element: Element) -> None:
        """Note a value, unless one that counts for more is known."""
        if hint not in self.values and value.strip():
            self.values[hint], self.elements[hint] = value.strip(), element


def find_hints(root: Element) -> Hints:
    """Title, language, description, publisher and publication date, as the page gives them out of sight."""
    hints = Hints()
    hints.add("language", root.get("lang"), root)
    tags = [each for each in root.within() if each.tag in ("meta", "title", "script", "time")]
    meta = {_key(each): each for each in reversed(tags) if each.tag == "meta" and each.get("content").strip()}
    for hint, names in _META.items():
        found = next((meta[name] for name in names if name in meta), None)
        if found is not None:
            hints.add(hint, found.get("content"), found)
    for script in tags:
        if script.tag == "script" and script.get("type").lower() == "application/ld+json":
            _from_json_ld(script, hints)
    if "publisher" not in hints.values and (site := publisher_of_site(meta, root)):
        hints.add("publisher", *site)
    for time in tags:
        if time.tag == "time" and _tells_publication(time):
            hints.add("published", time.get("datetime"), time)
    for title in tags:
        if title.tag == "title":
            hints.add("title", title.text, title)
    return hints


def _key(meta: Element) -> str:
    """What a meta element is about."""
    return next(
        (meta.get(name) for name in ("property", "name", "itemprop", "http-equiv") if meta.get(name)), ""
    ).lower()


def _tells_publication(time: Element) -> bool:
    """Whether a page marks a time as that of its publication."""
    return time.get("itemprop").lower() == "datepublished" or "pubdate" in time.attributes


def _from_json_ld(script: Element, hints: Hints) -> None:
    """What the entries of one script tell of the document."""
    try:
        found = json.loads("".join(getattr(child, "text", "") for child in script.children))
    except (ValueError, RecursionError):
        return
    entries = list(_entries(found, 0))
    by_id = {
        entry["@id"]: entry for entry in entries if isinstance(entry.get("@id"), str) and "name" in entry
    }
    for entry in entries:
        if "datePublished" not in entry and "headline" not in entry:
            continue
        for key, hint in _JSON_LD.items():
            if isinstance(entry.get(key), str):
                hints.add(hint, entry[key], script)
        for role in ("publisher", "sourceOrganization", "author"):
            for publisher in _several(entry.get(role)):
                named = publisher if "name" in publisher else by_id.get(str(publisher.get("@id")), {})
                body = role != "author" or "Organization" in str(named.get("@type"))
                if body and isinstance(named.get("name"), str) and not _DOMAIN.search(named["name"]):
                    hints.add("publisher", named["name"], script)


def _entries(found: object, depth: int) -> Iterator[dict[str, Any]]:
    """The entries of JSON-LD, those in lists, graphs and main entities among them."""
    if isinstance(found, list):
        for each in found:
            yield from _entries(each, depth + 1) if depth < _DEEPEST else ()
    elif isinstance(found, dict):
        yield found
        for key in ("@graph", "mainEntity"):
            yield from _entries(found.get(key), depth + 1) if depth < _DEEPEST else ()


def _several(value: object) -> Iterator[dict[str, Any]]:
    """One entry or each of several."""
    return (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict))
