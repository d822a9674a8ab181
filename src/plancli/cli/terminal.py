"""What the terminal can show, and the progress that is shown on it."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from plancli.cli.messages import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


def shows_progress() -> bool:
    """Whether stderr is a terminal that can take a line back."""
    return is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"


@contextmanager
def progress(number: int, total: int, source: str) -> Iterator[None]:
    """Says on a terminal which of several documents is being read, and takes it back."""
    with steps() as step:
        if total > 1:
            step(f"{number}/{total} {source}")
        yield


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Gives what says on a terminal what is being done, each step in place of the last, which is taken back."""
    shown = shows_progress()
    told = False

    def step(text: str) -> None:
        nonlocal told
        if shown and (text or told):
            told = bool(text)
            sys.stderr.write(CLEAR_LINE + printable(text)[: width() - 1])
            sys.stderr.flush()

    try:
        yield step
    finally:
        step("")
