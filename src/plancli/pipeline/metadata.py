"""What a document says of itself: title, kind, publication date, reference, publishers, language.

All of it is read from the cover: the blocks before the first prose, or the first page. What the cover does
not say stays unknown; a format's own metadata (hints) helps only where the page is silent, and never with
the publication date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from plancli.document import Block, Document
from plancli.gazetteer import lookup
from plancli.gazetteer.cues import pattern, table
from plancli.pipeline.dates import Timex, parse_date
from plancli.pipeline.languages import find_language
from plancli.pipeline.quotations import find_quotations

_PROSE_WORDS = 25
_TITLE_WORDS = 40
_COVER_BLOCKS = 40
_BODIES = {"ministry", "agency", "government", "parliament", "organisation", "group"}
_CODE = re.compile(
    r"\[?(?:ref(?:erence)?(?: (?:no|number))?[.:]?\s*)?(?P<code>[A-Z]{2,8}[ /-]?\d{1,6}(?:[-/.]\d{1,6}){0,2})\]?"
)
_NUMBERED = re.compile(
    r"\b(?:directive|memorandum|circular|decision|regulation|order|resolution|reference|ref|no)\.?:? "
    r"(?P<code>(?:[A-Z]{1,6}[ -]?)?\d{1,4}[-/]\d{1,4}(?:/[A-Z]{2,4})?)",
    re.IGNORECASE,
)
_BYLINE_PERSON = re.compile(r".*\([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\)")
_DATELINE = re.compile(r"(?:[A-Z][\w.]+(?: [A-Z][\w.]+){0,3},\s*)(?P<date>[^–—-]{6,30}?)\s*[–—-]\s")
_PLACE = re.compile(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,2},\s+(?:the\s+)?")
_AFTER_GENRE = re.compile(r"\s+(?:no\.?\s+)?\S*\d\S*$", re.IGNORECASE)
_SELF_WEIGHT = 55
_SELF_TIMES = 3
_NAME_BREAK = re.compile(r"\s*(?:,|;|/|\||\band\b)\s*")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the text that says something of the document, and what it says."""

    start: int
    end: int
    value: str


@dataclass(slots=True)
class FoundMetadata:
    """What was found; ``None`` or empty where the document does not say."""

    title: Spot | None = None
    kind: str = "other"
    kind_spot: Spot | None = None
    published: Spot | None = None
    reference: Spot | None = None
    language: str | None = None
    issuers: list[Spot] = field(default_factory=list)
    cover: list[Block] = field(default_factory=list)
    addressed: set[int] = field(default_factory=set)


def find_metadata(document: Document) -> FoundMetadata:
    """The metadata of ``document``."""
    cover = list(_cover(document))
    found = FoundMetadata(
        cover=cover, language=find_language(document.text) or document.hints.get("language")
    )
    found.addressed = _addressed(document, cover)
    found.published = _published(document, cover)
    found.issuers = _issuers(document, cover)
    found.title = _title(document, cover, found)
    found.reference = _reference(document, cover)
    found.kind, found.kind_spot = _kind(document, cover, found.title)
    return found


def _cover(document: Document) -> Iterator[Block]:
    """The blocks before the first prose: titles, publishers, dates. Prose is a long paragraph or an item."""
    for block in document.blocks[:_COVER_BLOCKS]:
        words = document.words(block).split()
        if block.region in ("boilerplate", "contents"):
            continue
        if block.kind == "item" or (
            len(words) > _PROSE_WORDS and block.kind != "heading" and not _dated(document, block)
        ):
            return
        yield block


def _dated(document: Document, block: Block) -> bool:
    return _labelled_date(document, block) is not None and len(document.words(block).split()) <= _TITLE_WORDS


def _published(document: Document, cover: list[Block]) -> Spot | None:
    """The labelled date, else a date that stands alone on the cover, else a dateline.

    A label with nothing after it says that there is no date.
    """
    for block in cover:
        if found := _labelled_date(document, block):
            return _spot(found[0], found[1])
        if _blank_label(document, block, cover):
            return None
    for block in cover:
        text = document.words(block)
        if found_date := parse_date(text.strip(" ()[].,")):
            return _spot(found_date, block.content + text.index(found_date.text))
        if (place := _PLACE.match(text)) and (found_date := parse_date(text[place.end() :].strip(" ()[].,"))):
            return _spot(found_date, block.content + text.index(found_date.text, place.end()))
    return _dateline(document) or _closing_date(document)


def _spot(date: Timex, start: int) -> Spot | None:
    return Spot(start, start + len(date.text), date.value) if date.value else None


def _labelled_date(document: Document, block: Block) -> tuple[Timex, int] | None:
    """A date after a label that says publication ("Published 3 May 2024"), and where it starts."""
    text = document.words(block)
    label = re.match(
        rf"(?:{pattern('date_labels', what='published').pattern})\s*:?\s+(?=\S)", text, re.IGNORECASE
    )
    if label is None:
        return None
    rest = text[label.end() :]
    ends = [match.end() for match in re.finditer(r"\S+", rest)][:6]
    for end in reversed(ends):
        if date := parse_date(rest[:end].rstrip(".,;")):
            return date, block.content + label.end() + rest.index(date.text)
    return None


def _blank_label(document: Document, block: Block, cover: list[Block]) -> bool:
    text = document.words(block)
    if not re.fullmatch(
        rf"(?:{pattern('date_labels', what='published').pattern})\s*:\s*", text, re.IGNORECASE
    ):
        return False
    position = cover.index(block)
    after = document.words(cover[position + 1]) if position + 1 < len(cover) else ""
    return parse_date(after.strip()) is None


def _dateline(document: Document) -> Spot | None:
    """The date after a place at the start of the first prose of a press text."""
    for block in document.blocks[:_COVER_BLOCKS]:
        match = _DATELINE.match(document.text, block.content, block.end)
        if match and (date := parse_date(match["date"].strip())):
            return _spot(date, match.start("date"))
    return None


def _closing_date(document: Document) -> Spot | None:
    """The labelled date at the foot of a declaration or a treaty ("Done at …, 3 May 2024")."""
    for block in document.blocks[-8:]:
        if block.kind == "paragraph" and (found := _labelled_date(document, block)):
            return _spot(*found)
    return None


def _issuers(document: Document, cover: list[Block]) -> list[Spot]:
    """Publishers: known bodies that stand alone on a cover line, or after "From" or "By"."""
    found: list[Spot] = []
    addressed = _addressed(document, cover)
    for block in cover:
        if block.start in addressed:
            continue
        text = document.words(block)
        label = re.match(rf"(?:{pattern('bylines').pattern})\s*:?\s+(?=\S)", text, re.IGNORECASE)
        names = text[label.end() :] if label else text
        offset = block.content + (label.end() if label else 0)
        if len(names.split()) > 20 or (not label and _looks_like_title(document, block)):
            continue
        whole = lookup(names.strip())
        if whole is not None and whole.kind in (_BODIES if label else _BODIES - {"group"}):
            found.append(Spot(offset, offset + len(names), whole.name))
        else:
            parts = list(_parts(names, offset))
            known = [spot for spot in parts if _is_body(spot.value, groups=label is not None)]
            if label or len(known) == len(parts):
                found += known
            if label and not known and _acronym(names.strip()):
                found.append(Spot(offset, offset + len(names.rstrip()), names.strip()))
    return found


def _addressed(document: Document, cover: list[Block]) -> set[int]:
    """Starts of the blocks that name recipients: a labelled one and those below it up to the next label."""
    found: set[int] = set()
    inside = False
    for block in cover:
        text = document.words(block)
        if ":" in text[:40]:
            label = rf"(?:{pattern('memo_labels', what='recipients').pattern})\s*:"
            inside = re.match(label, text, re.IGNORECASE) is not None
        if inside:
            found.add(block.start)
    return found


def _looks_like_title(document: Document, block: Block) -> bool:
    """Whether a heading is the title: a long one, or the first of a document that marks its headings up."""
    if block.kind != "heading":
        return False
    first = next(each for each in document.blocks if each.kind == "heading")
    return len(document.words(block).split()) > 12 or (
        _is_marked_up(document) and document.pages is None and block is first
    )


def _parts(names: str, offset: int) -> Iterator[Spot]:
    start = 0
    for match in [*_NAME_BREAK.finditer(names), None]:
        end = match.start() if match else len(names)
        if names[start:end].strip():
            yield Spot(offset + start, offset + end, names[start:end].strip())
        start = match.end() if match else end


def _is_body(name: str, *, groups: bool) -> bool:
    entry = lookup(name)
    return entry is not None and entry.kind in _BODIES and (groups or entry.kind != "group")


def _acronym(name: str) -> bool:
    return name.isupper() and 2 <= len(name) <= 8 and name.isalpha()


def _title(document: Document, cover: list[Block], found: FoundMetadata) -> Spot | None:
    """The cover's title: what is labelled so or set largest, else the first line that can be one."""
    for block in cover:
        label = re.match(
            rf"(?:{pattern('memo_labels', what='title').pattern})\s*:\s+(?=\S)",
            document.words(block),
            re.IGNORECASE,
        )
        if label:
            start = block.content + label.end()
            return Spot(start, block.end, document.text[start : block.end])
    taken = {spot.start for spot in found.issuers} | ({found.published.start} if found.published else set())
    candidates = [block for block in cover if _may_be_title(document, block, taken)]
    sized = [block for block in candidates if block.size is not None]
    if sized:
        largest = max(block.size or 0.0 for block in sized)
        candidates = [block for block in sized if (block.size or 0.0) > 0.97 * largest]
    elif headings := [
        block
        for block in candidates
        if block.kind == "heading" and block.level == 1 and _is_marked_up(document)
    ]:
        candidates = headings
    elif telling := [
        block for block in candidates if pattern("kinds", where="title").search(document.words(block))
    ]:
        first = (
            next(b for b in candidates if len(document.words(b).split()) > 3)
            if any(len(document.words(b).split()) > 3 for b in candidates)
            else telling[0]
        )
        candidates = [first if first in telling or first.start < telling[0].start else telling[0]]
    for block in candidates:
        start = _after_date(document, block)
        text = document.text[start : block.end]
        if len(text.split()) > 1 or sized:
            end = _title_end(block, cover) if sized else block.end
            return Spot(start, end, re.sub(r"\s+", " ", document.text[start:end]).strip())
    hint = document.hints.get("title")
    at = document.text.find(hint) if hint else -1
    return Spot(at, at + len(hint), hint) if hint and at >= 0 else None


def _is_marked_up(document: Document) -> bool:
    return document.media_type != "text/plain"


def _title_end(first: Block, cover: list[Block]) -> int:
    """Where a title that runs over several blocks of one size ends."""
    end = first.end
    for block in cover:
        alike = block.size is not None and abs(block.size - (first.size or 0.0)) < 0.03 * block.size
        if block.start == end + 1 and block.page == first.page and alike:
            end = block.end
    return end


def _may_be_title(document: Document, block: Block, taken: set[int]) -> bool:
    text = document.words(block)
    if block.start in taken or block.content in taken or not 1 <= len(text.split()) <= _TITLE_WORDS:
        return False
    if text.endswith((".", ":", ";")) or not any(map(str.isalpha, text)) or _BYLINE_PERSON.fullmatch(text):
        return False
    if any(pattern("kinds", where=where).fullmatch(text) for where in ("caption", "text")):
        return False
    if parse_date(text.strip(" ()[].,")) or text.lower() in ("summary", "english version"):
        return False
    labels = pattern("date_labels", what="published").pattern, pattern("date_labels", what="other").pattern
    if any(re.match(rf"(?:{label})\b", text, re.IGNORECASE) for label in labels):
        return _after_date(document, block) > block.content
    return not re.match(rf"(?:{pattern('bylines').pattern})\s*:", text, re.IGNORECASE)


def _after_date(document: Document, block: Block) -> int:
    """Where a title starts that a labelled date stands before on its line."""
    found = _labelled_date(document, block)
    if found is None:
        return block.content
    end = found[1] + len(found[0].text)
    rest = document.text[end : block.end]
    return end + len(rest) - len(rest.lstrip()) if len(rest.split()) > 2 else block.content


def _reference(document: Document, cover: list[Block]) -> Spot | None:
    """The document's own number: a code alone on a line of the cover or the foot, or after its genre."""
    for block in [*cover, *document.blocks[-3:]]:
        text = document.words(block).strip()
        if (match := _CODE.fullmatch(text)) and parse_date(match["code"]) is None:
            start = block.content + document.words(block).index(match["code"])
            return Spot(start, start + len(match["code"]), match["code"])
    for block in cover:
        if match := _NUMBERED.search(document.text, block.content, block.end):
            return Spot(match.start("code"), match.end("code"), match["code"])
    hinted = _NUMBERED.search(document.hints.get("title", ""))
    at = document.text.find(hinted["code"]) if hinted else -1
    return Spot(at, at + len(hinted["code"]), hinted["code"]) if hinted and at >= 0 else None


def _kind(document: Document, cover: list[Block], title: Spot | None) -> tuple[str, Spot | None]:
    """The genre: of a caption, the title's last telling word, a mark at the edge, or what the text calls itself."""
    ranked: list[tuple[int, int, str, Spot | None]] = []
    edge = [*cover, *document.blocks[-3:]]
    for order, row in enumerate(table("kinds")):
        weight = int(row["weight"])
        cue = re.compile(rf"(?<![\w-])(?:{row['pattern']})(?![\w-])", re.IGNORECASE)
        if row["where"] == "title":
            if title:
                ranked += [(weight, match.end(), row["kind"], title) for match in cue.finditer(title.value)]
            ranked += [
                (weight - 100, 0, row["kind"], None) for _ in cue.finditer(document.hints.get("title", ""))
            ]
            if _calls_itself(document, row["pattern"]):
                ranked.append((_SELF_WEIGHT, weight, row["kind"], None))
        else:
            for block in edge:
                if cue.fullmatch(_AFTER_GENRE.sub("", document.words(block).strip(" :"))):
                    ranked.append((weight, -order, row["kind"], Spot(block.content, block.end, row["kind"])))
    if ranked:
        best = max(ranked, key=lambda row: row[:2])
        return best[2], best[3]
    return _kind_by_voice(document), None


def _calls_itself(document: Document, genre: str) -> bool:
    """Whether the text speaks of "this directive" (or another genre) several times."""
    own = re.compile(rf"\bthis (?:[A-Z][a-z]+ ){{0,3}}(?:{genre})(?![\w-])", re.IGNORECASE)
    return sum(1 for _ in own.finditer(document.text)) >= _SELF_TIMES


def _kind_by_voice(document: Document) -> str:
    """A text that quotes somebody is a release where it speaks of "our" work itself, else an article."""
    quotations = find_quotations(document.text, document)
    if not quotations or any(block.kind == "item" for block in document.blocks):
        return "other"
    outside = document.text
    for quotation in reversed(quotations):
        outside = outside[: quotation.start] + outside[quotation.end :]
    return "press_release" if re.search(r"\b(?:our|we)\b", outside) else "news_article"
