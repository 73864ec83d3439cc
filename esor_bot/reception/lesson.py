"""Statements as the office sees them, as lines: what people read, what leads to it, and what it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from esor_bot.answering.effect import Change, Effect
from esor_bot.desk.learning import Look
from esor_bot.domain.reply import Listing, Reply, Text
from esor_bot.domain.statement import Standing, Statement
from esor_bot.reception.case_text import named_cases
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.plain import render
from esor_bot.reception.text import printable, short

_EXAMPLES = 3
_ENTRIES = 6
_NEAR = 3
_WIDE = 100


@dataclass(frozen=True, slots=True)
class Lesson:
    """Says things of statements; `label` is what an entry (of which programme) is about."""

    phrases: Phrases
    clock: Callable[[], datetime]
    label: Callable[[str, str], str]

    def line(self, statement: Statement) -> str:
        """Return a statement as one line of a list."""
        return self._say(
            "line",
            statement=statement.name,
            state=self._say(f"state.{statement.state}"),
            when=self._when(statement),
            on=short(self._on(statement), 40),
            answer=short(statement.answer),
        )

    def _on(self, statement: Statement) -> str:
        """Name what leads to it. The terminal names a topic by the word that is typed for it."""
        if statement.topic:
            return self.label(statement.programme, statement.topic) if self.phrases.marks else statement.topic
        return statement.questions[0] if statement.questions else self._say("on_questions")

    def show(self, look: Look) -> Iterator[str]:
        """Show a statement that is stored."""
        statement = look.statement
        yield self._say(
            "head",
            statement=statement.name,
            state=self._say(f"state.{statement.state}"),
            number=statement.case,
            author=statement.author_name or statement.author,
            when=self.phrases.when(statement.said, self.clock()),
        )
        if statement.decided is not None:
            by = statement.decider_name or statement.decider
            yield self._say("decided", by=by, state=self._say(f"did.{statement.state}"), when=self._when(statement))
        yield from self._rest(look, "read")

    def draft(self, look: Look) -> Iterator[str]:
        """Show a statement that would be put forward."""
        yield from self._rest(look, "draft")

    def _rest(self, look: Look, id_: str) -> Iterator[str]:
        statement = look.statement
        if look.reply is None:
            yield self._say("other_cycle", cycle=statement.cycle)
            yield from ("", *_indented(statement.answer), "")
        else:
            yield self._say(id_, number=statement.case)
            yield from ("", *_indented(render(look.reply)), "")
        if look.aside is not None:
            label = self.label(statement.programme, statement.topic)
            yield self._say("aside" if statement.topic else "aside_alone", label=label, topic=statement.topic)
            yield from ("", *_indented(_first(look.aside)), "")
        yield from self._leads(look)
        for name in ("taken", "doubtful"):
            pieces: Sequence[str] = getattr(look, name)
            if pieces:
                yield self._say(name, pieces=_quoted(pieces))
        if look.similar:
            yield self._say("similar", cases=named_cases(self.phrases, look.similar))
        if look.effect is not None:
            yield from self._effect(look.effect, statement)

    def _leads(self, look: Look) -> Iterator[str]:
        """Say what leads to a statement."""
        statement = look.statement
        if not statement.topic:
            yield self._say("no_topic")
        elif not statement.questions:
            label = self.label(statement.programme, statement.topic)
            yield self._say("whole", topic=statement.topic, label=label)
        if look.replaces is not None:
            yield self._say("replaces", statement=look.replaces.name)
        if statement.questions:
            yield self._say("questions")
            yield from (f"  {self._say('question', text=one)}" for one in statement.questions)
        elif not statement.topic:
            yield self._say("questions_none")

    def _effect(self, effect: Effect, statement: Statement) -> Iterator[str]:
        """Say what changes, topic by topic, with a few examples of each; what is not of the topic comes first."""
        yield ""
        if effect.unreached:
            yield self._say("unreached", pieces=_quoted(effect.unreached))
        counts = effect.counted
        if not counts:
            yield self._say("effect_none", asked=f"{effect.asked:,}")
        else:
            id_ = "effect_now" if statement.state is Standing.APPROVED else "effect"
            yield self._say(id_, asked=f"{effect.asked:,}", count=len(effect.changes))
        ordered = sorted(counts, key=lambda entry: (entry == effect.topic, -counts[entry]))
        for entry in ordered[:_ENTRIES]:
            label = self.label(statement.programme, entry)
            yield f"  {self._say('entry', count=counts[entry], label=label, entry=entry)}"
            of_it = [change for change in effect.changes if change.entry == entry]
            of_it.sort(key=lambda change: not change.question.isascii())
            for change in of_it[: _EXAMPLES if entry != effect.topic else 1]:
                yield from self._change(change)
        if effect.others:
            yield self._say("others", count=len(effect.others))
        if effect.near:
            yield self._say("near" if statement.topic else "near_topic")
            for one in effect.near[:_NEAR]:
                label = self.label(statement.programme, one.entry)
                yield f"  {self._say('near_line', question=one.question, label=label, entry=one.entry)}"

    def _change(self, change: Change) -> Iterator[str]:
        yield f"    {self._say('change', question=change.question)}"
        yield f"      {self._say('before', text=_told(change.before))}"
        yield f"      {self._say('after', text=_told(change.after, change.before))}"

    def _when(self, statement: Statement) -> str:
        return self.phrases.when(statement.decided or statement.said, self.clock())

    def _say(self, id_: str, **values: object) -> str:
        return self.phrases.say(f"learning.{id_}", **values)


def _first(reply: Reply) -> str:
    """Return the paragraphs that a reply begins with."""
    return render(replace(reply, blocks=tuple(takewhile(lambda block: isinstance(block, Text), reply.blocks))))


def _told(reply: Reply, other: Reply | None = None) -> str:
    """Return the first words of a reply that another one does not say, too."""
    for block in reply.blocks:
        if other is not None and block in other.blocks:
            continue
        if isinstance(block, Text):
            return short(block.text, _WIDE)
        if isinstance(block, Listing):
            return short(" ".join(block.items), _WIDE)
    return ""


def _quoted(pieces: Sequence[str]) -> str:
    return "; ".join(f"“{short(piece, _WIDE)}”" for piece in pieces)


def _indented(text: str) -> Iterator[str]:
    yield from (f"  {line}".rstrip() for line in printable(text).split("\n"))
