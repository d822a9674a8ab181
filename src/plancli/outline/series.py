"""Numbered lines of a plain text: are they the headings of its sections, or the items of a list?

The line alone does not tell ("2. Reduce waste" may be either); the series does. It is one of headings where its
lines are short, stand apart, and most of them have text of their own below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plancli.gazetteer.cues import pattern
from plancli.outline.leadins import is_lead_in
from plancli.outline.paragraphs import Para

_MOST = 0.6
_MAX_WORDS = 12


def series(paras: Sequence[Para], *, labelled: bool = False) -> list[list[int]]:
    """The runs of markers that look alike and count up, each as indices of paragraphs; with labels if asked."""
    found: list[list[int]] = []
    current: dict[str, list[int]] = {}
    for index, para in enumerate(paras):
        marker = para.marker
        if marker is None or not para.marked or marker.bullet or (marker.label and not labelled):
            continue
        run = current.get(marker.style)
        last = paras[run[-1]].marker if run else None
        if run is None or last is None or marker.value != (last.value or 0) + 1:
            run = []
            found.append(run)
        run.append(index)
        current[marker.style] = run
    return found


def numbered_headings(
    paras: Sequence[Para], shaped: Callable[[Para], bool], *, parts: bool = False, dense: bool = False
) -> set[int]:
    """Indices of the numbered paragraphs that are headings; ``shaped`` tells what has a heading's shape.

    With ``parts`` only those of series that call themselves parts of a document, which no type need set apart;
    ``dense`` tells that no blank lines part the paragraphs.
    """
    headings: set[int] = set()
    for run in series(paras):
        first = paras[run[0] - 1] if run[0] else None
        doubtful = parts or (first is not None and is_lead_in(first.text))
        if len(run) < 2 or (doubtful and not _parts(paras, run)):
            continue
        fit = [
            i
            for i in run
            if shaped(paras[i])
            and (parts or dense or _apart(paras[i]))
            and len(paras[i].words.split()) <= _MAX_WORDS
        ]
        bodied = [i for i in run if i + 1 < len(paras) and not _sibling(paras[i], paras[i + 1])]
        if len(fit) == len(run) and len(bodied) >= _MOST * len(run):
            headings |= set(run)
    return headings


def _parts(paras: Sequence[Para], run: Sequence[int]) -> bool:
    """Whether lines call themselves parts of a document, whatever announces them: two, or one above its own list.

    "The sides have agreed as follows:" stands over the whole of a memorandum ("I. Objectives … II. Areas of work …").
    """
    named = [i for i in run if _names_kind(paras[i].words) or pattern("frames").fullmatch(paras[i].words)]
    listed = [i for i in named if i + 1 < len(paras) and _lists(paras[i], paras[i + 1])]
    return len(named) > 1 or bool(listed)


def _names_kind(text: str) -> bool:
    """Whether a line is a noun for a kind of item ("Areas of work") and nothing else."""
    return any(pattern("items", where=where).fullmatch(text) for where in ("any", "noun"))


def _lists(para: Para, after: Para) -> bool:
    return is_lead_in(after.text) or (after.marked and not _sibling(para, after))


def _apart(para: Para) -> bool:
    return para.first.gap is None or para.first.gap >= 1


def _sibling(para: Para, after: Para) -> bool:
    return (
        after.marked
        and after.marker is not None
        and para.marker is not None
        and after.marker.style == para.marker.style
    )
