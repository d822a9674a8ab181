"""What changed in a text, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plancli.changes import WordOp

_TOKEN = re.compile(r"\s+|[^\W_]+(?:[-'’.,][^\W_]+)*|.", re.DOTALL)
_LONGEST = 4_000  # tokens of a text that is compared word by word; the time grows with their product

Words = list[tuple["WordOp", str]]


def word_changes(old: str, new: str) -> Words:
    """The runs of words that were kept, deleted and inserted, in reading order.

    What is kept and deleted gives ``old`` to the letter, what is kept and inserted ``new``. Comparing the other
    way round gives the same runs with the two exchanged.

    >>> word_changes("We will publish a map.", "We will explore a map.")
    [('equal', 'We will '), ('delete', 'publish'), ('insert', 'explore'), ('equal', ' a map.')]
    """
    if old > new:  # one direction is enough, and ties are then broken alike both ways
        return _ordered((_OPPOSITE[op], text) for op, text in _changes(new, old))
    return _ordered(_changes(old, new))


_OPPOSITE: dict[WordOp, WordOp] = {"equal": "equal", "delete": "insert", "insert": "delete"}


def _changes(old: str, new: str) -> Iterator[tuple[WordOp, str]]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _LONGEST:
        yield from _ends(old, new)
        return
    for op, i1, i2, j1, j2 in _blocks(before, after):
        if op == "equal":
            yield "equal", "".join(before[i1:i2])
        else:
            yield "delete", "".join(before[i1:i2])
            yield "insert", "".join(after[j1:j2])


def _blocks(before: list[str], after: list[str]) -> list[tuple[str, int, int, int, int]]:
    """The blocks of the comparison, where a lone space or mark between two changes belongs to them."""
    blocks: list[tuple[str, int, int, int, int]] = []
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (op, i1, i2, j1, j2) in enumerate(codes):
        between = 0 < place < len(codes) - 1
        kept = op == "equal" and not (between and not any(_is_word(token) for token in before[i1:i2]))
        name = "equal" if kept else "change"
        if blocks and blocks[-1][0] == name == "change":
            blocks[-1] = (name, blocks[-1][1], i2, blocks[-1][3], j2)
        else:
            blocks.append((name, i1, i2, j1, j2))
    return blocks


def _is_word(token: str) -> bool:
    return token[0].isalnum()


def _ends(old: str, new: str) -> Iterator[tuple[WordOp, str]]:
    """For texts of many pages: what they share at the start and at the end, and the rest as one change."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    yield "equal", old[:start]
    yield "delete", old[start : len(old) - end]
    yield "insert", new[start : len(new) - end]
    yield "equal", old[len(old) - end :]


def _ordered(runs: Iterable[tuple[WordOp, str]]) -> Words:
    """Joins neighbours of one kind, with what was deleted before what was inserted in its place."""
    joined: Words = []
    pending: dict[WordOp, str] = {}
    for op, text in [*runs, ("equal", "")]:
        if op != "equal":
            pending[op] = pending.get(op, "") + text
            continue
        if not text and not pending:
            continue
        joined += [(each, pending[each]) for each in ("delete", "insert") if pending.get(each)]
        pending = {}
        if text:
            if joined and joined[-1][0] == "equal":
                joined[-1] = ("equal", joined[-1][1] + text)
            else:
                joined.append(("equal", text))
    return joined
