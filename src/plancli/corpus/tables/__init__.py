"""Plans as flat tables with keys between them: what columns there are, and the rows of a plan."""

from __future__ import annotations

from plancli.corpus.tables.layout import TABLES, Column, Table
from plancli.corpus.tables.rows import rows_of

__all__ = ["TABLES", "Column", "Table", "rows_of"]
