"""One file or a set of tables made of the plans of many documents, one plan in memory at a time."""

from __future__ import annotations

import gzip
from pathlib import PurePath
from typing import TYPE_CHECKING

from plancli.api import parse_plan
from plancli.errors import SourceError
from plancli.files import replacing
from plancli.readers import HEAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from plancli.plan import Plan

PLANS = ".plans"
"""Where the plans lie in the output folder that the file or the tables are made of, for the next run as well."""
LINES = "plans.jsonl"
_GENERATOR = b'"generator"'
"""What a plan has near its start, and a difference between plans, which may lie beside it, has not."""
_PACKED = ".jsonl.gz"


def part(name: PurePath) -> PurePath:
    """Where the plan lies whose own file would be ``name``.

    >>> part(PurePath("b/note.json")).as_posix()
    '.plans/b/note.jsonl.gz'
    """
    return PurePath(PLANS) / name.with_suffix(_PACKED)


def key(name: PurePath) -> str:
    """What a document is called in the tables whose own file would be ``name``.

    >>> key(PurePath("b/note.pdf.json"))
    'b/note.pdf'
    """
    return name.with_suffix("").as_posix().encode(errors="surrogateescape").decode(errors="replace")


def into_lines(folder: Path, names: Iterable[PurePath]) -> None:
    """Writes the plans, one a line.

    Raises:
        OutputError: the disk is full, or the folder cannot be written to.
        SourceError: a plan has gone.
    """
    with replacing(folder / LINES) as stream:
        for name in names:
            stream.write(_content(folder / part(name)))


def need_tables() -> None:
    """Notices before the work starts that tables cannot be written.

    Raises:
        UsageError: pyarrow is missing.
    """
    from plancli.corpus.tables import parquet

    parquet.need()


def into_tables(folder: Path, names: Iterable[PurePath]) -> None:
    """Writes the plans as Parquet tables.

    Raises:
        OutputError: the disk is full, or the folder cannot be written to.
        SourceError: a plan has gone.
    """
    from plancli.corpus.tables import parquet

    parquet.write(
        folder, ((key(name), parse_plan(_content(folder / part(name)), str(name))) for name in names)
    )


def plans_in(folder: Path) -> Iterator[tuple[str, Plan]]:
    """The plans in a folder, as JSON files or lines of them, with their keys, in the order of their names.

    Raises:
        PlanError: a file that means to be a plan is none.
    """
    from plancli.api import holds_plan

    if (folder / LINES).is_file():
        with (folder / LINES).open("rb") as lines:
            names = _names_of_lines(folder)
            for number, line in enumerate(lines):
                plan = parse_plan(line, f"{folder / LINES}: line {number + 1}")
                yield names[number] if number < len(names) else f"{plan.source.name}:{number + 1}", plan
        return
    for path in sorted(folder.rglob("*.json"), key=lambda path: path.relative_to(folder).as_posix()):
        data = path.read_bytes()
        if holds_plan(data) and _GENERATOR in data[:HEAD]:
            yield key(path.relative_to(folder)), parse_plan(data, str(path))


def _names_of_lines(folder: Path) -> list[str]:
    """What the documents of the lines are called, as the manifest beside them has it."""
    from plancli.corpus.manifest import NAME, read

    outputs = [record.output for record in read(folder / NAME) if record.output is not None]
    return [
        key(PurePath(output).relative_to(PLANS).with_suffix(""))
        for output in outputs
        if output.startswith(PLANS)
    ]


def _content(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError) as error:
        raise SourceError(f"has gone or is damaged ({error}); run again with --resume", str(path)) from None
