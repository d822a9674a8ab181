"""The progress of a run over many documents, shown on a terminal while it lasts."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol

from plancli.cli.terminal import shows_progress, width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager


class Progress(Protocol):
    """Something that shows how far a run has come."""

    def advance(self, *, pages: int, failed: int) -> None:
        """A further document is done; ``pages`` and ``failed`` are those of the whole run so far."""

    def hidden(self) -> AbstractContextManager[object]:
        """Nothing is shown meanwhile, for something else is printed."""


class _Silent:
    def advance(self, *, pages: int, failed: int) -> None:
        pass

    def hidden(self) -> AbstractContextManager[object]:
        return nullcontext()


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """Shows on a terminal's stderr documents, pages a second, failures and the time left; elsewhere nothing."""
    if not shows_progress():
        yield _Silent()
        return
    with _shown(total) as shown:
        yield shown


@contextmanager
def _shown(total: int) -> Iterator[Progress]:
    import time

    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(bar_width=min(24, width() // 6)),
        TextColumn("{task.completed}/{task.total} documents{task.fields[facts]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
    )
    console = Console(stderr=True, highlight=False, emoji=False, markup=False)
    with Bar(*columns, console=console, transient=True, redirect_stdout=False, refresh_per_second=4) as bar:
        task = bar.add_task("", total=total, facts="")
        began = time.monotonic()

        class _Shown:
            def advance(self, *, pages: int, failed: int) -> None:
                rate = pages / max(time.monotonic() - began, 0.1)
                facts = (f" · {rate:.1f} pages/s" if pages else "") + (
                    f" · {failed} failed" if failed else ""
                )
                bar.update(task, advance=1, facts=facts)

            @contextmanager
            def hidden(self) -> Iterator[None]:
                bar.stop()
                try:
                    yield
                finally:
                    bar.start()

        yield _Shown()
