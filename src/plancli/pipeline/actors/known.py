"""Names that the gazetteer knows, found in a text: the longest at each place, none inside another."""

from __future__ import annotations

import re

from plancli.gazetteer import Country, Form, Office, Organisation, Region, longest, names, not_names, words
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.tokens import Reading

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_DETERMINERS = frozenset({"the", "s", "our", "this", "new", "its", "their"})


def known_names(reading: Reading) -> list[Find]:
    """The gazetteer's names in the text, in order; one that several entries share keeps all readings."""
    found, i, table, most = [], 0, names(), longest()
    while i < len(reading):
        step = 1
        for length in range(min(most.get(reading.folded[i], 0), len(reading) - i), 0, -1):
            forms = table.get(tuple(reading.folded[i : i + length]))
            fitting = [form for form in forms or () if _fits(reading, i, i + length, form)]
            if not fitting and tuple(reading.folded[i : i + length]) in not_names():
                step = length
                break
            if fitting:
                found.append(_find(i, i + length, fitting))
                step = length
                break
        i += step
    return found


def _find(first: int, last: int, forms: list[Form]) -> Find:
    form = forms[0]
    how = form.type if form.type in ("acronym", "adjective") else "name"
    entry = form.entry
    return Find(
        first,
        last,
        entry.kind,
        entry.name,
        how,  # type: ignore[arg-type]  # narrowed by the line above
        entry.country,
        entry,
        forms if len({id(f.entry) for f in forms}) > 1 else [form],
    )


def _fits(reading: Reading, first: int, last: int, form: Form) -> bool:
    """Whether the letters at ``first`` to ``last`` are written as this name is."""
    if not _in_place(reading, first, last, form):
        return False
    if isinstance(form.entry, Office) and _junior(reading, first):
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
    if reading.words[last - 1] == "." and last < len(reading) and reading.tight(last) and reading.words[last].isalnum():
        return False
    before = reading.words[first - 1] if reading.tight(first) else ""
    after = reading.words[last] if last < len(reading) and reading.tight(last) else ""
    return before not in ("@", "_", ".", "&") and after not in ("_", "@") and not _in_address(reading, last)


def _junior(reading: Reading, first: int) -> bool:
    """Whether the post before the name is another one ("Parliamentary Under-Secretary of State for …")."""
    k = first - 2 if reading.at(first - 1) == "-" and reading.tight(first) else first - 1
    return reading.same_line(k, first) and reading.at(k) in words("junior")


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
    named = reading.folded[first - 1] in _DETERMINERS if first else False
    return named and last - first >= least and form.type == "name"


def _alone(reading: Reading, i: int, form: Form) -> bool:
    """Whether a single word names the entry, and is not a part of a longer name."""
    if reading.at(i - 1) == "new" and reading.capital(i - 1):
        return False
    follows = reading.same_line(i, i + 1) and reading.capital(i + 1) and not reading.tight(i + 1)
    if isinstance(form.entry, Country | Region):
        return not (follows and reading.folded[i] in words("ambiguous_country"))
    if isinstance(form.entry, Organisation) and form.text != form.entry.name and form.text.isalpha():
        return not follows or not form.text[1:].islower() or reading.at(i + 1) not in words("name_extension")
    return True
