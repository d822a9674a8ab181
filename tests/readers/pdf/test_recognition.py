"""Pages without a text layer: recognised where tesseract is installed, and told about where it is not."""

from __future__ import annotations

import shutil
import zlib

import pytest

from plancli.readers import pdf
from tests.readers.pdf.forge import Forge, show


def scanned(words: str) -> bytes:
    """A PDF whose one page is a picture of words, made from a page that has them."""
    import pypdfium2

    forge = Forge()
    forge.page(show(72, 700, words, size=18))
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


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_scan_is_recognised_where_it_stands():
    facts = pdf.read(scanned("Harbour plan"), "scan.pdf", ocr=True)
    (line,) = facts.lines
    assert line.text == "Harbour plan"
    x0, top, _, bottom = line.pieces[0].place.box or (0, 0, 0, 0)
    assert x0 == pytest.approx(72, abs=4)
    assert top < 792 - 700 < bottom + 6
    assert [remark.code for remark in facts.remarks] == ["P112"]
