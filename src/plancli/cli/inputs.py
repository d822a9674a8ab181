"""What the arguments of a command stand for: files, folders of documents, addresses and standard input."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from plancli.errors import SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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


def expand(
    arguments: Sequence[str], *, also: Callable[[Path], bool] | None = None
) -> tuple[list[Input], list[SourceError]]:
    """The documents that ``arguments`` stand for, each once, and what is wrong with the others.

    A folder stands for the documents in it and below it, in the order of their names; hidden ones are left.
    ``also`` tells which other files of a folder count as documents.
    A pattern with ``*``, ``?`` or ``[…]`` that no shell has expanded stands for the documents that it matches.
    So it is in stores that fsspec knows (``s3://…``), too.
    """
    sources: dict[str, PurePath | None] = {}
    failures: list[SourceError] = []
    for argument in arguments:
        if is_stored(argument):
            from plancli.corpus.sources import listed

            try:
                sources |= listed(argument)
            except SourceError as error:
                failures.append(error)
        elif _is_pattern(argument):
            if not (matching := list(_matching(argument))):
                failures.append(SourceError("no document matches this pattern", argument))
            sources |= dict.fromkeys(matching)
        elif not _local(argument) or not Path(argument).is_dir():
            sources[argument] = None
        elif found := list(_documents(argument, also)):
            sources |= dict.fromkeys(found)
        else:
            failures.append(SourceError("no documents in this directory", argument))
    shared = _shared_folder(arguments)
    return [Input(source, place or _place(source, shared)) for source, place in sources.items()], failures


def standard_input() -> bytes:
    """What standard input gives.

    Raises:
        SourceError: it is closed.
    """
    if sys.stdin is None:
        raise SourceError("standard input is closed", STDIN)
    return sys.stdin.buffer.read()


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


def refuse_overwriting(source: str, target: Path) -> None:
    """Keeps a document from being replaced by what is made of it.

    Raises:
        UsageError: ``source`` and ``target`` are one file.
    """
    if source != STDIN and target.is_file() and Path(source).is_file() and target.samefile(source):
        raise UsageError("this would overwrite the document itself", str(target))


def _clashing(names: dict[str, PurePath]) -> list[str]:
    count = Counter(str(name).casefold() for name in names.values())
    return [source for source, name in names.items() if count[str(name).casefold()] > 1]


def _local(argument: str) -> bool:
    return argument != STDIN and "://" not in argument


def is_stored(argument: str) -> bool:
    """Whether an argument is an address in a store such as ``s3://``, rather than a path or of the web."""
    return "://" in argument and argument.partition("://")[0].lower() not in {"http", "https"}


def _is_pattern(argument: str) -> bool:
    from glob import has_magic

    return _local(argument) and has_magic(argument) and not os.path.lexists(argument)


def _matching(pattern: str) -> Iterator[str]:
    from glob import glob

    from plancli.readers.sniff import is_document

    seen: set[str] = set()  # a link to a folder above would lead round and round
    found = glob(pattern, recursive=True)  # noqa: PTH207 - keeps the path as the user began it
    for path in sorted(found, key=lambda path: (path.count(os.sep), path)):
        real = os.path.realpath(path)
        if real not in seen and not Path(path).is_dir() and not _is_hidden(path) and is_document(Path(path)):
            yield path
        seen.add(real)


def _documents(folder: str, also: Callable[[Path], bool] | None) -> Iterator[str]:
    from plancli.readers.sniff import is_document

    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if path.exists() and not path.is_file():
                continue  # a pipe or a socket, which nobody may ever write to
            if not _is_hidden(name) and (is_document(path) or (also is not None and also(path))):
                yield str(path)


def _is_hidden(path: str) -> bool:
    """Whether a file is hidden, or one that an office program keeps while a document is open."""
    return Path(path).name.startswith((".", "~$", ".~lock"))


def _shared_folder(arguments: Sequence[str]) -> str:
    paths = [Path(_fixed(argument)).absolute() for argument in arguments if _local(argument)]
    folders = [os.path.normpath(path if path.is_dir() else path.parent) for path in paths]
    return os.path.commonpath(folders) if folders else ""


def _fixed(argument: str) -> str:
    """The argument or, for a pattern, the folders that it names before its first wild card."""
    if not _is_pattern(argument):
        return argument
    parts = PurePath(argument).parts
    wild = next(i for i, part in enumerate(parts) if any(mark in part for mark in "*?["))
    return str(PurePath(*parts[:wild])) if wild else "."


def _place(source: str, shared: str) -> PurePath:
    if source == STDIN:
        return PurePath("stdin")
    if not _local(source):
        address = urlsplit(source)
        return PurePath(PurePath(unquote(address.path)).name or address.netloc or "page")
    return PurePath(os.path.normpath(Path(source).absolute())).relative_to(shared)
