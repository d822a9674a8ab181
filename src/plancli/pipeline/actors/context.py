"""Which state a document speaks from, and so which body it means by a name or acronym that several have."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from plancli.gazetteer import (
    Country,
    Form,
    Office,
    Organisation,
    Region,
    body_heads,
    countries,
    home_cues,
    words,
)
from plancli.pipeline.actors.openings import JOIN
from plancli.pipeline.actors.states import own_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.gazetteer import Entry
    from plancli.pipeline.actors.model import Find
    from plancli.pipeline.actors.tokens import Reading

_HEAD_LINES = 12
_TELLING = 3
"""Words of subjects that tell one state's ministry from another's ("Ministry of Foreign Affairs" has two)."""
_FAR_ACRONYM = 4
"""Letters that an acronym from abroad needs to be taken for its body when only the acronym is met."""


def home_country(reading: Reading, finds: Sequence[Find], issuers: Sequence[tuple[int, int]]) -> str:
    """The state that the document speaks from (ISO 3166-1 alpha-2 or ``EU``), empty if nothing shows it."""
    votes: dict[str, float] = defaultdict(float)
    for cue in home_cues():
        if cue.phrase in reading.text:
            votes[cue.country] += cue.weight
    opening = reading.lines[_HEAD_LINES] if len(reading.lines) > _HEAD_LINES else len(reading)
    seen: set[tuple[str, str, str]] = set()
    named = {find.country for find in finds if isinstance(find.entry, Country | Region)}
    abroad = {
        find.key for n, find in enumerate(finds) if _state_beside(reading, finds, n) not in ("", find.country)
    }
    for n, find in enumerate(finds):
        if isinstance(find.entry, Country) and find.how != "adjective":
            votes[find.country] += _speaks_from(reading, find, opening)
        if (
            len(find.forms) != 1
            or not isinstance(find.entry, Organisation | Office)
            or find.country in ("", "EU")
        ):
            continue
        issued = any(a <= reading.starts[find.first] < b for a, b in issuers)
        if find.country not in named and _common(reading, find, elsewhere=bool(named)):
            continue
        if not issued and (_state_beside(reading, finds, n) not in ("", find.country) or find.key in abroad):
            continue
        if find.key in seen and not issued:
            continue
        seen.add(find.key)
        short = find.how == "acronym"
        votes[find.country] += 8 if issued else 0 if short else 3 if find.first < opening else 1
    best = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:2]
    if not best or best[0][1] < 2 or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]


def _common(reading: Reading, find: Find, *, elsewhere: bool) -> bool:
    """Whether many states have a body of that name ("Ministry of Finance"), so that it does not tell whose it is.

    Where the text names states, but ``elsewhere`` than the one whose body the gazetteer knows, any ministry may
    be another's; else one of a single subject: a "Department of Rural and Island Affairs" is hardly met twice.
    """
    head, *rest = reading.folded[find.first : find.last]
    if rest and rest[-1] == "party":
        return elsewhere
    subjects = set(rest) - JOIN - {"of", "the"}
    state = countries().get(find.country)
    if head not in words("organ_of_state") or (
        state is not None and not own_words(state).isdisjoint(subjects)
    ):
        return False
    return elsewhere or (rest[:1] in ([], ["of"]) and len(subjects) < _TELLING)


def _speaks_from(reading: Reading, find: Find, opening: int) -> float:
    """How much a state's name says that the document is the state's own.

    It says so alone on a line of the cover, at the end of such a line after a body's name, and as the owner of
    a ministry.
    """
    low, high = reading.line(find.first)
    cover = find.first < opening and high == find.last
    after_body = reading.at(find.first - 1) == "," and (reading.at(low),) in body_heads()
    if cover and (low == find.first or after_body):
        return 3
    owner = reading.at(find.last) == "'" and reading.at(find.last + 1) == "s"
    return (
        2
        if owner and reading.capital(find.last + 2) and reading.at(find.last + 2) in words("organ_of_state")
        else 0
    )


def settle(reading: Reading, finds: Sequence[Find], home: str) -> list[Find]:
    """``finds`` with one reading each, without acronyms that nothing in the document supports."""
    present = {find.entry for find in finds if find.how == "name" and len(find.forms) == 1 and find.entry}
    states = Counter(find.country for find in finds if isinstance(find.entry, Country))
    settled = []
    for n, find in enumerate(finds):
        if find.how in ("name", "acronym") and isinstance(find.entry, Organisation | Office):
            state = _state_beside(reading, finds, n)
            chosen = _spelt(reading, find, states) or _choose(find, state, home, states, present)
            if chosen is None or _elsewhere(chosen.entry, home, states):
                continue
            find.entry, find.kind, find.country = chosen.entry, chosen.entry.kind, chosen.entry.country
            find.name = chosen.entry.name
            if state and state != find.country and find.country and find.how == "name":
                _abroad(find, reading, state, finds[n - 1] if n else None)
        elif find.how == "adjective" and len(find.forms) > 1:
            same = [form for form in find.forms if states[form.entry.country]]
            find.entry = (same or find.forms)[0].entry
            find.country, find.name, find.kind = find.entry.country, find.entry.name, find.entry.kind
        settled.append(find)
    return _of_regions(reading, settled)


def _of_regions(reading: Reading, finds: list[Find]) -> list[Find]:
    """``finds`` where a ministry or agency right after a region's name is the region's, and no state's."""
    kept: list[Find] = []
    for find in finds:
        before = kept[-1] if kept else None
        if (
            before is not None
            and isinstance(before.entry, Region)
            and before.how != "adjective"
            and before.last == find.first
            and reading.same_line(before.first, find.first)
            and isinstance(find.entry, Organisation)
            and find.how == "name"
            and find.kind in ("ministry", "agency")
            and (reading.at(find.first),) in body_heads()
        ):
            kept.pop()
            find.first, find.entry, find.country = before.first, None, before.country
            find.name = reading.said(find.first, find.last).replace("’", "'")
            find.how = "pattern"
        kept.append(find)
    return kept


def _state_beside(reading: Reading, finds: Sequence[Find], n: int) -> str:
    """The state whose adjective stands right before find ``n``, or whose name follows "of"."""
    find = finds[n]
    before = finds[n - 1] if n else None
    if (
        before is not None
        and isinstance(before.entry, Country)
        and reading.same_line(before.last - 1, find.first)
    ):
        gap = reading.folded[before.last : find.first]
        if gap in ([], ["'", "s"]):
            return before.country
    after = finds[n + 1] if n + 1 < len(finds) else None
    if after is None or not isinstance(after.entry, Country) or after.how == "adjective":
        return ""
    return after.country if reading.folded[find.last : after.first] in (["of"], ["of", "the"], ["("]) else ""


def _spelt(reading: Reading, find: Find, states: Counter[str]) -> Form | None:
    """The one of several readings of a name whose body goes by the acronym in brackets after it."""
    k = find.last
    if len(find.forms) < 2 or reading.at(k) != "(" or reading.at(k + 2) != ")":
        return None
    bodies = [form for form in find.forms if isinstance(form.entry, Organisation)]
    meant = [form for form in bodies if reading.words[k + 1] in getattr(form.entry, "acronyms", ())]
    meant = [form for form in meant if states[form.entry.country]] or meant
    return meant[0] if len(meant) == 1 else None


def _choose(find: Find, state: str, home: str, states: Counter[str], present: set[Entry]) -> Form | None:
    """The reading of a name or acronym that the document supports."""
    forms = find.forms
    for wanted in (state, home):
        for form in forms:
            if wanted and form.entry.country == wanted and _supported(form, home, states, present):
                return form
    ranked = sorted(forms, key=lambda form: (form.entry not in present, -states[form.entry.country]))
    return next((form for form in ranked if _supported(form, home, states, present)), None)


def _supported(form: Form, home: str, states: Counter[str], present: set[Entry]) -> bool:
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


def _elsewhere(entry: Entry, home: str, states: Counter[str]) -> bool:
    """Whether a post is one of a state of which a text that names other states says nothing."""
    if not isinstance(entry, Office) or entry.country in ("", "EU", home):
        return False
    return bool(states) and not states[entry.country]


def _abroad(find: Find, reading: Reading, state: str, before: Find | None) -> None:
    """Make ``find`` the body of that name of another state than the one the gazetteer knows.

    A state's adjective right before the name of an agency is a part of it ("Canadian Forest Service").
    """
    if state not in countries() or isinstance(find.entry, Office):
        return
    find.entry, find.country = None, state
    first = find.first
    own = before is not None and before.how == "adjective" and before.last == find.first
    if own and before is not None and reading.at(first) not in words("organ_of_state"):
        first = before.first
    find.name = reading.said(first, find.last).replace("’", "'")
