"""All that is needed to answer about one programme: its entries and the common ones, indexed."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esor_bot.answering.compiled import compiled, keep, places
from esor_bot.answering.features import Reader
from esor_bot.answering.index import Index
from esor_bot.answering.learned import NOTHING, Learned
from esor_bot.answering.normalise import joined, line, plain, words
from esor_bot.answering.spelling import Speller
from esor_bot.answering.split import Splitter
from esor_bot.answering.terms import Terms
from esor_bot.domain.programme import Cycle, Entry, Programme
from esor_bot.knowledge.base import Knowledge

CALLED = 6  # words of a name said in another order
LINKS = frozenset("a an the of for".split())


@dataclass(frozen=True, slots=True)
class Base:
    """One programme made ready for questions. Entries are known by their number in `entries`."""

    programme: Programme
    cycle: Cycle
    entries: tuple[Entry, ...]
    numbers: Mapping[str, int]
    kin: tuple[frozenset[int], ...]  # entries that stand on the same wording of the page
    near: tuple[frozenset[int], ...]  # entries that a follow-up may turn to
    groups: tuple[frozenset[int], ...]  # entries that one choice offers together with this one
    index: Index
    reader: Reader
    speller: Speller
    splitter: Splitter
    names: Mapping[str, int]  # what entries are called, in one line
    shapes: Mapping[frozenset[str], int]  # the same by their stems: "list of references" is "references list"
    usual: Mapping[str, int]  # words that mean several things, with what they mean in a list
    learned: Learned = NOTHING  # what the office said; entries past those of the index are its own

    def exact(self, tokens: Sequence[str]) -> int | None:
        """Return the entry for which exactly these words were written down, as a phrasing or as its name."""
        found = self.index.exact(tokens)
        return self.called(tokens) if found is None else found

    def called(self, tokens: Sequence[str]) -> int | None:
        """Return the entry that is called so: by its name, in whatever order and number, or in another language."""
        found = self.written(tokens)
        if found is None:
            terms = self.reader.terms.table.get(joined(tokens), ())
            meant = Counter(self.names[term] for term in terms if term in self.names).most_common(2)
            if meant and (len(meant) == 1 or meant[0][1] > meant[1][1]):
                found = meant[0][0]
        return found

    def written(self, tokens: Sequence[str]) -> int | None:
        """Return the entry whose name these words are, in whatever order and number."""
        found = self.names.get(joined(tokens))
        if found is None and len(tokens) <= CALLED:
            found = self.shapes.get(_shape(self.reader, tokens))
        return found

    def entry(self, id_: str) -> Entry | None:
        """Return the entry of that id, if there is one."""
        number = self.numbers.get(id_)
        return None if number is None else self.entries[number]


def prepare(knowledge: Knowledge, programme: Programme) -> Base:
    """Index a programme's current cycle together with the common entries."""
    cycle = programme.cycle
    entries = (*cycle.entries, *knowledge.common)
    numbers = {entry.id: number for number, entry in enumerate(entries)}
    reader = Reader(Terms.of(knowledge.vocabulary))
    ready = compiled(reader, phrased(entries), len(entries))
    speller = Speller.of(
        ready.known, {plain(wrong): right for wrong, right in knowledge.vocabulary.corrections.items()}
    )
    kin = _kin(entries)
    names = _names(entries)
    return Base(
        programme=programme,
        cycle=cycle,
        entries=entries,
        numbers=numbers,
        kin=kin,
        near=_near(entries, numbers, kin),
        groups=_groups(cycle, numbers, len(entries)),
        index=ready.index,
        reader=reader,
        speller=speller,
        splitter=Splitter.of(knowledge.vocabulary.words),
        names=names,
        shapes=_shapes(reader, names),
        usual={line(word): numbers[one.usual] for one in cycle.choices if one.usual in numbers for word in one.words},
    )


def _names(entries: Sequence[Entry]) -> dict[str, int]:
    """Return what the entries are called: their names, and the labels that choices offer them by."""
    names = {line(name): number for number, entry in enumerate(entries) for name in entry.names}
    for number, entry in enumerate(entries):
        said = words(entry.label)
        names.setdefault(joined(said[1:] if said[:1] == ["the"] else said), number)
    return names


def _shapes(reader: Reader, names: Mapping[str, int]) -> dict[frozenset[str], int]:
    """Return the names of several words by their stems, without those that two entries share."""
    owners: dict[frozenset[str], set[int]] = {}
    for name, number in names.items():
        shape = _shape(reader, words(name))
        if len(shape) > 1:
            owners.setdefault(shape, set()).add(number)
    return {shape: number for shape, (number, *others) in owners.items() if not others}


def _shape(reader: Reader, tokens: Sequence[str]) -> frozenset[str]:
    return frozenset(reader.stem(token) for token in tokens if plain(token) not in LINKS)


def phrased(entries: Sequence[Entry]) -> list[tuple[int, str]]:
    """Return all phrasings with the number of their entry."""
    return [(number, question) for number, entry in enumerate(entries) for question in entry.questions]


def keep_beside_code(knowledge: Knowledge) -> None:
    """Train the index of every programme and keep it beside the code, in place of older ones. Raises OSError."""
    kept = set()
    for programme in knowledge.programmes:
        entries = (*programme.cycle.entries, *knowledge.common)
        kept.add(keep(compiled(Reader(Terms.of(knowledge.vocabulary)), phrased(entries), len(entries))))
    for other in places()[0].glob("index-*"):
        if other not in kept:
            shutil.rmtree(other, ignore_errors=True)


def _kin(entries: tuple[Entry, ...]) -> tuple[frozenset[int], ...]:
    standing: dict[str, set[int]] = {}
    for number, entry in enumerate(entries):
        for quote in entry.quotes:
            standing.setdefault(quote.text, set()).add(number)
    return tuple(
        frozenset().union(*(standing[quote.text] for quote in entry.quotes)) if entry.quotes else frozenset({number})
        for number, entry in enumerate(entries)
    )


def _near(
    entries: tuple[Entry, ...], numbers: Mapping[str, int], kin: tuple[frozenset[int], ...]
) -> tuple[frozenset[int], ...]:
    linked: list[set[int]] = [set(one) for one in kin]
    for number, entry in enumerate(entries):
        for id_ in entry.nearest:
            if id_ in numbers:
                linked[number].add(numbers[id_])
                linked[numbers[id_]].add(number)
    return tuple(frozenset(one) for one in linked)


def _groups(cycle: Cycle, numbers: Mapping[str, int], size: int) -> tuple[frozenset[int], ...]:
    groups: list[set[int]] = [set() for _ in range(size)]
    for choice in cycle.choices:
        offered = {numbers[id_] for id_ in choice.entries if id_ in numbers}
        for number in offered:
            groups[number] |= offered - {number}
    return tuple(frozenset(one) for one in groups)
