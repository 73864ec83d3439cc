"""The bot's own page, and the beginning of a conversation with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from esor_bot.domain.conversation import Message, Opened, Press, Scene
from esor_bot.domain.reply import (
    Aside,
    Block,
    Button,
    Buttons,
    Heading,
    Outcome,
    Reply,
    Style,
    Text,
)
from esor_bot.ports import Preference
from esor_bot.reception.asking import Asking
from esor_bot.reception.handlers import Handlers, Word
from esor_bot.reception.house import House
from esor_bot.reception.own import Own
from esor_bot.reception.pressing import office_button
from esor_bot.reception.saying import label, privately

_WORDS = ("check", "eligibility", "documents", "deadline", "cases")


@dataclass(frozen=True, slots=True)
class Home:
    """Shows what concerns one person. `words` gives those words that can be done."""

    house: House
    asking: Asking
    own: Own
    words: Callable[[], Mapping[str, Word]]

    @property
    def handlers(self) -> Handlers:
        """What is done here."""
        return Handlers(actions={"choose_programme": self.choose})

    def opened(self, opened: Opened) -> Reply:
        """Show the page, or greet whoever begins a conversation."""
        return self.page(opened.scene) if opened.home else self.asking.greeting(opened.scene)

    def choose(self, press: Press) -> Reply:
        """Keep which programme somebody means, and show the page anew."""
        chosen = press.values.get("p", "")
        if chosen in {"", *self.house.assistant.engines}:
            with self.house.store.begin() as tx:
                tx.preferences.put(press.scene.person.id, Preference(chosen), press.scene.now)
        return privately(*self.page(press.scene).blocks, instead=True)

    def page(self, scene: Scene) -> Reply:
        """Return the page."""
        words = self.house.words(scene.person)
        chosen = self.asking.programme(scene.person)
        blocks: list[Block] = [*self._programmes(scene, chosen), Text(words.say("surface.home.ask"))]
        blocks.append(Buttons(tuple(self._buttons(scene, chosen))))
        blocks += [Heading(words.say("surface.home.own")), *self.own.those(scene)]
        blocks += [Heading(words.say("surface.home.settings")), *self._settings(scene, chosen)]
        return privately(*blocks)

    def _programmes(self, scene: Scene, chosen: str) -> Iterator[Block]:
        """Say what each programme is called, and until when one can apply for it as of today."""
        question = self.house.wording.say("terminal.asks.deadline")
        for id_ in (chosen,) if chosen else tuple(self.house.assistant.engines):
            reply = self.house.assistant.handle(Message(question, self.house.own_time(scene), programme=id_))
            programme = self.house.knowledge.programme(id_)
            yield Heading(f"{programme.short or programme.title} {programme.cycle.title}".strip())
            if reply.outcome is Outcome.ANSWERED:
                yield from [block for block in reply.blocks if isinstance(block, Text)][:1]

    def _buttons(self, scene: Scene, chosen: str) -> Iterator[Button]:
        words, known = self.house.words(scene.person), self.words()
        office = office_button(words.say("office.offer"), chosen, "")
        yield Button(office.label, office.action, office.values, Style.PRIMARY)
        for word in _WORDS:
            if word in known:
                yield Button(label(words.say(f"surface.button.{word}")), "word", {"w": word})

    def _settings(self, scene: Scene, chosen: str) -> Iterator[Block]:
        words, person = self.house.words(scene.person), scene.person
        if len(self.house.assistant.engines) > 1:
            name = self.house.names(chosen, "") if chosen else words.say("surface.home.every")
            yield Text(words.say("surface.home.programme", programme=name))
            choices = [(id_, self.house.names(id_, "")) for id_ in self.house.assistant.engines]
            choices += [("", words.say("surface.home.every"))]
            yield Buttons(tuple(Button(label(one), "choose_programme", {"p": id_}) for id_, one in choices))
        language = person.locale or words.say("surface.home.unknown")
        zone = person.zone or words.say("surface.home.unknown")
        yield Aside(words.say("surface.home.reads", language=language, zone=zone))
        said = ((word, label(words.say(f"surface.button.{word}"))) for word in ("privacy", "forget-me", "help"))
        yield Buttons(tuple(Button(one, "word", {"w": word}) for word, one in said))
