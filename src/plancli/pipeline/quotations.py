"""Quotations: words in quotation marks that somebody says, and speech set after "X said:" without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from plancli import gazetteer
from plancli.document import Block, Document
from plancli.gazetteer.cues import pattern, words
from plancli.pipeline.components import document_of, register, text_of

_PAIRS = {'"': '"', "“": "”", "«": "»", "„": "“"}
_OPEN = re.compile(r"[\"“«„]")
_SINGLE = re.compile(r"(?<!\w)‘(?=[A-Z])(?P<words>[^‘]{25,4000}?)’(?!\w)")
_QUOTES_HEADING = re.compile(r"(?:key )?quot(?:e|es|e\(s\)|ation|ations)(?: from .*)?:?", re.IGNORECASE)
_NAME_LINE = re.compile(r"[-–—~]?\s*(?:[A-Z][\w.’'-]*\s+){1,8}?[A-Z][\w’'-]+(?:,|$|\s[-–—]|\s\()")
_NAMED = re.compile(r"(?:[A-Z][\w.’'-]*\s+|(?:of|for|and|the)\s+){1,10}[A-Z][\w’'-]+:")
"""A title and a name alone before a quotation ("Transport Minister Jane Roe: …")."""
_NAMED_WORDS = 10
_NAME_WORDS = 30
_MIN_WORDS = 6
"""A shorter stretch in quotation marks is a term or a phrase, not somebody's words."""
_FEW_WORDS = 4
"""The same where words of saying stand right beside it."""
_REACH = 250
"""Code points around a quotation in which the words that report it stand."""


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """A quotation without its marks, and the span of the words that say whose it is.

    ``parts`` are its stretches where the reporting words interrupt it ("…," she said. "…").
    """

    start: int
    end: int
    by: tuple[int, int] | None
    parts: tuple[tuple[int, int], ...] = ()


def find_quotations(text: str, document: Document | None = None) -> list[FoundQuotation]:
    """The quotations of ``text`` that words of saying report, in order."""
    found: list[FoundQuotation] = []
    blocks = document.blocks if document else [Block("paragraph", 0, len(text), 0)]
    past = 0
    for index, block in enumerate(blocks):
        if block.region is not None or (block.kind == "heading" and not _attributed(text, block)):
            continue
        if index < past:
            continue
        if attributed := _attributed(text, block):
            speech, past = _over_blocks(text, blocks, index + 1, attributed)
            found += speech
            continue
        marked = list(_in_marks(text, block))
        if marked and not text[block.content : block.end].endswith(":"):
            marked[-1], past = _carried_on(text, blocks, index, marked[-1])
        found += marked
        if not marked and (by := _attribution(text, blocks, index)):
            found.append(FoundQuotation(*_unquoted(text, block), by))
        spoken_to = _ends_in_saying(text, block)
        if spoken_to and not marked and index + 1 < len(blocks):
            found += _unmarked(text, blocks, index, spoken_to)
    return sorted(found, key=lambda quotation: quotation.start)


def _in_marks(text: str, block: Block) -> Iterator[FoundQuotation]:
    """Stretches between quotation marks that a word of saying stands before or after, in the block."""
    reported: tuple[int, int] | None = None
    last: FoundQuotation | None = None
    for start, end in _stretches(text, block):
        if len(text[start:end].split()) < 2:
            continue
        if last is not None and reported and last.end <= reported[0] and reported[1] + 4 >= start - 1:
            last = FoundQuotation(last.start, end, reported, (*last.parts, (start, end)))
            continue
        by = _before(text, block, start - 1) or _after(text, block, end + 1)
        whole = by is not None and not text[start].islower()
        few = len(text[start:end].split()) < (_FEW_WORDS if whole else _MIN_WORDS)
        if few or (by is None and reported is None):
            continue
        if last is not None:
            yield last
        reported = by or reported
        last = FoundQuotation(start, end, reported, ((start, end),))
    if last is not None:
        yield last


def _attribution(text: str, blocks: Sequence[Block], index: int) -> tuple[int, int] | None:
    """The line below a block of quoted words that names who said them ("– Jane Roe, Minister for …")."""
    block = blocks[index]
    own = text[block.content : block.end].rstrip(".")
    whole = len(own) > 2 and own[0] in '"“„«' and own[-1] in '"”“»'
    headed = block.parent is not None and _QUOTES_HEADING.fullmatch(text[slice(*_own(blocks[block.parent]))])
    if not (whole or headed or block.kind == "quote") or index + 1 >= len(blocks):
        return None
    after = blocks[index + 1]
    line = text[after.content : after.end]
    named = None if line.endswith(":") or _says(line) else _NAME_LINE.match(line)
    return (after.content, after.end) if named and len(line.split()) <= _NAME_WORDS else None


def _attributed(text: str, block: Block) -> tuple[int, int] | None:
    """The line that says whose the quotations below it are ("Quotes attributable to …:")."""
    match = pattern("attributions").match(text, block.content, block.end)
    if (
        match is None
        or match.end() >= block.end
        or len(text[block.content : block.end].split()) > _NAME_WORDS
    ):
        return None
    return match.end(), block.end


def _over_blocks(
    text: str, blocks: Sequence[Block], first: int, by: tuple[int, int]
) -> tuple[list[FoundQuotation], int]:
    """The quotation that the paragraphs from ``first`` on make, each opened by a mark, and the block after it."""
    parts: list[tuple[int, int]] = []
    index = first
    while index < len(blocks) and blocks[index].kind in ("paragraph", "quote"):
        start = blocks[index].content
        if text[start] not in _PAIRS and text[start] != "‘":
            break
        parts.append(_unquoted(text, blocks[index]))
        index += 1
    return ([FoundQuotation(parts[0][0], parts[-1][1], by, tuple(parts))] if parts else []), index


def _carried_on(
    text: str, blocks: Sequence[Block], index: int, said: FoundQuotation
) -> tuple[FoundQuotation, int]:
    """The quotation with the paragraphs after it that go on with it, and the first block after these.

    A paragraph goes on where the one before left its quotation open, or is in marks as a whole.
    """
    parts = list(said.parts)
    is_open = said.end == blocks[index].end
    index += 1
    while (
        index < len(blocks) and blocks[index].kind in ("paragraph", "quote") and blocks[index].region is None
    ):
        block = blocks[index]
        opening = _OPEN.match(text, block.content)
        close = _close(text, opening, block) if opening else -1
        whole = close == block.end - 1
        long = whole and len(text[block.content : close].split()) >= _MIN_WORDS
        goes_on = long or (is_open and (whole or close < 0))
        if opening is None or not goes_on or _attribution(text, blocks, index):
            break
        parts.append(_unquoted(text, block))
        is_open = close < 0
        index += 1
    return FoundQuotation(said.start, parts[-1][1], said.by, tuple(parts)), index


def _own(block: Block) -> tuple[int, int]:
    return block.content, block.end


def _stretches(text: str, block: Block) -> Iterator[tuple[int, int]]:
    position = block.start
    while match := _OPEN.search(text, position, block.end):
        close = _close(text, match, block)
        if close < 0:
            yield match.end(), block.end
            return
        yield match.end(), close
        position = close + 1
    for single in _SINGLE.finditer(text, block.start, block.end):
        yield single.span("words")


def _close(text: str, opening: re.Match[str], block: Block) -> int:
    """Where the quotation that ``opening`` opens closes; straight marks close at the next one."""
    return text.find(_PAIRS[opening[0]], opening.end(), block.end)


def _before(text: str, block: Block, end: int) -> tuple[int, int] | None:
    """The clause that leads to a quotation ("The Secretary added: …")."""
    start = max(block.start, end - _REACH)
    clause = text[start:end]
    breaks = [match.end() for match in re.finditer(r"(?<!\b[A-Z])[.!?][\"”’]?\s+(?=[A-Z])", clause)]
    start += breaks[-1] if breaks else 0
    clause = text[start:end].rstrip()
    if clause.endswith((":", ",")) and _says(clause):
        return start, start + len(clause)
    named = clause.endswith(":") and start == block.content and _NAMED.fullmatch(clause)
    titles = gazetteer.words("title_head") | gazetteer.words("role_head")
    titled = named and not titles.isdisjoint(clause[:-1].lower().split())
    return (start, start + len(clause)) if titled and len(clause.split()) <= _NAMED_WORDS else None


def _after(text: str, block: Block, start: int) -> tuple[int, int] | None:
    """The clause that follows a quotation (", said the Minister."), unless it leads from its end to the next one."""
    rest = text[start : min(block.end, start + _REACH)]
    match = re.match(r"[\s,]*(?P<clause>[^.!?\"“:]{3,200})", rest)
    if match and text[start - 2] in ".!?" and re.match(r":?\s*[\"“]", rest[match.end() :]):
        return None
    if match and _says(match["clause"], first_words=8):
        return start + match.start("clause"), start + match.end("clause")
    return None


def _says(clause: str, first_words: int | None = None) -> bool:
    found = re.findall(r"[A-Za-z]+", clause)  # "States" in capitals says nothing
    return any(word in words("speech_verbs") for word in (found[:first_words] if first_words else found))


def _ends_in_saying(text: str, block: Block) -> tuple[int, int] | None:
    """The last sentence of a block that ends in "said:" with nothing after it."""
    own = text[block.content : block.end]
    if not own.endswith(":"):
        return None
    breaks = [match.end() for match in re.finditer(r"[.!?]\s+(?=[A-Z])", own)]
    start = block.content + (breaks[-1] if breaks else 0)
    tail = re.findall(r"[A-Za-z]+", text[start : block.end])
    in_marks = text[block.end : block.end + 3].strip()[:1] in _PAIRS
    near = tail if in_marks else tail[-12:]
    telling = words("speech_verbs") | (words("speech_nouns") if in_marks else frozenset())
    return (start, block.end) if any(word in telling for word in near) else None


def _unmarked(text: str, blocks: list[Block], index: int, by: tuple[int, int]) -> Iterator[FoundQuotation]:
    """The speech after "X said:": the quotation blocks that follow, or the one paragraph after it."""
    after = blocks[index + 1]
    if after.kind == "quote":
        for block in blocks[index + 1 :]:
            if block.kind != "quote":
                return
            yield FoundQuotation(*_unquoted(text, block), by)
    elif after.kind == "paragraph" and after.region is None:
        yield FoundQuotation(*_unquoted(text, after), by)


def _unquoted(text: str, block: Block) -> tuple[int, int]:
    start, end = block.content, block.end
    if text[start] in '"“‘«„':
        start += 1
    if text[end - 1] in '"”’»' and end - 1 > start:
        end -= 1
    return start, end


def _find(doc: Doc) -> list[FoundQuotation]:
    return find_quotations(text_of(doc), document_of(doc))


make_quotations = register("plancli_quotations", _find, lambda _: "quotation")
