"""One conversation in the terminal, whatever it looks like: a line goes in, blocks come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol
from uuid import uuid4

from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Block, OfficeOffer, Reply, Text
from esor_bot.errors import EsorBotError, KnowledgeError
from esor_bot.reception.text import printable
from esor_bot.terminal.forms import Forms
from esor_bot.terminal.office.counter import Counter
from esor_bot.terminal.port import Assistant, Clock
from esor_bot.terminal.said import Said
from esor_bot.wording import Wording
from esor_bot.wording.words import Plainly

# The words of the help, in its order. What else is known: words of later releases, and other names of these.
WORDS = (
    "ask",
    "check",
    "documents",
    "deadline",
    "eligibility",
    "office",
    "cases",
    "add",
    "withdraw",
    "why",
    "new",
    "privacy",
    "forget-me",
    "help",
    "quit",
)

_LEAVING = ("quit", "exit")
_BARE = frozenset({"office", "cases", "privacy", "forget-me", "help"})  # replies name them, and nobody means more

Files = Callable[[str], tuple[Block, ...]]  # what follows the word `check` becomes a report


class Keeping(Protocol):
    """Whatever keeps the lines that were typed beyond the end of the session."""

    @property
    def place(self) -> str:
        """Where they are kept."""

    def forget(self) -> None:
        """Delete them."""


class Session:
    """Hears lines: a question goes to the assistant, a word with a slash is done here.

    The assistant is asked for when the first question comes, so that a session begins before it is built.
    """

    def __init__(
        self,
        assistant: Callable[[], Assistant],
        wording: Wording,
        clock: Clock,
        programme: str | None = None,
        keeping: Keeping | None = None,
        files: Files | None = None,
        office: Counter | None = None,
        forms: Forms | None = None,
    ) -> None:
        self._assistant = assistant
        self._wording = wording
        self._plainly = Plainly(wording)
        self._clock = clock
        self._programme = programme
        self._keeping = keeping
        self._files = files
        self._office = office
        self._forms = forms
        self._conversation = uuid4().hex
        self._last: tuple[Message, Reply] | None = None
        self._words: Mapping[str, Callable[[str], Said]] = {
            "ask": self._ask,
            "documents": lambda _: self._question(self._wording.say("terminal.asks.documents")),
            "deadline": lambda _: self._question(self._wording.say("terminal.asks.deadline")),
            "eligibility": lambda rest: self._form("eligibility", rest),
            "office": self._ask_office,
            "cases": lambda rest: self._say("office.not_yet") if office is None else office.cases(rest),
            "add": lambda rest: self._say("office.not_yet") if office is None else office.add(rest),
            "withdraw": lambda rest: self._say("office.not_yet") if office is None else office.withdraw(rest),
            "check": self._check,
            "why": lambda _: self._why(),
            "new": lambda _: self._new(),
            "privacy": self._privacy,
            "forget-me": lambda _: self._forget_me(),
            "help": lambda _: self._help(),
            **dict.fromkeys(_LEAVING, lambda _: Said((), leaves=True)),
        }

    @property
    def waits(self) -> bool:
        """Say whether even an empty line is an answer now."""
        return self._forms is not None and self._forms.waits

    def hear(self, line: str) -> Said:
        """Answer one line of input; raise KnowledgeError, and nothing else, when no line can be answered."""
        try:
            return self._heard(printable(line).strip())
        except KnowledgeError:
            raise
        except EsorBotError as error:
            return Said((Text(str(error)),))

    def arrived(self) -> bool:
        """Take in what arrived from the office, and say whether there are news. Any thread may call this."""
        return self._office is not None and self._office.arrived()

    def news(self) -> tuple[Block, ...]:
        """Return what arrived from the office and was not shown yet; nothing where it can't be reached."""
        return () if self._office is None else self._office.news()

    def shown(self) -> None:
        """Say that the news were shown: they don't come again."""
        if self._office is not None:
            self._office.shown()

    def _heard(self, text: str) -> Said:
        if text.lower() in _LEAVING:
            return Said((), leaves=True)
        if (filled := self._in_form(text)) is not None:
            return filled
        if text.lower() in _BARE:
            text = f"/{text}"
        elif not text.startswith("/") and (word := self._plainly.word(text)):
            text = f"/{word}"
        if not text.startswith("/"):
            if self._office is not None and self._office.waits:
                return self._office.hear(text)
            return self._question(text)
        if self._office is not None:
            self._office.lay_aside()
        if self._forms is not None:
            self._forms.lay_aside()
        word, rest = _split(text)
        if word not in self._words:
            return self._say("terminal.unknown", word=word)
        return self._words[word](rest)

    def _is_word(self, text: str) -> bool:
        """Say whether it is a word with a slash; a path begins with one, too."""
        return text.startswith("/") and _split(text)[0] in self._words

    def _question(self, text: str) -> Said:
        message = Message(text, self._clock(), self._conversation, self._programme)
        reply = self._assistant().handle(message)
        self._last = (message, reply)
        if self._office is not None:
            self._office.drop()
        return Said(reply.blocks)

    def _ask(self, question: str) -> Said:
        return self._question(question) if question else self._say("terminal.ask_what")

    def _ask_office(self, question: str) -> Said:
        if self._office is None:
            return self._say("office.not_yet")
        if not question:
            return self._office.ask("", self._last[1] if self._last else None, another=False)
        # What the bot finds for it goes along; the conversation is not concerned.
        reply = self._assistant().handle(Message(question, self._clock(), programme=self._programme))
        return self._office.ask(question, reply, another=True)

    def _form(self, word: str, text: str) -> Said:
        if self._forms is None:
            return self._say("terminal.later")
        return Said(self._forms.begin(word, text or self._programme or ""))

    def _in_form(self, text: str) -> Said | None:
        """Pick what is offered, or fill a form in; None where a line does neither."""
        forms = self._forms
        if forms is not None and forms.offers(text):
            done = forms.pick(text)
            return self._question(done) if isinstance(done, str) else self._came(forms, done)
        if forms is not None and forms.waits and not self._is_word(text):
            return self._came(forms, forms.hear(text))
        return None

    def _came(self, forms: Forms, blocks: tuple[Block, ...]) -> Said:
        if (reply := forms.taken()) is not None:  # the word `office` asks what it offers; what was told stays here
            offer = tuple(block for block in reply.blocks if isinstance(block, OfficeOffer))
            kept = replace(reply, blocks=offer, entries=())
            self._last = (Message("", self._clock(), programme=self._programme), kept)
        return Said(blocks)

    def _check(self, file: str) -> Said:
        return self._say("terminal.later") if self._files is None else Said(self._files(file))

    def _why(self) -> Said:
        if self._last is None:
            return self._say("terminal.why_nothing")
        message, reply = self._last
        return Said((Text("\n".join(reply.why or self._assistant().why(message))),))

    def _new(self) -> Said:
        self._forget_conversation()
        return self._say("terminal.new")

    def _privacy(self, text: str) -> Said:
        if text:
            return self._say("office.not_yet") if self._office is None else Said(self._office.privacy(text))
        nothing = self._keeping is None
        said = self._say("terminal.privacy_nothing" if nothing else "terminal.privacy", file=self._kept_in())
        return said if self._office is None else Said((*said.blocks, *self._office.privacy("")))

    def _forget_me(self) -> Said:
        return Said(self._forget_here()) if self._office is None else self._office.forget(self._forget_here)

    def _forget_here(self) -> tuple[Block, ...]:
        self._forget_conversation()
        if self._keeping is not None:
            self._keeping.forget()
        return self._say("terminal.forgotten").blocks

    def _kept_in(self) -> str:
        return "" if self._keeping is None else self._keeping.place

    def _forget_conversation(self) -> None:
        if self._last is not None:
            self._assistant().forget(self._conversation)
        self._conversation = uuid4().hex
        self._last = None
        if self._office is not None:
            self._office.drop()

    def _help(self) -> Said:
        width = max(map(len, WORDS))
        lines = (f"/{word:<{width}}  {self._wording.say(f'terminal.words.{word}')}" for word in WORDS)
        return Said((Text(self._wording.say("terminal.help")), Text("\n".join(lines))))

    def _say(self, id_: str, **values: object) -> Said:
        return Said((Text(self._wording.say(id_, **values)),))


def _split(text: str) -> tuple[str, str]:
    word, *rest = text[1:].split(maxsplit=1) or [""]
    return word.lower(), rest[0].strip() if rest else ""
