"""Findings as JUnit XML, which CI systems show as tests: a suite for each document, a case for each finding.

A finding below the level that fails is a passed case with its message in ``system-out``; a document that could not be
read is an error, and one without findings a single case that passed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from plancli.linting.problems import at_least
from plancli.linting.settings import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plancli.linting.problems import Checked, Problem

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(checked: Sequence[Checked], *, colour: bool = False, width: int = 80) -> str:  # noqa: ARG001
    """All suites in one document."""
    suites = Element("testsuites", name="plancli validate")
    for each in checked:
        suites.append(_suite(each))
    for name in ("tests", "failures", "errors"):
        suites.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    suites.set("time", "0")
    indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _suite(checked: Checked) -> Element:
    suite = Element("testsuite", name=_clean(checked.source))
    for problem in checked.problems:
        suite.append(_case(checked, problem))
    if not checked.problems:
        SubElement(suite, "testcase", classname=_clean(checked.source), name="no findings", time="0")
    counts = {
        "tests": len(suite),
        "failures": len(suite.findall("*/failure")),
        "errors": len(suite.findall("*/error")),
    }
    for name, count in {**counts, "skipped": 0}.items():
        suite.set(name, str(count))
    suite.set("time", "0")
    return suite


def _case(checked: Checked, problem: Problem) -> Element:
    place = f":{problem.line}" if problem.line else f" page {problem.page}" if problem.page else ""
    case = Element(
        "testcase", classname=_clean(checked.source), name=_clean(f"{problem.code}{place}: {problem.message}")
    )
    case.set("file", _clean(checked.source))
    if problem.line:
        case.set("line", str(problem.line))
    case.set("time", "0")
    told = _clean(_told(checked, problem))
    if not at_least(problem.level, checked.fail_on):
        SubElement(case, "system-out").text = told
        return case
    kind = "error" if problem.code.startswith(ALWAYS) else "failure"
    SubElement(case, kind, message=_clean(problem.message), type=problem.code).text = told
    return case


def _told(checked: Checked, problem: Problem) -> str:
    from plancli.linting.formats.text import where

    quote = f"\n{problem.excerpt.strip()}" if problem.excerpt else ""
    return f"{where(checked.source, problem)}: {problem.level}: {problem.message} [{problem.code}]{quote}"


def _clean(text: str) -> str:
    """A text without the characters that XML 1.0 does not allow."""
    return _NO_XML.sub("\ufffd", text)
