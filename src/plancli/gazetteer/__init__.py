"""What the world calls its states, bodies and posts: names as data, loaded once and when first needed.

The tables are TSV files beside this module; lines that start with ``#`` say what a file holds. A name is
looked up by its words: case, accents, the kind of apostrophe, "&" for "and" and a leading "the" make no
difference to :func:`lookup`. Names that several states use (a "Department of Health") give several entries.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    # data stands below the models, and loads without them
    from plancli.plan import ActorKind

Key: TypeAlias = tuple[str, ...]
FormType: TypeAlias = Literal["name", "long", "own", "acronym", "adjective"]

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_SAME = {"&": "and", "’": "'", "‘": "'", "–": "-", "‐": "-", "‑": "-", "ʼ": "'"}


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body and the names it goes by.

    ``country`` is an ISO 3166-1 alpha-2 code, ``EU``, or empty for a body of many states. ``known`` holds the
    acronyms that stand for it wherever they are met; ``start`` and ``end`` are years, empty where open or not
    certain; ``now`` is the name under which the same body goes on.
    """

    name: str
    kind: ActorKind
    country: str
    acronyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    now: str = ""
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1; ``of`` is the state that a territory belongs to."""

    code: str
    name: str
    long: str
    adjectives: tuple[str, ...]
    aliases: tuple[str, ...]
    of: str
    short: str = ""

    @property
    def kind(self) -> ActorKind:
        """Always ``country``."""
        return "country"

    @property
    def country(self) -> str:
        """The code, as for the other entries."""
        return self.code


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the world, or a part of the state ``country``."""

    name: str
    adjectives: tuple[str, ...]
    aliases: tuple[str, ...]
    country: str

    @property
    def kind(self) -> ActorKind:
        """Always ``region``."""
        return "region"


@dataclass(frozen=True, slots=True)
class Office:
    """A post that somebody holds; ``country`` is empty where every state may have one."""

    name: str
    country: str
    aliases: tuple[str, ...]

    @property
    def kind(self) -> ActorKind:
        """Always ``office``."""
        return "office"


@dataclass(frozen=True, slots=True)
class BodyHead:
    """A word that the name of a body ends with or, where ``tail`` is true, opens with."""

    words: Key
    kind: ActorKind
    strong: bool
    tail: bool


@dataclass(frozen=True, slots=True)
class HomeCue:
    """Words, matched to the letter, that show which state a document speaks from."""

    phrase: str
    country: str
    weight: float


Entry: TypeAlias = Organisation | Country | Region | Office


@dataclass(frozen=True, slots=True)
class Form:
    """One name of an entry: its letters, what sort of name it is."""

    entry: Entry
    text: str
    type: FormType


def rows(name: str) -> Iterator[list[str]]:
    """The rows of table ``name`` without comments and header, every one as long as the header."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in text.split("\n") if line and not line.startswith("#"))
    width = next(lines).count("\t") + 1
    for line in lines:
        cells = line.split("\t")
        yield cells + [""] * (width - len(cells))


def _many(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """``word`` without what makes no difference between two spellings: case, accents, kinds of apostrophe."""
    if word.isascii():
        return _SAME.get(word) or word.lower()
    plain = _SAME.get(word) or unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def key(name: str) -> Key:
    """The words of ``name`` as names are compared, without a leading "the"."""
    words = tuple(fold(word) for word in _WORD.findall(name))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


@cache
def organisations() -> tuple[Organisation, ...]:
    """All bodies, state by state, in the order of the files."""
    found: list[Organisation] = []
    for name in _ORGANISATION_FILES:
        for row in rows(f"organisations/{name}.tsv"):
            found.append(_organisation(*row))
    return tuple(found)


def _organisation(*row: str) -> Organisation:
    name, kind, country, acronyms, aliases, own, start, end, now = row
    marked = _many(acronyms)
    return Organisation(
        name,
        kind,  # type: ignore[arg-type]  # a test holds that every kind is an ActorKind
        country,
        tuple(acronym.removeprefix("*") for acronym in marked),
        _many(aliases),
        _many(own),
        start,
        end,
        now,
        frozenset(acronym[1:] for acronym in marked if acronym[0] == "*"),
    )


_ORGANISATION_FILES = ("gb", "us", "eu", "int", "de", "fr", "ie", "ca", "au", "be", "nl", "nz", "world")


@cache
def countries() -> dict[str, Country]:
    """Countries and territories by ISO 3166-1 alpha-2 code."""
    return {
        code: Country(code, name, long, _many(adjectives), _many(aliases), of, short)
        for code, name, long, adjectives, aliases, of, short in rows("countries.tsv")
    }


@cache
def regions() -> tuple[Region, ...]:
    """Regions of the world and parts of states."""
    return tuple(Region(row[0], _many(row[1]), _many(row[2]), row[3]) for row in rows("regions.tsv"))


@cache
def offices() -> tuple[Office, ...]:
    """Posts that somebody holds."""
    return tuple(Office(row[0], row[1], _many(row[2])) for row in rows("offices.tsv"))


@cache
def short_names() -> dict[tuple[str, str], str]:
    """What a word alone names in the documents of a state, by the state's code and the word."""
    return {(country, word): name for country, word, name in rows("actors/short_names.tsv")}


@cache
def body_heads() -> dict[Key, BodyHead]:
    """Head words of the names of bodies, by their folded words."""
    return {
        key(head): BodyHead(key(head), kind, strength == "strong", tail == "yes")  # type: ignore[arg-type]
        for head, kind, strength, tail in rows("actors/body_heads.tsv")
    }


@cache
def words(class_: str) -> frozenset[str]:
    """The words, in lower case, of a class of ``actors/word_classes.tsv``."""
    return _word_classes()[class_]


@cache
def _word_classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for class_, word in rows("actors/word_classes.tsv"):
        classes.setdefault(class_, set()).add(word)
    return {class_: frozenset(members) for class_, members in classes.items()}


@cache
def honorifics(position: Literal["before", "after"]) -> frozenset[Key]:
    """Forms of address before a name, or letters after it, by their folded words."""
    return frozenset(key(word) for word, where in rows("actors/honorifics.tsv") if where == position)


@cache
def home_cues() -> tuple[HomeCue, ...]:
    """Words that show which state a document speaks from."""
    return tuple(HomeCue(row[0], row[1], float(row[2])) for row in rows("actors/home_cues.tsv"))


def adjective(country: Country) -> str:
    """What comes before "Government": the short name where that is usual, or the first adjective, or the name."""
    usual = country.adjectives[0] if country.adjectives else country.name
    return country.short or (
        country.name if usual == country.name + "er" else usual
    )  # a New Zealander is a person


def forms_of(entry: Entry) -> Iterator[Form]:
    """All names of ``entry``, the customary one first."""
    yield Form(entry, entry.name, "name")
    for alias in entry.aliases:
        short = " " not in alias and any(c.isupper() for c in alias[1:])
        yield Form(entry, alias, "acronym" if short and isinstance(entry, Country) else "name")
    if isinstance(entry, Organisation):
        yield from _crown_and_union(entry)
        yield from (Form(entry, own, "own") for own in entry.own)
        yield from (Form(entry, acronym, "acronym") for acronym in entry.acronyms)
    if isinstance(entry, Country) and entry.long:
        yield Form(entry, entry.long, "long")
    if isinstance(entry, Country | Region):
        yield from (Form(entry, word, "adjective") for word in entry.adjectives)


@cache
def _same_openings() -> dict[str, tuple[tuple[str, str], ...]]:
    """By the opening of a name those that say the same, each with the year since when it is used."""
    told = list(rows("openings.tsv"))
    return {
        f"{opening} ": tuple((f"{other} ", since) for other, meant, since in told if meant == stands_for)
        for opening, stands_for, _ in told
    }


def _crown_and_union(entry: Organisation) -> Iterator[Form]:
    """The names of a body with the other openings that say the same ("HM", "His Majesty's")."""
    told = {entry.name, *entry.aliases}
    for name in (entry.name, *entry.aliases):
        opening = next((o for o in _same_openings() if name.startswith(o)), "")
        for other, since in _same_openings().get(opening, ()):
            variant = other + name[len(opening) :]
            if variant not in told and not (entry.end and entry.end < since):
                told.add(variant)
                yield Form(entry, variant, "name")


@cache
def names() -> dict[Key, list[Form]]:
    """Every name of every entry by its folded words."""
    table: dict[Key, list[Form]] = {}
    entries: list[Entry] = [*countries().values(), *regions(), *organisations(), *offices()]
    for entry in entries:
        for form in forms_of(entry):
            table.setdefault(key(form.text), []).append(form)
    return table


@cache
def not_names() -> frozenset[Key]:
    """Phrases that hold a name and do not mean it ("Open Government Licence")."""
    return frozenset(key(row[0]) for row in rows("actors/not_names.tsv"))


@cache
def lengths() -> dict[Key, tuple[int, ...]]:
    """How many words names have, and phrases that are none, by their first two words (or only one), most first."""
    found: dict[Key, set[int]] = {}
    for words_ in (*names(), *not_names()):
        found.setdefault(words_[:2], set()).add(len(words_))
    return {opening: tuple(sorted(sizes, reverse=True)) for opening, sizes in found.items()}


@cache
def openings() -> frozenset[str]:
    """The words that names, and phrases that are none, open with."""
    return frozenset(opening[0] for opening in lengths())


def _goes_by(form: Form, name: str) -> bool:
    """Whether ``name`` is this form as written: no adjective, and no plain word ("Aims") for an acronym."""
    acronym = form.text.isupper() and " " not in form.text
    return form.type != "adjective" and (name.strip().isupper() or not acronym)


def lookup(name: str, country: str | None = None) -> Entry | None:
    """The entry that goes by ``name`` (any of its names but adjectives; acronyms in capitals), or ``None``.

    Where several states have one, it is that of ``country`` (ISO 3166-1 alpha-2, or ``EU``) if that is given
    and has one, else the first in the order of the tables.
    """
    found = [form.entry for form in names().get(key(name), ()) if _goes_by(form, name)]
    at_home = [entry for entry in found if country and entry.country == country]
    return next(iter(at_home or found), None)
