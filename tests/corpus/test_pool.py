"""A worker that crashes, hangs or eats memory costs its own call."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from plancli.corpus.pool import Pool, TookTooLong, TookTooMuch, WorkerDied
from plancli.corpus.worker import limit_memory
from plancli.errors import ModelError, PlancliError
from tests.corpus.conftest import alive, children
from tests.waiting import PATIENCE, allowed, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

MB = 2**20
GROWS = f"import time; held = bytearray({300 * MB}); time.sleep(600)"
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is watched through /proc")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    pool = Pool(1, memory=256 * MB if sys.platform == "linux" else None)
    yield pool
    pool.kill()


def answers(pool: Pool) -> bool:
    return pool.submit(divmod, 7, 2).result(timeout=PATIENCE) == (3, 1)


def boom() -> None:
    raise ModelError("no such model")


@pytest.mark.parametrize(
    ("call", "fate", "told"),
    [
        ((os.abort,), WorkerDied, "killed by signal 6"),
        ((os._exit, 3), WorkerDied, "ended with status 3"),
        ((os.kill, 0, 9), WorkerDied, "killed by signal 9"),
        pytest.param((exec, GROWS), TookTooMuch, "", marks=linux),
        pytest.param((bytearray, 8192 * MB), MemoryError, "", marks=linux),
    ],
    ids=["aborts", "exits", "is killed", "grows", "grows at once"],
)
def test_a_lost_worker_is_replaced(
    pool: Pool, call: tuple[Callable[..., Any], Any], fate: type[Exception], told: str
) -> None:
    with pytest.raises(fate) as caught:
        pool.submit(*call).result(timeout=PATIENCE)
    assert type(caught.value) is fate
    assert told in str(caught.value)
    assert answers(pool)


def test_a_worker_that_hangs_is_replaced() -> None:
    with Pool(1, timeout=4) as pool:
        with pytest.raises(TookTooLong, match="killed by signal 9"):
            pool.submit(time.sleep, 600).result(timeout=PATIENCE)
        assert answers(pool)


def test_time_that_nobody_had_is_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that leaps stands for a run that was stopped at the terminal, and a machine that slept."""
    leap, looks = 0.0, 0

    def clock() -> float:
        nonlocal looks
        looks += 1
        return time.monotonic() + leap

    monkeypatch.setattr("plancli.corpus.pool.time", SimpleNamespace(monotonic=clock))
    os.mkfifo(tmp_path / "pipe")
    with Pool(1, timeout=600) as pool:
        waiting = pool.submit(Path.read_bytes, tmp_path / "pipe")
        with (tmp_path / "pipe").open("wb") as pipe:
            leap, seen = 10_000.0, looks
            wait_for(lambda: looks > seen + 5)
            pipe.write(b"there")
        assert waiting.result(timeout=PATIENCE) == b"there"


@linux
def test_an_answer_that_does_not_fit_into_memory_is_told() -> None:
    with Pool(1, greet=[(limit_memory, 400 * MB)]) as pool, pytest.raises(MemoryError):
        pool.submit(bytearray, 250 * MB).result(timeout=PATIENCE)


@linux
def test_a_call_that_does_not_fit_into_memory_is_told() -> None:
    with Pool(1, greet=[(limit_memory, 64 * MB)]) as pool, pytest.raises(MemoryError):
        pool.submit(len, bytes(96 * MB)).result(timeout=PATIENCE)


def test_an_error_is_given_back_and_costs_nothing(pool: Pool) -> None:
    assert answers(pool)
    before = pool.pids()
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        pool.submit(divmod, 1, 0).result(timeout=PATIENCE)
    assert pool.pids() == before


def test_a_library_that_prints_or_reads_disturbs_nothing(pool: Pool) -> None:
    pool.submit(print, "noise").result(timeout=PATIENCE)
    pool.submit(os.write, 1, b"noise").result(timeout=PATIENCE)
    with pytest.raises(RuntimeError, match="EOFError"):
        pool.submit(input).result(timeout=PATIENCE)
    assert answers(pool)


def test_calls_are_shared_among_workers_that_are_started_when_needed() -> None:
    with Pool(2) as pool:
        assert pool.pids() == []
        first = pool.submit(os.getpid).result(timeout=PATIENCE)
        assert pool.pids() == [first]
        slow = [pool.submit(time.sleep, 0.5), pool.submit(time.sleep, 0.5)]
        assert len(wait_for(lambda: [*pool.pids()] * (len(pool.pids()) == 2))) == 2
        assert [each.result(timeout=PATIENCE) for each in slow] == [None, None]
        workers = pool.pids()
    wait_for(lambda: not any(map(alive, workers)))


def test_kill_ends_what_runs_and_what_waits() -> None:
    pool = Pool(1)
    running, waiting = pool.submit(time.sleep, 600), pool.submit(time.sleep, 600)
    worker = wait_for(lambda: running.running() and pool.pids())[0]
    began = time.monotonic()
    pool.kill()
    spent = time.monotonic() - began
    assert spent < allowed(2)
    wait_for(lambda: not alive(worker))
    with pytest.raises(WorkerDied):
        running.result(timeout=PATIENCE)
    assert waiting.cancelled()  # so that nobody waits for it


def test_a_worker_that_nobody_wants_for_long_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plancli.corpus.pool._IDLE", 0.2)
    with Pool(1) as pool:
        worker = pool.submit(os.getpid).result(timeout=PATIENCE)
        wait_for(lambda: not alive(worker))
        assert answers(pool)


def test_a_pool_that_is_shut_takes_no_calls_and_still_keeps_the_time() -> None:
    pool = Pool(1, timeout=1)
    running = pool.submit(time.sleep, 600)
    pool.shutdown(wait=False)
    with pytest.raises(RuntimeError, match="closed"):
        pool.submit(os.getpid)
    with pytest.raises(TookTooLong):
        running.result(timeout=PATIENCE)


@linux
def test_what_a_worker_has_started_ends_with_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    pool = Pool(1)
    pool.submit(subprocess.run, ["cat", str(tmp_path / "pipe")])
    with (tmp_path / "pipe").open("wb"):
        [started] = wait_for(lambda: [each for pid in pool.pids() for each in children(pid)])
        pool.kill()
        wait_for(lambda: not alive(started))


REPLACED = """
import os
from pathlib import Path
from plancli.corpus.pool import Pool, WorkerDied
held = []
with Pool(1) as pool:
    for _ in range(20):
        assert pool.submit(divmod, 7, 2).result() == (3, 1)
        held.append(len(os.listdir("/proc/self/fd")))
        assert isinstance(pool.submit(os._exit, 3).exception(), WorkerDied)
        assert pool.pids() == []
    assert set(held) == {held[0]}, held
    assert Path(f"/proc/{os.getpid()}/status").read_text().count("Threads:\t2") == 1
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody left")
"""
NO_ROOM = """
import os, resource
from plancli.corpus.pool import Pool
held = resource.getrlimit(resource.RLIMIT_NOFILE)
with Pool(1) as pool:
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, held[1]))
    print(repr(pool.submit(divmod, 7, 2).exception()))
    resource.setrlimit(resource.RLIMIT_NOFILE, held)
    print(pool.submit(divmod, 7, 2).result())
"""


def told(script: str) -> list[str]:
    """What a script prints, in a process where nobody else opens files or starts anything."""
    command = [sys.executable, "-c", script]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


@linux
def test_workers_that_were_replaced_leave_nothing_behind() -> None:
    assert told(REPLACED) == ["nobody left"]


@linux
def test_no_room_for_a_worker_is_told_and_no_call_s_fault() -> None:
    assert told(NO_ROOM) == [repr(PlancliError("no worker process starts: Too many open files")), "(3, 1)"]


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


DIES_LATER = """
import os
try:
    os.mkdir({trace!r})
except FileExistsError:
    os.kill(os.getpid(), 9)
"""
FAILS_ONCE = """
import os
try:
    os.mkdir({trace!r})
except FileExistsError:
    pass
else:
    open({trace!r})
"""


def test_what_became_of_one_call_is_not_said_of_the_next(tmp_path: Path) -> None:
    greet = [(exec, DIES_LATER.format(trace=str(tmp_path / "lived")))]
    with Pool(1, timeout=1, greet=greet) as pool:
        with pytest.raises(TookTooLong):
            pool.submit(time.sleep, 600).result(timeout=PATIENCE)
        with pytest.raises(WorkerDied) as caught:
            pool.submit(os.getpid).result(timeout=PATIENCE)
        assert type(caught.value) is WorkerDied


def test_a_worker_that_could_not_be_made_ready_is_not_used(tmp_path: Path) -> None:
    """The limits come last, so a worker that failed before has none."""
    with Pool(1, greet=[(exec, FAILS_ONCE.format(trace=str(tmp_path / "failed"))), (os.chdir, "/")]) as pool:
        with pytest.raises(RuntimeError, match="IsADirectoryError"):
            pool.submit(os.getcwd).result(timeout=PATIENCE)
        assert pool.submit(os.getcwd).result(timeout=PATIENCE) == "/"


def test_a_worker_that_dies_while_it_has_nothing_to_do_costs_no_call() -> None:
    with Pool(1) as pool:
        idle = pool.submit(os.getpid).result(timeout=PATIENCE)
        os.kill(idle, signal.SIGKILL)
        assert answers(pool)


@linux
def test_a_worker_that_dies_before_it_has_taken_its_call_in_costs_no_call() -> None:
    with Pool(1) as pool:
        stopped = pool.submit(os.getpid).result(timeout=PATIENCE)
        os.kill(stopped, signal.SIGSTOP)
        waiting = pool.submit(divmod, 7, 2)
        wait_for(waiting.running)
        time.sleep(0.2)  # the call lies in the pipe by now
        os.kill(stopped, signal.SIGKILL)
        assert waiting.result(timeout=PATIENCE) == (3, 1)


class Riddle:
    """What can be sent and not received."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("no number",)


def test_a_call_that_the_worker_cannot_take_in_is_told() -> None:
    with Pool(1) as pool, pytest.raises(WorkerDied):
        pool.submit(repr, Riddle()).result(timeout=PATIENCE)


def test_a_worker_that_cannot_start_is_told() -> None:
    with Pool(1, greet=[(os._exit, 7)]) as pool, pytest.raises(WorkerDied, match="status 7"):
        pool.submit(os.getpid).result(timeout=PATIENCE)
