"""Plain sentences that mean one of the words of every surface: "where is my question?" is `cases`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from esor_bot.wording import Wording

_SAID = "said."
_TYPOGRAPHIC = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'"})


class Plainly:
    """Knows whole sentences, compared without case and signs, and nothing near them: a question stays a question."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def word(self, text: str) -> str:
        """Return the word that a text means, "" where it means none."""
        return self._means.get(_bare(text), "")

    @cached_property
    def _means(self) -> Mapping[str, str]:
        lists = {id_: said for id_, said in self._wording.sentences.items() if id_.startswith(_SAID)}
        return {_bare(one): id_.removeprefix(_SAID) for id_, said in lists.items() for one in said.split("|")}


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.translate(_TYPOGRAPHIC).casefold()))
