"""What the program says to people on stderr: plain single lines, whatever a file name or a document holds."""

from __future__ import annotations

import os
import re
import sys

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """``text`` on one line, with a question mark for every character that a terminal could act on."""
    return _CONTROL.sub("?", " ".join(text.split()))


def say(message: str) -> None:
    """Prints one line to stderr; silent where there is no stderr."""
    if sys.stderr is not None:
        print(f"plancli: {printable(message)}", file=sys.stderr, flush=True)


def internal(error: BaseException) -> str:
    """How an unexpected error is told."""
    detail = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"internal error, please report it (PLANCLI_DEBUG=1 shows more): {detail[:300]}"


def debugging() -> bool:
    """Whether the user asked for tracebacks."""
    return os.environ.get("PLANCLI_DEBUG", "") not in {"", "0"}
