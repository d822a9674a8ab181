"""``plancli validate`` as people and their tools run it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import jsonschema
import pytest

from plancli.linting.selection import codes
from tests.linting.conftest import FAULTY, SOUND

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Runner

QUIET = ("--model", "none")


def test_text_shows_the_line_and_underlines_the_words(cli: Runner, faulty: Path) -> None:
    result = cli("validate", faulty, *QUIET, "--ignore", "C,I")
    assert result.status == 1
    assert result.err == ""
    assert result.out.splitlines()[:7] == [
        f"{faulty}:7:36: error: 'Monday 12 March 2025' is a Wednesday, not a Monday [D201]",
        "    The Ministry of Water will meet on Monday 12 March 2025.",
        "                                       ^^^^^^^^^^^^^^^^^^^^",
        "",
        f"{faulty}:8:22: error: June has 30 days [D205]",
        "    The report is due by 31 June 2026.",
        "                         ^^^^^^^^^^^^",
    ]
    assert result.out.endswith("1 file checked: 2 errors\n")


def test_text_counts_notes_and_tells_them_when_asked(cli: Runner, tmp_path: Path) -> None:
    path = tmp_path / "river.txt"
    path.write_text(
        SOUND + "The Ministry of Water will count fish. The Ministry of Water will plant trees.\n"
    )
    calm = cli("validate", path, *QUIET, "--ignore", "I,M")
    assert (calm.status, calm.out) == (0, "1 file checked: 2 notes; 2 not shown (--show note)\n")
    for asked in (("--show", "note"), ("--fail-on", "note"), ("--select", "C")):
        told = cli("validate", path, *QUIET, "--ignore", "I,M", *asked)
        assert told.out.count("note: ") == 2, asked
        assert told.out.endswith("\n1 file checked: 2 notes\n")
    whole = json.loads(cli("validate", path, *QUIET, "--ignore", "I,M", "--format", "json").out)
    assert len(whole["findings"]) == 2


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 1),
        (("--fail-on", "error"), 1),
        (("--ignore", "D201,D205"), 0),
        (("--ignore", "D201,D205", "--fail-on", "note"), 1),
        (("--select", "N"), 0),
        (("--select", "D2", "--ignore", "D"), 1),
        (("--select", "D", "--ignore", "D2"), 0),
    ],
)
def test_what_is_asked_for_decides(cli: Runner, faulty: Path, options: tuple[str, ...], status: int) -> None:
    assert cli("validate", faulty, *QUIET, *options).status == status


def test_a_sound_document_is_clean(cli: Runner, tmp_path: Path) -> None:
    (tmp_path / "river.txt").write_text(SOUND, encoding="utf-8")
    result = cli("validate", tmp_path / "river.txt", *QUIET)
    assert (result.status, result.err) == (0, "")


def test_one_unreadable_document_does_not_end_the_run(cli: Runner, faulty: Path) -> None:
    (faulty.parent / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (faulty.parent / "cut.json").write_text('{"schema_version": "1.0", "generator": {}, "metadata": {"ti')
    result = cli("validate", faulty.parent, *QUIET, "--format", "json", "--select", "D201")
    found = [(each["file"].rpartition("/")[2], each["code"]) for each in json.loads(result.out)["findings"]]
    assert found == [("broken.pdf", "PLN001"), ("cut.json", "PLN002"), ("river.txt", "D201")]
    assert (result.status, result.err) == (1, "")


def test_what_does_not_exist_cannot_be_done(cli: Runner, faulty: Path, tmp_path: Path) -> None:
    result = cli("validate", tmp_path / "missing.txt", faulty, *QUIET)
    assert result.status == 2
    assert result.complaints == [f"plancli: {tmp_path / 'missing.txt'}: does not exist"]
    assert "D201" in result.out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("-", "--select", "D299"), "plancli: --select: there is no code D299; did you mean D20"),
        (("--explain", "N20l"), "plancli: there is no code N20l; did you mean N20"),
        (
            ("-", "--baseline", "none.json"),
            "plancli: none.json: does not exist; write a baseline with --write-baseline",
        ),
        (("--format", "xml"), "plancli: Invalid value for '--format'"),
        ((), "plancli: name the documents to check"),
    ],
)
def test_what_means_nothing_is_told_in_a_line(
    cli: Runner, arguments: tuple[str, ...], complaint: str
) -> None:
    result = cli("validate", *arguments)
    assert result.status == 2
    assert [line[: len(complaint)] for line in result.complaints] == [complaint]
    assert result.out == ""


def test_every_code_is_explained(cli: Runner) -> None:
    for code in sorted(codes()):
        result = cli("validate", "--explain", code.lower())
        assert result.status == 0
        assert result.out.startswith(f"{code} (")
        assert "To mend it:" in result.out


def test_json_places_each_finding(cli: Runner, faulty: Path) -> None:
    report = json.loads(cli("validate", faulty, *QUIET, "--select", "D", "--format", "json").out)
    assert report["summary"] == {
        "files": 1, "errors": 2, "warnings": 0, "notes": 0, "failing": 2, "in_baseline": 0,
    }  # fmt: skip
    first = report["findings"][0]
    assert (first["code"], first["severity"], first["line"], first["column"]) == ("D201", "error", 7, 36)
    assert first["evidence"][0]["quote"] == "Monday 12 March 2025"


def test_junit_counts_failures_and_passes_notes(cli: Runner, faulty: Path) -> None:
    (faulty.parent / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    suites = ElementTree.fromstring(cli("validate", faulty.parent, *QUIET, "--format", "junit").out.encode())
    assert (suites.get("failures"), suites.get("errors")) == ("2", "1")
    broken, river = suites
    assert [case.find("error") is not None for case in broken] == [True]
    notes = [case for case in river if case.find("failure") is None]
    assert notes
    assert all(case.find("system-out") is not None for case in notes)


def test_workflow_commands_escape_what_they_must(cli: Runner, faulty: Path) -> None:
    other = faulty.rename(faulty.with_name("river, 50% of it.txt"))
    lines = cli("validate", other, *QUIET, "--select", "D201", "--format", "github").out.splitlines()
    assert lines == [
        f"::error file={other.parent}/river%2C 50%25 of it.txt,line=7,endLine=7,col=36,endColumn=56,"
        "title=plancli D201::'Monday 12 March 2025' is a Wednesday, not a Monday"
    ]


def test_sarif_names_rules_regions_and_fingerprints(
    cli: Runner, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(faulty.parent)
    run = json.loads(cli("validate", "river.txt", *QUIET, "--select", "D", "--format", "sarif").out)["runs"][
        0
    ]
    first, second = run["results"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["D201", "D205"]
    assert first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "river.txt"
    region = first["locations"][0]["physicalLocation"]["region"]
    assert {key: region[key] for key in ("startLine", "startColumn", "endColumn")} == {
        "startLine": 7, "startColumn": 36, "endColumn": 56,
    }  # fmt: skip
    (faulty.parent / "river.txt").write_text("A line above\n\n" + FAULTY, encoding="utf-8")
    moved = json.loads(cli("validate", "river.txt", *QUIET, "--select", "D", "--format", "sarif").out)[
        "runs"
    ][0]
    assert [each["partialFingerprints"] for each in moved["results"]] == [
        each["partialFingerprints"] for each in (first, second)
    ]
    assert moved["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 9


@pytest.mark.corpus
def test_sarif_is_valid(cli: Runner, shared: Path, faulty: Path, samples: Path) -> None:
    schema = json.loads((shared / "standards/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    (faulty.parent / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    plan = faulty.parent / "plan.json"
    plan.write_bytes((samples / "fisheries-action-plan.json").read_bytes().replace(b'"DATE"', b'"DAY"'))
    report = json.loads(cli("validate", faulty.parent, *QUIET, "--format", "sarif").out)
    assert len(report["runs"][0]["results"]) > 5
    jsonschema.validators.validator_for(schema)(schema).validate(report)


def test_a_baseline_hides_what_is_known_and_nothing_new(cli: Runner, faulty: Path) -> None:
    known = faulty.parent / "baseline.json"
    assert cli("validate", faulty, *QUIET, "--write-baseline", known).status == 0
    faulty.write_text("A line above\n\n" + FAULTY, encoding="utf-8")
    again = cli("validate", faulty, *QUIET, "--baseline", known, "--ignore", "M,I")
    assert (again.status, again.out) == (0, "1 file checked: nothing found (2 in the baseline)\n")
    faulty.write_text(FAULTY + "It is due by 31 September 2026 too.\n", encoding="utf-8")
    assert "31 September 2026" in cli("validate", faulty, *QUIET, "--baseline", known).out


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (
            '{"baseline_version": 99, "findings": []}',
            "is a baseline of version 99; this plancli reads 1: write it anew",
        ),
        ("[]", "is no baseline of plancli"),
        ("{", "is no baseline: it is no JSON"),
        ('{"baseline_version": 1, "findings": [3]}', "is no baseline of plancli: an entry lacks its file"),
    ],
)
def test_another_baseline_is_refused(cli: Runner, faulty: Path, content: str, complaint: str) -> None:
    path = faulty.parent / "baseline.json"
    path.write_text(content, encoding="utf-8")
    result = cli("validate", faulty, "--baseline", path)
    assert result.status == 2
    assert result.err.startswith(f"plancli: {path}: {complaint}")


def test_a_number_that_only_a_browser_shows_has_the_line_of_its_item(cli: Runner, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html lang=en><body><h1>River plan</h1>\n<p>The Ministry of Water will:</p>\n<ol start=3>\n"
        "<li>mend all the weirs by 2027</li>\n<li>count the fish by 2028</li></ol></body></html>",
        encoding="utf-8",
    )
    result = cli("validate", page, *QUIET, "--select", "N203")
    assert result.out.startswith(f"{page}:4:5: warning: this list starts at 3 [N203]")
