"""Worker processes that may crash, hang or eat the memory, each at the cost of the one call that did it.

An executor of :mod:`concurrent.futures`. Its own one breaks as a whole when a worker dies, cannot end a call
that hangs, and cannot be used inside the daemon processes that a cluster's workers are; see
``docs/decisions/0006-workers-of-our-own.md``.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Executor, Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO, ParamSpec, TypeVar, cast

from plancli.corpus import worker
from plancli.corpus.frames import receive, send
from plancli.errors import PlancliError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

P = ParamSpec("P")
T = TypeVar("T")

_TICK = 0.05
"""Seconds between two looks at the workers' clocks and memory."""
_BLINK = 1.0
"""Seconds that a call ages between two looks at most: what lies between may be a machine that slept, or a run that was
stopped at the terminal, and then the worker's answer could not be taken either."""
_IDLE = 300.0
"""Seconds after which a worker that nobody gives anything to do is ended: whoever wanted it may have been killed."""
_LEFT_IN = 1.5
"""Seconds in which killed workers are gone, if the system is not in trouble."""
_WALL = 2
"""The wall that stops an allocation stands at this multiple of the memory limit; see ``worker.limit_memory``."""
_STARTS = 3
"""Times that a worker is started, or offered a call, before the call that waits for it is given up."""
_ATTEMPTS = (*(False,) * (_STARTS - 1), True)  # whether it is the last one
_START = "import sys; sys.path.append({root!r}); from plancli.corpus.worker import main; main()"
# a worker is one process on one core: libraries that start threads of their own only get in each other's way
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class WorkerDied(Exception):  # noqa: N818 - it tells what happened
    """The worker ended in the middle of a call: a crash, or killed from outside.

    Attributes:
        seconds: how long it had been at it.
    """

    seconds = 0.0


class TookTooLong(WorkerDied):
    """The call took longer than allowed, and its worker was killed."""


class TookTooMuch(WorkerDied):
    """The call took more memory than allowed, and its worker was killed."""


class _NotTaken(EOFError):  # noqa: N818 - as above
    """The worker ended before it had taken the call in: it was dead or dying, which is no call's fault."""


class Pool(Executor):
    """Supervised worker processes, started when there is work for them.

    Args:
        jobs: the most workers at a time.
        timeout: seconds that a call may take, ``None`` for as long as it likes; starting does not count.
        memory: bytes that a worker may hold, ``None`` for all there is (Linux only).
        greet: calls that each new worker is sent first, outside all limits.
        patience: seconds of work after which a further worker is started; the first is started at once.
    """

    def __init__(
        self,
        jobs: int = 1,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        greet: Sequence[tuple[Any, ...]] = (),
        patience: float = 0.0,
    ) -> None:
        self._queue: SimpleQueue[_Call | None] = SimpleQueue()
        self._timeout, self._memory, self._patience = timeout, memory, patience
        self._greet = list(greet)
        if memory is not None:
            self._greet.append((worker.limit_memory, memory * _WALL))
        self._jobs = jobs
        self._lanes: list[_Lane] = []
        self._lock = threading.Lock()
        self._open = 0  # calls that wait or are at work
        self._shut = False
        self._closed = threading.Event()
        self._since = 0.0
        if timeout is not None or memory is not None:
            threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """A call to make in one of the workers; function, arguments and result must be picklable.

        The future raises :class:`WorkerDied`, or one of its kinds, where the worker did not live to the end.
        """
        future: Future[T] = Future()
        with self._lock:
            if self._shut:
                raise RuntimeError("the pool is closed")
            self._open += 1
            self._queue.put(_Call(future, partial(fn, *args, **kwargs)))
        self.grow()
        return future

    def grow(self) -> None:
        """Starts a worker if there is work for one that is worth its start."""
        with self._lock:
            if self._shut or len(self._lanes) >= self._jobs or self._open <= len(self._lanes):
                return
            now = time.monotonic()
            if self._lanes and now - self._since < self._patience:
                return
            self._since = self._since or now
            lane = _Lane(self._queue, self._greet, self._is_done)
            lane.thread.start()
            self._lanes.append(lane)

    def pids(self) -> list[int]:
        """The processes that are at work now."""
        processes = [lane.process for lane in self._lanes]
        return [process.pid for process in processes if process is not None]

    def kill(self) -> None:
        """Ends all workers at once; what they were doing is lost, and what waited is cancelled."""
        self._closed.set()
        self._close(cancel=True)
        for lane in self._lanes:
            lane.leave()
        end = time.monotonic() + _LEFT_IN
        for lane in self._lanes:
            lane.thread.join(timeout=max(0.0, end - time.monotonic()))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the workers when they are done."""
        self._close(cancel=cancel_futures)
        if wait:
            for lane in self._lanes:
                lane.thread.join()

    def _close(self, *, cancel: bool) -> None:
        """Takes no more calls, and lets each worker go after those that are not cancelled."""
        with self._lock:
            self._shut = True
            with suppress(Empty):
                while cancel:
                    if (call := self._queue.get_nowait()) is not None:
                        call.future.cancel()
            for _ in self._lanes:
                self._queue.put(None)

    def _is_done(self) -> None:
        with self._lock:
            self._open -= 1

    def _watch(self) -> None:
        """Keeps an eye on the workers for as long as there may be any."""
        seen = time.monotonic()
        while not self._closed.wait(_TICK):
            now = time.monotonic()
            lanes, passed, seen = list(self._lanes), min(now - seen, _BLINK), now
            if self._shut and not any(lane.thread.is_alive() for lane in lanes):
                return
            for lane in lanes:
                lane.judge(passed, self._timeout, self._memory)


class _Call:
    """A call that waits for a worker."""

    def __init__(self, future: Future[Any], function: Callable[[], Any]) -> None:
        self.future, self.function = future, function


class _Lane:
    """A thread with a process of its own, which it replaces when it has died."""

    def __init__(
        self,
        queue: SimpleQueue[_Call | None],
        greet: Sequence[tuple[Any, ...]],
        done: Callable[[], None],
    ) -> None:
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.process: subprocess.Popen[bytes] | None = None
        self._queue, self._greet, self._done = queue, greet, done
        self._leaving = False
        self._lock = threading.Lock()
        self._began: float | None = None
        self._age = 0.0
        self._sentence: type[WorkerDied] | None = None

    def _run(self) -> None:
        while (call := self._next()) is not None:
            value, error = None, None
            wanted = call.future.set_running_or_notify_cancel()
            if wanted:
                try:
                    value = self._made(call)
                except BaseException as caught:
                    error = caught
            self._done()  # before anybody hears of it, and gives the next
            if error is not None:
                call.future.set_exception(error)
            elif wanted:
                call.future.set_result(value)
            del call, value, error  # what waits for the next call holds on to nothing
        self._end()

    def _next(self) -> _Call | None:
        while True:
            with suppress(Empty):
                return self._queue.get(timeout=_IDLE)
            self._end()

    def judge(self, passed: float, timeout: float | None, memory: int | None) -> None:
        """Kills the worker if the call it is at has taken too long or too much; ``passed`` since the last look."""
        with self._lock:
            if self._began is None or self.process is None or self._sentence is not None:
                return
            self._age += passed
            if timeout is not None and min(self._age, time.monotonic() - self._began) > timeout:
                self._sentence = TookTooLong
            elif memory is not None and _resident(self.process.pid) > memory:
                self._sentence = TookTooMuch
            else:
                return
            _kill(self.process)

    def leave(self) -> None:
        """Ends the worker at once, whatever it does."""
        with self._lock:
            self._leaving = True
            if self.process is not None:
                _kill(self.process)

    def _made(self, call: _Call) -> Any:
        """What the call gives; a worker that died before it took the call in is replaced."""
        for last in _ATTEMPTS:
            process = self.process or self._new_worker()
            with self._lock:
                self._began, self._age = time.monotonic(), 0.0
            try:
                return _asked(process, call.function)
            except (EOFError, OSError) as error:
                died = self._obituary(process)
                if last or self._sentence or not isinstance(error, _NotTaken):
                    raise died from None
            except MemoryError:
                self._end()
                raise
            finally:
                with self._lock:
                    self._began = self._sentence = None
        raise AssertionError("the last attempt returns or raises")

    def _new_worker(self) -> subprocess.Popen[bytes]:
        """A new worker, ready for calls; one that dies on the way there is no call's fault, and is replaced.

        Raises:
            PlancliError: the system has no room for one.
        """
        for last in _ATTEMPTS:
            with self._lock:
                if self._leaving:
                    raise WorkerDied("the run was ended")
                try:
                    self.process = process = _spawn()
                except OSError as error:
                    raise PlancliError(f"no worker process starts: {error.strerror or error}") from error
            try:
                for function, *arguments in self._greet:
                    _asked(process, function, *arguments)
            except (EOFError, OSError):
                died = self._obituary(process)
                if last:
                    raise died from None
            except BaseException:
                self._end()  # it is not ready, and so no worker for the next call either
                raise
            else:
                break
        return process

    def _obituary(self, process: subprocess.Popen[bytes]) -> WorkerDied:
        """Buries the process, and tells what it died of."""
        self._end()
        status = process.returncode
        died = (self._sentence or WorkerDied)(
            f"killed by signal {-status}" if status < 0 else f"ended with status {status}"
        )
        died.seconds = round(time.monotonic() - self._began, 3) if self._began is not None else 0.0
        return died

    def _end(self) -> None:
        """Ends the process, which is idle or dead."""
        with self._lock:
            process, self.process = self.process, None
        if process is None:
            return
        with suppress(OSError):
            cast("BinaryIO", process.stdin).close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.wait()
        cast("BinaryIO", process.stdout).close()


def _spawn() -> subprocess.Popen[bytes]:
    """A worker in a process group of its own, since an interrupt at the terminal is for its parent."""
    debug = os.environ.get("PLANCLI_DEBUG", "") not in {"", "0"}
    root = str(Path(__file__).parents[2])
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _START.format(root=root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if debug else subprocess.DEVNULL,
        process_group=0 if os.name == "posix" else None,
        env=os.environ | _ONE_THREAD,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Ends a worker that has not been waited for, and what it has started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (AttributeError, OSError):
        process.kill()


def _asked(process: subprocess.Popen[bytes], function: Any, *arguments: Any) -> Any:
    """What the worker answers to a call.

    Whether a process lives cannot be asked: one that was killed may look alive for a while. So it says itself
    that it has taken the call in, see :func:`plancli.corpus.worker.main`.

    Raises:
        _NotTaken: it ended before that.
        EOFError, OSError: it ended in the middle of the call.
    """
    answers = cast("BinaryIO", process.stdout)
    with suppress(OSError):  # it has gone, or takes no more in: what it says tells which
        send(cast("BinaryIO", process.stdin), (function, arguments))
    try:
        receive(answers)
    except (EOFError, OSError):
        raise _NotTaken from None
    well, value = receive(answers)
    if well:
        return value
    raise value


def _resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 for one that has gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
