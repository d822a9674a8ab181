"""The same on a Dask cluster: a real scheduler and two workers, on this machine."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plancli.corpus.cluster import Order, forget, perform_chunk, prepare_there
from plancli.corpus.local import Limits
from plancli.corpus.task import Recipe, Task
from plancli.errors import PlancliError
from tests.cli.conftest import start
from tests.corpus.conftest import alive, children, content
from tests.waiting import PATIENCE, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Runner

pytest.importorskip("distributed", reason="Dask is not installed")


def dask(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *map(str, arguments), "--no-dashboard"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def readers_below(pid: int) -> list[int]:
    """The processes that read documents among those that ``pid`` has started, at any remove."""
    found = []
    for child in children(pid):
        with suppress(OSError):  # it may end meanwhile
            if b"plancli.corpus.worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
        found += readers_below(child)
    return found


@pytest.fixture(scope="module")
def processes() -> list[subprocess.Popen[bytes]]:
    """The scheduler and its workers, once there is a cluster."""
    return []


@pytest.fixture(scope="module")
def cluster(
    tmp_path_factory: pytest.TempPathFactory, processes: list[subprocess.Popen[bytes]]
) -> Iterator[str]:
    """The address of a scheduler with two workers."""
    folder = tmp_path_factory.mktemp("cluster")
    card = folder / "scheduler.json"
    processes.append(dask("scheduler", "--host", "127.0.0.1", "--port", 0, "--scheduler-file", card))
    try:
        wait_for(lambda: card.exists() and card.read_text().endswith("}"))
        address = json.loads(card.read_text())["address"]
        for _ in range(2):
            options = ["--nthreads", 1, "--local-directory", folder, "--death-timeout", PATIENCE]
            processes.append(dask("worker", address, *options))
        yield address
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def readers(path: Path) -> list[int]:
    """The processes that have ``path`` open."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            try:
                if any(each.readlink() == path for each in (process / "fd").iterdir()):
                    found.append(int(process.name))
            except OSError:
                continue
    return found


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="needs named pipes and /proc")
def test_a_worker_killed_midway_loses_nothing(cluster: str, archive: Path, tmp_path: Path) -> None:
    documents = shutil.copytree(archive, tmp_path / "archive")
    stuck = documents / "plan-2.txt"
    text = stuck.read_bytes()
    stuck.unlink()
    os.mkfifo(stuck)
    process = start(
        "extract", documents, stuck, "-d", tmp_path / "out", "--cluster", cluster, "--model", "none"
    )
    try:
        with stuck.open("r+b", buffering=0) as pipe:  # open for both, it waits for nobody
            reader = wait_for(lambda: readers(stuck))[0]
            os.kill(parent(reader), signal.SIGKILL)
            wait_for(lambda: not alive(reader))
            wait_for(lambda: readers(stuck))  # another worker has taken over
            pipe.write(text)
        _, complaints = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 2
    assert "2 of 9 failed, 7 written" in complaints.decode().splitlines()[-1]
    stuck.unlink()
    stuck.write_bytes(text)
    here = start("extract", documents, "-d", tmp_path / "here", "--jobs", 1, "--model", "none")
    here.communicate(timeout=PATIENCE)
    assert content(tmp_path / "out") == content(tmp_path / "here")


def test_addresses_of_stores_and_what_is_done_already(
    cluster: str, processes: list[subprocess.Popen[bytes]], cli: Runner, archive: Path, tmp_path: Path
) -> None:
    address = (archive / "old").as_uri()
    options = ["-d", tmp_path / "out", "--cluster", cluster, "--model", "none"]
    first = cli("extract", address, *options)
    assert "1 of 4 failed, 3 written" in first.err.splitlines()[-1]
    again = cli("extract", address, *options, "--resume")
    assert "1 of 4 failed, 0 written, 3 unchanged" in again.err.splitlines()[-1]
    wait_for(lambda: not [pid for each in processes for pid in readers_below(each.pid)])
    cli("extract", archive / "old", "-d", tmp_path / "here", "--model", "none")
    assert {k: v for k, v in content(tmp_path / "out").items() if k.endswith(".json")} == {
        k: v for k, v in content(tmp_path / "here").items() if k.endswith(".json")
    }


def test_nobody_answers(cli: Runner, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plancli.corpus.cluster._REACHED_IN", 0.5)
    result = cli("extract", archive, "-d", tmp_path, "--cluster", "tcp://127.0.0.1:9")
    assert (result.status, result.complaints) == (
        2,
        ["plancli: tcp://127.0.0.1:9: no scheduler of a Dask cluster answers"],
    )


def test_workers_of_another_version_are_refused(archive: Path) -> None:
    order = Order(Recipe({"model": "none"}), Limits(), "a run")
    try:
        key = prepare_there(order)
        task = Task(0, str(archive / "plan-0.txt"))
        assert [each.outcome for each in perform_chunk([task], order, key)] == ["written"]
        with pytest.raises(PlancliError, match="different versions"):
            perform_chunk([task], order, "another")
    finally:
        asyncio.run(forget("another run"))
        assert wait_for(lambda: readers_below(os.getpid()))
        asyncio.run(forget("a run"))
        wait_for(lambda: not readers_below(os.getpid()))
