"""What arrives later: a notice of the outbox as a reply, with where it stands at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from esor_bot.desk.files import case_file
from esor_bot.desk.following import read
from esor_bot.desk.message import Notification
from esor_bot.desk.messenger import GaveUp
from esor_bot.desk.notices import CARD, PLEASE_EMAIL
from esor_bot.domain.case import Case, Place, State
from esor_bot.domain.reply import Block, Button, Buttons, Heading, Listing, Outcome, Reply, Style, Text
from esor_bot.reception import morning
from esor_bot.reception.card import Card
from esor_bot.reception.house import House
from esor_bot.reception.phrases import Phrases

_TO_ASKER = frozenset({"answer", "ask_back", "merge", "withdraw", "reopened", "parted", PLEASE_EMAIL, "takes_longer"})
_TO_OWNER = frozenset({"added", "handed_over", "overdue", "no_reply", "undelivered"})
_DIGEST = "digest"
_ANSWERS = frozenset({"answer", "ask_back"})


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it is to be shown. `case` is the number of the case it is about, 0 for none.

    `card`: it is the case's card, of which there is one at a place: it takes the place of what was shown before, and
    shows the case in that `version`. `below`: it stands in the thread of that card. `person` is the id of who is
    addressed where others read it, too.
    """

    reply: Reply
    case: int = 0
    card: bool = False
    below: bool = False
    person: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Notices:
    """Says what arrives later. Any thread may call it; it raises StoreError where the database can't be used."""

    house: House

    def notice(self, place: Place, body: str) -> Notice:
        """Return a notice (JSON text, see Notification) as it is to be shown at a place.

        Raises GaveUp where nobody can read it.
        """
        try:
            told = Notification.load(body)
            return self._card(told) if told.kind == CARD else self._notice(place, told)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GaveUp("body") from error

    def _card(self, told: Notification) -> Notice:
        """Show the case as it is now, whatever the notice was put out for: nothing older is ever shown."""
        house, phrases = self.house, self.house.to_office()
        with house.store.begin() as tx:
            case = read(tx, told.case)
            file = None if case is None else case_file(tx, case, house.hours)
        if file is None:
            gone = _reply([Text(phrases.at_desk("gone", number=told.case))])
            return Notice(gone, told.case, card=True, version=told.version)
        now = house.desk.now().astimezone(house.hours.zone)
        blocks = Card(phrases, file, now, house.names).blocks()
        return Notice(_reply(blocks), told.case, card=True, version=file.case.version)

    def _notice(self, place: Place, told: Notification) -> Notice:
        phrases, case = self.house.to_office(), self._case(told.case)
        below = told.kind not in _TO_ASKER and told.case > 0
        if told.case and (case is None or case.forgotten):  # what was said of it is deleted, here too
            return Notice(_reply([Text(phrases.at_desk("gone", number=told.case))]), told.case, below=below)
        if told.kind == _DIGEST:
            return Notice(_reply(overview(morning.read(phrases, told.values[_DIGEST]))))
        if case is None or told.kind not in _TO_ASKER:
            said = phrases.told(told.case, told.kind, told.values)
            person = _concerned(place, told.kind, case)
            return Notice(_reply([Text(said)]), told.case, below=below, person=person)
        blocks = to_asker(phrases, case, told.kind, told.values)
        return Notice(_reply(blocks), told.case, person="" if place.private else case.asker)

    def _case(self, number: int) -> Case | None:
        if not number:
            return None
        with self.house.store.begin() as tx:
            return read(tx, number)


def _concerned(place: Place, kind: str, case: Case | None) -> str:
    """Return who of the office is addressed: who has the case, where they are on that platform."""
    owner = "" if case is None or kind not in _TO_OWNER else case.owner
    return owner if owner.startswith(f"{place.platform}:") else ""


def to_asker(phrases: Phrases, case: Case, kind: str, values: Mapping[str, str]) -> tuple[Block, ...]:
    """Return exactly what the person who asked gets to see of a notice about a case of theirs."""
    paragraphs = phrases.to_asker(case.number, kind, values)
    if kind not in _ANSWERS:
        return tuple(map(Text, paragraphs))
    if case.state is State.MERGED:  # it is answered at another question, to which nobody else adds
        return (Text(paragraphs[0]),)
    label = phrases.at_desk("write_back")
    style = Style.PRIMARY if kind == "ask_back" else Style.PLAIN
    return (*map(Text, paragraphs), Buttons((Button(label, "add", {"case": str(case.number)}, style),)))


def overview(lines: Iterable[str]) -> tuple[Block, ...]:
    """Return the overview of a morning."""
    head, *rest = lines
    return (Heading(head), Listing(tuple(rest))) if rest else (Text(head),)


def _reply(blocks: Iterable[Block]) -> Reply:
    return Reply(Outcome.SMALLTALK, tuple(blocks))
