"""Text as people type it, made into words that can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MAX_CHARS = 20_000

_LEVEL = str.maketrans(
    {
        "‘": "'", "’": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
        "…": "...", "？": "?", "！": "!",
    }
)  # fmt: skip
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_MENTION = re.compile(r"<[@#!&][^<>]{1,100}>|@(?:everyone|here|channel)\b|<:[a-z0-9_]+:\d+>|:[a-z0-9_+-]{2,30}:")
_CODE = re.compile(r"```.*?```", re.DOTALL)
_SPACE = re.compile(r"[^\S\n]+")
_SHORT = {
    "can't": "can not", "cant": "can not", "cannot": "can not", "won't": "will not", "wont": "will not",
    "shan't": "shall not", "n't": " not", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "isnt": "is not", "arent": "are not", "wasnt": "was not", "havent": "have not", "hasnt": "has not",
    "shouldnt": "should not", "couldnt": "could not", "wouldnt": "would not", "neednt": "need not",
    "im": "i am", "ive": "i have", "id": "id", "whats": "what is", "wheres": "where is", "whos": "who is",
    "hows": "how is", "theres": "there is", "thats": "that is", "lemme": "let me", "gimme": "give me",
    "gonna": "going to", "wanna": "want to", "gotta": "have to", "u": "you", "ur": "your", "r": "are",
    "pls": "please", "plz": "please", "plse": "please", "thx": "thanks", "tks": "thanks", "w/": "with",
    "w/o": "without", "b4": "before", "smth": "something", "smb": "somebody", "abt": "about", "cuz": "because",
    "ppl": "people", "docs": "documents", "doc": "doc", "info": "information", "app": "application",
    "recomm": "recommendation", "rec": "recommendation", "lor": "letter of recommendation",
    "lors": "letters of recommendation", "mths": "months", "yrs": "years", "yr": "year", "hrs": "hours",
}  # fmt: skip
_SUFFIX = (
    ("n't", " not"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("'m", " am"),
    ("'d", " would"),
)
_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*", re.UNICODE)


def clean(text: str) -> str:
    """Level quotes, dashes and spaces; take out links, mentions and code; keep lines and capitals."""
    text = unicodedata.normalize("NFKC", text[:MAX_CHARS])
    for taken in (_CODE, _ADDRESS, _MENTION):
        text = taken.sub(" ", text)
    text = text.translate(_LEVEL)
    text = "".join(mark if mark == "\n" or mark.isprintable() else " " for mark in text)
    return _SPACE.sub(" ", text).strip()


def words(text: str) -> list[str]:
    """Return the words of a text: lower case, without accents' variants of form, contractions written out."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_LEVEL)
    found: list[str] = []
    for word in _WORD.findall(text.lower()):
        if word in _SHORT:
            found += _SHORT[word].split()
        elif word.isalnum():
            found.append(word)
        else:
            found += _written_out(word)
    return found


def _written_out(word: str) -> list[str]:
    """Write a contraction out, or split what an apostrophe or a point holds together."""
    for ending, full in _SUFFIX:
        if word.endswith(ending) and len(word) > len(ending):
            return [word[: -len(ending)], *full.split()]
    return _parts(word)


def plain(word: str) -> str:
    """Take the accents off a word: "à" and "ą" become "a"."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word.replace("ł", "l").replace("ß", "ss").replace("ø", "o"))
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def line(text: str) -> str:
    """Return a text's words in one line, without accents."""
    return joined(words(text))


def joined(tokens: Iterable[str]) -> str:
    """Return words in one line, without accents."""
    return " ".join(plain(token) for token in tokens)


def _parts(word: str) -> list[str]:
    """Split what only an apostrophe or a point between letters holds together (l'anglais), keep 9.4 and u.k."""
    if "'" in word:
        head, _, tail = word.partition("'")
        return [head, *_parts(tail)] if tail != "s" else [head]
    if "." in word and not any(mark.isdigit() for mark in word):
        pieces = word.split(".")
        return ["".join(pieces)] if all(len(piece) == 1 for piece in pieces) else pieces
    return [word]
