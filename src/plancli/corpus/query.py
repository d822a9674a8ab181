"""SQL on the tables of a folder, with DuckDB, which may read those tables and nothing else."""

from __future__ import annotations

import re
import tempfile
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancli.corpus import gather
from plancli.errors import PlancliError, SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import duckdb

_ALIASES = {"refs": "references"}
"""Further names of tables whose own name is a word of SQL."""
# nothing outside the tables can be read or written, whatever the query says
_SHUT: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
_AT_A_TIME = 1000
_LISTEN = 0.2
"""Seconds after which an interrupt is heard at the latest."""
# what can be asked for that gives rows and changes nothing; SHOW, DESCRIBE and SUMMARIZE are SELECTs to DuckDB
_ASKING = {"SELECT", "EXPLAIN"}


class QueryError(PlancliError):
    """A query that DuckDB does not understand or cannot carry out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives.

    Attributes:
        columns: names of the columns.
        rows: the rows, fetched as they are asked for.
    """

    columns: list[str]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def asked(sql: str, folder: Path, tell: Callable[[str], None]) -> Iterator[Answer]:
    """Asks the tables of ``folder``: its Parquet files, or those made of its plans for this once.

    Args:
        sql: one SELECT.
        folder: what a run left, or any folder of plans or tables.
        tell: is told which plans in it are not asked.

    Raises:
        UsageError: DuckDB or pyarrow is missing.
        SourceError: the folder holds neither tables nor plans.
        QueryError: the query is wrong.
    """
    need()
    import duckdb

    if not folder.is_dir():
        raise SourceError("is no folder of plans or tables", str(folder))
    with _tables(folder, tell) as tables, duckdb.connect(":memory:", config=_SHUT) as connection:
        _show(connection, tables)
        try:
            statements = connection.extract_statements(sql)
            if len(statements) != 1 or statements[0].type.name not in _ASKING:
                raise QueryError("the query must be one SELECT: nothing can be changed here")
            _beside(connection, connection.execute, statements[0])
            columns = [column[0] for column in connection.description or []]
            yield Answer(_apart(columns), _rows(connection))
        except duckdb.Error as error:
            raise QueryError(_in_a_line(error)) from None


def need() -> None:
    """Notices before the work starts that something is missing.

    Raises:
        UsageError: DuckDB or pyarrow is.
    """
    try:
        import duckdb
        import pyarrow.dataset
    except ImportError as error:
        missing = (error.name or "DuckDB").partition(".")[0]
        raise UsageError(f"queries need {missing}: pip install 'plancli[query]'") from None
    del duckdb, pyarrow


@contextmanager
def _tables(folder: Path, tell: Callable[[str], None]) -> Iterator[Path]:
    from plancli.corpus.tables import parquet

    if gather.has_tables(folder):
        yield folder
        return
    plans = gather.plans_in(folder, tell)
    first = next(plans, None)
    if first is None:
        raise SourceError(
            "holds neither tables nor plans; plancli extract … -d writes them, tables with --format parquet",
            str(folder),
        )

    def all_plans() -> Iterator[Any]:
        yield first
        yield from plans

    with tempfile.TemporaryDirectory(prefix="plancli-") as made:
        parquet.write(Path(made), all_plans())
        yield Path(made)


def _show(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Makes the tables known, read as far as a query needs them, and shuts the door."""
    import pyarrow.dataset as ds

    from plancli.corpus.tables import parquet

    for table, path in parquet.files(folder):
        try:
            connection.register(table.name, ds.dataset(path))
        except (OSError, ValueError) as error:
            raise SourceError(f"is no Parquet file ({error})", str(path)) from None
        for alias, name in _ALIASES.items():
            if name == table.name:
                connection.register(alias, ds.dataset(path))
    connection.execute("SET lock_configuration = true")


def _apart(columns: list[str]) -> list[str]:
    """The names, where one comes again with a number behind it.

    >>> _apart(["name", "name", "kind"])
    ['name', 'name_2', 'kind']
    """
    found: list[str] = []
    for column in columns:
        name, number = column, 1
        while name in found:
            number += 1
            name = f"{column}_{number}"
        found.append(name)
    return found


def _rows(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := _beside(connection, connection.fetchmany, _AT_A_TIME):
        yield from rows


def _beside(connection: duckdb.DuckDBPyConnection, call: Callable[[Any], Any], argument: object) -> Any:
    """What ``call`` gives, run in a thread of its own: only the main one hears an interrupt, and passes it on.

    DuckDB itself may look for one only when its work is done, which need never be.
    """
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(call, argument)
        try:
            while not wait([running], timeout=_LISTEN).done:
                pass
        except KeyboardInterrupt:
            connection.interrupt()
            raise
        return running.result()


def _in_a_line(error: Exception) -> str:
    """DuckDB's complaint without its drawing of the place."""
    text = re.split(r"\n\s*LINE \d+:", str(error))[0]
    line = " ".join(text.split())
    if '"references"' in line and "syntax" in line:
        line += '; the table is called refs, or "references" in quotes'
    return line if len(line) <= 300 else line[:300].rsplit(" ", 1)[0] + " …"
