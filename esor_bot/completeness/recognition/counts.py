"""What can be counted on a page whatever its language: addresses, telephone numbers, citations, marks of levels."""

from __future__ import annotations

import re
from collections.abc import Sequence

_EMAIL = re.compile(r"[\w.+-]{2,}\s?(?:@|\(at\)|\[at\])\s?[\w-]{2,}")
_PHONE = re.compile(
    r"(?:\+|\b00)\s?\d[\d\s()/.-]{6,16}\d|(?:tel|phone|fon|tlf|mob\w*)[\w.:]*\s*\(?\d[\d\s()/.-]{5,16}\d", re.IGNORECASE
)
_LOCAL = re.compile(r"(?<![\d.,/])0\d{1,4}(?:[ /-]{1,3}\d{2,4}){2,4}(?![\d.,/])")
_DOI = re.compile(r"\b10\.\d{4,9}\s?/\s?\S{4,}", re.IGNORECASE)
_PMID = re.compile(r"pmid\W{0,3}\d{6,9}", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19[6-9]\d|20[0-3]\d)(?!\d)")
_VOLUME = re.compile(
    r"\d{1,4}\s?(?:\(\s?(?:suppl\.?\s?)?\d{1,3}\s?\))?\s?[:,]\s?"
    r"(?:pp?\.?\s?|pages?\s|s\.\s)?[eE]?\d{1,6}(?:\s?[-–]\s?[eE]?\d{1,6})?"
)
_PAGES = re.compile(r"(?:pp?\.|pages?|pag\.|s\.|seiten)\s?[eE]?\d{1,6}\s?[-–]\s?\d{1,6}", re.IGNORECASE)
_LEVEL = re.compile(r"(?<![A-Za-z0-9])[ABC][12](?:[.,]\d|\+)?(?![A-Za-z0-9])")
_CAPITAL = "[A-ZÀ-ÞŁŚŻŽČŠĎŤŇĽĆĐ]"
_AUTHORS = re.compile(
    rf"(?:{_CAPITAL}[\w’'`-]+(?:[ -]{_CAPITAL}[\w’'`-]+)?,?\s(?:{_CAPITAL}\.?[ -]?){{1,3}}\s?"
    r"(?:,|;|&|and\b|\.|et al)\s*){2,}"
)
_MONEY = re.compile(r"(?:€|EUR|CHF|GBP|£|\$)\s?\d|\d[\d.,]*\s?(?:€|EUR|CHF|GBP)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\s*[\[(]?(\d{1,3})(?:[\].)]{1,2}[.:]?\s*|\s+)(?=[^\W\d_]|[\"“„«(\d])(?!(?:of|von|de|di|av|z)\s*\d)"
    r"(?=.{20}|.*[^\W\d_]{4}.*[^\W\d_]{4})"
)
_PAGE_OF = re.compile(
    r"(?:\b(?:page|seite|p\.|pag\w*|pág\w*|strona|side|sida|sivu|str\.|stran\w*)\s*|^\s*)(\d{1,2})\s*(?:/|of|von|de|di|z|av|\|)\s*"
    r"(\d{1,2})\s*$",
    re.IGNORECASE,
)


def count_on(lines: Sequence[str]) -> dict[str, float]:
    """Return the facts of a page's raw lines: how often each thing stands there."""
    text = "\n".join(lines)
    joined = " ".join(lines)
    letters = sum(map(str.isalpha, text))
    return {
        "words": float(sum(1 for word in text.split() if any(map(str.isalpha, word)))),
        "lines": float(len(lines)),
        "emails": float(len(set(_EMAIL.findall(text)))),
        "phones": float(max(len(_PHONE.findall(text)), len(_LOCAL.findall(text)))),
        "dois": float(len(_DOI.findall(text)) + len(_PMID.findall(text))),
        "years": float(len(_YEAR.findall(text))),
        "volumes": float(max(len(_VOLUME.findall(joined)), len(_PAGES.findall(joined)))),
        "authors": float(len(_AUTHORS.findall(joined))),
        "levels": float(len(_LEVEL.findall(text))),
        "money": float(len(_MONEY.findall(text))),
        "letters": float(letters),
        "long_lines": float(sum(1 for line in lines if len(line.split()) >= 9)),
        "numbered": float(numbered(lines)),
        "page_of": float(page_of(lines)),
    }


def numbered(lines: Sequence[str]) -> int:
    """Return how far the lines that begin with a number count up from 1; one number in a row may be missing."""
    last = 0
    for line in lines:
        match = _NUMBERED.match(line)
        if match and last < int(match.group(1)) <= last + 1 + (last > 0):
            last = int(match.group(1))
    return last


def page_of(lines: Sequence[str]) -> int:
    """Return the n of a running "page n of m" with n above 1, or 0."""
    for line in (*lines[:2], *lines[-3:]):
        match = _PAGE_OF.search(line)
        if match and 1 < int(match.group(1)) <= int(match.group(2)):
            return int(match.group(1))
    return 0
