"""What the office reads of cases, in sentences: a line of a list, and all that stands on a card."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from esor_bot.desk.files import CaseFile
from esor_bot.desk.stopped import Reason, reason
from esor_bot.domain.case import OF_THE_ASKER, Case, Deed, Record, State
from esor_bot.reception.names import Names
from esor_bot.reception.phrases import Phrases
from esor_bot.reception.text import printable, short

_ANSWER = 100  # how much is shown of an earlier answer
_STARTS = 5


def line(phrases: Phrases, case: Case, now: datetime) -> str:
    """Return a case as one line of a list."""
    owner = case.whose if case.live else ""
    values = {
        "number": case.number,
        "state": phrases.say(f"state.{case.state}"),
        "when": phrases.when(case.changed, now),
        "question": _question(phrases, case),
    }
    return phrases.say("list.line_owner", owner=owner, **values) if owner else phrases.say("list.line", **values)


def named_cases(phrases: Phrases, cases: Sequence[Case]) -> str:
    """Name cases in one line."""
    return "; ".join(_named(phrases, case, 40) for case in cases)


def starts(file: CaseFile, names: Names) -> tuple[str, ...]:
    """Return what an answer could start from, as it is named: what the bot found, then earlier answers."""
    case = file.case
    entries = [id_ for id_ in case.stopped.entries if names.kind(case.programme, id_) is not None]
    answered = [f"#{other.number}" for other in (*file.alike, *file.earlier) if other.number in file.answers]
    return tuple(dict.fromkeys((*entries, *answered)))[:_STARTS]


@dataclass(frozen=True, slots=True)
class CaseText:
    """Says all of a case as the office reads it now, part by part."""

    phrases: Phrases
    file: CaseFile
    now: datetime
    names: Names

    def head(self) -> str:
        """Return the head: what it is, where it stands, what it is about, where and when it was asked."""
        case = self.file.case
        return self.phrases.say(
            "gone.head" if case.forgotten else "card.head",
            number=case.number,
            state=self.phrases.say(f"state.{case.state}"),
            programme=self.programme(),
            platform=self.platform(),
            when=self._when(case.opened),
        )

    def programme(self) -> str:
        """Return what the programme is called."""
        case = self.file.case
        return self.names(case.programme, "") if case.programme else self.phrases.say("card.no_programme")

    def platform(self) -> str:
        """Say on which platform it was asked."""
        return platform_of(self.phrases, self.file.case.place.platform)

    def question(self) -> str:
        """Return the question, or why it is not there any more."""
        case = self.file.case
        if case.forgotten:
            return self.phrases.say("gone.withdrawn" if case.state is State.WITHDRAWN else "gone.card")
        return printable(case.question)

    def standing(self) -> Iterator[str]:
        """Say what the bot said, why it stopped, who has the case, and until when it is to be answered."""
        case, say = self.file.case, self.phrases.say
        if not case.forgotten:  # what it was about is deleted with what was said
            yield from self.bot()
        owner = case.whose
        if owner:
            yield say("card.owner" if case.live else "card.owner_had", owner=owner)
        if case.into is not None:
            yield say("card.into", into=case.into)
        if self.file.due is not None:
            late = self.file.due < self.now
            yield say("card.was_due" if late else "card.due", when=self._when(self.file.due))

    def bot(self) -> Iterator[str]:
        """Say what the bot said, and why it stopped."""
        stopped = self.file.case.stopped
        if stopped.why:
            yield self.phrases.say("card.said", said=stopped.why)
        why = reason(stopped, partial(self.names.kind, self.file.case.programme))
        if why is not None:
            yield self._stopped(*why)

    def _stopped(self, why: Reason, entries: Sequence[str]) -> str:
        named = [self.names(self.file.case.programme, id_) for id_ in entries]
        if why is Reason.ANSWERED and not named:
            return self.phrases.say("card.stopped.answered_plain")
        return self.phrases.say(f"card.stopped.{why}", entries="; ".join(f"“{name}”" for name in named))

    def others(self) -> Iterator[str]:
        """Say who gets the same answer, and who else asked something similar."""
        case, say = self.file.case, self.phrases.say
        if self.file.followers:
            yield say("card.followers", cases=named_cases(self.phrases, self.file.followers))
        others = [other for other in (*self.file.similar, *self.file.alike) if other.asker != case.asker]
        if not others:
            return
        people = len({other.asker for other in others})
        first = self._when(min(other.opened for other in others))
        yield say("card.similar_one" if people == 1 else "card.similar", count=people, when=first)
        yield from (self._with_answer(other) for other in others)

    def earlier(self) -> Iterator[str]:
        """Say what the same person asked before."""
        if self.file.earlier:
            yield self.phrases.say("card.earlier")
            yield from (self._with_answer(other) for other in self.file.earlier)

    def _with_answer(self, case: Case) -> str:
        told, answer = _named(self.phrases, case, 60), self.file.answers.get(case.number)
        return f"  {told}" if answer is None else f"  {told} – “{short(printable(answer), _ANSWER)}”"

    def record(self) -> Iterator[str]:
        """Yield what was done, oldest first, each deed with all its lines."""
        yield from (self._done(record) for record in self.file.records if record.deed is not Deed.ASK)

    def _done(self, record: Record) -> str:
        by_asker = record.deed in OF_THE_ASKER
        who = self.phrases.say("asker") if by_asker else record.by
        kind = "note_text" if record.deed is Deed.NOTE else "record_text" if record.text else "record"
        did = self.phrases.did_it(record.deed)
        return self.phrases.say(f"card.{kind}", when=self._when(record.at), who=who, deed=did, text=record.text)

    def _when(self, at: datetime) -> str:
        return self.phrases.when(at, self.now)


def _named(phrases: Phrases, case: Case, most: int) -> str:
    state = phrases.say(f"state.{case.state}")
    return phrases.say("card.case", number=case.number, state=state, question=_question(phrases, case, most))


def _question(phrases: Phrases, case: Case, most: int = 70) -> str:
    return phrases.say("gone.short") if case.forgotten else short(case.question, most)


def platform_of(phrases: Phrases, platform: str) -> str:
    """Say on which platform something is."""
    known = f"desk.card.platform.{platform}" in phrases.wording.sentences
    return phrases.say(f"card.platform.{platform if known else 'other'}", platform=platform)
