"""Which known questions get another reply, and what the office is shown before it decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.teaching import Subject, Teacher
from esor_bot.domain.reply import Text
from esor_bot.reception.plain import render
from tests.unit.answering.test_learned import DAY, FOOD, POLKA, SKERROW, WHOLE

TODAY = date(2031, 9, 20)


@pytest.fixture
def teacher(fictional_app: Assistant) -> Teacher:
    """A teacher on the made-up programme."""
    return Teacher(lambda: fictional_app.engines, lambda: TODAY)


def test_a_topic_changes_its_own_replies(teacher: Teacher, fictional_app: Assistant) -> None:
    """A statement on a topic changes the replies of that topic, all of them, and no others."""
    effect = teacher.effect(WHOLE)
    food = fictional_app.engines[SKERROW].base.entry("food")

    assert food is not None
    assert set(effect.counted) == {"food"}
    assert effect.counted["food"] == len(food.questions)
    assert effect.others == ()
    assert effect.asked > 100


def test_words_of_others_are_flagged(teacher: Teacher, fictional_app: Assistant) -> None:
    """A statement whose question stands under another topic changes that reply, which is told apart."""
    dogs = fictional_app.engines[SKERROW].base.entry("dogs")
    assert dogs is not None
    effect = teacher.effect(replace(FOOD, questions=(dogs.questions[0],)))

    assert [(change.entry, change.question) for change in effect.others] == [("dogs", dogs.questions[0])]
    assert effect.others[0].before.blocks != effect.others[0].after.blocks


def test_what_the_page_answers_is_not_reached(teacher: Teacher) -> None:
    """A question in just the words that the page answers would not lead to a statement, and that is told."""
    assert teacher.effect(replace(POLKA, questions=("how much is the grant",))).unreached == ("how much is the grant",)
    assert teacher.effect(POLKA).unreached == ()


def test_a_question_that_the_page_answers_today_is_flagged(teacher: Teacher) -> None:
    """Where a statement would take the place of what the page answers to its question today, it changes others."""
    question = "how much is the grant per lighthouse cat"
    effect = teacher.effect(replace(POLKA, questions=(question,)))

    assert [change.entry for change in effect.others] == ["grant"]


def test_only_questions_of_anybody(teacher: Teacher) -> None:
    """Of a message the questions are kept, one sentence each; stories, and what leans on them, are not."""
    text = "I have a cat called Tom. May I bring a cat to the light? Is it fed? I got certified in 2021, am I late? So?"

    assert teacher.questions(SKERROW, text) == ("May I bring a cat to the light?",)
    assert teacher.questions(SKERROW, "I have two daughters, may they come along, and is there a school?") == (
        "is there a school?",
    )
    assert teacher.questions(SKERROW, "Can you write to […] about the boats?") == ()
    assert teacher.questions(SKERROW, "thanks a lot") == ()


def test_the_topic_is_what_the_page_is_silent_on(teacher: Teacher) -> None:
    """The topic is the silent one that was found; a rule of the page is no topic by itself."""
    assert teacher.topic(SKERROW, "anything", ["dogs"]) == "dogs"
    assert teacher.topic(SKERROW, "is there vegetarian food", ["grant"]) == "food"
    assert teacher.topic(SKERROW, "how much is the grant", ["grant"]) == ""
    assert teacher.is_topic(SKERROW, "grant")
    assert not teacher.is_topic(SKERROW, "nothing")
    assert not teacher.is_topic(SKERROW, "")


def test_the_only_programme_is_meant(teacher: Teacher, both_app: Assistant) -> None:
    """With one programme it need not be named; with two it has to be."""
    assert teacher.subject("") == Subject(SKERROW, "2032")
    assert Teacher(lambda: both_app.engines, lambda: DAY).subject("") is None


def test_both_replies_are_shown(teacher: Teacher) -> None:
    """The reply to what was asked begins with the answer, that to something else on the topic does not."""
    assert teacher.reply(FOOD).blocks[0] != teacher.reply(FOOD, meant=False).blocks[0]


def test_what_has_no_topic_is_shown_with_its_question_named(teacher: Teacher) -> None:
    """Of a statement without a topic the office sees, too, what those read of whose near question nothing is found."""
    texts = [block.text for block in teacher.reply(POLKA, meant=False).blocks if isinstance(block, Text)]

    assert texts[0].startswith("I find nothing on that")
    assert texts[1] == f"Asked “{POLKA.questions[0]}”, the office said: {POLKA.answer}"


def test_known_questions_of_which_nothing_is_found(fictional_app: Assistant) -> None:
    """A known question that finds nothing, and would be told a statement with its question named, is shown."""
    engine = fictional_app.engines[SKERROW]
    base = replace(engine.base, index=replace(engine.base.index, floor=9.0))  # nothing is near enough any more
    lost = replace(engine, base=base, cutter=replace(engine.cutter, base=base))
    said = replace(POLKA, questions=("how much is the grant for polka dancers",))
    changes = Teacher(lambda: {SKERROW: lost}, lambda: TODAY).effect(said).changes

    assert "how much is the grant" in [change.question for change in changes]
    for change in changes:
        assert change.before.blocks[:-1] == change.after.blocks[: len(change.before.blocks) - 1]
        assert "the office said: Only in calm weather." in render(change.after)
