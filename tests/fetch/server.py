"""A web server on this machine that misbehaves on request: each path is one way to."""

from __future__ import annotations

import contextlib
import gzip
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = b"<html><body><main><h1>Moor plan</h1><p>We shall keep the peat wet.</p></main></body></html>"
ITEM = b'{"content_id": "x", "title": "Moor plan", "details": {"body": "<p>We shall keep the peat wet.</p>"}}'


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: Counter[str]
    agents: list[str]

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        self.agents.append(self.headers["User-Agent"])
        name = self.path.split("?")[0].strip("/").split("/")[0].replace("-", "_")
        with contextlib.suppress(OSError):
            getattr(self, name, self.missing)()
        self.close_connection = True

    def send(self, data: bytes = PAGE, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        given = {"Content-Type": "text/html", "Content-Length": str(len(data)), "Connection": "close"}
        for key, value in (given | {key.replace("_", "-"): value for key, value in headers.items()}).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(data)

    def drip(self, data: bytes) -> None:
        while True:  # until the other side hangs up
            self.wfile.write(data)
            time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        pass

    def page(self) -> None:
        self.send()

    def latin(self) -> None:
        self.send(b"<p>caf\xe8", Content_Type="text/html; charset=windows-1250")

    def packed(self) -> None:
        self.send(gzip.compress(PAGE), Content_Encoding="gzip")

    def moved(self) -> None:
        self.send(b"", 302, Location="/page")

    def circle(self) -> None:
        self.send(b"", 301, Location="/circle")

    def chain(self) -> None:
        number = int(self.path.rpartition("/")[2])
        self.send(b"", 307, Location=f"/chain/{number + 1}")

    def to_file(self) -> None:
        self.send(b"", 302, Location="file:///etc/passwd")

    def to_private(self) -> None:
        self.send(b"", 302, Location="http://169.254.169.254/latest/meta-data/")

    def to_nonsense(self) -> None:
        self.send(b"", 302, Location="http://[::1/")

    def missing(self) -> None:
        self.send(b"gone", 404)

    def login(self) -> None:
        self.send(b"who?", 401)

    def forbidden(self) -> None:
        self.send(b"no", 403)

    def teapot(self) -> None:
        self.send(b"tea", 418)

    def empty(self) -> None:
        self.send(b"  ")

    def busy(self) -> None:
        self.send(b"later", 503)

    def busy_once(self) -> None:
        if self.asked[self.path] == 1:
            self.send(b"later", 429, Retry_After="7")
        else:
            self.send()

    def busy_long(self) -> None:
        self.send(b"later", 429, Retry_After="86400")

    def large_declared(self) -> None:
        self.send(b"x", Content_Length="999999999")

    def large_streamed(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(10_000):
            self.wfile.write(b"x" * 10_000)

    def bomb(self) -> None:
        self.send(gzip.compress(b"\0" * 20_000_000), Content_Encoding="gzip")

    def not_packed(self) -> None:
        self.send(PAGE, Content_Encoding="gzip")

    def other_packing(self) -> None:
        self.send(PAGE, Content_Encoding="br")

    def half_packed(self) -> None:
        self.send(gzip.compress(PAGE)[:-12], Content_Encoding="gzip")

    def short(self) -> None:
        self.send(PAGE, Content_Length=str(len(PAGE) + 100))

    def cut_chunk(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"ff\r\nhalf of it")

    def silent(self) -> None:
        self.connection.recv(1)  # until the other side hangs up

    def trickle(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.drip(b".")

    def slow_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: ")
        self.drip(b"x")

    def many_headers(self) -> None:
        self.send(**{f"X-{number}": "peat" for number in range(200)})

    def no_location(self) -> None:
        self.send(b"", 302)

    def babble(self) -> None:
        self.wfile.write(b"220 mail.example ready\r\n\r\n")

    def hang_up(self) -> None:
        pass

    def api(self) -> None:
        if self.path == "/api/content/page":
            self.send(ITEM, Content_Type="application/json")
        elif self.path == "/api/content/moved":
            self.send(b'{"title": "No body"}', Content_Type="application/json")
        else:
            self.missing()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Connections that break are what it is for."""


@contextlib.contextmanager
def serving(certificate: Path | None = None) -> Iterator[tuple[str, type[Handler]]]:
    """The address of a running server, with TLS where it has a certificate, and what counts its questions."""
    handler = type("Counting", (Handler,), {"asked": Counter(), "agents": []})
    server = Server(("127.0.0.1", 0), handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http{'s' if certificate else ''}://127.0.0.1:{server.server_address[1]}", handler
    finally:
        server.shutdown()
        server.server_close()
