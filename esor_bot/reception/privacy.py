"""What is kept of a person, their own copy of it, and being forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from esor_bot.desk.export import is_empty
from esor_bot.domain.conversation import Command, Press, Scene
from esor_bot.domain.keeping import Kind
from esor_bot.domain.reply import Audience, Block, Button, Buttons, File, Listing, Reply, Style, Text
from esor_bot.errors import StoreError
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.keeping import TOLD, long
from esor_bot.reception.receipt import receipt
from esor_bot.reception.saying import label, only, privately


@dataclass(frozen=True, slots=True)
class Privacy:
    """What a person does with what is kept of them."""

    house: House

    @property
    def handlers(self) -> Handlers:
        """What is done here."""
        return Handlers(
            words={"privacy": self.privacy, "forget-me": self.forget_me},
            actions={"forget": self.forget, "copy": self.copy},
        )

    def privacy(self, command: Command) -> Reply:
        """Say what is kept, and for how long."""
        return privately(*self._kept(command.scene), Buttons(self.buttons(command.scene)))

    def forget_me(self, command: Command) -> Reply:
        """Say what is deleted, and offer to do it."""
        scene = command.scene
        words = self.house.words(scene.person)
        return privately(Text(words.say("surface.forget.what")), Buttons((self._forget(scene),)))

    def buttons(self, scene: Scene) -> tuple[Button, ...]:
        """Return the buttons that take a copy, and have everything deleted."""
        words = self.house.words(scene.person)
        return Button(label(words.say("surface.forget.copy")), "copy"), self._forget(scene)

    def copy(self, press: Press) -> Reply:
        """Hand out all that is kept, as a file, to nobody else."""
        scene = press.scene
        words, actor = self.house.words(scene.person), self.house.asker(scene.person)
        told = self.house.desk.export(actor.id, actor, self.house.keep)
        if is_empty(told):
            return only(words.say("surface.forget.no_copy"))
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        name = self.house.phrases(scene.person).say("export.name", date=f"{self.house.own_time(scene):%Y-%m-%d}")
        reply = privately(Text(words.say("surface.forget.is_copy")), File(text.encode(), name))
        return replace(reply, audience=Audience.DIRECT)

    def forget(self, press: Press) -> Reply:
        """Delete all that is kept, and give the receipt."""
        scene = press.scene
        phrases, actor = self.house.phrases(scene.person), self.house.asker(scene.person)
        self.house.assistant.forget_person(actor.id)
        try:
            done = self.house.desk.forget(actor.id, actor)
        except StoreError:
            return only(phrases.say("forget.away"))
        told = receipt(phrases, done, self.house.keep, self.house.own_time(scene))
        return replace(privately(*told), audience=Audience.DIRECT)

    def _kept(self, scene: Scene) -> Iterator[Block]:
        phrases, keep = self.house.phrases(scene.person), self.house.keep
        yield Text(phrases.say("keeping.here"))
        if self.house.tally is not None:
            words, counts = (long(phrases, keep, kind) for kind in (Kind.TEXTS, Kind.COUNTS))
            yield Text(phrases.wording.say("surface.forget.counted", words=words, counts=counts))
        yield Text(phrases.say("keeping.kinds"))
        yield Listing(tuple(phrases.say(f"keeping.{kind}", long=long(phrases, keep, kind)) for kind in TOLD))
        yield Text(phrases.say("keeping.after"))

    def _forget(self, scene: Scene) -> Button:
        words = self.house.words(scene.person)
        return Button(label(words.say("surface.forget.button")), "forget", style=Style.DANGER, sure=self._sure(scene))

    def _sure(self, scene: Scene) -> str:
        """Return what is asked before everything is deleted."""
        phrases, actor = self.house.phrases(scene.person), self.house.asker(scene.person)
        try:
            count = self.house.desk.waiting(actor.id, actor)
        except StoreError:
            count = 0
        id_ = "sure_none" if count == 0 else "sure_one" if count == 1 else "sure"
        return phrases.say(f"forget.{id_}", count=count)
