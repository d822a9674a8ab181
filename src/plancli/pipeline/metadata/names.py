"""Lines of a cover that are names and no title: of bodies, posts and their holders, places, papers."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from plancli.gazetteer import Country, Region, body_heads, honorifics, key, lookup
from plancli.gazetteer import words as class_words
from plancli.gazetteer.cues import either, pattern, words

_STATE = re.compile(r"[A-Z]{2,3}|(?:[A-Z]\.){2}")
_MASTHEAD = 5
"""Words: the name of a paper or a site has no more."""
_HOLDER, _POST = 12, 5
"""Words: a line that names a post has no more, and says the post within the first of them."""
_BODY = 8
"""Words: a body's own name has no more."""
_CAPTION = 120
"""Code points: a word for a kind of document with what belongs to it is no longer."""
_HEAD = 3
"""Words: the head of a body's name ("Fire and Rescue Service") has about as many at most."""


def names_genre(text: str) -> bool:
    """Whether ``text`` has a word for a kind of document ("plan", "strategies"), as titles have."""
    return _genres().search(text) is not None


@cache
def _genres() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern('kinds', where='title').pattern})s?(?![\w-])", re.IGNORECASE)


def genre_ends(text: str) -> bool:
    """Whether a line ends in a word for a kind of document, years aside ("First Wells Plan 2026")."""
    return _last_genre().search(text, max(0, len(text) - _CAPTION)) is not None


@cache
def _last_genre() -> re.Pattern[str]:
    rows = (pattern("kinds", where=where).pattern for where in ("title", "caption"))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(rows)})(?: \(?\d{{4}}\S*)?$", re.IGNORECASE)


def is_name(text: str) -> bool:
    """Whether a line may be the name of a body ("Conference of …"): capitals, function words, no verb and no genre."""
    parts = text.split()
    named = ":" not in text and all(part[:1].isupper() or part in words("function_words") for part in parts)
    told = any(part.lower() in words("function_words", **{"class": "verb"}) for part in parts)
    return named and not told and not text.isupper() and len(parts) <= _MASTHEAD and not names_genre(text)


def is_masthead(text: str) -> bool:
    """Whether a line may be the name of the paper or site: a few words, each with a capital, no genre."""
    names = all(word[:1].isupper() for word in text.split()) and not text.isupper()
    return names and len(text.split()) <= _MASTHEAD and not names_genre(text)


def names_body(text: str) -> bool:
    """Whether a line names a ministry or a state by its shape ("Ministry of …", "Republic of …") and no more."""
    first, _, rest = text.partition(" ")
    names = not any(word[:1].islower() and word not in words("function_words") for word in rest.split())
    opens = not rest or rest.split()[0].lower() in ("of", "for", "on")
    alone = ":" not in text or not names_genre(text.partition(":")[2])
    if _ends_in_genre().search(text) or (genre_ends(text) and len(text.split()) > _HEAD):
        return False  # "Republic of Ruritania and Kingdom of Arcadia Joint Statement", "Ministry of Wells Strategy"
    return first.lower() in words("body_openers") and opens and names and alone


@cache
def _ends_in_genre() -> re.Pattern[str]:
    found = pattern("kinds", where="caption", kind="declaration").pattern
    return re.compile(rf" (?:{found})$", re.IGNORECASE)


def shaped_as_body(text: str) -> bool:
    """Whether a line is the name of a body by its last word ("Ashford Borough Council"), and no more.

    A known body after other words ("Riga European Council") is not.
    """
    parts = text.removeprefix("The ").split()
    if _locality().fullmatch(text) and not names_genre(text):
        return True
    named = all(part[0].isupper() or part in ("and", "&") for part in parts)
    plain = not re.search(r"[\d:;,.!?|()/]", text)
    if not named or not plain or not 1 < len(parts) <= _BODY or names_genre(text):
        return False
    known = (start for start in range(1, len(parts) - 1) if lookup(" ".join(parts[start:])) is not None)
    if any(parts[start - 1].lower() not in ("and", "&") for start in known):
        return False
    tails = (
        body_heads().get(key(" ".join(parts[-size:]))) for size in range(1, min(_HEAD, len(parts) - 1) + 1)
    )
    return any(head is not None and head.strong and head.kind != "group" for head in tails)


@cache
def _locality() -> re.Pattern[str]:
    """A place with a council of its own ("London Borough of Ashford")."""
    return re.compile(
        rf"(?:[A-Z]\w+ ){{0,2}}(?i:{either('localities')}) of [A-Z]\S+(?: (?:[A-Z]\S+|and|upon)){{0,4}}"
    )


def names_holder(text: str) -> bool:
    """Whether a line names a post or who holds it, and no more ("Minister for Trade", "The Hon Jane Roe MP")."""
    parts = [part.strip(",.").lower() for part in text.split() if part.strip(",.")]
    names = all(part[0].isupper() or part.lower() in words("function_words") for part in text.split())
    if not parts or not names or len(parts) > _HOLDER or names_genre(text):
        return False
    verbs = words("headline_verbs", **{"class": "verb"})
    if any(part in verbs for part in parts):
        return False
    post = any(
        part in class_words("title_head") and after in ("of", "for")
        for part, after in pairwise(parts[:_POST])
    )
    opening = parts[1:] if parts[0] == "the" else parts
    address = any(tuple(opening[:length]) in honorifics("before") for length in (1, 2))
    named = 1 < len(opening) <= _MASTHEAD and not any(part.endswith(("'s", "’s")) for part in parts)
    return post or (address and named)


def names_place(text: str) -> bool:
    """Whether a line is a town and its state, and no more ("Washington, DC", "Suva, Fiji")."""
    town, comma, state = text.partition(", ")
    names = all(part[:1].isupper() for part in town.split()) and len(town.split()) < _MASTHEAD
    return (
        bool(comma)
        and names
        and (isinstance(lookup(state), Country | Region) or _STATE.fullmatch(state) is not None)
    )
