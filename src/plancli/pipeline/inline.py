"""Lists that run on in a paragraph: "The aims are: (a) clean water; (b) quiet nights; and (c) open banks."."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from plancli.document import Block, Document
from plancli.gazetteer.cues import words
from plancli.pipeline.item_parts import FoundItem
from plancli.pipeline.sentences import find_sentences

_MARKER = re.compile(r"(?<=\s)\(?(?P<n>[1-9]\d?|[a-z]|[ivx]{2,4})\)\s+(?=\S)")
_CLOSE = re.compile(r"\s*[;,.]?(?:\s+(?:and|or))?\s*$")
_ORDERS = (
    tuple(map(str, range(1, 41))),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
    tuple(ascii_lowercase),
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Markers that count on from the first: the whole match of each, in code points of the paragraph's words."""

    markers: tuple[re.Match[str], ...]

    def spans(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Number, start and end of each item; the last one ends with its sentence, unless those before hold more."""
        last = self.markers[-1].end()
        starts = [marker.start() for marker in self.markers[1:]]
        before = [text[m.end() : end] for m, end in zip(self.markers, starts, strict=False)]
        sentences = find_sentences(text[last:])
        close = last + sentences[-1 if all(len(find_sentences(each)) > 1 for each in before) else 0][1]
        ends = [*starts, close]
        for marker, end in zip(self.markers, ends, strict=True):
            yield marker["n"], marker.end(), marker.end() + len(_CLOSE.sub("", text[marker.end() : end]))


def inline_items(document: Document, index: int, kind_of: Callable[[str], str | None]) -> Iterator[FoundItem]:
    """The items of the lists in a paragraph; ``kind_of`` tells what the words before a list announce."""
    block: Block = document.blocks[index]
    text = document.words(block)
    for run in _runs(text):
        before = text[: run.markers[0].start()].rstrip()
        kind = kind_of(before) if _leads(before) else None
        for number, start, end in run.spans(text) if kind else ():
            yield FoundItem(kind or "", block.content + start, block.content + end, index, number, lead=index)


def _runs(text: str) -> Iterator[_Run]:
    """Runs of two markers at least, each from the first of its order on."""
    run: list[re.Match[str]] = []
    order: tuple[str, ...] = ()
    for marker in _MARKER.finditer(text):
        if run and len(run) < len(order) and marker["n"] == order[len(run)]:
            run.append(marker)
            continue
        started = next((each for each in _ORDERS if each[0] == marker["n"]), None)
        if started is None:
            continue
        if len(run) > 1:
            yield _Run(tuple(run))
        run, order = [marker], started
    if len(run) > 1:
        yield _Run(tuple(run))


def _leads(before: str) -> bool:
    """Whether the words before a list go on with it."""
    last = (re.findall(r"[\w-]+\W*$", before) or [""])[0].strip()
    return before.endswith(":") or last in words("function_words") or last in words("listing_verbs")
