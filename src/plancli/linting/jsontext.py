"""JSON as a file holds it: its value, what a parser would silently swallow, and the line of each part.

The standard parser is quick but forgets places, takes the second of two equal keys and accepts NaN. So it reads
the value, its hooks count what it should not have accepted, and a scan of tokens, which keeps its nesting on a list
and not on the stack, looks up places afterwards and only for what has a finding.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from plancli.errors import PlanError

DEEPEST = 200
"""Levels of nesting; a plan's items would have to lie ninety deep to come near."""
MOST_VALUES = 6_000_000
"""Commas in a file; what has more is no plan, and would take gigabytes of memory as Python's values."""
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_STRANGERS = frozenset({"NaN", "Infinity", "-Infinity"})
_MOST = 50
"""Duplicate keys and non-numbers that are told one by one."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a JSON text: 1-based line and column, and how many characters stand there."""

    line: int
    column: int
    length: int


@dataclass
class JsonText:
    """A JSON text that was parsed.

    Attributes:
        value: what it holds.
        doubles: JSON Pointers of the keys that stand twice in an object, where they stand again.
        strangers: JSON Pointers of NaN and infinities.
    """

    text: str
    value: Any
    doubles: list[tuple[str, Spot]] = field(default_factory=list)
    strangers: list[tuple[str, Spot]] = field(default_factory=list)

    def spots(self, pointers: Collection[str]) -> dict[str, Spot]:
        """Where the values of ``pointers`` start, or where there is no such value the nearest one around it."""
        wanted = {part for pointer in pointers for part in _upwards(pointer)}
        shapes = {(pointer.count("/"), _unescaped(pointer.rpartition("/")[2])) for pointer in wanted}
        starts = _line_starts(self.text)
        found: dict[str, Spot] = {}
        for path, start, end, _, _ in _places(self.text):
            if (len(path), path[-1] if path else "") in shapes:
                pointer = _pointer(path)
                if pointer in wanted and pointer not in found:
                    found[pointer] = _spot(starts, start, end)
                    if len(found) == len(wanted):
                        break
        near = {}
        for pointer in pointers:
            known = next((part for part in _upwards(pointer) if part in found), None)
            if known is not None:
                near[pointer] = found[known]
        return near

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        starts = _line_starts(self.text)
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


def parse(data: bytes) -> JsonText:
    """The JSON that a file holds.

    Raises:
        PlanError: it is none; the message says what is wrong, in which line and column.
    """
    if data.count(b",") > MOST_VALUES:
        raise PlanError(f"has over {MOST_VALUES // 1_000_000} million values; no plan has so many")
    text = _decoded(data)
    counts = {"double": 0, "stranger": 0}

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        counts["double"] += len(found) - len(made)
        return made

    def stranger(printed: str) -> float:
        counts["stranger"] += 1
        return float(printed)

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=stranger)
    except json.JSONDecodeError as error:
        raise PlanError(_complaint(text, error)) from None
    except RecursionError:
        raise _deep(text) from None
    except ValueError as error:  # a number of more digits than Python takes
        raise PlanError(f"is no JSON that can be read: {error}") from None
    if _depth_over(value, DEEPEST):
        raise _deep(text)
    parsed = JsonText(text, value)
    if any(counts.values()):
        _look_up(parsed)
    return parsed


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        try:
            if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
                return data.decode("utf-16")
        except UnicodeDecodeError:
            pass
        raise PlanError(f"is no UTF-8 text (byte {error.start}), as JSON has to be") from None


def _complaint(text: str, error: json.JSONDecodeError) -> str:
    ends = error.pos >= len(text.rstrip())
    where = f"line {error.lineno}, column {error.colno}"
    if ends or error.msg.startswith("Unterminated"):
        return f"is cut off: the JSON ends before it is complete ({where})"
    return f"is no JSON: {error.msg[:1].lower()}{error.msg[1:]} ({where})"


_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]+|[\]}]+', re.DOTALL)


def _depth_over(value: Any, limit: int) -> bool:
    """Whether lists and objects lie deeper in one another than ``limit``."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(limit + 1):
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each)
            if isinstance(inner, (dict, list))
        ]
        if not level:
            return False
    return True


def _deep(text: str) -> PlanError:
    """The complaint that a text is nested too deep, with the place where it gets so."""
    depth = place = 0
    for match in _BRACKETS.finditer(text):
        first = match[0][0]
        if first == '"':
            continue
        depth += len(match[0]) if first in "[{" else -len(match[0])
        if depth > DEEPEST:
            place = match.end() - (depth - DEEPEST)
            break
    spot = _spot(_line_starts(text), place, place + 1)
    return PlanError(f"is nested deeper than {DEEPEST} levels (line {spot.line}, column {spot.column})")


def _look_up(parsed: JsonText) -> None:
    """Finds the keys that stand twice and the values that are no JSON."""
    starts = _line_starts(parsed.text)
    seen: set[tuple[int, str]] = set()
    for path, start, end, key, owner in _places(parsed.text):
        if parsed.text[start:end] in _STRANGERS and len(parsed.strangers) < _MOST:
            parsed.strangers.append((_pointer(path), _spot(starts, start, end)))
        if key is None:
            continue
        if (owner, path[-1]) in seen and len(parsed.doubles) < _MOST:
            parsed.doubles.append((_pointer(path), _spot(starts, *key)))
        seen.add((owner, path[-1]))


def _places(text: str) -> Iterator[tuple[list[str], int, int, tuple[int, int] | None, int]]:
    """Every value in order: its path, where its first token starts and ends, where its key does, whose it is.

    The path is one list that changes from value to value. The key is ``None`` for what stands in an array or at the
    top; the owner numbers the objects and arrays by where they start.
    """
    path: list[str] = []
    owners: list[tuple[int, bool]] = []  # where each starts, and whether it is an object
    count: list[int] = []
    key: tuple[int, int] | None = None
    expects_key = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        first = token[0]
        if first in "}]":
            if owners:
                owners.pop()
                count.pop()
                path.pop()
            expects_key = False
        elif first == ",":
            expects_key = bool(owners) and owners[-1][1]
            if owners and not expects_key:
                count[-1] += 1
                path[-1] = str(count[-1])
        elif first == ":":
            expects_key = False
        elif expects_key and first == '"':
            key = match.span()
            path[-1] = json.loads(token, strict=False)
            expects_key = False
        else:
            start, end = match.span()
            keyed = bool(owners) and owners[-1][1]
            yield path, start, end, key if keyed else None, owners[-1][0] if owners else -1
            if first in "{[":
                expects_key = first == "{"
                owners.append((start, expects_key))
                count.append(0)
                path.append("" if expects_key else "0")


def _pointer(path: list[str]) -> str:
    """The JSON Pointer of a path (RFC 6901)."""
    return "".join([f"/{_escaped(part)}" for part in path])


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _unescaped(part: str) -> str:
    return part.replace("~1", "/").replace("~0", "~")


def _upwards(pointer: str) -> Iterator[str]:
    """A pointer, then that of what is around it, up to the whole."""
    yield pointer
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _spot(starts: list[int], start: int, end: int) -> Spot:
    line = bisect_right(starts, start)
    return Spot(line, start - starts[line - 1] + 1, end - start)
