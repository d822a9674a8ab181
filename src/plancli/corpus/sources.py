"""The content of documents: local files, addresses of the web, and stores of objects that fsspec knows."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from plancli.api import content_of
from plancli.errors import SourceError
from plancli.readers import EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

WEB = ("http", "https")
KEPT = frozenset(
    {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oci", "oss", "hdfs", "file", "local", "memory"}
)
"""Schemes of stores. Others (``ftp``, ``smb``, chains such as ``simplecache::http``) would have fsspec reach any host,
private ones too, past the limits that hold for the web."""
_DRIVERS = {
    **dict.fromkeys(("s3", "s3a"), "s3fs"),
    **dict.fromkeys(("gs", "gcs"), "gcsfs"),
    **dict.fromkeys(("az", "abfs", "abfss", "adl"), "adlfs"),
    **{"oci": "ocifs", "oss": "ossfs", "hdfs": "pyarrow"},
}
"""What fsspec needs for a store, by scheme."""
_ABOUT_LEAVE = re.compile(
    r"credential|access denied|forbidden|unauthori[sz]ed|PermissionError|access key", re.I
)
_HINT = "; docs/corpus.md says where credentials are looked for, and how a public bucket is read without"


def scheme_of(source: str) -> str:
    """The scheme of an address, in small letters; empty for a path."""
    return source.partition("://")[0].lower() if "://" in source else ""


def content(source: str) -> tuple[bytes | None, str | None]:
    """The bytes of a document and what it is called; neither for the web, which is fetched by those who read it.

    Raises:
        SourceError: it cannot be opened.
    """
    scheme = scheme_of(source)
    if scheme in WEB:
        return None, None
    if not scheme:
        return content_of(source)
    return stored(source), source.rpartition("/")[2] or source


def listed(address: str) -> list[tuple[str, PurePosixPath]]:
    """The documents that an address in a store stands for, each with its path below what was named.

    A folder stands for the documents in it and below it, a pattern for those that match; by their endings,
    since looking into each would mean fetching it. Hidden ones are left.

    Raises:
        SourceError: the store cannot be reached, or holds nothing there.
    """
    with _reaching(address):
        system, path = _opened(address)
        if any(mark in path for mark in "*?[") and not system.exists(path):
            top = path[: min(path.index(mark) for mark in "*?[" if mark in path)].rpartition("/")[0]
            found = [each for each in system.glob(path) if not system.isdir(each)]
        elif system.isdir(path):
            top, found = path, system.find(path)
        else:
            return [(address, PurePosixPath(path.rpartition("/")[2]))]
        protocol = scheme_of(address)
        below = [(each, PurePosixPath(each.removeprefix(top).lstrip("/"))) for each in sorted(found)]
    documents = [(f"{protocol}://{each}", place) for each, place in below if _is_document(place)]
    if not documents:
        raise SourceError("no documents there", address)
    return documents


def stored(address: str) -> bytes:
    """What a store (``s3://bucket/key`` and the like) holds at ``address``.

    Raises:
        SourceError: the store cannot be reached, or holds no such thing.
    """
    with _reaching(address):
        system, path = _opened(address)
        data: bytes = system.cat_file(path)
    return data


def _opened(address: str) -> tuple[Any, str]:
    """The store of an address, and its path there.

    A ``::`` is a part of a name here, and begins no chain that would lead to another store or host.
    """
    import fsspec

    kind = fsspec.get_filesystem_class(scheme_of(address))
    return kind(**kind._get_kwargs_from_urls(address)), kind._strip_protocol(address)


@contextmanager
def _reaching(address: str) -> Iterator[None]:
    """Tells in one way what is wrong, whichever library it comes from, and keeps to the stores of ``KEPT``."""
    if scheme_of(address) not in KEPT:
        raise SourceError(
            "is no address that is read: only http and https, and stores such as s3, gs and az", address
        )
    try:
        yield
    except ImportError:
        driver = _DRIVERS.get(scheme_of(address), "fsspec")
        needed = f"pip install 'plancli[cluster]' {driver}".removesuffix(" fsspec")
        raise SourceError(f"{scheme_of(address)}:// needs more to be installed: {needed}", address) from None
    except FileNotFoundError:
        raise SourceError("does not exist", address) from None
    except Exception as error:
        detail = " ".join(str(error).split())[:200] or type(error).__name__
        hint = _HINT if _ABOUT_LEAVE.search(f"{type(error).__name__} {detail}") else ""
        raise SourceError(f"cannot be read: {detail}{hint}", address) from None


def _is_document(place: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in place.parts)
    return not hidden and place.suffix.lower() in EXTENSIONS
