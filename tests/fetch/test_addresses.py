"""Which addresses may be asked, and what is public."""

# ruff: noqa: E501 - the cases are data, one a line

from __future__ import annotations

import ipaddress

import pytest

from plancli.errors import SourceError
from plancli.fetch import is_address
from plancli.fetch.addresses import content_api, is_public, parse


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTP://Example.ORG:80/a b?q=é#part", "http://example.org/a%20b?q=%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://example.org:8443/%41", "https://example.org:8443/%41"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
    ],
)
def test_addresses_are_sent_as_the_web_has_them(address: str, sent: str) -> None:
    assert str(parse(address)) == sent


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://example.org/x", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("https://", "names no host"),
        ("https://example.org:99999/", "not a well-formed address"),
        ("http://[::1/", "not a well-formed address"),
        ("https://me:secret@example.org/", "user name or password"),
    ],
)
def test_addresses_that_are_none(address: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        parse(address)


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False),
        ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("255.255.255.255", False), ("::1", False), ("::", False), ("fe80::1", False), ("fc00::1", False),
        ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("ff02::1", False),
    ],
)  # fmt: skip
def test_what_is_on_the_public_internet(number: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(number)) is public


@pytest.mark.parametrize(
    ("address", "api"),
    [
        (
            "https://www.gov.uk/government/publications/x",
            "https://www.gov.uk/api/content/government/publications/x",
        ),
        ("https://www.gov.uk/guidance/y/?z=1#a", "https://www.gov.uk/api/content/guidance/y"),
        ("https://www.gov.uk/", None),
        ("https://www.gov.uk/api/content/guidance/y", None),
        ("https://www.gov.uk/search/all?keywords=moor", None),
        ("https://www.gov.uk/media/x.pdf", None),
        ("https://assets.publishing.service.gov.uk/x", None),
        ("https://www.gov.uk.example.org/guidance/y", None),
    ],
)
def test_where_a_content_api_is(address: str, api: str | None) -> None:
    assert content_api(parse(address), frozenset({"www.gov.uk", "gov.uk"})) == api


@pytest.mark.parametrize(
    ("source", "address"), [("https://x", True), ("HTTP://x", True), ("plan.pdf", False), ("-", False)]
)
def test_what_is_an_address(source: str, address: bool) -> None:
    assert is_address(source) is address
