"""A worker process: does what it is sent, one call after another, and ends with the process that started it.

Calls come on standard input and answers leave on what was standard output; a library that prints disturbs
neither. ``python -m plancli.corpus.worker`` is started by :mod:`plancli.corpus.pool` alone.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import warnings
from queue import SimpleQueue
from typing import Any, BinaryIO, NoReturn

from plancli.corpus.frames import receive, send
from plancli.errors import PlancliError

_PR_SET_PDEATHSIG = 1  # prctl(2)


def main() -> None:
    """Works until the other side closes the pipe."""
    calls, answers = _private_streams()
    _settle()
    queue: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(calls, queue), daemon=True).start()
    while True:
        function, arguments = queue.get()
        send(answers, None)  # the call is taken in: from here on, this process's end is the call's
        answer = _carried_out(function, arguments)
        try:
            send(answers, answer)
        except MemoryError as error:  # before a byte was written: the answer was too large to put in a frame
            answer = False, error.with_traceback(None)
            send(answers, answer)
        if isinstance(answer[1], MemoryError):
            os._exit(0)  # what it was doing is half done everywhere


def _carried_out(function: Any, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    """Whether the call ended well, and what it gave or raised."""
    try:
        return True, function(*arguments)
    except (PlancliError, MemoryError) as error:
        return False, error.with_traceback(None)
    except Exception as error:  # its class may not be one that another process can make again
        return False, RuntimeError(f"{type(error).__name__}: {error}")


def _listen(calls: BinaryIO, queue: SimpleQueue[Any]) -> None:
    """Takes calls in; with the last one, or one that makes no sense, the work ends."""
    try:
        while True:
            queue.put(receive(calls))
    except MemoryError:
        queue.put((_too_large, ()))  # the last one, since what is left of it in the pipe is no call
    except BaseException:
        os._exit(0)


def _too_large() -> NoReturn:
    """What becomes of a call that does not fit into memory."""
    raise MemoryError


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes under numbers that no library knows; the usual ones lead nowhere."""
    calls, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return calls, answers


def limit_memory(most: int) -> None:
    """Lets this process have ``most`` bytes of data and no more: a wall far behind the line that the pool draws.

    An allocation that fails may be taken for a damaged document by a library, so the pool kills before it
    comes to that; only what grows faster than the pool looks meets the wall.
    """
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _settle() -> None:
    """An interrupt is for the parent to act on; warnings are for nobody; no parent, no work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    if sys.platform == "linux":
        import ctypes

        # even in the middle of a call that never lets go of the interpreter
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    main()
