"""A worker that crashes, hangs or eats memory costs its own call."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

from plancli.corpus.pool import Pool, TookTooLong, TookTooMuch, WorkerDied
from plancli.corpus.worker import limit_memory
from plancli.errors import ModelError
from tests.corpus.conftest import alive, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

MB = 2**20
GROWS = f"import time; held = bytearray({300 * MB}); time.sleep(600)"
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is watched through /proc")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    pool = Pool(1, timeout=4, memory=256 * MB if sys.platform == "linux" else None)
    yield pool
    pool.kill()


def answers(pool: Pool) -> bool:
    return pool.submit(divmod, 7, 2).result(timeout=60) == (3, 1)


def boom() -> None:
    raise ModelError("no such model")


@pytest.mark.parametrize(
    ("call", "fate", "told"),
    [
        ((os.abort,), WorkerDied, "killed by signal 6"),
        ((os._exit, 3), WorkerDied, "ended with status 3"),
        ((os.kill, 0, 9), WorkerDied, "killed by signal 9"),
        ((time.sleep, 600), TookTooLong, "killed by signal 9"),
        pytest.param((exec, GROWS), TookTooMuch, "", marks=linux),
        pytest.param((bytearray, 8192 * MB), MemoryError, "", marks=linux),
    ],
    ids=["aborts", "exits", "is killed", "hangs", "grows", "grows at once"],
)
def test_a_lost_worker_is_replaced(
    pool: Pool, call: tuple[Callable[..., Any], Any], fate: type[Exception], told: str
) -> None:
    with pytest.raises(fate) as caught:
        pool.submit(*call).result(timeout=60)
    assert type(caught.value) is fate
    assert told in str(caught.value)
    assert answers(pool)


@linux
def test_an_answer_that_does_not_fit_into_memory_is_told() -> None:
    with Pool(1, greet=[(limit_memory, 400 * MB)]) as pool, pytest.raises(MemoryError):
        pool.submit(bytearray, 250 * MB).result(timeout=60)


def test_an_error_is_given_back_and_costs_nothing(pool: Pool) -> None:
    assert answers(pool)
    before = pool.pids()
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        pool.submit(divmod, 1, 0).result(timeout=60)
    assert pool.pids() == before


def test_a_library_that_prints_or_reads_disturbs_nothing(pool: Pool) -> None:
    pool.submit(print, "noise").result(timeout=60)
    pool.submit(os.write, 1, b"noise").result(timeout=60)
    with pytest.raises(RuntimeError, match="EOFError"):
        pool.submit(input).result(timeout=60)
    assert answers(pool)


def test_calls_are_shared_among_workers_that_are_started_when_needed() -> None:
    with Pool(2) as pool:
        assert pool.pids() == []
        first = pool.submit(os.getpid).result(timeout=60)
        assert pool.pids() == [first]
        slow = [pool.submit(time.sleep, 0.5), pool.submit(time.sleep, 0.5)]
        assert len(wait_for(lambda: [*pool.pids()] * (len(pool.pids()) == 2))) == 2
        assert [each.result(timeout=60) for each in slow] == [None, None]
        workers = pool.pids()
    wait_for(lambda: not any(map(alive, workers)))


def test_kill_ends_what_runs_and_what_waits() -> None:
    pool = Pool(1)
    running, waiting = pool.submit(time.sleep, 600), pool.submit(time.sleep, 600)
    worker = wait_for(lambda: running.running() and pool.pids())[0]
    began = time.monotonic()
    pool.kill()
    assert time.monotonic() - began < 2
    assert not alive(worker)
    with pytest.raises(WorkerDied):
        running.result(timeout=10)
    assert not waiting.running()


DIES_ONCE = """
import os
try:
    os.mkdir({trace!r})
except FileExistsError:
    pass
else:
    os.kill(os.getpid(), 9)
"""


def test_a_worker_that_is_killed_while_it_starts_is_replaced(tmp_path: Path) -> None:
    trace = tmp_path / "died"
    with Pool(1, greet=[(exec, DIES_ONCE.format(trace=str(trace)))]) as pool:
        assert answers(pool)
    assert trace.exists()


def test_a_worker_that_dies_while_it_has_nothing_to_do_costs_no_call() -> None:
    with Pool(1) as pool:
        idle = pool.submit(os.getpid).result(timeout=60)
        os.kill(idle, signal.SIGKILL)
        assert answers(pool)


@linux
def test_a_worker_that_dies_before_it_has_taken_its_call_in_costs_no_call() -> None:
    with Pool(1) as pool:
        stopped = pool.submit(os.getpid).result(timeout=60)
        os.kill(stopped, signal.SIGSTOP)
        waiting = pool.submit(divmod, 7, 2)
        wait_for(waiting.running)
        time.sleep(0.2)  # the call lies in the pipe by now
        os.kill(stopped, signal.SIGKILL)
        assert waiting.result(timeout=60) == (3, 1)


def test_a_call_that_the_worker_cannot_take_in_is_told() -> None:
    with Pool(1) as pool, pytest.raises(WorkerDied):
        pool.submit(answers, None).result(timeout=60)  # type: ignore[arg-type]


def test_a_worker_that_cannot_start_is_told() -> None:
    with Pool(1, greet=[(os._exit, 7)]) as pool, pytest.raises(WorkerDied, match="status 7"):
        pool.submit(os.getpid).result(timeout=60)
