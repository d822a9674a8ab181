"""What the README shows is what happens."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import plancli


@pytest.fixture(scope="module")
def readme() -> str:
    return (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_its_python_runs_as_shown(readme: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    examples = doctest.DocTestParser().get_doctest(readme, {}, "README.md", "README.md", 0)
    assert len(examples.examples) > 5
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_its_json_is_what_extract_writes(readme: str, root: Path) -> None:
    shown = next(line for line in readme.splitlines() if line.startswith('{"id":"aim-1-1"'))
    plan = plancli.extract(root / "samples" / "fisheries-action-plan.txt")
    assert json.loads(shown) == json.loads(plan.aims[0].children[0].model_dump_json())


def test_its_summary_is_what_a_terminal_shows(readme: str, root: Path) -> None:
    block = re.search(r"```text\n(.*?)```", readme, re.DOTALL)
    assert block is not None
    command = [
        sys.executable,
        "-m",
        "plancli",
        "extract",
        "samples/fisheries-action-plan.txt",
        "--format",
        "summary",
    ]
    run = subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=True, env={"COLUMNS": "100", "PATH": ""}
    )
    printed = "\n".join(line.rstrip() for line in run.stdout.splitlines())
    shown = [part.strip("\n") for part in block[1].split("…\n") if part.strip()]
    assert all(part in printed for part in shown)
    assert [printed.index(part) for part in shown] == sorted(printed.index(part) for part in shown)


def test_its_difference_is_what_a_terminal_shows(readme: str, root: Path) -> None:
    part = readme[readme.index("## What changed") :]
    asked = re.search(r"\$ plancli (diff .*)", part)
    block = re.search(r"```text\n(.*?)```", part, re.DOTALL)
    assert asked is not None
    assert block is not None
    command = [sys.executable, "-m", "plancli", *asked[1].split()]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={"PATH": ""})
    assert run.returncode == 1
    assert block[1] in run.stdout


def test_its_benchmarks_exist(readme: str, root: Path) -> None:
    named = re.findall(r"python (benchmarks/\w+)", readme)
    assert named
    assert all((root / name).exists() for name in named)


def test_its_pictures_are_there_and_small(readme: str, root: Path) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert pictures
    for name in pictures:
        assert (root / name).stat().st_size < 200_000
