"""What concerns one person, taken out of what they typed. What was taken is told, so that somebody can look.

What stands around the matter (greetings, names, thanks) goes without a trace; what stands in the middle of a
sentence leaves a gap, so that nobody takes half a sentence for a whole one. Dates, amounts, years and results of
exams stay: rules are made of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from esor_bot.desk.stripping.letters import closing, introduction, is_plain, opening
from esor_bot.desk.stripping.marks import Found, marks
from esor_bot.desk.stripping.names import names
from esor_bot.domain.statement import GAP

_TIDY = (
    (re.compile(r"[ \t]+"), " "),
    (re.compile(r" *\n *"), "\n"),
    (re.compile(r"\n{3,}"), "\n\n"),
    (re.compile(r"\( *\)"), ""),
    (re.compile(rf"(?:{re.escape(GAP)}[ ,;]*){{2,}}"), f"{GAP} "),
    (re.compile(r" +([,.;!?])"), r"\1"),
    (re.compile(r"([,;]) *(?=[.!?])"), ""),
    (re.compile(r"(?:^|(?<=[.!?\n])) *[,;:.!–-]+ *"), " "),
    (re.compile(r"(?i)(?:^|(?<=[.!?\n])) *(?:and|und|et|y|e)\s+(?=\w)"), " "),
    (re.compile(r"^\s+|\s+$"), ""),
)


@dataclass(frozen=True, slots=True)
class Stripped:
    """A text without what concerns one person, and what was taken out of it."""

    text: str
    taken: tuple[str, ...] = ()

    @property
    def gaps(self) -> bool:
        """Whether something was taken out of the middle, so that somebody has to look at the rest."""
        return GAP in self.text


def strip(text: str, known: Iterable[str] = ()) -> Stripped:
    """Take out what concerns one person; `known` are names of people who have to do with the text."""
    taken: list[str] = []
    text = text.replace("\r\n", "\n").strip()
    for cut in (marks, opening, introduction, closing, opening, lambda rest: names(rest, known)):
        text = _without(text, cut, taken)
    for pattern, put in _TIDY:
        text = pattern.sub(put, text)
    return Stripped(text[:1].upper() + text[1:], tuple(dict.fromkeys(taken)))


def _without(text: str, cut: Callable[[str], Iterable[Found]], taken: list[str]) -> str:
    """Cut out what was found, and keep it; what stands in every letter is not worth telling."""
    kept, end = [], 0
    for found in sorted(cut(text), key=lambda one: one.start):
        if found.start < end:
            continue
        said = " ".join(text[found.start : found.end].split()).strip(" ,;:–-")
        if said and not is_plain(said):
            taken.append(said)
        kept += [text[end : found.start], f" {GAP} " if found.gap else " "]
        end = found.end
    return "".join([*kept, text[end:]])
