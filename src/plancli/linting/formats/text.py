"""Findings for people, as a good compiler tells them: place, level, what is wrong, and the words underlined."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

from plancli.linting.problems import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from plancli.linting.problems import Checked, Problem

    Paint: TypeAlias = Callable[[str, str], str]

_COLOURS = {"error": "1;31", "warning": "1;33", "note": "1;36"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_MARGIN = 4


def write(checked: Sequence[Checked], *, colour: bool = False, width: int = 80) -> str:
    """The findings that each file's settings show, then a line that counts all."""
    paint = _painter(colour)
    parts = [
        "\n".join(_lines(each, problem, paint, width)) + "\n\n" for each in checked for problem in each.shown
    ]
    return "".join(parts) + _summary(checked) + "\n"


def _painter(colour: bool) -> Paint:
    return (lambda text, how: f"\x1b[{how}m{text}\x1b[0m") if colour else (lambda text, _: text)


def _lines(checked: Checked, problem: Problem, paint: Paint, width: int) -> Iterator[str]:
    level = paint(problem.level, _COLOURS[problem.level])
    head = paint(_clean(where(checked.source, problem)) + ":", "1")
    yield f"{head} {level}: {_clean(problem.message)} [{problem.code}]"
    if problem.excerpt and problem.marked[1]:
        yield from _excerpt(problem, paint, width - 2 * _MARGIN)


def where(source: str, problem: Problem) -> str:
    """The place as compilers write it: ``file:line:column``, ``file:page 3``, ``file:/dates/0``."""
    if problem.line:
        return f"{source}:{problem.line}:{problem.column or 1}"
    if problem.page:
        return f"{source}:page {problem.page}"
    return source


def _excerpt(problem: Problem, paint: Paint, width: int) -> Iterator[str]:
    """The line, cut to the width around the offending words, and the marks under them."""
    line = _clean(problem.excerpt)
    start, length = problem.marked
    lead = len(line) - len(line.lstrip())
    line, start = line[lead:], max(0, start - lead)
    length = max(1, min(length, width - 2, len(line) - start))
    left = 0
    if len(line) > width:
        left = max(0, min(start - max(0, (width - length) // 3), len(line) - width))
    shown = line[left : left + width]
    if left:
        shown = "…" + shown[1:]
    if left + width < len(line):
        shown = shown[:-1] + "…"
    margin = " " * _MARGIN
    blank = " " * _columns(shown[: start - left])
    marks = "^" * max(1, _columns(shown[start - left : start - left + length]))
    yield f"{margin}{shown}"
    yield f"{margin}{blank}{paint(marks, _COLOURS[problem.level])}"


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text)


def _summary(checked: Sequence[Checked]) -> str:
    count = {level: sum(p.level == level for each in checked for p in each.problems) for level in LEVELS}
    files = _counted(len(checked), "file")
    found = ", ".join(_counted(n, level) for level, n in count.items() if n)
    muted = sum(each.muted for each in checked)
    known = f" ({muted} in the baseline)" if muted else ""
    hidden = sum(count.values()) - sum(len(each.shown) for each in checked)
    hint = f"; {hidden} not shown (--show note)" if hidden else ""
    return f"{files} checked: {found or 'nothing found'}{known}{hint}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
