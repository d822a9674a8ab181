"""Addresses: which may be asked, and what they resolve to."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin, urlsplit

from plancli.errors import SourceError

_PORTS = {"http": 80, "https": 443}
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_SAFE = "%/:=&?~#+!$,;'@()*[]"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked, in parts; ``target`` is its path and query as sent."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """Host and, where it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def join(self, location: str) -> Address:
        """Where a redirect from here to ``location`` leads."""
        try:
            return parse(urljoin(str(self), location.strip()))
        except SourceError as error:
            raise SourceError(f"leads to an address that {error.reason}") from None
        except ValueError:
            raise SourceError("leads to something that is no address") from None


def parse(address: str) -> Address:
    """The parts of ``address``.

    Raises:
        SourceError: it is none that may be asked.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
        host = parts.hostname or ""
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise SourceError("is not a well-formed address") from None
    if parts.scheme not in _PORTS:
        raise SourceError(f"is not on the web: only http and https are fetched, not {parts.scheme or 'this'}")
    if parts.username is not None or parts.password is not None:
        raise SourceError("holds a user name or password: fetch it yourself and give the file")
    if not host or _CONTROL.search(host):
        raise SourceError("is not a well-formed address: it names no host")
    target = quote(parts.path or "/", safe=_SAFE) + (
        f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    )
    return Address(parts.scheme, host, _PORTS[parts.scheme] if port is None else port, target)


def content_api(address: Address, hosts: frozenset[str]) -> str | None:
    """Where a site that has a content API gives the page at ``address`` as JSON; ``None`` for all others."""
    path = urlsplit(address.target).path
    if address.host not in hosts or path == "/" or path.startswith(("/api/", "/search", "/assets/")):
        return None
    if PurePosixPath(path).suffix:
        return None
    return f"{address.scheme}://{address.authority}/api/content{path.rstrip('/')}"


def resolve(address: Address, *, allow_private: bool) -> list[str]:
    """The numeric addresses of a host, all of which may be connected to.

    Raises:
        SourceError: the host is not known, or one of its addresses is not on the public internet.
    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SourceError(f"cannot be reached: there is no host called {address.host}") from None
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for number in numbers:
        if not allow_private and not is_public(ipaddress.ip_address(number.partition("%")[0])):
            raise SourceError(
                f"leads to {number}, on this machine or a private network; allow that with --allow-private"
            )
    return numbers


def is_public(number: IP) -> bool:
    """Whether a numeric address is on the public internet, also where an IPv6 address holds an IPv4 one."""
    if isinstance(number, ipaddress.IPv6Address):
        if number in _NAT64:
            return is_public(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF))
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)
        if inner is not None:
            return is_public(inner)
    return number.is_global and not number.is_multicast
