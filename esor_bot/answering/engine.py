"""The engine: one message in its conversation becomes one reply. Deterministic, and it can say why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from esor_bot.answering.base import Base
from esor_bot.answering.context import Thread
from esor_bot.answering.days import days
from esor_bot.answering.decide import Gate
from esor_bot.answering.learned import Learned, Spoken
from esor_bot.answering.normalise import MAX_CHARS, clean, joined, line, words
from esor_bot.answering.overlay import overlay
from esor_bot.answering.pieces import RELATED, Cutter, Leaning, Piece
from esor_bot.answering.rank import Candidate
from esor_bot.answering.say import Part, Speaker
from esor_bot.answering.turns import Turns
from esor_bot.answering.verdicts import Judge
from esor_bot.answering.yesno import lead
from esor_bot.domain.programme import Choice, Entry, EntryKind, Phase, Role
from esor_bot.domain.reply import Outcome, Reply
from esor_bot.domain.statement import Said
from esor_bot.eligibility import Circumstances
from esor_bot.wording import Wording

SIBLING = 0.6
CHOICE_WORDS = 2
HALF_SURE = 0.3
ASKING = frozenset({"how", "when", "where", "why", "who", "whom", "whose"})
TIMED = {Role.WINDOW: 0.4, Role.LATE: 0.5}
FAR = 75  # days after the deadline; a later day is about the fellowship itself


@dataclass(slots=True)
class Trace:
    """What decided, line by line."""

    lines: list[str] = field(default_factory=list)

    def decided(self, pieces: Sequence[Piece], learned: Learned) -> None:
        """Note the pieces of the message with their candidates, the gate that decided, and who speaks."""
        for piece in pieces:
            self.lines.append(f"“{piece.segment.text[:120]}”")
            for one in piece.candidates[:3]:
                numbers = f"{one.score:.2f} (share {one.share:.2f}, nearness {one.near:.2f})"
                self.lines.append(f"  {one.entry.id}: {numbers}")
            self.lines.append(f"  decided: {piece.decision.gate.value}")
            if piece.named is not None:
                one = piece.named
                self.lines.append(
                    f"  may be answered by the office, its question is named: {one.entry.id} ({one.near:.2f})"
                )
            found = piece.found
            spoken = learned.spoken(found.number, piece.segment.words, sure=piece.sure) if found else None
            if spoken is not None:
                said, meant = spoken.said, "" if spoken.meant else ", perhaps to something else"
                self.lines.append(f"  said by the office: {said.id} of {said.day} ({said.role}){meant}")


@dataclass(frozen=True, slots=True)
class Engine:
    """Answers messages about one programme."""

    base: Base
    wording: Wording
    turns: Turns
    judge: Judge
    cutter: Cutter
    choices: Mapping[str, Choice]
    stems: Mapping[str, Choice]

    @classmethod
    def of(cls, base: Base, wording: Wording, turns: Turns, judge: Judge) -> Engine:
        """Build the engine of one programme."""
        choices = {line(word): choice for choice in base.cycle.choices for word in choice.words}
        stems = {" ".join(base.reader.stem(word) for word in said.split()): one for said, one in choices.items()}
        base = overlay(base, base.cycle.statements, turns.empty)
        return cls(base, wording, turns, judge, Cutter(base, turns), choices, stems)

    def told(self, statements: Sequence[Said]) -> Engine:
        """Return the engine as it answers with these statements beside those of the knowledge folder."""
        base = overlay(self.base, (*self.base.cycle.statements, *statements), self.turns.empty)
        return replace(self, base=base, cutter=Cutter(base, self.turns))

    def answer(self, text: str, thread: Thread, today: date) -> tuple[Reply, Thread]:
        """Answer one message; returns the reply and the conversation's new context."""
        speaker, trace = Speaker(self.base, self.wording, today), Trace()
        message = clean(text)
        if not any(mark.isalpha() or mark.isdigit() for mark in message):
            id_ = "reply.not_understood" if text.strip() else "reply.empty"
            return speaker.plain(Outcome.CLARIFY, id_), thread
        reply, after = self._turn(message, thread, speaker, trace)
        if len(text) > MAX_CHARS:
            trace.lines.append(f"read the first {MAX_CHARS} characters of {len(text)}")
        return replace(reply, why=tuple(trace.lines)), after

    def pick(self, id_: str, thread: Thread, today: date) -> tuple[Reply, Thread] | None:
        """Return what picking an entry for the thread's question gives, None where there is no such entry (any more).

        With "" for the entry none of those offered was meant.
        """
        speaker, entry = Speaker(self.base, self.wording, today), self.base.entry(id_) if id_ else None
        if id_ and entry is None:
            return None
        done = self._chosen(entry, thread, thread.question, speaker) if entry else self._none(thread, speaker)
        return replace(done[0], picked=True), done[1]

    def _turn(self, message: str, thread: Thread, speaker: Speaker, trace: Trace) -> tuple[Reply, Thread]:
        if thread.options:
            picked = self._pick(message, thread, speaker, trace)
            if picked is not None:
                return replace(picked[0], picked=True), picked[1]
        without: frozenset[int] = frozenset()
        switched = self.turns.switch(message)
        if switched is not None:
            message, thread = switched, replace(thread, topics=(), options=(), question="")
        elif thread.topics or thread.options:
            corrected = self.turns.correction(message)
            if corrected is not None:
                trace.lines.append("a correction of the last reply")
                without = self._numbers(thread.topics)
                message = corrected
        return self._question(message, thread, speaker, trace, without)

    def _pick(self, message: str, thread: Thread, speaker: Speaker, trace: Trace) -> tuple[Reply, Thread] | None:
        place = self.turns.pick(message, thread.options)
        if place is None:
            bare = self.turns.bare(message)
            return (speaker.plain(Outcome.CLARIFY, "pick.gone", thread.question), thread) if bare.isdecimal() else None
        trace.lines.append(f"picked choice {place} of {len(thread.options)}")
        if place == 0:
            return self._none(thread, speaker)
        entry = self.base.entry(thread.options[place - 1].entry)
        return None if entry is None else self._chosen(entry, thread, message, speaker)

    def _none(self, thread: Thread, speaker: Speaker) -> tuple[Reply, Thread]:
        reply = speaker.plain(Outcome.ESCALATE, "pick.none", thread.question)
        return reply, replace(thread, options=(), topics=())

    def _chosen(self, entry: Entry, thread: Thread, message: str, speaker: Speaker) -> tuple[Reply, Thread]:
        spoken = self.base.learned.spoken(self.base.numbers[entry.id], words(thread.question), sure=True)
        part = Part(entry, 1.0, asked=thread.question, spoken=spoken)
        return self._said(speaker.found([part]), [entry], thread, message)

    def _question(
        self, message: str, thread: Thread, speaker: Speaker, trace: Trace, without: frozenset[int]
    ) -> tuple[Reply, Thread]:
        if not any(self.base.speller.knows(word) or self.base.learned.knows(word) for word in words(message)):
            return speaker.plain(Outcome.ESCALATE, "reply.not_understood", message), thread
        choice = self._choice(message, thread, without)
        if choice is not None:
            trace.lines.append(f"the word stands for several things: {choice.id}")
            entries = [entry for id_ in choice.entries if (entry := self.base.entry(id_)) is not None]
            reply = speaker.clarify(choice.question, entries, message)
            return reply, replace(thread, options=reply.options, question=message, topics=())
        leaning = self._timed(message, speaker.today, self._leaning(message, thread, without))
        told = Circumstances() if self._names(message) else self.judge.read(message)
        pieces = self.cutter.pieces(message, replace(leaning, story=bool(told.told)))
        trace.decided(pieces, self.base.learned)
        judged = self.judge.reply(message, told, thread, pieces, speaker)
        if judged is not None:
            trace.lines.append("circumstances were told and judged")
            reply, circumstances = judged
            topics = tuple(found.id for found in reply.entries)
            after = replace(thread, topics=topics, options=(), question=message, circumstances=circumstances)
            return reply, after
        return self._compose(message, pieces, thread, speaker)

    def _choice(self, message: str, thread: Thread, without: frozenset[int]) -> Choice | None:
        """Return the choice that a message of one ambiguous word stands for, unless the conversation settles it."""
        choice = self._by_word(message)
        if choice is None or not thread.topics:
            return choice
        offered = self._numbers(choice.entries)
        return None if without or offered & self._related(thread) else choice

    def _timed(self, message: str, today: date, leaning: Leaning) -> Leaning:
        """Lend weight to the entries on the window where a message names a day, or asks to apply when it is over."""
        cycle = self.base.cycle
        closes, phase = cycle.window.closes, cycle.phase(today)
        if closes is None or phase is Phase.BEFORE:
            return leaning
        if not phase.over:
            named = days(message, today)
            near = {day for day in named if day <= closes + timedelta(days=FAR)}
            roles = {Role.LATE if day > closes else Role.WINDOW for day in near}
        else:
            roles = {Role.WINDOW} if self.turns.applies(message) else set()
        bonus = {number: TIMED[entry.role] for number, entry in enumerate(self.base.entries) if entry.role in roles}
        if not bonus:
            return leaning
        return replace(leaning, bonus={**bonus, **leaning.bonus}, lifted=True)

    def _by_word(self, message: str) -> Choice | None:
        """Return the choice whose word a message is, alone or with words around it that say nothing."""
        tokens = words(message)
        named = self.turns.named(tokens) or tokens
        for said in (self.turns.bare(message), line(message), joined(named)):
            if said in self.choices:
                return self.choices[said]
        if self.base.index.exact(named) is not None or self.base.written(named) is not None:
            return None  # a word that was written down for one thing stands for it
        content = self.base.speller.mend(self.turns.content(message))
        asked = set(line(message).split()) & (self.base.splitter.auxiliaries | ASKING)
        if not content or len(content) > CHOICE_WORDS or asked:
            return None
        said = " ".join(self.base.reader.stem(word) for word in content)
        return self.stems.get(said)

    def _names(self, message: str) -> bool:
        """Say whether a message only names a thing, and so tells of nobody: "full membership"."""
        tokens = words(message)
        return self.base.called(self.turns.named(tokens) or tokens) is not None

    def _leaning(self, message: str, thread: Thread, without: frozenset[int]) -> Leaning:
        """Return what the conversation lends to this message."""
        if without:
            siblings = frozenset().union(*(self.base.groups[number] for number in without)) - without
            return Leaning(dict.fromkeys(siblings, SIBLING), without, lifted=True)
        if thread.options:
            offered = self._numbers([option.entry for option in thread.options])
            return Leaning(dict.fromkeys(offered, SIBLING), lifted=True)
        if thread.topics and self.turns.leans(words(message)):
            lent = RELATED if self.turns.content(message) else SIBLING
            return Leaning(
                dict.fromkeys(self._related(thread), lent), before=tuple(words(thread.question)), lifted=True
            )
        return Leaning({})

    def _compose(self, message: str, pieces: Sequence[Piece], thread: Thread, speaker: Speaker) -> tuple[Reply, Thread]:
        found = [(piece, piece.found) for piece in pieces if piece.found]
        if not found:
            return self._unfound(message, pieces, thread, speaker)
        if all(one.entry.kind is EntryKind.SMALLTALK for _, one in found):
            _, one = found[0]
            return speaker.smalltalk(Part(one.entry, one.score)), thread
        parts = [self._part(piece, one, speaker) for piece, one in found if one.entry.kind is not EntryKind.SMALLTALK]
        rest = [] if len(pieces) == 1 else [one.segment.text for one in pieces if one.decision.gate is Gate.FLOOR]
        reply = speaker.found(parts[:4], rest[:2])
        return self._said(reply, [part.entry for part in parts], thread, message)

    def _part(self, piece: Piece, one: Candidate, speaker: Speaker) -> Part:
        segment = piece.segment
        first = lead(one.entry, segment.text, segment.words, self.base.cycle, speaker.today)
        spoken = self.base.learned.spoken(one.number, segment.words, sure=piece.sure)
        return Part(one.entry, one.score, first, segment.text, spoken)

    def _unfound(
        self,
        message: str,
        pieces: Sequence[Piece],
        thread: Thread,
        speaker: Speaker,
    ) -> tuple[Reply, Thread]:
        for piece in pieces:
            if piece.decision.choices:
                reply = speaker.clarify("", [one.entry for one in piece.decision.choices], message)
                return reply, replace(thread, options=reply.options, question=message, topics=())
        nearest = next((piece.candidates[0] for piece in pieces if piece.candidates), None)
        if nearest and nearest.entry.kind is EntryKind.FACT and nearest.share >= HALF_SURE:
            reply = speaker.not_sure(nearest.entry, nearest.score, message)
            thread = replace(thread, topics=(nearest.entry.id,))
        else:
            reply = speaker.not_found(message)
        known = [(piece.named, piece.question) for piece in pieces if piece.named]
        if known:
            named, question = max(known, key=lambda pair: pair[0].near)
            learned = self.base.learned
            spoken = Spoken(learned.told[learned.entries.index(named.number)], meant=False)
            reply = speaker.named(reply, Part(named.entry, named.score, asked=question, spoken=spoken))
            thread = replace(thread, topics=tuple(found.id for found in reply.entries))
        return reply, replace(thread, options=(), question=message)

    def _said(self, reply: Reply, entries: Sequence[Entry], thread: Thread, message: str) -> tuple[Reply, Thread]:
        topics = tuple(entry.id for entry in entries)
        return reply, replace(thread, topics=topics, options=(), question=message)

    def _numbers(self, ids: Sequence[str]) -> frozenset[int]:
        return frozenset(self.base.numbers[id_] for id_ in ids if id_ in self.base.numbers)

    def _related(self, thread: Thread) -> frozenset[int]:
        """Return the entries a follow-up may turn to: those near the last topic."""
        topics = self._numbers(thread.topics)
        near = frozenset().union(*(self.base.near[number] for number in topics)) if topics else frozenset()
        return near | frozenset().union(*(self.base.near[number] for number in near)) if near else near
