"""Whom a document's commitments can bind: everybody whom it names, and whom its "we" and "partners" mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from plancli.gazetteer import words
from plancli.pipeline.actors import Entity

Bound = Entity | str
_BODIES = ("agency", "ministry", "organisation", "government", "group")


@dataclass(slots=True)
class Cast:
    """Everybody whom a document names, whom its "we" and "partners" mean, the two states of its title, and who speaks.

    ``turns`` has offsets and who speaks there, for "I" and for a "we" that means no parties.
    """

    entities: Sequence[Entity]
    we: list[Bound] = field(default_factory=list)
    partners: list[Bound] = field(default_factory=list)
    titled: list[Bound] = field(default_factory=list)
    turns: Sequence[tuple[int, int, Entity]] = ()
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

    def speaking(self, position: int, pronoun: str) -> tuple[Bound, ...]:
        """Whom "we" or "I" at ``position`` means; nobody where the text does not say it.

        "We" are the parties, else the body that the speaker's office names, or a minister's government.
        """
        speaker = next((who for start, end, who in self.turns if start <= position < end), None)
        if pronoun == "i" and speaker is not None:
            return (speaker,)
        if self.we or speaker is None:
            return tuple(self.we)
        offices = " ".join(speaker.roles)
        own = [e for e in self.entities if e.kind in _BODIES and e.name in offices]
        governments = [entity for entity in self.entities if entity.kind == "government"]
        ministerial = not words("ministerial").isdisjoint(offices.lower().split())
        return tuple(own[:1] or (governments if ministerial and len(governments) == 1 else ()))

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
