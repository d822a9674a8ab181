"""The paragraph that the outline's steps work on, from lines to the document."""

from __future__ import annotations

from dataclasses import dataclass

from plancli.document import Line
from plancli.outline.markers import Marker
from plancli.outline.strands import Strand


@dataclass(slots=True)
class Para:
    """A paragraph, with what the outline's steps find out about it one after the other.

    Attributes:
        marker: what may be a marker at its start; ``marked`` says that it is one.
        kind: ``None`` until it is decided, then a kind of :class:`plancli.document.Block`.
        level: depth as a heading or as an item, from 1.
        parent: index of the paragraph that it stands under.
        lead_in: whether the list below it, which has no colon above, was found to be announced by it.
        run_in: where a run-in heading that typography sets off ends, an offset in ``text``.
    """

    lines: list[Line]
    strand: Strand
    marker: Marker | None = None
    marked: bool = False
    kind: str | None = None
    level: int = 1
    parent: int | None = None
    lead_in: bool = False
    run_in: int | None = None
    region: str | None = None

    @property
    def text(self) -> str:
        """Its text, marker and all."""
        return self.strand.text

    @property
    def first(self) -> Line:
        """Its first line, whose facts stand for it."""
        return self.lines[0]

    @property
    def content(self) -> int:
        """Where its own words start."""
        return self.marker.length if self.marker and self.marked else 0

    @property
    def words(self) -> str:
        """Its own words, without its marker."""
        return self.text[self.content :]

    @property
    def size(self) -> float | None:
        """The font size of its first line, in points."""
        return self.first.size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)
