"""The plainest YAML files are read without the parser, and exactly as the parser reads them."""

from __future__ import annotations

import pytest
import yaml

from esor_bot.knowledge.locate import shipped
from esor_bot.knowledge.simple_lists import read_lists


def test_shipped_questions_are_read_as_the_parser_reads_them() -> None:
    """Every file of questions gives the same lists by the short way and by the YAML parser."""
    files = sorted(shipped().rglob("questions/**/*.yaml"))
    read = {file: read_lists(file.read_text("utf-8")) for file in files}
    differing = [
        file.name
        for file, found in read.items()
        if found is not None and found[0] != yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    ]

    assert (bool(files), []) == (sum(found is not None for found in read.values()) > len(files) / 2, differing)


@pytest.mark.parametrize(
    "source",
    [
        "a: b\n",
        'a:\n  - "x" # note\n',
        "a:\n  - x\n",
        'a:\n  - "x"\na:\n  - "y"\n',
        '- "x"\n',
        'a:\n  - "\\n"\n',
        "a:\n",
    ],
)
def test_anything_else_is_left_to_the_parser(source: str) -> None:
    """A file that holds more than keys and quoted texts, or a mistake, is not read by the short way."""
    assert read_lists(source) is None


def test_lines_and_escapes() -> None:
    """Each text keeps its line, and an escaped quote mark is a quote mark."""
    found = read_lists('# head\nkey:\n  - "say \\"a\\""\n\n  - "b"\n')

    assert found == ({"key": ['say "a"', "b"]}, {(): 1, ("key",): 2, ("key", 0): 3, ("key", 1): 5})
