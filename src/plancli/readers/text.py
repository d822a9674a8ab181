"""Plain text and Markdown: decoding, lines, indentation, and light inline marks.

Text has no page and no font: the facts of a line are its words, its indentation, the blank space above
it, and what Markdown's light marks say (``#`` headings, ``**bold**``, ``*emphasis*``, ``_emphasis_``,
``[label](target)``, ``<address>``). The marks themselves are not words and are left out.
"""

from __future__ import annotations

import codecs
import json
import re
from bisect import bisect_right
from collections.abc import Iterator

from plancli.document import Facts, Line, Piece, Place, Remark
from plancli.errors import UnreadableError
from plancli.readers.marks import runs
from plancli.readers.pipes import chunks, table

MEDIA_TYPE = "text/plain"
EXTENSIONS = (".txt", ".text", ".md", ".markdown")

MAX_BYTES = 6_000_000
"""A longer text is no document: it is refused rather than read for minutes."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_TERMINAL_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_SPACES = re.compile(r"[^\S\n]")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)|(#{2,6})(?=[^\s#])")
"""A heading's mark; without the space that Markdown asks for now, at least two, as a "#tag" has one."""
_CLOSING_HASHES = re.compile(r"\s+#+\s*$")
_QUOTE = re.compile(r"(?:>\s?)+")
_NOTE = re.compile(r"\[\^[^\]\s]{1,20}\]:\s*")
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}")
_ITEM = re.compile(
    r"(?:[-*+•●▪◦‣–—○■□➢➤✓]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5}|[A-Z]{1,2}\d{1,2})[.)])\s"
)
_HARD_BREAK = re.compile(r"(?:  |\\)$")
_MAX_PAD = 200
_RULE = re.compile(r"\s*([-*_=])(?:\s*\1){2,}\s*")


def detect(name: str, head: bytes) -> bool:
    """Any content may be text; :func:`read` says clearly when it is not."""
    del name, head
    return True


def read(data: bytes, name: str, *, password: str | None = None) -> Facts:
    """The lines of a text, with what its layout and light marks say.

    Raises:
        UnreadableError: ``data`` is binary, empty, too long, or in an encoding that cannot be told.
    """
    del password
    if _is_json(data):
        raise UnreadableError(
            "is JSON, and no document: only answers of GOV.UK's content API are read as such, "
            "and plans by validate, diff and report"
        )
    if data.startswith(b"{\\rtf"):
        raise UnreadableError("is an RTF document; save it as DOCX or PDF")
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            f"is a text of {len(data) / 1e6:.0f} MB; plancli reads texts of up to {MAX_BYTES // 1_000_000} MB, "
            "so split it into its documents"
        )
    text, remarks = _decode(data)
    markdown = name.lower().endswith((".md", ".markdown"))
    facts = Facts(media_type="text/markdown" if markdown else MEDIA_TYPE, remarks=remarks)
    numbered = [part for i, line in enumerate(_LINE_BREAK.split(text), 1) for part in _pages(i, line)]
    numbered = _front_matter(numbered, facts)
    facts.lines = list(_lines(numbered, soft=markdown))
    if not facts.lines:
        raise UnreadableError("holds no text")
    return facts


def _decode(data: bytes) -> tuple[str, list[Remark]]:
    """``data`` as text: by its byte order mark, else UTF-8, else Windows-1252."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return _clean(data[len(bom) :].decode(encoding))
            except UnicodeDecodeError as error:
                raise UnreadableError(
                    f"starts as {encoding} text but is broken at byte {error.start}"
                ) from None
    if b"\0" in data:
        raise UnreadableError("is a binary file, not a text")
    try:
        return _clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        text, remarks = _clean(data.decode("cp1252"))
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"is neither UTF-8 nor Windows-1252 text (byte {error.start}); save it as UTF-8"
        ) from None
    return text, [*remarks, Remark("T102", "The text is not UTF-8; it was read as Windows-1252.")]


def _clean(text: str) -> tuple[str, list[Remark]]:
    """``text`` without control characters, with a remark where there were any."""
    text, sequences = _TERMINAL_CODES.subn("", text)
    count = len(_CONTROL.findall(text)) + sequences
    if count > max(8, len(text) // 50):
        raise UnreadableError("is a binary file, not a text")
    if not count:
        return text, []
    return _CONTROL.sub(" ", text), [
        Remark("T101", f"The text held {count} control characters; they were left out.")
    ]


def _pages(number: int, line: str) -> Iterator[tuple[int, str]]:
    """A line as it is or, where form feeds break it, its parts at their columns with a blank line between."""
    column = 0
    for part in line.split("\f"):
        if column:
            yield number, ""
        yield number, " " * min(column, _MAX_PAD) + part
        column += len(part) + 1


def _front_matter(lines: list[tuple[int, str]], facts: Facts) -> list[tuple[int, str]]:
    """``lines`` without a YAML block at their head; its plain ``key: value`` pairs become hints."""
    if not lines or lines[0][1].strip() != "---":
        return lines
    end = next((i for i, (_, line) in enumerate(lines[1:200], 1) if line.strip() in ("---", "...")), None)
    if end is None:
        return lines
    for _, line in lines[1:end]:
        key, colon, value = line.partition(":")
        if colon and key.isidentifier() and value.strip():
            facts.hints.setdefault(key.lower(), value.strip().strip("\"'"))
    return lines[end + 1 :]


def _lines(numbered: list[tuple[int, str]], *, soft: bool) -> Iterator[Line]:
    """The lines that hold words, a paragraph's worth at a time, since marks may run over line breaks.

    ``soft`` says that a line break inside a paragraph means nothing, as Markdown has it.
    """
    gap = 0
    paragraph: list[tuple[int, str]] = []
    for number, raw in [*numbered, (0, "")]:
        line = _SPACES.sub(" ", raw)
        if line.strip() and not _RULE.fullmatch(line) and not _ATTRIBUTES.fullmatch(line.strip()):
            paragraph.append((number, line))
            continue
        for barred, part in chunks(paragraph):
            if barred:
                yield from table(part, f"table{part[0][0]}", gap)
            else:
                yield from _paragraph(part, gap, soft=soft)
            gap = 0
        paragraph = []
        gap += 1


def _paragraph(lines: list[tuple[int, str]], gap: int, *, soft: bool) -> Iterator[Line]:
    """The lines of ``lines``, which no blank line parts, with ``gap`` blank lines above the first."""
    marks = [_block_mark(line.strip()) for _, line in lines]
    bodies = [_body(line.strip(), *mark) for (_, line), mark in zip(lines, marks, strict=True)]
    if soft:  # a backslash at a line's end is a mark, and no word
        bodies = [body[:-1] if body.endswith("\\") else body for body in bodies]
    text = "\n".join(bodies)
    pieces: list[list[Piece]] = [[] for _ in lines]
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for run in runs(text):
        for left, right in _by_line(text, run.start, run.end):
            index = bisect_right(starts, left) - 1
            number, line = lines[index]
            column = len(line) - len(line.lstrip()) + marks[index][2] + left - starts[index] + 1
            place = Place(line=number, column=column)
            pieces[index].append(
                Piece(text[left:right], place, bold=run.bold, italic=run.italic, link=run.link)
            )
    blocks = _soft_blocks(lines, marks) if soft else [None] * len(lines)
    for (_, line), (tag, level, _), found, block in zip(lines, marks, pieces, blocks, strict=True):
        if any(piece.text.strip() for piece in found):
            yield Line(
                tuple(found),
                indent=float(len(line) - len(line.lstrip())),
                right=float(len(line.rstrip())),
                gap=float(gap),
                tag=tag,
                level=level,
                whole=level is not None,
                block=block,
            )
            gap = 0


def _soft_blocks(
    lines: list[tuple[int, str]], marks: list[tuple[str | None, int | None, int]]
) -> list[str | None]:
    """Which lines Markdown takes as one paragraph: all up to a list item, a heading or a hard break."""
    blocks: list[str | None] = []
    before = ""
    for (number, line), (_, level, skip) in zip(lines, marks, strict=True):
        item = _ITEM.match(line.strip()[skip:].lstrip())
        starts = not blocks or level is not None or item or _HARD_BREAK.search(before)
        blocks.append(str(number) if starts else blocks[-1])
        before = line
    return blocks


def _by_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``start`` to ``end`` cut at line breaks."""
    while start < end:
        stop = text.find("\n", start, end)
        if stop < 0:
            stop = end
        if stop > start:
            yield start, stop
        start = stop + 1


def _is_json(data: bytes) -> bool:
    """Whether all of the content is one JSON value with others in it, and so no text that somebody wrote."""
    if not re.match(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[\[{])", data):
        return False
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _block_mark(text: str) -> tuple[str | None, int | None, int]:
    """Tag, level and length of a Markdown heading, quotation or note mark at the start of a line."""
    if match := _HEADING.match(text):
        level = len(match[1] or match[2])
        return f"h{level}", level, match.end()
    if match := _QUOTE.match(text):
        return "blockquote", None, match.end()
    if match := _NOTE.match(text):
        return "footnote", None, match.end()
    return None, None, 0


def _body(text: str, tag: str | None, level: int | None, skip: int) -> str:
    """A line's text after its block mark, without a heading's closing hashes."""
    del tag
    return _CLOSING_HASHES.sub("", text[skip:]) if level else text[skip:]
