"""Questions to the assistant, whatever way they come: typed to it, asked with a word, or as a choice that is picked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from esor_bot.domain.conversation import Attachment, Command, Message, Person, Post, Press, Scene
from esor_bot.domain.form import Answer, Form
from esor_bot.domain.reply import Aside, Audience, Button, Buttons, Outcome, Reply, Text
from esor_bot.errors import StoreError
from esor_bot.reception.awaited import awaited
from esor_bot.reception.handlers import Handlers, Word
from esor_bot.reception.house import House
from esor_bot.reception.pressing import judged, office_button
from esor_bot.reception.saying import carried, followed, label, only, privately
from esor_bot.reception.text import printable
from esor_bot.wording.words import Plainly

EXAMPLES = ("surface.example.deadline", "surface.example.documents", "surface.example.money")

_BARE = frozenset({"office", "cases", "privacy", "forget-me", "help", "check", "eligibility", "deadline", "documents"})


class Files(Protocol):
    """Offers to check files that somebody sent to the bot alone; None where there is nothing to say of them."""

    def __call__(self, files: tuple[Attachment, ...], person: Person) -> Reply | None:
        """Return the offer."""


@dataclass(frozen=True)
class Asking:
    """Has questions answered and counted. `words` gives what is done for each word, `files` offers to check files."""

    house: House
    words: Callable[[], Mapping[str, Word]]
    files: Files

    @property
    def handlers(self) -> Handlers:
        """What is done here."""
        return Handlers(words={"ask": self.ask}, actions={"pick": self.pick, "none": self.none, "word": self.word})

    def post(self, post: Post) -> Answer:
        """Answer what was written to the bot. A file that others could see, too, is not looked at."""
        text = printable(post.text).strip()
        if post.files and not post.scene.place.private:
            return self._beside_files(text, post)
        offer = self.files(post.files, post.scene.person) if post.files else None
        if offer is not None:
            return self._with(offer, self.answer(text, post.scene)) if text else offer
        return self._heard(text, post.scene)

    def _heard(self, text: str, scene: Scene) -> Answer:
        """Answer what was written: a word does what it does behind a slash, everything else is a question."""
        if not text:
            return self.greeting(scene)
        word = text.lower() if text.lower() in _BARE else self._plainly.word(text)
        done = self.words().get(word)
        if done is not None:
            return self._by_button(scene, word, done)
        return awaited(self.house, self.answer(text, scene), text, scene)

    def ask(self, command: Command) -> Reply:
        """Answer the question behind the word, to whoever asked."""
        if not command.text.strip():
            return replace(self.greeting(command.scene), audience=Audience.PERSON)
        return replace(self.answer(printable(command.text).strip(), command.scene), audience=Audience.PERSON)

    def greeting(self, scene: Scene) -> Reply:
        """Say what can be asked."""
        words = self.house.words(scene.person)
        chips = tuple(words.say(one) for one in EXAMPLES)
        return Reply(Outcome.SMALLTALK, (Text(words.say("surface.greeting")),), chips=chips)

    def answer(self, text: str, scene: Scene) -> Reply:
        """Answer a question in its conversation, have it counted, and put buttons to it."""
        reply = self.asked(text, scene)
        return judged(reply, self.house.words(scene.person), text)

    def asked(self, text: str, scene: Scene) -> Reply:
        """Answer a question in its conversation, and have it counted."""
        message = self._message(text, scene)
        reply = self.house.assistant.handle(message)
        self._count(message, reply, scene)
        return reply

    def pick(self, press: Press) -> Reply:
        """Answer with what was picked."""
        programme, entry, question = (press.values.get(name, "") for name in "peq")
        scene, assistant = press.scene, self.house.assistant
        now = self.house.own_time(scene)
        reply = assistant.pick(programme, entry, question, now, scene.conversation)
        if reply is None:
            words = self.house.words(scene.person)
            button = office_button(words.say("office.offer"), "", question)
            return privately(Text(words.say("surface.gone")), Buttons((button,)))
        return self._picked(reply, press, question)

    def none(self, press: Press) -> Reply:
        """Answer to none of the choices."""
        programme, question, scene = press.values.get("p", ""), press.values.get("q", ""), press.scene
        now = self.house.own_time(scene)
        return self._picked(self.house.assistant.none(programme, question, now, scene.conversation), press, question)

    def word(self, press: Press) -> Answer:
        """Do what a word does that stands on a button."""
        word = press.values.get("w", "")
        done = self.words().get(word)
        if done is None:
            return only(self.house.words(press.scene.person).say("surface.old_button"))
        return done(Command(press.scene, word, press.values.get("q", "")))

    def programme(self, person: Person) -> str:
        """Return the programme that somebody chose, "" for none, or where there is but one."""
        engines = self.house.assistant.engines
        if len(engines) == 1:
            return ""
        try:
            with self.house.store.begin() as tx:
                chosen = tx.preferences.get(person.id).programme
        except StoreError:  # an answer does not wait for that
            return ""
        return chosen if chosen in engines else ""

    def _beside_files(self, text: str, post: Post) -> Answer:
        """Answer the text of what others read, too, and say that the files with it were not read."""
        words = self.house.words(post.scene.person)
        if not text:
            return only(words.say("surface.upload", file=post.files[0].name))
        heard = self._heard(text, post.scene)
        beside = Aside(words.say("surface.upload_beside"))
        return followed(heard, (beside,)) if isinstance(heard, Reply) else heard

    @cached_property
    def _plainly(self) -> Plainly:
        return Plainly(self.house.wording)

    def _message(self, text: str, scene: Scene) -> Message:
        now, conversation = self.house.own_time(scene), scene.conversation
        chosen = "" if self.house.assistant.about(conversation, now) else self.programme(scene.person)
        return Message(text, now, conversation, chosen or None, scene.person.locale or None)

    def _picked(self, reply: Reply, press: Press, question: str) -> Reply:
        message = self._message(question, press.scene)
        self._count(message, reply, press.scene)
        return judged(reply, self.house.words(press.scene.person), question)

    def _count(self, message: Message, reply: Reply, scene: Scene) -> None:
        if self.house.tally is not None:
            self.house.tally.count(message, reply, platform=scene.place.platform, asker=scene.person.id)

    def _by_button(self, scene: Scene, word: str, done: Word) -> Answer:
        """Do a word that was written; a form can be opened by a button only."""
        answer = done(Command(scene, word))
        if not isinstance(answer, Form):
            return answer
        words = self.house.words(scene.person)
        button = Button(label(words.say(f"surface.button.{word}")), "word", carried("", w=word))
        return privately(Text(words.say(f"surface.form.{word}")), Buttons((button,)))

    @staticmethod
    def _with(offer: Reply, answer: Reply) -> Reply:
        """Offer to check files, after the answer to what was written with them, where that was a question."""
        if answer.outcome not in {Outcome.ANSWERED, Outcome.CLARIFY}:
            return offer
        return replace(answer, blocks=(*answer.blocks, *offer.blocks), audience=offer.audience)
