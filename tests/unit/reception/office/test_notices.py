"""What arrives later, as it is shown."""

from __future__ import annotations

import pytest

from esor_bot.desk.message import Notification
from esor_bot.desk.messenger import GaveUp
from esor_bot.desk.notices import KINDS
from esor_bot.domain.case import Deed, Place
from esor_bot.domain.reply import Buttons, Heading
from esor_bot.reception.house import House
from tests.unit.reception.office.offices import ANNA, CLEO, OFFICE, OfficeOnline, buttons, home, public, read


def test_the_card_is_as_the_case_is_now(online: OfficeOnline) -> None:
    """A notice that waited long shows the case as it is, not as it was."""
    online.asked()
    (first,) = online.out(OFFICE)
    online.click(CLEO, online.card().reply.blocks, "Claim")
    notice = online.app.notice(OFFICE, first.body)

    assert (notice.card, notice.below, notice.case, notice.version) == (True, False, 1, 2)
    assert "Cleo has it." in read(notice.reply.blocks)


def test_what_stands_on_it(online: OfficeOnline) -> None:
    """The card has its number and state first, the question, why the bot stopped, and a button for each thing to do."""
    online.asked()
    blocks = online.card().reply.blocks
    assert blocks[0] == Heading("#1 · open")
    assert list(buttons(blocks)) == ["Claim", "Answer", "Ask back", "Note", "Merge", "Close"]
    assert all(dict(one.values) == {"case": "1", "seen": "1"} for one in buttons(blocks).values())
    assert "It stopped because the page is silent on “Animals”." in read(blocks)


def test_what_can_be_done(online: OfficeOnline) -> None:
    """The buttons are those of the state: what anybody of the office could do."""
    online.asked()
    online.desk.do(1, Deed.CLAIM, House.colleague(CLEO))
    labels = list(buttons(online.card().reply.blocks))
    assert labels == ["Answer", "Ask back", "Note", "Merge", "Close", "Take over", "Hand over"]
    online.desk.do(1, Deed.ANSWER, House.colleague(CLEO), text="Yes.")
    assert list(buttons(online.card().reply.blocks)) == ["Note", "Reopen", "Close", "Promote"]
    online.desk.do(1, Deed.CLOSE, House.colleague(CLEO))
    assert list(buttons(online.card().reply.blocks)) == ["Note", "Reopen", "Promote"]


def test_a_long_question_is_cut(online: OfficeOnline) -> None:
    """A card stays small whatever was asked and done, and says where all of it is."""
    online.asked(question="why " * 900)
    for _ in range(30):
        online.desk.do(1, Deed.NOTE, House.colleague(CLEO), text="because " * 300)
    told = read(online.card().reply.blocks)

    assert len(told) < 3500
    assert "“show 1” has all of it" in told
    assert "things were done before" in told
    assert "why " * 899 in read(getattr(online.word(CLEO, "show", "1"), "blocks", ()))


def test_a_case_that_is_gone(online: OfficeOnline) -> None:
    """Of a case that was deleted nothing is shown; where its person was forgotten the card says so, without buttons."""
    online.asked()
    online.desk.do(1, Deed.ANSWER, House.colleague(CLEO), text="Yes, a cat.")
    online.forgotten(ANNA)
    card = online.card()
    assert "cat" not in read(card.reply.blocks)
    assert "asked to be forgotten" in read(card.reply.blocks)
    assert not [block for block in card.reply.blocks if isinstance(block, Buttons)]

    late = Notification("answer", 1, 2, {"text": "Yes, a cat."}).dump()
    gone = online.app.notice(public(ANNA), late)
    assert (read(gone.reply.blocks), gone.person) == ("#1 was deleted, and what was said of it with it.", "")
    assert read(online.app.notice(OFFICE, Notification("card", 9, 1).dump()).reply.blocks).startswith("#9 was deleted")


@pytest.mark.parametrize("kind", sorted({*KINDS, "of a later version"} - {"card", "digest"}))
def test_every_kind_is_said(online: OfficeOnline, kind: str) -> None:
    """Every kind of notice is a whole sentence; who asked is addressed, the office never."""
    online.asked(place=public(ANNA))
    values = {"digest": "{}"} | dict.fromkeys(KINDS.get(kind, ()), "7")
    notice = online.app.notice(public(ANNA), Notification(kind, 1, 1, values).dump())
    said = read(notice.reply.blocks)

    assert said
    assert "{" not in said
    assert "/add" not in said
    assert notice.person == ("" if notice.below else ANNA.id)


def test_who_has_it_is_addressed(online: OfficeOnline) -> None:
    """What the owner of a case has to know addresses them in the office's channel, on their own platform only."""
    online.asked()
    online.desk.do(1, Deed.CLAIM, House.colleague(CLEO))
    online.desk.do(1, Deed.ADD, House.asker(ANNA), text="And a dog?")
    (added,) = (one for one in online.notices(OFFICE) if not one.card)
    assert (added.person, added.below) == (CLEO.id, True)
    elsewhere = Place("elsewhere", "office", private=False)
    assert online.app.notice(elsewhere, online.out(OFFICE)[-2].body).person == ""


def test_the_overview(online: OfficeOnline) -> None:
    """The overview of the morning is about no case, and stands on its own."""
    online.asked()
    body = Notification("digest", 0, 1, {"digest": online.desk.digest(House.colleague(CLEO)).dump()}).dump()
    notice = online.app.notice(OFFICE, body)

    assert (notice.case, notice.below, notice.card) == (0, False, False)
    assert "Not taken yet: #1" in read(notice.reply.blocks)


@pytest.mark.parametrize(
    "body", ["", "nonsense", "[]", "{}", '{"kind": "card", "case": "x", "version": 1, "values": {}}']
)
def test_what_nobody_can_read(online: OfficeOnline, body: str) -> None:
    """A body that is no notification is given up: it would never be delivered."""
    with pytest.raises(GaveUp) as caught:
        online.app.notice(home(ANNA), body)
    assert caught.value.why == "body"


def test_where_cards_stand(online: OfficeOnline) -> None:
    """What shows cards asks the app where they stand, and notes it."""
    assert online.app.cards.get(1, OFFICE) is None
    online.app.cards.put(1, OFFICE, "1.0", 3)
    assert online.app.cards.get(1, OFFICE) == ("1.0", 3)
