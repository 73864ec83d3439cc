"""One finding in words: what it is about, and the sentence that says what is wrong, where and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from esor_bot.completeness.say_words import Phrases, capital
from esor_bot.domain.report import CompletenessReport, Finding, Mark, Move, Severity

FILE = frozenset(
    "encrypted corrupt empty not_a_pdf too_large too_many_pages decompression_bomb active_content attachments "
    "portfolio xfa_form repaired time_limit too_hard".split()
)
_ORDER = "wrong_order"
_NAMES = "name_mismatch"
_PAGES = frozenset({"unrecognised_pages", "other_papers", "blank_pages", "unreadable_pages"})
_KINDS = {
    "word": "doc docx docm dot dotx odt rtf pages wpd wps",
    "office": "xls xlsx xlsm ods csv numbers ppt pptx odp key",
    "picture": "jpg jpeg png heic heif tif tiff gif bmp webp avif jp2 jxl svg psd",
    "archive": "zip rar 7z gz gzip tar tgz bz2 xz zst cab",
    "web": "html htm xhtml mhtml xml",
    "text": "txt text md tex",
    "mail": "eml msg mbox",
}
_GROUP = {kind: group for group, kinds in _KINDS.items() for kind in kinds.split()}
_OPEN = re.compile(r"\{[A-Za-z_]+\}")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Puts findings of one report into words; `titles` are those of the programme's documents by id."""

    phrases: Phrases
    report: CompletenessReport
    titles: Mapping[str, str]

    def about(self, finding: Finding) -> str:
        """Say what a finding is about: a document, pages, the order, the file."""
        if finding.document:
            return self.title(finding.document)
        if finding.code in FILE:
            return self._say("about.file")
        if finding.code == _ORDER:
            return self._say("about.order")
        if finding.code == _NAMES:
            return self._say("about.names")
        if finding.code in _PAGES and finding.pages:
            return self._say("about.pages", pages=capital(self.phrases.pages(finding.pages)))
        return self._say("about.other")

    def message(self, finding: Finding) -> str:
        """Return the finding as a sentence that stands alone."""
        if finding.code in FILE:
            return self.sentence(finding)
        return self._say("message", about=self.about(finding), message=self.sentence(finding))

    def sentence(self, finding: Finding) -> str:
        """Return the finding's sentence, which stands beside what it is about.

        Of its variants the first is taken whose names are all known. Pages that the sentence does not name, and
        that do not stand beside it, follow it.
        """
        values = self._values(finding)
        sentences = self.phrases.wording.sentences
        for id_ in self._variants(finding):
            if (sentence := sentences.get(f"check.finding.{id_}")) is None:
                continue
            said = self.phrases.wording.say(f"check.finding.{id_}", **values)
            if _OPEN.search(said):
                continue
            names_them = {"{pages}", "{Pages}", "{moves}"} & set(_OPEN.findall(sentence))
            if finding.pages and not names_them and finding.code not in _PAGES | FILE:
                return f"{said} ({capital(self.phrases.pages(finding.pages))})"
            return said
        return self._say("finding.other")

    def title(self, document: str) -> str:
        """Return the title of a document."""
        return self.titles.get(document, document)

    def moves(self) -> str:
        """Return all moves in one sentence: "Move pages 9-10 before page 3."; "" when there are none."""
        if not self.report.moves:
            return ""
        said = capital("; ".join(self.move(move) for move in self.report.moves))
        return self._say("move.now", moves=said) if len(self.report.moves) > 1 else f"{said}."

    def move(self, move: Move) -> str:
        """Return one move: "move page 4 (Copy of passport) to the end"."""
        pages = self.phrases.pages(range(move.first, move.last + 1))
        where = "end" if move.before is None else "before"
        title = self.title(move.document)
        return self._say(f"move.{where}", pages=pages, title=title, before=move.before or "")

    def _variants(self, finding: Finding) -> Iterator[str]:
        if finding.severity is Severity.WARNING:
            yield f"{finding.code}_maybe"
        group = _GROUP.get(finding.values.get("kind", "").lower().lstrip("."))
        if group:
            yield f"{finding.code}_{group}"
        if self.report.map:
            yield f"{finding.code}_partly"
        if finding.pages and set(finding.pages) <= set(self.unreadable):
            yield f"{finding.code}_unread"
        if self.unreadable:
            yield f"{finding.code}_unreadable"
        yield finding.code
        yield f"{finding.code}_plain"
        yield f"{finding.code}_bare"

    def _values(self, finding: Finding) -> dict[str, str]:
        values = {name: value for name, value in finding.values.items() if value}
        values |= self.phrases.agreeing(finding.pages)
        if self.unreadable:
            values["unreadable"] = self.phrases.pages(self.unreadable)
        if moves := self.moves():
            values["moves"] = moves
        return values

    @property
    def unreadable(self) -> list[int]:
        """The pages with something on them that could not be read."""
        return [page.number for page in self.report.map if Mark.UNREADABLE in page.marks]

    def _say(self, id_: str, **values: object) -> str:
        return self.phrases.wording.say(f"check.{id_}", **values)
