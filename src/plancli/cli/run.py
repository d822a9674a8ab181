"""One way in and out of the program: whatever happens ends in an exit status and at most a line on stderr."""

from __future__ import annotations

import logging
import os
import signal
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from plancli.cli.messages import debugging, internal, say
from plancli.errors import PlancliError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130  # 128 + SIGINT, as shells report it
PIPE_CLOSED = 141  # 128 + SIGPIPE
TERMINATED = 143  # 128 + SIGTERM
_BY_THE_WAY = "Value error, "  # what typer puts before a complaint that says as much by itself


def settle() -> None:
    """Readies the process: libraries keep their warnings to themselves, and a SIGTERM leaves no half files.

    With ``PLANCLI_DEBUG=1`` in the environment the warnings are shown.
    """
    if not debugging():
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGTERM, _terminate)


def run(arguments: Sequence[str]) -> int:
    """Runs the command that ``arguments`` name and gives the exit status.

    Raises:
        Exception: an unexpected error, only with ``PLANCLI_DEBUG=1`` in the environment.
    """
    try:
        status = _command(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        status = PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort) as interrupt:
        say(f"interrupted{interrupt}")
        status = INTERRUPTED
    except PlancliError as error:
        say(str(error))
        status = error.exit_status
    except Exception as error:
        if debugging():
            raise
        say(internal(error))
        status = PlancliError.exit_status
    return status


def _command(arguments: Sequence[str]) -> int:
    """Parses and invokes; usage errors are one line that names the help to read."""
    from plancli.cli.app import app

    command = typer.main.get_command(app)
    try:
        with command.make_context("plancli", list(arguments) or ["--help"]) as context:
            command.invoke(context)
    except typer.Exit as leaving:
        return leaving.exit_code
    except typer.TyperException as error:
        where = getattr(error, "ctx", None)
        path = where.command_path if where else "plancli"
        message = error.format_message().strip().rstrip(".").replace(_BY_THE_WAY, "")
        say(f"{message} (see '{path} --help')" if message else f"see '{path} --help'")
        return PlancliError.exit_status
    return 0


def _terminate(_signal: int, _frame: object) -> NoReturn:
    """Lets ``finally`` blocks remove their temporary files."""
    raise SystemExit(TERMINATED)


def _forget_stdout() -> None:
    """Lets the interpreter flush what nobody reads any more, without a complaint at exit."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
