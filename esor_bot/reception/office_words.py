"""The words of the office: lists, a case, figures, the overview, statements. Only who asks reads what comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from esor_bot.desk.silent import Known
from esor_bot.domain.conversation import Command
from esor_bot.domain.form import Answer
from esor_bot.domain.reply import Block, Button, Buttons, Listing, Text
from esor_bot.reception import morning, teaching
from esor_bot.reception.colleague import Colleague, of_office
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.lesson import Lesson
from esor_bot.reception.lists import Listed, Lists
from esor_bot.reception.notices import overview
from esor_bot.reception.report import Report
from esor_bot.reception.reporting import silences, statistics
from esor_bot.reception.saying import only
from esor_bot.reception.text import number_of
from esor_bot.reception.topics import Topics

_BUTTONS = 5
_WEEKS, _MOST_WEEKS = 12, 104
_DAYS, _MOST_DAYS = 90, 730
_ORDER = ("list", "search", "show", "stats", "digest", "silent", "promote", "help")


class OfficeWords:
    """The words. What the reports need of the knowledge is read when the first is wanted, and kept."""

    def __init__(self, house: House) -> None:
        self._house = house

    @property
    def handlers(self) -> Handlers:
        """What is done for which word; a word alone shows those there are."""
        words: Mapping[str, Callable[[Colleague, Command], Answer]] = {
            "list": _list,
            "search": _search,
            "show": _show,
            "stats": self._stats,
            "digest": _digest,
            "silent": self._silent,
            "promote": _promote,
            "help": _help,
            "": _help,
        }
        return Handlers(office={word: of_office(self._house, doing) for word, doing in words.items()})

    def _stats(self, who: Colleague, command: Command) -> Answer:
        weeks = _number(command.text, _WEEKS, _MOST_WEEKS)
        if weeks is None:
            return only(who.say("how.stats", most=_MOST_WEEKS))
        return who.private(*statistics(self._report(who), weeks))

    def _silent(self, who: Colleague, command: Command) -> Answer:
        days = _number(command.text, _DAYS, _MOST_DAYS)
        if days is None:
            return only(who.say("how.silent", most=_MOST_DAYS))
        return who.private(*silences(self._report(who), self._known, days))

    def _report(self, who: Colleague) -> Report:
        house = self._house
        return Report(house.store, who.phrases, self._topics, house.desk.now(), house.tally is not None)

    @cached_property
    def _topics(self) -> Topics:
        return Topics(None, self._house.knowledge, self._house.bases)

    @cached_property
    def _known(self) -> Known:
        return self._topics.known()


def _list(who: Colleague, command: Command) -> Answer:
    which = command.text.strip().lower()
    if which not in {"", "all", "mine"}:
        return only(who.say("how.list"))
    return _listed(who, _lists(who).waiting(every=which == "all", mine=which == "mine"))


def _search(who: Colleague, command: Command) -> Answer:
    words = command.text.strip()
    return _listed(who, _lists(who).search(words)) if words else only(who.say("how.search"))


def _show(who: Colleague, command: Command) -> Answer:
    number = number_of(command.text)
    if number is None:
        return only(who.say("how.show"))
    return who.private(*who.card(who.file(number), whole=True).blocks())


def _digest(who: Colleague, command: Command) -> Answer:
    return who.private(*overview(morning.lines(who.phrases, who.house.desk.digest(who.actor))))


def _promote(who: Colleague, command: Command) -> Answer:
    """List statements, show one (S3), or make one of the answer to a case (12)."""
    text = command.text.strip()
    if not text:
        return _statements(who)
    if text.upper().startswith("S"):
        id_ = teaching.statement_number(text)
        if id_ is None:
            return only(who.say("how.promote"))
        return teaching.look(who, id_)
    number = number_of(text)
    if number is None:
        return only(who.say("how.promote"))
    return teaching.begin(who, number)


def _statements(who: Colleague) -> Answer:
    found = who.house.learning.list(who.actor)
    if not found:
        return only(who.phrases.say("learning.none"))
    lesson = Lesson(who.phrases, lambda: who.now, who.house.names)
    buttons = [
        Button(who.say("card.look", statement=one.name), "statement", {"statement": str(one.id)})
        for one in found[:_BUTTONS]
    ]
    return who.private(Listing(tuple(map(lesson.line, found))), Buttons(tuple(buttons)))


def _help(who: Colleague, command: Command) -> Answer:
    lines = tuple(who.say(f"help.{word}") for word in _ORDER)
    return who.private(Text(who.say("help.head")), Listing(lines))


def _lists(who: Colleague) -> Lists:
    return Lists(who.house.desk, who.phrases, lambda: who.now, who.actor)


def _listed(who: Colleague, found: Listed) -> Answer:
    return who.private(*_list_blocks(who, found))


def _list_blocks(who: Colleague, found: Listed) -> Iterator[Block]:
    if found.lines:
        yield Listing(found.lines)
    if found.said:
        yield Text(found.said)
    if found.cases:
        shown = found.cases[:_BUTTONS]
        yield Buttons(
            tuple(Button(who.say("show", number=one.number), "show", {"case": str(one.number)}) for one in shown)
        )


def _number(text: str, default: int, most: int) -> int | None:
    """Return the number that was typed, the default where none was, None for what is no number or too high."""
    if not text.strip():
        return default
    number = number_of(text)
    return number if number is not None and number <= most else None
