"""What people of the office do at the terminal, each deed as lines to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from esor_bot.desk.act import act, allowed
from esor_bot.desk.desk import Desk
from esor_bot.desk.files import CaseFile
from esor_bot.desk.unseen import nothing_unseen
from esor_bot.domain.case import Actor, Deed, State
from esor_bot.reception.case_text import CaseText, named_cases
from esor_bot.reception.lists import LIMIT, Listed, Lists, start
from esor_bot.reception.names import Names
from esor_bot.reception.phrases import Phrases
from esor_bot.terminal.office.card import Card
from esor_bot.terminal.port import Clock


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be sent, as lines, and the version of the case that was seen with it."""

    lines: tuple[str, ...]
    seen: int


@dataclass(frozen=True, slots=True)
class Bench:
    """The desk for one person of the office. Every method raises RefusedError and StoreError as the desk does.

    `seen` has the versions of the cases that they looked at: what came after is news to them. `listed` has the
    questions of the cases that they saw last, by number.
    """

    desk: Desk
    phrases: Phrases
    clock: Clock
    actor: Actor
    named: Names
    seen: dict[int, int] = field(default_factory=dict)
    listed: dict[int, str] = field(default_factory=dict)

    def list(self, *, every: bool, mine: bool, limit: int = LIMIT) -> Iterator[str]:
        """List what still waits for somebody, or `every` case; `mine`: only what the person has."""
        yield from self._shown(self._lists.waiting(every=every, mine=mine, limit=limit))

    def search(self, words: str, person: str, limit: int = LIMIT) -> Iterator[str]:
        """List cases that have these words, the one of that number, or those of a person ("#7": who asked #7)."""
        yield from self._shown(self._lists.search(words, person, limit))

    def show(self, number: int) -> Iterator[str]:
        """Show everything of a case."""
        file = self.desk.show(number, self.actor)
        self.seen[number] = file.case.version
        self.listed[number] = file.case.question
        yield from Card(CaseText(self.phrases, file, self.clock(), self.named), self.actor).lines()

    def begin(self, number: int, deed: Deed) -> None:
        """Hold what somebody is about to type for a case against its state: nobody types in vain."""
        file = self.desk.show(number, self.actor)
        allowed(file.case, deed, self.actor, self.clock())
        self._nothing_unseen(file, deed)
        self.seen.setdefault(number, file.case.version)

    def start(self, number: int, source: str) -> str:
        """Return a text to start an answer from: what the bot says on an entry, or the last answer to "#7".

        Raises EsorBotError where there is none.
        """
        return start(self.desk, self.phrases, self.named, self.actor, number, source, self.clock())

    def preview(self, number: int, deed: Deed, text: str) -> Preview:
        """Show exactly what the person who asked would get, and who else would get it; nothing is done."""
        file = self.desk.show(number, self.actor)
        self._nothing_unseen(file, deed)
        step = act(file.case, deed, self.actor, self.clock(), text=text)  # refused here, it is not shown in vain
        said = self.phrases
        gets = said.to_asker(number, deed.value, {"text": step.record.text})
        lines = [said.say("preview.gets", number=number), "", *_indented(gets), ""]
        if deed is Deed.ANSWER and file.followers:
            lines.append(said.say("preview.others", cases=named_cases(said, file.followers)))
        return Preview(tuple(lines), file.case.version)

    def _nothing_unseen(self, file: CaseFile, deed: Deed) -> None:
        number = file.case.number
        if deed is not Deed.NOTE and number in self.seen:
            nothing_unseen(file.records, self.actor.id, self.seen[number])

    def do(
        self,
        number: int,
        deed: Deed,
        *,
        text: str = "",
        to: Actor | None = None,
        into: int | None = None,
        seen: int | None = None,
    ) -> Iterator[str]:
        """Do something with a case, and say what came of it; `to` and `into` are those of the desk."""
        before = self.desk.show(number, self.actor).case
        after = self.desk.do(number, deed, self.actor, text=text, to=to, into=into, seen=seen)
        if self.seen.get(number) == before.version:
            self.seen[number] = after.version
        unanswered = deed is Deed.CLOSE and before.state is not State.ANSWERED
        id_ = "close_unanswered" if unanswered else deed.value
        yield self.phrases.say(f"done.{id_}", number=after.number, owner=after.owner_name, into=after.into or 0)

    @property
    def _lists(self) -> Lists:
        return Lists(self.desk, self.phrases, self.clock, self.actor)

    def _shown(self, found: Listed) -> Iterator[str]:
        self.listed.update((case.number, case.question) for case in found.cases)
        yield from found.lines
        if found.said:
            yield found.said


def _indented(paragraphs: Sequence[str]) -> Iterator[str]:
    for place, paragraph in enumerate(paragraphs):
        if place:
            yield ""
        yield from (f"  {line}".rstrip() for line in paragraph.split("\n"))
