"""What the arguments of a command stand for: files, folders of documents, addresses and standard input."""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import count
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from plancli.errors import SourceError, UsageError
from plancli.files import is_special

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

STDIN = "-"
_ENDING = ".json"
_LONG = 230
"""Bytes that file systems allow in a name, and some left for endings."""


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
        elif not _local(argument) or not _is_folder(argument):
            sources[argument] = None
        else:
            before = len(failures)
            found = list(_documents(argument, also, failures))
            sources |= dict.fromkeys(found)
            if not found and len(failures) == before:
                failures.append(SourceError("no documents in this directory", argument))
    shared = _shared_folder(arguments)
    each_once: dict[str, Input] = {}
    for source, place in sources.items():
        each = Input(source, place or _place(source, shared))
        each_once.setdefault(_origin(each), each)  # dir/x and ./dir/x are one
    return list(each_once.values()), failures


def covered(arguments: Sequence[str], failures: Sequence[SourceError]) -> Callable[[str], bool]:
    """Tells of any source whether it would be among the documents of ``arguments``, if it were there.

    That is so in a folder, or a store's, that was read, but for what could not be; and of what a pattern that
    found something means, where it certainly is not there.
    """
    lost = [_below(failure.source) for failure in failures]
    told = {failure.source for failure in failures}
    patterns = [
        _components(argument) for argument in arguments if _is_pattern(argument) and argument not in told
    ]
    folders = [
        _below(argument)
        for argument in arguments
        if is_stored(argument) or (_local(argument) and not _is_pattern(argument) and _is_folder(argument))
    ]

    def test(source: str) -> bool:
        place = _below(source)
        if any(map(place.startswith, folders)):
            return not any(map(place.startswith, lost))
        meant = _local(source) and any(_fits(_components(source), pattern) for pattern in patterns)
        return meant and _is_missing(source)

    return test


def _components(path: str) -> list[str]:
    return list(Path(os.path.abspath(path)).parts)  # noqa: PTH100 - no link is followed


def _fits(names: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether a path is what a pattern means, as :func:`glob.glob` reads it, component by component."""
    if not pattern:
        return not names
    hidden = bool(names) and names[0].startswith(".") and not pattern[0].startswith(".")
    if pattern[0] == "**":
        deeper = bool(names) and not hidden and _fits(names[1:], pattern)
        return deeper or _fits(names, pattern[1:])
    fits = bool(names) and not hidden and fnmatchcase(names[0], pattern[0])
    return fits and _fits(names[1:], pattern[1:])


def _is_missing(path: str) -> bool:
    """Whether a file is not there; of one that nobody may look for, that is not known."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _below(source: str) -> str:
    """How the names begin of all that is below a folder."""
    return os.path.join(os.path.abspath(source) if _local(source) else source.rstrip("/"), "")  # noqa: PTH100, PTH118 - text is compared


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

    ``NAME.json``, or for all that would share a name ``NAME.pdf.json``, for pages of the web one with all of
    their address, and at last one with a hash of where they come from. Names that differ only in case are one
    name, since on some file systems they are, and so are a file and a folder of one name. The order of the
    inputs does not matter.
    """
    longer = {each.source: _names(each) for each in inputs}
    names = {source: next(found) for source, found in longer.items()}
    while clashing := _clashing(names):
        names |= {source: next(longer[source]) for source in clashing}
    return names


def _names(document: Input) -> Iterator[PurePath]:
    """What the plan of a document may be called, each time with more of where it comes from, without end."""
    place = document.place
    if len(os.fsencode(place.name)) <= _LONG:
        yield place.with_suffix(_ENDING)
        yield place.with_name(place.name + _ENDING)
        if document.source != STDIN and not _local(document.source):
            yield _whole_address(document.source).with_name(place.name + _ENDING)
    for more in count():
        mark = hashlib.sha256(f"{more} {_origin(document)}".encode(errors="surrogateescape")).hexdigest()
        yield place.with_name(f"{place.name[: _LONG // 4]}-{mark[:12]}{_ENDING}")


def _whole_address(source: str) -> PurePath:
    """Host and path of an address as a path; in a store nothing but slashes means more than itself."""
    if is_stored(source):
        host, _, path = source.partition("://")[2].partition("/")
    else:
        host, path = urlsplit(source).hostname or "", unquote(urlsplit(source).path)
    parts = [part for part in PurePath(path).parts if part not in {"/", "//", ".."}]
    return PurePath(*(part[: _LONG // 4] for part in [host or "page", *(parts or ["page"])]))


def _origin(document: Input) -> str:
    """What tells a document from all others of the run, and is the same wherever its folder is."""
    return document.place.as_posix() if _local(document.source) else document.source


def refuse_overwriting(source: str, target: Path) -> None:
    """Keeps a document from being replaced by what is made of it.

    Raises:
        UsageError: ``source`` and ``target`` are one file.
    """
    if source != STDIN and target.is_file() and Path(source).is_file() and target.samefile(source):
        raise UsageError("this would overwrite the document itself", str(target))


def _clashing(names: dict[str, PurePath]) -> list[str]:
    """The sources whose file would have the name of another's, or of a folder that another's is in."""
    users = Counter(_folded(name) for name in names.values())
    folders = {_folded(folder) for name in names.values() for folder in name.parents}
    return [source for source, name in names.items() if users[_folded(name)] > 1 or _folded(name) in folders]


def _folded(name: PurePath) -> str:
    """The name as file systems see it that ignore case and how letters with marks are encoded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.as_posix()).casefold())


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
        if real not in seen and not _is_folder(path) and not _is_hidden(path) and is_document(Path(path)):
            yield path
        seen.add(real)


def _documents(
    folder: str, also: Callable[[Path], bool] | None, failures: list[SourceError]
) -> Iterator[str]:
    from plancli.readers.sniff import is_document

    def closed(error: OSError) -> None:
        failures.append(SourceError(f"cannot be read: {error.strerror}", str(error.filename)))

    for here, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            if is_special(path):
                continue  # a pipe or a socket, which nobody may ever write to
            if not _is_hidden(name) and (is_document(path) or (also is not None and also(path))):
                yield str(path)


def _is_hidden(path: str) -> bool:
    """Whether a file is hidden, or one that an office program keeps while a document is open."""
    return Path(path).name.startswith((".", "~$", ".~lock"))


def _is_folder(path: str | Path) -> bool:
    """Whether ``path`` is a folder; where nobody may look, it is none (:mod:`pathlib` raises then)."""
    return os.path.isdir(path)  # noqa: PTH112


def _shared_folder(arguments: Sequence[str]) -> str:
    paths = [Path(_fixed(argument)).absolute() for argument in arguments if _local(argument)]
    folders = [os.path.normpath(path if _is_folder(path) else path.parent) for path in paths]
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
        return PurePath(PurePath(unquote(address.path).replace("\0", "")).name or address.netloc or "page")
    return PurePath(os.path.normpath(Path(source).absolute())).relative_to(shared)
