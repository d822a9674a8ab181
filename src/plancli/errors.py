"""One tree of errors, each of which knows its source, its reason and its exit status."""

from __future__ import annotations


class PlancliError(Exception):
    """Something that could not be done, told in one line.

    Attributes:
        source: the file, address or ``-`` it concerns, as the user named it; ``""`` where none does.
        reason: what is wrong and, where there is something to do about it, what.
        exit_status: what the process ends with because of it.
    """

    exit_status = 2

    def __init__(self, reason: str, source: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.source = source

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}" if self.source else self.reason

    def at(self, source: str) -> PlancliError:
        """This error, naming ``source`` unless it names one already."""
        if not self.source:
            self.source = source
        return self


class SourceError(PlancliError):
    """A source that cannot be opened: missing, a directory, not readable."""


class UnreadableError(PlancliError):
    """A source that was opened but whose content is not what a reader can read."""


class PlanError(PlancliError):
    """A plan JSON that does not follow the contract."""


class UsageError(PlancliError):
    """Options that do not go together, or a value that means nothing."""


class ModelError(PlancliError):
    """A spaCy model that is not installed or cannot be loaded."""


class OutputError(PlancliError):
    """A place that cannot be written to."""
