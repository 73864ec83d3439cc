"""Replies put together: the answer first, then the official wording, then where it stands, then the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from esor_bot.answering.base import Base
from esor_bot.answering.learned import Spoken
from esor_bot.domain.programme import Cycle, Entry, EntryKind, Phase, Quote, Status
from esor_bot.domain.reply import (
    Block,
    Choices,
    Found,
    Listing,
    OfficeOffer,
    Option,
    Outcome,
    Quotation,
    Reply,
    Source,
    Text,
)
from esor_bot.domain.statement import PREFIX, Said
from esor_bot.knowledge.fill import day, document_items, fill, unknown_fact
from esor_bot.wording import Wording

_ORDER = {
    Phase.BEFORE: (Phase.BEFORE,),
    Phase.OPEN: (Phase.OPEN,),
    Phase.LAST_DAY: (Phase.LAST_DAY, Phase.OPEN),
    Phase.CLOSED: (Phase.CLOSED,),
    Phase.RUNNING: (Phase.RUNNING, Phase.CLOSED),
    Phase.ENDED: (Phase.ENDED, Phase.RUNNING, Phase.CLOSED),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a message with the entry that answers it."""

    entry: Entry
    score: float
    lead: str = ""
    asked: str = ""
    spoken: Spoken | None = None  # what the office said to it


@dataclass(frozen=True, slots=True)
class Speaker:
    """Puts replies together for one programme on one day."""

    base: Base
    wording: Wording
    today: date

    @property
    def cycle(self) -> Cycle:
        """The cycle that answers."""
        return self.base.cycle

    def fill(self, text: str) -> str:
        """Fill facts into a text."""
        return fill(text, self.base.programme, self.cycle, self.today)

    def answer(self, entry: Entry) -> str:
        """Return an entry's answer for today, without its list."""
        if unknown := unknown_fact(entry.answers.get(None, ""), self.cycle):
            ids = {Status.PENDING: "reply.pending", Status.NOT_APPLICABLE: "reply.not_applicable"}
            label = unknown.label or unknown.name
            return self.wording.say(ids.get(unknown.status, "reply.unknown_fact"), label=label)
        return self.fill(_for_phase(entry.answers, self.cycle.phase(self.today)))

    def in_one(self, entry: Entry) -> str:
        """Return an entry's answer with its list, if it has one, in one paragraph."""
        items = self.items(entry)
        return f"{self.answer(entry)} {'; '.join(items)}." if items else self.answer(entry)

    def items(self, entry: Entry) -> tuple[str, ...]:
        """Return an entry's list, the list of documents in its place where it says so."""
        if entry.items == ("{document_list}",):
            return document_items(self.cycle)
        return tuple(self.fill(item) for item in entry.items)

    def found(self, parts: Sequence[Part], rest: Sequence[str] = ()) -> Reply:
        """Reply with one answer, or with several numbered ones; `rest` is what nothing was found on."""
        blocks: list[Block] = []
        if len(parts) == 1:
            blocks += self._single(parts[0])
        else:
            blocks.append(Listing(tuple(self._short(part) for part in parts), numbered=True))
        if len(rest) == 1:
            blocks.append(Text(self.wording.say("reply.rest", question=rest[0])))
        elif rest:
            quoted = "; ".join(f"“{one}”" for one in rest)
            blocks.append(Text(self.wording.say("reply.rest_many", questions=quoted)))
        shown = [part.entry for part in parts for part in self._proofs(part)]
        blocks += self.proof(shown)
        if self._needs_closed_note(parts):
            blocks.append(Text(self.closed_note()))
        drafted = "" if rest or parts[0].spoken else self.fill(parts[0].entry.ask)
        asked = drafted or (rest[0] if rest else parts[0].asked)
        blocks.append(self.offer(asked, drafted=bool(drafted)))
        answered = any(part.entry.kind is EntryKind.FACT or (part.spoken and part.spoken.meant) for part in parts)
        return self.reply(Outcome.ANSWERED if answered else Outcome.ESCALATE, blocks, parts)

    def smalltalk(self, part: Part) -> Reply:
        """Reply to small talk with one friendly line."""
        return self.reply(Outcome.SMALLTALK, [Text(self.answer(part.entry))], [part])

    def plain(self, outcome: Outcome, id_: str, question: str = "", **values: object) -> Reply:
        """Reply with one of the assistant's own sentences, and the way to the office where a question is given."""
        values = {"title": self.base.programme.short, **values}
        blocks: list[Block] = [Text(self.wording.say(id_, **values))]
        if question:
            blocks.append(self.offer(question))
        return Reply(outcome, tuple(blocks), programme=self.base.programme.id)

    def not_found(self, question: str) -> Reply:
        """Reply that the page does not seem to answer this, with the way to the office."""
        return self.plain(Outcome.ESCALATE, "reply.not_found", question)

    def not_sure(self, entry: Entry, score: float, question: str) -> Reply:
        """Reply that the page may not answer this, with the nearest rule and the way to the office."""
        label, answer = entry.label or entry.id, self.in_one(entry)
        text = self.wording.say("reply.not_found_near", label=label, answer=answer)
        blocks: list[Block] = [Text(text), *self.proof([entry])]
        if self._needs_closed_note([Part(entry, score)]):
            blocks.append(Text(self.closed_note()))
        blocks.append(self.offer(question))
        return self.reply(Outcome.ESCALATE, blocks, [Part(entry, score)])

    def named(self, reply: Reply, part: Part) -> Reply:
        """Add to a reply that finds nothing the near question `part.asked`, and what the office said to it."""
        if part.spoken is None:
            return reply
        said, note = part.spoken.said, Text(self.closed_note())
        *before, offer = (block for block in reply.blocks if block != note)
        asked = self.wording.say("reply.said_asked", question=part.asked, answer=said.answer)
        source = self.said_by(said, part.entry, part.asked)
        blocks = [*before, Text(asked), Source(source), *([note] if self.over else []), offer]
        found = Found(part.entry.id, round(part.score, 3), source=source)
        return replace(reply, blocks=tuple(blocks), entries=(*reply.entries, found))

    def clarify(self, question: str, entries: Sequence[Entry], asked: str) -> Reply:
        """Ask back which of some entries is meant."""
        options = tuple(Option(entry.label or entry.id, entry.id, self.base.programme.id) for entry in entries)
        text = question or self.wording.say("clarify.which")
        blocks = (Text(text), Choices(options, self.wording.say("clarify.none"), asked), self.offer(asked))
        found = tuple(Found(entry.id, 0.0) for entry in entries)
        return Reply(Outcome.CLARIFY, blocks, found, programme=self.base.programme.id)

    def proof(self, entries: Iterable[Entry]) -> list[Block]:
        """Return the quotations of entries, each once, and one source line for all of them."""
        quotes: dict[str, Quote] = {quote.text: quote for entry in entries for quote in entry.quotes}
        if not quotes:
            return []
        sections = dict.fromkeys(quote.section for quote in quotes.values() if quote.section)
        return [
            *(Quotation(text) for text in quotes),
            Source(self.source("; ".join(sections)), self.cycle.address),
        ]

    def source(self, section: str) -> str:
        """Write where something stands: programme, cycle and section."""
        short = self.base.programme.short
        text = self.wording.say("reply.source", short=short, cycle=self.cycle.title, section=section)
        return " ".join(text.replace("  ", " ").split()).removesuffix(" ·")

    def offer(self, question: str, *, drafted: bool = False) -> OfficeOffer:
        """Offer the way to the office with the question that would be sent."""
        asked = " ".join(question.split())
        asked = asked if len(asked) <= 240 else asked[:239] + "…"
        note = self.wording.say("office.would_send", question=asked) if drafted else ""
        return OfficeOffer(self.wording.say("office.offer"), asked, note)

    def closed_note(self) -> str:
        """Say that the call is over, as of today."""
        closes = self.cycle.window.closes
        return self.fill(self.wording.say("reply.closed_note", deadline=day(closes) if closes else ""))

    @property
    def over(self) -> bool:
        """Say whether the call is over today."""
        return self.cycle.phase(self.today).over

    def said_by(self, said: Said, entry: Entry, on: str = "") -> str:
        """Write where a statement comes from, and on what it is, and that it is not the page that says so."""
        own = entry.id.startswith(PREFIX)
        id_ = "reply.said_alone" if own else f"reply.said_{entry.kind.value}"
        on = on or entry.label or entry.id
        return self.source(self.wording.say(id_, day=day(said.day), role=said.role, on=on))

    def told(self, entry: Entry, spoken: Spoken) -> list[str]:
        """Say what the office said; where another thing may be asked, say first on what."""
        said = spoken.said
        if spoken.meant:
            return [said.answer]
        first = [] if entry.kind is EntryKind.FACT else self._silent(entry)[:1]
        id_ = "reply.said_asked" if said.questions else "reply.said_on_it"
        asked = said.questions[0] if said.questions else ""
        return [*first, self.wording.say(id_, question=asked, answer=said.answer)]

    def _single(self, part: Part) -> list[Block]:
        spoken = part.spoken
        if spoken is None:
            return self._by_the_page(part)
        told: list[Block] = [*map(Text, self.told(part.entry, spoken)), Source(self.said_by(spoken.said, part.entry))]
        return [*told, *self._by_the_page(part)] if part.entry.kind is EntryKind.FACT else told

    def _by_the_page(self, part: Part) -> list[Block]:
        entry = part.entry
        if entry.kind is EntryKind.OUTSIDE:
            return [Text(self._outside(entry))]
        if entry.kind is EntryKind.SILENT:
            return [Text(text) for text in self._silent(entry)]
        text = " ".join(one for one in (part.lead, self.answer(entry)) if one)
        items = self.items(entry)
        return [Text(text), Listing(items, numbered=entry.items == ("{document_list}",))] if items else [Text(text)]

    def _short(self, part: Part) -> str:
        spoken = part.spoken
        if spoken is None:
            return self._short_by_the_page(part)
        said, answer = spoken.said, " ".join(self.told(part.entry, spoken))
        told = self.wording.say("reply.said_short", day=day(said.day), role=said.role, answer=answer)
        return f"{told} {self._short_by_the_page(part)}" if part.entry.kind is EntryKind.FACT else told

    def _short_by_the_page(self, part: Part) -> str:
        entry = part.entry
        if entry.kind is EntryKind.SILENT:
            return self._silent(entry)[0]
        if entry.kind is EntryKind.OUTSIDE:
            return self._outside(entry)
        return " ".join(one for one in (part.lead, self.in_one(entry)) if one)

    def _outside(self, entry: Entry) -> str:
        topic = entry.topic or entry.label
        return self.wording.say("reply.outside", title=self.base.programme.short, topic=topic)

    def _silent(self, entry: Entry) -> list[str]:
        first = self.wording.say("reply.silent", topic=self.fill(entry.topic)) if entry.topic else ""
        if entry.answers.get(None):
            return [one for one in (first, self.answer(entry)) if one]
        nearest = [other for id_ in entry.nearest[:1] if (other := self.base.entry(id_)) is not None]
        return [
            first,
            *(self.wording.say("reply.silent_nearest", answer=self.in_one(one)) for one in nearest),
        ]

    def _proofs(self, part: Part) -> list[Part]:
        """Return the entries whose quotations prove a part: its own, or those nearest to a silent one."""
        if part.entry.kind is not EntryKind.SILENT or part.spoken:
            return [part]
        near = [other for id_ in part.entry.nearest if (other := self.base.entry(id_)) is not None]
        return [part, *(Part(other, 0.0) for other in near)]

    def _needs_closed_note(self, parts: Sequence[Part]) -> bool:
        if not self.over:
            return False
        kinds = {EntryKind.FACT, EntryKind.SILENT}
        told = set(_ORDER[self.cycle.phase(self.today)])
        return any(part.spoken or (part.entry.kind in kinds and not told & set(part.entry.answers)) for part in parts)

    def reply(self, outcome: Outcome, blocks: Sequence[Block], parts: Sequence[Part]) -> Reply:
        """Put blocks into a reply that names the entries it rests on, each with its first quotation."""
        found = []
        for part in parts:
            proofs = [quote for one in self._proofs(part) for quote in one.entry.quotes][:1]
            quote = proofs[0].text if proofs else ""
            source = self.source(proofs[0].section) if proofs else ""
            if part.spoken and not quote:
                source = self.said_by(part.spoken.said, part.entry)
            found.append(Found(part.entry.id, round(part.score, 3), quote, source))
        return Reply(outcome, tuple(blocks), tuple(found), programme=self.base.programme.id)


def _for_phase(answers: Mapping[Phase | None, str], phase: Phase) -> str:
    for one in _ORDER[phase]:
        if one in answers:
            return answers[one]
    return answers.get(None, "")
