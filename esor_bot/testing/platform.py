"""A platform of nothing: a core that says what it is told to, and what shows, tells and delivers into a list."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Attachment, Event, Person
from esor_bot.domain.form import Answer, Checking
from esor_bot.domain.reply import Outcome, Reply, Text
from esor_bot.reception.notices import Notice
from esor_bot.serving.checks import NotFetched
from esor_bot.serving.trouble import Refused
from esor_bot.wording import Wording


def saying(text: str) -> Reply:
    """Return a reply of one sentence."""
    return Reply(Outcome.SMALLTALK, (Text(text),))


def said(reply: Reply) -> str:
    """Return the sentences of a reply."""
    return " ".join(block.text for block in reply.blocks if isinstance(block, Text))


@dataclass
class Words:
    """A house in which there are only words."""

    wording: Wording

    def words(self, person: Person) -> Wording:
        """Return the words."""
        return self.wording


@dataclass
class Core:
    """A core that answers as it is told, and notes what it heard."""

    house: Words = field(default_factory=lambda: Words(Wording({})))
    answer: Callable[[Event], Answer] = lambda event: saying("Until Friday.")
    heard: list[Event] = field(default_factory=list)
    reading: Callable[[bytes], str] = lambda data: f"read {len(data)}"

    def handle(self, event: Event) -> Answer:
        """Note an event, and answer it."""
        self.heard.append(event)
        return self.answer(event)

    def check(self, checking: Checking, data: bytes, progress: Callable[[int, int], None]) -> Reply:
        """Say what was read."""
        progress(1, 2)
        return saying(self.reading(data))

    def progress(self, read: int, total: int) -> Reply:
        """Say how far it is."""
        return saying(f"{read} of {total}")


@dataclass
class Shelf:
    """Files, by their ids."""

    files: Mapping[str, bytes] = field(default_factory=dict)

    async def fetch(self, file: Attachment, most: int) -> bytes:
        """Return a file. Raises NotFetched where it is not there."""
        if file.id not in self.files:
            raise NotFetched("surface.file.gone")
        return self.files[file.id]


@dataclass
class Told:
    """Notes what is told of a check; `fails` is raised where the end is told, `going` set when it is how far it is."""

    says: list[tuple[str, str]] = field(default_factory=list)
    fails: Exception | None = None
    going: asyncio.Event = field(default_factory=asyncio.Event)

    async def begin(self, reply: Reply) -> None:
        """Note that it begins."""
        self.says.append(("begin", said(reply)))

    async def now(self, reply: Reply) -> None:
        """Note how far it is."""
        self.says.append(("now", said(reply)))
        self.going.set()

    async def end(self, reply: Reply) -> None:
        """Note how it ended."""
        if self.fails is not None:
            raise self.fails
        self.says.append(("end", said(reply)))

    async def decline(self, reply: Reply) -> None:
        """Note that there is none."""
        self.says.append(("decline", said(reply)))


class Cork:
    """A noticeboard in memory: `shown` holds, by receipts, what is read there; `did` what was done, in order."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}
        self.did: list[str] = []
        self.fails: list[Exception] = []
        self.patient = False

    async def post(self, place: Place, notice: Notice, key: str) -> str:
        """Show a notice."""
        return self._put("post", place, notice)

    async def below(self, place: Place, card: str, notice: Notice, key: str) -> str:
        """Show a notice below a card."""
        return self._put(f"below {card}", place, notice)

    async def card(self, place: Place, notice: Notice, key: str) -> str:
        """Show a card."""
        return self._put("card", place, notice)

    async def change(self, card: str, notice: Notice, key: str) -> bool:
        """Change a card, where it is there."""
        await asyncio.sleep(0)
        if card in self.shown:
            self.did.append(f"change {card}")
            self.shown[card] = said(notice.reply)
        return card in self.shown

    def waits(self, error: Refused, place: Place, notice: Notice) -> bool:
        """Say whether it is to wait."""
        return self.patient

    def _put(self, what: str, place: Place, notice: Notice) -> str:
        self.did.append(what)
        if self.fails:
            raise self.fails.pop(0)
        receipt = f"{place.channel}:{len(self.shown) + 1}"
        self.shown[receipt] = said(notice.reply)
        return receipt
