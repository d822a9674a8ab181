"""A run over many documents as the program it is, and what it leaves behind."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from plancli.files import PART
from tests.cli.conftest import cli, note

__all__ = ["cli", "note"]


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """Small documents of three formats in two folders, two of which cannot be read."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "old").mkdir()
    for number in range(4):
        text = f"Harbour Plan {number}\n\nThe Ministry of Ports will lay {number + 2} cables by 1 May 2027.\n"
        (folder / f"plan-{number}.txt").write_text(text, encoding="utf-8")
    (folder / "old" / "plan-0.md").write_text("# Old plan\n\nAims\n\n1. Cleaner ports\n2. Safer quays\n")
    (folder / "old" / "page.html").write_text(
        "<html><body><main><h1>Port notice</h1><p>Ships must report by 3 June 2026.</p></main></body></html>"
    )
    (folder / "old" / "letter.txt").write_bytes((samples / "night-train-press-release.txt").read_bytes())
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    (folder / "old" / "empty.txt").write_bytes(b" \n")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """What an output folder holds, by path, with the times that documents took set to nothing."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            if path.name == "manifest.jsonl":
                lines = [json.loads(line) | {"seconds": 0} for line in data.splitlines()]
                data = "\n".join(map(json.dumps, lines)).encode()
            found[path.relative_to(folder).as_posix()] = data
    return found


def manifest(folder: Path) -> dict[str, dict[str, Any]]:
    """The manifest's records by the name of the document, or of the file made of all."""
    path = folder / "manifest.jsonl"
    whole = path.read_bytes().rpartition(b"\n")[0] if path.exists() else b""  # a line may be on its way
    lines = whole.splitlines()
    return {Path(record["source"] or record["output"]).name: record for record in map(json.loads, lines)}


def assert_whole(folder: Path) -> None:
    """Every file in an output folder is complete."""
    for path in folder.rglob("*"):
        if path.suffix == ".json":
            assert json.loads(path.read_bytes())["schema_version"]
        if path.suffix == ".jsonl":
            assert all(json.loads(line) for line in path.read_bytes().splitlines())
        assert not path.name.endswith(PART)


def children(pid: int) -> list[int]:
    """The processes that the threads of ``pid`` have started and not yet buried."""
    found: list[int] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (thread / "children").read_text().split())
    return found


def alive(pid: int) -> bool:
    """Whether a process runs; one that is dead and not buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
