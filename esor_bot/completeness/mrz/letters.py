"""The characters of a machine-readable zone: what OCR makes of them, what they may have been, and check digits."""

from __future__ import annotations

import unicodedata

_FILLERS = dict.fromkeys('くぐ〱∠≺‹〈＜≤(){}[]>£€¢~^“”"*=_-–—', "<") | dict.fromkeys("«»≪", "<<")  # noqa: RUF001 - OCR writes them
_OTHERS = {"|": "I", "!": "I", "¡": "I", "$": "S", "§": "S", "&": "8", "@": "0", "ı": "I"}
# Letters of other scripts that look the same; written by number, since nobody could tell them apart here.
_GREEK = dict(zip(map(chr, (*range(0x391, 0x3A2), *range(0x3A3, 0x3AA))), "AB__EZH_IK_MN_O_P_TY_X__", strict=False))
_CYRILLIC = {0x410: "A", 0x412: "B", 0x415: "E", 0x41A: "K", 0x41C: "M", 0x41D: "H", 0x41E: "O", 0x420: "P"}
_CYRILLIC |= {0x421: "C", 0x422: "T", 0x425: "X", 0x405: "S", 0x406: "I", 0x408: "J", 0x417: "3"}
_ALIKE = {char: latin for char, latin in _GREEK.items() if latin != "_"} | {chr(n): one for n, one in _CYRILLIC.items()}
_PLAIN = str.maketrans(_FILLERS | _OTHERS | _ALIKE | {char.lower(): latin for char, latin in _ALIKE.items()})
_VALUES = {char: value for value, char in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
_ROUND = frozenset("OQDIZSB")  # letters that are much like digits
_WEIGHTS = (7, 3, 1)

#: The digits that a letter may be where only digits stand, the likeliest first.
DIGITS = {
    "O": "0", "Q": "0", "D": "0", "U": "0", "C": "06", "I": "1", "L": "1", "J": "1", "T": "71", "Y": "74", "Z": "27",
    "E": "36", "A": "4", "S": "58", "G": "69", "B": "836", "P": "9", "F": "7", "K": "4",
}  # fmt: skip
#: The letters that digits are where only letters stand.
LETTERS = str.maketrans("01234568", "OIZBASGB")


def plain(text: str) -> str:
    """Return `text` in the zone's alphabet (A to Z, 0 to 9, `<`), without spaces and whatever else there is."""
    upper = text.translate(_PLAIN).upper()
    if not upper.isascii():
        upper = unicodedata.normalize("NFKD", upper)
    return "".join(char for char in upper if char in _VALUES)


def digit(char: str) -> str:
    """Return the digit that `char` most likely is, or an empty string."""
    return char if char.isdigit() else DIGITS.get(char, "")[:1]


def last_digit(char: str) -> str:
    """Return the digit that the last character of a line is, or an empty string; a letter must be much like one."""
    return digit(char) if char.isdigit() or char in _ROUND else ""


def check(text: str) -> str:
    """Return the check digit of `text`."""
    return str(sum(_VALUES[char] * _WEIGHTS[place % 3] for place, char in enumerate(text)) % 10)


def holds(text: str, given: str) -> bool:
    """Say whether `given` is the check digit of `text`; a filler may stand where there is nothing to check."""
    if given == "<":
        return not text.strip("<")
    return check(text) == digit(given)
