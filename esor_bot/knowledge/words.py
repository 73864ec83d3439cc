"""The lists of words: more ways to ask, vocabulary and wording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from esor_bot.knowledge.base import Vocabulary
from esor_bot.knowledge.files import Folder
from esor_bot.knowledge.parts import Problems
from esor_bot.knowledge.yaml_tree import Document, KeyPath, Tree

_TAG = re.compile("[a-z]{2,3}")


@dataclass(slots=True)
class Listed:
    """The words that stand under one id, over all files, and where the id stands first."""

    document: Document
    path: KeyPath
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lists:
    """What stands in files of its own, by the id of an entry or a choice."""

    questions: dict[str, Listed] = field(default_factory=dict)
    names: dict[str, Listed] = field(default_factory=dict)
    choices: dict[str, Listed] = field(default_factory=dict)


def word_lists(folder: Folder, files: Iterable[Path], what: str, problems: Problems) -> dict[str, Listed]:
    """Read files that map an id to a list of `what`; whatever is no list of text becomes a problem."""
    lists: dict[str, Listed] = {}
    for file in files:
        document = folder.read(file)
        problems.found.extend(document.problems)
        if not isinstance(document.tree, dict):
            if document.tree is not None:
                problems.add(document.problem((), f"must map ids to lists of {what}"))
            continue
        for key, words in document.tree.items():
            listed = lists.setdefault(key, Listed(document, (key,)))
            listed.words += texts(document, (key,), words, problems)
    return lists


def texts(document: Document, path: KeyPath, tree: Tree, problems: Problems) -> list[str]:
    """Return a list of non-empty texts; one text stands for a list of one."""
    if isinstance(tree, str) and tree.strip():
        return [tree.strip()]
    if not isinstance(tree, list):
        problems.add(document.problem(path, "must be a list of texts"))
        return []
    found = []
    for place, value in enumerate(tree):
        if isinstance(value, str) and value.strip():
            found.append(value.strip())
        else:
            problems.add(document.problem((*path, place), "must be a text that is not empty"))
    return found


def load_vocabulary(folder: Folder, lent: Folder | None, problems: Problems) -> Vocabulary:
    """Read `vocabulary/`: terms*.yaml, same.yaml, corrections.yaml and words.yaml; other files are others' data.

    Of the folder `lent` only the named lists of words are read: they belong to a language, not to a field.
    """
    terms: dict[str, dict[str, tuple[str, ...]]] = {}
    same: list[tuple[str, ...]] = []
    corrections: dict[str, str] = {}
    for file in folder.yaml("vocabulary"):
        if file.stem.startswith("terms"):
            _terms(folder.read(file), terms, problems)
        elif file.stem == "same":
            same += [tuple(one.words) for one in word_lists(folder, [file], "words", problems).values()]
        elif file.stem == "corrections":
            for right, wrong in word_lists(folder, [file], "misspellings", problems).items():
                corrections.update(dict.fromkeys(wrong.words, right))
    lists: dict[str, tuple[str, ...]] = {}
    for one in (lent, folder):
        files = [file for file in one.yaml("vocabulary") if file.stem == "words"] if one else []
        read = word_lists(one or folder, files, "words", problems)
        lists.update({name: tuple(listed.words) for name, listed in read.items()})
    return Vocabulary(terms, tuple(same), corrections, lists)


def _terms(document: Document, terms: dict[str, dict[str, tuple[str, ...]]], problems: Problems) -> None:
    problems.found.extend(document.problems)
    if not isinstance(document.tree, dict):
        return
    for english, languages in document.tree.items():
        if not isinstance(languages, dict):
            problems.add(document.problem((english,), "must map languages to lists of words"))
            continue
        known = terms.setdefault(english, {})
        for language, words in languages.items():
            found = texts(document, (english, language), words, problems)
            known[language] = (*known.get(language, ()), *found)


def load_wording(folders: Iterable[Folder], problems: Problems, language: str = "en") -> dict[str, str]:
    """Read `wording/en.yaml` and `*.en.yaml`: message ids, with dots between the levels, and their sentences."""
    wording: dict[str, str] = {}
    for folder in folders:
        for file in folder.yaml("wording"):
            if _language(file) == language:
                document = folder.read(file)
                problems.found.extend(document.problems)
                _flatten(document, document.tree, (), wording, problems)
    return wording


def languages(folders: Iterable[Folder]) -> tuple[str, ...]:
    """Return the languages beside English in which there are sentences."""
    found = {_language(file) for folder in folders for file in folder.yaml("wording")}
    return tuple(sorted(one for one in found - {"en"} if _TAG.fullmatch(one)))


def _language(file: Path) -> str:
    """Return the language that a file's name ends in: `de` of `desk.de.yaml` and of `de.yaml`."""
    return file.stem.rsplit(".", maxsplit=1)[-1].lower()


def _flatten(document: Document, tree: Tree, path: KeyPath, into: dict[str, str], problems: Problems) -> None:
    if isinstance(tree, dict):
        for key, value in tree.items():
            _flatten(document, value, (*path, key), into, problems)
    elif isinstance(tree, str) and tree.strip():
        into[".".join(str(key) for key in path)] = tree.strip()
    elif tree is not None or path:
        problems.add(document.problem(path, "must be a sentence, or a mapping of ids to sentences"))
