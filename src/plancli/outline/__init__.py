"""The outline: from the facts of any format to a document with one reading text and its structure.

Here, and only here, is decided what is furniture, what continues what, what is a heading and what an
item. Each decision is a module; :func:`build` is the order in which they are made.
"""

from __future__ import annotations

import hashlib

from plancli.document import Document, Facts, without_collector
from plancli.errors import UnreadableError
from plancli.outline.compose import compose
from plancli.outline.contents import mark_contents
from plancli.outline.furniture import mark_boilerplate, without_furniture
from plancli.outline.headings import attach, find_headings, head_with_colons
from plancli.outline.joins import paragraphs
from plancli.outline.leadins import list_unmarked
from plancli.outline.lists import accept_markers, nest
from plancli.outline.memos import mark_memo_head
from plancli.outline.ranks import rank
from plancli.outline.runins import list_run_ins, mark_run_ins
from plancli.outline.tables import mark_rows, rows_as_items


def build(facts: Facts, name: str, data: bytes) -> Document:
    """The document that the facts of a source make.

    Args:
        facts: what a reader reported of ``data``.
        name: what the source is called, without its folder.
        data: the source's bytes, for their hash and number.

    Raises:
        UnreadableError: nothing in the source is text of the document.
    """
    with without_collector():
        return _built(facts, name, data)


def _built(facts: Facts, name: str, data: bytes) -> Document:
    """The decisions one after the other."""
    if facts.pages is not None:
        from plancli.outline.pages import arrange

        facts = arrange(facts)
    paras = paragraphs(rows_as_items(without_furniture(facts.lines)))
    told = facts.pages is not None or any(remark.absence for remark in facts.remarks)
    if not paras and not told:
        raise UnreadableError("holds no text besides navigation and page furniture")
    mark_boilerplate(paras)
    mark_contents(paras)
    mark_memo_head(paras)
    accept_markers(paras)
    mark_rows(paras)
    list_unmarked(paras)
    mark_run_ins(paras)
    find_headings(paras)
    head_with_colons(paras)
    list_run_ins(paras)
    rank(paras)
    nest(paras)
    attach(paras)
    return compose(paras, facts, name, hashlib.sha256(data).hexdigest(), len(data))
