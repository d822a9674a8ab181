"""Files that are no PDF, damaged, locked, or made to hurt: one clear sentence or facts, soon."""

from __future__ import annotations

import json
import logging
import random
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from plancli.errors import UnreadableError
from plancli.readers import pdf
from plancli.readers.pdf.tables import quiet
from tests.readers.pdf.forge import Element, Forge, marked, show
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable


def sample() -> Forge:
    forge = Forge(info={"Title": "Sample"}, language="en")
    for page in (1, 2):
        forge.page(marked("P", 0, show(72, 700, f"Page {page} of the sample")) + "72 690 m 200 690 l S")
        forge.tree.append(Element("P", page, [0]))
    return forge


def without_pages() -> bytes:
    return Forge().save()


def bomb(layers: int) -> bytes:
    data = b"BT (x) Tj ET " * 12_000_000 if layers == 1 else b"\0" * 300_000_000
    for _ in range(layers):
        data = zlib.compress(data, 9)
    forge = Forge()
    forge.page("")
    filters = "/FlateDecode " * layers
    forge.objects[2] = (
        f"<</Length {len(data)} /Filter [{filters}]>>\nstream\n".encode() + data + b"\nendstream"
    )
    return forge.save()


def lzw_bomb() -> bytes:
    """Eight tables of ever longer runs of one character, each code a character longer than the one before."""
    table = "".join(
        f"{code:0{min(12, (max(code, 258) + 1).bit_length())}b}" for code in (97, *range(258, 4094))
    )
    bits = f"{256:09b}" + (table + f"{256:012b}") * 8
    data = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    forge = Forge()
    forge.page("")
    forge.objects[2] = (
        f"<</Length {len(data)} /Filter /LZWDecode>>\nstream\n".encode() + data + b"\nendstream"
    )
    return forge.save()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"Dear Sir, this is a letter.", "not a PDF"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged"),
        (without_pages(), "no pages|damaged"),
        (bomb(1), "unpacks to more than"),
        (bomb(2), "unpacks to more than"),
        (lzw_bomb(), "unpacks to more than"),
    ],
    ids=["empty", "blank", "letter", "header only", "noise", "no pages", "bomb", "nested bomb", "LZW bomb"],
)
def test_what_cannot_be_read_is_told_in_one_sentence(data: bytes, reason: str):
    with pytest.raises(UnreadableError, match=reason) as caught:
        pdf.read(data, "made.pdf")
    assert "\n" not in str(caught.value)


def truncated() -> bytes:
    return sample().save()[:-400]


def circular() -> bytes:
    forge = sample()
    forge.save()
    forge.objects[1] = f"<</Type /Pages /Kids [2 0 R {forge.pages[0]} 0 R] /Count 2>>".encode()
    return forge.written()


def circular_form() -> bytes:
    forge = Forge()
    form = forge.add("")
    forge.objects[form - 1] = (
        f"<</Type /XObject /Subtype /Form /BBox [0 0 100 100] /Length 5"
        f" /Resources <</XObject <</X {form} 0 R>>>>>>\n"
        "stream\n/X Do\nendstream"
    ).encode()
    forge.page("/X Do " + show(72, 700, "Text"), resources=f"/XObject <</X {form} 0 R>>")
    return forge.save()


def circular_tree() -> bytes:
    forge = sample()
    data = forge.save()
    return data.replace(b"/K [0]", b"/K [1 0 R 0]")


def deep_nesting() -> bytes:
    forge = Forge()
    forge.page("q " * 200_000 + show(72, 700, "Deep") + "Q " * 200_000)
    return forge.save()


def many_objects() -> bytes:
    forge = Forge()
    forge.page("".join(f"{n % 600} {n % 700} 1 1 re f " for n in range(1_000_000)) + show(72, 700, "Text"))
    return forge.save()


def many_words() -> bytes:
    forge = Forge()
    forge.page(
        "BT /F1 1 Tf " + "".join(f"1 0 0 1 {n % 600} {n % 790} Tm (ab) Tj " for n in range(150_000)) + "ET"
    )
    return forge.save()


def huge_page() -> bytes:
    forge = Forge()
    forge.page(show(72, 700, "Text"), width=1e6, height=1e6)
    return forge.save()


def promised_pages() -> bytes:
    forge = sample()
    forge.save()
    forge.objects[1] = forge.objects[1].replace(b"/Count 2", b"/Count 2000000")
    return forge.written()


def unmapped_font() -> bytes:
    forge = Forge()
    cid = "<</Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [<</Type /Font"
    cid += " /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo"
    cid += " <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>]>>"
    forge.page("BT /F9 12 Tf 72 700 Td <00410042004300440045> Tj ET", resources=f"/Font <</F9 {cid}>>")
    return forge.save()


def wordless() -> bytes:
    forge = Forge()
    forge.page("0 0 300 300 re f")
    forge.page(show(72, 700, "Text"))
    return forge.save()


HARD: dict[str, Callable[[], bytes]] = {
    maker.__name__: maker
    for maker in (
        truncated, circular, circular_form, circular_tree, deep_nesting, many_objects, many_words, huge_page,
        promised_pages, unmapped_font, wordless,
    )
}  # fmt: skip

_PROBE = """
import json, resource, sys, time
from pathlib import Path
from plancli import outline
from plancli.errors import PlancliError
from plancli.readers import pdf
from plancli.readers.pdf.tables import quiet
data = sys.stdin.buffer.read()
start = time.process_time()  # what others do on this machine is not its fault
try:
    facts = pdf.read(data, "made.pdf")
    told = [remark.message for remark in outline.build(facts, "made.pdf", data).remarks]
except PlancliError as error:
    told = [str(error)]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
status = Path("/proc/self/status")
if status.exists():  # where the figure above may be that of the process that started this one
    peak = int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
print(json.dumps({"seconds": time.process_time() - start, "megabytes": peak, "told": told}))
"""


def probe(data: bytes) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", _PROBE], input=data, capture_output=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("name", HARD)
def test_hard_file_is_done_soon_in_bounded_memory(name: str):
    found = probe(HARD[name]())
    assert float(str(found["seconds"])) < 30
    assert float(str(found["megabytes"])) < 1000


@pytest.mark.parametrize(
    ("maker", "told"),
    [
        (unmapped_font, "garbled text on page 1"),
        (wordless, "no text layer on page 1"),
        (huge_page, "page 1 is larger than a page can be"),
        (many_objects, "more is drawn or written on page 1 than was looked at"),
    ],
)
def test_what_is_missing_is_remarked(maker: Callable[[], bytes], told: str):
    facts = pdf.read(maker(), "made.pdf")
    assert any(told in remark.message for remark in facts.remarks), facts.remarks


@pytest.mark.parametrize("seed", range(30))
def test_mutations_end_in_facts_or_one_sentence(seed: int):
    chance = random.Random(seed)
    whole = sample().save()
    for _ in range(10):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(data))
            change = chance.random()
            if change < 0.5:
                data[at] = chance.randrange(256)
            elif change < 0.75:
                del data[at : at + chance.randint(1, 30)]
            else:
                data[at:at] = chance.randbytes(chance.randint(1, 8))
        assert ending(bytes(data)) in ("facts", "one sentence")


def ending(data: bytes) -> str:
    try:
        facts = pdf.read(data, "mutated.pdf")
    except UnreadableError as error:
        return "one sentence" if "\n" not in str(error) else "several lines"
    return "facts" if facts.pages else "nothing"


def test_what_the_library_for_tables_finds_odd_is_not_logged(caplog: pytest.LogCaptureFixture):
    with quiet():
        logging.getLogger("pdfminer.pdffont").warning("a font without a box")
    assert caplog.records == []
    logging.getLogger("pdfminer.pdffont").warning("said after the reading")
    assert len(caplog.records) == 1


def test_password_opens_and_a_wrong_one_is_told():
    forge = Forge()
    forge.page(show(72, 700, "Locked words"))
    data = forge.locked("open")
    assert [line.text for line in pdf.read(data, "locked.pdf", password="open").lines] == ["Locked words"]
    with pytest.raises(UnreadableError, match="encrypted: give its password"):
        pdf.read(data, "locked.pdf")
    with pytest.raises(UnreadableError, match="the password does not open it"):
        pdf.read(data, "locked.pdf", password="wrong")
