"""Waiting for what another process does, on a machine that may be slow, busy, or both."""

from __future__ import annotations

import fcntl
import os
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 600.0
"""Seconds after which a test gives up waiting, on a machine with better things to do."""
_STARTS = 40


def wait_for(what: Callable[[], Any]) -> Any:
    """What ``what`` gives as soon as it gives something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.02)
    raise AssertionError("waited in vain")


def allowed(seconds: float) -> float:
    """Seconds that something may take here and now which takes at most ``seconds`` on a machine at leisure.

    Such a machine starts a bare interpreter in some 30 milliseconds. One that takes longer for that is given
    longer for the rest.
    """
    began = time.monotonic()
    subprocess.run([sys.executable, "-I", "-S", "-c", ""], check=True, timeout=PATIENCE)
    return max(seconds, _STARTS * (time.monotonic() - began))


def is_taken(pipe: int) -> bool:
    """Whether all that was written into a pipe has been read."""
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4)) == (0,)


def writer_of(path: str | os.PathLike[str]) -> int:
    """The writing end of a named pipe, as soon as somebody has opened it for reading."""

    def opened() -> int | None:
        try:
            return os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody yet
            return None

    handle: int = wait_for(opened)
    os.set_blocking(handle, True)
    return handle
