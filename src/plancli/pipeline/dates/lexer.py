"""From a text to a tape: one letter for each date word, numeral and separator, a blank where prose breaks in.

``the 10th of December`` becomes the letters of ``the ordinal of month``. The tape is what the grammar reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from plancli.pipeline.dates.lexicon import BREAK, letters, scanner, words

_ADJACENT = ("", " ", "\xa0", "  ", "\u2009", "\u202f", " \xa0", "\t")
_SEPARATORS = {
    "comma": (", ", ",", ",\xa0", " , "),
    "hyphen": ("-", "\u2011", "\u2010"),
    "dash": ("–", "—", " – ", " - ", " — ", "– ", " –", "- ", "--", " −", "−"),
    "possessive": ("'s ", "’s ", "' ", "’ "),
    "slash": ("/", " / "),
    "open": (" (", ") "),
}
_WHITE = re.compile(r"\s")
#: What may follow a number at once.
_GLUED = ("am", "pm", "a.m", "p.m", "yr", "hrs", "min", "noon")


@dataclass(frozen=True, slots=True)
class Tape:
    """A text as class letters; the lists run parallel to ``letters``."""

    text: str
    lower: str
    letters: str
    starts: list[int]
    ends: list[int]
    values: list[str]


def lower_same_length(text: str) -> str:
    """Lower a text without moving an offset (some capitals have longer lower-case forms)."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)
    )


def is_wrapped(text: str) -> bool:
    """Tell whether lines are broken inside sentences: many single line ends before a lower-case letter."""
    head = text[:100_000]
    lines = head.count("\n") - head.count("\n\n") * 2
    return lines > 2 and len(re.findall(r"[a-z,]\n[a-z]", head)) > 0.3 * lines


@cache
def _gaps(wrapped: bool) -> dict[str, str]:
    known = letters()
    table = dict.fromkeys(_ADJACENT, "")
    for name, gaps in _SEPARATORS.items():
        table.update(dict.fromkeys(gaps, known[name]))
    if wrapped:
        table |= {"\n": "", ",\n": known["comma"], "\n ": ""}
    return table


def read(text: str) -> Tape:
    """Scan a text once and lay its date words on a tape."""
    lower = lower_same_length(text)
    gaps, vocabulary = _gaps(is_wrapped(text)), words()
    tape: list[str] = []  # four flat lists: tuples would wake the garbage collector
    starts: list[int] = []
    ends: list[int] = []
    values: list[str] = []
    gap_of, known = gaps.get, vocabulary.get
    last = -9
    for found in scanner().finditer(lower):
        start, end = found.span()
        group = found.lastgroup
        if group is None:
            word = lower[start:end]
            letter, value, capital = known(word) or vocabulary[_WHITE.sub(" ", word)]
            if capital and text[start] == word[0]:
                continue
        else:
            letter, value, end = _shape(group, lower, start, end)
            if not letter:
                continue
        gap = gap_of(lower[last:start], BREAK) if start - last < 4 else BREAK
        if gap:
            tape.append(gap)
            starts.append(last)
            ends.append(start)
            values.append("")
        tape.append(letter)
        starts.append(start)
        ends.append(end)
        values.append(value)
        last = end
    return Tape(text, lower, "".join(tape) + BREAK, [*starts, last], [*ends, last], [*values, ""])


def _shape(group: str, lower: str, start: int, end: int) -> tuple[str, str, int]:
    """Classify what the scanner found by its shape; an empty letter says that it is nothing here."""
    token = lower[start:end]
    special = _BY_SHAPE.get(group)
    if group == "plain":
        name, value = _plain(lower, token, end)
    elif special:
        name, value = special(token)
    else:
        name = {"grouped": "number", "sep": "numeric_date"}.get(group, group)
        value = token[1] if group == "quarter_token" else token.replace(",", "")
        value = value.replace(".", "") if group == "ampm" else value
    return letters()[name] if name else "", value, end


def _ordinal(token: str) -> tuple[str, str]:
    number = int(token[:-2])
    return "ordinal" if number else "", str(number)


def _decimal(token: str) -> tuple[str, str]:
    minutes = token.partition(".")[2]
    dotted = len(minutes) == 2 and float(token) < 24 and int(minutes) < 60
    return "clock_dot" if dotted else "decimal", token


def _half(token: str) -> tuple[str, str]:
    return "half_token", token[1]


def _short(token: str) -> tuple[str, str]:
    return "decade" if token.endswith("s") else "short_year", token[1:3]


def _plain(lower: str, token: str, end: int) -> tuple[str, str]:
    if lower[end : end + 1].isalpha() and not lower.startswith(_GLUED, end):
        return "", ""
    number = int(token)
    if len(token) <= 2 and 0 < number <= 31:
        return "small", token
    if len(token) == 4 and 1000 <= number <= 2199:
        return "year", token
    return "number", str(number)


def _pair(token: str) -> tuple[str, str]:
    """Tell ``2024-25`` (year_pair), ``1915–18`` (year_span) and ``2024-12`` (iso_month) apart."""
    first, second = token[:4], token[5:]
    full = second if len(second) == 4 else first[:2] + second
    if first[2:] + second == "9900":
        full = str(int(first) + 1)
    if int(full) == int(first) + 1:
        return "year_pair", f"{first}/{full}"
    if len(second) == 2 and token[4] == "-" and 1 <= int(second) <= 12:
        return "iso_month", token
    if int(full) > int(first) and token[4] != "/":
        return "year_span", f"{first}/{full}"
    return "", ""


_BY_SHAPE = {"pair": _pair, "ordinal": _ordinal, "decimal": _decimal, "half": _half, "short": _short}
