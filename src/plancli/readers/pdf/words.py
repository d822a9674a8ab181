"""The words of a page: text, box, and the style of the object that draws them.

A word is what stands between spaces. PDFium guesses spaces where a PDF only moves on; it joins a word that
is hyphenated at a line's end to the next line's, which is undone here: the hyphen is put back and the word
ends. A word drawn in two styles comes as two words of which the second is ``glued``.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from plancli.readers.pdf.native import Handle, calls, reference, string

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import SimpleNamespace

    from plancli.document import Box
    from plancli.readers.pdf.page import OpenPage
    from plancli.readers.pdf.tree import Tag

# PDFium stands these for a hyphen at a line's end that it takes for a word's division
_JOINED = "\x02￾"
_WORD = re.compile(rf"[^\s{_JOINED}]+[{_JOINED}]?|[{_JOINED}]")
_LINE = re.compile(r"[^\r\n]+")
# characters: a line of more is read word by word, as many as a page may have
_LONG = 2_000
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00"), "")
    | {ord(char): "-" for char in _JOINED}
)
_BOLD = re.compile(r"bold|black|heavy|semibd|demi(?!r)|[-,](?:bd|b|bi)$", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|[-,](?:it|i|bi|boldit)$|BoldIt", re.IGNORECASE)
_PICTORIAL = re.compile(r"wingding|webding|dingbat|symbol", re.IGNORECASE)
# a number that opens a line right before a capital, as in ``10.Provide``
_NUMBERED = re.compile(r"\d{1,3}[.)](?=[^\W\d_]{2})")
# a word's parts that stand further apart than this, in multiples of the font size, are two words; recognised
# text, drawn invisibly over its picture, and ligatures of another font are torn by more than that
_SPACE, _LOOSE_SPACE, _WIDE_SPACE = 0.08, 0.13, 0.25
_LIGATED = frozenset(("ff", "fi", "fl", "ffi", "ffl", "ft", "tt", "ti"))
# ten times what a page of small print holds
MOST_WORDS = 20_000
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6
_INVISIBLE, _STROKED_TOO = (3, 7), (2, 6)


# one a text object: a frozen class takes several times as long to make (nothing changes a style)
@dataclass(slots=True, eq=False)
class Style:
    """How a text object draws.

    Attributes:
        angle: degrees anticlockwise, as shown.
        base: the baseline's distance from the page's top, in points.
        start: where the object starts, from the page's left, in points.
        content: the id of its marked content, -1 for none.
        pale: it is filled with white.
        garbled: its font does not say which characters it draws.
        pictorial: its font draws signs instead of letters.
        plain: nothing in it keeps a person from seeing it.
    """

    font: str
    size: float
    bold: bool
    italic: bool
    colour: str | None
    angle: int
    base: float
    start: float
    content: int
    invisible: bool
    pale: bool
    garbled: bool
    pictorial: bool
    plain: bool


@dataclass(slots=True)
class Word:
    """A word of one style; ``breaks`` says that the source starts a new line before it."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    style: Style
    glued: bool = False
    breaks: bool = False
    garbled: bool = False
    underline: bool = False
    link: str | None = None
    tag: Tag | None = None


def page_words(page: OpenPage) -> list[Word]:
    """All words of a page in the source's order, seen or not."""
    return _WordReader(page).words()


class _Face(NamedTuple):
    """What a font is called, and what follows from it."""

    name: str
    bold: bool
    italic: bool
    pictorial: bool


class _WordReader:
    """Reads one page's words, remembering the style of each text object and the traits of each font."""

    def __init__(self, page: OpenPage) -> None:
        self.page = page
        self._handle, self._left = page.text, page.left
        self.pdfium: SimpleNamespace = calls()
        self._styles: dict[Handle, Style] = {}
        self._bands: dict[Style, tuple[float, float]] = {}
        self._fonts: dict[Handle, _Face] = {}
        self._matrix = (ctypes.c_float * 6)()
        self._colour = (ctypes.c_uint * 4)()
        self._colour_at = [ctypes.addressof(self._colour) + 4 * part for part in range(4)]
        self._colours: dict[tuple[int, ...], str] = {}
        self._size = ctypes.c_float()
        self._matrix_at, self._size_at = ctypes.addressof(self._matrix), ctypes.addressof(self._size)
        self._loose_box = self.pdfium.FPDFText_GetLooseCharBox
        self._text_at = reference(page.text)
        self._corners = (ctypes.c_float * 8)()
        self._first_at = ctypes.byref(self._corners)
        self._last_at = ctypes.byref(self._corners, 16)

    def words(self) -> list[Word]:
        """The page's words, line by line as PDFium breaks them."""
        text = self._text()
        found: list[Word] = []
        for match in _LINE.finditer(text):
            if len(found) >= MOST_WORDS:
                break
            line, start = match[0], match.start()
            style = self._style_of_all(line, start)
            if style is None:
                found += self._any_words(text, start, match.end(), MOST_WORDS - len(found))
            else:
                found += self._plain_words(line, start, style, text[start - 1 : start] != "\r")
        return found

    def _style_of_all(self, line: str, start: int) -> Style | None:
        """The style of a line of plain characters that one object draws, level and in one height."""
        if not (line.isascii() and line.isprintable() and len(line) < _LONG):
            return None
        get, handle = self.pdfium.FPDFText_GetTextObject, self._handle
        first = start + len(line) - len(line.lstrip(" "))
        last = start + len(line.rstrip(" ")) - 1
        drawn = get(handle, first) if first <= last else None
        if not drawn or drawn != get(handle, last):
            return None
        style = self._style(drawn, first)
        if style not in self._bands:
            self._banded(first, first + len(line.split(maxsplit=1)[0]), style)
        return style if style in self._bands else None

    def _plain_words(self, line: str, start: int, style: Style, breaks: bool) -> list[Word]:
        """The words of a line that one object draws, of which only the ends are asked for."""
        loose, handle, corners, left = self._loose_box, self._text_at, self._corners, self._left
        first, last, garbled = self._first_at, self._last_at, style.garbled
        top, bottom = self._bands[style]
        found: list[Word] = []
        for text in line.split(" "):
            end = start + len(text)
            if text:
                loose(handle, start, first)
                loose(handle, end - 1, last)
                x0, x1 = corners[0] - left, corners[6] - left
                if x1 < x0:
                    x0, x1, _ = self._banded(start, end, style)
                x0, x1 = (x0 * 100 + 0.5) // 1 / 100, (x1 * 100 + 0.5) // 1 / 100  # see _hundredths()
                found.append(Word(text, x0, top, x1, bottom, style, False, breaks, garbled))
            breaks = False
            start = end + 1
        return found

    def _any_words(self, text: str, at: int, to: int, most: int) -> Iterator[Word]:
        """The words of a line, whatever draws them.

        A word that starts in the same object as the next one is drawn by that object alone, so that the
        object of its last character need not be asked for.
        """
        handle, get = self._handle, self.pdfium.FPDFText_GetTextObject
        spans = [match.span() for match in islice(_WORD.finditer(text, at, to), most)]
        objects = [get(handle, start) for start, _ in spans]
        before = 0
        for (start, end), first, following in zip(spans, objects, [*objects[1:], 0], strict=False):
            breaks = start == before or text[start - 1] == "\n"
            before = end
            if first == following or end - start == 1 or first == get(handle, end - 1):
                word = self._one(text[start:end], start, end, self._style(first, start), breaks)
                if word is not None:
                    yield word
            else:
                yield from self._parts(text[start:end], start, end, breaks)

    def _text(self) -> str:
        """The page's characters, one for each of PDFium's indices."""
        handle, pdfium = self.page.text, self.pdfium
        count = max(0, pdfium.FPDFText_CountChars(handle))
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(handle, 0, count, ctypes.addressof(buffer)) - 1
        text = bytes(buffer)[: 2 * max(0, written)].decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        codes = (pdfium.FPDFText_GetUnicode(handle, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
                       for code in codes)  # fmt: skip

    def _parts(self, text: str, start: int, end: int, breaks: bool) -> list[Word]:
        """A word that several objects draw, as one or, where its style changes or a gap is, several."""
        get = self.pdfium.FPDFText_GetTextObject
        styles = [self._style(get(self.page.text, index), index) for index in range(start, end)]
        changes = [index for index in range(1, len(styles)) if styles[index] is not styles[index - 1]]
        gaps = set(changes) & self._gaps(text, start, changes, styles) if len(changes) < 4 else set()
        found: list[Word] = []
        at = 0
        for index in [*changes, len(styles)]:
            if index < len(styles) and index not in gaps and _alike(styles[index], styles[at]):
                continue
            word = self._one(text[at:index], start + at, start + index, styles[at])
            if word is not None:
                word.glued, word.breaks = at > 0 and at not in gaps, breaks and not at
                found.append(word)
            at = index
        return found

    def _gaps(self, text: str, start: int, changes: list[int], styles: list[Style]) -> set[int]:
        """Where a word's objects stand apart by a space that the source only moved over."""
        found: set[int] = set()
        ends = [0, *changes, len(text)]
        for position, index in enumerate(changes, 1):
            if (
                styles[index].angle
                or not (text[index - 1].isalnum() or text[index - 1] in ".,;:)")
                or not text[index].isalpha()
            ):
                continue
            self._loose_box(self._text_at, start + index - 1, self._first_at)
            self._loose_box(self._text_at, start + index, self._last_at)
            gap = self._corners[4] - self._corners[2]
            drawn = {text[ends[position - 1] : index], text[index : ends[position + 1]]}
            loose = styles[index].invisible or not drawn.isdisjoint(_LIGATED)
            least = _LOOSE_SPACE if loose else _SPACE
            if len(changes) == len(text) - 1:  # each letter for itself, as they are set wide apart
                least = _WIDE_SPACE
            if _NUMBERED.match(text) and index == text.find(text[index - 1]) + 1 <= 4:
                least = 0.05
            if least * styles[index].size < gap < 2 * styles[index].size:
                found.add(index)
        return found

    def _one(self, text: str, start: int, end: int, style: Style, breaks: bool = False) -> Word | None:
        garbled = style.garbled
        if not (text.isascii() and text.isprintable()):
            text = text[:-1] + "-" if text[-1] == "\x02" else text
            text = text if text.isascii() else text.translate(_LIGATURES)
            if not text:
                return None
            garbled = garbled or _unprintable(text)
        x0, x1, (top, bottom) = self._banded(start, end, style)
        return Word(text, _hundredths(x0), top, _hundredths(x1), bottom, style, False, breaks, garbled)

    def _banded(self, start: int, end: int, style: Style) -> tuple[float, float, tuple[float, float]]:
        """A word's left and right edge, and its top and bottom, kept for its style's other words."""
        if style.angle:
            x0, top, x1, bottom = self._turned_box(start, end)
            return x0, x1, (round(top, 2), round(bottom, 2))
        x0, top, x1, bottom = self._box(start, end)
        band = self._bands.get(style)
        if band is not None:  # level text of one object is equally high everywhere
            return x0, x1, band
        if not (
            0.5 * style.size <= bottom - top <= 2.5 * style.size and bottom > style.base + 0.1 * style.size
        ):
            # the font lies about its ascent and descent, or tells none, so that the box is that of the letters
            top, bottom = style.base - 0.8 * style.size, style.base + 0.2 * style.size
        band = (round(top, 2), round(bottom, 2))
        if not self.page.rotation:
            self._bands[style] = band
        return x0, x1, band

    def _box(self, start: int, end: int) -> Box:
        """The box around a level word's characters; its first and its last are enough."""
        call, page = self._loose_box, self.page
        call(self._text_at, start, self._first_at)
        call(self._text_at, end - 1, self._last_at)
        left, top, right, bottom, last_left, last_top, last_right, last_bottom = self._corners[:]
        left = min(left, last_left)
        right = max(right, last_right)
        top = max(top, last_top)
        bottom = min(bottom, last_bottom)
        if page.rotation:
            return page.to_box(left, bottom, right, top)
        return (left - page.left, page.top - top, right - page.left, page.top - bottom)

    def _turned_box(self, start: int, end: int) -> Box:
        boxes: list[Box] = []
        for index in range(start, end):
            self._loose_box(self._text_at, index, self._first_at)
            left, top, right, bottom = self._corners[:4]
            boxes.append(self.page.to_box(left, bottom, right, top))
        x0, y0, x1, y1 = zip(*boxes, strict=True)
        return (min(x0), min(y0), max(x1), max(y1))

    def _style(self, handle: Handle, index: int) -> Style:
        style = self._styles.get(handle)
        if style is None:
            style = self._styles[handle] = self._read_style(handle, index)
        return style

    def _read_style(self, handle: Handle, index: int) -> Style:
        pdfium = self.pdfium
        pdfium.FPDFText_GetMatrix(self._handle, index, self._matrix_at)
        a, b, c, d, e, f = self._matrix[:]
        pdfium.FPDFTextObj_GetFontSize(handle, self._size_at)
        # the text matrix scales the font size; its vertical scale is the height a person sees
        size = self._size.value * math.hypot(c, d)
        angle = round(math.degrees(math.atan2(b, a))) if b or a < 0 else 0
        angle -= 90 * self.page.rotation if a or b else 0
        name, bold, italic, pictorial = self._font(pdfium.FPDFTextObj_GetFont(handle))
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        colour, pale = self._fill(handle)
        start, base = self.page.to_point(e, f)
        invisible = mode in _INVISIBLE
        return Style(
            name, round(size, 2), bold or mode in _STROKED_TOO, italic or (abs(c) > 0.15 * abs(d) and not b),
            colour, angle % 360, base, start, pdfium.FPDFPageObj_GetMarkedContentID(handle), invisible, pale,
            bool(pdfium.FPDFText_HasUnicodeMapError(self.page.text, index)), pictorial,
            not (invisible or pale) and size > 2,
        )  # fmt: skip

    def _fill(self, handle: Handle) -> tuple[str | None, bool]:
        if not self.pdfium.FPDFPageObj_GetFillColor(handle, *self._colour_at):
            return None, False
        red, green, blue, alpha = fill = tuple(self._colour[:])
        shown = self._colours.get(fill)
        if shown is None:
            shown = self._colours[fill] = f"#{red:02x}{green:02x}{blue:02x}"
        return shown, min(red, green, blue) > 244 or alpha < 8

    def _font(self, handle: Handle) -> _Face:
        known = self._fonts.get(handle)
        if known is None:
            name = string(self.pdfium.FPDFFont_GetBaseFontName, handle, encoding="utf-8") if handle else ""
            flags = max(0, self.pdfium.FPDFFont_GetFlags(handle)) if handle else 0
            name = name.partition("+")[2] or name
            known = self._fonts[handle] = _Face(
                name,
                bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD),
                bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG),
                bool(_PICTORIAL.search(name)),
            )
        return known


def _hundredths(points: float) -> float:
    """A length to hundredths of a point, as round() gives it at five times the cost."""
    return (points * 100 + 0.5) // 1 / 100


def _unprintable(text: str) -> bool:
    """Whether a third of the characters are ones that no font shows: controls, and places of private use."""
    return 3 * sum(not char.isprintable() for char in text) >= len(text)


def _alike(one: Style, other: Style) -> bool:
    """Whether a word may go on from one object to the other without a person seeing a difference."""
    return (
        abs(one.size - other.size) < 0.12 * max(one.size, other.size)
        and abs(one.base - other.base) < 0.1 * one.size
        and one.bold == other.bold
        and one.italic == other.italic
        and one.angle == other.angle
        and one.content == other.content
    )
