"""Problems as the linter reports them; plain data, so that kept ones load without the rest of the program."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

LEVELS = ("error", "warning", "note")
"""From the gravest; the position in it is the rank."""


@dataclass(slots=True)
class Problem:
    """One finding with where it stands in the file.

    Attributes:
        code: of the table of codes.
        level: error, warning or note.
        message: what is wrong here, in a sentence.
        path: JSON Pointer into the plan, or ``None``.
        evidence: as in a plan; empty for what is missing altogether.
        line: 1-based line of the file, ``None`` where the format has no lines.
        column: 1-based column in code points.
        end_column: column after the last offending character, where they stand on one line.
        page: 1-based page, ``None`` where there are none.
        excerpt: the line that the offending words stand in, or the part of it around them.
        marked: start and length of the offending words in ``excerpt``.
        fingerprint: names the problem whatever line it moves to.
    """

    code: str
    level: str
    message: str
    path: str | None = None
    evidence: list[dict[str, Any]] = field(default_factory=list)
    line: int | None = None
    column: int | None = None
    end_column: int | None = None
    page: int | None = None
    excerpt: str = ""
    marked: tuple[int, int] = (0, 0)
    fingerprint: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The problem as JSON holds it."""
        return asdict(self)

    @staticmethod
    def from_dict(kept: dict[str, Any]) -> Problem:
        """The problem that :meth:`as_dict` gave."""
        return Problem(**{**kept, "marked": tuple(kept["marked"])})


@dataclass(slots=True)
class Checked:
    """A file and its problems, in the order of the file.

    Attributes:
        source: as the user named it.
        fail_on: the level from which problems count as failures here.
        show: the level from which a text tells problems; it counts the others.
        media_type: of the source, ``""`` where it could not be read.
        muted: how many problems a baseline hides.
    """

    source: str
    problems: list[Problem] = field(default_factory=list)
    media_type: str = ""
    fail_on: str = "warning"
    show: str = "warning"
    muted: int = 0

    @property
    def failing(self) -> list[Problem]:
        """The problems at or above the level that fails."""
        return [problem for problem in self.problems if at_least(problem.level, self.fail_on)]

    @property
    def shown(self) -> list[Problem]:
        """The problems at or above the level that a text tells."""
        return [problem for problem in self.problems if at_least(problem.level, self.show)]


def at_least(level: str, limit: str) -> bool:
    """Whether ``level`` is as grave as ``limit``."""
    return LEVELS.index(level) <= LEVELS.index(limit)
