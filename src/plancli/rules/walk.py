"""The parts of a plan JSON that may not follow the contract: found by their keys, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def nodes(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with its JSON Pointer, outer ones first, in the order of the file."""
    stack: list[tuple[str, Any]] = [("", value)]
    while stack:
        pointer, here = stack.pop()
        if isinstance(here, dict):
            yield pointer, here
            inner = [(f"{pointer}/{escaped(key)}", child) for key, child in here.items()]
        elif isinstance(here, list):
            inner = [(f"{pointer}/{index}", child) for index, child in enumerate(here)]
        else:
            continue
        stack += [pair for pair in reversed(inner) if isinstance(pair[1], (dict, list))]


def escaped(key: str) -> str:
    """A key as a part of a JSON Pointer (RFC 6901)."""
    return str(key).replace("~", "~0").replace("/", "~1")


def quotes(value: Any) -> Iterator[tuple[str, int, int, str]]:
    """Every piece of evidence: its pointer, start, end and quote, where these have the types that they should."""
    for pointer, node in nodes(value):
        start, end, quote = node.get("start"), node.get("end"), node.get("quote")
        if type(start) is int and type(end) is int and isinstance(quote, str):
            yield pointer, start, end, quote


def part(value: Any, *keys: str) -> Any:
    """What stands under ``keys``; ``None`` where nothing does."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def entries(value: Any, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a list at the top of a plan, with their pointers."""
    listed = part(value, key)
    for index, each in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(each, dict):
            yield f"/{key}/{index}", each
