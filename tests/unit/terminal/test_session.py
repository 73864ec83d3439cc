"""One conversation in the terminal."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from esor_bot.domain.reply import Text
from esor_bot.errors import KnowledgeError, Problem
from esor_bot.reception.plain import render_blocks
from esor_bot.terminal.guarded import Guarded
from esor_bot.terminal.port import Assistant
from esor_bot.terminal.session import WORDS, Session
from esor_bot.terminal.words import load_words
from tests.unit.terminal.doubles import NOON, Echo, clock, reply

WORDING = load_words()


@dataclass
class Keeper:
    """Keeps nothing, and says that it forgot."""

    place: str = "/data/history"
    forgotten: int = field(default=0)

    def forget(self) -> None:
        """Count."""
        self.forgotten += 1


def session(app: Echo, programme: str | None = None, keeping: Keeper | None = None) -> Session:
    """Begin a session with an assistant."""
    return Session(lambda: Guarded(app), WORDING, clock, programme, keeping)


def said(one: Session, line: str) -> str:
    """Say a line and return the answer as text."""
    return render_blocks(one.hear(line).blocks)


def test_a_question_is_asked() -> None:
    """What is no word is a question, asked in this conversation with the real time."""
    app = Echo()
    one = session(app, "moon")

    assert [said(one, "  hello "), said(one, "2")] == ["1: hello", "2: 2"]
    assert (app.heard[0].now, app.heard[0].programme) == (NOON, "moon")


def test_ask_is_a_question() -> None:
    """The word `ask` asks what follows it, line breaks included."""
    app = Echo()
    one = session(app)

    assert said(one, "/ask  one\ntwo") == "1: one\ntwo"
    assert said(one, "/ask") == WORDING.say("terminal.ask_what")


@pytest.mark.parametrize("word", ["documents", "deadline"])
def test_words_that_ask(word: str) -> None:
    """Some words are short for a question."""
    app = Echo()
    said(session(app), f"/{word}")

    assert [message.text for message in app.heard] == [WORDING.say(f"terminal.asks.{word}")]


@pytest.mark.parametrize(
    ("line", "id_"),
    [
        ("/eligibility", "terminal.later"),
        ("/office", "office.not_yet"),
        ("/office which helmet?", "office.not_yet"),
        ("/check file.pdf", "terminal.later"),
        ("/cases", "office.not_yet"),
        ("/add #1 more", "office.not_yet"),
        ("/withdraw #1", "office.not_yet"),
        ("/why", "terminal.why_nothing"),
        ("/privacy", "terminal.privacy_nothing"),
    ],
)
def test_words_that_tell(line: str, id_: str) -> None:
    """These words say one sentence, and don't trouble the assistant."""
    app = Echo()

    assert said(session(app), line) == WORDING.say(id_)
    assert app.heard == []


def test_a_session_begins_without_the_assistant() -> None:
    """Nothing is built before the first question."""

    def build() -> Assistant:
        raise KnowledgeError([Problem("x.yaml", 1, "", "is broken")])

    one = Session(build, WORDING, clock)
    for word in ("help", "why", "new", "privacy", "forget-me", "office"):
        assert said(one, f"/{word}")
    with pytest.raises(KnowledgeError):
        one.hear("hello")


@pytest.mark.parametrize("line", ["/nonsense", "/Nonsense at all", "/", "//", "/data/me/file.pdf"])
def test_unknown_words(line: str) -> None:
    """A word that is not there gets a kind line that shows the way."""
    app = Echo()

    assert "/help" in said(session(app), line)
    assert app.heard == []


def test_words_are_known_in_any_case() -> None:
    """A phone writes the first letter large; the word is the same."""
    assert said(session(Echo()), "/Help") == said(session(Echo()), "/help")


def test_help_names_every_word() -> None:
    """The help has a line for each word, and each of them is known."""
    text = said(session(Echo()), "/help")
    unknown = WORDING.say("terminal.unknown", word="x").split("/x")[0]

    for word in WORDS:
        assert f"\n/{word} " in text
        assert unknown not in said(session(Echo()), f"/{word}")


def test_why_explains_the_last_reply() -> None:
    """`why` shows what decided the last reply."""
    one = session(Echo())
    said(one, "hello")

    assert said(one, "/why") == "boots: 0.93\ndecided: clear"


def test_why_asks_where_the_reply_does_not_say() -> None:
    """A reply that holds no reasons is explained by the assistant."""
    bare = reply(Text("x"))
    one = session(Echo(answer=type(bare)(bare.outcome, bare.blocks)))
    said(one, "hello")

    assert said(one, "/why") == "because of hello"


def test_new_forgets_the_conversation() -> None:
    """After `new` the conversation begins afresh, and the assistant has forgotten the old one."""
    app = Echo()
    one = session(app)
    said(one, "hello")
    said(one, "/new")

    assert said(one, "hello") == "1: hello"
    assert app.forgotten == [app.heard[0].conversation]
    assert app.heard[0].conversation != app.heard[1].conversation


def test_sessions_are_kept_apart() -> None:
    """Two sessions with one assistant share nothing."""
    app = Echo()
    said(session(app), "hello")

    assert said(session(app), "hello") == "1: hello"


def test_privacy_names_the_file() -> None:
    """Where lines are kept, it is said where."""
    assert "/data/history" in said(session(Echo(), keeping=Keeper()), "/privacy")


def test_forget_me_deletes_everything() -> None:
    """`forget-me` deletes the lines and the conversation."""
    app, keeper = Echo(), Keeper()
    one = session(app, keeping=keeper)
    said(one, "hello")

    assert said(one, "/forget-me") == WORDING.say("terminal.forgotten")
    assert (keeper.forgotten, len(app.forgotten)) == (1, 1)


@pytest.mark.parametrize("line", ["/quit", "/exit", "quit", "Exit", " /quit "])
def test_leaving(line: str) -> None:
    """There are words to leave with; a sentence that has them in it is a question."""
    assert session(Echo()).hear(line).leaves
    assert not session(Echo()).hear("can I quit the programme?").leaves


def test_a_fault_is_told() -> None:
    """A fault in one answer, or a programme that is not there, is told in a line; the session goes on."""
    one = session(Echo())

    assert "ZeroDivisionError: on purpose" in said(one, "break")
    assert said(one, "hello") == "1: hello"
    assert "no programme 'sun'" in said(session(Echo(), "sun"), "hello")


def test_what_a_terminal_would_obey() -> None:
    """Control characters that were pasted go no further."""
    assert said(session(Echo()), "red \x1b[31mtext\x07\ttab\r\nline") == "1: red  [31mtext \ttab\nline"
