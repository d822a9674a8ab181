"""Hands documents out to whatever carries them out, and takes the results in as they come, or in order."""

from __future__ import annotations

from collections import deque
from concurrent.futures import CancelledError
from itertools import islice
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from plancli.corpus.task import Result, Task

_TICK = 0.1
"""Seconds between two looks at what is going on, while nothing happens."""
_REACH = 64
"""Documents that may be done ahead of the one whose turn it is, where they are given in order."""


class Engine(Protocol):
    """Where documents are done."""

    batch: int
    """Documents that are handed out at a time."""

    def prepare(self) -> str:
        """The fingerprint of what decides about the plans; see :func:`plancli.corpus.task.prepare`."""

    def ahead(self) -> int:
        """Batches that should be under way, so that nobody waits for work."""

    def submit(self, tasks: list[Task]) -> Future[list[Result]]:
        """Has a batch done."""

    def settle(self, tasks: list[Task], error: BaseException) -> list[Result] | None:
        """The results of a batch that ended in ``error``; ``None`` if its tasks should be tried one by one."""

    def tick(self) -> None:
        """Called now and then."""

    def end(self) -> None:
        """Ends what has nothing left to do."""

    def kill(self) -> None:
        """Ends everything at once."""


def results(tasks: Iterable[Task], engine: Engine, *, ordered: bool = False) -> Iterator[Result]:
    """The result of each task, as they come or in the order of the tasks, whose numbers count up from 0.

    No more is in memory than what is under way and, in order, what waits for its turn.
    """
    if ordered:
        return _in_order(tasks, engine)
    return _as_they_come(iter(tasks), engine)


def _in_order(tasks: Iterable[Task], engine: Engine) -> Iterator[Result]:
    held: dict[int, Result] = {}
    turn = 0

    def near() -> Iterator[Task | None]:
        for task in tasks:
            while task.number >= turn + _REACH * engine.batch:
                yield None  # not now
            yield task

    for result in _as_they_come(near(), engine):
        held[result.number] = result
        while turn in held:
            yield held.pop(turn)
            turn += 1


def _as_they_come(tasks: Iterator[Task | None], engine: Engine) -> Iterator[Result]:
    """The results; ``None`` among the tasks says that the next one must wait for results to be taken."""
    done: SimpleQueue[Future[list[Result]]] = SimpleQueue()
    flying: dict[Future[list[Result]], list[Task]] = {}
    singles: deque[Task] = deque()
    while True:
        while len(flying) < engine.ahead():
            batch = [singles.popleft()] if singles else _near(tasks, engine.batch)
            if not batch:
                break
            future = engine.submit(batch)
            flying[future] = batch
            future.add_done_callback(done.put)
        if not flying:
            return
        try:
            future = done.get(timeout=_TICK)
        except Empty:
            engine.tick()
            continue
        batch = flying.pop(future)
        error = CancelledError() if future.cancelled() else future.exception()
        found = future.result() if error is None else engine.settle(batch, error)
        if found is None:
            singles.extend(batch)
        else:
            yield from found


def _near(tasks: Iterator[Task | None], size: int) -> list[Task]:
    batch = []
    for task in islice(tasks, size):
        if task is None:
            break
        batch.append(task)
    return batch
