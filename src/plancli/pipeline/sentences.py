"""Sentences: the unit that commitments are read in.

A rule-based splitter in the tradition of Golden Rules segmenters: a full stop, question or exclamation mark
ends a sentence where white space and a capital, digit or opening quotation mark follow, unless an
abbreviation or an initial stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancli.document import Document
from plancli.gazetteer.cues import words

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+(?:[\"'“‘(\[]*[A-Z0-9]|\([a-z]{1,3}\)\s+[A-Z]))|\n")
_LAST = re.compile(r"([A-Za-z][\w.]*)\.[\"'”’)\]]*$")


def find_sentences(text: str, document: Document | None = None) -> list[tuple[int, int]]:
    """The sentences of ``text`` as code point spans, without the space around them.

    With ``document`` a sentence never runs over a block's end and leaves the block's marker out.
    """
    if document is None:
        return list(_split(text, 0, len(text)))
    found = []
    for block in document.blocks:
        start = block.content
        if block.run_in is not None and block.kind == "item" and block.run_in < block.end:
            found += list(_split(text, start, block.run_in))
            start = block.run_in
        found += list(_split(text, start, block.end))
    return found


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _END.finditer(text, start, end):
        if match[0] != "\n" and _abbreviated(text, begin, match):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield start + left, start + len(piece.rstrip())


def _abbreviated(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation or a person's initial."""
    if not match[0].startswith("."):
        return False
    last = _LAST.search(text, max(begin, match.start() - 20), match.start() + 1)
    if last is None:
        return False
    word = last[1].lower()
    if len(word) == 1 and last[1].isupper():
        return True
    if word in words("abbreviations", kind="always"):
        return True
    after = text[match.end() : match.end() + 2].strip()
    return word in words("abbreviations", kind="number") and after[:1].isdigit()
