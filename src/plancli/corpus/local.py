"""Documents done on this machine, in worker processes."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from plancli.corpus.pool import Pool, TookTooLong, TookTooMuch, WorkerDied
from plancli.corpus.sources import scheme_of
from plancli.corpus.task import Recipe, Result, Task, perform, prepare
from plancli.errors import PlancliError

if TYPE_CHECKING:
    from concurrent.futures import Future

_START_PAYS = 3.0
"""Seconds of work after which a further worker is worth its start, where nobody asked for a number of them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may take before it is given up.

    Attributes:
        timeout: seconds, ``None`` for as long as it likes.
        memory: bytes, ``None`` for all there is.
    """

    timeout: float | None = None
    memory: int | None = None


class Local:
    """Worker processes on this machine: the :class:`plancli.corpus.run.Engine` of a single one.

    Args:
        recipe: how documents are done.
        limits: what each may take.
        jobs: worker processes; ``None`` for as many as there are cores, if the work is worth it.
    """

    batch = 1

    def __init__(self, recipe: Recipe, limits: Limits, jobs: int | None = None) -> None:
        self._recipe, self._limits = recipe, limits
        self._jobs = jobs or cores()
        self.pool = Pool(
            self._jobs,
            timeout=limits.timeout,
            memory=limits.memory,
            greet=[(prepare, recipe)],
            patience=0.0 if jobs else _START_PAYS,
        )

    def prepare(self) -> str:
        """See :func:`plancli.corpus.task.prepare`.

        Raises:
            PlancliError: the model is missing, or no worker starts.
        """
        try:
            return self.pool.submit(prepare, self._recipe).result()
        except WorkerDied as error:
            raise PlancliError(f"no worker process starts: {error}") from None

    def ahead(self) -> int:
        """Batches to have under way: one at each worker, and one that waits for it."""
        return 2 * self._jobs

    def submit(self, tasks: list[Task]) -> Future[list[Result]]:
        """Has a worker do the tasks."""
        return self.pool.submit(perform_all, tasks, self._recipe)

    def settle(self, tasks: list[Task], error: BaseException) -> list[Result] | None:
        """What became of the tasks whose worker is lost."""
        return [lost(task, error, self._limits) for task in tasks]

    def tick(self) -> None:
        """Starts a further worker where it pays."""
        self.pool.grow()

    def end(self) -> None:
        """Ends all workers, which are idle."""
        self.pool.kill()

    def kill(self) -> None:
        """Ends all workers at once."""
        self.pool.kill()


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def perform_all(tasks: list[Task], recipe: Recipe) -> list[Result]:
    """Does documents one after another in this process."""
    return [perform(task, recipe) for task in tasks]


def lost(task: Task, error: BaseException, limits: Limits) -> Result:
    """The result of a document that cost its worker.

    Raises:
        BaseException: ``error`` itself, where it is no document's fault.
    """
    result = Result(task.number, "crashed", sha256=_sha256(task), seconds=getattr(error, "seconds", 0.0))
    if isinstance(error, TookTooLong):
        reason = f"took longer than {limits.timeout:g} s and was given up; --timeout allows more"
        return replace(result, outcome="timeout", reason=reason)
    if isinstance(error, (TookTooMuch, MemoryError)):
        allowed = f" than {limits.memory / 2**20:,.0f} MB" if limits.memory else " than there is"
        reason = f"needs more memory{allowed} and was given up; --memory-limit allows more"
        return replace(result, outcome="memory", reason=reason)
    if isinstance(error, WorkerDied):
        return replace(result, reason=f"the process that read it crashed ({error})")
    raise error


def _sha256(task: Task) -> str | None:
    """SHA-256 of the content, if it lies at hand: what hung a worker must not hang this process."""
    if task.content is not None:
        return hashlib.sha256(task.content).hexdigest()
    if not scheme_of(task.source) and (path := Path(task.source)).is_file():
        with suppress(OSError), path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    return None
