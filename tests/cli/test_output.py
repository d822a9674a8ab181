"""A file is there whole or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from plancli.cli.output import check_writable, replacing
from plancli.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("old")
    with replacing(path) as stream:
        stream.write(b"new")
        stream.flush()
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_error_leaves_no_trace(tmp_path: Path, error: type[BaseException]) -> None:
    def fail() -> None:
        with replacing(tmp_path / "plan.json") as stream:
            stream.write(b"half")
            raise error

    with pytest.raises(error):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_permissions_are_those_of_any_new_file_or_of_the_old_one(tmp_path: Path) -> None:
    new, plain, old = tmp_path / "new", tmp_path / "plain", tmp_path / "old"
    plain.touch()
    old.touch()
    old.chmod(0o640)
    for path in (new, old):
        with replacing(path) as stream:
            stream.write(b"x")
    assert stat.S_IMODE(new.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    with replacing(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with replacing(pipe) as stream:
        stream.write(b"plan")
    assert os.read(reader, 10) == b"plan"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_what_cannot_be_written_is_said_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no directory"):
        check_writable(tmp_path / "no" / "plan.json")
    with pytest.raises(OutputError, match="is a directory; name a file in it"):
        check_writable(tmp_path)
    with pytest.raises(OutputError, match="cannot write"), replacing(tmp_path / "no" / "plan.json"):
        pass
