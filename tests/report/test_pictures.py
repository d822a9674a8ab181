"""Pages as images: the size they are shown in, sharp where they are text, and empty rather than a failure."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from plancli.report.pictures import WIDTH, Picture, pictures, webp
from tests.readers.pdf.forge import Forge, show


def image_of(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(picture.data)))


def test_pages_are_drawn_as_they_are_shown() -> None:
    forge = Forge()
    for entries in ("", "/Rotate 90", "/CropBox [50 300 500 760]"):
        forge.page(show(100, 700, "Harbour plan"), entries=entries)
    told: list[tuple[int, int]] = []
    drawn = pictures(forge.save(), told=lambda *page: told.append(page))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [(each.page, each.width, each.height) for each in drawn] == [
        (1, 612, 792),
        (2, 792, 612),
        (3, 450, 460),
    ]
    for each in drawn:
        image = image_of(each)
        assert image.format == "WEBP"
        assert min(image.size) == pytest.approx(WIDTH, abs=2)
        assert image.width / image.height == pytest.approx(each.width / each.height, abs=0.01)


def test_an_endless_page_is_drawn_small() -> None:
    forge = Forge()
    forge.page(show(100, 700, "Banner"), width=300, height=14_000)
    [drawn] = pictures(forge.save())
    image = image_of(drawn)
    assert image.width * image.height <= 2_700_000


def test_what_cannot_be_opened_has_no_pictures() -> None:
    assert pictures(b"%PDF-1.7 and no more") == []


def test_text_keeps_its_few_colours_and_a_photograph_is_packed_as_one() -> None:
    page = Image.new("RGB", (400, 500), "white")
    page.paste((20, 60, 140), (40, 40, 200, 60))
    colours = Image.open(io.BytesIO(webp(page))).convert("RGB").getcolors()
    assert colours is not None
    assert len(colours) == 2
    fade = Image.linear_gradient("L")
    photo = Image.merge("RGB", (fade, fade.rotate(90), Image.radial_gradient("L")))
    assert webp(photo)[12:16] == b"VP8 "  # the lossy form
    assert webp(page)[12:16] == b"VP8L"
