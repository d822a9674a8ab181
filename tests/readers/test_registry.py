"""The table of readers: what it copies from them is what they say."""

from __future__ import annotations

from importlib import import_module

from plancli.readers import EXTENSIONS, READERS


def test_endings_are_those_of_the_readers() -> None:
    assert set(EXTENSIONS) == {ending for module in READERS for ending in import_module(module).EXTENSIONS}
    assert len(set(EXTENSIONS)) == len(EXTENSIONS)


def test_every_reader_has_a_type_of_its_own() -> None:
    types = [import_module(module).MEDIA_TYPE for module in READERS]
    assert len(set(types)) == len(types)
