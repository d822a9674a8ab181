"""Where results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from plancli.errors import OutputError
from plancli.files import is_special, make_folder, replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["check_writable", "make_folder", "print_text", "replacing", "standard_output"]


def print_text(text: str) -> None:
    """Writes ``text`` to standard output as UTF-8, whatever the locale says.

    Raises:
        BrokenPipeError: the reader has gone.
        OutputError: standard output is closed or full.
    """
    with standard_output() as stream:
        stream.write(text.encode())


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Standard output for bytes, flushed at the end.

    Raises:
        BrokenPipeError: the reader has gone.
        OutputError: standard output is closed or full.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror}", "standard output") from error


def check_writable(path: Path, instead: str = "name a file in it") -> None:
    """Notices before the work starts that ``path`` cannot be written.

    Args:
        path: the file.
        instead: what is to be done where it is a directory.

    Raises:
        OutputError: it is a directory, or its folder is missing or read-only.
    """
    if path.is_dir():
        raise OutputError(f"is a directory; {instead}", str(path))
    if not path.parent.is_dir():
        raise OutputError(f"there is no directory {path.parent}", str(path))
    if not os.access(path if is_special(path) else path.resolve().parent, os.W_OK):
        raise OutputError("cannot write: permission denied", str(path))
