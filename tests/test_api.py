"""What always holds of the public verbs, for any text."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import plancli
from plancli import api
from plancli.errors import PlancliError, PlanError, SourceError, UnreadableError, UsageError
from plancli.schema import plan_schema
from plancli.writers import writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plancli.plan import Plan

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SCHEMA = Draft202012Validator(plan_schema())
CUES = """
Aims Our aims: Priorities The measures are: Contents Priority 1: 1. 2. a) (i) - • # ## > will shall must agreed to
should may France Spain the Department for Transport We partners they it which by 3 May 2026 in 2030 within 30 days
Published From: “ ” " said Minister: £3.5m 40 boats nearly 12% Treaty on Act 2019 Plan Strategy . : ; , if unless and
of the to HCWS12 ** * _ [a](b) © Crown copyright
"""
PROSE = st.lists(
    st.sampled_from([*CUES.split(), "\n", "\n\n", "\n   ", "\f", "é", "港", "\u200b"]), max_size=70
).map(" ".join)
QUICK = settings(max_examples=60)


def evidence(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"start", "end", "quote"} <= node.keys():
            yield node
        for child in node.values():
            yield from evidence(child)
    elif isinstance(node, list):
        for child in node:
            yield from evidence(child)


def statements(node: Any) -> Iterator[dict[str, Any]]:
    """The parts of a plan that must show where they stand."""
    for field in ("aims", "priorities", "principles", "measures", "sections"):
        pending = list(node[field])
        while pending:
            item = pending.pop()
            pending += item["children"]
            yield item
    for field in ("dates", "commitments", "references", "figures", "quotations"):
        yield from node[field]
    yield from ({"id": actor["id"], "evidence": actor["mentions"]} for actor in node["actors"])
    yield from filter(None, (node["period"], node["metadata"]["published"]))


def check_plan(plan: Plan, source: str) -> None:
    """Valid, grounded, and each piece of evidence at its line and column of the source."""
    made = json.loads(writer("json")(plan))
    SCHEMA.validate(made)
    text = made["text"]
    lines = [re.sub(r"[^\S\n]", " ", line) for line in re.split("\r\n|[\n\r\x85\u2028\u2029]", source)]
    for place in evidence(made):
        assert text[place["start"] : place["end"]] == place["quote"]
        assert lines[place["line"] - 1][place["column"] - 1 :].startswith(place["quote"][0])
    for statement in statements(made):
        assert statement["evidence"], statement
    for item in made["commitments"] + made["figures"] + made["dates"]:
        assert item["text"] in text
    ids = [entry["id"] for field in ("actors", "dates", "commitments") for entry in made[field]]
    assert len(ids) == len(set(ids))
    actors = {actor["id"] for actor in made["actors"]}
    assert set(made["metadata"]["issuers"]) <= actors
    assert {c["deadline"] for c in made["commitments"]} <= {None, *(date["id"] for date in made["dates"])}
    assert {who for c in made["commitments"] for who in c["actors"] if who.startswith("actor-")} <= actors


def attempt(data: bytes) -> Plan | str:
    """The plan of ``data``, or why there is none."""
    try:
        return plancli.extract(data, model=None)
    except PlancliError as error:
        return str(error)


@QUICK
@given(PROSE)
@example("Our aims\n\n1. a\n\n   b\n\n2. c\n")
@example("Priority 40")
@example(": Aims")
@example("“a b c d e f,” said he. “g h”")
@example("Published\n3 May 2026\f3 May 2026")
def test_any_order_of_cues_gives_a_plan_that_holds(text: str) -> None:
    plan = attempt(text.encode())
    if isinstance(plan, str):
        assert plan == "-: is empty" or plan.startswith("-: holds no text")
        return
    check_plan(plan, text)
    again = plancli.extract(text.encode(), model=None)
    assert writer("json")(again) == writer("json")(plan)


@QUICK
@given(st.text(max_size=300))
def test_any_text_gives_a_plan_or_one_clear_error(text: str) -> None:
    plan = attempt(text.encode())
    if isinstance(plan, str):
        assert re.fullmatch("-: .+", plan)
        return
    check_plan(plan, re.sub("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]", " ", text.removeprefix("\ufeff")))


@QUICK
@given(st.binary(max_size=300))
def test_any_bytes_give_a_plan_or_one_clear_error(data: bytes) -> None:
    plan = attempt(data)
    if isinstance(plan, str):
        assert re.fullmatch("-: .+", plan)
        return
    assert plan.source.bytes == len(data)


@QUICK
@given(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="*_[]<>\\#-={}!‐"), max_size=300
    )
)
def test_reading_keeps_every_visible_character_in_order(text: str) -> None:
    try:
        document = plancli.read(text.encode())
    except UnreadableError:
        return
    assert "".join(document.text.split()) == INVISIBLE.sub("", "".join(text.split()))


@QUICK
@given(PROSE)
def test_blocks_and_segments_make_up_the_text(text: str) -> None:
    try:
        document = plancli.read(text.encode())
    except UnreadableError:
        return
    assert document.text.split("\n") == [document.text[block.start : block.end] for block in document.blocks]
    for index, block in enumerate(document.blocks):
        assert block.start <= block.content <= block.end
        assert block.parent is None or block.parent < index
    for segment in document.segments:
        piece = segment.piece.text[segment.shift : segment.shift + segment.end - segment.start]
        assert document.text[segment.start : segment.end] == piece


HOSTILE = {
    "one long line": "The council will mend the weir by May. " * 1000,
    "an unbroken run": "a" * 150_000,
    "an unbroken run of capitals": "AB" * 60_000,
    "many digits": "1234567890" * 10_000,
    "many numbers": "12 " * 12_000,
    "many commas": "Ares, " * 5000,
    "many bodies": "City of Ares, " * 2500,
    "many brackets": "(" * 20_000 + ")" * 20_000,
    "many square brackets": "[" * 20_000 + "](x)" * 4000,
    "many asterisks": "*" * 100_000 + " a " + "**" * 20_000,
    "many emphases": "*a* _b_ **c** " * 3000,
    "many quotation marks": "“a ”" * 6000,
    "many promises": "We will: " * 4000,
    "many promises in a sentence": "The Ministry of Ports will open quays, " * 900,
    "one speaker many times": '"We will never count these boats again," said the clerk. ' * 500,
    "deep lists": "\n".join(" " * n + "- item" for n in range(400)),
    "deep numbers": "\n".join(".".join("1" * (n % 60 + 1)) + " Item" for n in range(700)),
    "many short lines": "Plan\n\n" * 5000,
    "many lead-ins": "The aims are:\n\n" * 2000,
    "many contents": "Contents\n\n" + "\n".join(f"{n}. Part .... {n}" for n in range(1500)),
    "many capitals": "National Joint Plan on the " * 2000,
    "many countries": "France and Spain, Italy and Kenya " * 1200,
    "right to left": "وزارة الصحة ستنشر التقرير في عام 2030. " * 1000,
    "Chinese": "计划的目标是到二〇三〇年改善水质。\n" * 2000,
    "many spaces": "a" + " " * 150_000 + "b",
    "many form feeds": "page\f" * 5000,
    "many stops": "a. " * 12_000,
    "many abbreviations": "e.g. i.e. Dr. No. " * 2000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_end_soon_in_a_plan(name: str) -> None:
    text = HOSTILE[name]
    assert len(text.encode()) <= 200_000
    start = time.process_time()
    plan = plancli.extract(text.encode(), model=None)
    assert time.process_time() - start < 5
    made = plan.text or ""
    places = list(evidence(plan.model_dump()))
    assert all(made[place["start"] : place["end"]] == place["quote"] for place in places)


def codes(plan: Plan) -> list[str]:
    return [finding.code for finding in plan.findings]


def test_what_is_not_english_is_said_to_be() -> None:
    text = "Das Wasser ist nicht sauber, und die Brunnen sind alt. Wir werden sie mit den Gemeinden reinigen."
    plan = plancli.extract_text(text, model=None)
    assert plan.metadata.language == "de"
    assert codes(plan) == ["M102", "M101", "I101"]


def test_a_recipe_is_no_plan() -> None:
    text = (
        "Rye bread\n\nIngredients\n\n- 500 g of rye\n- salt\n\n"
        "Method\n\n1. Mix the rye and the salt.\n2. Bake it for an hour.\n"
    )
    plan = plancli.extract_text(text, model=None)
    assert codes(plan) == ["M101", "I101"]
    assert [*plan.aims, *plan.priorities, *plan.principles, *plan.measures, *plan.commitments] == []


def test_findings_are_of_the_table() -> None:
    plan = plancli.extract("Kühle Brunnen\x07".encode("cp1252"), model=None)
    assert codes(plan)[:2] == ["T101", "T102"]
    assert {finding.severity for finding in plan.findings} <= {"error", "warning", "note"}


def test_what_cannot_be_opened_is_told_in_a_line(tmp_path: Path) -> None:
    for source, says in ((tmp_path / "none.txt", "does not exist"), (tmp_path, "is a folder")):
        with pytest.raises(SourceError, match=says) as caught:
            plancli.extract(source)
        assert str(caught.value).startswith(f"{source}: ")


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\x00\x01\x02"])
def test_what_holds_no_text_is_told_in_a_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        plancli.extract(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert caught.value.exit_status == 2


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"published": "May 2026"}, "not a date"),
        ({"published": "2026-13-45"}, "not a date"),
        ({"kind": "poem"}, "is none of"),
    ],
)
def test_an_option_that_means_nothing_is_refused(options: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        plancli.extract_text("The quay is old.", model=None, **options)  # type: ignore[arg-type]


def test_a_model_that_is_missing_is_told() -> None:
    with pytest.raises(PlancliError, match="not installed"):
        plancli.extract_text("The quay is old.", model="no_such_model")


def test_a_plan_is_loaded_as_it_was_written(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(writer("json")(plan))
    assert plancli.load(path) == plan


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "is not a plan"),
        ("[]", "is not a plan"),
        ("{}", "/source"),
        ('{"schema_version": "9"}', "schema version 9"),
    ],
)
def test_what_is_no_plan_is_not_loaded(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "plan.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PlanError, match=says) as caught:
        plancli.load(path)
    assert "\n" not in str(caught.value)


def test_content_and_path_give_the_same_plan(samples: Path) -> None:
    path = samples / "fisheries-action-plan.txt"
    by_content = plancli.extract(path.read_bytes(), name=path.name, model=None)
    assert plancli.extract(path, model=None) == by_content
    assert plancli.extract(str(path), model="none") == by_content


def test_dates_alone_are_those_of_the_plan() -> None:
    text = "The council will mend the weir by 31 May 2027 and again within two years."
    assert [(d.text, d.value) for d in plancli.tag_dates(text)] == [
        (d.text, d.value) for d in plancli.extract_text(text, model=None).dates
    ]


def test_a_plan_json_is_loaded_and_a_document_is_extracted(tmp_path: Path) -> None:
    document = tmp_path / "aims.txt"
    document.write_text("Our aims\n\n1. Cleaner rivers\n", encoding="utf-8")
    plan = api.plan_of(document, model=None)
    saved = tmp_path / "aims.json"
    saved.write_text(plan.model_dump_json(), encoding="utf-8")
    assert api.plan_of(saved) == plan
    assert api.plan_of(saved.read_bytes()) == plan


def test_what_means_to_be_a_plan_and_is_none_says_so(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"schema_version": "1.0", "text":', encoding="utf-8")
    with pytest.raises(PlanError, match="is not a plan"):
        api.plan_of(broken)
