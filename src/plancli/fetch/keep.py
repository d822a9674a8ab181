"""Keeping what was fetched: the content, and beside it where and when it came from."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from plancli.errors import OutputError

if TYPE_CHECKING:
    from plancli.fetch import Fetched

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 60


def keep(fetched: Fetched, folder: Path) -> Path:
    """Write the content to ``folder``, and its origin beside it as ``NAME.origin.json``.

    The name is that of the address with the beginning of the content's SHA-256, so that another version of
    a page never takes the place of an earlier one.

    Returns:
        The path of the content.

    Raises:
        OutputError: the folder cannot be written to.
    """
    digest = hashlib.sha256(fetched.data).hexdigest()
    target = folder / _name(fetched, digest)
    origin = {
        "address": fetched.address,
        "asked": fetched.asked,
        "redirects": list(fetched.redirects),
        "fetched": datetime.now(UTC).isoformat(timespec="seconds"),
        "media_type": fetched.media_type,
        "charset": fetched.charset,
        "bytes": len(fetched.data),
        "sha256": digest,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(target, fetched.data)
        text = json.dumps(origin, indent=2, ensure_ascii=False) + "\n"
        _replace(target.with_name(f"{target.name}.origin.json"), text.encode())
    except OSError as error:
        raise OutputError(
            f"cannot be written to: {(error.strerror or 'unknown reason').lower()}", str(folder)
        ) from None
    return target


def _replace(target: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as stream:
        made = Path(stream.name)
        try:
            stream.write(data)
            stream.close()
            made.chmod(0o644)
            made.replace(target)
        finally:
            made.unlink(missing_ok=True)


def _name(fetched: Fetched, digest: str) -> str:
    parts = urlsplit(fetched.address)
    last = PurePosixPath(unquote(parts.path)).name or parts.netloc
    plain = _UNSAFE.sub("-", last).strip(".-")[:_LONGEST] or "page"
    path = Path(plain)
    known = _ENDINGS.get(fetched.media_type)
    ending = path.suffix if path.suffix in _ENDINGS.values() or not known else known
    stem = path.stem if path.suffix == ending else plain
    return f"{stem}-{digest[:12]}{ending}"
