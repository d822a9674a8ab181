"""What a document is about, so that short names mean one thing: whose Government, which Department, which EPA."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from plancli.gazetteer import (
    Country,
    Form,
    Office,
    Organisation,
    Region,
    adjective,
    countries,
    home_cues,
    lookup,
    names,
    words,
)
from plancli.pipeline.actors.model import Find
from plancli.pipeline.actors.tokens import Reading

_HEAD_LINES = 12
_FAR_ACRONYM = 4
"""Letters that an acronym from abroad needs to be taken for its body when only the acronym is met."""


def home_country(reading: Reading, finds: Sequence[Find], issuers: Sequence[tuple[int, int]]) -> str:
    """The state that the document speaks from (ISO 3166-1 alpha-2 or ``EU``), empty where nothing shows it."""
    votes: Counter[str] = Counter()
    for cue in home_cues():
        if cue.phrase in reading.text:
            votes[cue.country] += cue.weight  # type: ignore[assignment]  # weights are fractions of a vote
    opening = reading.lines[_HEAD_LINES] if len(reading.lines) > _HEAD_LINES else len(reading)
    seen: set[tuple[str, str, str]] = set()
    for find in finds:
        if len(find.forms) != 1 or not isinstance(find.entry, Organisation | Office) or find.country in ("", "EU"):
            continue
        issued = any(a <= reading.starts[find.first] < b for a, b in issuers)
        if find.key in seen and not issued:
            continue
        seen.add(find.key)
        short = find.how == "acronym"
        votes[find.country] += 8 if issued else 0 if short else 3 if find.first < opening else 1
    best = votes.most_common(2)
    if not best or best[0][1] < 2 or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]


def settle(reading: Reading, finds: Sequence[Find], home: str) -> list[Find]:
    """``finds`` with one reading each, without acronyms that nothing in the document supports."""
    present = {find.entry for find in finds if find.how == "name" and len(find.forms) == 1 and find.entry}
    states = Counter(find.country for find in finds if isinstance(find.entry, Country))
    settled = []
    for n, find in enumerate(finds):
        if find.how in ("name", "acronym") and isinstance(find.entry, Organisation | Office):
            state = _state_beside(reading, finds, n)
            chosen = _choose(find, state, home, states, present)
            if chosen is None:
                continue
            find.entry, find.kind, find.country = chosen.entry, chosen.entry.kind, chosen.entry.country
            find.name = chosen.entry.name
            if state and state != find.country and find.country and find.how == "name":
                _abroad(find, reading, state)
        elif find.how == "adjective" and len(find.forms) > 1:
            same = [form for form in find.forms if states[form.entry.country]]
            find.entry = (same or find.forms)[0].entry
            find.country, find.name, find.kind = find.entry.country, find.entry.name, find.entry.kind
        settled.append(find)
    return settled


def _state_beside(reading: Reading, finds: Sequence[Find], n: int) -> str:
    """The state whose adjective stands right before find ``n``, or whose name follows "of"."""
    find = finds[n]
    before = finds[n - 1] if n else None
    if before is not None and isinstance(before.entry, Country) and reading.same_line(before.last - 1, find.first):
        gap = reading.folded[before.last : find.first]
        if gap in ([], ["'", "s"]):
            return before.country
    after = finds[n + 1] if n + 1 < len(finds) else None
    if after is not None and isinstance(after.entry, Country) and after.how != "adjective":
        if reading.folded[find.last : after.first] in (["of"], ["of", "the"], ["("]):
            return after.country
    return ""


def _choose(
    find: Find, state: str, home: str, states: Counter[str], present: set[object]
) -> Form | None:
    """The reading of a name or acronym that the document supports."""
    forms = find.forms
    for wanted in (state, home):
        for form in forms:
            if wanted and form.entry.country == wanted and _supported(form, home, states, present):
                return form
    ranked = sorted(forms, key=lambda form: (form.entry not in present, -states[form.entry.country]))
    return next((form for form in ranked if _supported(form, home, states, present)), None)


def _supported(form: Form, home: str, states: Counter[str], present: set[object]) -> bool:
    """Whether an acronym may stand for its body here; a name always may."""
    entry = form.entry
    if form.type != "acronym" or not isinstance(entry, Organisation):
        return True
    if entry in present or form.text in entry.known:
        return True
    if len(form.text) < 3:
        return False
    if entry.country == home and home:
        return True
    if entry.country in ("", "EU"):
        return len(form.text) >= _FAR_ACRONYM
    return len(form.text) >= _FAR_ACRONYM and bool(states[entry.country])


def _abroad(find: Find, reading: Reading, state: str) -> None:
    """Make ``find`` the body of that name of another state than the one the gazetteer knows."""
    if state in countries() and not isinstance(find.entry, Office):
        find.entry, find.country = None, state
        find.name = f"{reading.said(find.first, find.last)} ({countries()[state].name})"


def government(country: str) -> Organisation | None:
    """The government of the state ``country``, as the gazetteer has it or by its adjective."""
    for form in names().get(("government", "of", *_folded_name(country)), ()):
        if isinstance(form.entry, Organisation):
            return form.entry
    for form in names().get((*_folded(adjective(countries()[country])), "government"), ()) if country in countries() else ():
        if isinstance(form.entry, Organisation):
            return form.entry
    return None


def _folded(name: str) -> tuple[str, ...]:
    from plancli.gazetteer import key  # noqa: PLC0415

    return key(name)


def _folded_name(country: str) -> tuple[str, ...]:
    return _folded(countries()[country].name) if country in countries() else ("",)


def generic(reading: Reading, finds: Sequence[Find], home: str, issuers: Sequence[tuple[int, int]]) -> list[Find]:
    """Places that name an actor by its kind alone: "the Government", "Parliament", "the Department"."""
    held = {k for find in finds for k in range(find.first, find.last)}
    bodies = [find for find in finds if find.kind in ("ministry", "agency", "group", "organisation")]
    issued = [f for f in bodies if any(a <= reading.starts[f.first] < b for a, b in issuers)]
    found = []
    for i in range(len(reading)):
        if i in held:
            continue
        word = reading.folded[i]
        if word == "administration":
            find = _administration(reading, i, home)
        elif word in ("government", "parliament", "congress", "houses"):
            find = _of_home(reading, i, home)
        elif word in words("short_head"):
            find = _short(reading, i, issued or bodies, bool(issued))
        else:
            continue
        if find is not None:
            found.append(find)
    return found


def _administration(reading: Reading, i: int, home: str) -> Find | None:
    """The US executive, as "the Administration" or by its president's name ("the Roe Administration")."""
    if home != "US" or not reading.capital(i) or _titled(reading, i):
        return None
    first = i
    while reading.same_line(first - 1, i) and i - first < 3 and (
        (reading.capital(first - 1) and reading.folded[first - 1] not in words("function")) or reading.at(first - 1) == "-"
    ):
        first -= 1
    named = reading.at(first - 1) in ("the", "this", "s") or first < i
    return _state_body(first, i + 1, "government", home) if named else None


def _of_home(reading: Reading, i: int, home: str) -> Find | None:
    """The home state's government or parliament named at ``i``."""
    if home not in countries() or reading.style(i) == "upper":
        return None
    word, first = reading.folded[i], i
    if reading.at(i - 1) in ("federal", "central", "national") and reading.same_line(i - 1, i):
        first = i - 1
    article = reading.at(first - 1) == "the"
    if word == "government":
        adjectival = reading.words[i][0].islower() and _compound(reading, i)
        bare = reading.capital(first) and reading.style(i) == "text" and not reading.opens_sentence(first)
        whole = first < i and reading.capital(first) and reading.capital(i)
        if adjectival or not (article or whole or (bare and reading.at(i + 1) in words("act_verb"))):
            return None
        return _state_body(first, i + 1, "government", home) if not _titled(reading, i) else None
    if word == "houses":
        both = reading.at(i - 1) == "both" and reading.capital(i)
        return _state_body(i - 1, i + 1, "parliament", home) if both else None
    if word == "parliament" and reading.capital(i) and not _titled(reading, i):
        return _state_body(i, i + 1, "parliament", home)
    if word == "congress" and reading.capital(i) and home == "US" and not _titled(reading, i):
        return _state_body(i, i + 1, "parliament", home)
    return None


def _compound(reading: Reading, i: int) -> bool:
    """Whether "government" only describes the noun after it ("the government response")."""
    after = reading.at(i + 1)
    if not reading.same_line(i, i + 1) or not after.isalpha() or reading.words[i] == "governments":
        return False
    verbs = words("act_verb") | words("speech_verb") | words("function")
    return after not in verbs and not after.endswith(("ed", "ly"))


def _titled(reading: Reading, i: int) -> bool:
    """Whether a capital word follows in the same line, so that a longer name is meant."""
    k = i + 1
    return reading.same_line(i, k) and reading.capital(k) and not reading.tight(k) and reading.words[i] != "Parliament"


def _state_body(first: int, last: int, kind: str, home: str) -> Find | None:
    state = countries()[home]
    if kind == "government":
        entry = government(home)
        name = f"{adjective(state)} Government"
    else:
        wanted = "US Congress" if home == "US" else f"{adjective(state)} Parliament"
        known = lookup(wanted) or lookup(f"Parliament of {state.name}")
        entry = known if isinstance(known, Organisation) else None
        name = wanted
    kind_ = "government" if kind == "government" else "parliament"
    return Find(first, last, kind_, entry.name if entry else name, "generic", home, entry)  # type: ignore[arg-type]


def _short(reading: Reading, i: int, bodies: Sequence[Find], issued: bool) -> Find | None:
    """The one body whose head word stands at ``i`` after "the": the issuer's, or the only one before."""
    if reading.at(i - 1) != "the" or not reading.same_line(i - 1, i):
        return None
    if not reading.capital(i) and not (issued and reading.folded[i] == "department"):
        return None
    if reading.same_line(i, i + 1) and (reading.capital(i + 1) or reading.at(i + 1) in ("of", "for")):
        return None
    word = reading.folded[i]
    meant = {f.key: f for f in bodies if word in _head_words(f)}
    if len(meant) > 1:
        before = {f.key: f for f in bodies if word in _head_words(f) and f.first < i}
        meant = before if len(before) == 1 else {}
    for find in meant.values():
        return Find(i, i + 1, find.kind, find.name, "generic", find.country, find.entry, proof=False)
    return None


def _head_words(find: Find) -> tuple[str, ...]:
    """The words of a body's name that may stand for it alone: its first and its last."""
    name = find.name.casefold().split()
    return (name[0], name[-1]) if find.how != "generic" else ()


def states_inside(reading: Reading, finds: Sequence[Find]) -> list[Find]:
    """States that the name of a post, government or parliament opens with ("German Interior Minister")."""
    own = {find.first for find in finds if isinstance(find.entry, Country)}
    found = []
    for find in finds:
        if find.kind not in ("office", "person", "government", "parliament", "ministry") or find.first in own:
            continue
        for length in (4, 3, 2, 1):
            last = find.first + length
            forms = names().get(tuple(reading.folded[find.first : last]), ()) if last < find.last else ()
            state = next((form.entry for form in forms if isinstance(form.entry, Country)), None)
            if state is not None and reading.capital(find.first):
                found.append(Find(find.first, last, "country", state.name, "inside", state.code, state))
                break
    return found


def acts(reading: Reading, find: Find) -> bool:
    """Whether the word after the find is a verb of which it is the subject."""
    return reading.same_line(find.last - 1, find.last) and reading.at(find.last) in words("act_verb")


def locates(reading: Reading, find: Find, finds_at: dict[int, Find]) -> bool:
    """Whether the country or region only says where ("in Germany", "smuggled to France")."""
    k = find.first - 1
    for _ in range(12):
        word = reading.at(k)
        if word in ("the", "and", "or", ",", "both", "&") and reading.same_line(k, find.first):
            k -= 1
        elif k in finds_at and isinstance(finds_at[k].entry, Country | Region):
            k = finds_at[k].first - 1
        else:
            break
    word = reading.at(k)
    if not reading.same_line(k, find.first):
        return False
    if word in words("locating"):
        return True
    if word == "to":
        return any(reading.at(j) in words("motion") for j in range(max(0, k - 5), k))
    return False
