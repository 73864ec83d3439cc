"""A message as tokens: folded to plain letters, contractions opened, dates kept whole."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LEVEL = str.maketrans(
    {
        "‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"',
        "–": "-", "—": "-", "‑": "-", "ß": "ss", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "œ": "oe",
        "đ": "d", "ı": "i", "¿": ".", "¡": ".", "…": ".",
    }
)  # fmt: skip

_TOKEN = re.compile(
    r"(?P<date>\d{1,4}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}[./]\d{4}|\d{4}/\d{1,2}(?!\d))"
    r"|(?P<number>\d+[.,]\d{1,2}(?!\d))"
    r"|(?P<word>'\d\d(?!\w)|[a-z0-9]+)"
    r"|(?P<mark>\n|->|[^\sa-z0-9])",
    re.IGNORECASE,
)
_CONTRACTIONS = (
    (re.compile(r"\bcan'?t\b|\bcannot\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bwon'?t\b", re.IGNORECASE), "will not"),
    (
        re.compile(r"\b(do|does|did|have|has|had|is|are|was|were|could|would|should|need|must)n'?t\b", re.IGNORECASE),
        r"\1 not",
    ),
    (re.compile(r"\bi'?m\b(?!\s+(jahr|krankenhaus|letzten|klinikum|ausland))", re.IGNORECASE), "i am"),
    (re.compile(r"\bi'?ve\b", re.IGNORECASE), "i have"),
    (re.compile(r"\bi'd\b", re.IGNORECASE), "i would"),
    (re.compile(r"\bi'll\b", re.IGNORECASE), "i will"),
    (re.compile(r"\b(he|she|it|who|that|what|where|there)'s\b", re.IGNORECASE), r"\1 is"),
    (re.compile(r"\b(we|you|they)'re\b", re.IGNORECASE), r"\1 are"),
    (re.compile(r"\b(we|you|they)'ve\b", re.IGNORECASE), r"\1 have"),
    (re.compile(r"\b(dr|prof|st|approx|mr|mrs|vs|jan|feb|aug|sept|oct|nov|dec)\.", re.IGNORECASE), r"\1 "),
    (re.compile(r"(?<![\w.,])(\d{1,2})\.\s+(?=[a-z])", re.IGNORECASE), r"\1 "),
    (re.compile(r"'s\b", re.IGNORECASE), ""),
    (re.compile(r"\bo'clock\b", re.IGNORECASE), "oclock"),
    (re.compile(r"\bj(ai|etais|habite)\b", re.IGNORECASE), r"j'\1"),
)
_QUOTES = str.maketrans("`", "'")
_STOPS = frozenset(".!?;\n")
_PAUSES = frozenset(",:()[]-&/+|") | {"->"}
LIMIT = 4000


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its folded text, its kind (word, number, date, stop, pause), whether capital."""

    text: str
    kind: str
    upper: bool = False


def fold(text: str) -> str:
    """Return `text` without accents and with plain quotes and dashes; case is kept."""
    if text.isascii():
        return text.translate(_QUOTES)
    levelled = unicodedata.normalize("NFKD", text.translate(_LEVEL))
    return "".join(char for char in levelled if not unicodedata.combining(char))


def plain(text: str) -> str:
    """Return `text` folded and in lower case."""
    return fold(text).lower()


def tokenise(text: str) -> tuple[Token, ...]:
    """Split a message into tokens; what is longer than the limit is left unread."""
    folded = fold(text[:LIMIT])
    for pattern, to in _CONTRACTIONS:
        folded = pattern.sub(to, folded)
    return tuple(token for match in _TOKEN.finditer(folded) for token in _tokens(match))


def _tokens(match: re.Match[str]) -> tuple[Token, ...]:
    raw = match.group()
    kind = match.lastgroup or "word"
    if kind != "mark":
        return (Token(raw.lower(), kind, raw[0].isupper()),)
    if raw in _STOPS:
        return (Token(raw, "stop"),)
    return (Token(raw, "pause"),) if raw in _PAUSES and not _inside_word(match) else ()


def _inside_word(match: re.Match[str]) -> bool:
    if match.group() not in {"-", "/", "&", "+"}:
        return False
    text, start, end = match.string, match.start(), match.end()
    glued = start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()
    return glued or match.group() in {"&", "+"}
