"""Every code that reading and resolving use stands in the one table of codes, and the table has no others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancli.findings import CODES
from plancli.linting.selection import table

if TYPE_CHECKING:
    from pathlib import Path

_CODE = re.compile(r'"([A-Z]1\d\d|PLN0\d\d)"')
_PARTS = ("readers", "outline", "pipeline", "assemble", "fetch", "linting")


def test_the_table_has_the_codes_in_use_and_no_others(root: Path) -> None:
    package = root / "src/plancli"
    modules = [module for part in _PARTS for module in (package / part).rglob("*.py")]
    used = {code for module in modules for code in _CODE.findall(module.read_text("utf-8"))}
    assert used == set(CODES)


def test_every_code_has_its_advice() -> None:
    """A row in ``src/plancli/linting/advice.tsv``: why it matters, and how to mend it."""
    assert [entry.code for entry in table().values() if "To mend it:" not in entry.advice] == []


def test_a_meaning_is_a_sentence() -> None:
    assert all(code.meaning[0].isupper() and code.meaning.endswith(".") for code in CODES.values())
