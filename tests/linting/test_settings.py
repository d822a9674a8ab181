"""The configuration that stands nearest above a file, and what it may not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plancli.errors import UsageError
from plancli.linting.settings import Configurations

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_nearest_configuration_holds(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.plancli]\nignore = ["N"]\nfail-on = "error"\nmodel = "none"\n')
    write(tmp_path / "laws/plancli.toml", 'select = ["D", "N201"]\nkind = "directive"\n')
    write(tmp_path / "laws/old/pyproject.toml", '[project]\nname = "something else"\n')
    configurations = Configurations()
    above = configurations.settings(str(tmp_path / "plan.txt"))
    assert (above.ignore, above.fail_on, above.reading) == (("N",), "error", {"model": "none"})
    below = configurations.settings(str(tmp_path / "laws/old/plan.txt"))
    assert (below.select, below.ignore, below.fail_on) == (("D", "N201"), (), "warning")
    assert below.reading == {"kind": "directive"}
    assert below.wants("N201", None)
    assert not below.wants("N202", None)


def test_the_command_line_has_the_last_word(tmp_path: Path) -> None:
    write(tmp_path / "plancli.toml", 'select = ["D"]\nfail-on = "note"\nkind = "strategy"\n')
    given = Configurations(select=("N",), fail_on=None, reading={"kind": "report"}).settings(
        str(tmp_path / "a.txt")
    )
    assert (given.select, given.fail_on, given.reading) == (("N",), "note", {"kind": "report"})


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({}, "warning"),
        ({"fail_on": "error"}, "warning"),
        ({"fail_on": "note"}, "note"),
        ({"select": ("C202",)}, "note"),
        ({"select": ("C202",), "show": "error"}, "error"),
        ({"fail_on": "note", "show": "warning"}, "warning"),
    ],
)
def test_a_text_tells_what_fails_or_was_asked_for(
    tmp_path: Path, given: dict[str, object], shown: str
) -> None:
    assert Configurations(**given).settings(str(tmp_path / "a.txt")).shown == shown


def test_what_is_shown_is_a_setting(tmp_path: Path) -> None:
    write(tmp_path / "plancli.toml", 'show = "note"\n')
    assert Configurations().settings(str(tmp_path / "a.txt")).shown == "note"
    assert Configurations(show="error").settings(str(tmp_path / "a.txt")).shown == "error"


def test_codes_are_left_out_by_file(tmp_path: Path) -> None:
    write(
        tmp_path / "plancli.toml",
        '[per-file-ignores]\n"drafts/*" = ["D", "T206"]\n"**/*.pdf" = ["P"]\n"old.txt" = ["ALL"]\n',
    )
    settings = Configurations().settings(str(tmp_path / "a.txt"))
    wanted = [
        settings.wants(code, tmp_path / name)
        for code, name in [
            ("D201", "drafts/a.txt"), ("T205", "drafts/a.txt"), ("D201", "a.txt"),
            ("P102", "deep/in/a.pdf"), ("D201", "deep/in/a.pdf"), ("D201", "x/old.txt"),
        ]
    ]  # fmt: skip
    assert wanted == [False, True, True, False, True, False]


def test_that_a_file_was_not_checked_is_told_whatever_is_selected(tmp_path: Path) -> None:
    assert Configurations(select=("D",)).settings(str(tmp_path / "a.txt")).wants("PLN001", None)
    assert not Configurations(ignore=("PLN001",)).settings(str(tmp_path / "a.txt")).wants("PLN001", None)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('selct = ["D"]', "there is no setting 'selct'; did you mean select?"),
        ('select = ["D299"]', "select: there is no code D299; did you mean D20"),
        ("select = 3", "'select' takes a list of codes"),
        (
            'fail-on = "warnings"',
            "'fail-on' takes one of error, warning, note, not 'warnings'; did you mean warning?",
        ),
        ('show = "nots"', "'show' takes one of error, warning, note, not 'nots'; did you mean note?"),
        ('kind = "strateg"', "did you mean strategy?"),
        ("model = 1", "'model' takes the name of a spaCy model"),
        ('per-file-ignores = ["D"]', "'per-file-ignores' takes a table"),
        ("select = [", "is no TOML"),
    ],
)
def test_what_a_configuration_cannot_mean(tmp_path: Path, text: str, complaint: str) -> None:
    write(tmp_path / "plancli.toml", text)
    with pytest.raises(UsageError) as raised:
        Configurations().settings(str(tmp_path / "a.txt"))
    assert complaint in str(raised.value)
    assert str(raised.value).startswith(str(tmp_path / "plancli.toml"))
