"""The tree of a page: elements and the words in them, each with its offset in the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plancli.readers.html.positions import MARK

_UNREAD = frozenset(
    {"style", "template", "svg", "math", "object", "canvas", "audio", "video", "iframe", "map"}
)


@dataclass(slots=True)
class Words:
    """A stretch of text and where it starts in the source; white space alone has ``offset`` -1."""

    text: str
    offset: int


@dataclass(slots=True, eq=False)
class Element:
    """An element of a page.

    Attributes:
        nth: which of its parent's children of this tag it is, from 1.
        parent: ``None`` for the root.
        region: the part of the page that it makes with all in it (``nav``, ``footer``, …), else ``None``.
        words: characters of text in it, white space left out, once :func:`measure` has counted them.
        linked: those of them that are in links.
    """

    tag: str
    attributes: dict[str, str]
    nth: int = 1
    parent: Element | None = None
    children: list[Element | Words] = field(default_factory=list)
    region: str | None = None
    words: int = 0
    linked: int = 0

    def get(self, name: str) -> str:
        """An attribute's value, ``""`` where it has none or is missing."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Element]:
        """Its child elements."""
        return (child for child in self.children if isinstance(child, Element))

    def within(self) -> Iterator[Element]:
        """It and all elements in it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(child for child in reversed(element.children) if isinstance(child, Element))

    def above(self) -> Iterator[Element]:
        """It and the elements that it stands in, innermost first."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    @property
    def text(self) -> str:
        """All words in it, white space folded."""
        return " ".join("".join(self._stretches()).split())

    def opening(self, length: int) -> str:
        """The first words in it, ``length`` characters or a few more."""
        parts: list[str] = []
        for part in self._stretches():
            parts.append(part)
            length -= len(part.strip())
            if length <= 0:
                break
        return " ".join("".join(parts).split())

    def _stretches(self) -> Iterator[str]:
        stack: list[Element | Words] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, Words):
                yield node.text
            elif node.tag == "br":
                yield " "
            elif node.tag != "script":
                stack.extend(reversed(node.children))


Node: TypeAlias = Element | Words


def parse(marked: str) -> Element:
    """The tree of a page whose text carries the marks of :func:`plancli.readers.html.positions.mark`."""
    top = LexborHTMLParser(marked).root
    if top is None:
        return Element("html", {})
    root = _element(top, None, 1)
    stack = [(root, top.first_child)]
    while stack:
        parent, node = stack.pop()
        counts: dict[str, int] = {}
        below = []
        while node is not None:
            if node.is_text_node:
                parent.children.extend(_words(node.text_content or ""))
            elif node.is_element_node and node.tag:
                counts[node.tag] = counts.get(node.tag, 0) + 1
                child = _element(node, parent, counts[node.tag])
                parent.children.append(child)
                if child.tag not in _UNREAD:
                    below.append((child, node.first_child))
            node = node.next
        stack.extend(below)
    return root


def _element(node: LexborNode, parent: Element | None, nth: int) -> Element:
    attributes = {name.lower(): MARK.sub("", value or "") for name, value in node.attributes.items()}
    return Element(node.tag or "", attributes, nth, parent)


def _words(text: str) -> Iterator[Words]:
    parts = MARK.split(text)
    if parts[0]:
        yield Words(parts[0], -1)
    for offset, words in zip(parts[1::2], parts[2::2], strict=True):
        yield Words(words, int(offset))


def measure(root: Element) -> None:
    """Count the words of every element, those of left-out regions not among them."""
    for element in reversed(list(root.within())):
        own = sum(_count(child) for child in element.children)
        linked = sum(child.linked for child in element.elements() if child.region is None)
        element.words = own
        element.linked = own if element.tag == "a" and "href" in element.attributes else linked


def _count(node: Node) -> int:
    if isinstance(node, Words):
        return sum(map(len, node.text.split()))
    return 0 if node.region is not None or node.tag in ("script", "noscript", "head") else node.words
