"""Runs into a folder that holds what earlier ones left: it comes to hold what a first run would have put there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import pytest

from plancli.cli.inputs import covered
from plancli.cli.run import run
from plancli.corpus.store import Store
from plancli.corpus.task import Result
from plancli.errors import SourceError
from tests.corpus.conftest import content, manifest

if TYPE_CHECKING:
    from tests.cli.conftest import Runner

pytest.importorskip("duckdb", reason="DuckDB is not installed")
pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

ALONE = ("--model", "none", "--jobs", "1")
PAPERS = {"a/note.txt": 2, "b/note.txt": 3, "b/other.txt": 4, "b/old.txt": 5, "b/torn.txt": 6}


def write(name: str, number: int) -> None:
    path = Path("papers", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Plan {number}\n\nThe council will open {number} parks by 1 May 2027.\n")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with papers, and what runs over them in two forms leave there."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, number in PAPERS.items():
            write(name, number)
        for form in ("json", "parquet"):
            assert run(["extract", "papers", "-d", form, "--format", form, *ALONE]) == 0
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the folder, as the working directory."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def numbers(cli: Runner, folder: str) -> list[str]:
    """The documents that a query finds, with the number that each has in it."""
    sql = "SELECT document || '=' || value::INT AS found FROM figures ORDER BY 1"
    asked = cli("query", sql, folder, "--format", "csv")
    assert (asked.status, asked.err) == (0, "")
    return asked.out.splitlines()[1:]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("before", "after"), [("json", "json"), ("json", "parquet"), ("parquet", "jsonl")])
def test_a_run_leaves_what_a_first_one_would_have(cli: Runner, before: str, after: str) -> None:
    write("a/note.md", 7)  # so that a/note.txt needs a longer name
    Path("papers/b/note.txt").rename("papers/b/memo.txt")
    write("b/other.txt", 9)
    Path("papers/b/old.txt").unlink()
    Path("papers/b/torn.txt").write_text(" ")
    Path(before, "mine.txt").write_text("kept")
    told = cli("extract", "papers", "-d", before, "--format", after, "--resume", *ALONE).complaints[-1]
    assert "1 of 5 failed, 3 written, 1 unchanged" in told
    assert numbers(cli, before) == ["a/note.md=7", "a/note.txt=2", "b/memo=3", "b/other=9"]
    cli("extract", "papers", "-d", "first", "--format", after, *ALONE)
    again = content(Path(before))
    assert again.pop("mine.txt") == b"kept"
    assert again == content(Path("first"))


@pytest.mark.usefixtures("here")
def test_without_resume_all_is_done_again_and_as_little_is_left(cli: Runner) -> None:
    before = content(Path("json"))
    told = cli("extract", "papers", "-d", "parquet", *ALONE).complaints[-1]
    assert "5 written, 16 old files removed" in told
    assert content(Path("parquet")) == before


@pytest.mark.usefixtures("here")
def test_what_somebody_changed_is_not_removed(cli: Runner) -> None:
    changed = Path("json/b/old.json")
    changed.write_text("mine now")
    Path("papers/b/old.txt").unlink()
    assert "files removed" not in cli("extract", "papers", "-d", "json", "--resume", *ALONE).err
    assert changed.read_text() == "mine now"
    assert numbers(cli, "json") == ["a/note=2", "b/note=3", "b/other=4", "b/torn=6"]


@pytest.mark.usefixtures("here")
def test_runs_over_other_documents_add_to_the_folder(cli: Runner) -> None:
    Path("papers/b/old.txt").unlink()  # nobody reads its folder, so nobody knows
    write("c/new.txt", 8)
    cli("extract", "papers/c", "-d", "json", "--format", "parquet", *ALONE)
    assert numbers(cli, "json") == ["a/note=2", "b/note=3", "b/old=5", "b/other=4", "b/torn=6", "new=8"]
    Path("json/b/other.json").unlink()
    cli("extract", "papers/c", "-d", "json", "--resume", *ALONE)
    assert set(manifest(Path("json"))) == {"note.txt", "old.txt", "torn.txt", "new.txt"}
    assert numbers(cli, "json") == ["a/note=2", "b/note=3", "b/old=5", "b/torn=6", "new=8"]


@pytest.mark.usefixtures("here")
def test_a_plan_that_takes_the_name_of_another_counts_once(cli: Runner) -> None:
    for folder in ("a", "b"):
        assert cli("extract", f"papers/{folder}/note.txt", "-d", "out", *ALONE).status == 0
    assert numbers(cli, "out") == ["note=3"]
    assert len(Path("out/manifest.jsonl").read_bytes().splitlines()) == 1


def test_a_document_out_of_reach_keeps_its_plan(here: Path) -> None:
    source, outputs = "papers/a/note.txt", {"papers/a/note.txt": PurePath("a/note.json")}
    key = manifest(here / "json")["note.txt"]["key"]
    for result in (Result(0, "failed", reason="no answer"), Result(0, "unchanged", sha256="0" * 64)):
        store = Store(here / "json", outputs, resume=True)
        sha256 = store.known(source, key)
        assert sha256 is not None
        record = store.keep(source, key, result)
        assert (record.output, record.sha256) == ("a/note.json", sha256)
        assert (record.outcome, record.reason) == (
            ("failed", "no answer") if result.reason else ("written", None)
        )
        assert store.finish() == 0
        store.close()
    lost = Store(here / "json", outputs, resume=True)
    lost.keep(source, key, Result(0, "timeout", sha256="1" * 64, reason="long"))  # seen, and it is another
    assert lost.known(source, key) is None
    assert lost.finish() == 1
    lost.close()
    assert not (here / "json/a/note.json").exists()


@pytest.mark.usefixtures("here")
def test_tables_of_a_run_that_was_not_finished_are_not_asked(cli: Runner) -> None:
    store = Store(Path("parquet"), {"x.txt": PurePath("x.json")}, resume=True)
    store.keep("x.txt", "key", Result(0, "written", "0" * 64, payload=Path("json/a/note.json").read_bytes()))
    store.close()
    assert numbers(cli, "parquet") == ["a/note=2", "b/note=3", "b/old=5", "b/other=4", "b/torn=6", "x=2"]


def test_a_file_under_two_names_is_not_removed_by_one(here: Path) -> None:
    """Hard links stand for a file system that takes names for one that differ in case."""
    path, name = here / "json/manifest.jsonl", "papers/a/note.txt"
    record = manifest(here / "json")["other.txt"]
    (here / "json/B").mkdir()
    (here / "json/B/Other.json").hardlink_to(here / "json/b/other.json")
    (here / "json/B/else.json").hardlink_to(here / "json/b/other.json")
    lines = [record | {"source": name, "output": output} for output in ("B/Other.json", "B/else.json")]
    with path.open("a") as stream:
        stream.writelines(
            json.dumps(line) + "\n" for line in [*lines, record | {"source": name, "output": None}]
        )
    store = Store(here / "json", {})
    assert store.finish() == 2  # B/else.json, and a/note.json, which that name had before
    store.close()
    assert (here / "json/B/Other.json").exists()


def test_a_manifest_cannot_lead_out_of_its_folder(here: Path) -> None:
    outside = here / "outside.json"
    shutil.copy(here / "json/a/note.json", outside)
    (here / "json/link").symlink_to(here)
    path = here / "json/manifest.jsonl"
    record = json.loads(path.read_text().splitlines()[0])
    with path.open("a") as stream:
        for output in ("../outside.json", str(outside), "link/outside.json"):
            stream.write(json.dumps(record | {"source": "papers/x.txt", "output": output}) + "\n")
    store = Store(here / "json", {}, resume=True)
    assert len(store.settle(lambda source: source == "papers/x.txt")) == 5
    assert store.finish() == 0
    store.close()
    assert outside.exists()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("papers/b/x.txt", True),
        ("papers/x.txt", False),
        ("papers/bb/x.txt", False),
        ("papers/b/locked/x.txt", False),
        ("s3://box/old/x.pdf", True),
        ("s3://box/older/x.pdf", False),
        ("s3://away/x.pdf", False),
        ("https://example.org/x", False),
    ],
)
def test_what_is_covered_by_the_arguments(here: Path, source: str, expected: bool) -> None:
    arguments = ["papers/b/", "papers/a/note.txt", "s3://box/old", "s3://away", "https://example.org"]
    failures = [SourceError("cannot be read", "papers/b/locked"), SourceError("gone", "s3://away")]
    assert covered(arguments, failures)(source) is expected
    if not source.startswith(("s3", "http")):
        assert covered([str(here / "papers/b")], failures)(source) is expected


@pytest.mark.parametrize(
    ("pattern", "source", "expected"),
    [
        ("papers/*/n*.txt", "papers/b/new.txt", True),
        ("papers/**/*.txt", "papers/new.txt", True),
        ("papers/**/*.txt", "papers/c/d/new.txt", True),
        ("papers/*/[a-m]*", "papers/b/memo.txt", True),
        ("papers/*/n*.txt", "papers/b/note.txt", False),  # it is there
        ("papers/*/n*.txt", "papers/b/c/new.txt", False),
        ("papers/*/n*.txt", "papers/new.txt", False),
        ("papers/*/n*.txt", "s3://papers/b/new.txt", False),
        ("papers/**/*.txt", "papers/.old/new.txt", False),
        ("papers/*/z*.txt", "papers/b/zoo.txt", False),  # it found nothing, so it may be mistaken
    ],
)
def test_what_is_covered_by_a_pattern(here: Path, pattern: str, source: str, expected: bool) -> None:
    failures = [SourceError("no document matches this pattern", "papers/*/z*.txt")]
    assert covered([pattern], failures)(source) is expected
    if "://" not in source:
        assert covered([pattern], failures)(str(here / source)) is expected


@pytest.mark.usefixtures("here")
def test_what_a_pattern_finds_no_more_is_forgotten(cli: Runner) -> None:
    cli("extract", "papers/*/n*.txt", "papers/b/o*.txt", "-d", "out", *ALONE)
    Path("papers/b/old.txt").unlink()
    told = cli("extract", "papers/*/n*.txt", "papers/b/o*.txt", "-d", "out", "--resume", *ALONE).err
    assert "1 old file removed" in told
    assert numbers(cli, "out") == ["a/note=2", "b/note=3", "b/other=4"]


@pytest.mark.usefixtures("here")
def test_a_query_says_which_plans_it_leaves_out(cli: Runner) -> None:
    shutil.copy("json/a/note.json", "json/copy.json")
    Path("json/b/note.json").unlink()
    asked = cli("query", "SELECT document FROM documents WHERE document LIKE '%o%e%'", "json")
    assert asked.out == "document\na/note\nb/other\n"
    assert asked.complaints == [
        "plancli: json: 1 plan is missing that manifest.jsonl names",
        "plancli: json: 1 plan is left out that manifest.jsonl does not name, such as copy.json",
    ]


def test_lines_are_of_their_documents_whatever_folders_are_called(
    cli: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write("a-b.txt", 2)
    write("a/note.txt", 3)
    cli("extract", "papers", "-d", "out", "--format", "jsonl", *ALONE)
    assert numbers(cli, "out") == ["a-b=2", "a/note=3"]


@pytest.mark.usefixtures("here")
def test_a_query_passes_over_what_is_no_file(cli: Runner) -> None:
    Path("json/folder.json").mkdir()
    Path("json/link.json").symlink_to("nowhere.json")
    assert numbers(cli, "json") == ["a/note=2", "b/note=3", "b/old=5", "b/other=4", "b/torn=6"]
