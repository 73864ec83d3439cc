"""The pieces of a message, each with its decision: one for one question, several where several things are asked.

A sentence is cut where grammar shows a further question, and also at commas and joints where both sides alone
point clearly to different entries while the whole does not. What is said around a question counts with a smaller
weight, so that "Can I hand it in then?" is read with the sentence before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from esor_bot.answering.base import Base
from esor_bot.answering.decide import Decision, Gate, decide
from esor_bot.answering.learned import SURE_NEAR, SURE_SHARE, speaks
from esor_bot.answering.normalise import joined
from esor_bot.answering.rank import CERTAIN, Candidate, Evidence, rank, weigh
from esor_bot.answering.split import WINDOW, Segment
from esor_bot.answering.turns import Turns
from esor_bot.domain.programme import EntryKind
from esor_bot.domain.statement import PREFIX

AROUND = 0.35
LEANING = 0.5
EMPTY = 0.8  # for a piece without a word of content: "do I have a problem?"
LONG = 60
RELATED = 0.35
WHOLE = 0.8
CLEAR = 0.7
NEAR = 0.6
PLAIN_SHARE, PLAIN_NEAR = 0.95, 0.4  # the same for a piece that no phrasing is near, but all words speak for
STRONG = 0.5
MOST = 6
NAMED, NAMED_NEAR = 3, 0.6  # words of a thing that is only named, and how near a phrasing has to be to it
LISTED = 4  # words of an item in a list of things asked for
ROW = 10  # words of things named one after the other
OR = frozenset("or n oder ou o lub e i".split())
REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a message, the candidates for it, and what was decided.

    `named` is the office's answer to a near question, where nothing was found, and `question` is that question.
    """

    segment: Segment
    candidates: tuple[Candidate, ...]
    decision: Decision
    named: Candidate | None = None
    question: str = ""

    @property
    def found(self) -> Candidate | None:
        """The entry that was found, if one was."""
        return self.decision.found

    @property
    def kind(self) -> EntryKind | None:
        """The kind of the entry that was found."""
        return self.decision.found.entry.kind if self.decision.found else None

    @property
    def left_open(self) -> bool:
        """Whether the page gives no answer: nothing is near enough, or it is silent on what was found."""
        return self.decision.gate is Gate.FLOOR or self.kind in {EntryKind.SILENT, EntryKind.OUTSIDE}

    @property
    def sure(self) -> bool:
        """Whether what was found is meant beyond doubt, and not only the safest of several."""
        one = self.decision.found
        near = one is not None and one.share >= SURE_SHARE and one.near >= SURE_NEAR
        return near and self.decision.gate is not Gate.GUARDED

    @property
    def nearest(self) -> float:
        """How near the nearest phrasing of any candidate is."""
        return max((one.near for one in self.candidates), default=0.0)


@dataclass(frozen=True, slots=True)
class Leaning:
    """What the conversation lends to a message: a bonus for some entries, entries ruled out, the last question."""

    bonus: dict[int, float]
    without: frozenset[int] = frozenset()
    before: tuple[str, ...] = ()
    story: bool = False  # whether the message tells of a person: then each piece is read with the rest
    lifted: bool = False  # whether the conversation speaks for the best entry, so that less evidence is enough


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts a message into pieces and decides on each."""

    base: Base
    turns: Turns
    _seen: dict[tuple[str, ...], Evidence] = field(default_factory=dict)

    def weigh(self, tokens: Sequence[str]) -> Evidence:
        """Return the evidence in some words; what was just weighed is not weighed again."""
        key = tuple(tokens)
        known = self._seen.get(key)
        if known is None:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            known = self._seen[key] = self._weighed(tokens)
        return known

    def _weighed(self, tokens: Sequence[str]) -> Evidence:
        exact = not self.turns.refers(tokens)
        named = self.turns.named(tokens) if exact and self.base.exact(tokens) is None else None
        if named and self.base.called(named) is not None:
            return weigh(self.base, named)
        if named and len(named) <= NAMED:
            # "What are the documents" names a thing; its other words would speak for whatever was written with them.
            evidence = weigh(self.base, self.base.speller.mend(named))
            if evidence.near.max() >= NAMED_NEAR:
                return evidence
        return weigh(self.base, tokens, exact=exact)

    def pieces(self, message: str, leaning: Leaning) -> list[Piece]:
        """Return the pieces worth answering, at least one."""
        sentences = self.base.splitter.sentences(message)
        whole = self.base.splitter.segment(message)
        if len(whole.words) > LONG or any(len(one.words) > LONG for one in sentences):
            return self._long(sentences)
        if listed := self._listed(sentences, leaning):
            return listed
        if len(sentences) < 2:
            return self._sentence(sentences[0] if sentences else whole, None, leaning)
        around = self.weigh(whole.words)
        asking = [one for one in sentences if one.asks]
        if not asking:
            return [self._decided(whole, around, leaning)]
        found: list[Piece] = []
        for one in asking:
            found += self._sentence(one, around, self._after(found, one, leaning))
        return _distinct(found)

    def _listed(self, sentences: Sequence[Segment], leaning: Leaning) -> list[Piece]:
        """Return the things that a message lists and says no more of: "visa, insurance and the grant, please"."""
        if len(sentences) == 1:
            said = sentences[0].words
            if self.base.called(self.turns.named(said) or said) is not None:
                return []  # one name, though it may hold a joint: "clinical and research"
        found: list[Piece] = []
        things = [
            thing for each in sentences for atom in self.base.splitter.atoms(each) for thing in self._things(atom)
        ]
        for one in things:
            named = self.turns.named(one.words) or one.words
            number = self._meant(named)
            if number is not None:
                entry = Candidate(number, self.base.entries[number], CERTAIN, CERTAIN, 1.0, 1.0)
                found.append(Piece(one, (entry,), Decision(Gate.NAMED, entry)))
            elif self.base.exact(named) is not None:
                found.append(self._decided(one, self.weigh(named), leaning))
            elif self.turns.content(one.text):
                return []
        serious = {one.found.number for one in found if _strong(one) and one.found}
        return _distinct(found) if len(found) > 1 and 0 < len(serious) <= MOST else []

    def _things(self, atom: Segment) -> list[Segment]:
        """Cut what lists things without a comma: "visa or housing", and with no joint at all "visa tax housing"."""
        tokens = self.turns.named(atom.words) or atom.words
        if len(tokens) < 2 or len(tokens) > ROW or self.base.exact(tokens) is not None:
            return [atom]
        parts: list[list[str]] = [[]]
        joined = False
        for token in tokens:
            if token in OR:
                joined = True
                parts.append([])
            else:
                parts[-1].append(token)
        if joined and all(part and self._meant(part) is not None for part in parts):
            return [self.base.splitter.segment(" ".join(part), asked=True) for part in parts]
        row = self._row(tokens)
        return [self.base.splitter.segment(one, asked=True) for one in row] if len(row) > 2 else [atom]

    def _meant(self, tokens: Sequence[str]) -> int | None:
        """Return what a name in a list means."""
        usual = self.base.usual.get(joined(tokens))
        return self.base.called(tokens) if usual is None else usual

    def _row(self, tokens: Sequence[str]) -> list[str]:
        """Cut words into names, the longest first; nothing where a word belongs to none."""
        row: list[str] = []
        place = 0
        while place < len(tokens):
            for end in range(min(place + LISTED, len(tokens)), place, -1):
                if joined(tokens[place:end]) in self.base.names:
                    row.append(" ".join(tokens[place:end]))
                    place = end
                    break
            else:
                return []
        return row

    def _after(self, done: Sequence[Piece], segment: Segment, leaning: Leaning) -> Leaning:
        """Let a piece with a pronoun lean on what was found before it in the same message."""
        before = done[-1].found if done else None
        if before is None or leaning.without or not self.turns.refers(segment.words):
            return leaning
        return replace(
            leaning, bonus={**leaning.bonus, **dict.fromkeys(self.base.near[before.number], RELATED)}, lifted=True
        )

    def _sentence(self, sentence: Segment, around: Evidence | None, leaning: Leaning) -> list[Piece]:
        """Decide on one sentence, cut where it asks several things."""
        alone = self.weigh(sentence.words)
        read = alone if around is None else self._read_with(alone, around, sentence, story=leaning.story)
        whole = self._decided(sentence, read, leaning)
        clauses = self.base.splitter.clauses(sentence)
        if len(clauses) > 1:
            cut: list[Piece] = []
            for one in clauses:
                cut += self._clause(one, read, self._after(cut, one, leaning))
            if len({piece.found.number for piece in cut if piece.found}) > 1:
                return _distinct(cut)
        return self._atoms(whole, leaning, anyway=len(clauses) > 1)

    def _atoms(self, whole: Piece, leaning: Leaning, *, anyway: bool = False) -> list[Piece]:
        """Cut a piece at its commas and joints, where both sides clearly point to different entries."""
        atoms = self.base.splitter.atoms(whole.segment)
        sure = whole.found is not None and whole.found.share >= WHOLE
        if len(atoms) < 2 or len(atoms) > MOST or (sure and not anyway):
            return [whole]
        cut = [self._decided(one, self.weigh(one.words), leaning) for one in atoms]
        strong = [one for one in cut if _strong(one)]
        apart = len({one.found.number for one in strong if one.found}) > 1
        listed = all(len(one.segment.words) <= LISTED for one in cut) and 2 * len(strong) >= len(cut)
        if not apart or not (listed or all(_strong(one) or one.found is None or _chat(one) for one in cut)):
            return [whole]
        return _distinct(strong)

    def _clause(self, clause: Segment, sentence: Evidence, leaning: Leaning) -> list[Piece]:
        evidence = self._read_with(self.weigh(clause.words), sentence, clause, story=leaning.story)
        return self._atoms(self._decided(clause, evidence, leaning), leaning)

    def _read_with(self, alone: Evidence, around: Evidence, segment: Segment, *, story: bool) -> Evidence:
        """Read a piece with what stands around it, unless it is clear alone."""
        known = (alone.share >= CLEAR) & (alone.near >= NEAR)
        plain = (alone.share >= PLAIN_SHARE) & (alone.near >= PLAIN_NEAR)
        clear = bool((known if story else known | plain).any())
        if clear and not self.turns.refers(segment.words) and self.turns.content(segment.text):
            return alone
        if not self.turns.content(segment.text):
            return alone.blend(around, EMPTY)
        return alone.blend(around, LEANING if self.turns.leans(segment.words) else AROUND)

    def _decided(self, segment: Segment, evidence: Evidence, leaning: Leaning) -> Piece:
        return self._named(self._said(self._by_the_page(segment, evidence, leaning), leaning), leaning)

    def _by_the_page(self, segment: Segment, evidence: Evidence, leaning: Leaning) -> Piece:
        bonus = leaning.bonus
        candidates = rank(self.base, evidence, bonus, leaning.without)
        decision = decide(self.base, candidates, lifted=leaning.lifted)
        if decision.gate is Gate.FLOOR and bonus and leaning.before and not leaning.without:
            joined = self.weigh([*leaning.before, *segment.words])
            again = rank(self.base, joined, bonus)
            second = decide(self.base, again, lifted=True)
            if second.found is not None:
                return Piece(segment, tuple(again), second)
        return Piece(segment, tuple(candidates), decision)

    def _said(self, piece: Piece, leaning: Leaning) -> Piece:
        """Let the office speak where its own words settle it, or where they are near and the page has no answer."""
        learned = self.base.learned
        said = learned.nearest(piece.segment.words)
        if said is None:
            return piece
        number = learned.entries[said.place]
        if number in leaning.without or (piece.found and piece.found.number == number):
            return piece
        if said.exact:
            if self._on_the_page(piece.segment.words) or not self.turns.content(piece.segment.text):
                return piece
        else:
            if not piece.left_open or not speaks(said.near, piece.nearest):
                return piece
        found = Candidate(number, self.base.entries[number], said.near, CERTAIN, 1.0, said.near)
        gate = Gate.SAID if said.exact else Gate.SAID_NEAR
        return Piece(piece.segment, (found, *piece.candidates), Decision(gate, found))

    def _named(self, piece: Piece, leaning: Leaning) -> Piece:
        """Add the statement that may answer a piece for which nothing is found, of those that have no topic.

        A follow-up is left alone: its own words do not say what is asked.
        """
        if piece.decision.gate is not Gate.FLOOR or leaning.before:
            return piece
        entries = self.base.learned.entries
        among = {
            place
            for place, number in enumerate(entries)
            if number not in leaning.without and self.base.entries[number].id.startswith(PREFIX)
        }
        take = self.base.learned.named(piece.segment.words, among)
        if take is None:
            return piece
        number = entries[take.place]
        named = Candidate(number, self.base.entries[number], take.near, 0.0, 0.0, take.near)
        return replace(piece, named=named, question=self.base.learned.told[take.place].questions[take.question])

    def _on_the_page(self, tokens: Sequence[str]) -> bool:
        """Say whether somebody wrote down just these words for something that the page answers, or for small talk."""
        number = self.base.exact(tokens)
        return number is not None and self.base.entries[number].kind in {EntryKind.FACT, EntryKind.SMALLTALK}

    def _long(self, sentences: Sequence[Segment]) -> list[Piece]:
        """Look for the questions in a long text: its asking sentences, or windows where it has none."""
        short = [one for one in sentences if one.asks and len(one.words) <= WINDOW + 4]
        windows = [
            window for one in sentences if len(one.words) > WINDOW + 4 for window in self.base.splitter.windows(one)
        ]
        announced = [window for window in windows if window.asks]
        asking = (short + announced)[-MOST:] or windows[-2 * MOST :] or list(sentences[-1:])
        decided = [self._decided(one, self.weigh(one.words), Leaning({})) for one in asking]
        sure = [one for one in decided if _strong(one)]
        return _distinct(sure or decided[-1:])[:MOST]


def _strong(piece: Piece) -> bool:
    serious = piece.kind in {EntryKind.FACT, EntryKind.SILENT}
    return serious and piece.found is not None and piece.found.share >= STRONG


def _chat(piece: Piece) -> bool:
    return piece.kind is EntryKind.SMALLTALK


def _distinct(pieces: Sequence[Piece]) -> list[Piece]:
    """Keep one piece per entry; small talk and strangers go when something serious is there."""
    serious = [one for one in pieces if one.kind in {EntryKind.FACT, EntryKind.SILENT} or one.decision.choices]
    if not serious:
        return list(pieces[:1])
    kept: dict[object, Piece] = {}
    for one in pieces:
        if one in serious:
            kept.setdefault(one.found.number if one.found else one.segment.text, one)
        elif one.found is None and one.segment.asks:
            kept.setdefault(one.segment.text, one)
    return list(kept.values())
