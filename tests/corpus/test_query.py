"""Tables of plans, questions to them, and what the page about them shows."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import plancli
from plancli.corpus.answers import disarmed
from plancli.corpus.query import Answer, asked
from plancli.corpus.tables import TABLES, rows_of
from tests.cli.conftest import start
from tests.corpus.questions import PAGES, anew, questions
from tests.waiting import PATIENCE, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from plancli.plan import Plan
    from tests.cli.conftest import Runner

pytest.importorskip("duckdb", reason="DuckDB is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """The tables of the samples."""
    from plancli.corpus.gather import plans_in
    from plancli.corpus.tables import parquet

    folder = tmp_path_factory.mktemp("tables")
    parquet.write(folder, plans_in(samples, print))
    return folder


@pytest.fixture
def ask(tables: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    def put(sql: str) -> list[tuple[Any, ...]]:
        with asked(sql, tables, print) as answer:
            return list(answer.rows)

    return put


def test_every_row_has_the_columns_of_its_table(plan: Plan) -> None:
    rows = rows_of("a", plan)
    assert list(rows) == [table.name for table in TABLES]
    for table in TABLES:
        assert rows[table.name], table.name  # the plan has something in every field
        assert {len(row) for row in rows[table.name]} == {len(table.columns)}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_are_keys_and_files_say_what_columns_mean(tables: Path, table: Any) -> None:
    found = pq.read_table(tables / f"{table.name}.parquet")
    keys = list(zip(*(found.column(name).to_pylist() for name in table.key), strict=True))
    assert len(set(keys)) == len(keys) > 0
    meanings = [field.metadata[b"description"].decode() for field in found.schema]
    assert meanings == [column.meaning for column in table.columns]


@pytest.mark.parametrize(
    "sql",
    [
        "FROM mentions ANTI JOIN actors USING (document, actor)",
        "FROM bound WHERE actor IS NOT NULL AND (document, actor) NOT IN (SELECT (document, actor) FROM actors)",
        "FROM bound ANTI JOIN commitments USING (document, commitment)",
        "FROM commitments c ANTI JOIN dates d ON c.document = d.document AND d.date = c.deadline "
        "WHERE c.deadline IS NOT NULL",
        "FROM items i ANTI JOIN items p ON i.document = p.document AND i.parent = p.item WHERE i.depth > 1",
        "FROM items ANTI JOIN documents USING (document)",
        "FROM dates WHERE earliest > latest",
    ],
)
def test_keys_lead_somewhere(ask: Callable[[str], list[Any]], sql: str) -> None:
    assert ask(f"SELECT count(*) {sql}") == [(0,)]


def test_the_tables_say_what_the_plans_say(ask: Callable[[str], list[Any]], samples: Path) -> None:
    plan = plancli.load(samples / "fisheries-action-plan.json")
    where = "WHERE document = 'fisheries-action-plan'"
    assert ask(f"SELECT title, period_from FROM documents {where}")[0][0] == plan.metadata.title
    assert ask(f"SELECT count(*) FROM dates {where}") == [(len(plan.dates),)]
    assert ask(f"SELECT text FROM items {where} AND item = 'aim-1-1'") == [(plan.aims[0].children[0].text,)]
    start, end = ask(f"SELECT start_offset, end_offset FROM commitments {where} ORDER BY 1 LIMIT 1")[0]
    assert plan.text is not None
    assert plan.text[start:end] == plan.commitments[0].text


def test_lines_json_files_and_tables_give_one_answer(cli: Runner, note: Path) -> None:
    sql = "SELECT document, date, value, latest FROM dates"
    answers = set()
    for form in ("json", "jsonl", "parquet"):
        out = note.parent / form
        assert cli("extract", note, "-d", out, "--format", form, "--model", "none").status == 0
        answers.add(cli("query", sql, out).out)
    assert answers == {"document,date,value,latest\nnote,date-1,2027-12-31,2027-12-31\n"}


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT nosuch FROM items", "Binder Error: Referenced column"),
        ("SELEC 1", "Parser Error: syntax error"),
        ("SELECT * FROM references", 'the table is called refs, or "references" in quotes'),
        ("DROP TABLE items", "must be one SELECT"),
        ("SELECT 1; SELECT 2", "must be one SELECT"),
        ("", "must be one SELECT"),
        ("COPY items TO '/tmp/x.csv'", "must be one SELECT"),
        ("SELECT * FROM read_csv('/etc/passwd')", "file system operations are disabled"),
        ("SELECT * FROM '/etc/passwd.parquet'", "file system operations are disabled"),
        ("SELECT CAST(text AS INTEGER) FROM items", "Conversion Error"),
    ],
)
def test_a_wrong_query_is_one_line(cli: Runner, tables: Path, sql: str, told: str) -> None:
    result = cli("query", sql, tables)
    assert (result.status, len(result.complaints)) == (2, 1)
    assert told in result.err


def test_other_json_in_the_folder_is_left(cli: Runner, samples: Path, tmp_path: Path) -> None:
    (tmp_path / "diff.json").write_text('{"schema_version": "1.0", "old": {"title": "x"}, "new": {}}')
    (tmp_path / "other.json").write_text("[1, 2]")
    (tmp_path / "plan.json").write_bytes((samples / "wildfire-priorities.json").read_bytes())
    assert cli("query", "SELECT document FROM documents", tmp_path).out == "document\nplan\n"
    (tmp_path / "torn.json").write_bytes((samples / "wildfire-priorities.json").read_bytes()[:900])
    broken = cli("query", "SELECT 1", tmp_path)
    assert (broken.status, len(broken.complaints)) == (2, 1)
    assert f"{tmp_path / 'torn.json'}: is not a plan" in broken.err


def test_a_folder_without_plans_is_one_line(cli: Runner, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        result = cli("query", "SELECT 1", folder)
        assert (result.status, len(result.complaints)) == (2, 1)
        assert str(folder) in result.err


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+2", "'=1+2"),
        ("+44 20", "'+44 20"),
        ("-5 %", "'-5 %"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" \n=1", "' \n=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("5 %", "5 %"),
        ("", ""),
        (-5, -5),
        (None, None),
        (True, "true"),
    ],
)
def test_formulas_are_disarmed(text: object, cell: object) -> None:
    assert disarmed(text) == cell


def test_csv_and_json_hold_every_kind_of_value(cli: Runner, tables: Path, tmp_path: Path) -> None:
    sql = (
        "SELECT '=1+1' AS a, 'x,\"y\"\nz' AS b, 1.5 AS c, NULL AS d, DATE '2026-01-02' AS e, [1, 2] AS f,"
        " true AS g, 'nan'::DOUBLE AS h, 2 AS a, 'é' AS i"
    )
    rows = list(csv.reader(io.StringIO(cli("query", sql, tables, "--format", "csv").out)))
    assert rows == [
        ["a", "b", "c", "d", "e", "f", "g", "h", "a_2", "i"],
        ["'=1+1", 'x,"y"\nz', "1.5", "", "2026-01-02", "[1, 2]", "true", "", "2", "é"],
    ]
    out = tmp_path / "answer.json"
    assert cli("query", sql, tables, "-o", out).status == 0
    assert json.loads(out.read_text()) == [
        {"a": "=1+1", "b": 'x,"y"\nz', "c": 1.5, "d": None, "e": "2026-01-02", "f": [1, 2]}
        | {"g": True, "h": None, "a_2": 2, "i": "é"}
    ]
    assert cli("query", "SELECT 1 WHERE false", tables, "--format", "json").out == "[]\n"


def worked(pid: int) -> float:
    """Seconds for which a process has had a core."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_query_without_an_end_ends_with_an_interrupt(tables: Path) -> None:
    endless = "WITH RECURSIVE r AS (SELECT 1 a UNION ALL SELECT a FROM r) SELECT count(*) FROM r"
    running = start("query", endless, tables)
    wait_for(lambda: b"duckdb" in Path(f"/proc/{running.pid}/maps").read_bytes())
    before = worked(running.pid)
    wait_for(lambda: worked(running.pid) > before + 1)  # well into the query
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=PATIENCE)
    assert (running.returncode, told) == (130, b"plancli: interrupted\n")


def test_a_query_may_come_from_standard_input(cli: Runner, tables: Path) -> None:
    assert cli("query", "-", tables, stdin=b"SELECT 7 AS n").out == "n\n7\n"


def test_a_table_cannot_act_on_the_terminal() -> None:
    from plancli.corpus.answers import write

    rows = iter([("\x1b[31mred\x9b2J", None), ("two", 3)])
    shown = "".join(write(Answer(["a", "b"], rows), "table", 40))
    assert not set(shown) & {"\x1b", "\x9b"}
    assert "two" in shown


def test_rows_that_fit_no_table_are_lists_of_their_values() -> None:
    from plancli.corpus.answers import write

    columns = ["document", "commitment", "text", "line"]
    rows = [
        ("a-plan", "commitment-1", "The Council will open a park", 3),
        ("b-plan", "commitment-2", "It will", None),
    ]
    wide = "".join(write(Answer(columns, iter(rows)), "table", 60)).splitlines()
    assert wide[0].split() == columns
    narrow = "".join(write(Answer(columns, iter(rows)), "table", 40))
    assert narrow == (
        "document    a-plan\ncommitment  commitment-1\ntext        The Council will open a park\nline        3\n"
        "\n"
        "document    b-plan\ncommitment  commitment-2\ntext        It will\n"
    )


@pytest.mark.parametrize(("page", "count"), [*zip(PAGES, (5, 1), strict=True)], ids=["questions", "README"])
def test_pages_show_the_answers_that_are_given_and_the_tables(tables: Path, page: Path, count: int) -> None:
    """``python -m tests.corpus.questions`` writes them."""
    assert len(questions(page)) == count
    assert page.read_text(encoding="utf-8") == anew(page, tables)
