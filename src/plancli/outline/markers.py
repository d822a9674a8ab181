"""List markers and heading numbers at the start of a paragraph: what they are and what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from plancli.gazetteer.cues import words
from plancli.outline.counts import cardinals

BULLETS = "•●▪◦‣⁃∙·○■□◆◇▶►➢➤✓✔✦–—*+-"

_BULLET = re.compile(rf"(?:[{re.escape(BULLETS)}]|\uf0b7|\uf0a7|o(?= ))\s+(?=\S)")
LONE = re.compile(rf"[{re.escape(BULLETS)}]|\uf0b7|\uf0a7|\(?(?:\d{{1,3}}|[a-z]|[ivx]{{2,5}})[.)]")
"""A marker of a list that stands alone."""
_OUTLINE = re.compile(r"(?P<n>\d{1,3}(?:\.\d{1,3}){1,4})[.):]?\s+(?=\S)")
# a number of several kinds of parts, as in ``3.a.iii.2.``
_MIXED = re.compile(r"(?P<n>\d{1,3}(?:\.(?:\d{1,3}|[a-zA-Z]|[ivx]{2,5})){1,5})\.?\s+(?=\S)")
_ENUMERATOR = re.compile(
    r"(?P<open>\()?(?P<n>\d{1,3}|[a-z]|[A-Z]|[ivxl]{1,6}|[IVXL]{1,6}|[a-z]{2})(?P<close>[.):])(?:\s+(?=\S)|$)"
)
_TIGHT = re.compile(r"(?P<n>\d{1,2})(?P<close>[.)])(?=[A-Z][a-z]{2})")
# a code of letters and numbers, as in ``A1.`` or ``M1.2:``
_CODE = re.compile(r"(?P<n>[A-Z]{1,3}-?\d{1,3}(?:\.\d{1,3}){0,3})[.):]\s+(?=\S)")
_CODE_PARTS = re.compile(r"([A-Z]{1,3}-?|(?=\d+\.))(\d{1,3}(?:\.\d{1,3}){0,3})")
_BARE = re.compile(r"(?P<n>\d{1,2})\s+(?=[A-Z])")
_ROMAN = re.compile(r"(?=[ivxl])x{0,4}(?:ix|iv|v?i{0,3})|xl|l", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_LONG_NUMBER = 6
"""Characters of a number that no label has any more ("Target 200000 …")."""
_OPENER = 30
"""Characters: no label's first word is longer."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker: how it looks, what number it prints, and where the words after it begin.

    ``style`` is equal for markers of one list (``•``, ``1.``, ``(a)``, ``1.1``, ``priority 1``); ``value`` is
    the last number of it as an integer, ``None`` for a bullet; ``number`` is as printed. ``loose`` says that no
    punctuation parts a label's number from the words after it, so that it counts only in sequence.
    """

    style: str
    length: int
    number: str | None = None
    value: int | None = None
    label: str | None = None
    depth: int = 1
    loose: bool = False

    @property
    def bullet(self) -> bool:
        """Whether it counts nothing."""
        return self.value is None


def marker_of(text: str) -> Marker | None:
    """The marker that ``text`` opens with, if it does."""
    opener = text[:_OPENER].split(maxsplit=1)[:1]
    if opener and len(opener[0]) > 1 and opener[0][0].isalpha() and opener[0][-1] not in ".):":
        return _labelled(text) if not text[0].isspace() else None  # a word, as most lines open with
    if match := _BULLET.match(text):
        inner = _enumerator(text, match.end()) or _labelled_after(text, match.end())
        return inner or Marker(text[0], match.end())
    return _labelled(text) or _enumerator(text, 0) or _coded(text) or _bare(text)


def _enumerator(text: str, start: int) -> Marker | None:
    if match := _OUTLINE.match(text, start):
        parts = match["n"].split(".")
        return Marker(f"outline{len(parts)}", match.end(), match["n"], int(parts[-1]), depth=len(parts))
    if match := _MIXED.match(text, start):
        return _mixed(match["n"], match.end())
    if match := _TIGHT.match(text, start):  # a space is missing
        return Marker(f"1{match['close']}", match.end(), match["n"], int(match["n"]))
    match = _ENUMERATOR.match(text, start)
    if not match or (match["open"] and match["close"] != ")"):
        return None
    printed = match["n"]
    if match["close"] == ":" and not printed.isdigit():
        return None
    frame = f"{match['open'] or ''}%s{match['close']}"
    if printed.isdigit():
        return Marker(frame % "1", match.end(), printed, int(printed))
    case = "a" if printed.islower() else "A"
    if len(printed) == 1 or printed[0] == printed[-1]:
        letter = ord(printed[0].lower()) - ord("a") + 1
        if len(printed) > 1 and _ROMAN.fullmatch(printed):
            return _roman(frame, case, printed, match.end())
        return Marker(frame % case, match.end(), printed, letter + 26 * (len(printed) - 1))
    return _roman(frame, case, printed, match.end()) if _ROMAN.fullmatch(printed) else None


def _mixed(printed: str, end: int) -> Marker:
    parts = printed.split(".")
    kinds = "".join("1" if part.isdigit() else "a" for part in parts)
    value = int(parts[-1]) if parts[-1].isdigit() else roman_value(parts[-1]) if _ROMAN.fullmatch(parts[-1]) \
        else ord(parts[-1].lower()) - ord("a") + 1  # fmt: skip
    return Marker(f"outline {kinds}", end, printed, value, depth=len(parts))


def _roman(frame: str, case: str, printed: str, end: int) -> Marker:
    return Marker(frame % ("i" if case == "a" else "I"), end, printed, roman_value(printed))


def as_roman(marker: Marker) -> Marker | None:
    """The marker read as a roman numeral, where its one letter may be either (``i``, ``v``, ``x``, ``l``)."""
    if marker.number is None or not _ROMAN.fullmatch(marker.number) or marker.label:
        return None
    frame = marker.style.replace("a", "i").replace("A", "I")
    return Marker(frame, marker.length, marker.number, roman_value(marker.number))


def roman_value(printed: str) -> int:
    """The value of a roman numeral of at most 89."""
    values = [_ROMAN_VALUES[letter] for letter in printed.lower()]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def _coded(text: str) -> Marker | None:
    """A code ("A1.", "R2:"); the lists decide whether it counts."""
    match = _CODE.match(text)
    parts = code_parts(match["n"]) if match else None
    if match is None or parts is None:
        return None
    prefix, numbers = parts
    style = f"code {prefix} {len(numbers)}"
    return Marker(style, match.end(), match["n"], numbers[-1], depth=len(numbers))


def code_parts(printed: str) -> tuple[str, tuple[int, ...]] | None:
    """A code's letters, if any, and its numbers: ``("M", (1, 2))`` for ``M1.2``; ``None`` for what is no code."""
    match = _CODE_PARTS.fullmatch(printed)
    return (match[1], tuple(map(int, match[2].split(".")))) if match else None


def codes_count(printed: Sequence[str]) -> bool:
    """Whether all are codes, two at least, each the next one of the code before or the first of other letters."""
    parts = [code_parts(code) for code in printed]
    return len(parts) > 1 and all(
        one is not None and other is not None and _next_code(one, other) for one, other in pairwise(parts)
    )


def _next_code(one: tuple[str, tuple[int, ...]], other: tuple[str, tuple[int, ...]]) -> bool:
    (letters, before), (others, after) = one, other
    if letters != others:
        return set(after) == {1}
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    if at is None:
        return len(after) > len(before) and set(after[len(before) :]) == {1}
    return after[at] == before[at] + 1 and set(after[at + 1 :]) <= {1}


def _bare(text: str) -> Marker | None:
    """A number without punctuation; the lists decide whether it counts (:mod:`plancli.outline.lists`)."""
    match = _BARE.match(text)
    return Marker("bare", match.end(), match["n"], int(match["n"])) if match else None


def _labelled(text: str) -> Marker | None:
    """A word of the label table with its number: "Priority 1:", "Objective II –", "Action 2.1"."""
    if text[:_OPENER].partition(" ")[0].lower() not in _label_openers():
        return None
    for count in (3, 2, 1):
        parts = text.split(" ", count)
        said = " ".join(parts[:count]).lower()
        label = _label_in(said)
        if len(parts) > count and label:
            return _numbered(said, label, parts[count])
    return None


def _labelled_after(text: str, start: int) -> Marker | None:
    """The label that stands behind a bullet ("• Priority 1: …"), if its number is closed."""
    found = _labelled(text[start:])
    if found is None or found.loose:
        return None
    return replace(found, length=start + found.length)


def _label_in(said: str) -> str | None:
    """The label of the table that words are, one by one or without an adjective ("policy goal" is a goal)."""
    if said in words("labels", "label"):
        return said
    items = words("labels", "label") - words("labels", "label", kind="section")
    if said.endswith("s") and said[:-1] in items:
        return said[:-1]
    adjective, _, noun = said.partition(" ")
    return noun if adjective in words("label_adjectives") and noun in items else None


@cache
def _label_openers() -> frozenset[str]:
    """The first words of the labels, which spare most lines the search."""
    openers = {label.partition(" ")[0] for label in words("labels", "label") | words("label_adjectives")}
    return frozenset(openers | {f"{opener}s" for opener in openers})


@cache
def _number() -> re.Pattern[str]:
    """The number of a label and the punctuation that closes it."""
    spelt = "|".join((*cardinals(), *map(str.title, cardinals())))
    return re.compile(
        rf"(?P<n>\d{{1,3}}(?:\.\d{{1,3}})*|[A-Z]|[IVXL]{{1,6}}|{spelt})"
        r"(?P<close>\s*[:.)]|\s*[-–—](?=\s)|)(?:\s+(?=\S)|$)"
    )


def _numbered(said: str, label: str, rest: str) -> Marker | None:
    """The marker of a label, ``said`` with its adjective, whose number ``rest`` opens with."""
    match = _number().match(rest)
    if not match:
        return None
    printed, depth = match["n"], match["n"].count(".") + 1
    loose = not match["close"] and match.end() < len(rest)
    if loose and not (printed[0].isdigit() and len(printed) < _LONG_NUMBER and rest[match.end()].isupper()):
        return None
    style = said if said in words("labels", "label") or not said.endswith("s") else said[:-1]
    return Marker(
        f"{style} {depth}", len(said) + 1 + match.end(), printed, _count(printed), label, depth, loose=loose
    )


def _count(printed: str) -> int:
    if value := cardinals().get(printed.lower()):
        return value
    last = printed.rpartition(".")[2]
    if last.isdigit():
        return int(last)
    return roman_value(printed) if _ROMAN.fullmatch(printed) else ord(printed) - ord("A") + 1
