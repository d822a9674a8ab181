"""The numerals that a list counts in, as HTML, Word and OpenDocument print them."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = 26
_MOST_ROMAN = 3999


def decimal(value: int) -> str:
    """1, 2, 3, … and below zero with a sign."""
    return str(value)


def padded(value: int) -> str:
    """01, 02, … 10."""
    return f"{value:02d}"


def lower_letter(value: int) -> str:
    """a, b, … z, aa, ab, …; a decimal number where there is no letter for it."""
    if value < 1:
        return str(value)
    letters = ""
    while value:
        value, rest = divmod(value - 1, _LETTERS)
        letters = chr(ord("a") + rest) + letters
    return letters


def repeated_letter(value: int) -> str:
    """a, b, … z, aa, bb, … as Word counts; a decimal number where there is no letter for it."""
    if value < 1:
        return str(value)
    return chr(ord("a") + (value - 1) % _LETTERS) * ((value - 1) // _LETTERS + 1)


def lower_roman(value: int) -> str:
    """i, ii, iii, iv, …; a decimal number where there is no numeral for it."""
    if not 1 <= value <= _MOST_ROMAN:
        return str(value)
    printed = ""
    for amount, numeral in _ROMAN:
        count, value = divmod(value, amount)
        printed += numeral * count
    return printed


def ordinal(value: int) -> str:
    """Ordinal numbers: 1st, 2nd, 3rd, …."""
    teens = 10 <= value % 100 <= 20
    return f"{value}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def upper(numeral: Callable[[int], str]) -> Callable[[int], str]:
    """The same numerals in capitals."""
    return lambda value: numeral(value).upper()
