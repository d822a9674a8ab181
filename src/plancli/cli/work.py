"""Reading several documents so that a bad one never ends the run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from plancli.cli.inputs import STDIN, Input, standard_input
from plancli.cli.messages import debugging, internal, say
from plancli.cli.terminal import progress
from plancli.errors import PlancliError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plancli.errors import SourceError
    from plancli.plan import Plan


@dataclass
class Work:
    """The documents to read, and what became of them.

    Attributes:
        options: keyword arguments of :func:`plancli.extract`.
        no_text: whether plans lose their reading text.
        failed: what gave no plan, as the user named it, in order.
    """

    documents: list[Input]
    options: dict[str, Any]
    no_text: bool = False
    failed: list[str] = field(default_factory=list)
    refused: int = 0

    def plans(self) -> Iterator[tuple[str, Plan]]:
        """Source and plan of each document that can be read; what is wrong with the others goes to stderr."""
        for number, document in enumerate(self.documents, start=1):
            with progress(number, len(self.documents), document.source):
                plan = self._attempt(document.source)
            if plan is not None:
                yield document.source, plan

    def refuse(self, failures: list[SourceError]) -> None:
        """Notes arguments that stand for no document at all."""
        self.refused += len(failures)
        for failure in failures:
            self.fail(failure.source, failure)

    def fail(self, source: str, error: Exception) -> None:
        """Notes and tells that ``source`` gave no plan."""
        if isinstance(error, PlancliError):
            say(str(error.at(source)))
        elif debugging():
            raise error
        else:
            say(f"{source}: {internal(error)}")
        self.failed.append(source)

    def report(self) -> int:
        """The exit status; where several documents were asked for, a last line tells which failed."""
        total = len(self.documents) + self.refused
        if self.failed and total > 1:
            say(f"{len(self.failed)} of {total} failed: {', '.join(self.failed)}")
        return PlancliError.exit_status if self.failed else 0

    def _attempt(self, source: str) -> Plan | None:
        import plancli

        try:
            plan = plancli.extract(standard_input() if source == STDIN else source, **self.options)
        except PlancliError as error:
            error.source = source  # as the user named it, which a reader may not know
            self.fail(source, error)
            return None
        except Exception as error:  # one bad document does not stop the others
            self.fail(source, error)
            return None
        return plan.model_copy(update={"text": None}) if self.no_text else plan
