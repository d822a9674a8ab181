"""The parts of a page: which hold its content, and which navigation, controls and the like.

What a part is follows from what its mark-up says: its tag, its role, its class (the words of
``page_parts.tsv``). Content is then what ``main`` or ``article`` holds or, in a page that has neither, the
smallest part that holds nearly all prose, and what stands beside it and is not mostly links; what mark-up
calls navigation inside it is left out too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from plancli.gazetteer.cues import table, words
from plancli.readers.html.tree import Element, Words, measure

_OF_TAG = {"nav": "nav", "footer": "footer", "aside": "aside", "dialog": "controls"} | dict.fromkeys(
    ("select", "textarea", "input", "datalist", "noscript", "menu", "progress", "meter", "head"),
    "controls",
)
_OF_ROLE = {
    "navigation": "nav", "menu": "nav", "menubar": "nav", "doc-toc": "nav", "banner": "header",
    "contentinfo": "footer", "complementary": "aside", "search": "controls", "dialog": "controls",
    "alertdialog": "controls", "toolbar": "controls", "doc-backlink": "controls",
    "tablist": "controls",
}  # fmt: skip
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[^A-Za-z]+")
_PART = 0.4
"""Share of a page's words above which a part is no side matter, whatever its class says."""
_LINKED = 0.5
"""Share of a part's characters in links above which it is navigation."""
_PARTS = "(?:container|wrapper|block|section|area|links|list|box)"
"""What a name ends in that only says that it is a part."""
_SHORT = 160
"""Characters: a part that is said to be side matter and is as short as this is."""
_LINKED_BESIDE = 0.25
"""The same for a part that stands beside the content."""
_MOST = 0.6
"""Share of a page's prose that its ``main`` or ``article`` holds, at least, where that is the content."""
_PROSE = 60
"""Characters outside links from which a block is prose."""
_NEARLY_ALL = 0.85
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def find_regions(root: Element) -> Element:
    """Give each part of the page that is no content its region, and return what holds the content."""
    measure(root)
    total = max(1, root.words)
    shown = _shown_on_demand(root)
    for element in root.within():
        element.region = _marked_up(element, shown) or _named(element, total)
    measure(root)
    _mark_link_lists(root)
    measure(root)
    return _content(root)


_OPENERS = ("aria-controls", "data-target", "data-bs-target")
"""Attributes that name the part of a page that a control shows when it is used."""


def _shown_on_demand(root: Element) -> frozenset[str]:
    """The ids of the panels that tabs, accordions and the like show on demand."""
    named: set[str] = set()
    for element in root.within():
        given = [element.get(name) for name in _OPENERS]
        if element.get("role") == "tab" or "aria-expanded" in element.attributes:
            given += [element.get("href"), *(each.get("href") for each in element.elements())]
        named.update(part for value in given for part in value.replace("#", " ").split())
    return frozenset(named)


def _marked_up(element: Element, shown: frozenset[str]) -> str | None:
    """What tag, role or style say; ``shown`` are the ids of the panels that are shown on demand."""
    attributes = element.attributes
    panel = attributes.get("role") == "tabpanel" or attributes.get("id") in shown
    if not panel and ("hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style", ""))):
        return "hidden"
    if (
        not panel
        and attributes.get("aria-hidden") == "true"
        and element.tag not in ("p", "div", "section", "main", "body")
    ):
        return "hidden"
    role = attributes.get("role", "")
    if role in ("main", "article", "document"):
        return None
    if _is_button(element):
        return None if _opens_content(element) else "controls"
    if role in _OF_ROLE:
        return _OF_ROLE[role]
    if element.tag == "header":
        return None if _in_content(element) else "header"
    if element.tag == "footer" and any(above.tag == "blockquote" for above in element.above()):
        return None
    if element.tag == "form" and element.words < _SHORT:
        return "controls"
    return _OF_TAG.get(element.tag)


def _is_button(element: Element) -> bool:
    return element.tag == "button" or element.get("role") == "button"


def _opens_content(element: Element) -> bool:
    """Whether a button is the heading of what it shows, as those of an accordion are."""
    chain = list(element.above())[:4]
    return any(
        above.tag in _HEADINGS or above.tag in ("summary", "dt") or above.get("role") == "heading"
        for above in chain
    )


def _in_content(element: Element) -> bool:
    return any(above.tag in ("main", "article") or above.get("role") == "main" for above in element.above())


def _named(element: Element, total: int) -> str | None:
    """What the words of its class, id and label say, where the part may be side matter at all."""
    if element.tag in ("body", "html", "main", "article", "a", "h1") or element.words > _PART * total:
        return None
    names = [*element.get("class").split(), element.get("id"), element.get("aria-label")]
    for name in names:
        found = _part_of(name) if name else None
        if found is None:
            continue
        region, sure = found
        if (sure or _is_side(element)) and not _has_title(element):
            return region
    return None


def _is_side(element: Element) -> bool:
    """Whether a part whose name does not tell is side matter: short, or mostly links; no panel, no plain line."""
    if element.linked > _LINKED * element.words:
        return True
    line = element.tag in _HEADINGS | {"p"} and not element.linked and _in_content(element)
    return (
        element.words < _SHORT
        and not line
        and not any(each.get("role") == "tabpanel" for each in element.within())
    )


def _has_title(element: Element) -> bool:
    return any(each.tag == "h1" for each in element.within()) if element.words else False


@cache
def _part_of(name: str) -> tuple[str, bool] | None:
    """Region and certainty for a class name, id or label; ``None`` where it says nothing.

    The cue must be the name or stand at its end, as in ``gem-c-share-links`` or ``articleRelated``.
    """
    plain = _SEPARATORS.sub(" ", _CAMEL.sub(" ", name)).strip().lower()
    if not plain or len(plain) > 80:
        return None
    return next(((region, sure) for cue, region, sure in _cues() if cue.search(plain)), None)


@cache
def _cues() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    return tuple(
        (re.compile(rf"(?:^|\s)(?:{row['pattern']})(?: {_PARTS})?$"), row["region"], row["sure"] == "yes")
        for row in table("page_parts")
    )  # fmt: skip


def _mark_link_lists(root: Element) -> None:
    """Lists of nothing but links that are no content: into the page itself, or under a heading that says so."""
    for element in root.within():
        before: Element | None = None
        for child in element.elements():
            told = _told_by(before) if before is not None and child.linked > _LINKED * child.words else None
            if child.region is None and (told or _lists_contents(child)):
                child.region = told or "nav"
                if before is not None and (told or _heads_contents(before)):
                    before.region = told or "nav"
            before = child if child.words or child.region else before


def _told_by(heading: Element) -> str | None:
    """The region that a heading names in its own words ("Related content"), for the links below it."""
    if heading.words > _SHORT / 4 or (
        heading.tag not in _HEADINGS and heading.tag not in _INLINE | {"p", "div"}
    ):
        return None
    found = _part_of(heading.text)
    return found[0] if found is not None and found[0] in ("aside", "nav") else None


def _heads_contents(element: Element) -> bool:
    return element.text.strip(" :").lower() in words("contents_headings")


def _lists_contents(element: Element) -> bool:
    if element.tag not in ("ul", "ol") or not element.words or element.linked < 0.9 * element.words:
        return False
    links = [each for each in element.within() if each.tag == "a" and each.words]
    return len(links) > 1 and all(link.get("href").startswith("#") for link in links)


def _content(root: Element) -> Element:
    """The element that holds the content."""
    prose = list(_prose(root))
    everything = sum(size for _, size in prose)
    named = [each for each in root.within() if each.tag == "main" or each.get("role") == "main"]
    best = max(named, key=lambda each: each.words, default=None)
    if best is not None and best.words >= _SHORT and _share(best, everything) >= _MOST:
        return best
    articles = {each: None for each in root.within() if each.tag == "article" and _open(each)}
    outermost = [each for each in articles if not any(above in articles for above in list(each.above())[1:])]
    telling = [each for each in outermost if _share(each, everything) > 0]
    if len(telling) == 1 and _share(telling[0], everything) >= _MOST:
        return telling[0]
    found = _densest(root, prose) or best
    if found is None or (len(telling) > 1 and _share(found, everything) < 1):
        found = _around(telling) or root
    for article in outermost:
        if article.linked > _LINKED * article.words:
            article.region = "outside"
    _mark_outside(found)
    return root


def _share(element: Element, everything: int) -> float:
    """How much of a page's prose stands in an element."""
    return sum(size for _, size in _prose(element)) / everything if everything else 0.0


def _around(elements: list[Element]) -> Element | None:
    """The smallest element that holds all of ``elements``."""
    shared = [list(each.above()) for each in elements]
    return (
        next((above for above in shared[0] if all(above in chain for chain in shared)), None)
        if shared
        else None
    )


def _mark_outside(content: Element) -> None:
    """Mark what stands beside the content, or beside what it stands in, and is mostly links."""
    for inner in content.above():
        beside = [each for each in inner.parent.elements() if each is not inner] if inner.parent else []
        while beside:
            part = beside.pop()
            if part.region is not None or not part.linked:
                continue
            if part.linked > _LINKED_BESIDE * part.words:
                part.region = "outside"
            else:
                beside.extend(part.elements())


def _open(element: Element) -> bool:
    return all(above.region is None for above in element.above())


def _prose(root: Element) -> Iterator[tuple[Element, int]]:
    """The elements that hold prose of their own, and how many characters."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.region is not None:
            continue
        own = sum(_length(child) for child in element.children)
        if own >= _PROSE and element.linked <= _LINKED * element.words:
            yield element, own
        stack.extend(element.elements())


def _length(child: Element | Words) -> int:
    """Characters of a child that stand in its parent's own line."""
    if isinstance(child, Words):
        return len(child.text.strip())
    return child.words - child.linked if child.tag in _INLINE else 0


_INLINE = frozenset(
    {"a", "b", "strong", "i", "em", "span", "abbr", "cite", "q", "sup", "sub", "time", "u", "font", "small"}
)


def _densest(root: Element, prose: list[tuple[Element, int]]) -> Element | None:
    """The smallest element that holds nearly all prose."""
    weights: dict[Element, int] = {}
    for element, size in prose:
        for above in element.above():
            weights[above] = weights.get(above, 0) + size
    enough = _NEARLY_ALL * weights.get(root, 0)
    best = None
    for element in root.within():
        if weights.get(element, 0) >= enough > 0:
            best = element
    return best
