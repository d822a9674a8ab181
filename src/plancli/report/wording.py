"""How a document's words are shown: as text that can do nothing to the page around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

# Controls and the characters that turn the direction of what follows them: shown as a mark, never obeyed.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]"
)
_LONG_WORD = re.compile(r"\S{400,}")
_WORD = 200  # characters that are shown of a word which no language has
_FIELD = 3_000  # characters that are shown of one field; all of it stays in the plan
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_UNITS = {
    "PY": "year",
    "PM": "month",
    "PW": "week",
    "PD": "day",
    "PTH": "hour",
    "PTM": "minute",
    "PTS": "second",
}
_UNITS |= {"PDE": "decade", "PQ": "quarter"}


def harmless(text: str) -> str:
    """``text`` with a visible mark for each control, and endless words cut."""
    return _LONG_WORD.sub(_cut, _CONTROL.sub("\ufffd", text))


def clipped(text: str, most: int = _FIELD) -> str:
    """:func:`harmless` text of at most ``most`` characters, cut after a word where it is longer."""
    if len(text) > most:
        # A word may be longer than the whole field, so the cut is made before anything reads to its end.
        head = text[: most + _WORD]
        text = (head[:most].rsplit(None, 1) or [""])[0].rstrip(" ,;:–-") + f" … ({len(text):,} characters)"
    return harmless(text)


def shortened(text: str, most: int) -> str:
    """:func:`harmless` text of at most ``most`` characters on one line, for a label in a drawing."""
    line = " ".join(text[: most * 4].split())
    if len(line) <= most and len(text) <= most * 4:
        return harmless(line)
    head = line[:most]
    return harmless((head.rpartition(" ")[0] or head[:-1]).rstrip(" ,;:–-")) + " …"


def _cut(match: re.Match[str]) -> str:
    return f"{match[0][:_WORD]}… ({len(match[0]):,} characters)"


def web_address(text: str | None) -> str | None:
    """``text`` if it is an address that a link may lead to: http or https with a host, else ``None``.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if text is None or len(text) > 2_000 or re.search(r"[\s\x00-\x20\"'<>\\^`{|}]", text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and host and "@" not in parts.netloc else None


def spoken_date(value: str | None) -> str:
    """A TIMEX3 value as people say it; what has no other words stays as it is.

    >>> [spoken_date(value) for value in ("2026-05-14", "2026-05", "2026", "2024/2025", None)]
    ['14 May 2026', 'May 2026', '2026', '2024–25', 'not resolved']
    >>> [spoken_date(value) for value in ("P12M", "P1Y", "2025-W47", "2013-FA", "2025-Q2", "FUTURE_REF")]
    ['12 months', '1 year', 'week 47 of 2025', 'autumn 2013', 'Q2 2025', 'the future']
    """
    if value is None:
        return "not resolved"
    for pattern, saying in _SAYINGS:
        if found := pattern.fullmatch(value):
            return saying(found)
    return harmless(value)


def _length(found: re.Match[str]) -> str:
    unit = _UNITS.get(found[1] + found[3], found[3])
    return f"{found[2]} {unit}{'' if found[2] == '1' else 's'}"


def _two_years(found: re.Match[str]) -> str:
    return f"{found[1]}–{found[3] if found[2] == found[1][:2] else found[2] + found[3]}"


def _day(found: re.Match[str]) -> str:
    """Year, month and day, as far as they are given; the year may be none."""
    parts = [str(int(found[3]))] if found[3] else []
    parts += [MONTHS[int(found[2]) - 1]] if found[2] else []
    return " ".join(parts + ([found[1]] if found[1] != "XXXX" else []))


_SAYINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4}|XXXX(?=-))(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?"), _day),
    (re.compile(r"(\d{4})/(\d\d)(\d\d)"), _two_years),
    (re.compile(r"(PT?)(\d+(?:\.\d+)?)(Y|M|W|D|H|S|DE|Q)"), _length),
    (re.compile(r"(\d{4})-W(\d\d)"), lambda found: f"week {int(found[2])} of {found[1]}"),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), lambda found: f"{_SEASONS[found[2]]} {found[1]}"),
    (re.compile(r"(\d{4})-([QH]\d)"), lambda found: f"{found[2]} {found[1]}"),
    (re.compile(r"(\d{3})"), lambda found: f"{found[1]}0s"),
    (re.compile(r"(PRESENT|FUTURE|PAST)_REF"), lambda found: f"the {found[1].lower()}"),
)


def label(name: str) -> str:
    """A name of the contract as words: ``action_plan`` is ``action plan``."""
    return harmless(name.replace("_", " ").lower())
