"""A plan JSON through the rules: its form, its evidence, what it refers to, and the text that it kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from plancli.api import read
from plancli.document import Document
from plancli.linting.check import Noted, apply, in_order
from plancli.linting.jsontext import JsonText, parse
from plancli.linting.places import around, fingerprinted
from plancli.linting.problems import Problem
from plancli.plan import Finding, Plan
from plancli.rules import Context, PlanFile, rules
from plancli.rules.rebuild import document_of
from plancli.rules.walk import quotes

if TYPE_CHECKING:
    from plancli.linting.jsontext import Spot


def check_plan(
    data: bytes,
    *,
    against: str | Path | bytes | Document | None = None,
    beside: str | None = None,
    **reading: Any,
) -> tuple[list[Finding], JsonText]:
    """What is wrong with a plan JSON.

    Args:
        data: the file's content.
        against: the document that it is said to be made from, read or still to be read.
        beside: SHA-256 of the file of that document's name beside the plan.
        reading: options of :func:`plancli.read` for ``against``.

    Raises:
        PlanError: it is no JSON.
        PlancliError: ``against`` cannot be read.
    """
    parsed = parse(data)
    original = against if against is None or isinstance(against, Document) else read(against, **reading)
    file = PlanFile(parsed.value, original, beside)
    found = [
        Finding(code=rule.code, severity=rule.level, message=hit.message, path=hit.path)
        for rule in rules()
        if rule.of == "plan"
        for hit in rule.check(file)
    ]
    return [*found, *_of_the_text(parsed.value)], parsed


def _of_the_text(value: Any) -> list[Finding]:
    """What the rules about documents find in the text that a plan kept; nothing of a plan that cannot be loaded."""
    try:
        plan = Plan.model_validate(value)
    except ValidationError:
        return []
    told = [
        Noted(each.model_copy(update={"path": f"/findings/{number}"}))
        for number, each in enumerate(plan.findings)
    ]
    if plan.text is None or any(plan.text[s:e] != quote for _, s, e, quote in quotes(value)):
        return [each.finding for each in told]
    found = [*told, *apply(Context(plan, document_of(plan)))]
    return [_pointed(each.finding, value) for each in in_order(found)]


def _pointed(finding: Finding, value: Any) -> Finding:
    """The finding with a pointer to the smallest part of the plan that holds its words, and that part's place."""
    if finding.path is not None or not finding.evidence:
        return finding
    first = finding.evidence[0]
    holding = [(e - s, p) for p, s, e, _ in quotes(value) if s <= first.start and first.end <= e]
    _, pointer = min(holding, default=(0, "/text"))
    return finding.model_copy(update={"path": pointer.partition("/evidence/")[0]})


def noticed_by_the_parser(parsed: JsonText) -> list[Finding]:
    """Keys that stand twice and numbers that are none, as findings."""
    double, stranger = "the key '{}' stands twice in this object", "NaN and Infinity are no JSON"
    found = [("PLN003", double.format(pointer.rpartition("/")[2]), pointer) for pointer, _ in parsed.doubles]
    found += [("PLN004", stranger, pointer) for pointer, _ in parsed.strangers]
    return [Finding(code=code, severity="error", message=told, path=path) for code, told, path in found]


def plan_problems(findings: list[Finding], parsed: JsonText) -> list[Problem]:
    """The findings of a plan JSON, and what its parser noticed, at their lines."""
    spots = parsed.spots({each.path for each in findings if each.path is not None})
    pairs = [(each, spots.get(each.path or "")) for each in findings]
    known = [spot for _, spot in [*parsed.doubles, *parsed.strangers]]
    pairs += zip(noticed_by_the_parser(parsed), known, strict=True)
    problems = []
    for each, spot in pairs:
        problem = Problem(each.code, each.severity, each.message, each.path)
        problem.evidence = [one.model_dump(mode="json") for one in each.evidence]
        problems.append(_at(problem, spot, parsed))
    problems.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
    return fingerprinted(problems)


_OPENINGS = ("{", "[")
"""Lines that show nothing of the object or list which starts on them; its quote shows what it says."""


def _at(problem: Problem, spot: Spot | None, parsed: JsonText) -> Problem:
    """The problem at its line and column, with the line around it."""
    if spot is not None:
        problem.line, problem.column, problem.end_column = spot.line, spot.column, spot.column + spot.length
        line, start, length = parsed.line(spot.line), spot.column - 1, spot.length
        if problem.evidence and line.strip() in _OPENINGS:
            line = str(problem.evidence[0]["quote"])
            start, length = 0, len(line)
        problem.excerpt, problem.marked = around(line, start, length)
    return problem
