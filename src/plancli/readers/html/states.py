"""Pages that are not the document that they stand for: error pages, pages to sign in on, empty shells."""

from __future__ import annotations

from collections.abc import Iterator

from plancli.document import Line, Remark
from plancli.gazetteer.cues import pattern
from plancli.readers.html.tree import Element

_LITTLE = 1200
"""Characters: a page with more text is a document, whatever stands in it."""
_NOTHING = 200


def remarks(root: Element, lines: list[Line]) -> Iterator[Remark]:
    """What is to be said of a page whose content is little or nothing."""
    shown = [line for line in lines if line.region is None]
    size = sum(len(line.text) for line in shown)
    if size > _LITTLE:
        return
    said = [" ".join(line.text.split()) for line in shown[:8]]
    elements = list(root.within())
    titles = [each.text for each in elements if each.tag in ("title", "h1")]
    if _any("missing", [part for title in titles for part in (title, *_parts(title))]):
        yield Remark(
            "H104", "The page says that what was asked for is not to be had; it is no document.", absence=True
        )
    elif any(each.tag == "input" and each.get("type").lower() == "password" for each in elements) or (
        _any("login", titles) and any(each.tag == "form" for each in elements)
    ):
        yield Remark(
            "H103", "The page is one to sign in on, not the document that lies behind it.", absence=True
        )
    elif _needs_scripts(elements, said, size):
        yield Remark(
            "H102",
            "There is no content in the page as delivered: it needs JavaScript to show any.",
            absence=True,
        )


def _needs_scripts(elements: list[Element], said: list[str], size: int) -> bool:
    """Whether a page with little text leaves the rest to a script."""
    scripts = [
        each for each in elements if each.tag == "script" and each.get("type") != "application/ld+json"
    ]
    without = [each.text for each in elements if each.tag == "noscript"]
    asked = _any("script", said) or any(
        pattern("page_states", state="script").search(text) for text in without
    )
    return asked or (bool(scripts) and size < _NOTHING and (size == 0 or _empty_shell(elements)))


def _empty_shell(elements: list[Element]) -> bool:
    """Whether the page has a place for content that nothing stands in."""
    return any(
        each.tag in ("div", "main") and each.get("id").lower() in ("root", "app", "__next", "main", "content")
        and not each.words
        for each in elements
    )  # fmt: skip


def _any(state: str, texts: list[str]) -> bool:
    return any(pattern("page_states", state=state).fullmatch(text.strip(" .!")) for text in texts)


def _parts(title: str) -> list[str]:
    """The parts of a title that a site's name is set apart in."""
    for bar in (" | ", " - ", " – ", " — ", " :: ", ": "):
        if bar in title:
            return title.split(bar)
    return []
