"""Footnotes, which interrupt no text: they are told apart from the body and read after it."""

from __future__ import annotations

import re
from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from plancli.document import Piece
from plancli.outline.pages.layout import Leaf, Spot, with_line

if TYPE_CHECKING:
    from plancli.document import Line

_MARK = re.compile(r"(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])[.):]?(?=\s|$)")
_RAISED_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]{1,3})(?:[,;–-](?:\d{1,3}|[a-z]|[*†‡§¶]))*[\])]?")
_GLUED = re.compile(r"\d{1,2}(?=[^\W\d_])")
"""A mark that nothing but its height parts from its note, which is lost."""
_SMALLER = 0.93


def take_notes(page: Leaf, size: float) -> list[Spot]:
    """Take the footnotes out of a page and give them back, tagged ``footnote``."""
    height = page.sheet.height
    low = [spot for spot in page.spots if spot.top > 0.4 * height]
    small = any(
        spot.size < _SMALLER * size and (_MARK.match(spot.text) or _GLUED.match(spot.text)) for spot in low
    )
    called = _called(page) if small else set()
    starts = [spot for spot in low if _starts_note(page, spot, size, called)]
    notes: list[Spot] = []
    for start in sorted(starts, key=lambda spot: (spot.x0 // 40, spot.top)):
        if any(start is note for note in notes):
            continue
        known = set(map(id, notes))
        notes.extend(spot for spot in _note_lines(page, start, size) if id(spot) not in known)
    gone = set(map(id, notes))
    page.spots = [spot for spot in page.spots if id(spot) not in gone]
    opening = set(map(id, starts))
    return [with_line(s, tag="footnote", region=None, pieces=_pieces(s, id(s) in opening)) for s in notes]


def _pieces(spot: Spot, opens: bool) -> tuple[Piece, ...]:
    return _spaced(spot.line.pieces) if opens else spot.line.pieces


def _spaced(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A note's line with a space after the mark that opens it, where the page only moves on."""
    if (glued := _GLUED.match(pieces[0].text)) is not None:
        pieces = (*_split(pieces[0], glued.end()), *pieces[1:])
    if len(pieces) < 2 or not pieces[0].raised or pieces[1].text.startswith(" "):
        return pieces
    return (pieces[0], Piece(" ", replace(pieces[0].place, box=None)), *pieces[1:])


def _split(piece: Piece, at: int) -> tuple[Piece, Piece]:
    """The mark that opens a piece, and what is left of it; the mark is about half as wide as high."""
    box = piece.place.box or (0.0, 0.0, 0.0, 0.0)
    middle = round(min(box[2], box[0] + 0.5 * at * (piece.size or 8.0)), 2)
    mark = replace(piece.place, box=(box[0], box[1], middle, box[3]))
    rest = replace(piece.place, box=(middle, *box[1:]))
    edges = array("d", [middle, *piece.edges[1:]]) if piece.edges is not None else None
    return (
        replace(piece, text=piece.text[:at], place=mark, edges=None, raised=True),
        replace(piece, text=piece.text[at:], place=rest, edges=edges),
    )


def _note_lines(page: Leaf, start: Spot, size: float) -> list[Spot]:
    """The lines from a note's first to the end of its column, or nothing if body text is among them."""
    below = [spot for spot in page.spots if spot.top > start.top - 0.2 * start.size and spot.overlaps(start)]
    found: list[Spot] = []
    for spot in sorted(below, key=lambda spot: (spot.top, spot.x0)):
        if found and spot.top - found[-1].bottom > 2 * start.size and spot.size > 1.1 * start.size:
            break
        found.append(spot)
    small = all(spot.size < _SMALLER * size for spot in found)
    return found if small or _under_rule(page, start) or _last_apart(page, start) else []


def _last_apart(page: Leaf, spot: Spot) -> bool:
    """Whether a line opens the last block of a page, well below all other text."""
    above = [other.bottom for other in page.spots if other.top < spot.top - 2 and other.overlaps(spot)]
    return spot.top > 0.6 * page.sheet.height and bool(above) and spot.top - max(above) > 3 * spot.size


def _called(page: Leaf) -> set[str]:
    """The marks that call notes on a page: raised, after other words."""
    raised = (piece.text for spot in page.spots for piece in spot.line.pieces[1:] if piece.raised)
    return {text.strip("[]()") for text in raised if _RAISED_MARK.fullmatch(text)}


def _starts_note(page: Leaf, spot: Spot, size: float, called: set[str]) -> bool:
    first = spot.line.pieces[0]
    if first.raised and _RAISED_MARK.fullmatch(first.text):
        return spot.size < _SMALLER * size or _under_rule(page, spot) or _last_apart(page, spot)
    mark = _MARK.match(spot.text) or _GLUED.match(spot.text)
    if mark is None or spot.size >= _SMALLER * size:
        return False
    return spot.line.tag == "note" or mark[0].rstrip(".):") in called or _under_rule(page, spot)


def _under_rule(page: Leaf, spot: Spot) -> bool:
    """Whether a short line is drawn right above, as it stands over footnotes, with no text between."""
    for x0, top, x1, bottom in page.sheet.rules:
        if not (40 < x1 - x0 < 0.7 * page.sheet.width and bottom - top < 3 and x0 < spot.x1 and x1 > spot.x0):
            continue
        if not -2 < spot.top - bottom < 2.5 * spot.size + 6:
            continue
        between = (other for other in page.spots if other.top > bottom - 2 and other.top < spot.top - 2)
        if abs(x0 - spot.x0) < 30 and not any(other.overlaps(spot) for other in between):
            return True
    return False


def without_marks(line: Line) -> Line:
    """The line without the raised marks that call a footnote.

    A raised letter or number that belongs to its word (an ordinal, a square metre) stays.
    """
    if True not in [piece.raised for piece in line.pieces[1:]]:
        return line
    kept: list[Piece] = list(line.pieces[:1])
    for piece in line.pieces[1:]:
        if not (piece.raised and _RAISED_MARK.fullmatch(piece.text) and not _has_powers(kept)):
            kept.append(piece)
        elif kept[-1].text == " ":
            kept.pop()
    return replace(line, pieces=tuple(kept))


def _has_powers(before: list[Piece]) -> bool:
    """Whether a raised number belongs to what stands before it: a unit or a sign for a number."""
    return before[-1].text.rpartition(" ")[2] in ("m", "km", "cm", "mm", "ft", "mi", "x")
