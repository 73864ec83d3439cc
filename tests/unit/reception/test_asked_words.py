"""The sentences of the form: whatever a rule asks for, there are words for it, and there are no others."""

from __future__ import annotations

from collections.abc import Iterator

from esor_bot.eligibility.asking import Question, questions
from tests.unit.completeness.say.reports import WORDING
from tests.unit.eligibility.world import condition, cycle

GROUPS = ("ask", "unread", "answer")


def every() -> Iterator[Question]:
    """Yield the questions for rules of every shape."""
    for kind in ("full", "any"):
        for year in (2030, None):
            yield from questions(cycle(condition("membership", society="hl", kind=kind, fee_year=year)), 12)
    for number in (5, None):
        yield from questions(cycle(condition("track_record", topic="lamps", publications=number)), 12)
    rest = ("profession", "years_since_certification", "region", "residence_abroad", "age", "interest", "one_programme")
    rules: dict[str, dict[str, object]] = {"region": {"group": "europe"}}
    for kind in rest:
        yield from questions(cycle(condition(kind, **rules.get(kind, {}))), 12)  # type: ignore[arg-type]
    yield from questions(cycle(condition("language", language="french")), 12)
    yield from questions(cycle(condition("interview", media=["phone"]), condition("availability")), 12)
    undated = cycle(condition("availability"))
    yield from questions(type(undated)("x", "X", conditions=undated.conditions), 12)


def ids(question: Question) -> Iterator[str]:
    """Yield the ids of the sentences of a question."""
    yield f"ask.{question.ask}"
    if question.reads is not None:
        yield f"unread.{question.ask}"
    for answer in question.answers:
        yield f"answer.{question.ask.removesuffix('_dated')}.{answer.id}"


def test_every_question_has_its_words() -> None:
    """Each question, each answer and each thing that can't be read is in the wording, and nothing else is there."""
    named = {f"surface_check.{id_}" for question in every() for id_ in ids(question)}
    there = {id_ for id_ in WORDING.sentences if id_.split(".")[:2] in [["surface_check", group] for group in GROUPS]}

    assert named == there
