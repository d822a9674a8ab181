"""How the plan of one document is kept in a folder: in a file of its own, or packed, to be made into more later."""

from __future__ import annotations

import gzip
import zlib
from pathlib import PurePath
from typing import TYPE_CHECKING

from plancli.api import parse_plan
from plancli.errors import SourceError

if TYPE_CHECKING:
    from plancli.plan import Plan

PLANS = ".plans"
"""Where the plans lie in the output folder that the file or the tables are made of, for the next run as well."""
_PACKED = ".jsonl.gz"
_PACKING = 3  # a tenth of the size for a hundredth of the time


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


def name_of(output: PurePath) -> PurePath:
    """The file of its own that a plan has or would have which lies in ``output``; the inverse of :func:`part`.

    >>> name_of(PurePath(".plans/b/note.jsonl.gz")).as_posix(), name_of(PurePath("b/note.json")).as_posix()
    ('b/note.json', 'b/note.json')
    """
    if not _is_packed(output):
        return output
    return output.relative_to(PLANS).with_name(output.name.removesuffix(_PACKED) + ".json")


def turned(data: bytes, held: PurePath, wanted: PurePath) -> bytes:
    """The content that a plan's file has as ``wanted``, from the one that it has as ``held``.

    Raises:
        PlanError: it is no plan.
    """
    if _is_packed(held) == _is_packed(wanted):
        return data
    return packed(line(data, held)) if _is_packed(wanted) else _written(data, held, "json")


def packed(data: bytes) -> bytes:
    """The same as it is kept in :data:`PLANS`."""
    return gzip.compress(data, _PACKING, mtime=0)


def line(data: bytes, output: PurePath) -> bytes:
    """The line of a plan whose file ``output`` has this content.

    Raises:
        PlanError: it is no plan.
        SourceError: it is damaged.
    """
    return _unpacked(data, output) if _is_packed(output) else _written(data, output, "jsonl")


def read(data: bytes, output: PurePath, name: str) -> Plan:
    """The plan whose file ``output`` has this content; ``name`` is what an error calls it.

    Raises:
        PlanError: it is no plan.
        SourceError: it is damaged.
    """
    return parse_plan(_unpacked(data, output), name)


def _written(data: bytes, output: PurePath, form: str) -> bytes:
    from plancli.writers import writer

    return writer(form)(read(data, output, str(output)), None)


def _is_packed(output: PurePath) -> bool:
    return output.name.endswith(_PACKED) and output.parts[0] == PLANS


def _unpacked(data: bytes, output: PurePath) -> bytes:
    try:
        return gzip.decompress(data) if _is_packed(output) else data
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(f"is damaged ({error}); run again with --resume", str(output)) from None
