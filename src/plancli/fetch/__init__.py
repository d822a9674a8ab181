"""Fetching: from an address to content, without trust in the server or in where the address leads.

Only ``http`` and ``https``; each address, and each that a redirect leads to, is resolved and checked before
a connection is made to exactly what was checked; size, time, redirects and retries have their limits.
Proxies of the environment are not used, since behind one the address that is reached cannot be checked.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from plancli.errors import SourceError
from plancli.fetch.addresses import Address, content_api, parse
from plancli.fetch.answers import Answer, charset_of, media_type_of, reason_for, wait_of, worth_retrying
from plancli.fetch.transfer import BrokenError, Limits, UnreachableError, request

__all__ = ["Fetched", "Fetcher", "Limits", "fetch", "is_address"]

_GIVEN = frozenset({200, 203})
"""Statuses that content comes with: from the server or, changed on the way, from a proxy of its own."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    Attributes:
        data: the content, unpacked where it was compressed in transfer.
        address: where it came from in the end, after redirects.
        asked: the address that was asked for.
        media_type: as the server declares it, without parameters; ``""`` where it does not.
        charset: the character set that the server declares, else ``None``.
        redirects: the addresses on the way.
    """

    data: bytes
    address: str
    asked: str
    media_type: str = ""
    charset: str | None = None
    redirects: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the content is called: the final address."""
        return self.address


@dataclass(frozen=True, slots=True)
class Fetcher:
    """How addresses are fetched; see :func:`fetch` for the usual way.

    Attributes:
        allow_private: whether addresses on this machine and on private networks are allowed.
        limits: size, time, redirects and retries.
        pause: what waits between two attempts, given seconds.
        api_hosts: hosts that give the content of their pages as JSON at ``/api/content/…`` too.
    """

    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)
    pause: Callable[[float], None] = time.sleep
    api_hosts: frozenset[str] = frozenset({"www.gov.uk", "gov.uk"})

    def fetch(self, address: str) -> Fetched:
        """The content at ``address``.

        Raises:
            SourceError: it is no address that may be fetched, or gave nothing to read.
        """
        try:
            api = content_api(parse(address), self.api_hosts)
            if api is not None and (content := self._content_item(api, address)) is not None:
                return content
            return self._follow(address)
        except SourceError as error:
            raise error.at(address) from None

    def _content_item(self, api: str, asked: str) -> Fetched | None:
        """What the content API has for a page; ``None`` where it has no body for it."""
        try:
            found = self._follow(api)
        except SourceError:
            return None
        item = found.media_type == "application/json" and b'"body"' in found.data and b'"title"' in found.data
        return (
            Fetched(found.data, found.address, asked, found.media_type, None, found.redirects)
            if item
            else None
        )

    def _follow(self, asked: str) -> Fetched:
        """Ask, and ask again where a redirect leads."""
        address = parse(asked)
        seen: list[str] = []
        while True:
            answer = self._attempts(address)
            if answer.status not in _REDIRECTS or not answer.header("location"):
                return self._content(answer, address, asked, seen)
            seen.append(str(address))
            if len(seen) > self.limits.redirects:
                raise SourceError(f"leads through more than {self.limits.redirects} redirects")
            address = address.join(answer.header("location"))
            if str(address) in seen:
                raise SourceError(f"leads in a circle of redirects, back to {address}")

    def _attempts(self, address: Address) -> Answer:
        """Ask once and, where the server is busy or the connection breaks, some times more."""
        waited = 0
        while True:
            answer: Answer | None = None
            failure = ""
            try:
                answer = request(address, self.limits, allow_private=self.allow_private)
            except UnreachableError as error:
                raise SourceError(error.reason) from None
            except BrokenError as error:
                failure = error.reason
            if answer is not None and not worth_retrying(answer.status):
                return answer
            asked_for = wait_of(answer) if answer is not None else None
            if waited >= self.limits.retries:
                times = f", {waited + 1} times" if waited else ""
                raise SourceError((reason_for(answer.status) if answer is not None else failure) + times)
            pause = asked_for if asked_for is not None else self.limits.first_pause * 2**waited
            if pause > self.limits.longest_pause:
                raise SourceError(f"cannot be had now: the server asks to wait {pause:.0f} seconds")
            self.pause(pause)
            waited += 1

    def _content(self, answer: Answer, address: Address, asked: str, seen: list[str]) -> Fetched:
        if answer.status not in _GIVEN:
            raise SourceError(reason_for(answer.status))
        if not answer.data.strip():
            raise SourceError("gave an empty page")
        media_type = media_type_of(answer.header("content-type"))
        charset = charset_of(answer.header("content-type"))
        return Fetched(answer.data, str(address), asked, media_type, charset, tuple(seen))


def is_address(source: str) -> bool:
    """Whether ``source`` is an address rather than a path."""
    return source[:8].lower().startswith(("http://", "https://"))


def fetch(address: str, *, allow_private: bool = False, save: Path | None = None) -> Fetched:
    """The content at an address.

    Args:
        address: ``http://…`` or ``https://…``. Pages of GOV.UK are asked for from its content API first.
        allow_private: allow addresses on this machine and on private networks.
        save: a folder to keep what was fetched in, with its address, time and hash beside it.

    Raises:
        SourceError: it is no address that may be fetched, or gave nothing to read.
        OutputError: ``save`` cannot be written to.
    """
    fetched = Fetcher(allow_private=allow_private).fetch(address)
    if save is not None:
        from plancli.fetch.keep import keep

        keep(fetched, save)
    return fetched
