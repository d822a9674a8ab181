"""Fetching from a server on this machine that misbehaves in each of the ways of ``behaviours.tsv``."""

from __future__ import annotations

import hashlib
import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import plancli
from plancli.errors import OutputError, SourceError
from plancli.fetch import Fetched, Fetcher, Limits
from plancli.fetch.keep import keep
from tests.fetch.server import ITEM, PAGE, Handler, serving
from tests.waiting import PATIENCE

BEHAVIOURS = [
    line.split("\t")
    for line in (Path(__file__).parent / "behaviours.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
LIMITS = Limits(size=1_000_000, silence=PATIENCE, total=PATIENCE, redirects=5, retries=2)
SHORT = {"/silent": {"silence": 1.0}, "/trickle": {"total": 2.0}, "/slow-headers": {"total": 2.0}}
"""The one limit that each of the slow ones meets, however busy this machine is."""


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[str, type[Handler]]]:
    with serving() as running:
        yield running


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def fetcher(pauses: list[float]) -> Fetcher:
    return Fetcher(allow_private=True, limits=LIMITS, pause=pauses.append)


@pytest.mark.parametrize(("path", "times", "reason"), BEHAVIOURS, ids=lambda value: str(value)[:20])
def test_each_behaviour_has_one_reason(
    site: tuple[str, type[Handler]], fetcher: Fetcher, path: str, times: str, reason: str
) -> None:
    root, handler = site
    handler.asked.clear()
    with pytest.raises(SourceError) as caught:
        replace(fetcher, limits=replace(LIMITS, **SHORT.get(path, {}))).fetch(root + path)
    assert str(caught.value) == f"{root}{path}: {reason.format(root=root)}"
    assert handler.asked[path] == int(times)


def test_a_page_as_it_comes(site: tuple[str, type[Handler]], fetcher: Fetcher) -> None:
    root, handler = site
    assert fetcher.fetch(f"{root}/page") == Fetched(PAGE, f"{root}/page", f"{root}/page", "text/html")
    assert handler.agents[-1].startswith("plancli/")


def test_redirects_lead_to_the_final_address(site: tuple[str, type[Handler]], fetcher: Fetcher) -> None:
    root, _ = site
    found = fetcher.fetch(f"{root}/moved#part")
    assert (found.address, found.redirects, found.data) == (f"{root}/page", (f"{root}/moved",), PAGE)


def test_what_is_packed_is_unpacked(site: tuple[str, type[Handler]], fetcher: Fetcher) -> None:
    assert fetcher.fetch(f"{site[0]}/packed").data == PAGE


def test_pauses_grow_and_are_the_servers_where_it_asks(
    site: tuple[str, type[Handler]], fetcher: Fetcher, pauses: list[float]
) -> None:
    with pytest.raises(SourceError):
        fetcher.fetch(f"{site[0]}/busy")
    assert pauses == [1.0, 2.0]
    pauses.clear()
    assert fetcher.fetch(f"{site[0]}/busy-once").data == PAGE
    assert pauses == [7.0]


def test_nobody_listens(fetcher: Fetcher) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(SourceError, match="cannot be reached: connection refused, 3 times"):
            fetcher.fetch(f"http://127.0.0.1:{held.getsockname()[1]}/")


def test_no_certificate_no_page(site: tuple[str, type[Handler]], fetcher: Fetcher) -> None:
    with pytest.raises(SourceError, match="the server does not speak it"):
        fetcher.fetch(site[0].replace("http:", "https:") + "/page")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("needs the openssl command to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "own.pem"
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    command = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=own -addext {names}".split()
    out = ["-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    subprocess.run([*command, *out], capture_output=True, check=True)
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


def test_https_with_a_certificate_that_is_trusted_and_one_that_is_not(
    certificate: Path, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(certificate) as (root, _):
        with pytest.raises(SourceError, match="has no valid certificate: self-signed certificate"):
            fetcher.fetch(f"{root}/page")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
        assert fetcher.fetch(f"{root}/moved").address == f"{root}/page"


def test_a_server_that_never_finishes_the_handshake(fetcher: Fetcher) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        quick = replace(fetcher, limits=replace(LIMITS, connect=0.2, retries=0))
        with pytest.raises(SourceError, match="cannot be reached: no answer within"):
            quick.fetch(f"https://127.0.0.1:{silent.getsockname()[1]}/")


def test_the_page_of_the_documentation_has_every_message(root: Path) -> None:
    text = (root / "docs/addresses.md").read_text(encoding="utf-8")
    for _, _, reason in BEHAVIOURS:
        assert reason.partition("{root}")[0].replace("302 Found", "418 I'm a Teapot") in text


def test_a_private_address_is_refused_before_it_is_asked(site: tuple[str, type[Handler]]) -> None:
    root, handler = site
    handler.asked.clear()
    with pytest.raises(SourceError, match=r"127\.0\.0\.1, on this machine or a private network"):
        Fetcher(limits=LIMITS).fetch(f"{root}/page")
    assert not handler.asked


def test_a_redirect_is_checked_like_an_address(
    site: tuple[str, type[Handler]], fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plancli.fetch import addresses

    server = int(site[0].rpartition(":")[2])
    public = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda number: str(number) == "127.0.0.1" or public(number))
    with pytest.raises(SourceError, match=r"169\.254\.169\.254, on this machine or a private network"):
        replace(fetcher, allow_private=False).fetch(f"http://127.0.0.1:{server}/to-private")


def test_the_content_api_comes_first_and_the_page_where_it_has_none(
    site: tuple[str, type[Handler]], fetcher: Fetcher
) -> None:
    root, _ = site
    preferring = replace(fetcher, api_hosts=frozenset({"127.0.0.1"}))
    item = preferring.fetch(f"{root}/page")
    assert (item.data, item.address, item.media_type) == (
        ITEM,
        f"{root}/api/content/page",
        "application/json",
    )
    assert preferring.fetch(f"{root}/moved").data == PAGE


def test_an_address_gives_a_plan_and_a_kept_copy(site: tuple[str, type[Handler]], tmp_path: Path) -> None:
    root, _ = site
    plan = plancli.extract(f"{root}/moved", model=None, allow_private=True, save=tmp_path)
    assert plan.source.name == f"{root}/page"
    assert plan.source.sha256 == hashlib.sha256(PAGE).hexdigest()
    copy = tmp_path / f"page-{plan.source.sha256[:12]}.html"
    origin = json.loads(copy.with_name(f"{copy.name}.origin.json").read_text(encoding="utf-8"))
    assert copy.read_bytes() == PAGE
    assert (origin["address"], origin["asked"], origin["sha256"]) == (
        f"{root}/page",
        f"{root}/moved",
        plan.source.sha256,
    )
    assert origin["fetched"].endswith("+00:00")


def test_the_declared_character_set_is_used(site: tuple[str, type[Handler]]) -> None:
    assert plancli.read(f"{site[0]}/latin", allow_private=True).text == "cafč"


@pytest.mark.parametrize(
    ("address", "media_type", "stem", "ending"),
    [
        ("https://example.org/plans/moor.pdf?v=2", "application/pdf", "moor", ".pdf"),
        ("https://example.org/", "text/html", "example.org", ".html"),
        ("https://example.org/a/../%2e%2e%2fetc", "", "etc", ""),
        ("https://example.org/moor.plan", "text/html", "moor.plan", ".html"),
    ],
)
def test_names_of_kept_copies(tmp_path: Path, address: str, media_type: str, stem: str, ending: str) -> None:
    path = keep(Fetched(b"x", address, address, media_type), tmp_path)
    assert path == tmp_path / f"{stem}-{hashlib.sha256(b'x').hexdigest()[:12]}{ending}"


def test_a_folder_that_is_a_file_cannot_keep_anything(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(OutputError, match="cannot be written to"):
        keep(Fetched(b"x", "https://example.org/", "https://example.org/"), tmp_path / "taken")
