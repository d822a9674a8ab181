"""Results are kept by content, options and program, and never stand in the way."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from plancli.linting.keep import Keep
from plancli.linting.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.cli.conftest import Runner

_LOADED = """
import sys
from plancli.cli.run import run
status = run(sys.argv[1:])
heavy = {"spacy", "pdfplumber", "jsonschema", "numpy", "plancli.plan", "plancli.api"} & set(sys.modules)
print(status, sorted(heavy), file=sys.stderr)
"""


def test_an_unchanged_document_loads_nothing(cli: Runner, faulty: Path) -> None:
    first = cli("validate", faulty)
    command = [sys.executable, "-c", _LOADED, "validate", str(faulty)]
    second = subprocess.run(command, capture_output=True, text=True, check=True)
    assert second.stdout == first.out
    assert second.stderr == "1 []\n"


def test_a_changed_document_is_checked_again(cli: Runner, faulty: Path) -> None:
    cli("validate", faulty, "--model", "none")
    faulty.write_text(faulty.read_text().replace("31 June", "30 June"), encoding="utf-8")
    assert "D205" not in cli("validate", faulty, "--model", "none").out


def test_options_make_another_result(faulty: Path) -> None:
    keep = Keep()
    keys = {
        keep.key(b"text", faulty, {"kind": "strategy"}),
        keep.key(b"text", faulty, {}),
        keep.key(b"text!", faulty, {}),
        keep.key(b"text", faulty.with_suffix(".md"), {}),
    }
    assert len(keys) == 4


def test_nothing_is_kept_when_told_so(cli: Runner, faulty: Path, kept: Path) -> None:
    cli("validate", faulty, "--model", "none", "--no-cache")
    assert not kept.exists()


def test_a_damaged_entry_is_made_anew(kept: Path) -> None:
    keep = Keep()
    keep.put("ab12", [Problem("D201", "error", "wrong")])
    assert [problem.code for problem in keep.get("ab12") or ()] == ["D201"]
    entry = next(kept.rglob("ab12.json"))
    for damage in (b"", b"[{", b"[3]", b'[{"code": 1}]'):
        entry.write_bytes(damage)
        assert keep.get("ab12") is None


def test_a_place_that_cannot_be_written_is_no_trouble(
    cli: Runner, faulty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("PLANCLI_CACHE_DIR", str(tmp_path / "file"))
    result = cli("validate", faulty, "--model", "none")
    assert (result.status, result.err) == (1, "")


def test_many_writers_leave_whole_entries(kept: Path) -> None:
    keep = Keep()
    problems = [Problem("D201", "error", "x" * 5000)] * 20
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: keep.put("ff", problems), range(40)))
    assert len(keep.get("ff") or ()) == 20
    assert not list(kept.rglob("*.part"))
