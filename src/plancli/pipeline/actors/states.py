"""States and what belongs to them: their governments and parliaments, and whether they act or only locate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plancli.gazetteer import (
    Country,
    Organisation,
    Region,
    adjective,
    body_heads,
    countries,
    key,
    lookup,
    names,
    short_names,
    words,
)
from plancli.gazetteer.cues import words as cues
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.predicates import somebody_does, subject_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.pipeline.actors.tokens import Reading

Body = Literal["government", "parliament"]


def body_of(state: Country, body: Body) -> tuple[str, Organisation | None]:
    """The name of a state's government or parliament, and what the gazetteer knows of it.

    A territory without an adjective has the "Government of …".
    """
    usual = f"{adjective(state)} {body.capitalize()}"
    for name in (f"{body} of {state.name}", usual, short_names().get((state.code, body), "")):
        entry = lookup(name) if name else None
        if isinstance(entry, Organisation) and entry.kind == body:
            return entry.name, entry
    if state.of or not state.adjectives:
        return f"{body.capitalize()} of {state.name}", None
    return usual, None


def state_body(first: int, last: int, body: Body, home: str) -> Find:
    """A find of the government or parliament of ``home`` at the tokens."""
    name, entry = body_of(countries()[home], body)
    return Find(first, last, body, name, "generic", home, entry)


def under_one_name(reading: Reading, finds: Sequence[Find]) -> None:
    """Give governments and parliaments found by their shape the name that their state's has."""
    at = {find.first: find for find in finds if isinstance(find.entry, Country)}
    for find in finds:
        if find.entry is not None or find.kind not in ("government", "parliament"):
            continue
        inside = next((at[k] for k in range(find.first, find.last) if k in at), None)
        country = find.country or (inside.country if inside is not None else "")
        plain = {word for word in reading.folded[find.first : find.last] if word.isalpha()}
        state = countries().get(country)
        if state is None or plain - own_words(state) - {"the", "of", "s", "hm", "federal", find.kind}:
            continue
        body: Body = "government" if find.kind == "government" else "parliament"
        find.name, find.entry = body_of(state, body)
        find.country = state.code


def own_words(state: Country) -> set[str]:
    """The words of all names of a state."""
    return {
        word for name in (state.name, state.long, *state.adjectives, *state.aliases) for word in key(name)
    }


def states_inside(reading: Reading, finds: Sequence[Find]) -> list[Find]:
    """States that the name of a post, government or parliament opens with ("German Interior Minister")."""
    own = {find.first for find in finds if isinstance(find.entry, Country)}
    found = []
    for find in finds:
        named = find.kind == "person" and find.proof  # "Georgia Vale" opens with no state
        kinds = ("office", "person", "government", "parliament", "ministry")
        if find.kind not in kinds or named or find.first in own:
            continue
        for length in (4, 3, 2, 1):
            last = find.first + length
            forms = names().get(tuple(reading.folded[find.first : last]), ()) if last < find.last else ()
            state = next((form.entry for form in forms if isinstance(form.entry, Country)), None)
            if state is not None and reading.capital(find.first):
                found.append(Find(find.first, last, "country", state.name, "inside", state.code, state))
                break
    return found


def bodies_inside(reading: Reading, finds: Sequence[Find]) -> list[Find]:
    """Bodies that the name of a post ends with ("President of the European Commission"), where no find has them."""
    own = {find.first for find in finds if isinstance(find.entry, Organisation)}
    found = []
    for find in finds:
        if find.kind not in ("office", "person") or (find.kind == "person" and find.proof):
            continue
        k = next((k for k in range(find.first, find.last) if reading.at(k) == "of"), find.last) + 1
        article = reading.at(k) == "the"  # "Secretary of Health and Human Services" names no department
        k += article
        forms = names().get(tuple(reading.folded[k : find.last]), ()) if k < find.last else ()
        bodies = (form for form in forms if article or form.text == form.entry.name)
        body = next((form.entry for form in bodies if isinstance(form.entry, Organisation)), None)
        if body is not None and k not in own and reading.capital(k):
            found.append(Find(k, find.last, body.kind, body.name, "inside", body.country, body))
    return found


def acts(reading: Reading, find: Find) -> bool:
    """Whether the word after the find is a verb of which it is the subject."""
    if somebody_does(reading, subject_verb(reading, find.last)):
        return True
    faint = find.kind not in ("country", "region") and reading.at(find.last - 1) in words("faint_head")
    after = reading.same_line(find.last - 1, find.last) and reading.at(find.last) in words("act_verb")
    return after and not faint


def _owns_a_body(reading: Reading, find: Find) -> bool:
    """Whether a ministry or agency of the state follows its name ("Norway's Ministry of Finance")."""
    k = find.last
    owns = (reading.at(k), reading.at(k + 1)) == ("'", "s") and reading.capital(k + 2)
    return owns and (reading.at(k + 2),) in body_heads()


def _town(reading: Reading, k: int, find: Find, finds_at: dict[int, Find]) -> bool:
    """Whether the word at ``k``, right after a preposition of place, may be a town in what ``find`` names."""
    placed = reading.at(k - 1) in words("locating") and reading.same_line(k - 1, find.first)
    return placed and reading.capital(k) and k not in finds_at


def _heads_a_date(reading: Reading, find: Find) -> bool:
    """Whether the name is the place of a line with a place and a date ("Luxembourg, 3 May 2024")."""
    after = find.last + 1
    told = (
        reading.opens_line(find.first)
        and reading.at(find.last) == ","
        and reading.same_line(find.first, after)
    )
    return told and (reading.words[after].isdigit() or reading.at(after) in cues("months"))


def locates(reading: Reading, find: Find, finds_at: dict[int, Find]) -> bool:
    """Whether the country or region only says where ("in Germany", "smuggled to France")."""
    if _heads_a_date(reading, find):
        return True
    k = find.first - 1
    for _ in range(12):
        word = reading.at(k)
        if word in ("the", "and", "or", ",", "both", "&") and reading.same_line(k, find.first):
            k -= 1
        elif k in finds_at and isinstance(finds_at[k].entry, Country | Region):
            k = finds_at[k].first - 1
        elif reading.at(k + 1) == "," and _town(reading, k, find, finds_at):
            k -= 1  # "in Malabo, Equatorial Guinea"
        else:
            break
    word = reading.at(k)
    if not reading.same_line(k, find.first) or _owns_a_body(reading, find):
        return False
    if word == "from":  # "ministers from Serbia" act, "migrants from there" do not
        return reading.at(k - 1) not in words("actor_noun")
    if word in words("locating"):
        return True
    if word == "to":
        return any(reading.at(j) in words("motion") for j in range(max(0, k - 5), k))
    return False
