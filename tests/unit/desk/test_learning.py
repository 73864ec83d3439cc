"""Good answers become what everybody is told, by two people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.answering.teaching import Teacher
from esor_bot.desk.learning import Learning
from esor_bot.desk.refusals import REFUSALS
from esor_bot.desk.sketching import LONGEST, Wishes
from esor_bot.domain.case import Case, Deed, State
from esor_bot.domain.statement import Standing, Statement
from esor_bot.errors import RefusedError
from esor_bot.ports import Draft
from tests.unit.desk.people import ANNA, BEN, CLEO, DAN, OFFICE, World, home

SKERROW = "lampkeepers-skerrow"
QUESTION = "Dear Cleo, my name is Anna Rossi. May I bring a cat to the light? Best, Anna"
ANSWER = "Dear Anna, a cat may come along, a dog may not. Kind regards, Cleo"
TOLD = "A cat may come along, a dog may not."


class School(World):
    """A desk, and what makes statements of its answers, on the made-up programme."""

    def teach(self, app: Assistant) -> School:
        """Begin."""
        teacher = Teacher(lambda: app.engines, lambda: self.clock.now().date())
        self.learning = Learning(self.store, self.clock, teacher, {"talk": OFFICE}, "keepers' office")
        return self

    def answered(self, question: str = QUESTION, answer: str = ANSWER, entries: tuple[str, ...] = ("dogs",)) -> Case:
        """Ask and answer a question."""
        draft = Draft(SKERROW, question, ANNA.id, home(ANNA), self.clock.now(), "escalate", entries)
        number = self.desk.ask(draft, another=True).case.number
        return self.desk.do(number, Deed.ANSWER, CLEO, text=answer)

    def proposed(self, **wishes: object) -> Statement:
        """Put an answer forward."""
        return self.learning.propose(self.answered().number, CLEO, Wishes(**wishes))  # type: ignore[arg-type]


@pytest.fixture
def school(fictional_app: Assistant) -> School:
    """A desk on which nothing was asked."""
    return School().teach(fictional_app)


def refused(work: Callable[[], object]) -> str:
    """Return why something is refused; it carries just the values that its sentence needs."""
    with pytest.raises(RefusedError) as caught:
        work()
    assert set(caught.value.values) == set(REFUSALS[caught.value.code])
    return caught.value.code


def test_an_answer_becomes_a_statement(school: School) -> None:
    """A statement holds the answer and the question without what concerns one person, and says what was left out."""
    case = school.answered()
    look = school.learning.sketch(case.number, CLEO, Wishes())
    made = school.learning.propose(case.number, CLEO, Wishes())

    assert (made.topic, made.questions, made.answer) == ("dogs", ("May I bring a cat to the light?",), TOLD)
    assert (made.programme, made.cycle, made.role, made.said) == (SKERROW, "2032", "keepers' office", case.answered)
    assert (made.state, made.author, made.id) == (Standing.PROPOSED, CLEO.id, 1)
    assert look.taken == ("Dear Cleo", "my name is Anna Rossi", "Best, Anna", "Dear Anna", "Kind regards, Cleo")
    assert look.effect is not None
    assert look.effect.others == ()
    assert look.aside is not None


def test_two_people_make_it_known(school: School) -> None:
    """Who wrote a statement can't approve it; a colleague can, once, and anybody of the office takes it back."""
    made = school.proposed()

    assert refused(lambda: school.learning.approve(made.id, CLEO)) == "own_statement"
    approved = school.learning.approve(made.id, DAN)
    assert (approved.state, approved.decider, approved.version) == (Standing.APPROVED, DAN.id, 2)
    assert refused(lambda: school.learning.approve(made.id, DAN)) == "statement_approved"
    assert refused(lambda: school.learning.decline(made.id, DAN)) == "statement_approved"
    assert school.learning.undo(made.id, CLEO).state is Standing.UNDONE
    assert refused(lambda: school.learning.undo(made.id, CLEO)) == "statement_undone"
    assert school.learning.list(CLEO) == ()
    assert [one.id for one in school.learning.list(CLEO, every=True)] == [made.id]


def test_who_changes_it_is_its_author(school: School) -> None:
    """Whoever changes a statement that waits can't approve it any more, and who wrote it first can."""
    made = school.proposed()
    changed = school.learning.revise(made.id, DAN, Wishes(answer="Only cats."))

    assert (changed.author, changed.answer, changed.questions) == (DAN.id, "Only cats.", made.questions)
    assert refused(lambda: school.learning.approve(made.id, DAN)) == "own_statement"
    assert school.learning.approve(made.id, CLEO).state is Standing.APPROVED
    assert refused(lambda: school.learning.revise(made.id, DAN, Wishes(answer="None."))) == "statement_approved"


def test_it_is_approved_as_it_was_seen(school: School) -> None:
    """Where somebody changed a statement since it was looked at, it is not approved unseen."""
    made = school.proposed()
    school.learning.revise(made.id, CLEO, Wishes(answer="Only cats."))

    assert refused(lambda: school.learning.approve(made.id, DAN, seen=made.version)) == "statement_changed"


def test_the_record_tells_who_did_what(school: School) -> None:
    """Every step stands on the case with its date and its statement; who asked sees nothing, and is told nothing."""
    made = school.proposed()
    school.learning.revise(made.id, DAN, Wishes(answer="Only cats."))
    school.learning.approve(made.id, CLEO)
    school.learning.undo(made.id, DAN)
    file = school.desk.show(made.case, CLEO)

    steps = [(record.deed, record.actor, record.text) for record in file.records[2:]]
    assert steps == [
        (Deed.PROMOTE, CLEO.id, "S1"),
        (Deed.REVISE, DAN.id, "S1"),
        (Deed.APPROVE, CLEO.id, "S1"),
        (Deed.UNDO, DAN.id, "S1"),
    ]
    assert not any(record.shown for record in file.records[2:])
    assert file.case.state is State.ANSWERED
    assert school.kinds(ANNA) == ["answer"]
    assert len(school.out(OFFICE)) == 6


def test_what_is_done_with_a_statement_keeps_nobody_waiting(school: School) -> None:
    """A colleague's work on the statement is no reason to refuse an answer that was written meanwhile."""
    case = school.answered()
    school.learning.propose(case.number, DAN, Wishes())

    assert school.desk.do(case.number, Deed.ANSWER, CLEO, text="And no parrots.", seen=case.version).version == 4


@pytest.mark.parametrize("deed", [Deed.CLAIM, Deed.ASK_BACK, Deed.WITHDRAW, Deed.CLOSE])
def test_only_an_answer_is_promoted(school: School, deed: Deed) -> None:
    """A case without an answer makes no statement, and it is said why."""
    case = school.asked()
    school.desk.do(case.number, deed, ANNA if deed is Deed.WITHDRAW else CLEO, text="words")

    code = refused(lambda: school.learning.propose(case.number, CLEO, Wishes()))
    assert code in {"is_claimed", "is_asked_back", "is_withdrawn", "no_answer"}
    assert refused(lambda: school.learning.propose(99, CLEO, Wishes())) == "unknown"


def test_only_the_office_teaches(school: School) -> None:
    """Who is not of the office can do nothing with statements."""
    made = school.proposed()
    learning = school.learning

    for work in (
        lambda: learning.sketch(made.case, ANNA, Wishes()),
        lambda: learning.propose(made.case, ANNA, Wishes()),
        lambda: learning.revise(made.id, ANNA, Wishes()),
        lambda: learning.approve(made.id, ANNA),
        lambda: learning.decline(made.id, ANNA),
        lambda: learning.undo(made.id, ANNA),
        lambda: learning.look(made.id, ANNA),
        lambda: learning.list(ANNA),
    ):
        assert refused(work) == "not_office"
    assert refused(lambda: learning.look(7, CLEO)) == "no_statement"


def test_what_makes_no_statement(school: School) -> None:
    """A topic that is none, nothing that leads to it, a gap, an answer that fits no message: a refusal each."""
    number = school.answered().number

    def propose(**wishes: object) -> Callable[[], object]:
        return lambda: school.learning.propose(number, CLEO, Wishes(**wishes))  # type: ignore[arg-type]

    assert refused(propose(topic="moon")) == "no_topic"
    assert refused(propose(topic="", questions=())) == "no_question"
    assert refused(propose(answer="Call […].")) == "gap"
    assert refused(propose(answer="a" * (LONGEST + 1))) == "too_long"
    assert refused(propose(answer=" \u200b")) == "empty"
    assert refused(propose(questions=(" ",))) == "empty"


def test_the_same_is_said_once(school: School) -> None:
    """The same statement of the same case is put forward once; a platform's event that comes again makes no second."""
    case = school.answered()
    first = school.learning.propose(case.number, CLEO, Wishes(), "press:1")

    assert school.learning.propose(case.number, CLEO, Wishes(), "press:1") == first
    assert refused(lambda: school.learning.propose(case.number, DAN, Wishes())) == "said_already"
    school.learning.decline(first.id, DAN)
    assert school.learning.propose(case.number, DAN, Wishes()).id == 2


def test_replies_of_others_need_a_second_word(school: School) -> None:
    """A statement that changes replies beside its topic is approved only by who says that it is to be told anyway."""
    made = school.proposed(topic="dogs", questions=("who cooks",))

    assert refused(lambda: school.learning.approve(made.id, DAN)) == "changes_others"
    assert school.learning.approve(made.id, DAN, anyway=True).state is Standing.APPROVED


def test_followers_lend_their_words(school: School) -> None:
    """The questions of those whose case was merged into this one lead to the statement, too."""
    first = school.desk.ask(Draft(SKERROW, "May I bring a cat?", ANNA.id, home(ANNA), school.clock.now())).case
    other = school.desk.ask(Draft(SKERROW, "Is a parrot allowed?", BEN.id, home(BEN), school.clock.now())).case
    school.desk.do(other.number, Deed.MERGE, CLEO, into=first.number)
    school.desk.do(first.number, Deed.ANSWER, CLEO, text="Yes.")

    made = school.learning.propose(first.number, CLEO, Wishes())
    assert made.questions == ("May I bring a cat?", "Is a parrot allowed?")
    assert refused(lambda: school.learning.propose(other.number, CLEO, Wishes())) == "is_merged"


def test_an_answer_written_anew_is_of_its_own_day(school: School) -> None:
    """Who words the answer anew says it on the day they do so, and what may concern a person is pointed at."""
    case = school.answered()
    later = school.clock.tick(days=3)
    look = school.learning.sketch(case.number, CLEO, Wishes(answer="Ask Dr Huber.", role="head keeper"))

    assert (look.statement.said, look.statement.role) == (later, "head keeper")
    assert look.doubtful == ("Dr Huber",)
    assert look.statement.answer == "Ask Dr Huber."


def test_it_outlives_its_case(school: School) -> None:
    """A statement whose case was deleted is decided all the same."""
    made = school.proposed()
    content = school.store.content
    content.cases.clear()
    content.records.clear()

    assert school.learning.approve(made.id, DAN).state is Standing.APPROVED
    assert content.records == []


def test_what_is_told_now_is_shown(school: School) -> None:
    """Who looks at a statement that would take the place of another one sees which."""
    first = school.proposed(questions=())
    school.learning.approve(first.id, DAN)
    second = school.proposed(questions=(), answer="Nobody may.")

    look = school.learning.look(second.id, DAN)
    assert look.replaces is not None
    assert look.replaces.id == first.id
