"""One request and its answer, over a connection to an address that was checked."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from plancli.fetch.addresses import Address, resolve
from plancli.fetch.answers import Answer

_CHUNK = 65_536
_VERSION = "0.1"
_HEADERS = {
    "User-Agent": f"plancli/{_VERSION} (reads policy documents; one request at a time)",
    "Accept": "text/html, application/xhtml+xml, application/pdf, application/json;q=0.9, */*;q=0.5",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What fetching may take: bytes, seconds, redirects, attempts."""

    size: int = 50_000_000
    connect: float = 10.0
    silence: float = 30.0
    total: float = 180.0
    redirects: int = 10
    retries: int = 3
    first_pause: float = 1.0
    longest_pause: float = 60.0


class BrokenError(Exception):
    """A connection that failed on the way, so that another attempt may go well."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnreachableError(BrokenError):
    """A connection that fails in the same way each time."""


def request(address: Address, limits: Limits, *, allow_private: bool) -> Answer:
    """Ask ``address`` for its content.

    Raises:
        SourceError: the address may not be asked.
        BrokenError: the connection failed, was too slow, or broke off.
        UnreachableError: it cannot be made, or gives too much.
    """
    numbers = resolve(address, allow_private=allow_private)
    connection = _connect(address, numbers, limits)
    with _Deadline(connection.sock, limits.total) as deadline:
        try:
            answer = _exchange(connection, address, limits)
        except BrokenError:
            deadline.judge()
            raise
        else:
            deadline.judge()
            return answer
        finally:
            connection.close()


def _exchange(connection: _Connection, address: Address, limits: Limits) -> Answer:
    """Send the question and read the answer."""
    try:
        connection.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": address.authority, **_HEADERS}.items():
            connection.putheader(name, value)
        connection.endheaders()
        with contextlib.closing(connection.getresponse()) as response:
            headers = {name.lower(): value for name, value in response.getheaders()}
            if response.status in (301, 302, 303, 307, 308):
                return Answer(response.status, headers, b"")
            return Answer(response.status, headers, _body(response, headers, limits))
    except TimeoutError:
        raise BrokenError(f"is too slow: the server was silent for {limits.silence:.0f} seconds") from None
    except http.client.IncompleteRead:
        raise BrokenError("broke off on the way") from None
    except http.client.RemoteDisconnected:
        raise BrokenError("broke off on the way: the connection closed") from None
    except http.client.HTTPException:
        raise BrokenError("does not answer as a web server does") from None
    except OSError as error:
        raise BrokenError(
            f"broke off on the way: {(error.strerror or 'the connection closed').lower()}"
        ) from None


class _Deadline:
    """Ends a connection that takes longer than it may in all, however steadily it trickles."""

    def __init__(self, connected: socket.socket, seconds: float) -> None:
        self._seconds = seconds
        self._passed = False
        self._socket = connected
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        self._passed = True
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def judge(self) -> None:
        """Say that time ran out, where it did."""
        if self._passed:
            raise UnreachableError(
                f"is too slow: not all of it came within {self._seconds:.0f} seconds"
            ) from None


class _Connection(http.client.HTTPConnection):
    """A connection whose socket is made already: to a numeric address that was checked."""

    def __init__(self, address: Address, made: socket.socket) -> None:
        super().__init__(address.host, address.port)
        self.sock = made

    def connect(self) -> None:
        """Nothing to do."""


def _connect(address: Address, numbers: list[str], limits: Limits) -> _Connection:
    """A connection to the first of ``numbers`` that takes one."""
    failure: OSError | None = None
    for number in numbers:
        try:
            made = socket.create_connection((number, address.port), timeout=limits.connect)
        except OSError as error:
            failure = error
            continue
        try:
            if address.scheme == "https":
                made = ssl.create_default_context().wrap_socket(made, server_hostname=address.host)
        except ssl.SSLCertVerificationError as error:
            made.close()
            raise UnreachableError(f"has no valid certificate: {error.verify_message}") from None
        except TimeoutError as error:
            made.close()
            failure = error
            continue
        except (ssl.SSLError, OSError):
            made.close()
            raise BrokenError("cannot be reached over https: the server does not speak it") from None
        made.settimeout(limits.silence)
        return _Connection(address, made)
    if isinstance(failure, TimeoutError):
        raise BrokenError(f"cannot be reached: no answer within {limits.connect:.0f} seconds")
    raise BrokenError(
        f"cannot be reached: {(failure.strerror if failure else None) or 'no connection'}".lower()
    )


def _body(response: http.client.HTTPResponse, headers: dict[str, str], limits: Limits) -> bytes:
    """The content, unpacked, read no further than the limits allow."""
    declared = headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limits.size:
        raise UnreachableError(_too_large(limits))
    received = 0
    parts: list[bytes] = []
    unpack = _Unpacking(headers.get("content-encoding", "").strip().lower())
    size = 0
    for chunk in iter(lambda: response.read1(_CHUNK), b""):
        received += len(chunk)
        for part in unpack(chunk):
            size += len(part)
            if size > limits.size:
                raise UnreachableError(_too_large(limits))
            parts.append(part)
    if declared.isdigit() and received < int(declared):
        raise BrokenError(f"broke off after {received} of {declared} bytes")
    if not unpack.complete:
        raise BrokenError("broke off on the way")
    return b"".join(parts)


def _too_large(limits: Limits) -> str:
    return f"is larger than {limits.size / 1_000_000:g} MB"


class _Unpacking:
    """Undoes a transfer's compression a piece at a time, so that little cannot become endlessly much."""

    def __init__(self, encoding: str) -> None:
        if encoding in ("", "identity"):
            self._inflate = None
        elif encoding in ("gzip", "x-gzip"):
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        else:
            raise UnreachableError(f"is compressed in a way that was not asked for ({encoding[:20]})")

    def __call__(self, chunk: bytes) -> Iterator[bytes]:
        if self._inflate is None:
            yield chunk
            return
        try:
            while chunk:
                yield self._inflate.decompress(chunk, _CHUNK)
                chunk = self._inflate.unconsumed_tail
        except zlib.error:
            raise UnreachableError("is damaged: what came cannot be unpacked") from None

    @property
    def complete(self) -> bool:
        """Whether what was packed has come to its end."""
        return self._inflate is None or self._inflate.eof
