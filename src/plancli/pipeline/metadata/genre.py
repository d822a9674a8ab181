"""The genre of a document and its own number."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from plancli.document import Block, Document
from plancli.gazetteer.cues import pattern, table, words
from plancli.pipeline.dates import parse_date
from plancli.pipeline.metadata.cover import Spot, label_of, phrases
from plancli.pipeline.metadata.issued import issued
from plancli.pipeline.quotations import find_quotations

_FOOT, _CODE_FOOT = 3, 10
"""Blocks at the end that may tell the genre, and that may hold the document's number."""
_CODE = re.compile(
    r"\[?(?:ref(?:erence)?(?: (?:no|number))?[.:]?\s*)?"
    r"(?P<code>(?:EXECUTIVE ORDER|Executive Order|E\.O\.|EO) (?:\d{4,5}|(?:No|NO)\.? ?\d{1,5})|"
    r"Press Release \(\d{4}\) \d{1,3}|[A-Z]{1,8} ?\(\d{2,4}\) ?\d{1,5}(?: final)?|"
    r"[A-Z]{2,8}[ /-]?\d{1,6}(?:[-/.]\d{1,6}){0,2}|[A-Z]-\d{1,4}-\d{1,5}|"
    r"[A-Z]{2,8}(?:/[A-Z0-9]{2,8}){1,3}/\d{1,4}|"
    r"[A-Z]{2,8}(?:/[A-Z]{2,8}){1,3}-\d{1,5}|"
    r"[A-Z][A-Za-z]{1,9}(?:/[A-Za-z0-9]{1,10}){1,3}\.? ?\d{0,5} ?\([A-Z0-9]{1,14}\)(?:[ /]Rev\.? ?\d)?)\]?"
)
_NUMBER = (
    r"\.?(?: ?#)?:? (?P<code>(?:[A-Z]{1,6}[ -]?)?\d{1,4}[-/]\d{1,6}(?:/[A-Z]{2,4})?|"
    r"[A-Z]{2,6}\d{1,6}|\d{5,9})(?![\w/-])"
)
_OWN = re.compile(
    rf"\b(?:uin|release id|document (?:no|number|symbol)|reference|ref){_NUMBER}|"
    r"^(?-i:[A-Z]{2,5}): (?P<short>(?-i:[A-Z]{2,6})\d{1,6})$",
    re.IGNORECASE,
)
"""A number after a label that says it is the document's own, or after the letters of a series ("WS: ABWS12")."""
_NUMBERED = re.compile(
    rf"\b(?:directive|memorandum|circular|decision|regulation|order|resolution|no){_NUMBER}", re.IGNORECASE
)
_AFTER_GENRE = re.compile(r"\s+(?:no\.?\s+)?\S*\d\S*$", re.IGNORECASE)
_THIS = re.compile(r"\bthis ", re.IGNORECASE)
_SELF_WEIGHT = 55
_SPOKEN_WEIGHT = 80
_SELF_TIMES = 3
_INFINITIVE = re.compile(r"\bto (?:[a-z]+(?:, | and | or ))*[a-z]+", re.IGNORECASE)
"""What a title is to do ("… to Accelerate and Deepen Efforts"): no verb of a headline."""
_TODAY = re.compile(r"(?:.{0,60}\s[–—-]+\s)?Today, ")
_OPENING = 8
"""Blocks: the first prose stands among them."""
_SMALL = 4
"""Letters: words of no more may stand without a capital in a title that gives every other one."""
_HINT_LESS = 100
"""What a genre weighs less where only the format's metadata tells it."""


def find_kind(
    document: Document, cover: list[Block], title: Spot | None, *, issued: bool
) -> tuple[str, Spot | None]:
    """The genre: of a caption, the title's last telling word, a mark at the edge, or what the text calls itself."""
    ranked: list[tuple[int, int, str, Spot | None]] = []
    spots = [spot for block in [*cover, *document.blocks[-_FOOT:]] for spot in phrases(document, block)]
    spots += _said_of_itself(document, cover, title)
    edge = [(spot, {spot.value, _bare(spot.value)}) for spot in spots]
    hint = document.hints.get("title", "")
    headline = title is not None and _is_headline(title.value)
    named = None if headline else title
    pointers = [match.start() for match in _THIS.finditer(document.text)]
    for order, row in enumerate(table("kinds")):
        kind, weight = row["kind"], int(row["weight"])
        cue = _cue(row["pattern"])
        if row["where"] == "title":
            ranked += [
                (weight, match.end(), kind, title) for match in (cue.finditer(named.value) if named else ())
            ]
            ranked += [(weight - _HINT_LESS, 0, kind, None) for _ in cue.finditer(hint)]
            if _calls_itself(document.text, row["pattern"], pointers):
                ranked.append((_SELF_WEIGHT, weight, kind, None))
        else:
            ranked += [
                (weight, -order, kind, spot) for spot, values in edge if any(map(cue.fullmatch, values))
            ]
    ranked += _spoken(document, cover)
    if ranked:
        best = max(ranked, key=lambda row: row[:2])
        return best[2], best[3]
    return _kind_by_voice(document, headline=headline, issued=issued), None


def _said_of_itself(document: Document, cover: list[Block], title: Spot | None) -> list[Spot]:
    """The genre before a colon that opens the title ("FACT SHEET: …"), and in a sentence on who issued it."""
    found = []
    label, colon, _ = title.value.partition(":") if title else ("", "", "")
    if title and colon:
        found.append(Spot(title.start, title.start + len(label), label.strip()))
    for block in cover:
        if match := _genre_by().match(document.words(block)):
            found.append(Spot(block.content, block.content + match.end("genre"), match["genre"]))
        if (told := issued(document.words(block))) and told.genre[1]:
            start, end = (block.content + offset for offset in told.genre)
            found.append(Spot(start, end, document.text[start:end]))
    return found


@cache
def _genre_by() -> re.Pattern[str]:
    """A declaration and whose it is, at the start of a line ("Joint statement by the leaders of …")."""
    told = pattern("kinds", where="caption", kind="declaration").pattern
    return re.compile(rf"(?P<genre>{told}) (?:by|of|from) ", re.IGNORECASE)


def _spoken(document: Document, cover: list[Block]) -> list[tuple[int, int, str, Spot | None]]:
    """The genre of what has a label for the day on which it was spoken ("Delivered on: …")."""
    told = (f"{document.words(block)} x" for block in cover)
    spoken = any(":" in text[: label_of(text, "date_labels", what="spoken")] for text in told)
    return [(_SPOKEN_WEIGHT, 0, "oral_statement", None)] if spoken else []


def _bare(text: str) -> str:
    return _AFTER_GENRE.sub("", text.strip(" :"))


@cache
def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


@cache
def _own(genre: str) -> re.Pattern[str]:
    return re.compile(rf"this (?:[A-Z][a-z]+ ){{0,3}}(?:{genre})(?![\w-])", re.IGNORECASE)


def _calls_itself(text: str, genre: str, pointers: list[int]) -> bool:
    """Whether the text speaks of "this directive" (or another genre) several times.

    Args:
        text: the reading text.
        genre: the pattern of its names.
        pointers: where "this" stands in it.
    """
    times = end = 0
    for start in pointers:
        if start >= end and (match := _own(genre).match(text, start)):
            times, end = times + 1, match.end()
    return times >= _SELF_TIMES


def _is_headline(title: str) -> bool:
    """Whether a title tells what somebody does; of one whose words all have capitals, a verb within tells it."""
    verbs, helpers = (words("headline_verbs", **{"class": name}) for name in ("verb", "auxiliary"))
    found = re.findall(r"[A-Za-z]+", _INFINITIVE.sub(" ", title))
    if any(word.lower() in helpers and _may_tell(title, word) for word in found[1:-1]):
        return True
    if all(word[0].isupper() for word in found if len(word) > _SMALL):
        return any(verb.lower() in verbs for above, verb in pairwise(found[:-1]) if above[0].isupper())
    if found and found[-1].endswith("s"):  # "Strategy for research calls": what they call would follow
        found.pop()
    return any(word in verbs for word in found if word.islower())


def _may_tell(title: str, helper: str) -> bool:
    """Whether the words before an auxiliary make it the verb of a headline: no genre, no question, no relative."""
    before = title[: re.search(rf"\b{helper}\b", title).start()]  # type: ignore[union-attr]  # it is one of its words
    asked = re.search(r"\b(?:how|what|why|when|where|who|which|that|we|you|our)\b", before, re.IGNORECASE)
    return asked is None and pattern("kinds", where="title").search(before) is None


def _kind_by_voice(document: Document, *, headline: bool, issued: bool) -> str:
    """A headline or a quotation makes a release of what a body publishes or calls "our" work, else an article.

    What opens with "Today" is a release.
    """
    quotations = find_quotations(document.text, document)
    if _opens_today(document):
        return "press_release"
    if not headline and (not quotations or any(block.kind == "item" for block in document.blocks)):
        return "other"
    outside = document.text
    for quotation in reversed(quotations):
        outside = outside[: quotation.start] + outside[quotation.end :]
    own = issued or re.search(r"\b(?:[Oo]ur|[Ww]e)\b", outside)
    return "press_release" if own else "news_article"


def _opens_today(document: Document) -> bool:
    """Whether the first prose opens with "Today", as bodies begin what they announce themselves."""
    return any(_TODAY.match(document.words(block)) for block in document.blocks[:_OPENING])


def find_reference(document: Document, cover: list[Block]) -> Spot | None:
    """The document's own number: alone or labelled on the cover, alone at the foot, or after its genre."""
    title = document.hints.get("title", "")
    return (
        _alone(document, cover)
        or _labelled(document, cover, _OWN)
        or _alone(document, document.blocks[-_CODE_FOOT:])
        or _labelled(
            document, [block for block in document.blocks[-_CODE_FOOT:] if _is_code(document, block)], _OWN
        )
        or _labelled(document, cover, _NUMBERED)
        or next((_hinted(document, found) for cue in (_OWN, _NUMBERED) if (found := cue.search(title))), None)
    )


def _alone(document: Document, blocks: list[Block]) -> Spot | None:
    """A code that fills a phrase of one of ``blocks``."""
    for block in blocks:
        for phrase in phrases(document, block):
            if (match := _CODE.fullmatch(phrase.value)) and parse_date(match["code"]) is None:
                start = document.text.index(match["code"], phrase.start)
                return Spot(start, start + len(match["code"]), match["code"])
    return None


def _is_code(document: Document, block: Block) -> bool:
    """Whether a line is a labelled number and no more, in brackets or without."""
    return _OWN.fullmatch(document.words(block).strip("() .")) is not None


def _labelled(document: Document, cover: list[Block], cue: re.Pattern[str]) -> Spot | None:
    """The number after a label of ``cue`` in a line of the cover."""
    for block in cover:
        if match := cue.search(document.words(block)):
            group = match.lastgroup or "code"
            return Spot(block.content + match.start(group), block.content + match.end(group), match[group])
    return None


def _hinted(document: Document, found: re.Match[str]) -> Spot | None:
    """The number that the format's title gives, where the text has it too."""
    code = found[found.lastgroup or "code"]
    at = document.text.find(code)
    return Spot(at, at + len(code), code) if at >= 0 else None
