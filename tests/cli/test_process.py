"""What only the real program shows: start, streams, signals, terminals."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, environment, start
from tests.waiting import PATIENCE, is_taken, wait_for

HEAVY = {"spacy", "pdfplumber", "pypdfium2", "rich", "numpy", "babel"}


def on_terminal(*arguments: object, **variables: str) -> tuple[int, str]:
    """Runs the program on a pseudo-terminal of 72 columns; status and what was shown."""
    main, side = pty.openpty()
    process = start(
        *arguments, stdout=side, stderr=side, stdin=side, env=environment(COLUMNS="72", **variables)
    )
    os.close(side)
    shown = b""
    try:
        while chunk := os.read(main, 4096):
            shown += chunk
    except OSError:  # Linux says so when the other side is closed
        pass
    finally:
        os.close(main)
    return process.wait(timeout=PATIENCE), shown.decode()


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (["--help"], HEAVY | {"pydantic"}),
        (["diff", "--help"], HEAVY | {"scipy", "jinja2"}),
        (["extract", "--help"], HEAVY),  # typer itself describes a list of arguments with Pydantic
    ],
)
def test_help_imports_nothing_heavy(arguments: list[str], heavy: set[str]) -> None:
    code = (
        "import sys; from plancli.cli.run import run; status = run(sys.argv[1:]);"
        "print('\\nIMPORTED', *{name.split('.')[0] for name in sys.modules}); sys.exit(status)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True
    ).stdout
    imported = set(shown.split("IMPORTED")[1].split())
    assert "typer" in imported
    assert imported & heavy == set()


def test_a_terminal_gets_a_coloured_summary_that_fits(samples: Path) -> None:
    status, shown = on_terminal("extract", samples / "fisheries-action-plan.txt")
    assert status == 0
    assert "\x1b[1m" in shown
    assert "coastal fisheries recovery action plan" in shown.casefold()
    assert '"schema_version"' not in shown


def test_no_color_is_respected(note: Path) -> None:
    status, shown = on_terminal("extract", note, NO_COLOR="1")
    assert status == 0
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 72


def test_a_report_tells_a_terminal_how_far_it_is_and_takes_it_back(root: Path, tmp_path: Path) -> None:
    document = root / "docs/examples/fisheries-action-plan.pdf"
    status, shown = on_terminal("report", document, "-o", tmp_path / "report.html", "--model", "none")
    assert status == 0
    steps = shown.split("\r\x1b[K")
    assert steps[2:] == [
        "drawing page 1 of 2",
        "drawing page 2 of 2",
        "writing the page",
        f"plancli: wrote {tmp_path / 'report.html'}\r\n",
    ]
    status, shown = on_terminal(
        "report", document, "-o", tmp_path / "report.html", "--model", "none", TERM="dumb"
    )
    assert (status, shown) == (0, f"plancli: wrote {tmp_path / 'report.html'}\r\n")
    piped = start("report", document, "-o", tmp_path / "report.html", "--model", "none")
    assert piped.communicate(timeout=PATIENCE) == (b"", b"")


def test_several_on_a_terminal_show_progress_and_take_it_back(note: Path) -> None:
    status, shown = on_terminal("extract", note, note.parent / "missing.txt")
    assert status == 2
    assert "1/2 " in shown
    assert shown.rstrip().endswith("missing.txt")


def test_an_escape_sequence_in_a_document_does_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("Plan [bold]for\x9b2J\x07 harbours[/bold]\n\nIt will open in 2027.\n", encoding="utf-8")
    status, shown = on_terminal("extract", path, NO_COLOR="1")
    assert status in {0, 2}
    assert not set(shown) & {"\x1b", "\x07", "\x9b"}
    assert status == 2 or "[bold]for" in shown


def test_a_closed_pipe_is_silent(samples: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with start("extract", samples / "fisheries-action-plan.txt", stdout=writer) as process:
        os.close(writer)
        _, complaints = process.communicate(timeout=PATIENCE)
    assert complaints == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line(note: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("extract", note, stdout=full)
        _, complaint = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert complaint.decode().splitlines() == [
        "plancli: standard output: cannot write: No space left on device"
    ]


@pytest.mark.parametrize(("sent", "status", "lines"), [(signal.SIGINT, 130, 1), (signal.SIGTERM, 143, 0)])
def test_an_interrupt_ends_at_once_with_at_most_a_line(
    tmp_path: Path, sent: signal.Signals, status: int, lines: int
) -> None:
    process = start("extract", "-", "-o", tmp_path / "plan.json", stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(b"Plan")
    process.stdin.flush()
    wait_for(lambda: is_taken(process.stdin.fileno()))  # it waits for more of its input by now
    process.send_signal(sent)
    out, complaints = process.communicate(timeout=PATIENCE)
    assert process.returncode == status
    assert out == b""
    assert len(complaints.splitlines()) == lines
    assert list(tmp_path.iterdir()) == []


def test_an_unexpected_error_is_one_line_unless_debugging(note: Path) -> None:
    break_it = (
        "import plancli.cli.work as w; w.Work._attempt = None; from plancli.__main__ import main; main()"
    )
    command = [sys.executable, "-c", break_it, "extract", str(note)]
    quiet = subprocess.run(command, check=False, capture_output=True, text=True, env=environment())
    assert quiet.returncode == 2
    assert len(quiet.stderr.splitlines()) == 1
    assert "internal error, please report it" in quiet.stderr
    loud = subprocess.run(
        command, check=False, capture_output=True, text=True, env=environment(PLANCLI_DEBUG="1")
    )
    assert loud.returncode == 1
    assert "Traceback" in loud.stderr


def test_the_output_does_not_depend_on_the_locale(note: Path) -> None:
    note.write_text("Plan für Häfen – Øst\n\nThe Ministry of Ports will open in 2027.\n", encoding="utf-8")
    plain = subprocess.run(
        [*PROGRAM, "extract", note],
        check=True,
        capture_output=True,
        env=environment(LC_ALL="C", PYTHONUTF8="0"),
    )
    assert "Häfen – Øst" in plain.stdout.decode("utf-8")
