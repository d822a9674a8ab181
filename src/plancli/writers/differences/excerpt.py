"""The part of a text's changes that a reader needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.changes import FieldChange, WordOp

CONTEXT = 72  # characters of unchanged words beside a change
SHORT = 240  # characters of a text that is shown without its changes
KEPT = 0.4  # part of the longer text that was kept, below which two texts are shown one after the other
_ELLIPSIS = " … "


def excerpt(words: Sequence[tuple[WordOp, str]]) -> list[tuple[WordOp, str]]:
    """The changes with a few unchanged words beside them, and an ellipsis for the others."""
    shown: list[tuple[WordOp, str]] = []
    for place, (op, text) in enumerate(words):
        shown.append((op, _near(text, place == 0, place == len(words) - 1) if op == "equal" else text))
    return shown


def _near(text: str, first: bool, last: bool) -> str:
    room = CONTEXT * (1 if first or last else 2)
    if len(text) <= room + len(_ELLIPSIS):
        return text
    start = "" if first else re.sub(r"\S*$", "", text[:CONTEXT]).rstrip()
    end = "" if last else re.sub(r"^\S*", "", text[-CONTEXT:]).lstrip()
    return f"{start}{_ELLIPSIS if not first else '… '}{end}" if not last else f"{start} …"


def rewritten(field: FieldChange) -> bool:
    """Whether so little of a text was kept that its changes, word by word, tell nothing."""
    if not field.old or not field.new:
        return True
    kept = sum(len(text) for op, text in field.words if op == "equal")
    return kept < KEPT * max(len(field.old), len(field.new))


def short(text: str, longest: int = SHORT) -> str:
    """``text``, cut after a word where it has more than ``longest`` characters."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(None, 1)[0].rstrip(" ,;:–-") + " …"
