"""The places of a text that name an instrument, by title, by number, and by a noun in a run of capitals."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from plancli.document import Block, Document
from plancli.intervals import Intervals
from plancli.pipeline.references import borders
from plancli.pipeline.references.grammar import another, pattern
from plancli.pipeline.references.lexicon import SHORT, any_of, head_words, heads, named
from plancli.pipeline.references.model import Candidate
from plancli.pipeline.references.numbered import numbered
from plancli.pipeline.references.own import key
from plancli.pipeline.references.titled import titled

_WORDS = re.compile(r"[^\W\d_]+")
_BY_YEAR = re.compile(r"(?:19|20)\d\d\s+[A-Z]\w+|[A-Z]\w+\s+(?:of\s+)?(?:19|20)\d\d")
_ONLY_NUMBER = re.compile(r"[A-Z][a-z]+\s+(?:No\.?\s*)?\d{1,5}(?:\s+of\s+\d{4})?")


def candidates(
    text: str, document: Document | None, bodies: Sequence[tuple[int, int]]
) -> Iterator[Candidate]:
    """The names in document order: of those that overlap the title, else the number, else the run of capitals.

    ``bodies`` are the spans of names that are actors.
    """
    blocks = document.blocks if document else [Block("paragraph", 0, len(text), 0)]
    taken, ends = Intervals(bodies), dict(bodies)
    for block in blocks:
        if block.region is not None or text[block.content : block.end].isupper():
            continue  # capitals say nothing where all are
        by_title = list(titled(text, block.content, block.end))
        by_number = [_from_start(text, each) for each in numbered(text, block.content, block.end)]
        by_head = [each for each in _headed(text, block, ends) if not taken.hold(each.start, each.end)]
        starts = [each.start for each in by_head]
        by_number = [each for each in by_number if not _within(text, each, by_head, starts)]
        yield from _apart([*by_title, *(each for each in by_number if not _fills(each, block)), *by_head])


def _within(text: str, number: Candidate, by_head: Sequence[Candidate], starts: Sequence[int]) -> bool:
    """Whether a number is a part of another's name ("Guidance on Executive Order 99")."""
    place = bisect_left(starts, number.start) - 1
    if place < 0 or by_head[place].end <= number.start:
        return False
    return _capital_head().search(text, by_head[place].start, number.start) is not None


@cache
def _capital_head() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(named())})\s")


def _fills(number: Candidate, block: Block) -> bool:
    """Whether a number stands in a line of its own, as that of the document itself does."""
    return block.kind in ("paragraph", "heading") and (number.start, number.end) == (block.content, block.end)


def _apart(ranked: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that overlap none before them in rank, in document order."""
    kept: list[Candidate] = []
    starts: list[int] = []
    for each in ranked:
        place = bisect_left(starts, each.end)
        if place == 0 or kept[place - 1].end <= each.start:
            kept.insert(place, each)
            starts.insert(place, each.start)
    return kept


def _from_start(text: str, candidate: Candidate) -> Candidate:
    """A candidate without the words before its name that belong to the sentence."""
    start = borders.start_of(text, candidate.start, candidate.end, heading=False)
    if start == candidate.start:
        return candidate
    name = candidate.name and candidate.name[start - candidate.start :]
    return Candidate(start, candidate.end, candidate.kind, name, candidate.key)


def _headed(text: str, block: Block, bodies: Mapping[int, int]) -> Iterator[Candidate]:
    """The names with an instrument noun as their head in a block."""
    if head_words().isdisjoint(_WORDS.findall(text[block.content : block.end].lower())):
        return  # most blocks: the search proper costs more
    for match, last in _matches(text, block.content, block.end):
        if match["lower"] and block.kind == "heading":
            continue
        left = match.start("new") if match["new"] else match.start()
        left = borders.start_of(text, left, last, heading=block.kind == "heading")
        right = borders.end_of(text, left, last, heading=block.kind == "heading")
        name = text[left:right]
        certain = match["new"] or match["law"] or (match["opening"] and not _unsure(text, left, name, block))
        if (
            len(name.split()) < 2
            or name.lower() in heads()
            or borders.is_kind(name, whose=text[left : bodies.get(left, left)])
        ):
            continue
        if not certain and not borders.is_name(text, left, name, block.content):
            continue
        groups = (match[group] for group in ("listed", "opener", "further", "head", "low", "noun"))
        opened = _opened_by().match(name)
        head = opened[1] if opened else next(filter(None, groups))
        right = left + len(name.rstrip(".,;:"))
        right = borders.to_acronym(text, left, borders.before_body(text, left, right, bodies))
        number = key(name) if _ONLY_NUMBER.fullmatch(name) else None
        kind = heads()[head.lower()]
        if kind == "law" and _BY_YEAR.fullmatch(text, left, right):
            continue  # "the 2006 Act" is short for one that has a name
        yield Candidate(left, right, kind, key=number)


def _matches(text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], int]]:
    """The names between two code points, and where each ends before another that "and" leads to."""
    while match := pattern().search(text, start, end):
        head = max(match.end(group) for group in ("listed", "opener", "further", "head", "low", "noun"))
        more = another().search(text, head, match.end())
        start = more.start() if more else match.end()
        yield match, start


def _unsure(text: str, start: int, name: str, block: Block) -> bool:
    """Whether a sentence may just start with the noun ("Agreement between the ports is near.")."""
    return _between().match(name) is not None and borders.opens_sentence(text, start, block.content)


@cache
def _between() -> re.Pattern[str]:
    return re.compile(r"\S+\s+(?:between|among)\s")


@cache
def _opened_by() -> re.Pattern[str]:
    """The noun that a name opens with, which tells its kind ("Agreement on the Fish Programme")."""
    return re.compile(
        rf"({any_of(named())})(?:\s+{SHORT})?\s+(?:of|on|for|in|with|to|between|among|concerning|regarding|relating|establishing)\s"
    )
