"""All codes in one table, and which of them are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from plancli.errors import UsageError
from plancli.findings import CODES
from plancli.rules import RULES, rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plancli.plan import Severity

EVERY = "ALL"
_CODE = re.compile(r"[A-Z]+\d{0,3}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A code: what it means, how much it matters, why, and how to mend it.

    ``failing`` and ``passing`` are examples, empty for what reading notices.
    """

    code: str
    level: Severity
    meaning: str
    advice: str
    of: str = "reading"
    failing: tuple[object, ...] = ()
    passing: tuple[object, ...] = ()


@cache
def table() -> dict[str, Entry]:
    """Every code that a finding can have, in alphabetical order."""
    entries = [
        Entry(code, each.severity, each.meaning, _advice().get(code, "")) for code, each in CODES.items()
    ]
    entries += [Entry(r.code, r.level, r.meaning, r.advice, r.of, r.failing, r.passing) for r in rules()]
    return {entry.code: entry for entry in sorted(entries, key=lambda entry: entry.code)}


@cache
def _advice() -> dict[str, str]:
    """Why what reading notices matters and how to mend it, by code."""
    lines = files(__package__).joinpath("advice.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {code: f"{why}\n\nTo mend it: {mend}" for code, why, mend in rows[1:]}


@cache
def codes() -> frozenset[str]:
    """Every code, told without loading the rules: a rule's module is called by its code."""
    return frozenset(CODES) | {name.partition("_")[0].upper() for name in RULES}


def parse_codes(given: Iterable[str], where: str) -> tuple[str, ...]:
    """Codes and openings of codes from words or lists with commas (``N201,D``).

    Raises:
        UsageError: there is no such code; the message suggests the nearest.
    """
    asked = [code.strip().upper() for each in given for code in each.split(",") if code.strip()]
    for code in asked:
        if code != EVERY and not (_CODE.fullmatch(code) and any(known.startswith(code) for known in codes())):
            raise UsageError(f"{where}: there is no code {code}{nearest(code, sorted(codes()))}")
    return tuple(asked)


def nearest(word: str, known: Iterable[str]) -> str:
    """How a complaint about ``word`` goes on: with the known word most like it; nothing where none is."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"; did you mean {found[0]}?" if found else ""


def selected(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Whether a code is wanted: of two openings that fit it the longer decides, of equal ones ``ignore``."""
    chosen = max((len(p) if p != EVERY else 0 for p in select if _fits(code, p)), default=-1)
    refused = max((len(p) if p != EVERY else 0 for p in ignore if _fits(code, p)), default=-1)
    return chosen > refused


def _fits(code: str, opening: str) -> bool:
    return opening == EVERY or code.startswith(opening)
