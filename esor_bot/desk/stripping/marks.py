"""What points to one person by itself: addresses, telephone numbers, links, mentions, numbers of papers, birthdays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a text that is taken out; `gap`: it stood in the middle of something."""

    start: int
    end: int
    gap: bool = True


_MENTION = re.compile(r"<[@#!&][^<>]{1,100}>|(?<![\w.])@[\w.-]{2,40}")
_MAIL = re.compile(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w.+-]+ ?(?:\(at\)|\[at\]) ?[\w-]+(?:\.[\w-]+)+")
_OF_AN_OFFICE = re.compile(
    r"(?i)^(?:mailto:)?(?:office|info|contact|admin|admissions|applications?|help|support|desk|secretariat|education|"
    r"esor|esr|fellowships?|membership|visiting)(?:[._+-][\w.+-]*)?@"
)
_LINK = re.compile(r"<?(?:https?://|www\.)[^\s<>|]+(?:\|[^<>]*)?>?")
_OWN_LINK = re.compile(
    r"(?i)[?#=]|://[^/]*@|(?:drive|docs|photos)\.google|dropbox|wetransfer|onedrive|sharepoint|icloud|linkedin|facebook|"
    r"instagram|researchgate|orcid|/(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{16,}"
)

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|okt|nov|dec|dez|mär|mai|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|"
    r"fév|fev|avr|juin|juil|aoû|déc)[a-zäöüéèêûç]*\.?"
)
_DAY = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|"
    rf"\d{{1,2}}(?:st|nd|rd|th|er|\.)?(?: de| of)? {_MONTH}(?: de)?,? \d{{4}}|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
)
_BIRTHDAY = re.compile(
    r"(?i)\b(?:(?:i was|i am|i'm)? ?born|(?:my )?(?:date of birth|birth ?date|birthday|dob)|d\.o\.b\.|geb(?:oren|\.)|"
    r"geburtsdatum|née? le|date de naissance|nacid[oa] el|fecha de nacimiento|nat[oa] il|data di nascita)"
    rf"(?: is| ist| est| es| è| on| am|:)*\s*{_DAY}"
)

_KEYED = re.compile(
    r"(?i)\b(?:passport|passeport|reisepass|pass|pasaporte|passaporto|(?:esr[ -]?)?member(?:ship)?|mitglieds?|membre|"
    r"socio|id(?:entity)?(?:[ -]card)?|ausweis|invoice|rechnung|facture|factura|fattura|application|reference|case|"
    r"registration|licen[cs]e|approbation|customer|order|account|iban|visa|orcid|pmid|esr|tax|steuer)"
    r"[ -]?(?:number|nummer|numéro|número|numero|num|no|nr|n°|id|#)?[.:]?\s*(?:is|ist|est|es|è|was|:|#)?\s*"
    r"(?=[A-Z0-9./-]*\d)(?:[A-Z]{0,4}[ ./-]?\d[\dA-Z./-]{4,}|\d{5,})"
)
_BARE = re.compile(r"\b(?=[A-Z0-9]*\d{4})(?=[A-Z0-9]*[A-Z])[A-Z0-9]{7,}\b|\b\d{6,}\b|\b\d{4}(?:-\d{4}){2}-\d{3}[\dX]\b")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b")
_PHONE = re.compile(r"(?<![\w.,€$£])(?:\+|00|\(?0)[\d(](?:[ ./()-]{0,2}\d){6,14}(?![\w€$£])")
_CALLED = re.compile(
    r"(?i)\b(?:tel(?:ephone|efon|éfono|efono|\.)?|phone|mobile|cell|handy|whatsapp|portable|móvil|cellulare|fax)"
    r"(?: (?:number|nr|no|is|ist|est|es|è))*[.: ]+\+?\(?\d(?:[ ./()-]{0,2}\d){4,14}"
)
_IS_DAY = re.compile(rf"(?i)^\(?(?:{_DAY}|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))\)?$")
_MONEY_BEFORE = re.compile(r"(?i)(?:[€$£]|eur|euros?|usd|gbp|chf)\s*$")
_MONEY_AFTER = re.compile(r"(?i)^\s*(?:[€$£]|eur|usd|gbp|chf|kb\b|mb\b|bytes\b)")


def marks(text: str) -> Iterator[Found]:
    """Find what points to one person."""
    for mail in _MAIL.finditer(text):
        if not _OF_AN_OFFICE.match(mail[0]):
            yield Found(*mail.span())
    inside = [mail.span() for mail in _MAIL.finditer(text)] + [link.span() for link in _LINK.finditer(text)]
    for link in _LINK.finditer(text):
        if _OWN_LINK.search(link[0]):
            yield Found(*link.span())
    for called in _MENTION.finditer(text):
        if not any(a < called.end() and called.start() < b for a, b in inside):
            yield Found(*called.span(), gap=bool(text[: called.start()].strip()))
    for pattern in (_BIRTHDAY, _CALLED, _IBAN, _KEYED, _PHONE, _BARE):
        for found in pattern.finditer(text):
            if not _is_of_a_rule(text, found) and not any(a < found.end() and found.start() < b for a, b in inside):
                yield Found(*found.span())


def _is_of_a_rule(text: str, found: re.Match[str]) -> bool:
    """Say whether a number is a day or an amount of money."""
    money = _MONEY_BEFORE.search(text[: found.start()]) or _MONEY_AFTER.match(text[found.end() :])
    return bool(money or _IS_DAY.match(found[0].strip()))
