"""What a server answers, and what is to be made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

_RETRIED = frozenset({429, 500, 502, 503, 504})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE | re.ASCII)
_ADVICE = {
    401: "needs a login: save the page from your browser and give the file",
    403: "is refused by the server (403): save the page from your browser and give the file",
    404: "is not there: the server has no such page (404)",
    410: "is not there any more: the server has removed it (410)",
    429: "cannot be had now: the server gets too many requests (429)",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer: its status, its headers by lower-case name, and its content."""

    status: int
    headers: Mapping[str, str]
    data: bytes

    def header(self, name: str) -> str:
        """A header's value, ``""`` where it is missing."""
        return self.headers.get(name, "")


def worth_retrying(status: int) -> bool:
    """Whether the same question may get another answer soon."""
    return status in _RETRIED


def reason_for(status: int) -> str:
    """Why a status is no content, in words."""
    if status in _ADVICE:
        return _ADVICE[status]
    try:
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    return f"cannot be had: the server answers {phrase}"


def wait_of(answer: Answer) -> float | None:
    """Seconds that the server asks to wait (``Retry-After``, seconds or a date); ``None`` if it does not."""
    value = answer.header("retry-after").strip()
    if value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def media_type_of(content_type: str) -> str:
    """The media type in a ``Content-Type`` header, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    """The character set in a ``Content-Type`` header."""
    found = _CHARSET.search(content_type)
    return found[1].lower() if found else None
