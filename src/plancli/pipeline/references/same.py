"""Which names are those of one instrument."""

from __future__ import annotations

import re
from functools import cache

from plancli import gazetteer
from plancli.gazetteer.cues import words
from plancli.pipeline.references.lexicon import any_of, heads
from plancli.pipeline.references.model import FoundReference
from plancli.pipeline.references.own import key, prepositions

_NUMBER_LAST = re.compile(r"[a-z]+ \d{2,5}$")


class Register:
    """The references found so far, by what they are called."""

    def __init__(self) -> None:
        self.references: list[FoundReference] = []
        self._exact: dict[str, FoundReference] = {}
        self._by_end: dict[str, dict[str, FoundReference]] = {}

    def find(self, keys: set[str]) -> FoundReference | None:
        """A reference of one of these names, or of one that such a name shortens or extends."""
        for each in sorted(keys):
            if each in self._exact:
                return self._exact[each]
        names = sorted(
            each for each in keys if ":" not in each
        )  # a series and its number match as a whole alone
        return next((found for each in names if (found := self._near(each))), None)

    def enter(self, reference: FoundReference, keys: set[str]) -> None:
        """Note that a reference is called so; a new one is added."""
        if not reference.mentions:
            self.references.append(reference)
        for each in keys:
            self._exact.setdefault(each, reference)
        full = turned(reference.name)
        for end in _ends(full):
            self._by_end.setdefault(end, {}).setdefault(full, reference)

    def _near(self, plain: str) -> FoundReference | None:
        beside = (pair for end in _ends(plain) for pair in self._by_end.get(end, {}).items())
        return next((each for full, each in beside if _one(*sorted((full, plain), key=len))), None)


def turned(name: str) -> str:
    """The words of a name, so that "statement on X" and "X statement", "Charter of the X" and "X Charter" are one."""
    plain = key(name)
    about = _turned().fullmatch(plain)
    return f"{about[2]} {about[1]}" if about else plain


@cache
def _turned() -> re.Pattern[str]:
    """A name that opens with its noun ("statement on X")."""
    return re.compile(rf"({any_of(heads())}) (?:on|of the|of) (.+)")


def _ends(plain: str) -> list[str]:
    """The first two words of a name and the last two: names that are one share one of these pairs."""
    return [" ".join(plain.split(" ", 2)[:2]), "… " + " ".join(plain.rsplit(" ", 2)[-2:])]


def _one(short: str, long: str) -> bool:
    """Whether a name is the start of a longer one, or its end after the words of who issued it.

    These are any before a number ("Cork Vision 2030", "Vision 2030"), else a state or a body ("Finnish Nets Act").
    """
    if long == short or long.startswith(short + " "):
        return True
    if not long.endswith(" " + short):
        return False
    issuer = long.removesuffix(short).strip()
    if _NUMBER_LAST.search(short):
        return not _about().search(issuer) and prepositions().isdisjoint(issuer.replace(" of ", " ").split())
    generic = words("generic_adjectives") | heads().keys()
    return not generic.issuperset(short.split()) and bool(gazetteer.names().get(gazetteer.key(issuer)))


@cache
def _about() -> re.Pattern[str]:
    """An instrument noun that what follows is the matter of ("review of the …")."""
    return re.compile(rf"\b(?:{any_of(heads())})\s+(?:of|on|for)\b|\b(?:{any_of(heads(first='yes'))})\b")
