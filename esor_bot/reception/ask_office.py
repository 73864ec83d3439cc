"""A question on its way to the office: a form with what goes along, a number, and what is there already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from esor_bot.domain.case import Case, Deed, Place
from esor_bot.domain.conversation import Command, Message, Press, Scene, Submission
from esor_bot.domain.form import LONGEST_TEXT, Answer, Form, Mistakes, TextField
from esor_bot.domain.reply import Block, Button, Buttons, Quotation, Reply, Style, Text
from esor_bot.errors import RefusedError, StoreError
from esor_bot.ports import Draft
from esor_bot.reception.found import Found, about, along, found
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.pressing import office_button
from esor_bot.reception.saying import carried, fits, label, only, privately
from esor_bot.reception.text import number_of
from esor_bot.wording import Wording

FORM = "ask_office"
QUESTION = "question"
DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class AskOffice:
    """Takes questions to the office."""

    house: House

    @property
    def handlers(self) -> Handlers:
        """What is done here."""
        return Handlers(
            words={"office": self.word},
            actions={
                "office": self.press,
                "add_this": self.add_this,
                "send_anyway": self.send_anyway,
                "leave": self.leave,
                "where": self.where,
            },
            forms={FORM: self.filled},
        )

    def word(self, command: Command) -> Form:
        """Show the form, with the question that follows the word."""
        return self._form(command.scene, "", command.text.strip())

    def press(self, press: Press) -> Form:
        """Show the form, with the question that the button carries, and where the answer is to go."""
        p, q, to = (press.values.get(name, "") for name in ("p", "q", "to"))
        return self._form(press.scene, p, q, to=to)

    def where(self, press: Press) -> Form:
        """Let the answer go elsewhere than the form says; what was typed stays."""
        p, q, to, typed = (press.values.get(name, "") for name in ("p", "q", "to", f"field:{QUESTION}"))
        return self._form(press.scene, p, q, to=to, typed=typed)

    def filled(self, submission: Submission) -> Answer:
        """Send what was filled in."""
        question = submission.values.get(QUESTION, "")
        asked, programme, to = (submission.carried.get(name, "") for name in ("q", "p", "to"))
        try:
            return self._sent(submission.scene, question, programme, to, asked or question)
        except RefusedError as error:
            return Mistakes({QUESTION: self.house.phrases(submission.scene.person).refused(error)})

    def send_anyway(self, press: Press) -> Answer:
        """Send a question beside the one that is there already."""
        programme, question, to = (press.values.get(name, "") for name in ("p", "q", "to"))
        sent = self._sent(press.scene, question, programme, to, question, another=True)
        return replace(sent, instead=True) if isinstance(sent, Reply) else sent

    def add_this(self, press: Press) -> Reply:
        """Add a question to the one that is there already."""
        scene, question, number = press.scene, press.values.get("q", ""), case_of(press.values)
        phrases, beside = self.house.phrases(scene.person), "beside" in press.values
        try:
            once = f"{scene.person.id}:beside:{number}:{sha256(question.encode()).hexdigest()[:16]}"
            named = once if beside else event(scene, "add")  # such a button stays, and may be pressed again
            self.house.desk.do(number, Deed.ADD, self.house.asker(scene.person), text=question, event=named)
        except RefusedError as error:
            button = office_button(phrases.wording.say("office.offer"), "", question)
            return privately(Text(phrases.refused(error)), Quotation(question), Buttons((button,)))
        except StoreError:
            return self._away(scene, "", question)
        hours = phrases.office_hours(self.house.own_time(scene))
        return only(phrases.say("cases.added", number=number, hours=hours), instead=not beside)

    def leave(self, press: Press) -> Reply:
        """Send nothing."""
        return only(self.house.words(press.scene.person).say("surface.office.left"), instead=True)

    def _form(self, scene: Scene, programme: str, question: str, *, to: str = "", typed: str | None = None) -> Form:
        words, phrases = self.house.words(scene.person), self.house.phrases(scene.person)
        told = self._found(scene, programme, question)
        title = told.title or (self.house.names(told.programme, "") if told.programme else "")
        blocks: tuple[Block, ...] = (about(phrases, title), *along(phrases, told))
        if not question:
            blocks = (Text(words.say("surface.office.nothing_yet")),)
        initial = question if typed is None else typed
        field = TextField(QUESTION, words.say("surface.office.question"), initial=initial[:LONGEST_TEXT], long=True)
        return Form(
            FORM,
            words.say("surface.office.title"),
            (field,),
            words.say("surface.office.submit"),
            words.say("surface.office.close"),
            carried(question, p=programme, to=to),
            blocks if scene.place.private else (*blocks, *_goes(words, to)),
        )

    def _found(self, scene: Scene, programme: str, question: str) -> Found:
        """Return what is found for a question without its conversation."""
        assistant = self.house.assistant
        known = programme if programme in assistant.engines else ""
        if not question.strip():
            return Found(known)
        return found(assistant.handle(Message(question, self.house.own_time(scene), programme=known or None)))

    def _sent(
        self, scene: Scene, question: str, programme: str, to: str, asked: str, *, another: bool = False
    ) -> Answer:
        told, person = self._found(scene, programme, asked), scene.person
        place = scene.place
        if to == DIRECT and not place.private:
            place = Place(place.platform, person.id.rsplit(":", 1)[-1])
        draft = Draft(told.programme, question, person.id, place, scene.now, told.outcome, told.entries, told.said)
        try:
            sent = self.house.desk.ask(draft, event(scene, "another" if another else "ask"), another=another)
        except StoreError:
            return self._away(scene, programme, question)
        return self._numbered(scene, sent.case) if sent.made else self._earlier(scene, sent.case, draft, to)

    def _numbered(self, scene: Scene, case: Case) -> Reply:
        phrases = self.house.phrases(scene.person)
        hours = phrases.office_hours(self.house.own_time(scene))
        button = Button(phrases.wording.say("surface.button.cases"), "word", {"w": "cases"})
        said = phrases.say("ask.sent", number=case.number, hours=hours)
        if self.house.roster is not None and not self.house.roster.reachable:
            said = phrases.wording.say("surface.office.kept", number=case.number)
        return privately(Text(said), Buttons((button,)))

    def _earlier(self, scene: Scene, case: Case, draft: Draft, to: str) -> Answer:
        """Offer what can become of a question where there is an earlier one; it must fit the buttons, or stay typed."""
        phrases, question = self.house.phrases(scene.person), draft.question
        if not fits(question, p=draft.programme, to=to):
            return Mistakes({QUESTION: phrases.wording.say("surface.office.too_long_beside", number=case.number)})
        add, new, leave = (
            label(phrases.say(f"ask.{id_}", number=case.number)) for id_ in ("earlier_add", "earlier_new", "leave")
        )
        buttons = (
            Button(add, "add_this", carried(question, case=str(case.number)), Style.PRIMARY),
            Button(new, "send_anyway", carried(question, p=draft.programme, to=to)),
            Button(leave, "leave"),
        )
        told = phrases.say("ask.earlier", number=case.number, question=case.question)
        return privately(Text(told), Quotation(question), Buttons(buttons))

    def _away(self, scene: Scene, programme: str, question: str) -> Reply:
        """Say that nothing went, show what was typed, and offer to try again."""
        phrases = self.house.phrases(scene.person)
        again = office_button(phrases.wording.say("surface.office.again"), programme, question)
        said = Text(phrases.say("cases.said", text=question))
        return privately(Text(phrases.say("away")), said, Text(phrases.say("away_kept")), Buttons((again,)))


def _goes(words: Wording, to: str) -> tuple[Block, ...]:
    """Say where the answer goes of what others can read, and offer the other way."""
    now, other = ("direct", "") if to == DIRECT else ("here", DIRECT)
    button = Button(words.say(f"surface.office.not_{now}"), "where", {"to": other}, turns=True)
    return (Text(words.say(f"surface.office.{now}"), leads=True), Buttons((button,)))


def event(scene: Scene, deed: str) -> str:
    """Return the name under which the desk knows what somebody did: theirs, and another than what arrived."""
    return f"{scene.person.id}:{scene.event}:{deed}"


def case_of(values: Mapping[str, str]) -> int:
    """Return the number of the case that a button or a form is about, 0 where it names none: nobody has that one."""
    return number_of(values.get("case", "")) or 0
