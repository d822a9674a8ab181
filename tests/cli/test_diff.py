"""``plancli diff``: what it writes, where, and what it ends with."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

import plancli
from plancli.schema import diff_schema
from plancli.writers import writer as plan_writer
from tests.comparing.plans import Entry, plan_from

if TYPE_CHECKING:
    from tests.cli.conftest import Runner


@pytest.fixture(scope="module")
def versions(samples: Path) -> tuple[Path, Path]:
    folder = samples / "versions"
    return folder / "orchard-plan-2025.txt", folder / "orchard-plan-2026.txt"


@pytest.fixture(scope="module")
def plans(versions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The versions as plan JSON."""
    folder = tmp_path_factory.mktemp("plans")
    paths = folder / "2025.json", folder / "2026.json"
    for source, path in zip(versions, paths, strict=True):
        path.write_bytes(plan_writer("json")(plancli.extract(source)))
    return paths


def test_versions_give_their_golden_difference_to_the_byte(
    cli: Runner, versions: tuple[Path, Path], samples: Path
) -> None:
    result = cli("diff", *versions)
    assert (result.status, result.err) == (1, "")
    assert result.out == (samples / "versions/orchard-plan.diff.json").read_text(encoding="utf-8")
    jsonschema.validate(json.loads(result.out), diff_schema())


def test_documents_and_plans_mix(cli: Runner, versions: tuple[Path, Path], plans: tuple[Path, Path]) -> None:
    assert cli("diff", versions[0], plans[1]).out == cli("diff", plans[0], versions[1]).out
    assert cli("diff", "-", plans[1], stdin=plans[0].read_bytes()).status == 1


def test_the_same_file_twice_does_not_differ(cli: Runner, plans: tuple[Path, Path]) -> None:
    result = cli("diff", plans[0], plans[0], "--format", "summary")
    assert (result.status, result.err) == (0, "")
    assert "no differences" in result.out


def test_what_was_lost_stands_first(cli: Runner, plans: tuple[Path, Path]) -> None:
    shown = cli("diff", *plans, "--format", "summary").out
    heads = re.findall(r"^([A-Z][^·\n]*?) \d+$", shown, re.M)
    assert heads[:3] == ["Removed", "Weakened", "Put off, or without a deadline now"]
    assert "[-map-]{+explore mapping+}" in shown
    assert "put off from 2026-11-30 to 2028-11-30" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_more_versions_show_each_items_way(cli: Runner, plans: tuple[Path, Path]) -> None:
    result = cli("diff", plans[0], plans[1], plans[0], "--format", "summary")
    assert result.status == 1
    way = next(line for line in result.out.splitlines() if "Replant old" in line)
    assert way.split()[:6] == ["priority", "1", "priority", "2", "priority", "1"]
    assert max(map(len, result.out.splitlines())) <= 80
    data = json.loads(cli("diff", plans[0], plans[1], plans[0]).out)
    assert [len(each["changes"]) > 10 for each in data] == [True, True]


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        (["--only", "commitment"], {"commitment"}),
        (["--only", "Priorities", "--only", "figures,actor"], {"priority", "figure", "actor"}),
    ],
)
def test_only_shows_some_kinds(
    cli: Runner, plans: tuple[Path, Path], options: list[str], kinds: set[str]
) -> None:
    data = json.loads(cli("diff", *plans, *options).out)
    assert {each["kind"] for each in data["changes"]} == kinds
    assert data["summary"]["added"] == sum("added" in each["ops"] for each in data["changes"])


def test_status_follows_what_is_shown(cli: Runner, plans: tuple[Path, Path]) -> None:
    assert cli("diff", *plans, "--only", "principle").status == 0
    assert cli("diff", *plans, "--exit-zero").status == 0


def test_the_least_similarity_is_the_users(cli: Runner, plans: tuple[Path, Path]) -> None:
    data = json.loads(cli("diff", *plans, "--min-similarity", "1").out)
    assert {each["similarity"] for each in data["changes"] if each["kind"] == "priority"} <= {None, 1.0}


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("out.html", "<!DOCTYPE html>"),
        ("out.md", "## What changed"),
        ("out.txt", "old  Orchard"),
        ("out.json", "{"),
    ],
)
def test_the_ending_of_the_file_chooses_the_form(
    cli: Runner, plans: tuple[Path, Path], tmp_path: Path, name: str, starts: str
) -> None:
    target = tmp_path / name
    assert cli("diff", *plans, "-o", target).status == 1
    assert target.read_text(encoding="utf-8").startswith(starts)
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_markdown_keeps_its_tables_whatever_a_document_says(cli: Runner, tmp_path: Path) -> None:
    paths = []
    for number, text in enumerate(("Pay 5 | 6 *stars* <b> to @team", "Pay 7 | 6 *stars* <b> to @team")):
        paths.append(tmp_path / f"{number}.json")
        plan = plan_from({"aims": [Entry(text, "1"), Entry("Keep the rest", "2")]})
        paths[-1].write_bytes(plan_writer("json")(plan))
    shown = cli("diff", *paths, "--format", "markdown").out
    (row,) = [line for line in shown.splitlines() if "stars" in line]
    assert r"Pay ~~5~~**7** \| 6 \*stars\* \<b\> to @<!-- -->team" in row
    assert len(re.findall(r"(?<!\\)\|", row)) == 5


def test_unrelated_documents_are_said_to_be(cli: Runner, samples: Path) -> None:
    result = cli("diff", samples / "wildfire-priorities.json", samples / "fisheries-action-plan.json")
    assert result.status == 1
    assert "nothing aligned" in result.err
    assert len(result.complaints) == 1


def test_two_languages_and_no_items_are_told(cli: Runner, tmp_path: Path, plans: tuple[Path, Path]) -> None:
    german = plan_from({"aims": [Entry("Die Häfen sollen leiser werden", "1")]})
    german.metadata.language = "de"
    other = tmp_path / "de.json"
    other.write_bytes(plan_writer("json")(german))
    result = cli("diff", plans[0], other)
    assert "2025.json is written in 'en' and de.json in 'de'" in result.err
    nothing = tmp_path / "nothing.json"
    nothing.write_bytes(plan_writer("json")(plan_from({})))
    result = cli("diff", plans[0], nothing)
    assert result.complaints == [
        "plancli: no aims, priorities, principles or measures were found in nothing.json"
    ]
    assert result.status == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["{0}"], "two versions"),
        (["{0}", "nowhere.txt"], "nowhere.txt: does not exist"),
        (["{0}", "{1}", "--only", "cats"], "--only takes metadata, aim"),
        (["{0}", "{1}", "--min-similarity", "2"], "a number from 0 to 1"),
        (["-", "-"], "standard input"),
        (["{0}", "{1}", "-o", "{0}"], "overwrite"),
        (["{0}", "{1}", "-o", "no/such/folder.json"], "no directory"),
        (["{0}", "{future}"], "schema version 2.0, and this plancli reads 1.0"),
        (["{0}", "{broken}"], "is not a plan"),
        (["{0}", "{folder}"], "folder"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    cli: Runner, plans: tuple[Path, Path], tmp_path: Path, arguments: list[str], says: str
) -> None:
    future, broken = tmp_path / "future.json", tmp_path / "broken.json"
    future.write_text(plans[0].read_text().replace('"schema_version": "1.0"', '"schema_version": "2.0"'))
    broken.write_text('{"schema_version": "1.0"}')
    named = {"future": future, "broken": broken, "folder": tmp_path}
    result = cli("diff", *(each.format(*plans, **named) for each in arguments))
    assert (result.status, result.out, len(result.complaints)) == (2, "", 1)
    assert says in result.err


def test_a_deadline_in_a_row_is_told_once(cli: Runner, tmp_path: Path) -> None:
    cover = "# Lifts\n\nPublished: 3 March 2025\n\nThis plan is for all who cannot climb stairs.\n\n"
    table = f"{cover}## Measures\n\n| Measure | Lead | Deadline |\n|---|---|---|\n"
    rows = "| Build lifts at all stations | Works Office | {} |\n| Lower the counters of halls | {} | May 2027 |\n"
    versions = (("old", "June 2026", "Tram Company"), ("new", "June 2028", "Rail Authority"))
    for name, due, lead in versions:
        (tmp_path / f"{name}.md").write_text(table + rows.format(due, lead), encoding="utf-8")
    told = cli("diff", str(tmp_path / "old.md"), str(tmp_path / "new.md"), "--format", "summary").out
    assert told.count("put off from 2026-06 to 2028-06") == 1
    assert "row: Tram Company → Rail Authority" in told
