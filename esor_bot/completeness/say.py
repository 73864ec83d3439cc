"""A report in words: the verdict, what to mend, what to look at, what was recognised, and the map of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from esor_bot.completeness.say_finding import Sentences
from esor_bot.completeness.say_rule import rule
from esor_bot.completeness.say_verdict import REPLACING, say_verdict, what_stops
from esor_bot.completeness.say_words import Phrases
from esor_bot.domain.programme import Programme, Quote
from esor_bot.domain.reply import Block, Check, Outcome, Reply, Section, Source, Text
from esor_bot.domain.reply import Mark as Sign
from esor_bot.domain.report import (
    CompletenessReport,
    DocumentReport,
    DocumentStatus,
    Finding,
    Mark,
    Order,
    PageReport,
    Severity,
    Verdict,
)
from esor_bot.knowledge.fill import day
from esor_bot.wording import Wording

_SHOWN_EVIDENCE = 2
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Puts reports on files for one programme into words, as of one day."""

    wording: Wording
    programme: Programme
    today: date

    def reply(self, report: CompletenessReport) -> Reply:
        """Return the report as a reply that every platform can render."""
        return Reply(Outcome.ANSWERED, self.blocks(report), programme=self.programme.id)

    def blocks(self, report: CompletenessReport) -> tuple[Block, ...]:
        """Return the report as blocks, the verdict first."""
        return tuple(self._blocks(report))

    def verdict(self, report: CompletenessReport) -> str:
        """Return the verdict in one sentence."""
        return say_verdict(self.sentences(report), self._optional)

    def sentences(self, report: CompletenessReport) -> Sentences:
        """Return what puts this report's findings into words."""
        return Sentences(Phrases(self.wording), report, self.titles)

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the programme's documents by id, in the order asked for."""
        return {one.id: one.title for one in self.programme.cycle.documents if one.stage == "application"}

    @property
    def _optional(self) -> frozenset[str]:
        return frozenset(one.id for one in self.programme.cycle.documents if not one.required)

    def findings(self, report: CompletenessReport) -> list[Finding]:
        """Return the findings by weight, then in the order of the documents.

        Where a document is not recognised, not clear or out of order and no finding says so, one is added.
        """
        place = {id_: number for number, id_ in enumerate(self.titles)}
        found = [*report.findings, *self._unsaid(report)]
        return sorted(found, key=lambda one: (_RANK[one.severity], place.get(one.document, len(place))))

    def _blocks(self, report: CompletenessReport) -> Iterator[Block]:
        sentences = self.sentences(report)
        yield Text(self.verdict(report))
        findings = [one for one in self.findings(report) if not _said_already(one, report)]
        if report.verdict is Verdict.UNREADABLE:
            findings = [one for one in findings if one is not what_stops(report)]
        proofs = _Proofs(self.programme)
        errors = [one for one in findings if one.severity is Severity.ERROR]
        rest = [one for one in findings if one.severity is not Severity.ERROR]
        for title, some, sign in (("mend", errors, Sign.NOT_MET), ("look", rest, Sign.OPEN)):
            checks = tuple(self._check(sentences, one, sign, proofs) for one in some)
            if checks:
                yield Section(self._say(f"heading.{title}"), checks)
        recognised = tuple(self._recognised(sentences.phrases, report))
        if recognised:
            yield Section(self._say("heading.recognised"), recognised)
        if report.map:
            yield Section(self._say("heading.map"), text=self._map(sentences, report.map))
        if report.documents or proofs.sections:
            yield Source(self._source(proofs.sections), self.programme.cycle.address)
        yield Text(self._say("closing"))
        yield from self._over()

    def _check(self, sentences: Sentences, finding: Finding, sign: Sign, proofs: _Proofs) -> Check:
        return Check(sign, sentences.about(finding), sentences.sentence(finding), proofs.new(finding))

    def _recognised(self, phrases: Phrases, report: CompletenessReport) -> Iterator[Check]:
        wrong = {one.document for one in report.findings if one.severity is Severity.ERROR}
        for document in report.documents:
            if document.status is DocumentStatus.FOUND and document.id not in wrong:
                title = self.titles.get(document.id, document.id)
                yield Check(Sign.MET, title, self._by_what(phrases, document))

    def _by_what(self, phrases: Phrases, document: DocumentReport) -> str:
        pages = phrases.pages(document.pages) if document.pages else ""
        evidence = ", ".join(dict.fromkeys(document.evidence[:_SHOWN_EVIDENCE]))
        return self._say("recognised_by" if evidence else "recognised", pages=pages, evidence=evidence)

    def _map(self, sentences: Sentences, pages: Iterable[PageReport]) -> str:
        runs: list[tuple[str, tuple[str, ...], list[int]]] = []
        for page in pages:
            name = self._on(sentences, page)
            # What another paper is, says its own label.
            told = [mark for mark in page.marks if not (mark is Mark.WRONG and page.label)]
            marks = tuple(self._say(f"map.{mark.value}") for mark in told)
            if runs and runs[-1][:2] == (name, marks):
                runs[-1][2].append(page.number)
            else:
                runs.append((name, marks, [page.number]))
        written = [sentences.phrases.bare_pages(numbers) for _, _, numbers in runs]
        width = max(map(len, written))
        lines = []
        for (name, marks, _), numbers in zip(runs, written, strict=True):
            id_ = "map.marked" if name and marks else "map.line"
            text = ", ".join(marks)
            lines.append(self._say(id_, pages=f"{numbers:<{width}}", name=name or text, mark=text))
        return "\n".join(lines)

    def _on(self, sentences: Sentences, page: PageReport) -> str:
        together = f" {self._say('map.together')} "
        return together.join(sentences.title(document) for document in page.documents) or page.label

    def _unsaid(self, report: CompletenessReport) -> Iterator[Finding]:
        said = {one.document for one in report.findings if one.severity is not Severity.NOTE}
        for document in report.documents:
            if document.id in said or document.id in self._optional:
                continue
            if document.status is DocumentStatus.MISSING:
                yield Finding("not_found", Severity.ERROR, (), document.id)
            elif document.status is DocumentStatus.UNSURE:
                yield Finding("unsure_document", Severity.WARNING, document.pages, document.id)
        if report.order is Order.WRONG and all(one.code != "wrong_order" for one in report.findings):
            yield Finding("wrong_order", Severity.ERROR)

    def _source(self, sections: Iterable[str]) -> str:
        cycle = self.programme.cycle
        text = self.wording.say(
            "reply.source", short=self.programme.short, cycle=cycle.title, section="; ".join(sections)
        )
        return " ".join(text.split()).removesuffix(" ·")

    def _over(self) -> Iterator[Text]:
        cycle = self.programme.cycle
        if cycle.phase(self.today).over and cycle.window.closes:
            yield Text(self.wording.say("reply.closed_note", today=day(self.today), deadline=day(cycle.window.closes)))

    def _say(self, id_: str, **values: object) -> str:
        return self.wording.say(f"check.{id_}", **values)


class _Proofs:
    """The official wording behind findings: each quotation is given once, and its section kept for the source."""

    def __init__(self, programme: Programme) -> None:
        self._cycle = programme.cycle
        self._given: dict[str, Quote] = {}

    def new(self, finding: Finding) -> tuple[str, ...]:
        """Return the quotations behind a finding that were not given yet."""
        quotes = [quote for quote in rule(finding, self._cycle) if quote.text not in self._given]
        self._given |= {quote.text: quote for quote in quotes}
        return tuple(quote.text for quote in quotes)

    @property
    def sections(self) -> list[str]:
        """The sections of what was given, each once."""
        return list(dict.fromkeys(quote.section for quote in self._given.values() if quote.section))


def _said_already(finding: Finding, report: CompletenessReport) -> bool:
    """Say whether "not recognised" would only repeat that another paper stands in its place."""
    if finding.code != "not_found":
        return False
    return any(one.code in REPLACING and one.severity is Severity.ERROR for one in report.of(finding.document))
