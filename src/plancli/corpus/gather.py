"""One file or a set of tables made of the plans of many documents, one plan in memory at a time."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from plancli.api import parse_plan
from plancli.corpus import kept, manifest
from plancli.errors import SourceError
from plancli.files import readable, replacing
from plancli.readers import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from plancli.plan import Plan

LINES = "plans.jsonl"
_GENERATOR = b'"generator"'
"""What a plan has near its start, and a difference between plans, which may lie beside it, has not."""


def into_lines(folder: Path, outputs: Iterable[PurePath]) -> list[Path]:
    """Writes the plans of ``outputs``, one a line; gives the file.

    Raises:
        OutputError: the disk is full, or the folder cannot be written to.
        PlanError: what ought to be a plan is none.
        SourceError: a plan has gone.
    """
    with replacing(folder / LINES) as stream:
        for output in outputs:
            stream.write(kept.line(_content(folder / output), output))
    return [folder / LINES]


def need_tables() -> None:
    """Notices before the work starts that tables cannot be written.

    Raises:
        UsageError: pyarrow is missing.
    """
    from plancli.corpus.tables import parquet

    parquet.need()


def into_tables(folder: Path, outputs: Iterable[PurePath]) -> list[Path]:
    """Writes the plans of ``outputs`` as Parquet tables; gives their files.

    Raises:
        OutputError: the disk is full, or the folder cannot be written to.
        PlanError: what ought to be a plan is none.
        SourceError: a plan has gone.
    """
    from plancli.corpus.tables import parquet

    parquet.write(folder, (_plan(folder, output) for output in outputs))
    return [path for _, path in parquet.files(folder)]


def has_tables(folder: Path) -> bool:
    """Whether the tables in a folder are of the plans in it, as its manifest tells where there is one."""
    from plancli.corpus.tables import parquet

    found = {path.name for _, path in parquet.files(folder)}
    try:
        named = manifest.gathered(folder / manifest.NAME)
    except OSError:
        return bool(found)
    return bool(found) and found <= named


def plans_in(folder: Path, tell: Callable[[str], None]) -> Iterator[tuple[str, Plan]]:
    """The plans in a folder, as JSON files or lines of them, with their keys, in the order of their names.

    They are those that the folder's manifest names; where there is none, all that there are.

    Args:
        folder: the folder.
        tell: is told what is wanting or left out.

    Raises:
        PlanError: a file that means to be a plan is none.
        SourceError: a plan cannot be read.
    """
    try:
        lines = manifest.Lines(folder / manifest.NAME)
    except OSError:
        yield from _lines(folder, []) if (folder / LINES).is_file() else _files(folder)
        return
    # in the order in which :data:`LINES` has them: of letters, not of folders
    outputs = sorted(((kept.name_of(each), each) for each in lines.outputs()), key=lambda pair: str(pair[0]))
    lines.close()
    if LINES in manifest.gathered(folder / manifest.NAME):
        yield from _lines(folder, [kept.key(name) for name, _ in outputs])
        return
    here = [output for _, output in outputs if (folder / output).is_file()]
    if missing := len(outputs) - len(here):
        tell(f"{folder}: {_plans(missing)} missing that {manifest.NAME} names")
    named = {folder / output for _, output in outputs}
    if others := [path for path in folder.rglob("*.json") if path not in named and _holds_plan(path)]:
        first = min(others).relative_to(folder)
        tell(f"{folder}: {_plans(len(others))} left out that {manifest.NAME} does not name, such as {first}")
    yield from (_plan(folder, output) for output in here)


def _plans(count: int) -> str:
    return "1 plan is" if count == 1 else f"{count} plans are"


def _lines(folder: Path, names: list[str]) -> Iterator[tuple[str, Plan]]:
    with (folder / LINES).open("rb") as lines:
        for number, line in enumerate(lines):
            plan = parse_plan(line, f"{folder / LINES}: line {number + 1}")
            yield names[number] if number < len(names) else f"{plan.source.name}:{number + 1}", plan


def _files(folder: Path) -> Iterator[tuple[str, Plan]]:
    for path in sorted(folder.rglob("*.json"), key=lambda path: path.relative_to(folder).as_posix()):
        if _holds_plan(path):
            yield _plan(folder, path.relative_to(folder))


def _holds_plan(path: Path) -> bool:
    from plancli.api import holds_plan

    if not path.is_file():
        return False  # a folder of that name, or a link that leads nowhere
    with readable(path), path.open("rb") as stream:
        head = stream.read(HEAD)
    return holds_plan(head) and _GENERATOR in head


def _plan(folder: Path, output: PurePath) -> tuple[str, Plan]:
    data = _content(folder / output)
    return kept.key(kept.name_of(output)), kept.read(data, output, str(folder / output))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror}); run again with --resume", str(path)) from None
