"""Plan JSON that is broken, strange, huge, or not what the document says."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import plancli
from plancli.errors import PlanError
from plancli.linting.jsontext import DEEPEST, MOST_VALUES, parse
from plancli.linting.run import LARGEST
from tests.plans import sample_plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Runner


def report(cli: Runner, *arguments: object) -> list[tuple[str, str | None, int | None]]:
    """Code, pointer and line of each finding, notes left out."""
    found = json.loads(cli("validate", *arguments, "--format", "json").out)["findings"]
    return [(each["code"], each["path"], each["line"]) for each in found if each["severity"] != "note"]


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        ('{"schema_version": "1.0",\n "text": "cut', "is cut off: the JSON ends before it is complete", 2),
        ('{"schema_version": "1.0",\n "text" "x"}', "is no JSON: expecting ':' delimiter", 2),
        ('{"schema_version": "1.0", "x":\n' + "[" * 10_000, "is nested deeper than", 2),
        ('{"schema_version": "1.0", "x":\n' + "[" * 10_000 + "]" * 10_000 + "}", "is nested deeper than", 2),
        (
            '{"schema_version": "1.0",\n "x": ' + "[" * 300 + "]" * 300 + "}",
            f"is nested deeper than {DEEPEST} levels",
            2,
        ),
    ],
)
def test_what_cannot_be_parsed_is_one_finding(
    cli: Runner, tmp_path: Path, content: str, message: str, line: int
) -> None:
    path = tmp_path / "plan.json"
    path.write_text(content)
    result = cli("validate", path, "--format", "json")
    (found,) = json.loads(result.out)["findings"]
    assert (result.status, found["code"], found["line"]) == (1, "PLN002", line)
    assert message in found["message"]


def test_what_a_parser_swallows_is_found(cli: Runner, tmp_path: Path) -> None:
    text = sample_plan().model_dump_json(indent=1)
    text = text.replace('"value": 40,', '"value": NaN,').replace(
        '"name": "harbours.txt"', '"name": "a",\n"name": "b"'
    )
    (tmp_path / "plan.json").write_text(text, encoding="utf-8")
    found = {code: path for code, path, _ in report(cli, tmp_path / "plan.json")}
    assert found["PLN003"] == "/source/name"
    assert found["PLN004"] == "/figures/0/value"


def test_a_huge_plan_is_refused_unread(cli: Runner, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    assert path.stat().st_size > LARGEST
    assert [code for code, _, _ in report(cli, path)] == ["PLN001"]


def test_a_plan_of_another_version_is_told_once(cli: Runner, tmp_path: Path) -> None:
    value = json.loads(sample_plan().model_dump_json()) | {"schema_version": "9.1"}
    (tmp_path / "plan.json").write_text(json.dumps(value))
    assert [code for code, _, _ in report(cli, tmp_path / "plan.json")] == ["PLN202"]


def test_a_plan_is_held_against_its_document(cli: Runner, samples: Path, tmp_path: Path) -> None:
    plan, document = samples / "fisheries-action-plan.json", samples / "fisheries-action-plan.txt"
    assert report(cli, plan, "--against", document) == []
    changed = tmp_path / "changed.txt"
    changed.write_text(
        document.read_text(encoding="utf-8").replace("31 January 2027", "31 January 2028"), encoding="utf-8"
    )
    codes = {code for code, _, _ in report(cli, plan, "--against", changed)}
    assert codes == {"PLN208", "PLN209", "PLN210"}


@pytest.mark.parametrize(("content", "told"), [(None, "does not exist"), (bytes(range(256)), "is not a PDF")])
def test_what_a_plan_cannot_be_held_against_is_no_fault_of_the_plan(
    cli: Runner, samples: Path, tmp_path: Path, content: bytes | None, told: str
) -> None:
    original = tmp_path / "original.pdf"
    if content is not None:
        original.write_bytes(content)
    plan = next(iter(sorted(samples.glob("*.json"))))
    result = cli("validate", plan, "--against", original)
    assert (result.status, result.out) == (2, "")
    assert f"--against: {original}: {told}" in result.err


def test_more_values_than_any_plan_has_are_not_read(cli: Runner, tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_text('{"schema_version": "1.0", "a": [' + "1," * (MOST_VALUES + 1) + "1]}", encoding="utf-8")
    assert [code for code, _, _ in report(cli, path)] == ["PLN002"]


def test_a_plan_beside_its_changed_document_is_stale(cli: Runner, samples: Path, tmp_path: Path) -> None:
    for name in ("fisheries-action-plan.json", "fisheries-action-plan.txt"):
        (tmp_path / name).write_bytes((samples / name).read_bytes())
    assert report(cli, tmp_path / "fisheries-action-plan.json") == []
    with (tmp_path / "fisheries-action-plan.txt").open("a") as stream:
        stream.write("One line more.\n")
    assert [code for code, _, _ in report(cli, tmp_path / "fisheries-action-plan.json")] == ["PLN208"]


def test_samples_have_sound_plans(cli: Runner, samples: Path) -> None:
    found = [row for row in report(cli, *sorted(samples.glob("*.json"))) if row[0].startswith("PLN")]
    assert found == []


def test_what_an_object_of_a_plan_says_is_shown(cli: Runner, samples: Path) -> None:
    shown = cli(
        "validate", "--no-cache", "--show", "note", samples / "fisheries-action-plan.json"
    ).out.splitlines()
    excerpts = {line.strip() for line in shown if line.startswith("    ") and line.strip(" ^")}
    assert excerpts
    assert not excerpts & {"{", "["}


def test_the_verb_takes_a_plan() -> None:
    plan = sample_plan()
    assert "PLN204" not in {finding.code for finding in plancli.validate(plan)}
    plan.dates[1].id = "date-1"
    assert [(finding.code, finding.path) for finding in plancli.validate(plan, select="PLN")] == [
        ("PLN204", "/dates/1/id")
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=25,
)


def pointers(value: object, at: str = "") -> dict[str, object]:
    """Every pointer of a value and what it points to."""
    found = {at: value}
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        found |= pointers(child, f"{at}/{str(key).replace('~', '~0').replace('/', '~1')}")
    return found


@settings(max_examples=60)
@given(JSON, st.sampled_from([None, 1]))
def test_every_value_is_found_where_it_stands(value: object, indent: int | None) -> None:
    parsed = parse(json.dumps(value, ensure_ascii=False, indent=indent).encode())
    expected = pointers(value)
    spots = parsed.spots(set(expected))
    for pointer, child in expected.items():
        spot = spots[pointer]
        token = parsed.line(spot.line)[spot.column - 1 :][: spot.length]
        assert token == (
            "{"
            if isinstance(child, dict)
            else "["
            if isinstance(child, list)
            else json.dumps(child, ensure_ascii=False)
        )
    assert not parsed.doubles


@settings(max_examples=100)
@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:0aN\\ \n', max_size=40).map(str.encode))
def test_parsing_ends_in_a_value_or_a_complaint(data: bytes) -> None:
    with suppress(PlanError):
        assert isinstance(parse(data).text, str)
