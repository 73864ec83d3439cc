"""The papers that are looked for: kinds, filled with what the programme asks for."""

from __future__ import annotations

from esor_bot.completeness.recognition.papers import Paper, concepts, papers
from esor_bot.domain.recognition import CheckSpec, Cue, Wanted
from tests.unit.completeness.recognition.small import kind, spec

FORM = kind("form", Cue(1, see=("$names",)), Cue(1, see=("$fields",), times=2), needs=(("$names", "emails"),))
TEST = kind("test", Cue(1, see=("$language", "tool")), Cue(1, see=("fruit",), beside=("$subjects",)))
OTHER = kind("other", Cue(-1, see=("$names",)), Cue(1, see=("$fields",)), stands_for=("form",))
STRANGER = kind("stranger", Cue(1, see=("$names",)), Cue(1, see=("fruit",)), needs=(("$names",),))
ASKED = (
    Wanted("the_form", "form", names=("orchard form",), fields=("trees", "bees")),
    Wanted("the_test", "test", language="danish", subjects=("tool", "fruit")),
    Wanted("odd", "no_such_kind"),
)


def listed() -> dict[str, Paper]:
    """Return the papers by their kinds."""
    return {paper.kind.id: paper for paper in papers(asked())}


def asked() -> CheckSpec:
    """Return a spec that asks for two documents."""
    return spec(FORM, TEST, OTHER, STRANGER, wanted=ASKED)


def test_documents_first() -> None:
    """The documents that are asked for come first, in their order; a kind that nobody knows is left out."""
    found = papers(asked())

    assert [paper.document for paper in found] == ["the_form", "the_test", "", ""]
    assert [paper.kind.id for paper in found] == ["form", "test", "other", "stranger"]


def test_filled() -> None:
    """Names, fields, language and subjects are those of the document."""
    form, test = listed()["form"].kind, listed()["test"].kind

    assert [cue.see for cue in form.cues] == [("names:the_form",), ("fields:the_form",)]
    assert form.needs == (("names:the_form", "emails"),)
    assert [(cue.see, cue.beside) for cue in test.cues] == [(("danish", "tool"), ()), (("fruit",), ("tool", "fruit"))]


def test_look_alikes() -> None:
    """A paper that is mistaken for a document is filled with what belongs to that document."""
    other = listed()["other"]

    assert (other.document, other.instead) == ("", ("the_form",))
    assert [cue.see for cue in other.kind.cues] == [("names:the_form",), ("fields:the_form",)]


def test_nothing_to_fill() -> None:
    """A cue and a need of something that the programme does not say are dropped."""
    stranger = listed()["stranger"]

    assert [cue.see for cue in stranger.kind.cues] == [("fruit",)]
    assert (stranger.kind.needs, stranger.instead) == ((), ())


def test_concepts() -> None:
    """The phrases of the documents stand beside those of the catalogue."""
    known = concepts(asked())

    assert tuple(known["names:the_form"]) == ("orchard form",)
    assert tuple(known["fields:the_form"]) == ("trees", "bees")
    assert tuple(known["tool"]) == ("hammer", "saw*")


def test_same_kind_twice() -> None:
    """Two documents of one kind are two papers, each with its own language."""
    twice = (Wanted("one", "test", language="danish"), Wanted("two", "test", language="latin"))
    found = papers(spec(TEST, wanted=twice))

    assert [(paper.document, paper.kind.cues[0].see[0]) for paper in found] == [("one", "danish"), ("two", "latin")]
