"""What the office needs of answering to make a statement of a good answer: topic, questions, a look at the reply."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from esor_bot.answering.effect import Effect, effect
from esor_bot.answering.engine import Engine
from esor_bot.answering.learned import Spoken
from esor_bot.answering.normalise import clean, line, words
from esor_bot.answering.pieces import Leaning
from esor_bot.answering.say import Part, Speaker
from esor_bot.answering.split import Segment
from esor_bot.domain.programme import Entry, EntryKind
from esor_bot.domain.reply import Reply
from esor_bot.domain.statement import GAP, PREFIX, Said

LONGEST = 30
"""So many words a question has at most that others may ask, too."""

_HOLE = "xgapx"  # stands for a gap while a text is taken apart, where dots would end a sentence
_LETTERS = 3
_SPEAKS_TO = frozenset({EntryKind.FACT, EntryKind.SILENT})


@dataclass(frozen=True, slots=True)
class Subject:
    """A programme's current cycle, by id."""

    programme: str
    cycle: str


class Teacher:
    """Reads questions as the engines do that answer now. `engines` gives them, `today` the day."""

    def __init__(self, engines: Callable[[], Mapping[str, Engine]], today: Callable[[], date]) -> None:
        self._engines = engines
        self._today = today

    def subject(self, programme: str) -> Subject | None:
        """Return the programme's current cycle; with none named the only programme's, None where that says nothing."""
        engines = self._engines()
        if programme not in engines and len(engines) > 1:
            return None
        engine = engines.get(programme) or next(iter(engines.values()))
        return Subject(engine.base.programme.id, engine.base.cycle.id)

    def is_topic(self, programme: str, entry: str) -> bool:
        """Say whether a statement may speak to an entry: what the page says, or is silent on, in its current cycle."""
        found = self._entry(programme, entry)
        return found is not None and found.kind in _SPEAKS_TO and not entry.startswith(PREFIX)

    def topic(self, programme: str, question: str, found: Sequence[str]) -> str:
        """Return what the page is silent on and a question is about: what was `found` then, else what is found now."""
        for id_ in found[:1]:
            entry = self._entry(programme, id_)
            if entry is not None and entry.kind is EntryKind.SILENT and self.is_topic(programme, id_):
                return id_
        silent = {
            piece.found.entry.id
            for piece in self._engines()[programme].cutter.pieces(clean(question), Leaning({}))
            if piece.found and piece.kind is EntryKind.SILENT and piece.sure
        }
        id_ = silent.pop() if len(silent) == 1 else ""
        return id_ if self.is_topic(programme, id_) else ""

    def questions(self, programme: str, text: str) -> tuple[str, ...]:
        """Return the questions in a text that anybody might ask: one sentence each, and nothing about one person.

        What has a GAP is none: nobody knows what it asks.
        """
        engine = self._engines()[programme]
        return tuple(dict.fromkeys(one for one in self._asked(engine, text) if self._is_anybodys(engine, one)))

    def reply(self, said: Said, *, meant: bool = True) -> Reply:
        """Return the reply that people would read who ask just for this, or for something else on its topic.

        Of what has no topic: who ask for something near of which nothing is found.
        """
        engine = self._with(said)
        learned = engine.base.learned
        entry = engine.base.entries[learned.entries[learned.told.index(said)]]
        speaker = Speaker(engine.base, engine.wording, self._today())
        asked = said.questions[0] if said.questions else ""
        if not meant and entry.id.startswith(PREFIX):
            return speaker.named(
                speaker.not_found(asked), Part(entry, 1.0, asked=asked, spoken=Spoken(said, meant=False))
            )
        return speaker.found([Part(entry, 1.0, asked=asked, spoken=Spoken(said, meant=meant))])

    def effect(self, said: Said) -> Effect:
        """Return which of the known questions would get another reply."""
        return effect(self._without(said), self._with(said), said, self._today())

    def label(self, programme: str, entry: str) -> str:
        """Return what an entry is about, in the words of the knowledge."""
        found = self._entry(programme, entry)
        return (found.topic or found.label or entry) if found else entry

    def _entry(self, programme: str, entry: str) -> Entry | None:
        engine = self._engines().get(programme)
        return engine.base.entry(entry) if engine else None

    def _others(self, said: Said) -> list[Said]:
        known = self._engines()[said.programme].base.learned.told
        return [one for one in known if one.id != said.id]

    def _with(self, said: Said) -> Engine:
        return self._engines()[said.programme].told([*self._others(said), said])

    def _without(self, said: Said) -> Engine:
        return self._engines()[said.programme].told(self._others(said))

    @staticmethod
    def _asked(engine: Engine, text: str) -> Iterator[str]:
        splitter = engine.base.splitter
        first = True
        for sentence in splitter.sentences(clean(text.replace(GAP, f" {_HOLE} "))):
            asks = sentence.asks and not engine.judge.read(sentence.text).told
            clauses: Sequence[Segment] = splitter.clauses(sentence) if asks else ()
            for clause in clauses:
                asked = len(clauses) == 1 or splitter.is_question(clause.text, clause.words)
                if asked and (first or not engine.turns.refers(clause.words)):  # else it leans on what stands before it
                    yield _whole(clause.text)
                first = False
            first = False

    @staticmethod
    def _is_anybodys(engine: Engine, question: str) -> bool:
        tokens = words(question)
        content = [word for word in engine.turns.content(question) if len(word) >= _LETTERS]
        return bool(content) and 2 < len(tokens) <= LONGEST and _HOLE not in tokens


def _whole(question: str) -> str:
    """Return a clause as a question of its own."""
    bare = " ".join(question.split()).strip(" ,;:-")
    return f"{bare.rstrip('.!?')}?" if line(bare) else ""
