"""Facts of a page that follow from the phrases found on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from esor_bot.completeness.page import Line
from esor_bot.completeness.recognition.citations import same_author, tally
from esor_bot.completeness.recognition.matcher import Hit
from esor_bot.domain.recognition import Wanted

NO_LANGUAGES = frozenset({"language_heading", "language_body"})
"""Lists that begin like those of a language, and are none."""
_LABELS = frozenset(
    "surname_label given_names_label nationality_label birth_date_label issue_date_label expiry_label authority_label "
    "holder_signature_label".split()
)
_TITLES = {
    "motivation_heading": "motivation",
    "cv_heading": "cv",
    "recommendation_heading": "recommendation",
    "board_heading": "board",
    "language_heading": "language",
    "english_test": "language",
    "publications_heading": "publications",
    "referees_heading": "referees",
    "references_word": "referees",
    "membership_heading": "membership",
    "passport_word": "passport",
}
_SEVERAL = 3  # citations that make a list
_WORDS_OF_ONE, _WORDS_OF_MINE = 60, 110  # words that a citation has at most, on average; with an abstract of one's own
_NO_PROSE = re.compile(
    r"(?:[^\W\d_]{2,}\s[A-Z]{1,3}\b[,;.]\s*){2,}|(?:\b[A-Z]\.\s?[^\W\d_]{2,}[,;]\s*){2,}|@|https?:|www\."
)
"""Lines of authors with their initials, and of addresses: what looks like a pronoun there is none."""
_PERIOD = re.compile(
    r"(?:\d{1,2}[./-])?(?:19[6-9]\d|20[0-3]\d)\s*(?:[-–—]|to|bis|until|–)\s*(?:(?:\d{1,2}[./-])?(?:19[6-9]\d|20[0-3]\d)|[A-Za-zÀ-ž]{3,})"
    r"|[A-Za-zÀ-ž]{3,9}\.?\s(?:19[6-9]\d|20[0-3]\d)\s*(?:[-–—]|to|bis)\s*[A-Za-zÀ-ž]{3,}",
)


def derived(rows: Sequence[Line], hits: Sequence[Hit], wanted: Sequence[Wanted]) -> dict[str, float]:
    """Return the facts that follow from hits: pronouns, labels, headings of other documents, languages, years."""
    seen = Counter(hit.concept for hit in hits)
    told = Counter(hit.concept for hit in hits if not _NO_PROSE.search(rows[hit.line].text))
    lines = [row.text for row in rows]
    text = "\n".join(lines)
    cited = tally(lines).count
    years = {str(one.year) for one in wanted if one.year}
    languages = {one.language for one in wanted if one.language}
    own = sum(seen[name] for name in languages)
    own_name = same_author(lines, cited)
    share = len(text.split()) / cited if cited else 0.0
    listing = cited >= _SEVERAL and share <= (_WORDS_OF_MINE if own_name else _WORDS_OF_ONE)
    if listing:
        told.clear()  # initials look like pronouns
    titles = {_TITLES[name] for name in seen if name in _TITLES}
    return {
        "first_person": float(told["first_person"]),
        "third_person": float(told["third_person"]),
        "of_oneself": float(told["first_person"] - told["third_person"]),
        "identity_labels": float(sum(1 for name in _LABELS if seen[name])),
        "headings_of_documents": float(len(titles)),
        "other_language": float(_others(seen, own, languages)),
        "wanted_year": float(any(year in text for year in years)),
        "field_labels": float(len({hit.phrase for hit in hits if hit.edge and hit.concept.startswith("fields:")})),
        "periods": float(len(_PERIOD.findall(text))),
        "citations": float(cited),
        "only_citations": float(listing),
        "words_per_citation": share,
        "own_name": float(own_name),
    }


def _others(seen: Counter[str], own: int, wanted: set[str]) -> bool:
    """Say whether another language is named more than the one that is asked for."""
    return max((count for name, count in seen.items() if is_language(name) and name not in wanted), default=0) > own


def is_language(concept: str) -> bool:
    """Say whether a list of words is the names of a language: language_french, english_name."""
    return concept not in NO_LANGUAGES and (concept.startswith("language_") or concept == "english_name")
