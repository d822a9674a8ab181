"""Names that the gazetteer knows, found in a text: the longest at each place, none inside another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancli.gazetteer import (
    Country,
    Form,
    Office,
    Organisation,
    Region,
    body_heads,
    lengths,
    names,
    not_names,
    openings,
    words,
)
from plancli.pipeline.actors.model import Find, How
from plancli.pipeline.actors.predicates import somebody_does

if TYPE_CHECKING:
    from plancli.pipeline.actors.tokens import Reading

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_MANY = {"departments": "department", "ministries": "ministry"}
_LONGEST_PHRASE = 6
"""Words of a phrase that only seems to hold a name."""
_PLAIN = 2
"""Words: a name so short may open a sentence as common words do ("Home office …")."""


def known_names(reading: Reading) -> list[Find]:
    """The gazetteer's names in the text, in order; one that several entries share keeps all readings."""
    found: list[Find] = []
    opening, past = openings(), 0
    for i, word in enumerate(reading.folded):
        if i >= past and word in opening:
            last, forms = _longest_at(reading, i)
            past = max(past, last)
            if forms:
                found.append(_find(i, last, forms))
    shared = shared_heads(reading)
    held = {k for find in shared for k in range(find.first, find.last)}
    free = [find for find in found if not held.intersection(range(find.first, find.last))]
    return sorted([*free, *shared], key=lambda find: find.first)


def _longest_at(reading: Reading, i: int) -> tuple[int, list[Form]]:
    """The longest name at ``i``: the token after it and its readings.

    No readings where nothing, or a phrase that only holds a name, stands there.
    """
    table = names()
    opening = tuple(reading.folded[i : i + 2])
    for length in (*lengths().get(opening, ()), *lengths().get(opening[:1], ())):
        words_ = tuple(reading.folded[i : i + length])
        if len(words_) < length:
            continue
        fitting = [form for form in table.get(words_, ()) if _fits(reading, i, i + length, form)]
        if fitting or words_ in not_names():
            return i + length, fitting
    return i + 1, []


def ends_no_name(reading: Reading, last: int) -> bool:
    """Whether a phrase that only seems to hold a name ends before ``last`` ("Heads of State and Government")."""
    return any(tuple(reading.folded[last - n : last]) in not_names() for n in range(2, _LONGEST_PHRASE + 1))


def shared_heads(reading: Reading) -> list[Find]:
    """Bodies that share one head: "the Departments of Energy, Labor and State" are three.

    The first find covers the head too; each of the others is the word that tells it from the rest. One body
    alone has no head in the plural: "the Departments of State" are anybody's.
    """
    found: list[Find] = []
    for i, word in enumerate(reading.folded):
        one = _MANY.get(word)
        if one is None or not reading.capital(i) or reading.at(i + 1) not in ("of", "for"):
            continue
        together: list[Find] = []
        k = i + 2
        while reading.same_line(i, k) and (form := _shared(reading, i, k, one)) is not None:
            first, last, entry_form = form
            together.append(_find(first if together else i, last, [entry_form]))
            k = last
            while reading.at(k) in (",", "and", "&"):
                k += 1
        found += together if len(together) > 1 else []
    return found


def _shared(reading: Reading, head: int, k: int, one: str) -> tuple[int, int, Form] | None:
    """The body that the head at ``head`` and the words at ``k`` name together."""
    table = names()
    for length in (6, 5, 4, 3, 2, 1):
        if not reading.capital(k) and reading.at(k) != "the":
            return None
        rest = tuple(reading.folded[k : k + length])
        for article in ((), ("the",)):
            forms = table.get((one, reading.folded[head + 1], *article, *rest))
            if forms and reading.capital(k + length - 1):
                return k, k + length, forms[0]
    return None


def _find(first: int, last: int, forms: list[Form]) -> Find:
    form = forms[0]
    how: How = form.type if form.type in ("acronym", "adjective") else "name"
    entry = form.entry
    return Find(
        first,
        last,
        entry.kind,
        entry.name,
        how,
        entry.country,
        entry,
        forms if len({id(f.entry) for f in forms}) > 1 else [form],
    )


def _fits(reading: Reading, first: int, last: int, form: Form) -> bool:
    """Whether the letters at ``first`` to ``last`` are written as this name is."""
    if not _in_place(reading, first, last, form):
        return False
    if form.text.startswith("The ") and last - first > 1 and reading.at(first - 1) != "the":
        return False  # "the Security Council" is one body, "the National Security Council" another
    if (
        isinstance(form.entry, Office)
        and form.text.isupper()
        and not _title_in_capitals(reading, first, last)
    ):
        return False
    if isinstance(form.entry, Office) and _junior(reading, first):
        return False
    if isinstance(form.entry, Organisation) and _part_of_longer(reading, first, last, form):
        return False
    if form.type == "acronym":
        return _acronym(reading, first, last, form)
    printed = _WORD.findall(form.text)[-(last - first) :]
    lowered = [
        (name, word)
        for name, word in zip(printed, reading.words[first:last], strict=False)
        if name[0].isupper() and not word[0].isupper()
    ]
    if lowered:
        return _lower_case(reading, first, last, form)
    return last - first > 1 or _alone(reading, first, form)


def _in_place(reading: Reading, first: int, last: int, form: Form) -> bool:
    """Whether no line break or word edge cuts the name: a break only inside long names and foreign ones."""
    if not reading.same_line(first, last - 1) and last - first < 3 and form.type != "own":
        return False
    glued = any(reading.tight(i) for i in (first, last) if i < len(reading))
    if not glued:
        return True
    if (
        reading.words[last - 1] == "."
        and last < len(reading)
        and reading.tight(last)
        and reading.words[last].isalnum()
    ):
        return False
    before = reading.words[first - 1] if reading.tight(first) else ""
    after = reading.words[last] if last < len(reading) and reading.tight(last) else ""
    if before == "/" and first > 1 and reading.words[first - 2][-1].isdigit():
        return False  # the end of a number ("Directive 2008/98/EC")
    return before not in ("@", "_", ".", "&") and after not in ("_", "@") and not _in_address(reading, last)


def _title_in_capitals(reading: Reading, first: int, last: int) -> bool:
    """Whether "PM" is a title before a name, and neither a time of day nor fine dust."""
    timed = first > 0 and reading.words[first - 1][-1].isdigit()
    named = reading.same_line(first, last) and reading.capital(last) and reading.words[last][1:].islower()
    return reading.words[first].isupper() and named and not timed and not reading.tight(last)


def _junior(reading: Reading, first: int) -> bool:
    """Whether the post before the name is another one ("Parliamentary Under-Secretary of State for …")."""
    k = first - 2 if reading.at(first - 1) == "-" and reading.tight(first) else first - 1
    return reading.same_line(k, first) and reading.at(k) in words("junior")


def _lists_on(reading: Reading, i: int) -> bool:
    """Whether the fields of a ministry go on at ``i`` (", Livestock and Fisheries"), and no other body follows."""
    k = i + 1
    if reading.at(i) not in (",", "and", "&") or not reading.same_line(i - 1, k):
        return False
    if not reading.capital(k):
        return False
    field = any(reading.at(j) in words("portfolio") and reading.capital(j) for j in (k, k + 1, k + 2))
    single = reading.words[i] != "," and not (reading.same_line(k, k + 1) and reading.capital(k + 1))
    single = single and (reading.words[k][1:].islower() or reading.style(k) == "upper")
    if not field and not (single and (reading.folded[k],) not in names()):
        return False
    if reading.words[i] == "," and not any(reading.at(j) in ("and", "&") for j in (k + 1, k + 2, k + 3)):
        return False
    while reading.same_line(i, k) and (reading.capital(k) or reading.at(k) in ("and", "&")):
        weak = reading.folded[k] in words(
            "field_head"
        )  # "Ministry of the Interior and National Administration"
        if ((reading.folded[k],) in body_heads() and not weak) or reading.folded[k] in words("title_head"):
            return False
        k += 1
    return True


def _part_of_longer(reading: Reading, first: int, last: int, form: Form) -> bool:
    """Whether a body's name is only a part of another's.

    The State Department is not the "State Department for Wildlife", nor is Housing and Urban Development,
    without a head word, the "Ministry of Housing and Urban Development".
    """
    posted = not form.entry.country and _of_a_post(reading, first)
    posted = posted or (form.entry.kind == "group" and _of_a_post(reading, first))
    if (reading.at(last - 1),) in body_heads() and reading.at(last) == "for" and not posted:
        return reading.same_line(first, last + 1) and reading.capital(last + 1)
    if form.entry.kind == "ministry" and _lists_on(reading, last):
        return True
    headless = not any((reading.folded[k],) in body_heads() for k in range(first, last))
    of = reading.at(first - 1) in ("of", "for") and reading.same_line(first - 2, first)
    return headless and of and last - first > 1 and reading.at(first - 2) in words("field_owner")


def _of_a_post(reading: Reading, first: int) -> bool:
    """Whether a post's title leads to the name, so that "for" after it goes on with the post."""
    k = first - 1 - (reading.at(first - 1) == "the")
    return (
        reading.at(k) in ("of", "to")
        and reading.at(k - 1) in words("title_head")
        and reading.same_line(k, first)
    )


def _in_address(reading: Reading, last: int) -> bool:
    """Whether what follows at once is a dot and more letters, as in a web address."""
    return (
        last + 1 < len(reading)
        and reading.words[last] == "."
        and reading.tight(last)
        and reading.tight(last + 1)
        and reading.words[last + 1][0].islower()
    )


def _acronym(reading: Reading, first: int, last: int, form: Form) -> bool:
    same = "".join(reading.words[first:last]) == "".join(_WORD.findall(form.text))
    shouted = reading.style(first) == "upper" and reading.line(first)[1] - reading.line(first)[0] > 2
    if same and last - first == 1 and shouted:
        return reading.folded[first] not in words("name_stop") | {"us", "ice", "aid", "had", "nice"}
    return same


def _lower_case(reading: Reading, first: int, last: int, form: Form) -> bool:
    """Whether this is a body's name without its capitals, as Hansard prints them."""
    if isinstance(form.entry, Country | Region) or form.type == "adjective":
        return False
    if any(word.isupper() and len(word) > 1 for word in reading.words[first:last]):
        return False
    least = 2 if isinstance(form.entry, Office) else 3
    head = next((k for k in range(first, last) if (reading.at(k),) in body_heads()), first)
    if (
        head > first
        and reading.capital(first)
        and form.type == "name"
        and (last - first > _PLAIN or not reading.opens_sentence(first))
    ):
        return all(reading.capital(k) or _small(reading, k) for k in range(first, head))
    named = reading.folded[first - 1] in words("name_determiner") if first else False
    return named and last - first >= least and form.type == "name"


def _small(reading: Reading, i: int) -> bool:
    """Whether the word or mark at ``i`` is in lower case in names with capitals too."""
    return not reading.words[i].isalpha() or reading.at(i) in words("function") or reading.at(i) == "s"


def _in_a_list(reading: Reading, i: int) -> bool:
    """Whether a word is one of several that describe something ("Foreign, Commonwealth and Development Affairs")."""
    if reading.at(i - 1) == "the":
        return False
    joined = reading.at(i + 1) in ("and", ",", "&") and reading.capital(i + 2)
    return joined and (reading.at(i - 1) in (",", "and", "&") or reading.capital(i - 1))


def _alone(reading: Reading, i: int, form: Form) -> bool:
    """Whether a single word names the entry, and is not a part of a longer name."""
    if reading.at(i - 1) == "new" and reading.capital(i - 1):
        return False
    follows = reading.same_line(i, i + 1) and reading.capital(i + 1) and not reading.tight(i + 1)
    if isinstance(form.entry, Country | Region):
        return not (follows and reading.folded[i] in words("ambiguous_country"))
    if reading.folded[i] in words("party_word"):  # "Labour said" names the party, "labour costs" do not
        after = reading.at(i + 1)
        does = after in words("act_verb") | words("speech_verb") | words("party_noun") | {"'"}
        return does or somebody_does(reading, i + 1)
    if (
        isinstance(form.entry, Organisation)
        and reading.folded[i] in words("portfolio")
        and _in_a_list(reading, i)
    ):
        return False
    if isinstance(form.entry, Organisation) and form.text != form.entry.name and form.text.isalpha():
        return not follows or not form.text[1:].islower() or reading.at(i + 1) not in words("name_extension")
    return True
