"""Messages about a folder that was read name the line where the thing stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from esor_bot.knowledge.places import where

FILES = {
    "programmes/x/2031/cycle.yaml": "facts:\n  end: {kind: date, value: 2031-05-20}\n",
    "programmes/x/2031/entries.yaml": "entries:\n  - id: end\n    answer: So.\n",
    "programmes/x/2031/conditions.yaml": "conditions:\n  - {id: end, kind: age}\n",
    "programmes/x/2031/questions/en.yaml": 'end:\n  - "when is the end"\n',
    "wording/en.yaml": "end: The end.\n",
}


@pytest.mark.parametrize(
    ("start", "also", "file", "line"),
    [
        ("end: ", "kind: date", "programmes/x/2031/cycle.yaml", 2),
        ("id: end", "kind: age", "programmes/x/2031/conditions.yaml", 2),
        ("when is the end", "", "programmes/x/2031/questions/en.yaml", 2),
        ("nowhere", "", "", 1),
    ],
)
def test_where(tmp_path: Path, start: str, also: str, file: str, line: int) -> None:
    """A fact, a condition and a question are found where they stand, and never in the wording."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert (str(tmp_path / file) if file else str(tmp_path), line) == where(tmp_path, start, also)
