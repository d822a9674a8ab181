"""However many processes check, what is told is the same."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from plancli.cli import checking
from plancli.corpus.pool import Pool
from tests.cli.conftest import start
from tests.linting.conftest import FAULTY, SOUND
from tests.waiting import PATIENCE, writer_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from tests.cli.conftest import Runner

QUIET = ("--model", "none")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two faulty documents, a sound one, a broken one, a plan that was cut off, and settings for one of them."""
    path = tmp_path / "plans"
    path.mkdir()
    (path / "a.txt").write_text(FAULTY, encoding="utf-8")
    (path / "b.txt").write_text(SOUND, encoding="utf-8")
    (path / "c.pdf").write_bytes(b"%PDF-1.7 and no more")
    (path / "d.json").write_text(
        '{"schema_version": "1.0", "generator": {}, "metadata": {"ti', encoding="utf-8"
    )
    (path / "e.txt").write_text(FAULTY.replace("River", "Lake"), encoding="utf-8")
    (path / "plancli.toml").write_text('[per-file-ignores]\n"e.txt" = ["D205"]\n', encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_is_told_by_any_number_of_workers(cli: Runner, folder: Path, form: str) -> None:
    told = [
        cli("validate", folder, folder / "none.txt", "--no-cache", *QUIET, "--format", form, "--jobs", jobs)
        for jobs in (1, 2, 3)
    ]
    assert told[0].status == 2
    assert told[0].out.count("D201") == 2
    assert told[0].out.count("D205") == 1
    assert told[0] == told[1] == told[2]


def test_work_is_handed_out_once_it_takes_long(
    cli: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[str] = []
    submit = Pool.submit

    def noted(pool: Pool, function: Callable[..., Any], source: str) -> Future[Any]:
        handed.append(source.rpartition("/")[2])
        return submit(pool, function, source)

    monkeypatch.setattr(Pool, "submit", noted)
    monkeypatch.setattr("plancli.corpus.local.cores", lambda: 2)
    alone = cli("validate", folder, *QUIET)
    assert handed == []
    monkeypatch.setattr(checking, "_PAYS", 0.0)
    assert cli("validate", folder, "--no-cache", *QUIET) == alone
    assert handed == ["a.txt", "b.txt", "c.pdf", "d.json", "e.txt"]
    handed.clear()
    (folder / "b.txt").write_text(FAULTY, encoding="utf-8")
    cli("validate", folder, *QUIET, "--jobs", "2")
    assert handed == ["b.txt", "c.pdf", "d.json"]  # what cannot be read is not kept


def test_a_check_that_costs_its_worker_is_a_finding(
    cli: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit = Pool.submit

    def dying(pool: Pool, function: Callable[..., Any], source: str) -> Future[Any]:
        return submit(pool, os._exit, 3) if source.endswith("b.txt") else submit(pool, function, source)  # type: ignore[arg-type]

    monkeypatch.setattr(Pool, "submit", dying)
    result = cli("validate", folder, *QUIET, "--jobs", "2")
    assert f"{folder}/b.txt: error: plancli failed on this document" in result.out
    assert "WorkerDied: ended with status 3 [PLN005]" in result.out
    assert (result.status, result.out.count("D201"), result.err) == (1, 2, "")


def test_what_flows_through_a_pipe_is_read_once(folder: Path) -> None:
    pipe = folder.parent / "pipe.txt"
    os.mkfifo(pipe)
    run = start("validate", folder / "a.txt", pipe, folder / "b.txt", *QUIET, "--jobs", "2")
    try:
        with os.fdopen(writer_of(pipe), "w", encoding="utf-8") as stream:
            stream.write(FAULTY)
        out, _ = run.communicate(timeout=PATIENCE)
    finally:
        run.kill()
        run.communicate()
    assert out.decode().count("[D201]") == 2
    assert f"{pipe}:7:36: error" in out.decode()
