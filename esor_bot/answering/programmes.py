"""Which programme a message is about: asked back only where the answers differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from esor_bot.answering.context import Thread
from esor_bot.answering.engine import Engine
from esor_bot.answering.normalise import clean, line
from esor_bot.domain.programme import EntryKind
from esor_bot.domain.reply import Choices, Found, OfficeOffer, Option, Outcome, Quotation, Reply, Source, Text
from esor_bot.domain.statement import PREFIX
from esor_bot.wording import Wording

Answer = tuple[Reply, Thread]


@dataclass(frozen=True, slots=True)
class Choose:
    """Sends a message to the engine of the programme it is about."""

    engines: Mapping[str, Engine]
    wording: Wording

    def answer(self, text: str, thread: Thread, today: date) -> Answer:
        """Answer in the programme that the message or the thread names, else in all of them at once."""
        if len(self.engines) == 1:
            engine = next(iter(self.engines.values()))
            return engine.answer(text, thread, today)
        waiting = thread.question if len({option.programme for option in thread.options}) > 1 else ""
        if waiting and (picked := self._picked(text, thread)):
            chosen = picked != NONE
            reply, after = self._in(picked, waiting, Thread(at=thread.at), today) if chosen else self._none(thread)
            return replace(reply, picked=True), after
        named = self._named(text)
        known = thread.programme if thread.programme in self.engines else None
        if named is not None:
            rest = self._without_name(text, named)
            question = rest or waiting or thread.question or text
            kept = thread if named == known and rest else Thread(at=thread.at)
            return self._in(named, question, kept, today)
        return self._in(known, text, thread, today) if known else self._all(text, thread, today)

    def pick(self, programme: str, entry: str, thread: Thread, today: date) -> Answer | None:
        """Return what picking one of the choices gives that were offered for the thread's question.

        With no entry a programme was picked; None where that, or the entry, is not there any more.
        """
        engine = self.engines.get(programme)
        if engine is None:
            return None
        if not entry:
            reply, after = self._in(programme, thread.question, Thread(at=thread.at), today)
            return replace(reply, picked=True), after
        picked = engine.pick(entry, thread, today)
        if picked is None or len(self.engines) == 1:
            return picked
        return picked[0], replace(picked[1], programme=programme)

    def none(self, programme: str, thread: Thread, today: date) -> Answer:
        """Return what it gives to pick none of the choices; with no programme these were programmes."""
        engine = self.engines.get(programme)
        picked = engine.pick("", thread, today) if engine else None
        reply, after = picked or self._none(thread)
        return replace(reply, picked=True), after

    def _in(self, programme: str, text: str, thread: Thread, today: date) -> Answer:
        reply, after = self.engines[programme].answer(text, thread, today)
        return reply, replace(after, programme=programme)

    def _names(self, programme: str) -> list[str]:
        own = self.engines[programme].base.programme
        names = {line(name) for name in (own.title, own.short, *own.aliases)}
        return sorted(names, key=len, reverse=True)

    def _named(self, text: str) -> str | None:
        """Return the one programme whose title or alias stands in the text."""
        said = f" {line(text)} "
        found = {id_ for id_ in self.engines for name in self._names(id_) if f" {name} " in said}
        return found.pop() if len(found) == 1 else None

    def _without_name(self, text: str, programme: str) -> str:
        """Return a message without the programme's name; "" when nothing with content is left."""
        own = self.engines[programme].base.programme
        turns, title = self.engines[programme].turns, set(line(f"{own.title} {own.short}").split())
        said = f" {line(text)} "
        for name in self._names(programme):
            said = said.replace(f" {name} ", f" {GONE} ")
        rest = said.split()
        while GONE in rest:  # "the Skerrow exchange": words of the title beside the name go with it
            place = rest.index(GONE)
            after = place + 1
            while after < len(rest) and rest[after] in title - turns.carriers:
                after += 1
            rest[place:after] = []
        while rest and rest[-1] in turns.carriers:  # "the deadline of the", once the name is gone
            rest.pop()
        asked = " ".join(rest) + ("?" if text.rstrip().endswith("?") else "")
        return asked if turns.content(asked) else ""

    def _all(self, text: str, thread: Thread, today: date) -> Answer:
        replies = {id_: engine.answer(text, thread, today) for id_, engine in self.engines.items()}
        sure = {id_: pair for id_, pair in replies.items() if self._settles(id_, pair[0])}
        said = sure or {id_: pair for id_, pair in replies.items() if self._knows(id_, pair[0])}
        if not said:
            first = next(iter(replies.values()))
            return next((pair for pair in replies.values() if _names_a_question(pair[0])), first)
        if len(said) == len(replies) and len({_content(reply) for reply, _ in said.values()}) == 1:
            return next(iter(said.values()))
        if len(said) == 1:
            id_, (reply, after) = next(iter(said.items()))
            return reply, replace(after, programme=id_)
        options = tuple(
            Option(self.engines[id_].base.programme.short, reply.entries[0].id if reply.entries else "", id_)
            for id_, (reply, _) in said.items()
        )
        question = clean(text)
        reply = Reply(Outcome.CLARIFY, self._which(options, question), _offered(options))
        return reply, replace(thread, options=options, question=question, topics=())

    def _settles(self, programme: str, reply: Reply) -> bool:
        """Say whether a programme's page answers; what its office said beside the page does not rule out others."""
        answered = reply.outcome is Outcome.ANSWERED and self._kinds(programme, reply) != {EntryKind.SILENT}
        return answered or reply.verdict is not None

    def _knows(self, programme: str, reply: Reply) -> bool:
        """Say whether a programme at least knows what a message is about: a question back, a known silence.

        What its office said to a near question is no such knowledge.
        """
        silent = EntryKind.SILENT in self._kinds(programme, reply) and not _names_a_question(reply)
        return reply.outcome is Outcome.CLARIFY or silent

    def _kinds(self, programme: str, reply: Reply) -> set[EntryKind]:
        base = self.engines[programme].base
        return {entry.kind for found in reply.entries if (entry := base.entry(found.id)) is not None}

    def _which(self, options: Sequence[Option], question: str) -> tuple[Text, Choices, OfficeOffer]:
        return (
            Text(self.wording.say("clarify.programme")),
            Choices(tuple(options), self.wording.say("clarify.none"), question),
            OfficeOffer(self.wording.say("office.offer"), question),
        )

    def _picked(self, text: str, thread: Thread) -> str:
        """Return the programme that a message picks of those offered, NONE for none of them, "" for no pick."""
        named = self._named(text)
        place = next(iter(self.engines.values())).turns.pick(text, thread.options)
        if place:
            return thread.options[place - 1].programme
        return NONE if place == 0 else (named if named and not self._without_name(text, named) else "")

    def _none(self, thread: Thread) -> Answer:
        blocks = (
            Text(self.wording.say("pick.none")),
            OfficeOffer(self.wording.say("office.offer"), thread.question),
        )
        return Reply(Outcome.ESCALATE, blocks), replace(thread, options=(), topics=())


NONE = "(none)"
GONE = "\0"


def _offered(options: Sequence[Option]) -> tuple[Found, ...]:
    return tuple(Found(option.entry, 0.0) for option in options if option.entry)


def _names_a_question(reply: Reply) -> bool:
    """Say whether a reply finds nothing, and names a near question that the office answered."""
    return reply.outcome is Outcome.ESCALATE and any(found.id.startswith(PREFIX) for found in reply.entries)


def _content(reply: Reply) -> tuple[str, ...]:
    """Return what a reply says, without quotations and where they stand."""
    return tuple(repr(block) for block in reply.blocks if not isinstance(block, Quotation | Source))
