"""What the office said: where it speaks, where it does not, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import OfficeOffer, Outcome, Quotation, Reply, Source, Text
from esor_bot.domain.statement import Said
from esor_bot.reception.plain import render

NOW = datetime(2031, 9, 20, 10, 0, tzinfo=UTC)
SKERROW = "lampkeepers-skerrow"
DAY = date(2031, 9, 3)
FOOD = Said("S1", SKERROW, "2032", "food", ("is there vegetarian food",), "There is, on Fridays.", "head keeper", DAY)
WHOLE = replace(FOOD, id="S2", questions=(), answer="The keepers cook in turn, and there is fish.")
POLKA = replace(
    FOOD, id="S3", topic="", questions=("may we dance a polka on the gallery",), answer="Only in calm weather."
)


@dataclass
class Board:
    """What people are told, changed by the test."""

    told: tuple[Said, ...] = ()

    def now(self) -> tuple[Said, ...]:
        """Return what people are told."""
        return self.told


@pytest.fixture
def board() -> Board:
    """A board with nothing on it."""
    return Board()


@pytest.fixture
def app(fictional_app: Assistant, board: Board) -> Assistant:
    """The app on the made-up programme, with a board beside it."""
    return Assistant.of(fictional_app.engines, next(iter(fictional_app.engines.values())).wording, board)


def ask(app: Assistant, text: str, conversation: str | None = None, now: datetime = NOW) -> Reply:
    """Ask at a fixed time."""
    return app.handle(Message(text, now, conversation))


def texts(reply: Reply) -> list[str]:
    """Return the paragraphs of a reply."""
    return [block.text for block in reply.blocks if isinstance(block, Text)]


def test_its_own_question_gets_the_answer_first(app: Assistant, board: Board) -> None:
    """Who asks just what the office answered reads the answer, then who said it when, and no quotation marks."""
    board.told = (FOOD,)
    reply = ask(app, "Is there vegetarian food?")

    assert texts(reply)[0] == "There is, on Fridays."
    (source,) = [block for block in reply.blocks if isinstance(block, Source)]
    assert (
        "Office statement of 3 September 2031 (head keeper) on “Meals”. The page itself does not say it." in source.text
    )
    assert not any(isinstance(block, Quotation) for block in reply.blocks)
    assert isinstance(reply.blocks[-1], OfficeOffer)
    assert (reply.outcome, reply.entries[0].id, reply.entries[0].quote) == (Outcome.ANSWERED, "food", "")
    assert any("S1 of 2031-09-03" in line for line in reply.why)


def test_another_question_on_the_topic_is_told_what_was_answered(app: Assistant, board: Board) -> None:
    """Who asks for something else on the topic reads that the page is silent, and to what the office said something."""
    board.told = (FOOD,)
    reply = ask(app, "who cooks at the light")

    assert texts(reply)[:2] == [
        "The Society's page does not say who cooks and what there is to eat.",
        "Asked “is there vegetarian food”, the office said: There is, on Fridays.",
    ]
    assert reply.outcome is Outcome.ESCALATE


def test_a_topic_answered_as_a_whole(app: Assistant, board: Board) -> None:
    """A statement without questions answers whatever is surely asked on its topic, but for what was asked before."""
    board.told = (FOOD, WHOLE)

    assert texts(ask(app, "what is there to eat"))[0] == WHOLE.answer
    assert texts(ask(app, "who cooks at the light"))[1] == f"What the office has said on that: {WHOLE.answer}"
    assert texts(ask(app, "is there vegetarian food"))[0] == FOOD.answer


def test_without_a_topic_its_words_lead_to_it(app: Assistant, board: Board) -> None:
    """A statement on something new is told outright to its own words, typed badly too, and to no others."""
    board.told = (POLKA,)

    for text in (
        "May we dance a polka on the gallery?",
        "may we dence a polka on the galery",
        "hi! may we dance a polka on the gallery, please?",
    ):
        reply = ask(app, text)
        assert texts(reply)[0] == POLKA.answer, text
        assert reply.entries[0].id == "statement:S3"
    for text in ("may we paint the gallery", "what is the grant", "is dancing taught"):
        assert POLKA.answer not in texts(ask(app, text)), text


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("is a mark of 6.5 enough for the choir", "is a mark of 6 enough for the choir"),
        ("may I come with my own violin", "may I come without my own violin"),
        ("may we dance a polka on the gallery", "may we not dance a polka"),
        ("may we dance a polka on the gallery", "may a choir sing on the stairs at night"),
    ],
)
def test_what_is_not_the_same_question(app: Assistant, board: Board, told: str, asked: str) -> None:
    """Another number, a denial, other words: near is not the same, and the statement stays silent."""
    board.told = (replace(POLKA, questions=(told,)),)

    assert POLKA.answer in render(ask(app, told))
    assert POLKA.answer not in render(ask(app, asked))


def test_where_nothing_is_found_the_question_is_named(app: Assistant, board: Board) -> None:
    """Who asks something near of which nothing is found reads that first, then what the office was asked and said."""
    board.told = (POLKA,)
    question = "may we paint the gallery"
    reply = ask(app, question)

    assert texts(reply) == [
        "I find nothing on that on the official page of the Lampkeepers' Exchange, Skerrow.",
        "Asked “may we dance a polka on the gallery”, the office said: Only in calm weather.",
    ]
    assert any("does not stand on the page" in block.text for block in reply.blocks if isinstance(block, Source))
    assert not any(isinstance(block, Quotation) for block in reply.blocks)
    assert isinstance(reply.blocks[-1], OfficeOffer)
    assert reply.blocks[-1].question == question
    assert (reply.outcome, [found.id for found in reply.entries]) == (Outcome.ESCALATE, ["statement:S3"])
    assert any("its question is named: statement:S3" in line for line in reply.why)


def test_one_question_is_named_at_most(app: Assistant, board: Board) -> None:
    """Of all questions that are near only the nearest is named, and no statement's that was just ruled out."""
    own = ("may we sing", "may we whitewash or paint the gallery")
    nearer = replace(POLKA, id="S4", questions=own, answer="In May.")
    board.told = (POLKA, nearer)
    first = ask(app, "may we paint the gallery at dawn", "one")
    again = ask(app, "no, may we paint the gallery", "one")

    assert [found.id for found in first.entries] == ["statement:S4"]
    assert texts(first)[1] == f"Asked “{own[1]}”, the office said: In May."
    assert POLKA.answer not in render(first)
    assert nearer.answer not in render(again)


def test_a_reply_that_is_not_sure_keeps_what_it_says(shipped_app: Assistant, board: Board) -> None:
    """Where the nearest rule is told though it may not answer, it is told still, and the office's words follow."""
    (engine,) = shipped_app.engines.values()
    about = (engine.base.programme.id, engine.base.cycle.id)
    app = Assistant.of(shipped_app.engines, engine.wording, board)
    question, day = "and what of this certification business", datetime(2023, 1, 5, tzinfo=UTC)
    plain = ask(app, question, now=day)
    board.told = (
        Said("S3", *about, "", ("is certification a good business for my pet shop",), "It is not.", "office", DAY),
    )
    reply = ask(app, question, now=day)

    assert texts(plain)[0].startswith("I am not sure")
    assert reply.blocks[: len(plain.blocks) - 1] == plain.blocks[:-1]
    assert texts(reply)[-1].endswith("the office said: It is not.")
    assert (reply.outcome, len(reply.entries)) == (Outcome.ESCALATE, 2)


def test_no_clear_reply_names_a_question(app: Assistant, board: Board) -> None:
    """What the page answers, or is known to be silent on, is told as ever, whatever was said to near questions."""
    (engine,) = app.engines.values()
    asked = [entry.questions[0] for entry in engine.base.entries]
    plain = [ask(app, question).blocks for question in asked]
    board.told = tuple(
        replace(POLKA, id=f"S{place}", questions=(f"{question} for a polka",)) for place, question in enumerate(asked)
    )

    assert [ask(app, question).blocks for question in asked] == plain


def test_a_follow_up_names_no_question(app: Assistant, board: Board) -> None:
    """A follow-up does not say in its own words what it asks, so nothing is named."""
    board.told = (POLKA,)
    ask(app, "how much is the grant", "one")

    assert POLKA.answer not in render(ask(app, "and the gallery?", "one"))


def test_the_page_is_never_spoken_over(app: Assistant, board: Board) -> None:
    """Where somebody wrote down just these words for a rule of the page, the page answers."""
    (engine,) = app.engines.values()
    rules = [entry for entry in engine.base.entries if entry.kind == "fact"]
    board.told = tuple(
        replace(POLKA, id=f"S{place}", questions=entry.questions[:1], answer="Something else.")
        for place, entry in enumerate(rules)
    )

    for entry in rules:
        assert "Something else." not in render(ask(app, entry.questions[0])), entry.id


def test_a_rule_keeps_its_wording(app: Assistant, board: Board) -> None:
    """A statement to something the page says comes first, and the page with its quotation follows."""
    board.told = (replace(FOOD, topic="grant", questions=(), answer="It is paid in coins."),)
    reply = ask(app, "how much is the grant")

    assert texts(reply)[0] == "It is paid in coins."
    assert any(isinstance(block, Quotation) for block in reply.blocks)
    assert reply.outcome is Outcome.ANSWERED


def test_it_belongs_to_a_year_and_a_programme(app: Assistant, board: Board) -> None:
    """A statement of another year, or of another programme, is told to nobody."""
    plain = ask(app, "is there vegetarian food")
    board.told = (replace(FOOD, cycle="2031"), replace(POLKA, programme="moon"))

    assert ask(app, "is there vegetarian food") == plain
    assert POLKA.answer not in render(ask(app, POLKA.questions[0]))


def test_it_comes_and_goes_with_the_board(app: Assistant, board: Board) -> None:
    """The reply follows the board from one message to the next, in a conversation too, and ends as it began."""
    before = ask(app, "is there vegetarian food", "one")
    board.told = (FOOD, POLKA)
    told = [
        ask(app, text, "one")
        for text in ("is there vegetarian food", POLKA.questions[0], "and why?", "no, another one")
    ]
    board.told = ()

    assert texts(told[0])[0] == FOOD.answer
    assert texts(told[1])[0] == POLKA.answer
    assert ask(app, "is there vegetarian food") == before


def test_several_questions_at_once(app: Assistant, board: Board) -> None:
    """In a list of answers it is said which one is the office's, and the page's keep their proof."""
    board.told = (FOOD,)
    reply = ask(app, "Is there vegetarian food? And how much is the grant?")

    assert "1. There is, on Fridays. (Office statement of 3 September 2031, head keeper.)" in render(reply)
    assert any(isinstance(block, Quotation) for block in reply.blocks)


def test_after_the_deadline_the_call_is_over(app: Assistant, board: Board) -> None:
    """A statement told after the deadline comes with the note that the call is over."""
    board.told = (FOOD,)
    late = datetime(2033, 9, 20, tzinfo=UTC)

    assert any("call closed" in text for text in texts(ask(app, "is there vegetarian food", now=late)))


def test_two_programmes_side_by_side(both_app: Assistant, board: Board) -> None:
    """What the office of one programme said does not rule out another one whose page is silent on the same."""
    engines = both_app.engines
    app = Assistant.of(engines, engines[SKERROW].wording, board)
    board.told = (replace(WHOLE, topic="food"),)
    named = ask(app, "what is there to eat, at Skerrow")
    other = ask(app, "what is there to eat, in Montpellier")
    open_ = ask(app, "what is there to eat")

    assert texts(named)[0] == WHOLE.answer
    assert WHOLE.answer not in render(other)
    assert (open_.outcome, len(open_.options)) == (Outcome.CLARIFY, 2)


def test_a_named_question_chooses_no_programme(both_app: Assistant, board: Board) -> None:
    """A near question names its office where no programme finds anything; it never stands for knowing the subject."""
    engines = both_app.engines
    app = Assistant.of(engines, engines[SKERROW].wording, board)
    board.told = (POLKA,)
    lost, known = "may we paint the gallery", "where can I park my car"
    before = ask(app, known)
    board.told = (POLKA, replace(POLKA, id="S5", questions=("where can I park my boat",)))

    assert "Skerrow 2032 · Office statement" in render(ask(app, lost))
    assert ask(app, known).blocks == before.blocks
