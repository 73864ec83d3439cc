"""Circumstances in a message, judged against the conditions and put into a reply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from esor_bot.answering.base import Base
from esor_bot.answering.context import Thread
from esor_bot.answering.pieces import Piece
from esor_bot.answering.say import Part, Speaker
from esor_bot.domain.condition import Condition, Verdict
from esor_bot.domain.programme import Entry, EntryKind, Role
from esor_bot.domain.reply import Block, Check, Checklist, Mark, OfficeOffer, Outcome, Reply, Source, Text
from esor_bot.eligibility import Circumstances, Judgement, Lexicon, judge, overall, read

_MARKS = {Verdict.ELIGIBLE: Mark.MET, Verdict.NOT_ELIGIBLE: Mark.NOT_MET}
_FIRST = {Mark.NOT_MET: 0, Mark.OPEN: 1, Mark.MET: 2}
_SETTLED = frozenset({Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE})
CLEAR = 0.8
OPEN = 0.6  # the same for a question that no yes or no can answer
ASKING = frozenset({"when", "until", "till", "long", "what", "which"})


@dataclass(frozen=True, slots=True)
class Judge:
    """Reads circumstances by the lexicon and judges them by the cycle's conditions."""

    lexicon: Lexicon

    def read(self, message: str) -> Circumstances:
        """Read what a message tells of a person's circumstances."""
        return read(message, self.lexicon)

    def reply(
        self, message: str, told: Circumstances, thread: Thread, pieces: Sequence[Piece], speaker: Speaker
    ) -> tuple[Reply, Circumstances] | None:
        """Return a judged reply, or None where nothing personal was told or something else was asked."""
        if not speaker.cycle.conditions or not told.told:
            return None
        judgements = judge(told, speaker.cycle, speaker.today)
        if not judgements or not self._wanted(told, judgements, pieces, speaker.base):
            return None
        merged = thread.circumstances.merge(told) if thread.circumstances else told
        if thread.circumstances:
            judgements = judge(merged, speaker.cycle, speaker.today)
        checks = [_check(one, speaker) for one in judgements]
        proof = speaker.proof(self._entries(judgements, speaker))
        return self._compose(judgements, checks, proof, speaker.offer(message), speaker), merged

    def _wanted(
        self, told: Circumstances, judgements: Sequence[Judgement], pieces: Sequence[Piece], base: Base
    ) -> bool:
        """Say whether the message wants a judgement: it asks for one, or its question is about a condition."""
        numbers = {base.numbers[one.condition.entry] for one in judgements if one.condition.entry in base.numbers}
        about = {base.entries[other].id for number in numbers for other in base.kin[number]}
        found = [piece.found for piece in pieces if piece.found]
        facts = [one for one in found if one.entry.kind in {EntryKind.FACT, EntryKind.SILENT}]
        if any(one.entry.id in about for one in facts):
            return True
        other = [piece for piece in pieces if piece.found in facts and self._asks_else(piece)]
        return told.asks and not other

    @staticmethod
    def _asks_else(piece: Piece) -> bool:
        """Say whether a piece clearly asks something that no verdict answers: "until when can I apply?"."""
        found = piece.found
        open_question = bool(ASKING & set(piece.segment.words))
        if found is None or found.share < (OPEN if open_question else CLEAR) or found.entry.role is Role.CONDITIONS:
            return False
        return found.entry.role is not Role.WINDOW or open_question

    @staticmethod
    def mark(one: Judgement) -> Mark:
        """Return the mark that stands before a verdict."""
        return _MARKS.get(one.verdict, Mark.OPEN)

    def of_form(
        self, told: Circumstances, unanswered: Mapping[str, str], offer: OfficeOffer, speaker: Speaker
    ) -> Reply | None:
        """Return the reply to a form, or None where nothing was told: each condition with its official wording.

        `unanswered` has what is said of a condition, by its id, that nothing was told about.
        """
        judgements = judge(told, speaker.cycle, speaker.today)
        if not judgements:
            return None
        judged = {one.condition.id: _check(one, speaker) for one in judgements}
        open_ = {id_: Check(Mark.OPEN, "", remark) for id_, remark in unanswered.items() if id_ not in judged}
        asked = [one for one in speaker.cycle.conditions if one.id in judged or one.id in open_]
        asked.sort(key=lambda one: _FIRST[judged[one.id].mark] if one.id in judged else len(_FIRST))
        lines, quotes = {**open_, **judged}, _Quotes(speaker)
        checks = [replace(lines[one.id], title=one.title, quotes=quotes.new(one)) for one in asked]
        why = tuple(f"{one.condition.id}: {one.verdict} ({one.reason.id})" for one in judgements)
        return replace(self._compose(judgements, checks, quotes.source, offer, speaker), why=why)

    def _compose(
        self,
        judgements: Sequence[Judgement],
        checks: Sequence[Check],
        proof: Sequence[Block],
        offer: OfficeOffer,
        speaker: Speaker,
    ) -> Reply:
        verdict = overall(judgements)
        blocks: list[Block] = [Text(_heading(verdict, judgements, speaker)), Checklist(tuple(checks)), *proof]
        blocks.append(Text(speaker.wording.say("reply.caveat")))
        if speaker.over:
            blocks.append(Text(speaker.closed_note()))
        blocks.append(offer)
        outcome = Outcome.ANSWERED if verdict in _SETTLED else Outcome.ESCALATE
        reply = speaker.reply(outcome, blocks, [Part(entry, 1.0) for entry in self._entries(judgements, speaker)])
        return replace(reply, verdict=verdict)

    def _entries(self, judgements: Sequence[Judgement], speaker: Speaker) -> list[Entry]:
        order = sorted(judgements, key=lambda one: one.verdict is not Verdict.NOT_ELIGIBLE)
        ids = dict.fromkeys(one.condition.entry for one in order)
        return [entry for id_ in ids if (entry := speaker.base.entry(id_)) is not None]


class _Quotes:
    """The official wording of conditions: each quotation is given once, and its section kept for the source."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._given: dict[str, str] = {}

    def new(self, condition: Condition) -> tuple[str, ...]:
        """Return the quotations of a condition that were not given yet."""
        entry = self._speaker.base.entry(condition.entry)
        quotes = [] if entry is None else [quote for quote in entry.quotes if quote.text not in self._given]
        self._given |= {quote.text: quote.section for quote in quotes}
        return tuple(quote.text for quote in quotes)

    @property
    def source(self) -> tuple[Source, ...]:
        """Where all that was given stands."""
        if not self._given:
            return ()
        sections = "; ".join(dict.fromkeys(section for section in self._given.values() if section))
        return (Source(self._speaker.source(sections), self._speaker.cycle.address),)


def _check(one: Judgement, speaker: Speaker) -> Check:
    remark = speaker.wording.say(one.reason.id, **one.reason.values)
    return Check(_MARKS.get(one.verdict, Mark.OPEN), one.condition.title, remark)


def _heading(verdict: Verdict, judgements: Sequence[Judgement], speaker: Speaker) -> str:
    """Return the sentence that heads the reply: what stands in the way, or that nothing told does."""
    titles = [one.condition.title for one in judgements if one.verdict is verdict]
    several = len(titles) > 1 and verdict in _SETTLED
    id_ = f"heading.{verdict.value}{'_several' if several else ''}"
    values = {"title": titles[0] if titles else "", "titles": "; ".join(titles), "count": len(titles)}
    return speaker.wording.say(id_, **values)
