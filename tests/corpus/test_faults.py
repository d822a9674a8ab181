"""What goes wrong in a run over many documents costs what it must and no more, for real.

A named pipe among the documents holds a worker for as long as a test likes: it is a document whose content
does not come.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import PROGRAM, start
from tests.corpus.conftest import alive, assert_whole, children, content, manifest
from tests.waiting import PATIENCE, allowed, wait_for, writer_of

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs named pipes and /proc")
PLAIN = ("--model", "none")


class Run:
    """The program at work on three documents, the second of which is stuck."""

    def __init__(self, folder: Path, *options: object) -> None:
        self.stuck = folder / "b-stuck.txt"
        self.out = folder / "out"
        self.documents = [folder / name for name in ("a.txt", "b-stuck.txt", "c.txt")]
        for path in self.documents:
            if path == self.stuck:
                os.mkfifo(path)
            else:
                path.write_text(
                    f"Plan {path.stem}\n\nThe council will open {len(path.stem)} parks in 2027.\n"
                )
        self.arguments = ["extract", *self.documents, "-d", self.out, "--jobs", "2", *PLAIN]
        self.process = start(*self.arguments, *options)

    def until_others_are_done(self) -> None:
        wait_for(lambda: {"a.txt", "c.txt"} <= set(manifest(self.out)))

    @contextmanager
    def feeding(self) -> Iterator[int]:
        """Holds the pipe open, once a worker has opened it."""
        with os.fdopen(writer_of(self.stuck), "wb") as pipe:
            yield pipe.fileno()

    def reader(self) -> int:
        """The worker that waits at the pipe."""
        return wait_for(lambda: [pid for pid in children(self.process.pid) if self._reads(pid)])[0]

    def ended(self) -> tuple[int, list[str]]:
        """Exit status and the lines on stderr."""
        _, complaints = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, complaints.decode().splitlines()

    def resumed(self) -> subprocess.CompletedProcess[str]:
        """Goes on, with the stuck document as a plain file."""
        self.stuck.unlink()
        self.stuck.write_text("Plan b\n\nThe council will open 9 parks in 2027.\n")
        command = [*PROGRAM, *map(str, self.arguments), "--resume", "--jobs", "1"]
        return subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)

    def _reads(self, pid: int) -> bool:
        try:
            return any(each.readlink() == self.stuck for each in Path(f"/proc/{pid}/fd").iterdir())
        except OSError:
            return False


@pytest.fixture
def run(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Run]:
    found = Run(tmp_path, *getattr(request, "param", ()))
    workers = set()
    yield found
    workers |= set(children(found.process.pid))
    found.process.kill()
    found.process.communicate()


def outcomes(folder: Path) -> dict[str, str]:
    return {name: record["outcome"] for name, record in manifest(folder).items()}


def test_a_worker_that_dies_costs_its_document(run: Run) -> None:
    with run.feeding():
        os.kill(run.reader(), signal.SIGSEGV)
        status, complaints = run.ended()
    assert status == 2
    assert outcomes(run.out) == {"a.txt": "written", "b-stuck.txt": "crashed", "c.txt": "written"}
    assert any("b-stuck.txt: the process that read it crashed (killed by signal 11)" in x for x in complaints)
    assert_whole(run.out)


@pytest.mark.parametrize("run", [("--timeout", "3")], indirect=True)
def test_a_document_that_hangs_is_given_up(run: Run) -> None:
    status, complaints = run.ended()
    assert status == 2
    assert outcomes(run.out) == {"a.txt": "written", "b-stuck.txt": "timeout", "c.txt": "written"}
    assert any("b-stuck.txt: took longer than 3 s and was given up" in line for line in complaints)
    assert manifest(run.out)["b-stuck.txt"]["seconds"] >= 3


@pytest.mark.parametrize("run", [("--memory-limit", "256M")], indirect=True)
def test_a_document_that_eats_memory_is_given_up(run: Run) -> None:
    with run.feeding() as pipe:
        run.reader()
        while run.process.poll() is None:
            try:
                os.write(pipe, b"x" * 65536)  # the worker reads all there is before it looks at it
            except BrokenPipeError:
                break
        status, complaints = run.ended()
    assert status == 2
    assert outcomes(run.out) == {"a.txt": "written", "b-stuck.txt": "memory", "c.txt": "written"}
    assert any("b-stuck.txt: needs more memory than 256 MB" in line for line in complaints)


def test_kill_9_leaves_whole_files_and_resume_goes_on(run: Run) -> None:
    run.until_others_are_done()
    workers = children(run.process.pid)
    assert workers
    run.process.kill()
    wait_for(lambda: not any(map(alive, workers)))
    assert_whole(run.out)
    before = {name: record["seconds"] for name, record in manifest(run.out).items()}
    files = {path: path.stat().st_mtime_ns for path in run.out.glob("*.json")}
    assert {path.name for path in files} == {"a.json", "c.json"}
    again = run.resumed()
    assert again.returncode == 0
    assert "3 documents: 1 written, 2 unchanged" in again.stderr
    after = manifest(run.out)
    assert list(after) == ["a.txt", "b-stuck.txt", "c.txt"]
    assert {name: after[name]["seconds"] for name in before} == before
    assert all(path.stat().st_mtime_ns == when for path, when in files.items())


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_ends_all_within_two_seconds(run: Run, sent: signal.Signals, status: int) -> None:
    run.until_others_are_done()
    workers = children(run.process.pid)
    began = time.monotonic()
    run.process.send_signal(sent)
    found, complaints = run.ended()
    spent = time.monotonic() - began
    assert spent < allowed(2)
    assert found == status
    if status == 130:  # the second may be on disk and not yet counted
        [told] = complaints
        assert re.fullmatch(r"plancli: interrupted: [12] of 3 documents done; --resume goes on", told)
    else:
        assert complaints == []
    wait_for(lambda: not any(map(alive, workers)))
    assert_whole(run.out)
    assert "2 unchanged" in run.resumed().stderr


def test_two_runs_do_not_write_to_one_folder(run: Run) -> None:
    run.until_others_are_done()
    command = [*PROGRAM, "extract", run.documents[0], "-d", run.out, *PLAIN]
    second = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
    assert second.returncode == 2
    assert second.stderr.splitlines() == [f"plancli: {run.out}: another run is writing to this folder"]


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A small file system of its own."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "none", folder], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip("file systems cannot be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def extract(archive: Path, out: Path, *options: str, most: int | None = None) -> tuple[int, list[str]]:
    """Runs the program, with files of ``most`` bytes at most."""
    command = [*PROGRAM, "extract", str(archive), "-d", str(out), *PLAIN, "--jobs", "1", *options]
    if most is not None:
        limit = f"import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}));"
        command = [sys.executable, "-c", limit + "os.execv(sys.argv[1], sys.argv[1:])", *command]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
    return done.returncode, done.stderr.splitlines()


def test_a_full_disk_is_one_error_and_what_is_there_is_whole(archive: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "size=24k") as disk:
        status, complaints = extract(archive, disk / "out")
        assert status == 2
        told = [line for line in complaints if "No space left on device" in line]
        assert len(told) == 1
        assert told[0].endswith("; make room and go on with --resume")
        assert_whole(disk / "out")
        subprocess.run(["mount", "-o", "remount,size=4m", disk], check=True)
        assert "unchanged" in extract(archive, disk / "out", "--resume")[1][-1]
        assert_whole(disk / "out")


@pytest.mark.parametrize("form", ["json", "parquet"])
def test_a_file_that_may_not_grow_is_one_error(archive: Path, tmp_path: Path, form: str) -> None:
    status, complaints = extract(archive, tmp_path / "out", "--format", form, most=700)
    assert status == 2
    assert len([line for line in complaints if "cannot write: File too large" in line]) == 1
    assert_whole(tmp_path / "out")
    assert extract(archive, tmp_path / "out", "--format", form, "--resume")[0] == 2
    assert set(outcomes(tmp_path / "out").values()) - {"gathered"} == {"written", "unreadable"}


def test_a_read_only_folder_is_one_error(archive: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "ro") as disk:
        status, complaints = extract(archive, disk)
        assert (status, len(complaints)) == (2, 1)
        assert "Read-only file system" in complaints[0]
        status, complaints = extract(archive, disk / "out")
        assert (status, len(complaints)) == (2, 1)
        assert f"{disk / 'out'}: cannot make the directory: Read-only file system" in complaints[0]


def test_a_folder_that_goes_midway_is_one_error(run: Run) -> None:
    run.until_others_are_done()
    with run.feeding() as pipe:
        run.reader()
        shutil.rmtree(run.out)
        os.write(pipe, b"Plan b\n\nThe council will open 9 parks in 2027.\n")
    status, complaints = run.ended()
    assert (status, len(complaints)) == (2, 1)
    assert complaints[0].startswith(f"plancli: {run.out / 'b-stuck.json'}: cannot write: ")
    assert complaints[0].endswith("; mend that and go on with --resume")
    assert "3 documents: 3 written" in run.resumed().stderr


def test_a_name_that_cannot_be_written_costs_one_document(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "plan-1.json").mkdir(parents=True)
    status, complaints = extract(archive, tmp_path / "out")
    assert status == 2
    assert outcomes(tmp_path / "out")["plan-1.txt"] == "not written"
    assert outcomes(tmp_path / "out")["plan-2.txt"] == "written"
    assert any("plan-1.json: cannot write: Is a directory" in line for line in complaints)


def test_a_document_is_not_overwritten_by_its_plan(tmp_path: Path) -> None:
    document = tmp_path / "note.json"
    document.write_text("Plan\n\nThe council will open 9 parks in 2027.\n")
    status, complaints = extract(document, tmp_path)
    assert status == 2
    assert "would overwrite the document itself; name another folder with -d" in complaints[0]
    assert document.read_text().startswith("Plan")


def test_the_rest_of_a_killed_run_is_cleaned_up(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "old").mkdir(parents=True)
    names = ("old/.page.json.abc123.part", ".plans.jsonl.k2_x9abc.part", ".figures.parquet.0zz_1a2b.part")
    torn = [out / name for name in names]
    for path in torn:
        path.write_bytes(b"{")
    shutil.copy(archive / "torn.pdf", out / "kept.pdf.parts")
    (out / "manifest.jsonl").write_bytes(b'{"source": "x", "outc')
    extract(archive, out, "--resume")
    assert not any(path.exists() for path in torn)
    assert (out / "kept.pdf.parts").exists()
    assert_whole(out)
    assert set(content(out)) >= {"plan-0.json", "old/plan-0.json"}
