"""The hook in a real repository, run by the real pre-commit.

The hook's environment is made and plancli is installed into it as pre-commit does it; only the libraries that plancli
needs are lent to it from the environment of the tests, so that nothing is downloaded.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING

import pytest

from tests.linting.conftest import FAULTY, SOUND

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ("src", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")


def documented(root: Path, repository: str) -> str:
    """The configuration that the documentation shows for hooks from ``repository``."""
    page = (root / "docs/validate.md").read_text(encoding="utf-8")
    shown = re.findall(r"```yaml\n(# \.pre-commit-config\.yaml\n.*?)```", page, re.DOTALL)
    return next(each for each in shown if f"repo: {repository}\n" in each)


def git(folder: Path, *arguments: str) -> str:
    name = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *name, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def committed(folder: Path) -> str:
    """Makes a repository of a folder; the revision of its only commit."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "All of it")
    return git(folder, "rev-parse", "HEAD")


def lent(folder: Path) -> Path:
    """The installed libraries without plancli itself."""
    folder.mkdir()
    for path in {sysconfig.get_path(name) for name in ("purelib", "platlib")}:
        for entry in os.scandir(path):
            if not entry.name.lower().startswith(("plancli", "_plancli", "__editable__")):
                (folder / entry.name).symlink_to(entry.path)
    return folder


def project(folder: Path, configuration: str) -> Path:
    """A repository with a faulty policy, and a note that the hook must leave alone."""
    (folder / "policies").mkdir(parents=True)
    (folder / "policies/river.txt").write_text(FAULTY, encoding="utf-8")
    (folder / "notes.txt").write_text("Due on 31 June 2026.\n", encoding="utf-8")
    (folder / ".pre-commit-config.yaml").write_text(configuration, encoding="utf-8")
    committed(folder)
    return folder


def stops_the_faulty_document_alone(project: Path, environment: dict[str, str]) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
        return subprocess.run(
            command, cwd=project, env=environment, capture_output=True, text=True, check=False
        )

    first = run()
    assert first.returncode == 1, first.stdout + first.stderr
    assert "policies/river.txt:7:36: error: 'Monday 12 March 2025' is a Wednesday" in first.stdout
    assert "notes.txt" not in first.stdout
    (project / "policies/river.txt").write_text(SOUND, encoding="utf-8")
    git(project, "add", "-A")
    assert run().returncode == 0


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_pre_commit_installs_the_hook_of_the_repository(root: Path, tmp_path: Path) -> None:
    hooks = tmp_path / "plancli"
    hooks.mkdir()
    for part in PARTS:
        if (root / part).is_dir():  # but for what comes and goes while programs start
            shutil.copytree(root / part, hooks / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(root / part, hooks / part)
    shown = documented(root, "../plancli").replace("../plancli", str(hooks))
    environment = {
        **os.environ,
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(lent(tmp_path / "libraries")),
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # which means that there is to be none
        "PIP_NO_COMPILE": "1",
        "PLANCLI_CACHE_DIR": str(tmp_path / "kept"),
    }
    made = project(tmp_path / "project", shown.replace("rev: main", f"rev: {committed(hooks)}"))
    stops_the_faulty_document_alone(made, environment)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_hook_of_the_project_runs_what_is_installed(root: Path, tmp_path: Path) -> None:
    made = project(tmp_path / "project", documented(root, "local"))
    path = os.pathsep.join((sysconfig.get_path("scripts"), os.environ["PATH"]))
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "PATH": path}
    stops_the_faulty_document_alone(made, {**environment, "PLANCLI_CACHE_DIR": str(tmp_path / "kept")})
