"""The public verb behind ``plancli.validate``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plancli.api import content_of
from plancli.defaults import ABOUT
from plancli.errors import PlanError, SourceError, UnreadableError
from plancli.linting.check import check_document
from plancli.linting.check_plan import check_plan, noticed_by_the_parser
from plancli.linting.run import means_plan
from plancli.linting.selection import EVERY, parse_codes, selected
from plancli.plan import Finding, Plan


def validate(
    source: str | Path | bytes | Plan,
    *,
    select: str | tuple[str, ...] = EVERY,
    ignore: str | tuple[str, ...] = (),
    against: str | Path | bytes | None = None,
    **options: Any,
) -> list[Finding]:
    r"""What is wrong with a document or a plan, as ``plancli validate`` tells it; configurations are not looked for.

    Args:
        source: a path, an address or content of a document or of a plan JSON, or a plan.
        select: codes, or how they open.
        ignore: codes that are left out of these.
        against: the document that a plan is held against.
        options: keyword arguments of :func:`plancli.extract`.

    Returns:
        The findings in the order of the document; that it cannot be read is one of them.

    Raises:
        SourceError: the source cannot be opened.
        UsageError: an option means nothing, or there is no such code.
        ModelError: the model is missing.

    >>> [finding.code for finding in validate(b"The report is due by 31 June 2027.\n", select="D", model=None)]
    ['D205']
    """
    chosen = parse_codes([select] if isinstance(select, str) else select, "select")
    refused = parse_codes([ignore] if isinstance(ignore, str) else ignore, "ignore")
    try:
        found = _found(source, against, options)
    except SourceError:
        raise
    except PlanError as error:
        found = [Finding(code="PLN002", severity="error", message=f"this file {error.reason}")]
    except UnreadableError as error:
        found = [Finding(code="PLN001", severity="error", message=f"this file {error.reason}")]
    return [each for each in found if selected(each.code, chosen, refused)]


def _found(
    source: str | Path | bytes | Plan, against: str | Path | bytes | None, options: dict[str, Any]
) -> list[Finding]:
    if isinstance(source, Plan):
        data, name = source.model_dump_json().encode(), "-"
    elif isinstance(source, str) and "://" in source[:12]:
        return [each.finding for each in check_document(source, **options)[0]]
    else:
        data, name = content_of(source)
    if not isinstance(source, Plan) and not means_plan(name, data):
        return [each.finding for each in check_document(source, **options)[0]]
    opening = {key: options[key] for key in options if key not in ABOUT | {"name"}}
    findings, parsed = check_plan(data, against=against, **opening)
    return [*noticed_by_the_parser(parsed), *findings]
