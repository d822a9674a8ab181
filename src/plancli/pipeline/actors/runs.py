"""Runs of capital words that can be somebody's name, and the forms of address and letters around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from plancli.gazetteer import Country, Region, honorifics, words
from plancli.gazetteer.cues import words as cues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plancli.pipeline.actors.openings import Covered
    from plancli.pipeline.actors.tokens import Reading


_EXCELLENCY = ["H", ".", "E", "."]
_LABEL = 6
"""Tokens: the name before what somebody says is no longer."""
_PLURAL = 4
"""Letters: a plural of a word that is no name is longer ("Constables")."""


@dataclass(frozen=True, slots=True)
class Run:
    """Capital words that may be somebody's name; ``honoured`` where a form of address stands before."""

    first: int
    last: int
    honoured: bool = False


def runs(reading: Reading, covered: Covered, barred: frozenset[int]) -> Iterator[Run]:
    """Runs of words that can be a name: capitals, initials, particles, hyphens; no known name inside."""
    past = 0
    for i in reading.capital_tokens:
        if reading.words[i : i + 4] == _EXCELLENCY:
            past = i + 4
        if i < past or i in barred or not _namelike(reading, i, covered):
            continue
        last = i + 1
        while (
            last < min(reading.size, i + 8) and last not in barred and _continues(reading, i, last, covered)
        ):
            last += 1
        while last > i + 1 and not reading.capital(last - 1) and not _elided(reading, last - 1):
            last -= 1
        yield Run(i, last, _honoured(reading, i, last))
        past = last


def _honoured(reading: Reading, first: int, last: int) -> bool:
    """Whether a form of address stands before the name; one that is also a common word needs a full name."""
    if not address_before(reading, first):
        return False
    k = first - 2 if reading.words[first - 1] == "." else first - 1
    return (
        last - first > 1 or reading.folded[k] not in words("weak_address") or reading.words[first - 1] == "."
    )


def _namelike(reading: Reading, i: int, covered: Covered, inner: bool = False) -> bool:
    word, folded = reading.words[i], reading.folded[i]
    if not word[0].isupper() or covered.at(i) is not None or not word.isalpha():
        return False
    shouted = inner and len(word) > _PLURAL - 1 and word.isupper() and reading.words[i - 1][1:].islower()
    cased = word[1:].islower() or _mixed(word) or shouted  # a family name in capitals: "Jane ROE"
    if len(word) > 1 and not cased and reading.style(i) != "upper" and not _set_apart(reading, i, inner):
        return False
    if inner and (folded in words("name_maybe") or (len(word) == 1 and reading.at(i + 1) == ".")):
        return True
    if folded in words("name_maybe") and address_before(reading, i):
        return True
    if not inner and folded in words("first_name") and _before_surname(reading, i, covered):
        return True
    long = len(folded) > _PLURAL  # "Wes" is no plural of "we"
    many = folded[:-3] + "y" if folded.endswith("ies") else folded.removesuffix("s") if long else folded
    barred = folded in _no_names() or many in _no_names()
    letters = (folded,) in honorifics("before") or (folded,) in honorifics("after")
    letters = letters and not _title_as_surname(reading, i, inner)
    return not barred and not letters and (len(word) > 1 or inner or _initial(reading, i))


@cache
def _no_names() -> frozenset[str]:
    """Words that are part of no name."""
    return words("name_stop") | words("title_head") | words("role_head")


def _set_apart(reading: Reading, i: int, inner: bool) -> bool:
    """Whether a word in capitals is part of a name that is set so: a speaker's, who orders, a family name first."""
    return _in_label(reading, i) or _declares(reading, i) or (not inner and _family_first(reading, i))


def _declares(reading: Reading, i: int) -> bool:
    """Whether ``i`` is in the name in capitals of who orders something ("I, JANE ROE, Governor, hereby order")."""
    k = i
    while (
        k > i - _LABEL
        and (reading.words[k].isupper() or reading.words[k] in "'’-.")
        and reading.words[k] != "I"
    ):
        k -= 1
        if k < 1:
            return False
    return reading.words[k] == "," and reading.words[k - 1] == "I" and reading.same_line(k - 1, i)


def _family_first(reading: Reading, i: int) -> bool:
    """Whether a family name in capitals stands first, after a title ("Prime Minister ROE Jane")."""
    titled = reading.at(i - 1) in words("surname_title") or address_before(reading, i)
    given = reading.same_line(i, i + 1) and reading.capital(i + 1) and reading.words[i + 1][1:].islower()
    short = 1 if address_before(reading, i) else _PLURAL - 1  # "Mr OH Jin", but not "Director IT Services"
    return titled and given and len(reading.words[i]) > short and reading.words[i].isupper()


def label_start(reading: Reading, low: int, high: int) -> int:
    """The token of a line after a number and a form of address ("3. Hon", "Deputy"), where a speaker's name opens."""
    before = honorifics("before")
    while low < high - 1 and (
        reading.words[low] in "." or reading.words[low].isdigit() or (reading.folded[low],) in before
    ):
        low += 1
    return low


def _in_label(reading: Reading, i: int) -> bool:
    """Whether ``i`` is in the words in capitals that open a line as who speaks ("JANE ROE: Good morning.").

    A colon follows, brackets with a seat or an office, or, after a form of address, a dash.
    """
    low, high = reading.line(i)
    first = k = label_start(reading, low, high)
    while k < min(high, first + _LABEL) and not _dash(reading, k):
        if not (reading.words[k].isupper() or reading.words[k] in "'’-."):
            break
        k += 1
    addressed = first > low and reading.words[first - 1].isalpha()
    ends = reading.at(k) == ":" or (first > low and reading.at(k) == "(") or (addressed and _dash(reading, k))
    return first <= i < k and ends


def _dash(reading: Reading, k: int) -> bool:
    """Whether a dash stands at ``k``, and no hyphen."""
    return reading.at(k) in ("–", "—") or (
        reading.at(k) == "-" and not (reading.tight(k) or reading.tight(k + 1))
    )


def _title_as_surname(reading: Reading, i: int, inner: bool) -> bool:
    """Whether a form of address is a surname: nothing with a capital follows ("Chris Bishop says", "Mr Judge")."""
    ends = not reading.same_line(i, i + 1) or not reading.capital(i + 1)
    led = inner or address_before(reading, i)
    return ends and led and reading.words[i][1:].islower() and reading.at(i + 1) != "."


def _before_surname(reading: Reading, i: int, covered: Covered) -> bool:
    """Whether a word that is also a common one ("Bill", "Grant") stands as a first name before a surname."""
    title = reading.at(i - 1) in words("title_head") | words("role_head") or address_before(reading, i)
    apart = title or not (reading.same_line(i - 1, i) and reading.capital(i - 1))
    plain = reading.same_line(i, i + 1) and len(reading.words[i + 1]) > 1
    return (
        apart and plain and reading.folded[i + 1] not in reading.lower and _namelike(reading, i + 1, covered)
    )


def _mixed(word: str) -> bool:
    """Whether the word has capitals inside as names have ("McNulty", "DeVos"), not as acronyms ("IGs")."""
    return len(word) > 4 and word[-1].islower() and sum(c.isupper() for c in word) == 2 and word[1].islower()


def _state_as_surname(reading: Reading, first: int, i: int, covered: Covered) -> bool:
    """Whether a state's name at ``i`` is a surname: after a title and a first name ("President Ana Jordan")."""
    find = covered.at(i)
    titled = address_before(reading, first) or reading.at(first - 1) in words("surname_title")
    spoken = reading.at(i + 1) in words("speech_verb") and reading.same_line(i, i + 1)
    titled = titled or (spoken and reading.at(first - 1) in words("portfolio") | words("title_head"))
    return (
        find is not None
        and isinstance(find.entry, Country | Region)
        and (find.how == "name" or spoken)
        and (find.first, find.last) == (i, i + 1)
        and i in (first + 1, first + 2)
        and reading.words[i - 1][1:].islower()
        and titled
        and reading.words[first][1:].islower()
    )


def _regnal(reading: Reading, first: int, i: int) -> bool:
    """Whether ``i`` is the number of a monarch or pope ("King Charles III")."""
    titled = reading.at(first - 1) in words("given_address")
    return titled and i == first + 1 and set(reading.words[i]) <= set("IVX") and reading.words[i].isupper()


def _elided(reading: Reading, i: int) -> bool:
    """Whether ``i`` ends a name after an apostrophe ("Nyakang'o"), and is no genitive's s."""
    if not 1 < i < reading.size or reading.words[i - 1] not in "'’" or not reading.tight(i - 1):
        return False
    short = (
        reading.words[i].islower()
        and len(reading.words[i]) < 4
        and reading.folded[i] not in ("s", "re", "ve", "ll", "d", "t", "m")
    )
    return reading.tight(i) and short


def _initial(reading: Reading, i: int) -> bool:
    """Whether the letter at ``i`` is an initial, with its full stop or, before a surname, without ("S Rao")."""
    if reading.at(i + 1) == ".":
        return reading.capital(i + 2) and reading.same_line(i, i + 2)
    plain = (
        reading.same_line(i, i + 1) and len(reading.words[i + 1]) > 2 and reading.words[i + 1][1:].islower()
    )
    return plain and reading.words[i] not in ("A", "I") and reading.capital(i + 1)


def _continues(reading: Reading, first: int, i: int, covered: Covered) -> bool:
    if not reading.same_line(first, i) or _headline_goes_on(reading, first, i):
        return False
    if _state_as_surname(reading, first, i, covered) or _regnal(reading, first, i):
        return True
    if _namelike(reading, i, covered, inner=True):
        return reading.words[i] not in ("MP", "MEP")
    if _elided(reading, i) or (reading.words[i] in "'’" and reading.tight(i) and _elided(reading, i + 1)):
        return True
    if reading.words[i] in "-'’" and reading.tight(i):
        return reading.capital(i + 1) and reading.tight(i + 1) and covered.at(i + 1) is None
    if reading.words[i] == "." and len(reading.words[i - 1]) == 1 and reading.tight(i):
        return reading.capital(i + 1) and reading.same_line(i, i + 1)
    k = i
    while reading.at(k) in words("name_particle") and reading.words[k].islower():
        k += 1  # "de la Fuente"
        if reading.at(k) == "-" and reading.tight(k) and reading.tight(k + 1):
            k += 1  # "al-Hamad"
    return k > i and reading.capital(k) and reading.same_line(i, k)


def _headline_goes_on(reading: Reading, first: int, i: int) -> bool:
    """Whether the word at ``i`` of a headline in capitals is its verb or a function word, and no name's."""
    told = reading.folded[i] in words("function") | headline_verbs() and reading.words[i][0].isupper()
    if reading.folded[i] in words("name_maybe") and (
        address_before(reading, first) or letters_after(reading, i + 1)
    ):
        return False  # "The Rt Hon Jane May MP"
    return told and len(reading.words[i]) > 1 and reading.style(first) == "title"


@cache
def headline_verbs() -> frozenset[str]:
    """Verbs that make a line a headline."""
    return cues("headline_verbs", **{"class": "verb"})


def address_before(reading: Reading, i: int) -> bool:
    """Whether a form of address stands right before ``i``."""
    k = i - 1
    if reading.words[max(0, i - 4) : i] == _EXCELLENCY and reading.same_line(i - 4, i):
        return True
    if k >= 0 and reading.words[k] == "." and reading.same_line(k, i):
        k -= 1
    if not reading.same_line(k, i) or not reading.capital(k):
        return False
    if reading.words[k].isupper() and reading.style(i) != "upper":
        return False
    before = honorifics("before")
    return (reading.folded[k],) in before or (reading.at(k - 1), reading.folded[k]) in before


def part_of_address(reading: Reading, k: int, i: int) -> bool:
    """Whether word ``k`` belongs to a form of address for the name at ``i`` ("the Rt Hon", "Dr.")."""
    if not reading.same_line(k, i):
        return False
    if reading.folded[k] == "the" and (reading.at(k + 1), reading.at(k + 2)) == ("rt", "hon"):
        return True
    address = {word for words_ in honorifics("before") for word in words_}
    return (reading.capital(k) and reading.folded[k] in address) or (
        reading.words[k] == "." and reading.at(k - 1) in address
    )


def letters_after(reading: Reading, last: int) -> bool:
    """Whether letters such as MP or CBE follow a name that ends before ``last``."""
    k = last + 1 if reading.at(last) == "," else last
    return (
        reading.same_line(last - 1, k)
        and (reading.at(k),) in honorifics("after")
        and reading.words[k][:2].isupper()
    )


def after_letters(reading: Reading, last: int) -> int:
    """Token after the letters (MP, CBE) and the comma that follow a name that ends before ``last``."""
    while letters_after(reading, last):
        last += 2 if reading.at(last) == "," else 1
    return last + 1 if reading.at(last) == "," else last
