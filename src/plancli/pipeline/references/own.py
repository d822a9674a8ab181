"""Whether a name is that of the document itself, which is no reference."""

from __future__ import annotations

import re
from itertools import takewhile

from plancli.gazetteer.cues import words
from plancli.pipeline.metadata import FoundMetadata
from plancli.pipeline.metadata.headline import is_headline
from plancli.pipeline.references.lexicon import SHORT, any_of, heads

REPORTS = frozenset({"press_release", "news_article", "written_statement", "oral_statement", "report"})
"""Genres whose title tells of an instrument rather than names the document."""
_ENACTED = frozenset({"act", "bill"})
"""What is the document itself only where its title is the name alone ("Nets Bill: Second Reading" speaks of it)."""
_PART = re.compile(r"\s*(?::|–|—|\s-|;|\n)\s+")


def own_title(metadata: FoundMetadata | None) -> str | None:
    """The title that names the document; ``None`` where it has none or one that tells what became of an instrument."""
    if metadata is None or metadata.title is None or metadata.kind in REPORTS:
        return None
    return None if _tells(metadata.title.value) else metadata.title.value


def is_own(name: str, title: str | None, number: str | None = None) -> bool:
    """Whether ``name`` is what ``title`` calls the document, or a part or a longer form of it.

    A name that the title only speaks of is another's ("Rules under the Harbour Act"), and so is one that another
    noun follows ("Harbour Act Commencement Order"). ``number`` is the document's own.
    """
    plain = key(name)
    if number and any(sign.isdigit() for sign in number) and plain.endswith(key(number)):
        return True
    whole = key(title or "")
    if not plain or not whole:
        return False
    if plain == whole or (plain.startswith(whole + " ") and _has_head(whole)):
        return True
    if plain.rsplit(" ", 1)[-1] in _ENACTED:
        return False
    return any(calls(plain, key(part)) for part in (title or "", *_PART.split(title or "")))


def calls(name: str, part: str) -> bool:
    """Whether a part of a title is ``name`` with what may stand before and after it."""
    for found in re.finditer(rf"(?<!\S){re.escape(name)}(?!\S)", part):
        before, after = part[: found.start()].split(), part[found.end() :].split()
        led = before[-1] if len(before) > 1 else ""
        of_another = led == "the" or (led in prepositions() and (led != "of" or name[-1].isdigit()))
        if not of_another and heads().keys().isdisjoint(_up_to_link(after)):
            return True
    return False


def _up_to_link(after: list[str]) -> list[str]:
    """The words that go on with a name, up to one that starts something else."""
    return list(takewhile(lambda word: word not in words("function_words"), after))


def prepositions() -> frozenset[str]:
    """The small words that lead to what a name is about or whose it is."""
    return words("function_words", **{"class": "preposition"})


def _has_head(plain: str) -> bool:
    return re.search(rf"\b(?:{any_of(heads())})\b", plain) is not None


def key(name: str) -> str:
    """The words of a name without case, marks and short forms in brackets."""
    bare = re.sub(rf"\s{SHORT}", "", name)
    return re.sub(r"[\W_]+", " ", bare.casefold()).strip()


def _tells(title: str) -> bool:
    """Whether a title tells what became of an instrument ("Harbour Plan agreed"), as a headline does."""
    head = re.split(r"\s*[:–—]\s+", title)[0]
    last = head[head.rfind(" ") + 1 :].lower()
    return (last.endswith("ed") and last in words("headline_ends")) or is_headline(title)
