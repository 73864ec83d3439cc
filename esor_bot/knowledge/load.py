"""Read a knowledge folder whole. All problems of all files are told at once.

A programme is one file `programmes/x.yaml`, or a folder `programmes/x/` with `programme.yaml` and a folder for
each cycle. In a cycle's folder every YAML file is a part of the cycle, but for those below `questions/` (more
ways to ask, under the entry's id), `names.yaml` (what it is called, likewise) and the files `choices-*.yaml` (more
words, under the choice's id).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from esor_bot.domain.programme import Choice, Cycle, Entry, EntryKind, Programme
from esor_bot.errors import KnowledgeError, Problem
from esor_bot.knowledge import build
from esor_bot.knowledge.base import Knowledge
from esor_bot.knowledge.checks import asked_for, cross_check, unique_entries
from esor_bot.knowledge.files import Folder
from esor_bot.knowledge.locate import MANIFEST, shipped
from esor_bot.knowledge.parts import Part, Problems, check
from esor_bot.knowledge.schema import (
    CommonPart,
    CycleHead,
    CyclePart,
    EntryModel,
    Manifest,
    ProgrammeFile,
    ProgrammeHead,
    QuoteModel,
)
from esor_bot.knowledge.words import Listed, Lists, load_vocabulary, load_wording, word_lists

_OTHERS = frozenset({"cycle.yaml", "names.yaml"})  # no parts of a cycle by themselves


def load(root: Path) -> Knowledge:
    """Read the folder; raise KnowledgeError with every problem in it when it does not hold together.

    A folder without wording, word lists or small talk of its own uses the shipped ones. The terms and synonyms of
    the shipped vocabulary belong to its field and are not lent.
    """
    folder, problems = Folder(root), Problems()
    check(folder.read(root / MANIFEST), Manifest, problems)
    programmes = _programmes(folder, problems)
    if not programmes and not problems.found:
        message = "holds no programme: write one to programmes/NAME.yaml (see knowledge/README.md)"
        problems.add(Problem(str(root), 1, "programmes", message))
    lent = Folder(shipped())
    common = _common(folder, problems) if (root / "common").is_dir() else _small_talk(_common(lent, problems))
    foreign = root.resolve() != lent.root.resolve()
    own = [lent, folder] if foreign else [folder]
    knowledge = Knowledge(
        folder=root,
        programmes=tuple(programmes),
        common=common,
        vocabulary=load_vocabulary(folder, lent if foreign else None, problems),
        wording=load_wording(own, problems),
    )
    if problems.found:
        raise KnowledgeError(problems.found)
    return knowledge


def _programmes(folder: Folder, problems: Problems) -> list[Programme]:
    programmes = [_single(folder, file, problems) for file in folder.yaml("programmes")]
    programmes += [_folder(folder, child, problems) for child in folder.folders("programmes")]
    found = [programme for programme in programmes if programme is not None]
    seen: dict[str, Programme] = {}
    for programme in found:
        if programme.id in seen:
            message = f"two programmes have the id {programme.id!r}"
            problems.add(Problem(str(folder.root / "programmes"), 1, "id", message))
        seen[programme.id] = programme
    return found


def _single(folder: Folder, file: Path, problems: Problems) -> Programme | None:
    part = check(folder.read(file), ProgrammeFile, problems)
    if part is None:
        return None
    model = part.model
    cycles = [
        _cycle(one.id, [Part[CyclePart](one, part.document, ("cycles", place))], Lists(), "", problems)
        for place, one in enumerate(model.cycles)
    ]
    if model.entries or not cycles:
        cycles.insert(0, _cycle(model.cycle, [Part[CyclePart](model, part.document)], Lists(), "", problems))
    return Programme(model.id, model.title, model.short or model.title, tuple(cycles), tuple(model.aliases))


def _folder(folder: Folder, child: Path, problems: Problems) -> Programme | None:
    head = check(folder.read(child / "programme.yaml"), ProgrammeHead, problems)
    cycles = []
    for place in sorted((one for one in child.iterdir() if (one / "cycle.yaml").is_file()), reverse=True):
        cycle = _cycle_folder(folder, place, problems)
        if cycle is not None:
            cycles.append(cycle)
    if head is None:
        return None
    if not cycles and not problems.found:
        problems.add(Problem(folder.name(child), 1, "", "has no folder of a cycle with a file cycle.yaml"))
    if not cycles:
        return None
    model = head.model
    return Programme(model.id, model.title, model.short or model.title, tuple(cycles), tuple(model.aliases))


def _cycle_folder(folder: Folder, place: Path, problems: Problems) -> Cycle | None:
    head = check(folder.read(place / "cycle.yaml"), CycleHead, problems)
    parts: list[Part[CyclePart]] = [] if head is None else [Part[CyclePart](head.model, head.document)]
    for file in folder.below(place):
        inside = file.relative_to(place)
        if inside.parts[0] == "questions" or inside.name.startswith("choices-") or inside.name in _OTHERS:
            continue
        part = check(folder.read(file), CyclePart, problems)
        if part is not None:
            parts.append(part)
    questions = word_lists(folder, folder.below(place / "questions"), "questions", problems)
    more = [file for file in sorted(place.iterdir()) if file.name.startswith("choices-")]
    choices = word_lists(folder, more, "words", problems)
    page = place / "page.txt"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    lists = Lists(questions, word_lists(folder, _named(place), "names", problems), choices)
    return None if head is None else _cycle(head.model.id, parts, lists, text, problems)


def _words(lists: Mapping[str, Listed]) -> dict[str, tuple[str, ...]]:
    return {id_: tuple(listed.words) for id_, listed in lists.items()}


def _named(place: Path) -> list[Path]:
    return [file for file in (place / "names.yaml",) if file.is_file()]


def _cycle(
    id_: str,
    parts: list[Part[CyclePart]],
    lists: Lists,
    page: str,
    problems: Problems,
) -> Cycle:
    quotes = {name: quote for part in parts for name, quote in part.model.quotes.items()}
    choices: list[Choice] = []
    for part in parts:
        for model in part.model.choices:
            words = tuple(lists.choices[model.id].words) if model.id in lists.choices else ()
            choices.append(build.choice(model, words))
    entries = _entries(parts, quotes, lists, problems)
    cycle = build.cycle(id_, parts, entries, tuple(choices), page, problems)
    cross_check(cycle, parts, lists, problems)
    return cycle


def _entries(
    parts: Sequence[Part[CyclePart] | Part[CommonPart]],
    quotes: Mapping[str, QuoteModel],
    lists: Lists,
    problems: Problems,
) -> tuple[Entry, ...]:
    asked = build.Asked(_words(lists.questions), _words(lists.names))
    entries = []
    for part in parts:
        for place, model in enumerate(part.model.entries):
            here = Part[EntryModel](model, part.document, (*part.at, "entries", place))
            entries.append(build.entry(here, quotes, asked, problems))
    return tuple(entries)


def _small_talk(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return what serves any field: greetings and thanks, but not what the shipped programmes have to refuse."""
    return tuple(entry for entry in entries if entry.kind is EntryKind.SMALLTALK)


def _common(folder: Folder, problems: Problems) -> tuple[Entry, ...]:
    parts = []
    for file in folder.yaml("common"):
        part = check(folder.read(file), CommonPart, problems)
        if part is not None:
            parts.append(part)
    questions = word_lists(folder, folder.below(folder.root / "common" / "questions"), "questions", problems)
    asked_for(unique_entries(parts, problems), questions, problems)
    return _entries(parts, {}, Lists(questions), problems)
