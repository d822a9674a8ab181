"""A paragraph under construction: characters that remember the piece they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from plancli.document import Piece, Segment

# white space that is more than the one space which words stand apart by
_GAPS = re.compile(r"\s{2,}|[^\S ]")


@dataclass(slots=True)
class Strand:
    """Text in stretches, each with its piece and offset in it; joining spaces have no piece."""

    text: str = ""
    segments: list[Segment] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list, repr=False)
    _length: int = 0
    _spaced: bool = True

    def add(self, pieces: Iterable[Piece], skip: int = 0) -> None:
        """Append ``pieces`` without their first ``skip`` characters, white space folded to single spaces."""
        parts, segments = self._parts, self.segments
        length, spaced = self._length, self._spaced
        for piece in pieces:
            text = piece.text
            if skip or not text.isprintable() or (" " in text and text != " " and not _single_spaced(text)):
                self._length, self._spaced = length, spaced
                skip -= self._folded(piece, skip)
                length, spaced = self._length, self._spaced
            elif text == " ":
                if not spaced:
                    parts.append(" ")
                    length += 1
                    spaced = True
            elif text:
                # words, as on a page: all other white space is not printable
                parts.append(text)
                start = length
                length += len(text)
                segments.append(Segment(start, length, piece))
                spaced = False
        self._length, self._spaced = length, spaced

    def _folded(self, piece: Piece, skip: int) -> int:
        """Append a piece that may hold white space; how many of the characters to skip it had."""
        skipped = position = min(skip, len(piece.text))
        for match in _GAPS.finditer(piece.text, position):
            self._words(piece, position, match.start())
            self.space()
            position = match.end()
        self._words(piece, position, len(piece.text))
        return skipped

    def space(self) -> None:
        """Append one space, unless one is there or nothing is."""
        if not self._spaced:
            self._parts.append(" ")
            self._length += 1
            self._spaced = True

    def literal(self, text: str) -> None:
        """Append text that the format implies and no piece prints (a list marker)."""
        self._parts.append(text)
        self._length += len(text)
        self._spaced = text.endswith(" ")

    def _words(self, piece: Piece, start: int, end: int) -> None:
        """Append a stretch whose white space is single spaces: one segment without those at its ends."""
        if start < end and piece.text[start] == " ":
            self.space()
            start += 1
        spaced = start < end and piece.text[end - 1] == " "
        end -= spaced
        if end > start:
            self._parts.append(piece.text[start:end])
            self.segments.append(Segment(self._length, self._length + end - start, piece, start))
            self._length += end - start
            self._spaced = False
        if spaced:
            self.space()

    def drop_last(self, count: int) -> None:
        """Take the last ``count`` characters away (a hyphen that only broke a word)."""
        text = self.finish()[: self._length - count]
        self._parts, self._length = [text], len(text)
        kept = []
        for segment in self.segments:
            if segment.start < len(text):
                kept.append(Segment(segment.start, min(segment.end, len(text)), segment.piece, segment.shift))
        self.segments = kept

    def tail(self) -> str:
        """The last stretch of the text so far, which holds its last word."""
        return "".join(self._parts[-3:])

    def finish(self) -> str:
        """The text so far, without a space at its end."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        self.text = (self._parts[0] if self._parts else "").rstrip(" ")
        return self.text


def _single_spaced(text: str) -> bool:
    return "  " not in text and text[0] != " " and text[-1] != " "
