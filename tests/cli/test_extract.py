"""``plancli extract`` does what the contract says, for one document and for many."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from plancli.schema import plan_schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Runner

# What is no document at all, and what the line about it says.
BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\r\n\n", "empty"),
    "binary.txt": (bytes(range(256)) * 8, "text"),
    "torn.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "PDF"),
}


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    folder = tmp_path / "bad"
    folder.mkdir()
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    return folder


def test_a_pipe_gets_json(cli: Runner, note: Path) -> None:
    result = cli("extract", note)
    assert (result.status, result.err) == (0, "")
    plan = json.loads(result.out)
    assert plan["source"]["name"] == "note.txt"
    assert plan["text"]
    assert result.out.endswith("}\n")
    Draft202012Validator(plan_schema()).validate(plan)


def test_o_writes_the_same_bytes_as_a_pipe_gets(cli: Runner, note: Path) -> None:
    out = note.with_name("plan.json")
    result = cli("extract", note, "-o", out)
    assert (result.status, result.out, result.err) == (0, "", "")
    assert out.read_bytes().decode() == cli("extract", note, "-o", "-").out


def test_standard_input_gives_the_plan_of_the_file_but_for_its_name(cli: Runner, note: Path) -> None:
    piped = json.loads(cli("extract", "-", stdin=note.read_bytes()).out)
    named = json.loads(cli("extract", note).out)
    assert piped["source"].pop("name") == "-"
    assert named["source"].pop("name") == "note.txt"
    assert piped == named


def test_no_text_leaves_the_text_out_and_the_quotes_in(cli: Runner, note: Path) -> None:
    whole = json.loads(cli("extract", note).out)
    without = json.loads(cli("extract", note, "--no-text").out)
    del whole["text"]
    assert without == whole
    Draft202012Validator(plan_schema()).validate(without)


def test_options_reach_the_plan(cli: Runner, note: Path) -> None:
    result = cli("extract", note, "--published", "2026-05", "--kind", "treaty", "--model", "none")
    plan = json.loads(result.out)
    assert plan["metadata"]["kind"] == "treaty"
    assert plan["generator"]["model"] is None


def test_several_go_to_a_folder_as_they_would_alone(cli: Runner, samples: Path, tmp_path: Path) -> None:
    given = tmp_path / "in"
    (given / "sub").mkdir(parents=True)
    first, second = sorted(samples.glob("*.txt"))[:2]
    shutil.copy(first, given)
    shutil.copy(second, given / "sub")
    result = cli("extract", given, "-d", tmp_path / "out")
    assert (result.status, result.out) == (0, "")
    assert len(result.complaints) == 1
    assert result.err.startswith("plancli: 2 documents: 2 written, ")
    alone = cli("extract", given / "sub" / second.name).out
    assert (tmp_path / "out/sub" / f"{second.stem}.json").read_bytes().decode() == alone
    assert (tmp_path / "out" / f"{first.stem}.json").exists()


def test_jsonl_is_one_plan_a_line(cli: Runner, note: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(note.read_bytes())
    lines = cli("extract", note, other, "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["note.txt", "other.txt"]
    assert json.loads(lines[0]) == json.loads(cli("extract", note).out)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_one_line_that_names_it(cli: Runner, bad: Path, name: str) -> None:
    result = cli("extract", bad / name)
    assert (result.status, result.out) == (2, "")
    assert len(result.complaints) == 1
    assert str(bad / name) in result.err
    assert BAD[name][1] in result.err
    assert "internal error" not in result.err


def test_a_missing_document_is_one_line(cli: Runner, tmp_path: Path) -> None:
    result = cli("extract", tmp_path / "missing.txt", "-o", tmp_path / "plan.json")
    assert result.status == 2
    assert len(result.complaints) == 1
    assert "missing.txt" in result.err
    assert list(tmp_path.iterdir()) == []


def test_bad_documents_do_not_stop_the_others(cli: Runner, note: Path, bad: Path, tmp_path: Path) -> None:
    result = cli("extract", bad, note, tmp_path / "missing.txt", "-d", tmp_path / "out")
    assert result.status == 2
    assert [path.name for path in (tmp_path / "out").rglob("*.json")] == ["note.json"]
    assert len(result.complaints) == len(BAD) + 2
    last = result.complaints[-1]
    assert f"{len(BAD) + 1} of {len(BAD) + 2} failed" in last
    assert all(name in last for name in [*BAD, "missing.txt"])


def test_bad_documents_leave_the_lines_of_the_others_whole(cli: Runner, note: Path, bad: Path) -> None:
    result = cli("extract", bad, note, "--format", "jsonl")
    assert result.status == 2
    assert [json.loads(line)["source"]["name"] for line in result.out.splitlines()] == ["note.txt"]


def test_a_folder_without_documents_fails(cli: Runner, tmp_path: Path) -> None:
    result = cli("extract", tmp_path, "--format", "jsonl")
    assert (result.status, result.out) == (2, "")
    assert "no documents in this directory" in result.err


def test_undecodable_bytes_and_control_characters_give_a_plan_or_a_line(cli: Runner, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(
        b"Plan for the caf\xe9s of \x1b[31mKyiv\x1b[0m\n\nThe city will open 12 caf\xe9s in 2027.\x07\n"
    )
    result = cli("extract", path)
    assert result.status in {0, 2}
    assert "internal error" not in result.err
    assert result.status == 2 or json.loads(result.out)["source"]["name"] == "odd.txt"


def test_a_name_with_control_characters_cannot_act_on_the_terminal(cli: Runner, tmp_path: Path) -> None:
    result = cli("extract", tmp_path / "a\x1b[2J\nb.txt")
    assert result.status == 2
    assert len(result.complaints) == 1
    assert "\x1b" not in result.err
