"""The output is the same, byte for byte, however the work was shared out."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.corpus.conftest import content, manifest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Runner

PLAIN = ("--model", "none")
ALONE = (*PLAIN, "--jobs", 1)
"""For runs in which nothing depends on the number of workers: starting one takes longer than these documents."""
FAILED = {"torn.pdf": "unreadable", "empty.txt": "unreadable"}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests leave what they compare with."""
    return tmp_path_factory.mktemp("outputs")


@pytest.fixture
def alone(cli: Runner, archive: Path, outputs: Path) -> Path:
    """What one worker makes of the archive."""
    out = outputs / "alone"
    if not out.exists():
        assert cli("extract", archive, "-d", out, "--jobs", 1, *PLAIN).status == 2
    return out


def test_the_manifest_has_a_line_for_each_document_in_order(alone: Path, archive: Path) -> None:
    records = manifest(alone)
    assert {name: record["outcome"] for name, record in records.items()} == {
        **dict.fromkeys(["letter.txt", "page.html", "plan-0.md"], "written"),
        **dict.fromkeys(["plan-0.txt", "plan-1.txt", "plan-2.txt", "plan-3.txt"], "written"),
        **FAILED,
    }
    outputs = [record["output"] for record in records.values() if record["output"]]
    assert outputs == sorted(outputs)
    for name, record in records.items():
        assert record["source"].startswith(str(archive))
        assert len(record["sha256"]) == 64
        assert record["seconds"] >= 0
        assert (record["reason"] is None) == (name not in FAILED)
        assert record["output"] is None or (alone / record["output"]).is_file()


def test_two_workers_and_another_order(cli: Runner, alone: Path, archive: Path, tmp_path: Path) -> None:
    shuffled = [archive / "torn.pdf", archive / "old", *sorted(archive.glob("*.txt"), reverse=True)]
    assert cli("extract", *shuffled, "-d", tmp_path, "--jobs", 2, *PLAIN).status == 2
    assert content(tmp_path) == content(alone)


def test_resumed_with_a_document_changed_and_an_output_damaged(
    cli: Runner, alone: Path, archive: Path, tmp_path: Path
) -> None:
    out = shutil.copytree(alone, tmp_path / "out")
    damaged, changed = out / "plan-3.json", archive / "plan-1.txt"
    damaged.write_bytes(damaged.read_bytes()[:100])
    before = changed.read_bytes()
    try:
        changed.write_bytes(before.replace(b"Ports", b"Quays"))
        told = cli("extract", archive, "-d", out, "--resume", *ALONE).err
        assert "2 written, 5 unchanged" in told
        assert b"Ministry of Quays" in (out / "plan-1.json").read_bytes()
    finally:
        changed.write_bytes(before)
    assert "1 written, 6 unchanged" in cli("extract", archive, "-d", out, "--resume", *ALONE).err
    assert content(out) == content(alone)


def test_other_options_are_other_work(cli: Runner, alone: Path, archive: Path, tmp_path: Path) -> None:
    out = shutil.copytree(alone, tmp_path / "out")
    told = cli("extract", archive, "-d", out, "--resume", *ALONE, "--no-text").err
    assert "7 written" in told
    assert "unchanged" not in told


def test_lines_are_the_same_in_a_file_and_in_a_stream(cli: Runner, archive: Path, tmp_path: Path) -> None:
    lines = ("--format", "jsonl", *PLAIN)
    assert cli("extract", archive, "-d", tmp_path, *lines, "--jobs", 2).status == 2
    streamed = cli("extract", archive, *lines, "--jobs", 1).out.encode().splitlines()
    assert sorted((tmp_path / "plans.jsonl").read_bytes().splitlines()) == sorted(streamed)
    before = content(tmp_path)
    assert "7 unchanged" in cli("extract", archive, "-d", tmp_path, *lines, "--resume", "--jobs", 1).err
    assert content(tmp_path) == before


def test_a_stream_keeps_the_order_of_the_documents(cli: Runner, archive: Path) -> None:
    given = sorted(archive.glob("plan-*.txt"), reverse=True)
    out = cli("extract", *given, "--format", "jsonl", "--jobs", 2, "--model", "none").out
    assert [json.loads(line)["source"]["name"] for line in out.splitlines()] == [path.name for path in given]


def test_a_name_may_be_any_bytes(cli: Runner, archive: Path, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "in")
    os.mkdir(folder)  # noqa: PTH102 - pathlib takes no bytes
    try:
        for name in (b"caf\xe9.txt", b"a\nb.txt"):
            with open(folder + b"/" + name, "wb") as stream:  # noqa: PTH123 - as above
                stream.write((archive / "plan-1.txt").read_bytes())
    except OSError:
        pytest.skip("this file system takes no such names")
    for form in ("json", "parquet"):
        done = cli("extract", tmp_path / "in", "-d", tmp_path / form, "--format", form, *ALONE)
        assert (done.status, len(done.complaints)) == (0, 1)
        asked = cli("query", "SELECT document, source FROM documents", tmp_path / form, "--format", "json")
        found = {(row["document"], row["source"]) for row in json.loads(asked.out)}
        assert found == {("a\nb", "a\nb.txt"), ("caf\ufffd", "caf\ufffd.txt")}
