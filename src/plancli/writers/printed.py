"""What rich lays out, as text for the place that a :class:`plancli.writers.Look` describes."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console, Group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from plancli.writers import Look


def printed(parts: Iterable[RenderableType], look: Look) -> str:
    """The lines of ``parts``, ``look.width`` columns wide, with ANSI colours if ``look.colour`` is set.

    Nothing in them is taken for mark-up, and no line ends in spaces.
    """
    stream = StringIO()
    console = Console(
        file=stream,
        width=look.width,
        force_terminal=look.colour,
        color_system="standard" if look.colour else None,
        no_color=not look.colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(Group(*parts))
    return "".join(line.rstrip() + "\n" for line in stream.getvalue().splitlines())
