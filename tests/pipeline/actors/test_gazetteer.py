from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest
from babel import Locale

from plancli import gazetteer
from plancli.pipeline.actors import find_actors
from plancli.plan import ActorKind

KINDS = set(get_args(ActorKind))
ASSIGNED = {
    code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", code) and code not in {"EU", "ZZ"}
}
# Territories of CLDR that ISO 3166-1 reserves or does not assign.
UNASSIGNED = {"AC", "CP", "CQ", "DG", "EA", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK"}


def test_all_countries_of_iso_3166_are_there_and_no_others() -> None:
    assert set(gazetteer.countries()) == ASSIGNED - UNASSIGNED | {"XK"}  # Kosovo's is user-assigned


def test_countries_have_names_of_their_own() -> None:
    codes: dict[gazetteer.Key, set[str]] = {}
    for country in gazetteer.countries().values():
        for form in gazetteer.forms_of(country):
            codes.setdefault(gazetteer.key(form.text), set()).add(country.code)
    assert [words for words, shared in codes.items() if len(shared) > 1] == []


def test_territories_belong_to_countries() -> None:
    countries = gazetteer.countries()
    assert {c.of for c in countries.values() if c.of} <= set(countries)


def test_every_body_has_a_kind_and_a_known_state() -> None:
    for body in gazetteer.organisations():
        assert body.kind in KINDS, body
        assert body.country in {"", "EU"} | set(gazetteer.countries()), body


def test_bodies_of_one_state_have_names_of_their_own() -> None:
    counts = Counter((body.country, body.name) for body in gazetteer.organisations())
    assert [name for name, n in counts.items() if n > 1] == []


def test_no_alias_of_a_state_names_two_bodies_at_one_time() -> None:
    owners: dict[tuple[str, gazetteer.Key], list[gazetteer.Organisation]] = {}
    for body in gazetteer.organisations():
        for form in gazetteer.forms_of(body):
            owners.setdefault((body.country, gazetteer.key(form.text)), []).append(body)
    for shared, bodies in owners.items():
        today = [body for body in set(bodies) if not body.end]
        assert len(today) <= 1, shared  # a former name may share the acronym of what the body is now


def test_years_are_years_in_order() -> None:
    for body in gazetteer.organisations():
        assert all(re.fullmatch(r"(?:\d{4})?", year) for year in (body.start, body.end)), body
        assert not (body.start and body.end) or body.start <= body.end, body


def test_a_body_goes_on_as_one_that_is_there() -> None:
    names = {(body.country, body.name) for body in gazetteer.organisations()}
    assert [b.name for b in gazetteer.organisations() if b.now and (b.country, b.now) not in names] == []


def test_no_cell_has_stray_space_or_empty_alternatives() -> None:
    for file in ("gb", "us", "eu", "int", "de", "fr", "ie", "ca", "au", "be", "nl", "nz", "world"):
        for row in gazetteer.rows(f"organisations/{file}.tsv"):
            for cell in row:
                assert cell == cell.strip()
                assert all(cell.split("|")) or not cell, row


@pytest.mark.parametrize(
    ("country", "least"),
    [
        ("GB", 750),
        ("US", 300),
        ("", 300),
        *((state, 100) for state in ("EU", "DE", "IE", "CA", "AU")),
        ("FR", 80),
        ("NL", 60),
        ("BE", 50),
    ],
)
def test_the_tables_are_broad(country: str, least: int) -> None:
    assert sum(body.country == country for body in gazetteer.organisations()) >= least


def test_heads_and_offices_have_kinds() -> None:
    assert {head.kind for head in gazetteer.body_heads().values()} <= KINDS
    assert {office.kind for office in gazetteer.offices()} == {"office"}


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [
        ("Department for Energy Security & Net Zero", None, "Department for Energy Security and Net Zero"),
        ("the home office", None, "Home Office"),
        ("HOME OFFICE", None, "Home Office"),
        ("Her Majesty’s Treasury", None, "HM Treasury"),
        ("Bundesministerium der Finanzen", None, "Federal Ministry of Finance"),
        ("Environmental Protection Agency", "IE", "Environmental Protection Agency"),
        ("Cote d'Ivoire", None, "Côte d'Ivoire"),
    ],
)
def test_lookup_knows_every_spelling(name: str, country: str | None, found: str) -> None:
    entry = gazetteer.lookup(name, country)
    assert entry is not None
    assert entry.name == found
    assert country in (None, entry.country)


@pytest.mark.parametrize("name", ["", "German", "Department", "Frobnication Board"])
def test_lookup_knows_nothing_else(name: str) -> None:
    assert gazetteer.lookup(name) is None


AMBIGUOUS = [
    ("White House\nThe EPA will act.", "US"),
    ("Oireachtas\nThe EPA will act.", "IE"),
    ("White House\nThe DHS and the NSC agreed.", "US"),
    ("Oireachtas\nThe HSE will act.", "IE"),
    ("Crown copyright\nThe HSE will act.", "GB"),
]


@pytest.mark.parametrize(("text", "country"), AMBIGUOUS)
def test_an_acronym_of_several_states_follows_the_document(text: str, country: str) -> None:
    acronym = text.split()[text.split().index("The") + 1]
    entity = next(e for e in find_actors(text) if acronym in e.aliases)
    entry = gazetteer.lookup(entity.name, country)
    assert isinstance(entry, gazetteer.Organisation)
    assert acronym in entry.acronyms
