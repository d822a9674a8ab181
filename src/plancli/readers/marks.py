"""Markdown's light inline marks: which characters of a paragraph are words, and in which style.

Follows CommonMark where documents do: emphasis may run over a line break, a link's label too, and an
asterisk that touches no word is an asterisk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = re.compile(
    r"!?\[(?P<label>[^\[\]]{1,500})\]\((?P<target>(?:\{\{[^{}\n]*\}\}|[^()\s{}]|\([^()\s]*\))*)(?:\s+\"[^\"]*\")?\)"
    r"|<(?P<address>(?:https?://|mailto:)[^<>\s]{1,500})>"
    r"|(?P<note>\[\^[^\]\s]{1,20}\])"
    r"|(?P<bold>\*\*|__)"
    r"|(?P<italic>[*_])"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!|>\"'-])"
)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters ``start`` to ``end`` of a paragraph, which are words, and their style."""

    start: int
    end: int
    bold: bool = False
    italic: bool = False
    link: str | None = None


def runs(text: str) -> Iterator[Run]:
    """The visible stretches of a paragraph ``text``, in order, marks left out."""
    bold = italic = False
    position = 0
    for match in _MARKS.finditer(text):
        kind = match.lastgroup
        if kind in ("bold", "italic") and not _is_emphasis(
            text, match, open_now=bold if kind == "bold" else italic
        ):
            continue
        yield from _seen(text, position, match.start(), bold, italic)
        position = match.end()
        if kind == "bold":
            bold = not bold
        elif kind == "italic":
            italic = not italic
        elif kind == "escaped":
            yield from _seen(text, *match.span("escaped"), bold, italic)
        elif kind == "address":
            yield from _seen(text, *match.span("address"), bold, italic, match["address"])
        elif match["label"] is not None:
            yield from _seen(text, *_label(text, *match.span("label")), bold, italic, match["target"])
    yield from _seen(text, position, len(text), bold, italic)


def _seen(
    text: str, start: int, end: int, bold: bool, italic: bool, link: str | None = None
) -> Iterator[Run]:
    """``start`` to ``end`` without the characters that nobody sees (soft hyphens, direction marks)."""
    for match in INVISIBLE.finditer(text, start, end):
        if match.start() > start:
            yield Run(start, match.start(), bold, italic, link)
        start = match.end()
    if end > start:
        yield Run(start, end, bold, italic, link)


def _label(text: str, start: int, end: int) -> tuple[int, int]:
    """A link's label without emphasis around it."""
    while end - start > 2 and text[start] in "*_" and text[end - 1] in "*_":
        start, end = start + 1, end - 1
    return start, end


def _is_emphasis(text: str, match: re.Match[str], *, open_now: bool) -> bool:
    """Whether asterisks or underscores open or close emphasis, rather than stand for themselves.

    CommonMark's flanking rule in short: a closing mark touches the word before it, an opening one the word
    after it, has a partner further on, and neither stands inside a word.
    """
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    if open_now:
        return not before.isspace() and not after.isalnum()
    return (
        not after.isspace()
        and not before.isalnum()
        and text.find(match[0], match.end(), match.end() + 2000) > 0
    )
