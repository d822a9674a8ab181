"""The public verbs behind ``plancli.read``, ``extract``, ``extract_text``, ``load``, ``diff`` and ``tag_dates``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from pydantic import ValidationError

from plancli.defaults import DEFAULT_MODEL
from plancli.document import Document, Facts, without_collector
from plancli.errors import PlancliError, PlanError, SourceError, UnreadableError, UsageError
from plancli.files import readable
from plancli.outline import build
from plancli.plan import SCHEMA_VERSION, Date, DocumentKind, Evidence, Plan
from plancli.readers import HEAD, reader_for

if TYPE_CHECKING:
    from plancli.changes import PlanDiff
    from plancli.fetch import Fetched

_PUBLISHED = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def read(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    password: str | None = None,
    ocr: bool = False,
    allow_private: bool = False,
    save: Path | None = None,
) -> Document:
    r"""The text, blocks and structure of a document, without tagging.

    Args:
        source: a path, an address (``http://…``, ``https://…``), or content.
        name: what the source is called in the result; a path's last part, the address that a page came from
            in the end, or ``-``, by default.
        password: opens an encrypted PDF.
        ocr: recognise the pages of a PDF that have no text layer, with tesseract where it is installed.
        allow_private: allow addresses on this machine and on private networks.
        save: a folder to keep what was fetched in.

    Raises:
        SourceError: the source cannot be opened or fetched.
        UnreadableError: its content cannot be read.

    >>> document = read(b"Our aims\n\n1. Cleaner rivers\n2. Safer beaches\n", name="aims.txt")
    >>> [document.words(block) for block in document.blocks if block.kind == "item"]
    ['Cleaner rivers', 'Safer beaches']
    """
    reading: dict[str, Any] = {"name": name, "password": password, "ocr": ocr, "allow_private": allow_private}
    return open_document(source, save=save, **reading)[0]


def open_document(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    password: str | None = None,
    ocr: bool = False,
    allow_private: bool = False,
    save: Path | None = None,
) -> tuple[Document, Facts, bytes]:
    """:func:`read`, with what the reader reported before the outline judged it, and the bytes that were read."""
    fetched = _fetched(source, allow_private=allow_private, save=save)
    data, label = (fetched.data, fetched.name) if fetched else content_of(source)
    shown = name or label
    try:
        if not data.strip():
            raise UnreadableError("is empty")
        reader = reader_for(shown, data, fetched.media_type if fetched else "")
        options: dict[str, Any] = {}
        if fetched and hasattr(reader, "TAKES_CHARSET"):
            options["charset"] = fetched.charset
        if ocr and hasattr(reader, "TAKES_OCR"):
            options["ocr"] = True
        facts = reader.read(data, shown, password=password, **options)
        return build(facts, shown, data), facts, data
    except PlancliError as error:
        raise error.at(str(source) if not isinstance(source, bytes) else shown) from None


def _fetched(source: str | Path | bytes, *, allow_private: bool, save: Path | None) -> Fetched | None:
    """What an address gives; ``None`` for a source that is none."""
    if isinstance(source, str) and "://" in source[:12]:
        from plancli.fetch import fetch

        return fetch(source, allow_private=allow_private, save=save)
    return None


def content_of(source: str | Path | bytes) -> tuple[bytes, str]:
    """The bytes of a path or of content in hand, and what they are called.

    Raises:
        SourceError: the path cannot be opened.
    """
    if isinstance(source, bytes):
        return source, "-"
    path = Path(source)
    with readable(source):
        if path.is_dir():
            raise SourceError("is a folder; name a document in it", str(source))
        return path.read_bytes(), _as_text(path.name)


def _as_text(name: str) -> str:
    """A file's name, with a mark for each byte that is no UTF-8: a name may be any bytes, a plan is text."""
    return name.encode(errors="surrogateescape").decode(errors="replace")


def extract(  # noqa: PLR0913 - one argument for each option of the command
    source: str | Path | bytes,
    *,
    published: str | None = None,
    kind: str | None = None,
    model: str | None = DEFAULT_MODEL,
    name: str | None = None,
    password: str | None = None,
    ocr: bool = False,
    allow_private: bool = False,
    save: Path | None = None,
) -> Plan:
    r"""What a document says, as a plan whose every statement has its evidence.

    Args:
        source: a path, an address, or content.
        published: the publication date (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``), for a document that does
            not give it; relative dates are resolved against it.
        kind: the genre, one of :data:`plancli.plan.DocumentKind`, where the document's own words mislead.
        model: the spaCy model whose recogniser helps with names; ``None`` or ``"none"`` for rules alone.
        name: what the source is called in the plan.
        password: opens an encrypted PDF.
        ocr: recognise the pages of a PDF that have no text layer, with tesseract where it is installed.
        allow_private: allow addresses on this machine and on private networks.
        save: a folder to keep what was fetched in.

    Raises:
        PlancliError: the source cannot be opened or read, an option means nothing, or the model is missing.

    >>> plan = extract(b"Our aims\n\n1. Cleaner rivers by 2030\n2. Safer beaches\n", model=None)
    >>> [(aim.number, aim.text) for aim in plan.aims]
    [('1', 'Cleaner rivers by 2030'), ('2', 'Safer beaches')]
    >>> plan.dates[0].value, plan.text[slice(plan.dates[0].evidence[0].start, plan.dates[0].evidence[0].end)]
    ('2030', '2030')
    """
    reading: dict[str, Any] = {"name": name, "password": password, "ocr": ocr, "allow_private": allow_private}
    with without_collector():  # what is only needed on the way is gone before the collector looks again
        _check_options(published, kind)
        return _planned(read(source, save=save, **reading), published, kind, model)


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with its plan, what the reader reported, and the bytes that all come from."""

    document: Document
    plan: Plan
    data: bytes
    facts: Facts


def opened(
    source: str | Path | bytes,
    *,
    published: str | None = None,
    kind: str | None = None,
    model: str | None = DEFAULT_MODEL,
    **reading: Any,
) -> Opened:
    """:func:`extract` for those who show the document too: it is read once.

    Args:
        source: a path, an address, or content.
        published: see :func:`extract`.
        kind: see :func:`extract`.
        model: see :func:`extract`.
        reading: keyword arguments of :func:`read`.

    Raises:
        PlancliError: see :func:`extract`.
    """
    _check_options(published, kind)
    with without_collector():
        document, facts, data = open_document(source, **reading)
        plan = _planned(document, published, kind, model)
    return Opened(document, plan, data, facts)


def _planned(document: Document, published: str | None, kind: str | None, model: str | None) -> Plan:
    """What the pipeline finds in a document, as a plan."""
    from plancli import pipeline
    from plancli.assemble import assemble

    nlp = pipeline.load(None if model == "none" else model)
    doc = pipeline.tag(document, nlp, published=published, kind=kind)
    return assemble(doc, model=cast("str | None", nlp.meta["plancli_model"]))


def _check_options(published: str | None, kind: str | None) -> None:
    if published is not None and not _is_date(published):
        raise UsageError(f"the publication date {published!r} is not a date like 2025-03-31, 2025-03 or 2025")
    if kind is not None and kind not in get_args(DocumentKind):
        raise UsageError(f"the kind {kind!r} is none of {', '.join(get_args(DocumentKind))}")


def _is_date(value: str) -> bool:
    """Whether ``value`` is a year, a month or a day of the calendar."""
    if not _PUBLISHED.fullmatch(value):
        return False
    try:
        date(*([int(part) for part in value.split("-")] + [1, 1])[:3])
    except ValueError:
        return False
    return True


def extract_text(
    text: str, *, published: str | None = None, kind: str | None = None, model: str | None = DEFAULT_MODEL
) -> Plan:
    """:func:`extract` for text in hand.

    >>> extract_text("The Ministry of Health will publish it by 31 May 2026.", model=None).dates[0].value
    '2026-05-31'
    """
    return extract(text.encode(), published=published, kind=kind, model=model)


def load(path: str | Path) -> Plan:
    """A plan from a JSON file, checked against the contract.

    Raises:
        SourceError: the file cannot be opened.
        PlanError: it is no JSON, or no plan.
    """
    data, _ = content_of(Path(path))
    return parse_plan(data, str(path))


def parse_plan(data: bytes, source: str) -> Plan:
    """The plan of a JSON text that was read from ``source``, checked against the contract.

    Raises:
        PlanError: it is no JSON, or no plan.
    """
    try:
        return Plan.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        if first["loc"] == ("schema_version",) and "input" in first and isinstance(first["input"], str):
            reason = f"is a plan of schema version {first['input']}, and this plancli reads {SCHEMA_VERSION}"
            raise PlanError(f"{reason}: extract it again", source) from None
        where = "/" + "/".join(str(part) for part in first["loc"])
        raise PlanError(f"is not a plan: {first['msg'].lower()} at {where}", source) from None


def plan_of(source: str | Path | bytes, **options: Any) -> Plan:
    r"""The plan that ``source`` holds or says: a plan JSON is loaded, any other document extracted.

    Args:
        source: a path, an address, or content.
        options: keyword arguments of :func:`extract`, for a document.

    Raises:
        PlancliError: the source can be neither.

    >>> plan_of(b"Our aims\n\n1. Cleaner rivers\n", model=None).aims[0].text
    'Cleaner rivers'
    """
    if isinstance(source, str) and "://" in source[:12]:
        return extract(source, **options)
    data, label = content_of(source)
    if holds_plan(data):
        return parse_plan(data, str(source) if not isinstance(source, bytes) else label)
    return extract(source, **options)


def holds_plan(data: bytes) -> bool:
    """Whether content means to be a plan JSON, sound or not, rather than a document."""
    return data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"schema_version"' in data


def tag_dates(text: str, *, published: str | None = None) -> list[Date]:
    """The dates of a text, by the date component alone: no model, no other tagger.

    Args:
        text: any text; what stands in its quotation marks counts from the day of publication.
        published: the day, month or year of publication, in ISO form; relative dates count from it.

    >>> [(date.text, date.value) for date in tag_dates("From 3 May to last week", published="2025-06-11")]
    [('3 May', '2025-05-03'), ('last week', '2025-W23')]
    """
    from plancli.pipeline.dates import find_dates
    from plancli.pipeline.quotations import find_quotations

    quotations = [(quotation.start, quotation.end) for quotation in find_quotations(text)]
    return [
        found.as_date(number, [Evidence(start=found.start, end=found.end, quote=found.text)])
        for number, found in enumerate(find_dates(text, published=published, quotations=quotations), 1)
    ]


def diff(
    old: Plan | str | Path | bytes,
    new: Plan | str | Path | bytes,
    *,
    strict: bool = False,
    min_similarity: float | None = None,
    **options: Any,
) -> PlanDiff:
    r"""What changed between two versions of a plan, aligned by what they say.

    Args:
        old: the old version: a plan, a plan JSON, or anything that :func:`extract` takes.
        new: the new version.
        strict: count case, quotation marks, dashes, spelling and line breaks as rewording.
        min_similarity: likeness, from 0 to 1, below which nothing is aligned; by default what each kind needs.
        options: keyword arguments of :func:`extract`, for versions that are documents.

    Raises:
        PlancliError: a version cannot be read, or an option means nothing.

    >>> old = b"Our aims\n\n1. Cleaner rivers by 2030\n2. Safer beaches\n"
    >>> new = b"Our aims\n\n1. Safer beaches\n2. Cleaner rivers by 2032\n"
    >>> [(each.old, each.new, each.ops) for each in diff(old, new, model=None).changes if each.kind == "aim"]
    [('aim-2', 'aim-1', ['moved', 'renumbered']), ('aim-1', 'aim-2', ['reworded', 'moved', 'renumbered'])]
    """
    if min_similarity is not None and not 0 <= min_similarity <= 1:
        raise UsageError(f"the least similarity is a number from 0 to 1, not {min_similarity}")
    from plancli.comparing import compare

    plans = [each if isinstance(each, Plan) else plan_of(each, **options) for each in (old, new)]
    return compare(plans[0], plans[1], strict=strict, min_similarity=min_similarity)
