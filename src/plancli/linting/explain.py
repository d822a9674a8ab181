"""What a code means, for people."""

from __future__ import annotations

import textwrap

from plancli.errors import UsageError
from plancli.linting.selection import codes, nearest, table


def explained(code: str, *, width: int = 80) -> str:
    """The meaning of a code, why it matters, how to mend it and an example, in lines of ``width`` columns.

    Raises:
        UsageError: there is no such code.
    """
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
