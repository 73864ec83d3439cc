"""What must hold between the parts of one cycle, checked when the folder is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from esor_bot.domain.programme import Cycle, EntryKind
from esor_bot.knowledge.fill import BUILT_IN, names
from esor_bot.knowledge.parts import Part, Problems
from esor_bot.knowledge.schema import CommonPart, CyclePart, EntryModel
from esor_bot.knowledge.words import Listed, Lists
from esor_bot.knowledge.yaml_tree import KeyPath

Places = Mapping[str, Part[EntryModel]]


def cross_check(
    cycle: Cycle,
    parts: Iterable[Part[CyclePart]],
    lists: Lists,
    problems: Problems,
) -> None:
    """Hold the parts of a cycle against each other: ids, references, facts and quotations."""
    parts = list(parts)
    places = unique_entries(parts, problems)
    asked_for(places, lists.questions, problems)
    belong(places, lists.names, problems)
    for place in places.values():
        _references(place, places, problems)
        _facts_used(place, cycle, problems)
        _quotations(place, cycle, problems)
    for part in parts:
        _quotes_on_page(part, cycle, problems)
        _named_entries(part, places, problems)
        _facts_of_documents(part, cycle, problems)
    _statements(parts, places, problems)
    known = {choice.id for choice in cycle.choices}
    for id_, listed in lists.choices.items():
        if problems.lacks(id_, known):
            problems.add(listed.document.problem(listed.path, f"no choice has the id {id_!r}"))


def unique_entries(parts: Iterable[Part[CyclePart] | Part[CommonPart]], problems: Problems) -> Places:
    """Return where each entry stands; a second one of the same id becomes a problem."""
    places: dict[str, Part[EntryModel]] = {}
    for part in parts:
        for number, model in enumerate(part.model.entries):
            here = Part(model, part.document, (*part.at, "entries", number))
            if model.id in places:
                first = places[model.id]
                where = f"{first.document.name}:{first.document.line(first.at)}"
                problems.add(here.problem(("id",), f"the id {model.id!r} stands a second time, first in {where}"))
            else:
                places[model.id] = here
    return places


def asked_for(places: Places, questions: Mapping[str, Listed], problems: Problems) -> None:
    """Every entry has a question, and every list of questions belongs to an entry."""
    belong(places, questions, problems)
    for id_, place in places.items():
        if not place.model.questions and id_ not in questions:
            problems.add(place.problem(("questions",), f"the entry {id_!r} needs at least one question"))


def belong(places: Places, lists: Mapping[str, Listed], problems: Problems) -> None:
    """Every list belongs to an entry."""
    for id_, listed in lists.items():
        if problems.lacks(id_, places):
            problems.add(listed.document.problem(listed.path, f"no entry has the id {id_!r}"))


def _references(place: Part[EntryModel], places: Places, problems: Problems) -> None:
    for number, other in enumerate(place.model.nearest):
        if problems.lacks(other, places):
            problems.add(place.problem(("nearest", number), f"no entry has the id {other!r}"))


def _facts_used(place: Part[EntryModel], cycle: Cycle, problems: Problems) -> None:
    model = place.model
    texts: dict[KeyPath, str] = {("answer",): model.answer or "", ("topic",): model.topic, ("ask",): model.ask}
    texts |= {("when", phase): text for phase, text in model.when.items()}
    items = [model.items] if isinstance(model.items, str) else model.items
    texts |= {("items", number): text for number, text in enumerate(items)}
    for path, text in texts.items():
        for name in names(text):
            if name not in BUILT_IN and problems.lacks(name, cycle.facts):
                problems.add(place.problem(path, f"no fact {name!r} stands under `facts`"))


def _facts_of_documents(part: Part[CyclePart], cycle: Cycle, problems: Problems) -> None:
    for number, document in enumerate(part.model.documents):
        how = document.recognise
        for key in ("count", "year", "within", "on", "until") if how else ():
            name = getattr(how, key)
            if name and problems.lacks(name, cycle.facts):
                path = ("documents", number, "recognise", key)
                problems.add(part.problem(path, f"no fact {name!r} stands under `facts`"))


def _quotations(place: Part[EntryModel], cycle: Cycle, problems: Problems) -> None:
    for number, quote in enumerate(place.model.quotes):
        if not isinstance(quote, str) and not _on_page(quote.text, cycle.page):
            problems.add(place.problem(("quotes", number, "text"), _not_there(quote.text)))


def _quotes_on_page(part: Part[CyclePart], cycle: Cycle, problems: Problems) -> None:
    for name, quote in part.model.quotes.items():
        if not _on_page(quote.text, cycle.page):
            problems.add(part.problem(("quotes", name, "text"), _not_there(quote.text)))


def _not_there(text: str) -> str:
    return f"this wording is not on the page (page.txt): {text[:60]!r}"


def _on_page(text: str, page: str) -> bool:
    return not page or " ".join(text.split()) in " ".join(page.split())


def _statements(parts: Iterable[Part[CyclePart]], places: Places, problems: Problems) -> None:
    """Each statement has an id of its own, and speaks to something the page says or is silent on."""
    seen: set[str] = set()
    for part in parts:
        for number, model in enumerate(part.model.statements):
            here = ("statements", number)
            if model.id in seen:
                problems.add(part.problem((*here, "id"), f"the id {model.id!r} stands a second time"))
            seen.add(model.id)
            if not model.topic:
                continue
            if problems.lacks(model.topic, places):
                problems.add(part.problem((*here, "topic"), f"no entry has the id {model.topic!r}"))
            elif model.topic in places and places[model.topic].model.kind not in {EntryKind.FACT, EntryKind.SILENT}:
                message = f"{model.topic!r} is neither a fact nor silent; leave the topic out"
                problems.add(part.problem((*here, "topic"), message))


def _named_entries(part: Part[CyclePart], places: Places, problems: Problems) -> None:
    for kind in ("documents", "conditions"):
        for number, model in enumerate(getattr(part.model, kind)):
            if model.entry and problems.lacks(model.entry, places):
                problems.add(part.problem((kind, number, "entry"), f"no entry has the id {model.entry!r}"))
    for number, choice in enumerate(part.model.choices):
        for place, entry in enumerate(choice.entries):
            if problems.lacks(entry, places):
                message = f"no entry has the id {entry!r}"
                problems.add(part.problem(("choices", number, "entries", place), message))
        if choice.usual and problems.lacks(choice.usual, places):
            problems.add(part.problem(("choices", number, "usual"), f"no entry has the id {choice.usual!r}"))
