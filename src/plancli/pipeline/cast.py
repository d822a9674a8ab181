"""Whom a document's commitments can bind: everybody whom it names, and whom its "we" and "partners" mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from plancli.pipeline.actors import Entity

Bound = Entity | str


@dataclass(slots=True)
class Cast:
    """Everybody whom a document names, whom its "we" and "partners" mean, and the two states of its title."""

    entities: Sequence[Entity]
    we: list[Bound] = field(default_factory=list)
    partners: list[Bound] = field(default_factory=list)
    titled: list[Bound] = field(default_factory=list)
    _rows: list[tuple[int, int, Entity]] = field(init=False, repr=False)
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # a government before its state where one adjective names both ("the Swedish and Danish Governments")
        rows = [
            (m.start, -m.end, e.kind == "country", i, e)
            for i, e in enumerate(self.entities)
            for m in e.mentions
        ]
        rows.sort(key=lambda row: row[:4])
        self._rows = [(start, -end, entity) for start, end, _, _, entity in rows]
        self._starts = [row[0] for row in self._rows]

    def between(self, start: int, end: int) -> list[tuple[int, int, Entity]]:
        """The mentions that lie within ``start`` to ``end``, in order, the longest at each place."""
        kept: list[tuple[int, int, Entity]] = []
        for row in self._rows[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if row[1] <= end and (not kept or row[0] >= kept[-1][1]):
                kept.append(row)
        return kept


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is bound, whether that is somebody who can be, and the words."""

    bound: tuple[Bound, ...]
    able: bool
    words: str
