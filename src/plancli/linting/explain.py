"""What a code means, for people."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from plancli.errors import UsageError
from plancli.linting.selection import EVERY, codes, nearest, table

if TYPE_CHECKING:
    from plancli.linting.selection import Entry


def explained(code: str, *, width: int = 80) -> str:
    """The meaning of a code, why it matters, how to mend it and an example, in lines of ``width`` columns.

    For ``ALL`` the page of all codes in Markdown, which ``docs/rules.md`` is.

    Raises:
        UsageError: there is no such code.
    """
    if code.strip().upper() == EVERY:
        return page()
    entry = table().get(code.strip().upper())
    if entry is None:
        raise UsageError(f"there is no code {code}{nearest(code.upper(), sorted(codes()))}")
    parts = [f"{entry.code} ({entry.level}): {entry.meaning}", *entry.advice.split("\n\n")]
    text = "\n\n".join(textwrap.fill(" ".join(part.split()), min(width, 100)) for part in parts)
    for title, examples in (("For example", entry.failing), ("But not", entry.passing)):
        if examples:
            text += f"\n\n{title}:\n\n" + textwrap.indent(example(examples[0]), "    ").rstrip()
    return text + "\n"


def example(case: object) -> str:
    """A case as text: a document's as it is, a plan's as its changes by JSON Pointer."""
    if isinstance(case, str):
        return case
    if isinstance(case, dict):
        return "\n".join(f"{pointer} = {value!r}" for pointer, value in case.items())
    return str(case)


_GROUPS = {
    "A": "Actors",
    "C": "Commitments",
    "D": "Dates",
    "H": "Web pages",
    "I": "Items",
    "M": "Metadata",
    "N": "Numbering",
    "O": "Office documents",
    "P": "Pages of PDFs",
    "PLN0": "Files that cannot be checked",
    "PLN2": "Plan JSON",
    "T": "Text",
    "X": "What the text promises",
}
_HEAD = """\
# What plancli validate finds

Made by `plancli validate --explain ALL`; the rules themselves stand in `src/plancli/rules/`, one a file.

A code's letters say what it concerns. Its first digit says who notices: 0 whoever opens the file, 1 the reading, whose
findings stand in the plan too, 2 a rule of the linter.
"""


def page() -> str:
    """All codes in Markdown: a table of each group, then what each code means."""
    parts = [_HEAD]
    for opening, title in _GROUPS.items():
        entries = [entry for entry in table().values() if _group(entry.code) == opening]
        rows = [
            f"| [{entry.code}](#{entry.code.lower()}) | {entry.level} | {entry.meaning} |"
            for entry in entries
        ]
        parts.append(
            "\n".join([f"\n## {title}\n", "| code | level | what is wrong |", "|---|---|---|", *rows, ""])
        )
        parts += [_section(entry) for entry in entries]
    return "".join(parts)


def _group(code: str) -> str:
    return code[:4] if code.startswith("PLN") else code[0]


def _section(entry: Entry) -> str:
    text = f"\n### {entry.code}\n\n{entry.meaning} {entry.advice.strip()}\n"
    for title, examples in (("For example", entry.failing), ("But not", entry.passing)):
        if examples:
            text += f"\n{title}:\n\n````text\n{example(examples[0]).rstrip()}\n````\n"
    return text
