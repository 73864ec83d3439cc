"""From checked models to the frozen values of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from esor_bot.domain.condition import Condition
from esor_bot.domain.programme import Choice, Cycle, Document, Duration, Entry, Fact, Lead, Phase, Quote, Window
from esor_bot.domain.recognition import Recognition
from esor_bot.domain.statement import Said
from esor_bot.knowledge.fill import fill_facts, written
from esor_bot.knowledge.parts import Part, Problems
from esor_bot.knowledge.schema import ChoiceModel, CyclePart, DocumentModel, EntryModel, FactModel, QuoteModel

Questions = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in lists of its own, by entry id: more questions, and names."""

    questions: Questions
    names: Questions


def entry(part: Part[EntryModel], quotes: Mapping[str, QuoteModel], asked: Asked, problems: Problems) -> Entry:
    """Build one entry; a quotation referred to by name that is not there becomes a problem."""
    model = part.model
    found = []
    for place, quote in enumerate(model.quotes):
        if isinstance(quote, QuoteModel):
            found.append(Quote(quote.text, quote.section))
        elif quote in quotes:
            found.append(Quote(quotes[quote].text, quotes[quote].section))
        elif problems.lacks(quote, quotes):
            message = f"no quotation {quote!r} stands under `quotes` of this cycle"
            problems.add(part.problem(("quotes", place), message))
    answers: dict[Phase | None, str] = {None: model.answer or ""}
    for phase, text in model.when.items():
        answers[phase] = text
    items = (model.items,) if isinstance(model.items, str) else tuple(model.items)
    return Entry(
        id=model.id,
        questions=tuple(dict.fromkeys((*model.questions, *asked.questions.get(model.id, ())))),
        answers=answers,
        kind=model.kind,
        label=model.label,
        topic=model.topic,
        quotes=tuple(found),
        leads=tuple(Lead(lead.say, tuple(lead.any), tuple(lead.none), lead.when) for lead in model.leads),
        items=items,
        nearest=tuple(model.nearest),
        ask=model.ask,
        role=model.role,
        valid_from=model.valid_from,
        valid_until=model.valid_until,
        names=tuple(dict.fromkeys(asked.names.get(model.id, ()))),
    )


def facts(models: Mapping[str, FactModel]) -> dict[str, Fact]:
    """Build the typed facts by name."""
    return {name: Fact(name, model.kind, model.typed(), model.status, model.label) for name, model in models.items()}


def window(parts: Iterable[Part[CyclePart]], known: Mapping[str, Fact], problems: Problems) -> Window:
    """Read the window from the facts that it names."""
    dates: dict[str, date | None] = {}
    for part in parts:
        if part.model.window is None:
            continue
        for field, name in part.model.window.model_dump().items():
            fact = known.get(name)
            if name and problems.lacks(name, known):
                problems.add(part.problem(("window", field), f"no fact {name!r} stands under `facts`"))
            elif fact is not None and isinstance(fact.value, date):
                dates[field] = fact.value
            elif fact is not None and fact.value is not None:
                problems.add(part.problem(("window", field), f"the fact {name!r} is no date"))
    return Window(**dates)


def choice(model: ChoiceModel, more: tuple[str, ...]) -> Choice:
    """Build one choice with the words that other languages add."""
    words = tuple(dict.fromkeys((*model.words, *more)))
    return Choice(model.id, words, model.question, tuple(model.entries), model.usual)


def conditions(
    parts: Iterable[Part[CyclePart]], known: Mapping[str, Fact], problems: Problems
) -> tuple[Condition, ...]:
    """Build the conditions in order; "{name}" in a rule stands for the number or text of a fact."""
    found = []
    for part in parts:
        for place, model in enumerate(part.model.conditions):
            rule = {}
            for key, value in model.rule.items():
                name = value[1:-1] if isinstance(value, str) and value[:1] + value[-1:] == "{}" else ""
                if name and problems.lacks(name, known):
                    message = f"no fact {name!r} stands under `facts`"
                    problems.add(part.problem(("conditions", place, "rule", key), message))
                rule[key] = _bare(known[name]) if name in known else value
            title = fill_facts(model.title, known)
            found.append(Condition(model.id, title, model.kind, model.entry, model.weight, rule))
    return tuple(found)


def _bare(fact: Fact) -> str:
    value = fact.value
    return str(value.number) if isinstance(value, Duration) else written(value)


def documents(parts: Iterable[Part[CyclePart]]) -> tuple[Document, ...]:
    """Build the list of documents in order."""
    return tuple(_document(model) for part in parts for model in part.model.documents)


def statements(parts: Iterable[Part[CyclePart]], cycle: str) -> tuple[Said, ...]:
    """Build what the office said, in order. The programme is the one in whose files it stands."""
    return tuple(
        Said(model.id, "", cycle, model.topic, tuple(model.questions), model.answer, model.role, model.said)
        for part in parts
        for model in part.model.statements
    )


def _document(model: DocumentModel) -> Document:
    how = model.recognise
    return Document(
        id=model.id,
        title=model.title,
        entry=model.entry,
        minimum=model.minimum,
        maximum=model.maximum,
        stage=model.stage,
        required=model.required,
        recognition=None
        if how is None
        else Recognition(
            kind=how.kind,
            names=tuple(how.names),
            issuer=tuple(how.issuer),
            fields=tuple(how.fields),
            language=how.language,
            subjects=tuple(how.subjects),
            count=how.count,
            year=how.year,
            within=how.within,
            on=how.on,
            until=how.until,
        ),
    )


def cycle(
    id_: str,
    parts: list[Part[CyclePart]],
    entries: tuple[Entry, ...],
    choices: tuple[Choice, ...],
    page: str,
    problems: Problems,
) -> Cycle:
    """Put the parts of a cycle together."""
    known = facts({name: fact for part in parts for name, fact in part.model.facts.items()})

    def first(name: str) -> str:
        return next((str(value) for part in parts if (value := getattr(part.model, name))), "")

    retrieved = next((part.model.retrieved for part in parts if part.model.retrieved), None)
    return Cycle(
        id=id_,
        title=first("title") or id_,
        address=first("address"),
        retrieved=retrieved,
        country=first("country"),
        window=window(parts, known, problems),
        facts=known,
        documents=documents(parts),
        order=first("order") or "none",
        conditions=conditions(parts, known, problems),
        entries=entries,
        choices=choices,
        statements=statements(parts, id_),
        page=page,
    )
