"""What the office sees of cases, as lines: a list, and one card with everything on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from esor_bot.desk.files import CaseFile
from esor_bot.domain.case import OF_THE_ASKER, Case, Deed, Record, State
from esor_bot.terminal.office.phrases import Phrases
from esor_bot.terminal.text import printable, short

Named = Callable[[str, str], str]  # what an entry (of which programme), or with no entry the programme, is called


def line(phrases: Phrases, case: Case, now: datetime) -> str:
    """Return a case as one line of a list."""
    owner = (case.owner_name or case.owner) if case.live else ""
    values = {
        "number": case.number,
        "state": phrases.say(f"state.{case.state}"),
        "when": phrases.when(case.changed, now),
        "question": _question(phrases, case),
    }
    return phrases.say("list.line_owner", owner=owner, **values) if owner else phrases.say("list.line", **values)


def card(phrases: Phrases, file: CaseFile, now: datetime, named: Named) -> Iterator[str]:
    """Yield the lines of a card; an empty one stands between its parts."""
    case = file.case
    yield phrases.say(
        "gone.head" if case.forgotten else "card.head",
        number=case.number,
        state=phrases.say(f"state.{case.state}"),
        programme=named(case.programme, "") if case.programme else phrases.say("card.no_programme"),
        platform=_platform(phrases, case.place.platform),
        when=phrases.when(case.opened, now),
    )
    if case.forgotten:
        yield phrases.say("gone.withdrawn" if case.state is State.WITHDRAWN else "gone.card")
    else:
        yield printable(case.question)
    yield from _found(phrases, case, named)
    yield from _whose(phrases, case)
    yield from _others(phrases, file)
    told = [record for record in file.records if record.deed is not Deed.ASK]
    if told:
        yield ""
        yield from (_record(phrases, record, now) for record in told)


def named_cases(phrases: Phrases, cases: Sequence[Case]) -> str:
    """Name cases in one line."""
    return "; ".join(
        phrases.say(
            "card.case",
            number=case.number,
            state=phrases.say(f"state.{case.state}"),
            question=_question(phrases, case, 40),
        )
        for case in cases
    )


def _question(phrases: Phrases, case: Case, most: int = 70) -> str:
    return phrases.say("gone.short") if case.forgotten else short(case.question, most)


def _found(phrases: Phrases, case: Case, named: Named) -> Iterator[str]:
    if case.stopped.why:
        yield phrases.say("card.said", said=case.stopped.why)
    if case.stopped.entries:
        yield phrases.say("card.entries", entries="; ".join(named(case.programme, id_) for id_ in case.stopped.entries))


def _whose(phrases: Phrases, case: Case) -> Iterator[str]:
    owner = case.owner_name or case.owner
    if owner:
        yield phrases.say("card.owner" if case.live else "card.owner_had", owner=owner)
    if case.into is not None:
        yield phrases.say("card.into", into=case.into)


def _others(phrases: Phrases, file: CaseFile) -> Iterator[str]:
    for kind, cases in (("followers", file.followers), ("similar", file.similar), ("earlier", file.earlier)):
        if cases:
            yield phrases.say(f"card.{kind}", cases=named_cases(phrases, cases))


def _platform(phrases: Phrases, platform: str) -> str:
    known = f"desk.card.platform.{platform}" in phrases.wording.sentences
    return phrases.say(f"card.platform.{platform}") if known else platform


def _record(phrases: Phrases, record: Record, now: datetime) -> str:
    by_asker = record.deed in OF_THE_ASKER
    who = phrases.say("asker") if by_asker else record.actor_name or record.actor
    kind = "record" if not record.text else "note_text" if record.deed is Deed.NOTE else "record_text"
    did = phrases.say(f"did.{record.deed}")
    return phrases.say(f"card.{kind}", when=phrases.when(record.at, now), who=who, deed=did, text=record.text)
