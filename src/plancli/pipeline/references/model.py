"""What the parts of the search for references hand on to each other."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that names an instrument, in code points of the text.

    ``name`` is how it is called where that is not what stands there (one of "Directives 9/1/EC and 9/2/EC");
    ``key`` tells it from others by its number alone.
    """

    start: int
    end: int
    kind: str
    name: str | None = None
    key: str | None = None
    identifier: str | None = None


@dataclass(slots=True)
class FoundReference:
    """A reference: its fullest name and every place where it is named."""

    name: str
    kind: str
    start: int
    end: int
    identifier: str | None = None
    mentions: list[tuple[int, int]] = field(default_factory=list)
