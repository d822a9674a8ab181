"""Pages without a text layer: recognised where tesseract is installed, and told about where it is not."""

from __future__ import annotations

import json
import shutil
import zlib
from typing import TYPE_CHECKING

import pytest

import plancli
from plancli.cli.run import run
from plancli.readers import pdf
from tests.readers.pdf.forge import Forge, show

if TYPE_CHECKING:
    from pathlib import Path

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


def scanned(*lines: str, sizes: tuple[float, ...] = (18,)) -> bytes:
    """A PDF whose one page is a picture of lines, made from a page that has them."""
    import pypdfium2

    forge = Forge()
    forge.page("".join(show(72, 700 - 40 * n, line, size=sizes[n]) for n, line in enumerate(lines)))
    page = pypdfium2.PdfDocument(forge.save())[0]
    picture = page.render(scale=3, grayscale=True).to_pil().convert("L")
    width, height = picture.size
    copy = Forge()
    entries = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray"
    entries += " /BitsPerComponent 8"
    image = copy.stream(zlib.compress(picture.tobytes()), f"{entries} /Filter /FlateDecode", packed=False)
    copy.page("612 0 0 792 0 0 cm /I Do", resources=f"/XObject <</I {image} 0 R>>")
    return copy.save()


def test_scan_without_text_is_told_with_what_to_do():
    facts = pdf.read(scanned("Harbour plan"), "scan.pdf")
    assert facts.lines == []
    (remark,) = facts.remarks
    assert remark.message.startswith("no text layer on page 1")
    assert "tesseract" in remark.message


@needs_tesseract
def test_scan_is_recognised_where_it_stands():
    facts = pdf.read(scanned("Harbour plan"), "scan.pdf", ocr=True)
    (line,) = facts.lines
    assert line.text == "Harbour plan"
    x0, top, _, bottom = line.pieces[0].place.box or (0, 0, 0, 0)
    assert x0 == pytest.approx(72, abs=4)
    assert top < 792 - 700 < bottom + 6
    assert [remark.code for remark in facts.remarks] == ["P112"]


@needs_tesseract
def test_lines_of_one_size_are_recognised_in_one_size():
    """Whatever letters a line has: some reach above the small ones, some below the line, some neither."""
    sizes = (24.0, 14.0, 14.0, 14.0, 14.0)
    lines = (
        "Harbour plan",
        "some crews are near us",
        "keep the boats high",
        "Dredge all of it",
        "as near as we can see it",
    )
    facts = pdf.read(scanned(*lines, sizes=sizes), "scan.pdf", ocr=True)
    assert len(facts.lines) == len(lines)
    assert facts.lines[0].size == pytest.approx(24, rel=0.15)
    assert len({line.size for line in facts.lines[1:]}) == 1
    assert facts.lines[1].size == pytest.approx(14, rel=0.15)


def test_without_tesseract_the_remark_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    for ocr in (False, True):
        (remark,) = pdf.read(scanned("Harbour plan"), "scan.pdf", ocr=ocr).remarks
        assert remark.code == "P102"
        assert "apt install tesseract-ocr" in remark.message


@needs_tesseract
def test_recognition_is_asked_for_from_python_and_the_command_line(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
):
    source = tmp_path / "scan.pdf"
    source.write_bytes(scanned("Harbour plan"))
    assert plancli.read(source).text == ""
    assert plancli.read(source, ocr=True).text == "Harbour plan"
    assert run(["extract", str(source), "--ocr", "--model", "none"]) == 0
    plan = json.loads(capsysbinary.readouterr().out)
    assert plan["text"] == "Harbour plan"
    assert "P112" in [finding["code"] for finding in plan["findings"]]


def test_other_formats_have_nothing_to_recognise():
    assert plancli.read(b"Harbour plan", name="plan.txt", ocr=True).text == "Harbour plan"


def test_a_password_is_given_from_python_and_the_command_line(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
):
    forge = Forge()
    forge.page(show(72, 700, "Locked words"))
    source = tmp_path / "locked.pdf"
    source.write_bytes(forge.locked("open"))
    assert plancli.extract(source, password="open", model=None).text == "Locked words"
    assert run(["extract", str(source), "--password", "open", "--model", "none"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["text"] == "Locked words"
    assert run(["extract", str(source), "--model", "none"]) == 2
    (line,) = capsysbinary.readouterr().err.decode().splitlines()
    assert "locked.pdf" in line
    assert "password" in line
