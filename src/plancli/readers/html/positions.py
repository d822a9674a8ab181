"""Where a page's words stand in its source, through a parser that does not tell.

The tree builder of HTML may move, split and reorder text, so that neither its order nor its content tells
where it came from. Therefore every stretch of text is given its own offset as a mark, before the page is
parsed: the marks go wherever the tree builder puts the text, and are read back from the tree. A mark stands
before the first character of a stretch that is not white space, where it changes nothing about how the text
is treated; it is made of noncharacters, which no page holds.

What is text and what is a tag, a comment or a script follows the tokeniser of the HTML standard
(https://html.spec.whatwg.org/multipage/parsing.html#tokenization).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_NONCHARACTERS = re.compile("[\ufdd0\ufdd1]")
_WORD = re.compile(r"\S")
_BREAK = re.compile(r"(?:[\r\n]|&#?\w{1,32};)\s*(?=\S)")
_MARKUP = re.compile(r"<(?:(?P<comment>!--)|(?P<bogus>[!?]|/(?=[^A-Za-z]))|(?P<tag>(?=/?[A-Za-z])))")
_COMMENT_END = re.compile(r"(?<=<!--)-?>|--!?>")
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"(?:[^>=]*+(?:=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\s>\"'][^\s>]*+)?[^>=]*+)*+)(?P<end>>|\Z)"
)
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "title", "textarea"})
_UNCOUNTED = frozenset({
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot",
    "colgroup", "col", "rp", "rt", "body", "html", "head", "br", "hr", "img", "input", "meta", "link",
    "base", "area", "embed", "param", "source", "track", "wbr", "image", "frame", "script", "style",
    "title",
})  # fmt: skip
_SHALLOW = 200
"""Elements within one another: deeper ones are read as if they stood in the one at this depth.

Browsers stop too, at some hundreds, since the effort of placing an element grows with how many are open;
pages that people write have some dozens.
"""


def mark(source: str) -> tuple[str, int]:
    """``source`` with the offset of each stretch of text marked, and how many tags lay too deep."""
    if _NONCHARACTERS.search(source):
        source = _NONCHARACTERS.sub("\ufffd", source)
    depth = _Depth()
    return "".join(_marked(source, depth)), depth.dropped


def _marked(source: str, depth: _Depth) -> Iterator[str]:
    position = 0
    while position < len(source):
        found = _MARKUP.search(source, position)
        end = found.start() if found else len(source)
        yield from _stretches(source, position, end)
        if found is None:
            return
        if found["tag"] is not None:
            position, kept = _tag(source, end, depth)
            if kept:
                yield source[end:position]
            continue
        closing = _COMMENT_END.search(source, found.end()) if found["comment"] else None
        position = closing.end() if closing else source.find(">", end) + 1
        if (found["comment"] and closing is None) or position == 0:
            return
        if found["bogus"] == "!":
            yield source[end:position]


def _stretches(source: str, start: int, end: int) -> Iterator[str]:
    """A run of text with marks before its first word, after each line break and each character reference."""
    first = _WORD.search(source, start, end)
    if first is None:
        yield source[start:end]
        return
    for spot in (first.start(), *(found.end() for found in _BREAK.finditer(source, first.start(), end))):
        yield source[start:spot]
        yield f"\ufdd0{spot}\ufdd1"
        start = spot
    yield source[start:end]


def _tag(source: str, start: int, depth: _Depth) -> tuple[int, bool]:
    """Where the tag at ``start`` ends, with its text where that is raw, and whether it is kept."""
    found = _TAG.match(source, start)
    if found is None or not found["end"]:
        return len(source), False
    name = found["name"].lower()
    if found["close"]:
        return found.end(), depth.closes(name)
    if name == "plaintext":
        return len(source), True
    if name not in _RAW:
        return found.end(), depth.opens(name)
    closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, found.end())
    return (closing.start() if closing else len(source)), True


class _Depth:
    """How many elements are open, estimated from the tags alone, and which tags lie too deep."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._total = 0
        self.dropped = 0

    def opens(self, name: str) -> bool:
        """Whether a start tag may stand."""
        if name in _UNCOUNTED:
            return True
        if self._total >= _SHALLOW:
            self._left_out[name] += 1
            self.dropped += 1
            return False
        self._open[name] += 1
        self._total += 1
        return True

    def closes(self, name: str) -> bool:
        """Whether an end tag may stand: not where its start tag does not."""
        if self._left_out[name]:
            self._left_out[name] -= 1
            return False
        if self._open[name]:
            self._open[name] -= 1
            self._total -= 1
        return True


class Source:
    """The source of a page, which tells the line and column of an offset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of ``offset``, both from 1, the column in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
