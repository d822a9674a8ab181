"""Findings as SARIF 2.1.0, which code hosts and editors show at their lines (OASIS Standard, 2020).

Lines and columns count code points, as ``columnKind`` says. A place on a PDF's page, for which SARIF has no region,
stands in the location's properties, as its offsets in the reading text do.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import plancli
from plancli.linting.selection import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.linting.problems import Checked, Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "plancli/v1"
"""What our partial fingerprints are called; another way to make them would have another name."""


def write(checked: Sequence[Checked], *, colour: bool = False, width: int = 80) -> str:  # noqa: ARG001
    """One run with all findings, and the metadata of the rules that they are of."""
    codes = sorted({problem.code for each in checked for problem in each.problems})
    places = {code: index for index, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "plancli",
                "version": plancli.__version__,
                "semanticVersion": plancli.__version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": uri(each.source)}} for each in checked],
        "results": [
            _result(problem, index, each.source, places)
            for index, each in enumerate(checked)
            for problem in each.problems
        ],
    }
    return (
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _rule(code: str) -> dict[str, Any]:
    entry = table().get(code)
    if entry is None:  # a plan of a later version may hold findings that this one does not know
        return {"id": code}
    why, _, mend = entry.advice.partition("To mend it:")
    return {
        "id": code,
        "shortDescription": {"text": entry.meaning},
        "fullDescription": {"text": " ".join(why.split()) or entry.meaning},
        "help": {"text": f"To mend it: {' '.join(mend.split())}"},
        "defaultConfiguration": {"level": entry.level},
    }


def _result(problem: Problem, index: int, source: str, places: dict[str, int]) -> dict[str, Any]:
    return {
        "ruleId": problem.code,
        "ruleIndex": places[problem.code],
        "level": problem.level,
        "message": {"text": problem.message},
        "locations": [_location(problem, index, source)],
        "partialFingerprints": {FINGERPRINT: problem.fingerprint},
    }


def _location(problem: Problem, index: int, source: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(source), "index": index}}
    region = _region(problem)
    if region:
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    properties = _properties(problem)
    if properties:
        location["properties"] = properties
    if problem.path is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.path, "kind": "value"}]
    return location


def _region(problem: Problem) -> dict[str, Any] | None:
    if problem.line is None:
        return None
    region: dict[str, Any] = {"startLine": problem.line, "startColumn": problem.column or 1}
    if problem.end_column is not None:
        region |= {"endLine": problem.line, "endColumn": problem.end_column}
    if problem.excerpt:
        region["snippet"] = {"text": problem.excerpt}
    return region


def _properties(problem: Problem) -> dict[str, Any]:
    if not problem.evidence:
        return {"page": problem.page} if problem.page else {}
    first = problem.evidence[0]
    told = {name: first[name] for name in ("page", "boxes", "selector") if first.get(name)}
    return {**told, "start": first["start"], "end": first["end"], "quote": first["quote"]}


def uri(source: str) -> str:
    """A file as a relative reference where it can be one, an address as it is."""
    if "://" in source:
        return source
    path = Path(source)
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return path.as_uri()
    return quote(path.as_posix())
