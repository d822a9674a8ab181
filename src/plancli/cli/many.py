"""Several documents: handed out to worker processes, with progress, and what became of them."""

from __future__ import annotations

import errno
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plancli.cli import inputs
from plancli.cli.messages import debugging, say
from plancli.cli.progress import progress
from plancli.corpus.local import Limits, Local
from plancli.corpus.run import results
from plancli.corpus.task import Recipe, Task
from plancli.errors import OutputError, PlancliError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from plancli.cli.inputs import Input
    from plancli.cli.progress import Progress
    from plancli.corpus.run import Engine
    from plancli.corpus.store import Store
    from plancli.corpus.task import Result
    from plancli.errors import SourceError
    from plancli.writers import Look

_NAMED = 10
"""Failures that the last line names; the manifest has them all."""


@dataclass
class Many:
    """A run over several documents.

    Attributes:
        documents: what to read.
        options: keyword arguments of :func:`plancli.extract`.
        no_text: whether plans lose their reading text.
        limits: what each document may take.
        jobs: worker processes, ``None`` for as many as are worth it.
        cluster: address of a Dask cluster that does the work instead.
        failed: what gave no plan, as the user named it.
        written: documents whose plan was written.
        unchanged: documents that had been done before.
        refused: arguments that stood for no document.
        pages: pages read.
        removed: files of earlier runs that hold no more.
    """

    documents: list[Input]
    options: dict[str, object]
    no_text: bool = False
    limits: Limits = field(default_factory=Limits)
    jobs: int | None = None
    cluster: str | None = None
    failed: list[str] = field(default_factory=list)
    written: int = 0
    unchanged: int = 0
    refused: int = 0
    pages: int = 0
    removed: int = 0
    began: float = field(default_factory=time.monotonic)

    def refuse(self, failures: Sequence[SourceError]) -> None:
        """Notes arguments that stand for no document at all."""
        self.refused += len(failures)
        for failure in failures:
            self.fail(failure.source, failure.reason)

    def fail(self, source: str, reason: str) -> None:
        """Notes and tells that ``source`` gave no plan."""
        say(f"{source}: {reason}")
        self.failed.append(source)

    def into_stream(self, form: str, look: Look, put: Callable[[bytes], None]) -> None:
        """Gives each plan in the format ``form`` to ``put``, in the order of the documents."""
        recipe = Recipe(self.options, self.no_text, form, look, debugging())
        tasks = (_task(number, each) for number, each in enumerate(self.documents))
        with self._engine(recipe) as engine, progress(len(self.documents)) as shown:
            for result in results(tasks, engine, ordered=True):
                self._note(result, self.documents[result.number].source, result.reason, shown)
                if result.payload is not None:
                    with shown.hidden():
                        put(result.payload)

    def into_folder(self, store: Store, recipe: Recipe) -> None:
        """Keeps each plan in ``store``."""
        with self._engine(recipe) as engine, progress(len(self.documents)) as shown:
            key = engine.prepare()

            def tasks() -> Iterator[Task]:
                for number, each in enumerate(self.documents):
                    yield _task(number, each, store.known(each.source, key))

            for result in results(tasks(), engine):
                source = self.documents[result.number].source
                record = store.keep(source, key, result)
                done = record.outcome == "written"
                self._note(result, source, None if done else record.reason or record.outcome, shown)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Says of what ends the run before its time that it can go on."""
        try:
            yield
        except KeyboardInterrupt:
            done = self.written + self.unchanged + len(self.failed)
            told = f": {done} of {len(self.documents)} documents done; --resume goes on"
            raise KeyboardInterrupt(told) from None
        except OutputError as error:
            error.reason += f"; {_remedy(error.__cause__)} and go on with --resume"
            raise

    def report(self, manifest: Path | None = None) -> int:
        """Says in one line how it went; gives the exit status."""
        total = len(self.documents) + self.refused
        spent = time.monotonic() - self.began
        facts = [f"{self.written} written"]
        facts += [f"{self.unchanged} unchanged"] if self.unchanged else []
        facts += [f"{self.removed} old file{'s' * (self.removed > 1)} removed"] if self.removed else []
        facts += [f"{self.pages} pages"] if self.pages else []
        facts.append(f"{spent:.1f} s" + (f" ({self.pages / spent:.1f} pages/s)" if self.pages else ""))
        if self.failed:
            named = ", ".join(self.failed[:_NAMED])
            more = f" and {len(self.failed) - _NAMED} more, see {manifest or 'above'}"
            what = f"{len(self.failed)} of {total} failed, {', '.join(facts)}"
            say(f"{what}: {named}{more if len(self.failed) > _NAMED else ''}")
        elif manifest is not None and (total > 1 or self.removed):
            say(f"{total} documents: {', '.join(facts)}")
        return PlancliError.exit_status if self.failed else 0

    def _note(self, result: Result, source: str, reason: str | None, shown: Progress) -> None:
        self.pages += result.pages or 0
        if reason is not None:
            self.fail(source, reason)
        elif result.outcome == "unchanged":
            self.unchanged += 1
        else:
            self.written += 1
        shown.advance(pages=self.pages, failed=len(self.failed))

    @contextmanager
    def _engine(self, recipe: Recipe) -> Iterator[Engine]:
        engine: Engine
        if self.cluster is None:
            engine = Local(recipe, self.limits, self.jobs)
        else:
            from plancli.corpus.cluster import Cluster

            engine = Cluster(self.cluster, recipe, self.limits, len(self.documents), say)
        try:
            yield engine
        except BaseException:
            engine.kill()
            raise
        engine.end()


def _remedy(cause: BaseException | None) -> str:
    """What is to be done where an output folder cannot be written to any more."""
    full = isinstance(cause, OSError) and cause.errno in {errno.ENOSPC, errno.EDQUOT}
    return "make room" if full else "mend that"


def _task(number: int, document: Input, known: str | None = None) -> Task:
    if document.source != inputs.STDIN:
        return Task(number, document.source, known=known)
    return Task(number, document.source, content=inputs.standard_input(), known=known)
