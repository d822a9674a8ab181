"""Groups of options reach a command as one value, and its help as options where the group stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest
import typer

from plancli.cli.groups import grouped
from tests.cli.conftest import Runner


@dataclass(frozen=True)
class Size:
    """Two options."""

    width: Annotated[int, typer.Option("--width", "-w", help="How wide.")] = 3
    tall: Annotated[bool, typer.Option("--tall", help="Twice as high.")] = False


given: list[tuple[str, Size, str]] = []


@grouped
def draw(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    *,
    size: Size,
    ink: Annotated[str, typer.Option("--ink", help="What to draw with.")] = "black",
) -> None:
    """Draw something."""
    given.append((name, size, ink))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["boat"], ("boat", Size(), "black")),
        (["-w", "5", "boat", "--ink", "red"], ("boat", Size(5), "red")),
        (["boat", "--tall"], ("boat", Size(tall=True), "black")),
    ],
)
def test_a_command_is_given_its_groups(arguments: list[str], expected: tuple[str, Size, str]) -> None:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command()(draw)
    typer.main.get_command(app).main(arguments, standalone_mode=False)
    assert given.pop() == expected
    assert given == []


def test_help_has_the_options_of_a_group_where_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command()(draw)
    with pytest.raises(SystemExit):
        typer.main.get_command(app).main(["--help"])
    printed = capsys.readouterr().out
    places = [printed.index(option) for option in ("-w, --width", "--tall", "--ink")]
    assert places == sorted(places)
    assert "Draw something." in printed


def test_names_that_two_groups_share_are_refused() -> None:
    def twice(*, one: Size, other: Size) -> None:
        """Takes one option twice."""

    with pytest.raises(ValueError, match="duplicate parameter name: 'width'"):
        grouped(twice)


@pytest.mark.parametrize("command", ["extract", "diff", "report", "validate"])
def test_commands_that_read_documents_share_their_options(cli: Runner, command: str) -> None:
    printed = cli(command, "--help").out
    for option in ("--published DATE", "--kind KIND", "--model", "--password PW", "--ocr", "--save DIR"):
        assert option in printed
