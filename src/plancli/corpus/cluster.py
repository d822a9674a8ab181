"""Documents done on a Dask cluster, whose scheduler shares them out and looks after its machines.

A worker of the cluster does a document as this machine does: in a process of its own that may crash, hang or
eat memory (:mod:`plancli.corpus.pool`). So what Dask sees dying are machines alone, and what they were at it
gives to others.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
import time
import uuid
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from plancli.corpus.local import Limits, lost
from plancli.corpus.pool import Pool, WorkerDied
from plancli.corpus.sources import scheme_of
from plancli.corpus.task import Recipe, Result, Task, perform, prepare
from plancli.errors import PlancliError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

CHUNK = 50
"""Documents that are handed out at a time: some seconds of work for a few milliseconds of Dask's."""
_REACHED_IN = 15.0
_LEFT_IN = 1.0
_ENDED_IN = 30.0
_LOOK = 2.0
"""Seconds between two looks at how many workers there are."""
_ROUNDS = 4
"""Chunks that each thread of the cluster should get at least, so that none is idle at the end."""


@dataclass(frozen=True, slots=True)
class Order:
    """What workers of the cluster are to do.

    Attributes:
        recipe: how documents are done.
        limits: what each may take.
        run: the run that they are done for.
    """

    recipe: Recipe
    limits: Limits
    run: str


class Cluster:
    """A Dask cluster as an :class:`plancli.corpus.run.Engine`.

    Args:
        address: of its scheduler, such as ``tcp://host:8786``.
        recipe: how documents are done.
        limits: what each may take.
        total: how many documents there are.
        say: tells the user something.

    Raises:
        UsageError: Dask is missing here, or the address is none.
        PlancliError: the scheduler cannot be reached.
    """

    def __init__(
        self, address: str, recipe: Recipe, limits: Limits, total: int, say: Callable[[str], None]
    ) -> None:
        self._order, self._address = Order(recipe, limits, uuid.uuid4().hex), address
        self._client = _client(address)
        self._executor = self._client.get_executor(pure=False)
        self._key = ""
        self._threads, self._looked = 0, 0.0
        if not self._look():
            say(f"the cluster at {address} has no workers yet: waiting for them")
        self.batch = max(1, min(CHUNK, total // (_ROUNDS * max(1, self._look()))))

    def prepare(self) -> str:
        """See :func:`plancli.corpus.task.prepare`; the workers' answer counts.

        Raises:
            PlancliError: the workers cannot run this version of the program, or lack the model.
        """
        future = self._executor.submit(prepare_there, self._order)
        while not future.done():  # so that an interrupt is not kept waiting
            with suppress(TimeoutError):
                future.result(timeout=0.5)
                break
        if (error := future.exception()) is not None:
            self._explain(error)
        self._key = future.result()
        return self._key

    def ahead(self) -> int:
        """Chunks to have under way: one at each thread, and one that waits for it."""
        return 2 * max(1, self._look())

    def submit(self, tasks: list[Task]) -> Future[list[Result]]:
        """Has the cluster do a chunk."""
        there = [
            task if scheme_of(task.source) or task.content is not None else _absolute(task) for task in tasks
        ]
        future: Future[list[Result]] = self._executor.submit(perform_chunk, there, self._order, self._key)
        return future

    def settle(self, tasks: list[Task], error: BaseException) -> list[Result] | None:
        """What became of a chunk whose workers died again and again; ``None`` to try its documents singly.

        Raises:
            PlancliError: the cluster is lost.
        """
        from distributed.scheduler import KilledWorker

        if not isinstance(error, KilledWorker):
            self._explain(error)
        if len(tasks) > 1:
            return None
        reason = "every worker of the cluster that tried it died"
        return [Result(tasks[0].number, "crashed", reason=reason)]

    def tick(self) -> None:
        """Nothing to do: Dask looks after its workers.

        Raises:
            PlancliError: the scheduler has gone.
        """
        if self._client.status not in {"running", "connecting"}:
            self._explain(CancelledError())

    def end(self) -> None:
        """Ends the processes on the cluster's workers, which may be busy with what others want."""
        self._say_farewell(_ENDED_IN)

    def kill(self) -> None:
        """Takes all work back, and ends the processes on the cluster's workers."""
        self._say_farewell(_LEFT_IN)

    def _say_farewell(self, seconds: float) -> None:
        farewell = threading.Thread(target=self._leave, daemon=True)
        farewell.start()
        farewell.join(timeout=seconds)  # a machine that is lost may never answer
        with suppress(Exception):
            self._client.close(timeout=_LEFT_IN / 2)

    def _leave(self) -> None:
        with suppress(Exception):
            self._executor.shutdown(wait=False)
            if self._client.status == "running":
                self._client.run(forget, self._order.run, wait=False)

    def _look(self) -> int:
        """Threads that the cluster has now."""
        now = time.monotonic()
        if now - self._looked > _LOOK or not self._looked:
            self._looked = now
            with suppress(Exception):
                self._threads = sum(self._client.nthreads().values())
        return self._threads

    def _explain(self, error: BaseException) -> None:
        """Raises what an error of the whole cluster means.

        Raises:
            PlancliError: always.
        """
        if isinstance(error, PlancliError):
            raise error
        if isinstance(error, (CancelledError, OSError)) or type(error).__name__ == "CommClosedError":
            raise PlancliError("the cluster's scheduler has gone; --resume goes on", self._address) from None
        detail = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        hint = "; is this version of plancli installed there?" if isinstance(error, ImportError) else ""
        raise PlancliError(
            f"the cluster's workers cannot do the work: {detail}{hint}", self._address
        ) from None


def prepare_there(order: Order) -> str:
    """On a worker: see :func:`plancli.corpus.task.prepare`."""
    return _pools.of(order).submit(prepare, order.recipe).result()


def perform_chunk(tasks: list[Task], order: Order, key: str) -> list[Result]:
    """On a worker: does documents one after another, each in a process that may be lost.

    Raises:
        PlancliError: the worker has another version or model than the one that was asked first.
    """
    pool = _pools.of(order)
    if pool.submit(prepare, order.recipe).result() != key:
        raise PlancliError("the cluster's workers have different versions of plancli or of the model")
    results = []
    for task in tasks:
        try:
            results.append(pool.submit(perform, task, order.recipe).result())
        except (WorkerDied, MemoryError) as error:
            results.append(lost(task, error, order.limits))
    return results


async def forget(run: str) -> None:
    """On a worker: ends the processes that documents of a run were done in.

    It is one of those functions that Dask's workers do not wait for, and must not wait itself.
    """
    await asyncio.to_thread(_pools.leave, run)


class _Pools:
    """The pools of a worker of the cluster: one for each recipe, with a process for each of its threads.

    Runs with the same recipe share one, and it ends with the last of them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: dict[str, tuple[Pool, set[str]]] = {}
        atexit.register(self.end)

    def of(self, order: Order) -> Pool:
        """The pool for a run, made when first asked for."""
        with self._lock:
            name, limits = repr((order.recipe, order.limits)), order.limits
            if name not in self._found:
                greet = [(prepare, order.recipe)]
                pool = Pool(_threads(), timeout=limits.timeout, memory=limits.memory, greet=greet)
                self._found[name] = pool, set()
            pool, runs = self._found[name]
            runs.add(order.run)
            return pool

    def leave(self, run: str) -> None:
        """Ends the pools that only ``run`` used."""
        with self._lock:
            for name, (pool, runs) in list(self._found.items()):
                runs.discard(run)
                if not runs:
                    pool.kill()
                    del self._found[name]

    def end(self) -> None:
        """Ends them all."""
        with self._lock:
            for pool, _ in self._found.values():
                pool.kill()
            self._found.clear()


_pools = _Pools()


def _threads() -> int:
    """Threads of the worker of the cluster that this is."""
    from distributed import get_worker

    try:
        return int(get_worker().state.nthreads)
    except ValueError:
        return 1


def _absolute(task: Task) -> Task:
    """The task with a path that means the same in another working directory."""
    return replace(task, source=os.path.abspath(task.source))  # noqa: PTH100 - links stay as they are named


def _client(address: str) -> Any:
    try:
        import distributed
    except ImportError:
        raise UsageError(
            "--cluster needs Dask: pip install 'plancli[cluster]', here and on the workers"
        ) from None
    connect: Any = distributed.Client
    try:
        return connect(address, timeout=_REACHED_IN, set_as_default=False, name="plancli")
    except (OSError, TimeoutError):
        raise PlancliError("no scheduler of a Dask cluster answers", address) from None
    except ValueError as error:
        raise UsageError(f"--cluster: {' '.join(str(error).split())}") from None
