"""Which documents arguments stand for, and where their plans go."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path, PurePath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plancli.cli.inputs import Input, expand, output_names


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "a/plan.pdf",
        "a/plan.txt",
        "a/b/Plan.TXT",
        "a/b/note.md",
        "a/image.png",
        "a/.git/x.txt",
        "c/~$d.docx",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*arguments: str) -> dict[str, str]:
    found, failures = expand(arguments)
    assert failures == []
    return {source: str(name) for source, name in output_names(found).items()}


@pytest.mark.usefixtures("tree")
def test_a_folder_stands_for_its_documents_in_order() -> None:
    found, failures = expand(["a"])
    assert [each.source for each in found] == ["a/plan.pdf", "a/plan.txt", "a/b/Plan.TXT", "a/b/note.md"]
    assert failures == []


def test_a_pipe_in_a_folder_is_passed_over(tree: Path) -> None:
    os.mkfifo(tree / "a/pipe.txt")
    assert "a/pipe.txt" not in [each.source for each in expand(["a"])[0]]


@pytest.mark.usefixtures("tree")
def test_folders_are_kept_below_the_folder_that_all_share() -> None:
    assert names("a") == {
        "a/plan.txt": "plan.txt.json",
        "a/plan.pdf": "plan.pdf.json",
        "a/b/Plan.TXT": "b/Plan.json",
        "a/b/note.md": "b/note.json",
    }
    assert names("a/plan.pdf", "a/b/note.md") == {"a/plan.pdf": "plan.json", "a/b/note.md": "b/note.json"}
    assert names("a/b/note.md") == {"a/b/note.md": "note.json"}


@pytest.mark.usefixtures("tree")
def test_a_pattern_stands_for_the_documents_that_it_matches() -> None:
    assert names("a/*") == {"a/plan.txt": "plan.txt.json", "a/plan.pdf": "plan.pdf.json"}
    assert list(names("**/*.TXT", "a/*.txt")) == ["a/b/Plan.TXT", "a/plan.txt"]
    _, failures = expand(["a/*.png"])
    assert [str(each) for each in failures] == ["a/*.png: no document matches this pattern"]


@pytest.mark.usefixtures("tree")
def test_one_document_is_read_once() -> None:
    assert list(names("a/plan.pdf", "a/plan.pdf", "a/b", "a/b/note.md")) == [
        "a/plan.pdf",
        "a/b/Plan.TXT",
        "a/b/note.md",
    ]


def test_addresses_and_standard_input_have_names_too() -> None:
    assert names("-", "https://example.org/a/plan%20b.html?x=1", "https://example.org/") == {
        "-": "stdin.json",
        "https://example.org/a/plan%20b.html?x=1": "plan b.json",
        "https://example.org/": "example.json",
    }


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (
            ["https://example.org/a/x.html", "https://example.org/b/x.html"],
            ["example.org/a/x.html.json", "example.org/b/x.html.json"],
        ),
        (["https://a.example/x", "https://b.example/x"], ["a.example/x.json", "b.example/x.json"]),
        (["https://a.example/", "-"], ["a.json", "stdin.json"]),
        (["https://a.example/stdin", "-"], ["a.example/stdin.json", "stdin-#.json"]),
        (["https://a.example/x?id=1", "https://a.example/x?id=2"], ["x-#.json", "x-#.json"]),
        (["https://u:pw@a.example/x", "https://u:pw@b.example/x"], ["a.example/x.json", "b.example/x.json"]),
    ],
)
def test_addresses_that_end_alike_are_told_apart(given: list[str], named: list[str]) -> None:
    shown = [re.sub(r"-[0-9a-f]{12}\.", "-#.", name) for name in names(*given).values()]
    assert shown == [re.sub(r"-[0-9a-f]{12}\.", "-#.", name) for name in named]


def test_names_do_not_depend_on_the_order() -> None:
    given = [
        f"https://{host}.example/{path}" for host in "abA" for path in ("x", "x.html", "y/x", "x?1", "x?2")
    ]
    assert names(*given) == names(*reversed(given)) == names(*sorted(given, key=hash))


def test_a_long_name_is_shortened() -> None:
    name = names("https://a.example/" + "é" * 200 + ".html")
    assert all(len(each) < 200 and len(each.encode()) < 255 for each in name.values())


@pytest.mark.usefixtures("tree")
def test_a_folder_keeps_its_name_and_one_document_named_twice_is_one(tree: Path) -> None:
    for name in ("d/x.md", "d/x.txt", "d/x.txt.json/y.txt"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).touch()
    found = names("d", "./d/../d", str(tree / "d/x.md"))
    assert found.pop("d/x.txt").startswith("x.txt-")
    assert found == {"d/x.md": "x.md.json", "d/x.txt.json/y.txt": "x.txt.json/y.json"}


@pytest.mark.usefixtures("tree")
def test_a_folder_without_documents_is_a_failure_of_its_own() -> None:
    found, failures = expand(["c", "a/b"])
    assert [each.source for each in found] == ["a/b/Plan.TXT", "a/b/note.md"]
    assert [str(failure) for failure in failures] == ["c: no documents in this directory"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.from_regex(r"[abA](\.[xy]){0,3}(\.json)?(/[ab](\.json)?)?", fullmatch=True), min_size=1))
def test_no_two_documents_share_an_output(stems: set[str]) -> None:
    inputs = [Input(stem, PurePath(stem)) for stem in sorted(stems)]
    found = output_names(inputs)
    folded = {name.as_posix().casefold() for name in found.values()}
    assert len(folded) == len(inputs)
    assert not any(
        parent.as_posix().casefold() in folded for name in found.values() for parent in name.parents
    )
    assert all(name.suffix == ".json" for name in found.values())
    assert found == output_names(inputs[::-1])


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs permissions")
def test_what_may_not_be_read_is_told() -> None:
    me = os.geteuid()
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        for each in ("open/plan.txt", "open/shut/plan.txt", "listed/plan.txt"):
            (top / each).parent.mkdir(parents=True, exist_ok=True)
            (top / each).touch()
        for folder, mode in ((top, 0o755), (top / "open" / "shut", 0), (top / "listed", 0o744)):
            folder.chmod(mode)
        if me == 0:
            os.seteuid(65534)  # root may read everything
        try:
            found, failures = expand([f"{top}/open", f"{top}/open/shut/plan.txt", f"{top}/listed"])
        finally:
            os.seteuid(me)
            (top / "open" / "shut").chmod(0o755)
    assert [each.source for each in found] == [
        f"{top}/open/plan.txt",
        f"{top}/open/shut/plan.txt",
        f"{top}/listed/plan.txt",
    ]
    assert [str(each) for each in failures] == [f"{top}/open/shut: cannot be read: Permission denied"]
