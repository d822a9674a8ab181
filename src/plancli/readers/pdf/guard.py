"""What is looked at before PDFium sees the bytes: is it a PDF, and does it unpack to something bearable."""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from typing import TYPE_CHECKING

from plancli.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# the header may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H, note 13)
HEADER = 1024
# content of this size is a trap, or a plot with millions of objects
LARGEST_STREAM = 48 * 1024 * 1024
# the most that a filter can make of a byte: deflate 1032, LZW about 2700, run length 64
_PACKING = {
    b"FlateDecode": 1032,
    b"Fl": 1032,
    b"LZWDecode": 2700,
    b"LZW": 2700,
    b"RunLengthDecode": 64,
    b"RL": 64,
}
_DEFLATE = (b"FlateDecode", b"Fl")
_LZW = (b"LZWDecode", b"LZW")
# LZW's codes (ISO 32000-1, 7.4.4.2): 256 empties the table, 257 ends the data, the table's own start after them
_CLEAR, _END, _FIRST, _MOST_CODES = 256, 257, 258, 4096
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FILTER = re.compile(rb"/(FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL|ASCII85Decode|A85)\b")
_DICTIONARY = 2048
_CHUNK = 1 << 16


def looks_like_pdf(head: bytes) -> bool:
    """Whether the first bytes hold a PDF's header."""
    return b"%PDF-" in head[:HEADER]


def check(data: bytes) -> None:
    """Refuse what is no PDF or holds a stream that unpacks beyond :data:`LARGEST_STREAM`.

    Pictures are left alone, for nothing here unpacks them.

    Raises:
        UnreadableError: saying which.
    """
    if not data.strip():
        raise UnreadableError("the file is empty")
    if not looks_like_pdf(data):
        raise UnreadableError("not a PDF: the header %PDF- is missing")
    for match in _STREAM.finditer(data):
        opening = data.rfind(b" obj", max(0, match.start() - _DICTIONARY), match.start())
        dictionary = data[opening if opening >= 0 else max(0, match.start() - 256) : match.start()]
        filters = _FILTER.findall(dictionary)
        if b"/Image" not in dictionary and _too_large(data, match.end(), filters):
            raise UnreadableError(f"a stream unpacks to more than {LARGEST_STREAM >> 20} MB")


def _too_large(data: bytes, start: int, filters: list[bytes]) -> bool:
    packing = [name for name in filters if name in _PACKING]
    if not packing:
        return False
    end = data.find(b"endstream", start)
    length = (end if end >= 0 else len(data)) - start
    most = length
    for name in packing:
        most *= _PACKING[name]
    if most <= LARGEST_STREAM:
        return False
    packed = data[start : start + length]
    if len(filters) > len(packing):
        packed = _from_ascii85(packed)
    if len(packing) == 1 and packing[0] in _LZW:
        return _lzw_size(packed) > LARGEST_STREAM
    if any(name not in _DEFLATE for name in packing):
        # rare since the nineties: judged by what they usually make of a byte, some three to ten times
        return bool(length * 10 ** len(packing) > LARGEST_STREAM)
    return _unpacked(packed, len(packing)) > LARGEST_STREAM


def _from_ascii85(packed: bytes) -> bytes:
    try:
        return a85decode(packed.strip().removesuffix(b"~>"))
    except ValueError:
        return b""


def _unpacked(packed: bytes, depth: int) -> int:
    """The size of deflated data after ``depth`` rounds, counted without keeping it, as far as it is sound."""
    chunks: Iterable[bytes] = (packed,)
    for _ in range(depth):
        chunks = _inflate(chunks)
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > LARGEST_STREAM:
            break
    return size


def _lzw_size(packed: bytes) -> int:
    """The size that LZW data unpacks to, from the lengths of its strings alone, as far as it is sound."""
    lengths: list[int] = []
    size, before, width, held, bits = 0, 0, 9, 0, 0
    for byte in packed.lstrip(b"\r\n"):
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = (held >> bits) & ((1 << width) - 1)
        if code == _CLEAR:
            lengths, before, width = [], 0, 9
            continue
        if code == _END or size > LARGEST_STREAM or code > _FIRST + len(lengths):
            break
        if before and len(lengths) < _MOST_CODES - _FIRST:
            lengths.append(before + 1)
        before = (
            1 if code < _CLEAR else lengths[code - _FIRST] if code - _FIRST < len(lengths) else before + 1
        )
        size += before
        # a code grows one entry early, as most writers have it
        width = min(12, max(9, (_FIRST + len(lengths) + 1).bit_length()))
    return size


def _inflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack in small pieces; a round that unpacks to too much ends with a piece that says so."""
    unpacker, total = zlib.decompressobj(), 0
    for chunk in chunks:
        rest = chunk
        while rest:
            try:
                piece = unpacker.decompress(rest, _CHUNK)
            except zlib.error:
                return
            rest = unpacker.unconsumed_tail
            total += len(piece)
            yield piece
            if total > 4 * LARGEST_STREAM or unpacker.eof:
                return
