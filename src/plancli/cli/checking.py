"""Many sources to check: in this process while that is quick, then handed out to worker processes."""

from __future__ import annotations

import time
from concurrent.futures import wait
from pathlib import Path
from typing import TYPE_CHECKING, Self

from plancli.cli import inputs

if TYPE_CHECKING:
    from concurrent.futures import Future
    from types import TracebackType

    from plancli.corpus.pool import Pool
    from plancli.linting.problems import Checked
    from plancli.linting.run import Linter

_PAYS = 3.0
"""Seconds of work after which workers are worth their start, where nobody asked for a number of them."""
_TICK = 0.1


class Checks:
    """Checks sources in their order; what is found is the same, whoever checks.

    Args:
        linter: how.
        sources: paths, addresses and ``-`` for standard input.
        jobs: worker processes, ``None`` for as many as there are cores, if the work is worth it.
    """

    def __init__(self, linter: Linter, sources: list[str], jobs: int | None) -> None:
        self._linter, self._sources, self._jobs = linter, sources, jobs
        self._at = 0
        self._spent = 0.0
        self._pool: Pool | None = None
        self._under_way: dict[int, Future[Checked]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.kill()

    def next(self) -> Checked:
        """What is found in the next source.

        Raises:
            SourceError: there is no such file; the one after it is next all the same.
            UsageError: the configuration or an option means nothing.
            ModelError: the model is missing.
        """
        at, self._at = self._at, self._at + 1
        if self._pool is None and self._pays(at):
            self._hand_out(at)
        if at in self._under_way:
            return self._waited_for(self._sources[at], self._under_way.pop(at))
        began = time.monotonic()
        try:
            return self._linter.check(self._sources[at], _content(self._sources[at]))
        finally:
            self._spent += time.monotonic() - began

    def _pays(self, at: int) -> bool:
        """Whether what is left from ``at`` is for workers."""
        if len(self._sources) - at < 2 or (self._jobs is None and self._spent < _PAYS):
            return False
        from plancli.corpus.local import cores

        return (self._jobs or cores()) > 1

    def _hand_out(self, at: int) -> None:
        """Hands to workers what is left, but for what flows through a pipe and what is kept from an earlier run."""
        from plancli.corpus.local import cores
        from plancli.corpus.pool import Pool

        left = [number for number in range(at, len(self._sources)) if self._is_work(self._sources[number])]
        self._pool = Pool(min(self._jobs or cores(), max(1, len(left))))
        for number in left:
            self._under_way[number] = self._pool.submit(self._linter.check, self._sources[number])

    def _is_work(self, source: str) -> bool:
        """Whether a worker can check a source and has to: what flows through a pipe can be read but once."""
        flows = source == inputs.STDIN or (Path(source).exists() and not Path(source).is_file())
        return not flows and self._linter.kept(source) is None

    def _waited_for(self, source: str, future: Future[Checked]) -> Checked:
        from plancli.corpus.pool import WorkerDied

        while not future.done():
            wait([future], timeout=_TICK)  # in short turns, so that an interrupt is heard everywhere
        try:
            return future.result()
        except (WorkerDied, MemoryError) as error:
            return self._linter.failed(source, error)


def _content(source: str) -> bytes | None:
    return inputs.standard_input() if source == inputs.STDIN else None
