"""What people of the office do at the terminal, each deed as lines to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esor_bot.desk.act import act
from esor_bot.desk.desk import Desk
from esor_bot.domain.case import LIVE, Actor, Case, Deed, State
from esor_bot.ports import Search
from esor_bot.terminal.office import card
from esor_bot.terminal.office.phrases import Phrases
from esor_bot.terminal.port import Clock

LIMIT = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be sent, as lines, and the version of the case that was seen with it."""

    lines: tuple[str, ...]
    seen: int


@dataclass(frozen=True, slots=True)
class Bench:
    """The desk for one person of the office. Every method raises RefusedError and StoreError as the desk does."""

    desk: Desk
    phrases: Phrases
    clock: Clock
    actor: Actor
    named: card.Named

    def list(self, *, every: bool, mine: bool, limit: int = LIMIT) -> Iterator[str]:
        """List what still waits for somebody, or `every` case; `mine`: only what the person has."""
        states = () if every else tuple(LIVE)
        found = self.desk.search(Search(states, owner=self.actor.id if mine else "", limit=limit + 1), self.actor)
        yield from self._listed(found, limit, "none_all" if every else "none")

    def search(self, words: str, person: str, limit: int = LIMIT) -> Iterator[str]:
        """List the cases that have these words, or that a person asked."""
        found = self.desk.search(Search(words=words, asker=person, limit=limit + 1), self.actor)
        yield from self._listed(found, limit, "none_found")

    def show(self, number: int) -> Iterator[str]:
        """Show everything of a case."""
        yield from card.card(self.phrases, self.desk.show(number, self.actor), self.clock(), self.named)

    def preview(self, number: int, deed: Deed, text: str) -> Preview:
        """Show exactly what the person who asked would get, and who else would get it; nothing is done."""
        file = self.desk.show(number, self.actor)
        step = act(file.case, deed, self.actor, self.clock(), text=text)  # refused here, it is not shown in vain
        said = self.phrases
        gets = said.to_asker(number, deed.value, step.record.text)
        lines = [said.say("preview.gets", number=number), "", *_indented(gets), ""]
        if deed is Deed.ANSWER and file.followers:
            lines.append(said.say("preview.others", cases=card.named_cases(said, file.followers)))
        return Preview(tuple(lines), file.case.version)

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
        unanswered = deed is Deed.CLOSE and before.state is not State.ANSWERED
        id_ = "close_unanswered" if unanswered else deed.value
        yield self.phrases.say(f"done.{id_}", number=after.number, owner=after.owner_name, into=after.into or 0)

    def _listed(self, found: Sequence[Case], limit: int, none: str) -> Iterator[str]:
        if not found:
            yield self.phrases.say(f"list.{none}")
        now = self.clock()
        yield from (card.line(self.phrases, case, now) for case in found[:limit])
        if len(found) > limit:
            yield self.phrases.say("list.cut", limit=limit)


def _indented(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from (f"  {line}".rstrip() for line in paragraph.split("\n"))
