"""One's own questions to the office: where they stand, adding to them, taking them back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from esor_bot.desk.files import OwnCase
from esor_bot.domain.case import Deed, State
from esor_bot.domain.conversation import Command, Press, Scene, Submission
from esor_bot.domain.form import Answer, Form, Mistakes, TextField
from esor_bot.domain.reply import Block, Button, Buttons, Listing, Quotation, Reply, Style, Text
from esor_bot.errors import RefusedError, StoreError
from esor_bot.reception.ask_office import case_of, event
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.once import once
from esor_bot.reception.own_lines import line, whole
from esor_bot.reception.saying import carried, fits, label, only, privately
from esor_bot.reception.text import number_of, short

FORM = "add"
TEXT = "text"
WITH_BUTTONS = 5
"""So many questions that wait are shown with buttons."""

_MOST = 50
_ON_THE_PAGE = 10
_NUMBER = re.compile(r"#?(\d{1,15})\s*$")


@dataclass(frozen=True, slots=True)
class Own:
    """What a person does with their own questions. Nobody else gets to see them."""

    house: House

    @property
    def handlers(self) -> Handlers:
        """What is done here."""
        return Handlers(
            words={"cases": self.cases},
            actions={"add": self.add, "withdraw": self.withdraw},
            forms={FORM: self.added},
        )

    def cases(self, command: Command) -> Reply:
        """Show where the questions stand; of one whose number is named, all that was said about it."""
        own = self._own(command.scene)
        named = _NUMBER.match(command.text.strip())
        if named is None:
            return privately(*self.listed(command.scene, own))
        number = int(named[1])
        return next((self._whole(command.scene, one) for one in own if one.case.number == number), None) or only(
            self.house.phrases(command.scene.person).refused(RefusedError("not_yours", number=number))
        )

    def add(self, press: Press) -> Answer:
        """Show the form in which something is added."""
        number = case_of(press.values)
        own = next((one for one in self._own(press.scene) if one.case.number == number), None)
        words = self.house.words(press.scene.person)
        if own is None:
            return only(self.house.phrases(press.scene.person).refused(RefusedError("not_yours", number=number)))
        field = TextField(TEXT, words.say("surface.own.what"), long=True)
        return Form(
            FORM,
            words.say("surface.own.title", number=number),
            (field,),
            words.say("surface.office.submit"),
            words.say("surface.office.close"),
            {"case": str(number), "seen": str(own.case.version)},
            self._before(own),
        )

    def added(self, submission: Submission) -> Answer:
        """Add what was filled in."""
        scene, text = submission.scene, submission.values.get(TEXT, "")
        number, seen = case_of(submission.carried), number_of(submission.carried.get("seen", ""))
        phrases = self.house.phrases(scene.person)
        try:
            actor = self.house.asker(scene.person)
            name = event(scene, "add") if seen is None else once(scene.person.id, Deed.ADD, number, seen, text)
            self.house.desk.do(number, Deed.ADD, actor, text=text, event=name)
        except RefusedError as error:
            if error.code in {"empty", "too_long"}:
                return Mistakes({TEXT: phrases.refused(error)})
            return privately(Text(phrases.refused(error)), Text(phrases.say("cases.said", text=text)))
        except StoreError:
            return self._away(scene, number, text)
        hours = phrases.office_hours(self.house.own_time(scene))
        return only(phrases.say("cases.added", number=number, hours=hours))

    def withdraw(self, press: Press) -> Reply:
        """Take a question back, and show what there is then: that it is done is told where it was asked."""
        scene, number = press.scene, case_of(press.values)
        actor = self.house.asker(scene.person)
        self.house.desk.do(number, Deed.WITHDRAW, actor, event=event(scene, "withdraw"))
        return privately(*self.listed(scene, self._own(scene)), instead=True)

    def listed(self, scene: Scene, own: Sequence[OwnCase]) -> tuple[Block, ...]:
        """Say where questions stand; the first that wait have buttons."""
        phrases, now = self.house.phrases(scene.person), self.house.own_time(scene)
        if not own:
            return (Text(phrases.say("cases.none")),)
        first = [one for one in own if one.live][:WITH_BUTTONS]
        blocks: list[Block] = []
        for one in first:
            blocks += [Text(line(phrases, one, now)), Buttons(tuple(self._buttons(scene, one)))]
        rest = tuple(line(phrases, one, now) for one in own if one not in first)
        return (*blocks, Listing(rest)) if rest else tuple(blocks)

    def those(self, scene: Scene) -> tuple[Block, ...]:
        """Say where the questions of a person stand; that the office is out of reach where it is."""
        try:
            return self.listed(scene, self._own(scene)[:_ON_THE_PAGE])
        except StoreError:
            return (Text(self.house.phrases(scene.person).say("away")),)

    def _own(self, scene: Scene) -> tuple[OwnCase, ...]:
        return self.house.desk.own(self.house.asker(scene.person), _MOST)

    def _whole(self, scene: Scene, own: OwnCase) -> Reply:
        blocks = whole(self.house.phrases(scene.person), own, self.house.own_time(scene))
        buttons = tuple(self._buttons(scene, own)) if own.live or own.state is State.ANSWERED else ()
        return privately(*blocks, *([Buttons(buttons)] if buttons else []))

    def _buttons(self, scene: Scene, own: OwnCase) -> Iterator[Button]:
        phrases, number = self.house.phrases(scene.person), own.case.number
        values, words = {"case": str(number)}, phrases.wording
        asked = own.state is State.ASKED_BACK
        say = "surface.own.answer" if asked else "surface.own.add"
        yield Button(label(words.say(say, number=number)), "add", values, Style.PRIMARY if asked else Style.PLAIN)
        if own.case.live:
            sure = phrases.say("cases.withdraw", number=number, question=short(own.case.question))
            yield Button(
                label(words.say("surface.own.withdraw", number=number)), "withdraw", values, Style.DANGER, sure
            )

    def _away(self, scene: Scene, number: int, text: str) -> Reply:
        """Say that nothing was added, show what was typed, and offer to try again where a button can carry it."""
        phrases, case = self.house.phrases(scene.person), str(number)
        said = Text(phrases.say("away")), Text(phrases.say("cases.said", text=text)), Text(phrases.say("away_kept"))
        if not fits(text, case=case):
            return privately(*said)
        again = Button(phrases.wording.say("surface.office.again"), "add_this", carried(text, case=case))
        return privately(*said, Buttons((again,)))

    @staticmethod
    def _before(own: OwnCase) -> tuple[Block, ...]:
        """Return what is answered: the question, or what the office asked back last."""
        asked = [record.text for record in own.records if record.deed is Deed.ASK_BACK]
        return (Quotation(asked[-1] if asked and own.state is State.ASKED_BACK else own.case.question),)
