"""Whose site a page is of, where its own data name no publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.gazetteer import lookup
from plancli.gazetteer.cues import words
from plancli.readers.html.tree import Element

SITE_BARS = re.compile(r"\s+(?:[|·•–—-]|::)\s+")
"""What sets a site's name apart in the title of its pages."""
_CREATORS = ("dcterms.creator", "dc.creator", "author")
"""Who made a page: its publisher where that is a known body."""
_DOMAIN = re.compile(r"\w\.\w")
"""What the name of a site has that goes by its domain; no publisher's name has it."""
_SCHEME = re.compile(r"^\w+\s*=\s*")
"""The name of a part before its value, as in Dublin Core's "corporateName=…"."""
_MASTHEADS = 3
"""Bodies: of more, the top of a page only lists links."""
_LONGEST = 12
"""Words in the name of a body."""
_BODIES = frozenset({"ministry", "agency", "government", "parliament"})


def publisher_of_site(meta: dict[str, Element], root: Element) -> tuple[str, Element] | None:
    """Who publishes the site of a page, and the element that says so.

    A known body counts most: one that made the page, gives the site or its title its name, or stands in the
    masthead. Then comes the name that both the masthead and the title give, then the site's own name.

    Args:
        meta: the page's meta elements by what they are about.
        root: the page, with its regions.
    """
    site = (
        [(meta["og:site_name"].get("content").strip(), meta["og:site_name"])]
        if "og:site_name" in meta
        else []
    )
    made = [
        (_SCHEME.sub("", meta[name].get("content").strip()), meta[name]) for name in _CREATORS if name in meta
    ]
    titled = list(_title_parts(root))
    above = list(_masthead(root))
    for name, element in (*made, *site, *titled):
        if is_body(name, groups=True):
            return name, element
    bodies = {lookup(name): (name, element) for name, element in reversed(above) if is_body(name)}
    if 0 < len(bodies) <= _MASTHEADS:
        found = list(reversed(bodies.values()))
        return "; ".join(name for name, _ in found), found[0][1]
    shown = {name.casefold() for name, _ in above}
    twice = [(name, element) for name, element in titled if name.casefold() in shown]
    return next(((name, element) for name, element in (*twice, *site) if _may_publish(name)), None)


def is_body(name: str, *, groups: bool = False) -> bool:
    """Whether a name is that of a known body of a state or, with ``groups``, of a group of states."""
    known = lookup(name.strip()) if 0 < len(name.split()) <= _LONGEST else None
    return known is not None and (known.kind in _BODIES or (groups and known.kind == "group"))


def _may_publish(name: str) -> bool:
    """Whether a site's name may be that of its publisher: no domain, no name of a mere part of it."""
    return not _DOMAIN.search(name) and name.casefold() not in words("site_names", where="whole")


def _title_parts(root: Element) -> Iterator[tuple[str, Element]]:
    """The parts of a page's title that bars divide, the last first, without what the page is about."""
    title = next((each for each in root.within() if each.tag == "title"), None)
    parts = SITE_BARS.split(title.text) if title is not None else []
    about = [each.text for each in root.within() if each.tag in ("h1", "h2", "h3")] or parts[:1]
    for part in reversed(parts if len(parts) > 1 else []):
        if title is not None and part not in about:
            yield part.strip(), title


def _masthead(root: Element) -> Iterator[tuple[str, Element]]:
    """The names that the links and logos above a page's heading give."""
    for element in root.within():
        if element.tag == "h1":
            return
        if element.tag not in ("a", "img") and "logo" not in element.get("class"):
            continue
        if any(each.region == "nav" or each.tag in ("li", "p") for each in element.above()):
            continue
        said = element.get("alt") if element.tag == "img" else element.text
        for part in SITE_BARS.split(said):
            name = part.split()
            while len(name) > 1 and name[-1].casefold() in words("site_names", where="end"):
                name.pop()
            if name:
                yield " ".join(name), element
