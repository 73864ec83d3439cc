"""Which programme a message is about: asked back only where the answers differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from esor_bot.answering.context import Thread
from esor_bot.answering.engine import Engine
from esor_bot.answering.turns import line
from esor_bot.domain.reply import Choices, Found, Option, Outcome, Quotation, Reply, Source, Text
from esor_bot.wording import Wording

_SAID = frozenset({Outcome.ANSWERED, Outcome.CLARIFY})


@dataclass(frozen=True, slots=True)
class Choose:
    """Sends a message to the engine of the programme it is about."""

    engines: Mapping[str, Engine]
    wording: Wording

    def answer(self, text: str, thread: Thread, today: date) -> tuple[Reply, Thread]:
        """Answer in the programme that the thread or the message names, else in all of them at once."""
        if thread.options and not thread.topics and thread.programme is None:
            picked = self._picked(text, thread, today)
            if picked is not None:
                return picked
        known = thread.programme if thread.programme in self.engines else None
        named = self._named(text)
        only = next(iter(self.engines)) if len(self.engines) == 1 else None
        programme = named or known or only
        if programme is not None:
            kept = thread if programme == (known or only) else Thread(at=thread.at)
            reply, after = self.engines[programme].answer(text, kept, today)
            return reply, replace(after, programme=programme if only is None else thread.programme)
        return self._all(text, thread, today)

    def _named(self, text: str) -> str | None:
        """Return the one programme whose title or alias stands in the text."""
        said = f" {line(text)} "
        found = {
            id_
            for id_, engine in self.engines.items()
            for name in (
                engine.base.programme.title,
                engine.base.programme.short,
                *engine.base.programme.aliases,
            )
            if f" {line(name)} " in said
        }
        return found.pop() if len(found) == 1 else None

    def _all(self, text: str, thread: Thread, today: date) -> tuple[Reply, Thread]:
        replies = {id_: engine.answer(text, thread, today) for id_, engine in self.engines.items()}
        said = {id_: pair for id_, pair in replies.items() if pair[0].outcome in _SAID}
        if not said:
            return next(iter(replies.values()))
        first = next(iter(said.values()))
        if len({_content(reply) for reply, _ in said.values()}) == 1 and len(said) == len(replies):
            return first
        if len(said) == 1:
            id_, (reply, after) = next(iter(said.items()))
            return reply, replace(after, programme=id_)
        options = tuple(
            Option(self.engines[id_].base.programme.short, reply.entries[0].id if reply.entries else "", id_)
            for id_, (reply, _) in said.items()
        )
        blocks = (
            Text(self.wording.say("clarify.programme")),
            Choices(options, self.wording.say("clarify.none")),
        )
        found = tuple(Found(option.entry, 0.0) for option in options if option.entry)
        reply = Reply(Outcome.CLARIFY, blocks, found)
        return reply, replace(thread, options=options, question=text, topics=())

    def _picked(self, text: str, thread: Thread, today: date) -> tuple[Reply, Thread] | None:
        """Answer the question that was waiting for its programme."""
        engine = next(iter(self.engines.values()))
        if len({option.programme for option in thread.options}) < 2:
            return None
        place = engine.turns.pick(text, thread.options)
        if not place:
            return None
        programme = thread.options[place - 1].programme
        fresh = Thread(programme=programme, at=thread.at)
        reply, after = self.engines[programme].answer(thread.question, fresh, today)
        return reply, replace(after, programme=programme)


def _content(reply: Reply) -> tuple[str, ...]:
    """Return what a reply says, without quotations and where they stand."""
    return tuple(repr(block) for block in reply.blocks if not isinstance(block, Quotation | Source))
