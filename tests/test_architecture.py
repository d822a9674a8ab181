"""The house keeps its shape: imports point one way, and a module is what a person reads at once."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

SOURCES = sorted((Path(__file__).parents[1] / "src" / "plancli").rglob("*.py"))
LONGEST = 400  # lines of a module


def test_imports_point_one_way(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    report = io.StringIO()
    with redirect_stdout(report):
        status = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert status == 0, report.getvalue()


@pytest.mark.parametrize(
    "path", SOURCES, ids=lambda path: "/".join(path.parts[path.parts.index("plancli") :])
)
def test_a_module_is_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert path.stem not in {"utils", "helpers"}
