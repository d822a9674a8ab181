"""What the terminal can show, and the progress that is shown on it."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from plancli.cli.messages import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

NARROWEST, WIDEST = 40, 200
CLEAR_LINE = "\r\x1b[K"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads ``stream``; ``None``, a closed stream, is no terminal."""
    return stream is not None and stream.isatty()


def width() -> int:
    """Columns to write in: those of the terminal or of ``COLUMNS``, 80 where neither says."""
    return max(NARROWEST, min(shutil.get_terminal_size((80, 24)).columns, WIDEST))


def colour() -> bool:
    """Whether standard output takes colour: a terminal that can, with no ``NO_COLOR`` set (no-color.org)."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def progress(number: int, total: int, source: str) -> Iterator[None]:
    """Says on a terminal which of several documents is being read, and takes it back."""
    shown = total > 1 and is_terminal(sys.stderr)
    if shown:
        _status(f"{number}/{total} {printable(source)}"[: width() - 1])
    try:
        yield
    finally:
        if shown:
            _status("")


def _status(text: str) -> None:
    sys.stderr.write(CLEAR_LINE + text)
    sys.stderr.flush()
