"""A difference as Markdown tables (GitHub Flavored Markdown, which pandoc reads too), for papers and pull requests.

What went is struck through, what came is bold; nothing of a document is taken for mark-up, a mention or a link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plancli.writers.differences.excerpt import excerpt, rewritten, short
from plancli.writers.differences.story import TITLES, Entry, Story, counts, places, told
from plancli.writers.differences.threads import threads
from plancli.writers.summary import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plancli.changes import FieldChange, PlanDiff, WordOp
    from plancli.plan import Plan
    from plancli.writers import Look
    from plancli.writers.differences import Comparison

_SIGNS = re.compile(r"[\\`*_\[\]<>|~#&$^{}]")


def write(comparison: Comparison, _look: Look | None = None) -> str:
    """The difference as Markdown."""
    return "\n".join(_lines(comparison)).rstrip() + "\n"


def escaped(text: str) -> str:
    r"""``text`` on one line, as a renderer of Markdown shows it to the letter.

    >>> escaped("5 * 3 | <b> @team #12")
    '5 \\* 3 \\| \\<b\\> @<!-- -->team \\#<!-- -->12'
    """
    shown = _SIGNS.sub(r"\\\g<0>", plain(text))
    # A comment keeps hosts from telling a person or linking an issue that is none.
    return re.sub(r"(@|\\#)(?=\w)", r"\1<!-- -->", shown).replace("://", ":<!-- -->//")


def _lines(comparison: Comparison) -> Iterator[str]:
    for remark in comparison.remarks:
        yield from (f"> **Note:** {escaped(remark)}", "")
    if len(comparison.diffs) > 1:
        yield from _ways(comparison)
    for place, diff in enumerate(comparison.diffs):
        names = comparison.names[place], comparison.names[place + 1]
        yield from _difference(diff, comparison.plans[place], comparison.plans[place + 1], names)


def _difference(diff: PlanDiff, old: Plan, new: Plan, names: tuple[str, str]) -> Iterator[str]:
    yield f"## What changed from {escaped(names[0])} to {escaped(names[1])}"
    yield ""
    rows = []
    for side, plan, name in (("old", old, names[0]), ("new", new, names[1])):
        published = plan.metadata.published
        title = escaped(plan.metadata.title or "(no title)")
        rows.append([side, title, escaped(name), published.value if published else ""])
    yield from _table(["", "title", "document", "published"], rows)
    yield f"{counts(diff)}."
    yield ""
    for group, entries in Story(diff, old, new).groups.items():
        if group != "unchanged":
            yield f"### {TITLES[group]} ({len(entries)})"
            yield ""
            rows = [[escaped(_name(each)), _ops(each), _what(each), places(each.change)] for each in entries]
            yield from _table(["what", "how", "words", "where"], rows)


def _name(entry: Entry) -> str:
    return entry.name or entry.change.kind


def _ops(entry: Entry) -> str:
    return ", ".join(entry.change.ops)


def _what(entry: Entry) -> str:
    """The cell that says what changed."""
    change = entry.change
    if change.old is None or change.new is None:
        mark = "~~" if change.new is None else "**"
        return marked(short(entry.text), mark) if entry.text else ""
    parts = [] if entry.prose or change.kind == "metadata" else [escaped(short(entry.text))]
    parts += [_prose(each) for each in entry.prose]
    parts += [_fact(each) for each in entry.facts]
    return "<br>".join(part for part in parts if part)


def _prose(field: FieldChange) -> str:
    label = "" if field.field == "text" else f"{field.field}: "
    if rewritten(field):
        sides = [marked(short(field.old), "~~")] if field.old else []
        sides += [marked(short(field.new), "**")] if field.new else []
        return label + "<br>".join(sides)
    marks: dict[WordOp, str] = {"equal": "", "delete": "~~", "insert": "**"}
    return label + "".join(marked(text, marks[op]) for op, text in whole_words(excerpt(field.words)))


def _fact(field: FieldChange) -> str:
    if field.field == "deadline":
        return escaped(told(field.old, field.new))
    old = marked(field.old, "~~") if field.old else "–"
    return f"{field.field}: {old} → {marked(field.new, '**') if field.new else '–'}"


def marked(text: str, mark: str) -> str:
    """``text`` between marks, with the spaces at its ends outside them, where they would undo the marks."""
    inner = text.strip()
    if not mark or not inner:
        return escaped(text) if not text.isspace() else " "
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' if start else ''}{mark}{escaped(inner)}{mark}{' ' if end else ''}"


def whole_words(words: Sequence[tuple[WordOp, str]]) -> list[tuple[WordOp, str]]:
    """The runs with changes that open with a sign widened by the word before it: marks need a word beside them.

    >>> whole_words([("equal", "a map"), ("delete", ", and a chart"), ("equal", ".")])
    [('equal', 'a '), ('delete', 'map, and a chart'), ('insert', 'map'), ('equal', '.')]
    """
    found: list[tuple[WordOp, str]] = []
    place = 0
    while place < len(words):
        op, text = words[place]
        if op == "equal":
            found.append((op, text))
            place += 1
            continue
        changes = {"delete": "", "insert": ""}
        while place < len(words) and words[place][0] != "equal":
            changes[words[place][0]] += words[place][1]
            place += 1
        last = re.search(r"\w+$", found[-1][1]) if found and found[-1][0] == "equal" else None
        if last and any(
            change and not change[0].isalnum() and not change[0].isspace() for change in changes.values()
        ):
            found[-1] = ("equal", found[-1][1][: last.start()])
            changes = {each: last[0] + change for each, change in changes.items()}
        found += [(each, changes[each]) for each in ("delete", "insert") if changes[each]]
    return [(op, text) for op, text in found if text]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _ways(comparison: Comparison) -> Iterator[str]:
    yield "## The way of each item"
    yield ""
    rows = []
    for thread in threads(comparison):
        cells = [", ".join([escaped(step.label or "–"), *_steps(step.ops)]) for step in thread.steps]
        rows.append([*cells, escaped(short(thread.text))])
    yield from _table([*(escaped(name) for name in comparison.names), "words"], rows)


def _steps(ops: Sequence[str]) -> list[str]:
    return [op for op in ops if op != "unchanged"]
