"""What the arguments of a command stand for: files, folders of documents, addresses and standard input."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from plancli.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read.

    Attributes:
        source: the path, the address or ``-``.
        place: its path below the folder that all inputs share, which an output folder repeats.
    """

    source: str
    place: PurePath


def expand(arguments: Sequence[str]) -> tuple[list[Input], list[SourceError]]:
    """The documents that ``arguments`` stand for, each once, and what is wrong with the others.

    A folder stands for the documents in it and below it, in the order of their names; hidden ones are left.
    """
    sources: dict[str, None] = {}
    failures: list[SourceError] = []
    for argument in arguments:
        if not _local(argument) or not Path(argument).is_dir():
            sources[argument] = None
        elif found := list(_documents(argument)):
            sources |= dict.fromkeys(found)
        else:
            failures.append(SourceError("no documents in this directory", argument))
    shared = _shared_folder(arguments)
    return [Input(source, _place(source, shared)) for source in sources], failures


def output_names(inputs: Sequence[Input]) -> dict[str, PurePath]:
    """Where the plan of each source goes, below the output folder.

    ``NAME.json``, or ``NAME.pdf.json`` for all that would share a name; names that differ only in case are
    one name, since on some file systems they are.
    """
    names = {each.source: each.place.with_suffix(".json") for each in inputs}
    full = {each.source: each.place.with_name(each.place.name + ".json") for each in inputs}
    while clashing := _clashing(names):
        if all(names[source] == full[source] for source in clashing):
            first, second = sorted(clashing)[:2]
            raise SourceError(f"would be written to the same file as {second}; give them apart", first)
        names |= {source: full[source] for source in clashing}
    return names


def _clashing(names: dict[str, PurePath]) -> list[str]:
    count = Counter(str(name).casefold() for name in names.values())
    return [source for source, name in names.items() if count[str(name).casefold()] > 1]


def _local(argument: str) -> bool:
    return argument != STDIN and "://" not in argument


def _documents(folder: str) -> Iterator[str]:
    from plancli.readers import EXTENSIONS

    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in EXTENSIONS and not name.startswith((".", "~$")):
                yield str(Path(here, name))


def _shared_folder(arguments: Sequence[str]) -> str:
    paths = [Path(argument).absolute() for argument in arguments if _local(argument)]
    folders = [os.path.normpath(path if path.is_dir() else path.parent) for path in paths]
    return os.path.commonpath(folders) if folders else ""


def _place(source: str, shared: str) -> PurePath:
    if source == STDIN:
        return PurePath("stdin")
    if not _local(source):
        address = urlsplit(source)
        return PurePath(PurePath(unquote(address.path)).name or address.netloc or "page")
    return PurePath(os.path.normpath(Path(source).absolute())).relative_to(shared)
