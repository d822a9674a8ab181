"""Documents in stores that fsspec knows; its store in memory stands for those of the cloud."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from plancli.corpus.sources import content, listed
from plancli.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Runner

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")


@pytest.fixture
def store() -> Iterator[str]:
    system = fsspec.filesystem("memory")
    names = ["a.txt", "b/c.MD", "b/d.csv", "b/.hidden.txt", ".git/e.txt", "b/f g.html"]
    for name in names:
        system.pipe(f"/box/{name}", b"Plan\n\nThe council will open 3 parks in 2027.\n")
    yield "memory://box"
    system.rm("/box", recursive=True)


@pytest.mark.parametrize(
    ("below", "places"),
    [
        ("", ["a.txt", "b/c.MD", "b/f g.html"]),
        ("/b", ["c.MD", "f g.html"]),
        ("/*.txt", ["a.txt"]),
        ("/*/*", ["b/c.MD", "b/f g.html"]),
        ("/a.txt", ["a.txt"]),
        ("/b/d.csv", ["d.csv"]),
    ],
)
def test_a_folder_or_a_pattern_stands_for_its_documents(store: str, below: str, places: list[str]) -> None:
    found = listed(store + below)
    assert [place for _, place in found] == [PurePosixPath(place) for place in places]
    assert all((content(source)[0] or b"").startswith(b"Plan") for source, _ in found)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("memory://box/none", "does not exist"),
        ("memory://box/b/*.pdf", "no documents there"),
        ("nosuch://box", "only http and https, and stores"),
        ("ftp://127.0.0.1/a.pdf", "only http and https, and stores"),
        ("simplecache::http://127.0.0.1/a.pdf", "only http and https, and stores"),
        ("az://box/a.pdf", "az:// needs more to be installed: pip install 'plancli[cluster]' adlfs"),
    ],
)
@pytest.mark.usefixtures("store")
def test_what_cannot_be_read_is_told(address: str, told: str) -> None:
    with pytest.raises(SourceError, match=r".") as caught:
        assert not [content(source) for source, _ in listed(address)]
    assert told in str(caught.value)
    assert caught.value.source == address


def test_one_document_in_a_store_is_a_document(cli: Runner, samples: object) -> None:
    address = (samples / "wildfire-priorities.txt").as_uri()  # type: ignore[operator]
    assert cli("extract", address).out == cli("extract", samples / "wildfire-priorities.txt").out  # type: ignore[operator]
