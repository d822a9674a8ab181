"""What cannot be carried out is refused with one line that says what to do, before anything is read."""

from __future__ import annotations

import csv
import json
import re
import shlex
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Runner

CASES = [
    (row["arguments"], row["says"])
    for row in csv.DictReader(
        (line for line in Path(__file__).with_name("usage.tsv").read_text().splitlines() if line[0] != "#"),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
]


@pytest.mark.parametrize(("arguments", "says"), CASES, ids=[case[0] for case in CASES])
def test_a_usage_error_is_one_line_and_status_2(
    cli: Runner, note: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, says: str
) -> None:
    monkeypatch.chdir(note.parent)
    result = cli(*shlex.split(arguments.replace("{note}", str(note))))
    assert result.status == 2
    assert result.out == ""
    assert len(result.complaints) == 1
    assert says in result.err
    assert [path.name for path in note.parent.iterdir()] == [note.name]


def test_the_schema_is_printed(cli: Runner, root: Path) -> None:
    result = cli("schema", "plan")
    assert result.status == 0
    assert result.out == (root / "schemas/plan.schema.json").read_text(encoding="utf-8")
    assert json.loads(cli("schema").out) == json.loads(result.out)


def test_the_version_names_program_and_model(cli: Runner) -> None:
    result = cli("--version")
    assert result.status == 0
    assert metadata.version("plancli") in result.out
    assert "en_core_web_sm" in result.out


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["extract", "--help"], ["schema", "--help"]])
def test_help_goes_to_stdout(cli: Runner, arguments: list[str]) -> None:
    result = cli(*arguments)
    assert result.status == 0
    assert result.out.startswith("Usage: plancli")
    assert result.err == ""


def test_help_names_no_python_types_and_cuts_no_sentence(cli: Runner) -> None:
    for command in ("extract", "validate", "diff", "report", "review", "query"):
        assert re.search(r"<(?:list\[|str>|path>)", cli(command, "--help").out) is None
    assert "..." not in cli("--help").out.replace("[ARGS]...", "")
