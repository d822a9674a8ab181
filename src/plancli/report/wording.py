"""How a document's words are shown: as text that can do nothing to the page around it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Controls and the characters that turn the direction of what follows them: shown as a mark, never obeyed.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]"
)
_LONG_WORD = re.compile(r"\S{400,}")
_WORD = 200  # characters that are shown of a word which no language has
_FIELD = 3_000  # characters that are shown of one field; all of it stays in the plan
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_REFERENCES = {"PRESENT_REF": "the present", "FUTURE_REF": "the future", "PAST_REF": "the past"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_LENGTH = re.compile(r"(PT?)(\d+(?:\.\d+)?)(Y|M|W|D|H|S|DE|Q)")
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
_CALENDAR = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


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
    if value in _REFERENCES:
        return _REFERENCES[value]
    if found := _LENGTH.fullmatch(value):
        unit = _UNITS.get(found[1] + found[3], found[3])
        return f"{found[2]} {unit}{'' if found[2] == '1' else 's'}"
    if found := re.fullmatch(r"(\d{4})/(\d\d)(\d\d)", value):
        return f"{found[1]}–{found[3] if found[2] == found[1][:2] else found[2] + found[3]}"
    if found := re.fullmatch(r"(\d{4})-(?:W(\d\d)|([A-Z]{2})|([QH]\d))", value):
        if found[2]:
            return f"week {int(found[2])} of {found[1]}"
        return f"{_SEASONS.get(found[3], found[3]) if found[3] else found[4]} {found[1]}"
    if (found := re.fullmatch(r"XXXX-(\d\d)(?:-(\d\d))?", value)) and 1 <= int(found[1]) <= 12:
        return f"{int(found[2])} {MONTHS[int(found[1]) - 1]}" if found[2] else MONTHS[int(found[1]) - 1]
    found = _CALENDAR.fullmatch(value)
    if not found or not 1 <= int(found[2]) <= 12:
        return harmless(value)
    month = MONTHS[int(found[2]) - 1]
    return f"{int(found[3])} {month} {found[1]}" if found[3] else f"{month} {found[1]}"


def label(name: str) -> str:
    """A name of the contract as words: ``action_plan`` is ``action plan``."""
    return harmless(name.replace("_", " ").lower())
