"""Another programme with other documents and other phrases: its data alone decides."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from esor_bot.completeness.judging import judge
from esor_bot.completeness.recognition import Recogniser
from esor_bot.completeness.spec import check_spec
from esor_bot.domain.recognition import CheckSpec
from esor_bot.domain.report import CompletenessReport, DocumentStatus, Order, Verdict
from esor_bot.knowledge.load import load
from esor_bot.knowledge.recognition import load_catalogue
from tests.unit.completeness.judging.applicant import LETTER as ENGLISH_LETTER
from tests.unit.completeness.judging.applicant import PASSPORT, codes, status
from tests.unit.completeness.pages import dark, file
from tests.unit.knowledge.folder import write_all

PROGRAMME = """
id: lodge
title: Winter in the lodge
order: none
entries: [{id: a, questions: ["how do I knock"], answer: "Twice."}]
documents:
  - {id: why, title: Why you come, entry: a, recognise: {kind: plea}}
  - {id: host, title: Letter of the lodge, entry: a, recognise: {kind: invitation, names: [Lodge of Skerrow]}}
  - {id: italian, title: Proof of Italian, entry: a, recognise: {kind: tongue, language: italian_words}}
  - {id: song, title: A song, entry: a, required: false, recognise: {kind: song}}
"""
KINDS = """
kinds:
  - id: plea
    label: a plea
    sure: 4
    maybe: 2
    cues: [{see: plea_words, weight: 4, say: the words of a plea}]
  - id: invitation
    label: an invitation
    sure: 4
    maybe: 2
    cues:
      - {see: inviting, weight: 3, say: an invitation}
      - {see: $names, weight: 2, say: the host}
    needs: [[$names]]
  - id: tongue
    label: a proof of a language
    sure: 4
    maybe: 2
    cues:
      - {see: proof_words, where: heading, weight: 2, say: its heading}
      - {see: $language, weight: 2, say: the language}
    needs: [[$language]]
  - id: other_tongue
    label: a proof of another language
    sure: 4
    maybe: 2
    stands_for: [tongue]
    code: wrong_language
    cues:
      - {see: proof_words, where: heading, weight: 2}
      - {see: elvish_words, weight: 3, say: another language}
  - id: song
    label: a song
    sure: 4
    maybe: 2
    cues: [{see: song_words, weight: 4}]
"""
WORDS = """
plea_words: [let me in]
inviting: [we invite, is invited]
proof_words: [prova di lingua, proof of language]
italian_words: [italian*]
elvish_words: [elvish, elfico]
song_words: [tra la la]
"""
WHY = "# To the keeper\nPlease let me in when the snow comes.\nI can cook and carry wood."
HOST = "# Lodge of Skerrow\nWe invite the bearer of this letter\nfor all of the winter."
OTHER_HOST = "# Lodge of Oxbow\nWe invite the bearer of this letter\nfor all of the winter."
ITALIAN = "# Prova di lingua\nlingua italiana\nlivello buono"
ELVISH = "# Prova di lingua\nlingua elfico\nlivello buono"
FOUND, MISSING = DocumentStatus.FOUND, DocumentStatus.MISSING


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> CheckSpec:
    """The spec of a programme that is written for these tests."""
    files: dict[str, str | bytes] = {
        "programmes/lodge.yaml": PROGRAMME,
        "recognition/kinds.yaml": KINDS,
        "recognition/words/all.yaml": WORDS,
        "recognition/months.yaml": "'1': [gennaio]\n",
    }
    root: Path = write_all(tmp_path_factory.mktemp("lodge"), files)
    (root / "common").mkdir()
    return check_spec(load(root).programmes[0], load_catalogue(root), date(2031, 1, 1))


def judged(spec: CheckSpec, *texts: str) -> CompletenessReport:
    """Judge pages with these texts."""
    return judge(file(*texts), spec, Recogniser(spec))


def test_complete(spec: CheckSpec) -> None:
    """The documents of this programme make a whole, in any order, without the one that is optional."""
    for texts in ((WHY, HOST, ITALIAN), (ITALIAN, WHY, HOST)):
        report = judged(spec, *texts)

        assert (report.programme, report.verdict, report.order) == ("lodge", Verdict.COMPLETE, Order.NOT_APPLICABLE)
        assert (report.findings, report.moves) == ((), ())
        assert status(report) == {"why": FOUND, "host": FOUND, "italian": FOUND, "song": MISSING}


def test_optional(spec: CheckSpec) -> None:
    """A document that is optional is found where it is there."""
    assert status(judged(spec, WHY, "Tra la la\nsang the wood\nand the snow"))["song"] is FOUND


def test_own_names(spec: CheckSpec) -> None:
    """An invitation from another host is not surely the one that is asked for."""
    report = judged(spec, WHY, OTHER_HOST, ITALIAN)

    assert report.verdict is Verdict.INCOMPLETE
    assert status(report)["host"] is not FOUND


def test_own_language(spec: CheckSpec) -> None:
    """A proof of another language is told, with the code and the label of this programme's data."""
    report = judged(spec, WHY, HOST, ELVISH)

    assert codes(report, "italian") == {"wrong_language", "not_found"}
    assert report.map[2].label == "a proof of another language"


def test_nothing_of_the_shipped_programme(spec: CheckSpec) -> None:
    """Papers of other programmes are nothing here."""
    report = judged(spec, ENGLISH_LETTER, PASSPORT)

    assert set(status(report).values()) == {MISSING}
    assert all(not one.documents and not one.label and not one.private for one in report.map)


def test_unreadable(spec: CheckSpec) -> None:
    """A page that can't be read leaves the document that is not recognised unsure here, too."""
    report = judge([*file(WHY, HOST), dark(3)], spec, Recogniser(spec))

    assert status(report)["italian"] is DocumentStatus.UNSURE
    assert "not_found" not in codes(report)
