"""The checks of a knowledge folder, as lines for its editors."""

from __future__ import annotations

from pathlib import Path

from esor_bot.answering.lint import lint
from esor_bot.answering.selftest import selftest
from esor_bot.errors import KnowledgeError, Problem
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import locate
from esor_bot.knowledge.recognition import lint_catalogue

_MOST = 40

Findings = tuple[list[str], bool]


def check(folder: Path | None) -> Findings:
    """Read a folder and look for what is wrong in it: return one line each, and whether it is clean."""
    try:
        knowledge = load(locate(folder))
    except KnowledgeError as error:
        return [str(problem) for problem in error.problems], False
    found = problems(knowledge)
    if found:
        return [str(problem) for problem in found], False
    return [_clean(knowledge)], True


def problems(knowledge: Knowledge) -> list[Problem]:
    """Return what is doubtful in knowledge that could be read."""
    return sorted({*lint(knowledge), *lint_catalogue(knowledge.folder)})


def test(folder: Path | None) -> Findings:
    """Ask every entry its own questions: return a table and the misses, and whether there are none.

    Raises KnowledgeError when the folder does not hold together.
    """
    done = selftest(load(locate(folder)))
    rows = (("entries", done.entries), ("questions", done.questions), ("misses", len(done.misses)))
    lines = [f"{name:<10}{number:>8,}" for name, number in rows]
    for entry, question, found in done.misses[:_MOST]:
        lines.append(f"{entry}: “{question}” finds {found or 'nothing'}")
    if len(done.misses) > _MOST:
        lines.append(f"… and {len(done.misses) - _MOST:,} more")
    return lines, not done.misses


def _clean(knowledge: Knowledge) -> str:
    entries = list(knowledge.common)
    for programme in knowledge.programmes:
        entries += [entry for cycle in programme.cycles for entry in cycle.entries]
    questions = sum(len(entry.questions) for entry in entries)
    counted = ((len(knowledge.programmes), "programme"), (len(entries), "entry"), (questions, "question"))
    return ", ".join(_count(number, noun) for number, noun in counted) + ": clean"


def _count(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{number:,} {noun}s"
