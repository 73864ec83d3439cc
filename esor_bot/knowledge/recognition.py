"""Reads `recognition/`: the kinds of papers, the phrases of each concept, and the words for months.

It is read by the check alone, so that a question is answered without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from esor_bot.domain.recognition import Catalogue, Cue, Kind, Where
from esor_bot.errors import KnowledgeError, Problem
from esor_bot.knowledge.files import Folder
from esor_bot.knowledge.locate import shipped
from esor_bot.knowledge.parts import Part, Problems, check
from esor_bot.knowledge.schema import Flag, Id, Strict, Words
from esor_bot.knowledge.words import Listed, word_lists
from esor_bot.knowledge.yaml_tree import KeyPath, Tree

FOLDER = "recognition"


class CueModel(Strict):
    """A cue: a concept at a place, or a fact within bounds."""

    weight: float
    see: list[Words] | Words = Field(default_factory=list)
    where: Where = Where.ANY
    times: int = Field(1, ge=1)
    beside: list[Words] | Words = Field(default_factory=list)
    fact: str = ""
    least: float = 1
    most: float = float("inf")
    say: str = ""


class KindModel(Strict):
    """A kind of paper."""

    id: Id
    label: Words
    cues: list[CueModel] = Field(min_length=1)
    sure: float = Field(8, gt=0)
    maybe: float = Field(5, gt=0)
    needs: list[list[Words]] = Field(default_factory=list)
    stands_for: list[Id] = Field(default_factory=list)
    code: str = ""
    private: Flag = False
    goes_on: Flag = True
    whole: Flag = False


class KindsFile(Strict):
    """The file of the kinds."""

    kinds: list[KindModel] = Field(default_factory=list)


def load_catalogue(root: Path) -> Catalogue:
    """Read the catalogue of a knowledge folder; a folder without one uses the shipped one.

    Raises KnowledgeError with every problem: concepts that no list holds, kinds that are not there.
    """
    problems = Problems()
    catalogue = read_catalogue(root, problems)
    if problems.found:
        raise KnowledgeError(problems.found)
    return catalogue


def lint_catalogue(root: Path) -> list[Problem]:
    """Return what is wrong in the catalogue, and where a programme's document names what it does not hold."""
    problems = Problems()
    catalogue = read_catalogue(root, problems)
    kinds = {kind.id for kind in catalogue.kinds}
    folder = Folder(root)
    for file in folder.below(root / "programmes"):
        document = folder.read(file)
        for path, how in _asked_for(document.tree):
            if (kind := how.get("kind")) not in kinds:
                problems.add(document.problem((*path, "kind"), f"recognition/kinds.yaml has no kind {kind!r}"))
            subjects = how.get("subjects")
            for name in [*(subjects if isinstance(subjects, list) else []), how.get("language")]:
                if isinstance(name, str) and name not in catalogue.concepts:
                    problems.add(document.problem(path, f"no list in recognition/words/ has the name {name!r}"))
    return problems.found


def _asked_for(tree: Tree, at: KeyPath = ()) -> Iterator[tuple[KeyPath, dict[str, Tree]]]:
    """Yield how the documents of a file are recognised, each with its key path."""
    if not isinstance(tree, dict):
        return
    documents, cycles = tree.get("documents"), tree.get("cycles")
    for number, one in enumerate(documents if isinstance(documents, list) else []):
        if isinstance(one, dict) and isinstance(how := one.get("recognise"), dict):
            yield (*at, "documents", number, "recognise"), how
    for number, cycle in enumerate(cycles if isinstance(cycles, list) else []):
        yield from _asked_for(cycle, (*at, "cycles", number))


def read_catalogue(root: Path, problems: Problems) -> Catalogue:
    """Read the catalogue and add what is wrong with it to `problems`."""
    folder = Folder(root if (root / FOLDER).is_dir() else shipped())
    lists = word_lists(folder, folder.yaml(f"{FOLDER}/words"), "phrases", problems)
    months = word_lists(folder, [file for file in folder.yaml(FOLDER) if file.stem == "months"], "words", problems)
    part = check(folder.read(folder.root / FOLDER / "kinds.yaml"), KindsFile, problems)
    kinds = () if part is None else tuple(_kind(model) for model in part.model.kinds)
    if part is not None:
        _known(part, lists, problems)
    return Catalogue(
        {concept: tuple(listed.words) for concept, listed in lists.items()},
        kinds,
        {word: int(month) for month, listed in months.items() for line in listed.words for word in line.split()},
    )


def _known(part: Part[KindsFile], lists: dict[str, Listed], problems: Problems) -> None:
    """Tell of concepts and kinds that are named but not there."""
    kinds = {model.id for model in part.model.kinds}
    for place, model in enumerate(part.model.kinds):
        for number, cue in enumerate(model.cues):
            for name in (*_names(cue.see), *_names(cue.beside)):
                if not name.startswith("$") and name not in lists:
                    path = (*part.at, "kinds", place, "cues", number)
                    problems.add(part.document.problem(path, f"no list in words/ has the name {name!r}"))
        for other in model.stands_for:
            if other not in kinds:
                path = (*part.at, "kinds", place, "stands_for")
                problems.add(part.document.problem(path, f"there is no kind {other!r}"))


def _names(value: list[str] | str) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _kind(model: KindModel) -> Kind:
    return Kind(
        id=model.id,
        label=model.label,
        cues=tuple(_cue(cue) for cue in model.cues),
        sure=model.sure,
        maybe=model.maybe,
        needs=tuple(tuple(group) for group in model.needs),
        stands_for=tuple(model.stands_for),
        code=model.code,
        private=model.private,
        goes_on=model.goes_on,
        whole=model.whole,
    )


def _cue(model: CueModel) -> Cue:
    return Cue(
        weight=model.weight,
        see=_names(model.see),
        where=model.where,
        times=model.times,
        beside=_names(model.beside),
        fact=model.fact,
        least=model.least,
        most=model.most,
        say=model.say,
    )
