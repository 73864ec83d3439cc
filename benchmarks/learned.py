"""Does a statement of the office find those who ask the same in other words, and nobody else?

    python -m benchmarks.learned [--out 24]

Some entries are taken out of the knowledge and the index is trained without them, as if nobody had thought of them.
Statements that speak to no topic take their place, with 1, 3 or 6 of their English phrasings as questions. Then all
other phrasings of these entries are asked (`found`), and everything that belongs to another one (`false`): the
phrasings of the other entries that were taken out, and the questions of benchmarks/questions. The thresholds are
chosen on one half of the entries: the most that is found there with nothing false. The other half is reported.

The same for those of whose question nothing is found at all, and who are told the statement with its question named
first: the most that is reached with less than 2 % of the others of whose question nothing is found shown to. Besides,
what naming it where the page is silent, too, would reach.

Beside it, what statements would reach that answer a topic as a whole, were there one on each: the benchmark questions
that find a silent entry, and whether it is the right one.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from benchmarks.questions import FOLDER
from esor_bot.answering.decide import Gate
from esor_bot.answering.engine import Engine
from esor_bot.answering.learned import AHEAD, LOOSE, NAMED, NEAR, Learned, Take, speaks
from esor_bot.answering.normalise import clean
from esor_bot.answering.pieces import Leaning, Piece
from esor_bot.bootstrap import assemble
from esor_bot.domain.programme import Entry, EntryKind
from esor_bot.domain.statement import Said
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.files import Folder
from esor_bot.knowledge.load import load
from esor_bot.knowledge.locate import shipped
from esor_bot.knowledge.parts import Problems
from esor_bot.knowledge.words import word_lists

PHRASINGS = (1, 3, 6)
LEASTS = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
AHEADS = (0.0, 0.05, 0.1, 0.15)
NAMEDS = (0.2, 0.25, 0.3, 0.35, 0.4)
LOOSES = (1 / 2, 2 / 3, 4 / 5)
MOST_SHOWN = 0.02
SETS = ("english", "fresh", "final", "ambiguous")
DAY = date(2023, 1, 3)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the ids of the entries that are right for it."""

    text: str
    right: frozenset[str]
    held: bool = False  # a phrasing of an entry that was taken out
    english: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a piece of a question that the page leaves open: which statement is nearest, and how near."""

    question: Question
    nearest: str
    near: float
    page: float
    exact: bool
    open: bool  # whether the page gives no answer; else the words are the statement's own, or it is nothing to us
    lost: bool  # whether nothing at all is found
    named: tuple[tuple[float, str, float], ...]  # for each looseness the statement that could be named, and how near

    def told(self, least: float, ahead: float) -> bool:
        """Say whether the statement is told outright."""
        return self.exact or (self.open and speaks(self.near, self.page, least=least, ahead=ahead))

    def could(self, least: float, loose: float) -> str:
        """Return the statement that is named first, "" where none is."""
        return next((id_ for limit, id_, near in self.named if limit == loose and near >= least), "")


def benchmark_questions() -> Iterator[Question]:
    """Yield the questions of benchmarks/questions; they stand nowhere in the knowledge."""
    for name in SETS:
        for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            right = {*row.get("entries", ()), *(one for part in row.get("all", ()) for one in part)}
            yield Question(row["question"], frozenset(right))


def english(knowledge: Knowledge) -> dict[str, list[str]]:
    """Return the English phrasings of each entry."""
    folder, (programme,) = Folder(knowledge.folder), knowledge.programmes
    place = knowledge.folder / "programmes" / programme.id / programme.cycle.id / "questions" / "en"
    lists = word_lists(folder, folder.below(place), "questions", Problems())
    return {id_: list(dict.fromkeys(listed.words)) for id_, listed in lists.items()}


def chosen(knowledge: Knowledge, number: int, phrasings: dict[str, list[str]]) -> list[Entry]:
    """Return the entries to take out: two thirds silent, one third facts, in an order that chance made once."""
    dice = random.Random(5)
    entries = {entry.id: entry for entry in knowledge.programmes[0].cycle.entries if entry.id in phrasings}
    found = []
    for kind, size in ((EntryKind.SILENT, number - number // 3), (EntryKind.FACT, number // 3)):
        ids = sorted(id_ for id_, entry in entries.items() if entry.kind is kind)
        found += [entries[id_] for id_ in dice.sample(ids, size)]
    return found


def without(knowledge: Knowledge, entries: Sequence[Entry]) -> Engine:
    """Return the engine of the knowledge without these entries."""
    (programme,), gone = knowledge.programmes, {entry.id for entry in entries}
    cycle = replace(programme.cycle, entries=tuple(one for one in programme.cycle.entries if one.id not in gone))
    less = replace(knowledge, programmes=(replace(programme, cycles=(cycle,)),))
    return assemble(less).engines[programme.id]


def statements(entries: Sequence[Entry], phrasings: dict[str, list[str]], number: int) -> list[Said]:
    """Return a statement for each entry, with so many of its phrasings as questions."""
    return [Said(entry.id, "", "", "", tuple(phrasings[entry.id][:number]), "Yes.", "office", DAY) for entry in entries]


def ask(plain: Engine, told: Sequence[Said], questions: Sequence[Question]) -> list[Asked]:
    """Ask everything that is no question of a statement itself."""
    learned = plain.told(told).base.learned
    own = {question for said in told for question in said.questions}
    asked = []
    for question in questions:
        if question.text in own:
            continue
        for piece in plain.cutter.pieces(clean(question.text), Leaning({})):
            take = learned.nearest(piece.segment.words)
            if take is not None and (piece.left_open or take.exact):
                asked.append(_asked(question, piece, take, learned))
    return asked


def _asked(question: Question, piece: Piece, take: Take, learned: Learned) -> Asked:
    everything = range(len(learned.told))
    named = tuple(
        (loose, learned.told[one.place].id, one.near)
        for loose in LOOSES
        if (one := learned.named(piece.segment.words, everything, NAMEDS[0], loose)) is not None
    )
    lost = piece.decision.gate is Gate.FLOOR
    id_ = learned.told[take.place].id
    return Asked(question, id_, take.near, piece.nearest, take.exact, piece.left_open, lost, named)


def counted(asked: Sequence[Asked], least: float, ahead: float) -> tuple[set[str], set[str]]:
    """Return the questions that found their statement, and those that found another's."""
    spoken = [one for one in asked if one.told(least, ahead)]
    found = {one.question.text for one in spoken if one.nearest in one.question.right}
    return found, {one.question.text for one in spoken if one.nearest not in one.question.right}


def shown(asked: Sequence[Asked], least: float, loose: float, *, silent: bool = False) -> tuple[set[str], set[str]]:
    """Return the questions that are told their statement with its question named first, and those told another's."""
    named = [
        (one.question, id_)
        for one in asked
        if (one.lost or silent) and not one.told(NEAR, AHEAD) and (id_ := one.could(least, loose))
    ]
    found = {question.text for question, id_ in named if id_ in question.right}
    return found, {question.text for question, id_ in named if id_ not in question.right}


def lost(asked: Sequence[Asked], ids: set[str], *, silent: bool = False) -> set[str]:
    """Return the questions of others that the page gives no answer to: nothing is found, or it is `silent`, too."""
    return {one.question.text for one in asked if (one.lost or (silent and one.open)) and not one.question.right & ids}


def by_words(knowledge: Knowledge, out: int) -> None:
    """Print what the questions of statements reach."""
    phrasings = english(knowledge)
    dice = random.Random(6)
    for listed in phrasings.values():
        dice.shuffle(listed)
    entries = chosen(knowledge, out, phrasings)
    plain = without(knowledge, entries)
    held = [
        Question(text, frozenset({entry.id}), held=True, english=text in set(phrasings[entry.id]))
        for entry in entries
        for text in entry.questions
    ]
    questions = [*held, *benchmark_questions()]
    halves = entries[::2], entries[1::2]
    asked = {
        (half, number): ask(plain, statements(halves[half], phrasings, number), questions)
        for half in (0, 1)
        for number in PHRASINGS
    }
    grid = {pair: [counted(asked[0, number], *pair) for number in PHRASINGS] for pair in product(LEASTS, AHEADS)}
    clean_ = {pair: sum(len(found) for found, _ in rows) for pair, rows in grid.items() if not any(f for _, f in rows)}
    best = max(clean_, key=lambda pair: (clean_[pair], pair))
    print(f"{len(entries)} entries taken out; {len(questions)} questions asked of each half of their statements")
    print(f"chosen on the first half: nearness {best[0]}, ahead by {best[1]}; in use: {NEAR}, {AHEAD}\n")
    print("half     questions   others in English found   in other languages   benchmark   false of the rest")
    for half, number in product((0, 1), PHRASINGS):
        ids = {entry.id for entry in halves[half]}
        found, false = counted(asked[half, number], NEAR, AHEAD)
        print(f"{('first', 'second')[half]:9}{number:9}   {_row(questions, ids, number, found, false)}")
    named_first(asked, questions, halves)


def named_first(
    asked: Mapping[tuple[int, int], Sequence[Asked]], questions: Sequence[Question], halves: Sequence[Sequence[Entry]]
) -> None:
    """Print whom statements reach, beside these, with their question named first."""
    ids = [{entry.id for entry in half} for half in halves]
    few: dict[tuple[float, float], int] = {}
    for pair in product(NAMEDS, LOOSES):
        rows = [(shown(asked[0, number], *pair), lost(asked[0, number], ids[0])) for number in PHRASINGS]
        if all(len(false) < MOST_SHOWN * len(others) for (_, false), others in rows):
            few[pair] = sum(len(found) for (found, _), _ in rows)
    best = max(few, key=lambda pair: (few[pair], pair))
    print("\nnamed first, beside these:")
    print(f"chosen on the first half: nearness {best[0]}, loose by {best[1]:.2f}; in use: {NAMED}, {LOOSE:.2f}")
    for silent, where in ((False, "where nothing is found"), (True, "not in use: where the page is silent, too")):
        print(f"\n{where}")
        print("half     questions   others in English reached   in other languages   benchmark   shown to others")
        for half, number in product((0, 1), PHRASINGS):
            found, false = shown(asked[half, number], NAMED, LOOSE, silent=silent)
            others = lost(asked[half, number], ids[half], silent=silent)
            reached = _reached(questions, ids[half], number, found)
            share = f"{len(false):5} of {len(others):4} ({len(false) / len(others):.1%})"
            print(f"{('first', 'second')[half]:9}{number:9}   {reached}{share}")


def _row(questions: Sequence[Question], ids: set[str], number: int, found: set[str], false: set[str]) -> str:
    rest = sum(not one.right & ids for one in questions)
    return f"{_reached(questions, ids, number, found)}{len(false):6} of {rest}"


def _reached(questions: Sequence[Question], ids: set[str], number: int, found: set[str]) -> str:
    own = [one for one in questions if one.right & ids]
    mine = [one for one in own if one.held and one.english]
    foreign = [one for one in own if one.held and not one.english]
    bench = [one for one in own if not one.held]
    share = sum(one.text in found for one in mine) / (len(mine) - number * len(ids))
    return (
        f"{share:24.1%}{sum(one.text in found for one in foreign) / len(foreign):21.1%}"
        f"{sum(one.text in found for one in bench):8} of {len(bench):<4}"
    )


def by_topic(knowledge: Knowledge) -> None:
    """Print what statements on silent topics reach: told outright, or with the topic named first."""
    (programme,) = knowledge.programmes
    engine = assemble(knowledge).engines[programme.id]
    silent = {entry.id for entry in programme.cycle.entries if entry.kind is EntryKind.SILENT}
    counts: Counter[tuple[bool, bool]] = Counter()
    questions = list(benchmark_questions())
    for question in questions:
        for piece in engine.cutter.pieces(clean(question.text), Leaning({})):
            if piece.found and piece.found.entry.id in silent:
                counts[piece.sure, piece.found.entry.id in question.right] += 1
    wanted = sum(bool(question.right & silent) for question in questions)
    print(f"\nby its topic: {wanted} of {len(questions)} benchmark questions ask for a topic the page is silent on")
    for sure, said in ((True, "told outright"), (False, "told with the topic named first")):
        print(f"  {said:32}{counts[sure, True]:4} to who asked for it, {counts[sure, False]:3} to others")


def main() -> None:
    """Read the arguments and print both tables."""
    parser = argparse.ArgumentParser(description="Whom does a statement of the office reach?")
    parser.add_argument("--out", type=int, default=24, help="how many entries are taken out")
    options = parser.parse_args()
    knowledge = load(shipped())
    by_words(knowledge, options.out)
    by_topic(knowledge)


if __name__ == "__main__":
    main()
