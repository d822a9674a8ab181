"""Archives and XML that are no document, or mean harm: each gives one reason."""

# ruff: noqa: E501 - the cases are data, one a line

from __future__ import annotations

import pytest

import plancli
from plancli.errors import UnreadableError
from plancli.readers import reader_for
from tests.readers.office.package import archive, docx, odt, paragraph

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]><d>&j;</d>"
)
WHOLE = docx(paragraph("We shall keep the peat wet. " * 50))
CASES = {
    "entities in a DOCX": (archive({"word/document.xml": BOMB}), "document type"),
    "entities in an ODT": (archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": BOMB}), "document type"),
    "an external entity": (archive({"word/document.xml": '<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>'}), "document type"),
    "a part that unpacks to too much": (archive({"word/document.xml": b"<d>" + b"a" * 101_000_000}), "unpacks to more than 100 MB"),
    "a zip of files": (archive({"notes.txt": "x"}), "a zip archive, but not a Word document"),
    "an empty zip": (archive({}), "a zip archive, but not a Word document"),
    "a workbook": (archive({"xl/workbook.xml": "<x/>"}), "Excel"),
    "a presentation": (archive({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
    "an e-book": (archive({"META-INF/container.xml": "<x/>"}), "e-book"),
    "a spreadsheet of OpenDocument": (
        archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
        "not an OpenDocument text",
    ),
    "a zip that was cut off": (WHOLE[: len(WHOLE) // 2], "damaged zip archive"),
    "a part that breaks off": (archive({"word/document.xml": "<w:document>"}), "damaged: word/document.xml"),
    "another root": (archive({"word/document.xml": "<x/>"}), "not a Word document"),
    "a document without text": (docx(""), "holds no text"),
    "a text without text": (odt(""), "holds no text"),
    "a file of before Word 2007": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "older than Word 2007"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), CASES.values(), ids=CASES)
def test_one_clear_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        reader_for("x.docx", data).read(data, "x.docx")
    assert "\n" not in str(caught.value)


def test_parts_elsewhere_are_counted_and_left() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="t" '
        'Type="x/attachedTemplate" Target="http://192.0.2.1/x.dotm" TargetMode="External"/></Relationships>'
    )
    plain = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
    data = archive(
        {"word/document.xml": plain % paragraph("We act."), "word/_rels/document.xml.rels": relations}
    )
    plan = plancli.extract(data, model=None)
    assert plan.text == "We act."
    assert "O102" in [finding.code for finding in plan.findings]
