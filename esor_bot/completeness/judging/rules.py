"""The rules of the documents: what is to be mended or looked at in a document that is there, or stands for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from esor_bot.completeness.judging.dates import days_in, months_in
from esor_bot.completeness.judging.form import Filled, filled
from esor_bot.completeness.judging.found import File, Found, Place
from esor_bot.completeness.judging.membership import fee_of
from esor_bot.completeness.mrz import printed_expiry
from esor_bot.completeness.recognition.citations import tally
from esor_bot.completeness.recognition.facts import is_language
from esor_bot.completeness.recognition.identity import zone_on
from esor_bot.domain.recognition import CheckSpec
from esor_bot.domain.report import DocumentStatus, Finding, Severity

_YOUNGEST = 22  # years that lie between a birth and a certificate


def findings(file: File, spec: CheckSpec) -> Iterator[Finding]:
    """Yield what the rules find in the whole file."""
    for found in file.found:
        if found.status is DocumentStatus.UNSURE and not any(place.sure for place in found.places):
            yield Finding("unsure_document", Severity.WARNING, found.pages, found.wanted.id)
        if not found.places:
            yield from _absent(file, found)
            continue
        yield from _number(found)
        for rule in _RULES.get(found.wanted.kind, ()):
            yield from rule(file, found, spec)


def _absent(file: File, found: Found) -> Iterator[Finding]:
    document = found.wanted.id
    for place in file.others(document):
        if place.paper and place.paper.kind.code and place.likely:
            values = {"label": place.paper.kind.label, **_languages(place, found)}
            severity = Severity.ERROR if place.sure else Severity.WARNING
            yield Finding(place.paper.kind.code, severity, place.pages, document, values)
    if found.wanted.required and found.status is DocumentStatus.MISSING:
        yield Finding("not_found", Severity.ERROR, (), document)


def _languages(place: Place, found: Found) -> dict[str, str]:
    """Name the language that a certificate is for, and the one that is asked for."""
    if not found.wanted.language or not place.paper or found.wanted.id not in place.paper.instead:
        return {}
    seen = Counter(hit.concept for zone in place.zones for hit in zone.sight.hits if is_language(hit.concept))
    named = [name for name, _ in seen.most_common() if name != found.wanted.language]
    return {"language": _spoken(named[0]), "wanted": _spoken(found.wanted.language)} if named else {}


def _spoken(concept: str) -> str:
    """Turn the name of a list of words for a language into that of the language: language_french, english_name."""
    return concept.removeprefix("language_").removesuffix("_name").capitalize()


def _number(found: Found) -> Iterator[Finding]:
    wanted, places = found.wanted, found.places
    if len(places) < wanted.minimum:
        values = {"count": str(len(places)), "wanted": str(wanted.minimum)}
        yield Finding("wrong_count", Severity.ERROR, found.pages, wanted.id, values)
    if wanted.maximum is not None and len(places) > wanted.maximum and _apart(found):
        yield Finding("duplicate_document", Severity.WARNING, found.pages, wanted.id, {"count": str(len(places))})


def _apart(found: Found) -> bool:
    """Say whether the papers of a document are more than pages of one."""
    pages = found.pages
    return pages[-1] - pages[0] + 1 > len(pages)


def _form_filled(file: File, found: Found, spec: CheckSpec) -> Iterator[Finding]:
    state = filled(found)
    if state is not Filled.YES:
        severity = Severity.ERROR if state is Filled.NO else Severity.WARNING
        yield Finding("cv_not_filled", severity, found.pages, found.wanted.id)


def _certified(file: File, found: Found, spec: CheckSpec) -> Iterator[Finding]:
    limit = found.wanted.not_before
    if limit is None:
        return
    births = _births(found)
    written = [*days_in(found.lines, spec.catalogue.months), *months_in(found.lines, spec.catalogue.months)]
    every = [one for one in written if one.day <= spec.today]
    days = [one.day for one in every if one.line not in births]
    born = min((one.day for one in every), default=spec.today)
    later = [day for day in days if day.year - born.year >= _YOUNGEST]
    later = later or [day for day in days if spec.today.year - day.year < _YOUNGEST]  # older ones are births
    if not later:
        return
    if max(later) < limit or (min(later) < limit and _stated(file, spec, later) < limit):
        yield Finding("certification_too_old", Severity.ERROR, found.pages, found.wanted.id, _years(found, limit))


def _births(found: Found) -> frozenset[int]:
    """Return the numbers of the lines, among all of the document's, that tell a date of birth."""
    lines: set[int] = set()
    before = 0
    for zone in found.zones:
        lines |= {before + hit.line for hit in zone.sight.hits if hit.concept == "birth_date_label"}
        before += len(zone.sight.rows)
    return frozenset(lines)


def _stated(file: File, spec: CheckSpec, days: list[date]) -> date:
    """Return the day of the certificate that the form names too; the latest where it names none."""
    form = file.of("form_cv")
    named = {one.day for one in days_in(form.lines, spec.catalogue.months)} if form else set()
    return max((day for day in days if day in named), default=max(days))


def _years(found: Found, limit: date) -> Mapping[str, str]:
    on = found.wanted.valid_on
    return {"count": str(on.year - limit.year)} if on else {}


def _counted(file: File, found: Found, spec: CheckSpec) -> Iterator[Finding]:
    counted = tally(found.lines)
    wanted = found.wanted.count
    if wanted is None or counted.count == wanted:
        return
    values = {"count": str(counted.count), "wanted": str(wanted)}
    if counted.sure or counted.most < wanted:
        severity = Severity.ERROR if counted.count < wanted else Severity.WARNING
        yield Finding("publications_count", severity, found.pages, found.wanted.id, values)
    else:
        yield Finding("count_unclear", Severity.WARNING, found.pages, found.wanted.id, {"wanted": str(wanted)})


def _fee(file: File, found: Found, spec: CheckSpec) -> Iterator[Finding]:
    year = found.wanted.year
    if year is None:
        return
    fee = fee_of(found, year)
    if fee.years and year not in fee.years:
        values = {"year": str(max(fee.years)), "wanted_year": str(year)}
        yield Finding("esr_year", Severity.ERROR, found.pages, found.wanted.id, values)
    elif not fee.years:
        yield Finding("esr_year", Severity.WARNING, found.pages, found.wanted.id, {"wanted_year": str(year)})
    elif fee.open:
        yield Finding("esr_unpaid", Severity.ERROR, found.pages, found.wanted.id, {"wanted_year": str(year)})


def _passport(file: File, found: Found, spec: CheckSpec) -> Iterator[Finding]:
    wanted = found.wanted
    rows = [row for zone in found.zones for row in zone.sight.rows]
    zone = zone_on(rows, spec.today)
    printed = printed_expiry(rows, spec.today, spec.catalogue.concepts.get("expiry_label", ()))
    expires = zone.expires if zone and zone.expires else printed
    surely = bool(zone and zone.valid) or printed in {expires, None}
    if zone is None or not zone.valid:
        yield Finding("mrz_unreadable", Severity.NOTE, found.pages, wanted.id)
    if expires and wanted.valid_on and expires < wanted.valid_on:
        yield Finding("expired_passport", Severity.ERROR if surely else Severity.WARNING, found.pages, wanted.id)
    elif expires and wanted.valid_until and expires < wanted.valid_until:
        yield Finding("passport_ends_early", Severity.NOTE, found.pages, wanted.id)


Rule = Callable[[File, Found, CheckSpec], Iterator[Finding]]
_RULES: Mapping[str, tuple[Rule, ...]] = {
    "form_cv": (_form_filled,),
    "board_certificate": (_certified,),
    "publication_list": (_counted,),
    "membership_proof": (_fee,),
    "passport": (_passport,),
}
