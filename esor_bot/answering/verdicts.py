"""Circumstances in a message, judged against the conditions and put into a reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from esor_bot.answering.base import Base
from esor_bot.answering.context import Thread
from esor_bot.answering.pieces import Piece
from esor_bot.answering.say import Part, Speaker
from esor_bot.domain.condition import Verdict
from esor_bot.domain.programme import Entry, EntryKind, Role
from esor_bot.domain.reply import Block, Check, Checklist, Mark, Outcome, Reply, Text
from esor_bot.eligibility import Circumstances, Judgement, Lexicon, judge, overall, read

_MARKS = {Verdict.ELIGIBLE: Mark.MET, Verdict.NOT_ELIGIBLE: Mark.NOT_MET}
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
        return self._compose(judgements, message, speaker), merged

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

    def _compose(self, judgements: Sequence[Judgement], message: str, speaker: Speaker) -> Reply:
        verdict = overall(judgements)
        entries = self._entries(judgements, speaker)
        blocks: list[Block] = [Text(_heading(verdict, judgements, speaker))]
        checks = [
            Check(
                _MARKS.get(one.verdict, Mark.OPEN),
                one.condition.title,
                speaker.wording.say(one.reason.id, **one.reason.values),
            )
            for one in judgements
        ]
        blocks.append(Checklist(tuple(checks)))
        blocks += speaker.proof(entries)
        blocks.append(Text(speaker.wording.say("reply.caveat")))
        if speaker.over:
            blocks.append(Text(speaker.closed_note()))
        blocks.append(speaker.offer(message))
        outcome = Outcome.ANSWERED if verdict in _SETTLED else Outcome.ESCALATE
        reply = speaker.reply(outcome, blocks, [Part(entry, 1.0) for entry in entries])
        return replace(reply, verdict=verdict)

    def _entries(self, judgements: Sequence[Judgement], speaker: Speaker) -> list[Entry]:
        order = sorted(judgements, key=lambda one: one.verdict is not Verdict.NOT_ELIGIBLE)
        ids = dict.fromkeys(one.condition.entry for one in order)
        return [entry for id_ in ids if (entry := speaker.base.entry(id_)) is not None]


def _heading(verdict: Verdict, judgements: Sequence[Judgement], speaker: Speaker) -> str:
    """Return the sentence that heads the reply: what stands in the way, or that nothing told does."""
    titles = [one.condition.title for one in judgements if one.verdict is verdict]
    several = len(titles) > 1 and verdict in _SETTLED
    id_ = f"heading.{verdict.value}{'_several' if several else ''}"
    values = {"title": titles[0] if titles else "", "titles": "; ".join(titles), "count": len(titles)}
    return speaker.wording.say(id_, **values)
