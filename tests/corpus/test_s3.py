"""Documents in S3, by its real protocol, from moto's server on this machine."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from plancli.corpus.sources import content, listed
from plancli.errors import SourceError
from tests.corpus.conftest import manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Runner

s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed")
server = pytest.importorskip("moto.server", reason="moto is not installed")

TEXT = b"Plan\n\nThe council will open 3 parks in 2027.\n"
ODD = ["a b#1?x=2.txt", "glob[1]*.txt", "100%25.txt", "a::b.txt"]
"""Names that mean something in an address of the web, in a pattern, or to fsspec."""
SECRETS = {"AWS_ACCESS_KEY_ID": "somebody", "AWS_SECRET_ACCESS_KEY": "secret"}


@pytest.fixture(scope="module", autouse=True)
def bucket() -> Iterator[None]:
    """A bucket with documents, which this process and those that it starts can reach."""
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name in [each for each in os.environ if each.startswith("AWS_")]:
            patch.delenv(name)  # whoever runs this may have a cloud of their own
        place = {"AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_DEFAULT_REGION": "us-east-1"}
        for name, value in (
            SECRETS | place | {"AWS_EC2_METADATA_DISABLED": "true", "NO_PROXY": host, "no_proxy": host}
        ).items():
            patch.setenv(name, value)
        store = s3fs.S3FileSystem(skip_instance_cache=True)
        store.mkdir("box")
        for name in (
            "in/plan.txt",
            "in/b/note.md",
            "in/b/data.csv",
            "in/.git/x.txt",
            *(f"odd/{x}" for x in ODD),
        ):
            store.pipe(f"box/{name}", TEXT)
        store.pipe("box/in/folder/", b"")  # what consoles make for an empty folder
        yield
        s3fs.S3FileSystem.clear_instance_cache()
        running.stop()


def test_folders_patterns_and_odd_names() -> None:
    assert [place for _, place in listed("s3://box/in")] == [
        PurePosixPath("b/note.md"),
        PurePosixPath("plan.txt"),
    ]
    assert [place.name for _, place in listed("s3://box/in/*/*.md")] == ["note.md"]
    assert sorted(place.name for _, place in listed("s3://box/odd/")) == sorted(ODD)
    for name in ODD:
        assert listed(f"s3://box/odd/{name}") == [(f"s3://box/odd/{name}", PurePosixPath(name))]
        assert content(f"s3://box/odd/{name}") == (TEXT, name)


def test_a_bucket_is_read_resumed_and_followed(cli: Runner, tmp_path: Path) -> None:
    arguments = ["extract", "s3://box/in", "-d", tmp_path / "out", "--model", "none", "--jobs", 1]
    assert cli(*arguments).err.startswith("plancli: 2 documents: 2 written")
    assert {each["output"] for each in manifest(tmp_path / "out").values()} == {"plan.json", "b/note.json"}
    store = s3fs.S3FileSystem()
    store.pipe("box/in/b/note.md", TEXT.replace(b"3", b"4"))
    store.rm("box/in/plan.txt")
    try:
        told = cli(*arguments, "--resume").err
    finally:
        store.pipe("box/in/plan.txt", TEXT)
    assert "1 written, 1 old file removed" in told
    assert not (tmp_path / "out" / "plan.json").exists()


@pytest.mark.parametrize(
    ("address", "secrets", "told"),
    [
        ("s3://nowhere/a.txt", SECRETS, "does not exist"),
        ("s3://box/none.txt", SECRETS, "does not exist"),
        ("s3://nowhere/*.txt", SECRETS, "no documents there"),
        ("s3://box/in/b/*.pdf", SECRETS, "no documents there"),
        ("s3://box/in", {}, "Unable to locate credentials; docs/corpus.md says where"),
    ],
)
def test_what_cannot_be_read_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str, secrets: dict[str, str], told: str
) -> None:
    for name in SECRETS.keys() - secrets.keys():
        monkeypatch.delenv(name)
        for what in ("SHARED_CREDENTIALS", "CONFIG"):
            monkeypatch.setenv(f"AWS_{what}_FILE", str(tmp_path / "none"))
        s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(SourceError) as caught:
        assert not [content(source) for source, _ in listed(address)]
    s3fs.S3FileSystem.clear_instance_cache()
    assert told in str(caught.value)
    assert caught.value.source == address
