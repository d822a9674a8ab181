"""Tables as Parquet files, written a piece at a time."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancli.corpus.tables.layout import TABLES, Table
from plancli.corpus.tables.rows import rows_of
from plancli.errors import UsageError
from plancli.files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from plancli.plan import Plan

ENDING = ".parquet"
_GROUP = 20_000
"""Rows of a group: what is in memory at a time, and what a reader may leave out as a whole."""


def need() -> None:
    """Notices before the work starts that pyarrow is missing.

    Raises:
        UsageError: it is.
    """
    try:
        import pyarrow.parquet
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'plancli[parquet]'") from None
    del pyarrow


def write(folder: Path, plans: Iterable[tuple[str, Plan]]) -> None:
    """Writes the tables of ``plans``, given with their keys, into ``folder``; each file whole or not at all.

    Raises:
        OutputError: the disk is full, or the folder cannot be written to.
    """
    import pyarrow.parquet as pq

    writers: dict[str, _Rows] = {}
    with ExitStack() as files:
        try:
            for table in TABLES:
                stream = files.enter_context(replacing(folder / f"{table.name}{ENDING}"))
                writer = pq.ParquetWriter(stream, schema(table), compression="zstd")
                writers[table.name] = _Rows(table, writer)
            for document, plan in plans:
                for name, rows in rows_of(document, plan).items():
                    writers[name].add(rows)
            for each in writers.values():
                each.close()
        except BaseException:
            _abandon(writers.values())
            raise


def _abandon(writers: Iterable[_Rows]) -> None:
    """Closes writers whose files are given up, before these are."""
    for writer in writers:
        with suppress(Exception):  # what went wrong once goes wrong again, and has been told
            writer.close()


class _Rows:
    """The rows of a table on their way into its file."""

    def __init__(self, table: Table, writer: Any) -> None:
        self._table, self._writer = table, writer
        self._waiting: list[tuple[Any, ...]] = []

    def add(self, rows: list[tuple[Any, ...]]) -> None:
        self._waiting += rows
        while len(self._waiting) >= _GROUP:
            self._put(self._waiting[:_GROUP])
            del self._waiting[:_GROUP]

    def close(self) -> None:
        if self._waiting:
            self._put(self._waiting)
        self._writer.close()

    def _put(self, rows: list[tuple[Any, ...]]) -> None:
        import pyarrow as pa

        columns = zip(*rows, strict=True)
        fields = schema(self._table)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=fields))


def schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table, with the meaning of each column as its ``description``."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "int": pa.int64(),
        "number": pa.float64(),
        "bool": pa.bool_(),
        "date": pa.date32(),
    }
    return pa.schema(
        [
            pa.field(
                column.name,
                types[column.type],
                nullable=column.name not in table.key,
                metadata={"description": column.meaning},
            )
            for column in table.columns
        ],
        metadata={"description": table.meaning},
    )


def files(folder: Path) -> Iterator[tuple[Table, Path]]:
    """The tables whose files are in ``folder``."""
    for table in TABLES:
        path = folder / f"{table.name}{ENDING}"
        if path.is_file():
            yield table, path
