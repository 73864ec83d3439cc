"""The picture of a session."""

from __future__ import annotations

from xml.etree import ElementTree

from esor_bot.terminal import picture
from esor_bot.terminal.session import Session
from esor_bot.terminal.words import load_words
from esor_bot.testing.replies import ONE_OF_EACH
from tests.unit.terminal.doubles import Echo, clock, reply

WORDING = load_words()


def drawn() -> str:
    """Draw a short session."""
    echo = Echo(answer=reply(*ONE_OF_EACH))
    return picture.draw(Session(lambda: echo, WORDING, clock), ["one & two <three>", "four"], "esor-bot")


def test_a_picture() -> None:
    """The picture is an SVG that shows the questions and the replies."""
    svg = ElementTree.fromstring(drawn())
    text = "".join(svg.itertext()).replace("\xa0", " ")

    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    assert "> one & two <three>" in text.replace(">one", "> one")
    assert "Send the letter and the form." in text


def test_the_same_session_gives_the_same_picture() -> None:
    """Nothing in the picture depends on when or where it was drawn."""
    assert drawn() == drawn()


def test_a_picture_fetches_nothing() -> None:
    """The picture names no font, or anything else, that would be fetched from elsewhere."""
    svg = drawn().replace("http://www.w3.org/2000/svg", "")

    assert "//" not in svg
    assert "url(" not in svg.replace("url(#", "")
    assert "@font-face" not in svg
