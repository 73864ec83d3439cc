"""Words that show what stands on the page, or what there is: the deadline, the documents, help."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from esor_bot.domain.conversation import Command, Scene
from esor_bot.domain.programme import Programme
from esor_bot.domain.reply import Audience, Block, Button, File, Listing, OfficeOffer, Reply, Text
from esor_bot.errors import UnknownProgrammeError
from esor_bot.reception.asking import EXAMPLES, Asking
from esor_bot.reception.calendar import deadline
from esor_bot.reception.handlers import Handlers, Word
from esor_bot.reception.house import House
from esor_bot.reception.pressing import judged, with_buttons
from esor_bot.reception.saying import label, privately

ORDER = ("ask", "check", "eligibility", "deadline", "documents", "office", "cases", "privacy", "forget-me", "help")
"""The words of every surface, in the order in which the help has them."""

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Words:
    """Shows what there is. `words` gives those words that can be done."""

    house: House
    asking: Asking
    words: Callable[[], Mapping[str, Word]]

    @property
    def handlers(self) -> Handlers:
        """What is done here."""
        return Handlers(words={"deadline": self.deadline, "documents": self.documents, "help": self.help})

    def deadline(self, command: Command) -> Reply:
        """Say until when to apply, how long that is, and give it as a calendar file where it lies ahead."""
        reply, question = self._asked(command.scene, "deadline")
        programme = self._programme(reply)
        if programme is not None:
            reply = _before_offer(reply, self._left(command.scene, programme))
        return self._shown(reply, command.scene, question)

    def documents(self, command: Command) -> Reply:
        """Show the list of documents, and the way to have them checked."""
        reply, question = self._asked(command.scene, "documents")
        words = self.house.words(command.scene.person)
        shown = self._shown(reply, command.scene, question)
        if "check" not in self.words() or self._programme(reply) is None:
            return shown
        return with_buttons(shown, (Button(label(words.say("surface.button.check")), "word", {"w": "check"}),))

    def help(self, command: Command) -> Reply:
        """Say what can be done here."""
        words, known = self.house.words(command.scene.person), self.words()
        lines = tuple(words.say(f"surface.words.{word}") for word in ORDER if word in known)
        reply = privately(Text(words.say("surface.help")), Listing(lines), Text(words.say("surface.rest")))
        return replace(reply, chips=tuple(words.say(one) for one in EXAMPLES))

    def _asked(self, scene: Scene, what: str) -> tuple[Reply, str]:
        question = self.house.wording.say(f"terminal.asks.{what}")
        return self.asking.asked(question, scene), question

    def _shown(self, reply: Reply, scene: Scene, question: str) -> Reply:
        """Return a reply with its buttons, to whoever asked where the word was given to the bot alone."""
        shown = judged(reply, self.house.words(scene.person), question)
        return replace(shown, audience=Audience.PERSON) if scene.place.private else shown

    def _programme(self, reply: Reply) -> Programme | None:
        if reply.options or not reply.programme:
            return None
        try:
            return self.house.knowledge.programme(reply.programme)
        except UnknownProgrammeError:
            return None

    def _left(self, scene: Scene, programme: Programme) -> Iterator[Block]:
        """Say how long is left on the clock of the person, with the calendar file."""
        closes, now = programme.cycle.window.closes, self.house.own_time(scene)
        if closes is None or programme.cycle.phase(now.date()).over:
            return
        words = self.house.words(scene.person)
        end = datetime.combine(closes + timedelta(days=1), time(), now.tzinfo)
        days, rest = divmod(end - now, timedelta(days=1))
        hours = rest // _HOUR
        said = [
            words.say(f"surface.deadline.{name}{'_one' if number == 1 else ''}", number=number)
            for name, number in (("days", days), ("hours", hours))
            if number
        ]
        ends = "left" if scene.person.zone else "left_there"
        left = words.say("surface.deadline.and", first=said[0], last=said[-1]) if len(said) > 1 else "".join(said)
        yield Text(words.say(f"surface.deadline.{ends}", left=left or words.say("surface.deadline.minutes")))
        yield File(deadline(programme, closes, scene.now, words), "deadline.ics")


def _before_offer(reply: Reply, more: Iterator[Block]) -> Reply:
    """Return a reply with more blocks before the way to the office."""
    place = next((at for at, one in enumerate(reply.blocks) if isinstance(one, OfficeOffer)), len(reply.blocks))
    return replace(reply, blocks=(*reply.blocks[:place], *more, *reply.blocks[place:]))
