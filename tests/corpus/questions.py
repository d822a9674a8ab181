"""The pages that show questions to the samples: their answers, and the list of the tables.

``python -m tests.corpus.questions`` writes both anew, for when samples, taggers or tables have changed; the
difference is to be read before it is kept.
"""

from __future__ import annotations

import re
from pathlib import Path

from plancli.corpus.answers import write
from plancli.corpus.query import asked
from plancli.corpus.tables import TABLES

ROOT = Path(__file__).parents[2]
PAGES = {ROOT / "docs" / "questions.md": 110, ROOT / "README.md": 100}
"""Each page with the columns that its answers are wide."""
_QUESTION = re.compile(
    r"(```sql\n(?P<sql>(?:(?!```).)*)```\n\n(?:[^\n]+:\n\n)?```text\n)(?:(?!```).)*(?=```)",
    re.DOTALL,
)
_TABLES = "## The tables\n"


def questions(page: Path) -> list[str]:
    """The queries whose answers a page shows."""
    return [match["sql"] for match in _QUESTION.finditer(page.read_text(encoding="utf-8"))]


def anew(page: Path, tables: Path) -> str:
    """A page with the answers that the plans in ``tables`` give, and with the list of the tables."""

    def answered(match: re.Match[str]) -> str:
        with asked(match["sql"], tables, print) as answer:
            return match[1] + "".join(write(answer, "table", PAGES[page]))

    text = _QUESTION.sub(answered, page.read_text(encoding="utf-8"))
    before, heading, after = text.partition(_TABLES)
    return before + heading + after.partition("\n### ")[0] + _listed() if heading else text


def _listed() -> str:
    return "".join(
        f"\n### {table.name}\n\nA row is {table.meaning}. Key: {', '.join(f'`{name}`' for name in table.key)}.\n\n"
        "| column | type | |\n|---|---|---|\n"
        + "".join(f"| `{column.name}` | {column.type} | {column.meaning} |\n" for column in table.columns)
        for table in TABLES
    )


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(anew(path, ROOT / "samples"), encoding="utf-8")
