"""The content of documents: local files, addresses of the web, and any other store that fsspec knows."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from plancli.api import content_of
from plancli.errors import SourceError

WEB = ("http", "https")
STORES = "pip install 'plancli[cluster]', and s3fs for s3://, gcsfs for gs://, adlfs for az://"


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
    return stored(source), PurePosixPath(unquote(urlsplit(source).path)).name or source


def stored(address: str) -> bytes:
    """What a store (``s3://bucket/key`` and the like) holds at ``address``.

    Raises:
        SourceError: the store cannot be reached, or holds no such thing.
    """
    try:
        import fsspec

        with fsspec.open(address, "rb") as stream:
            data: bytes = stream.read()
    except ImportError as error:
        raise SourceError(f"{scheme_of(address)}:// needs more to be installed: {STORES}", address) from error
    except FileNotFoundError:
        raise SourceError("does not exist", address) from None
    except Exception as error:  # stores raise errors of their own libraries
        detail = " ".join(str(error).split())[:200] or type(error).__name__
        raise SourceError(f"cannot be read: {detail}", address) from None
    return data
