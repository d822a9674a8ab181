"""The table of readers: what it copies from them is what they say."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from plancli.readers import EXTENSIONS, READERS, reader_for
from plancli.readers.sniff import is_document
from tests.readers.office.package import docx, paragraph

PAGE = b"\n\n<!doctype html><html><body><p>We shall keep the peat wet.</p></body></html>"
WORD = docx(paragraph("We shall keep the peat wet."))
TEXT = b"We shall keep the peat wet, as we have said."
CONTENTS = {
    "html": PAGE, "docx": WORD, "text": TEXT, "pdf": b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n",
    "govuk": b'{"base_path": "/peat", "document_type": "news_story", "title": "Peat"}',
}  # fmt: skip
NOTHING = {
    "picture": b"\x89PNG\r\n\x1a\n\0\0", "x.css": b"p { color: red }", "data.csv": TEXT, "x.py": TEXT,
    "settings.toml": TEXT, "plan.json": b'{"schema_version": "1.0"}', "empty": b"", "word": b"peat",
    "other.zip": b"PK\x05\x06" + bytes(18), "broken.zip": b"PK\x03\x04" + bytes(40),
}  # fmt: skip


def test_endings_are_those_of_the_readers() -> None:
    assert set(EXTENSIONS) == {ending for module in READERS for ending in import_module(module).EXTENSIONS}
    assert len(set(EXTENSIONS)) == len(EXTENSIONS)


def test_every_reader_has_a_type_of_its_own() -> None:
    types = [import_module(module).MEDIA_TYPE for module in READERS]
    assert len(set(types)) == len(types)


@pytest.mark.parametrize("ending", ["", ".pdf", ".html", ".docx", ".txt", ".2031", ".aspx?id=3"])
@pytest.mark.parametrize("kind", CONTENTS)
def test_the_format_is_that_of_the_content_whatever_the_name(tmp_path: Path, kind: str, ending: str) -> None:
    path = tmp_path / f"peat{ending}"
    path.write_bytes(CONTENTS[kind])
    assert reader_for(path.name, CONTENTS[kind]).__name__ == f"plancli.readers.{kind}"  # type: ignore[attr-defined]
    assert is_document(path)


@pytest.mark.parametrize("name", NOTHING)
def test_what_is_no_document_is_passed_over_in_a_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(NOTHING[name])
    assert not is_document(tmp_path / name)


def test_a_damaged_document_is_one_if_its_name_says_so(tmp_path: Path) -> None:
    (tmp_path / "peat.pdf").write_bytes(b"\0\1\2")
    assert is_document(tmp_path / "peat.pdf")
