"""Is the text of a page worth anything? Some files show one thing and say another.

A layer is of no use where the file's own tables turn letters into others or into signs, where it is only a stamp
upon a scanned page, or where an OCR engine read a script it does not know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from esor_bot.completeness.intake.letters import fluency, words_of
from esor_bot.completeness.intake.objects import PageFacts
from esor_bot.completeness.page import Line

_PICTURE = 0.5  # pictures that cover that much of a page may be a scan of it
_FEW = 120  # letters beside such a picture: a stamp, a page number, a line of a fax
_STRIP = 0.12  # all text within that much of the page's height beside such a picture is a header or a footer
_BAD = 0.08  # so many of the characters are none at all
_ENOUGH = 60  # pairs of letters that it takes to judge a language
_SOME = 24
_RUBBISH = 5.0  # mean value of the table of pairs: below, it is no language
_POOR = 5.3  # below, there are many errors
_SIGNS = 0.5  # of the characters that are neither a letter nor a digit
_BROKEN = 0.12  # so many words with signs in the place of letters
_ODD = 0.12  # so many words with digits and capitals within: letters of another script taken for Latin ones
_ERRORS = 0.03
_LEADERS = re.compile(r"([.·_…\-–—=*<•|])(?:\s?\1){2,}")
_OUTSIDE = re.compile(r"\S*(?:@|https?:|www\.|doi|10\.\d{4}|<|/)\S*", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_][\w'’]*[^\W_]")
_SIGN_WITHIN = re.compile(r"[^\W\d_][{}|~^\\\[\]#$%=+*!\"?;:<>`][^\W\d_]")
_DIGIT_WITHIN = re.compile(r"[^\W\d_]\d+[^\W\d_]{2}|[^\W\d_]{2}\d+[^\W\d_]")


class Reason(StrEnum):
    """What is to be said of a page's text layer."""

    GOOD = "good"
    OCR = "ocr"  # made by an OCR engine, with its errors
    ERRORS = "errors"  # may be read, but much in it is wrong
    NONE = "none"  # no text at all
    SPARSE = "sparse"  # hardly any text, beside a picture of the page
    RUBBISH = "rubbish"  # letters that make no words
    SCRIPT = "script"  # an OCR engine read a script it does not know


@dataclass(frozen=True, slots=True)
class Layer:
    """A verdict on a page's text layer, with its reason."""

    reason: Reason

    @property
    def usable(self) -> bool:
        """Say whether the text may be taken for what the page says."""
        return self.reason in (Reason.GOOD, Reason.OCR, Reason.ERRORS)

    @property
    def doubtful(self) -> bool:
        """Say whether OCR is to be preferred where there is time for it."""
        return self.reason in (Reason.OCR, Reason.ERRORS)


def judge_layer(lines: Sequence[Line], facts: PageFacts) -> Layer:
    """Judge the text that `PdfFile.lines` gives of a page, with what `PdfFile.facts` says of it."""
    text = "\n".join(line.text for line in lines)
    shown = "".join(text.split())
    if not shown:
        return Layer(Reason.NONE)
    if _bad_characters(shown) > _BAD or _signs(text) > _SIGNS or _broken_words(text) > _BROKEN:
        return Layer(Reason.RUBBISH)
    scan = facts.pictures >= _PICTURE
    if scan and (len(shown) < _FEW or _strip(lines)):
        return Layer(Reason.SPARSE)
    read = fluency(words_of(_OUTSIDE.sub(" ", text)))
    if read.letters >= _SOME and read.score < (_RUBBISH if read.letters >= _ENOUGH else _RUBBISH - 0.6):
        return Layer(Reason.RUBBISH)
    odd = odd_words(text)
    if odd > _ODD:
        return Layer(Reason.SCRIPT)
    if scan and facts.invisible > 0.5:
        return Layer(Reason.OCR)
    poor = read.letters >= _ENOUGH and read.score < _POOR
    return Layer(Reason.ERRORS if poor or odd > _ERRORS else Reason.GOOD)


def usable(lines: Sequence[Line], facts: PageFacts) -> bool:
    """Say whether a page's text layer may be taken for what the page says."""
    return judge_layer(lines, facts).usable


def odd_words(text: str) -> float:
    """Return the share of words (0 to 1) that mix letters with digits or small letters with capitals.

    It is near 0 in any language, and high where an OCR engine read a script it does not know. Addresses,
    numbers of articles and the lines of a passport don't count, nor do names as McDonald or eGFR, MRI/CT.
    """
    tokens = [token for token in _TOKEN.findall(_OUTSIDE.sub(" ", text)) if len(token) >= 4 and not token.isdigit()]
    words = [token for token in tokens if sum(letter.isalpha() for letter in token) >= 3]
    if len(words) < 8:
        return 0.0
    return sum(1 for word in words if _is_odd(word)) / len(words)


def _is_odd(word: str) -> bool:
    if _DIGIT_WITHIN.search(word) and not word.isupper():
        return True
    rises = sum(1 for one, other in pairwise(word) if one.islower() and other.isupper())
    return rises >= 2 or (rises == 1 and word[0].islower() and len(word) >= 5 and word[-1].islower())


def _bad_characters(shown: str) -> float:
    bad = sum(1 for letter in shown if letter == "�" or unicodedata.category(letter) in ("Cc", "Co", "Cn", "Cs"))
    return bad / len(shown)


def _signs(text: str) -> float:
    """Return the share of signs. Leaders, the fillers of forms and the lines of a passport don't count."""
    rest = "".join(_LEADERS.sub("", text).replace("<", "").split())
    if len(rest) < _ENOUGH:
        return 0.0
    return sum(1 for letter in rest if unicodedata.category(letter)[0] not in "LNM") / len(rest)


def _broken_words(text: str) -> float:
    """Return the share of words that have signs between their letters which no word has."""
    words = [word for word in _OUTSIDE.sub(" ", text).split() if len(word) >= 4]
    if len(words) < 8:
        return 0.0
    return sum(1 for word in words if _SIGN_WITHIN.search(word)) / len(words)


def _strip(lines: Sequence[Line]) -> bool:
    """Say whether all text stands near one edge of the page."""
    shown = [line for line in lines if line.text.strip()]
    return max(line.bottom for line in shown) < _STRIP or min(line.top for line in shown) > 1 - _STRIP
