"""Ways to run the command line: in this process, which is quick, and as the program it is."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from plancli.cli.run import run

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = [sys.executable, "-m", "plancli"]


@dataclass(frozen=True)
class Result:
    """What a run gave."""

    status: int
    out: str
    err: str

    @property
    def complaints(self) -> list[str]:
        """The lines on stderr."""
        return self.err.splitlines()


class Runner(Protocol):
    """Runs the command line in this process."""

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Result: ...


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Runner:
    def invoke(*arguments: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsysbinary.readouterr()
        status = run([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Result(status, out.decode(), err.decode())

    return invoke


def start(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    """Starts the real program; streams are pipes unless ``options`` say otherwise."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*PROGRAM, *map(str, arguments)], **(pipes | options))  # type: ignore[call-overload]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A very short document."""
    path = tmp_path / "note.txt"
    path.write_text(
        "Harbour Plan\n\nThe Ministry of Ports will lay cables by 31 December 2027.\n", encoding="utf-8"
    )
    return path


def environment(**changes: str) -> dict[str, str]:
    """The environment of this process with ``changes``, and nothing about colour or width but these."""
    plain = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"}}
    return plain | {"TERM": "xterm-256color"} | changes
