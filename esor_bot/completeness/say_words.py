"""Numbers, pages and lists in words, as the sentences of the check need them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from esor_bot.wording import Wording

_IN_WORDS = 12  # numbers up to this are written out
_RANGES = 8  # of more ranges of pages only the first are named


@dataclass(frozen=True, slots=True)
class Phrases:
    """Parts of sentences. Pages count from 1."""

    wording: Wording

    def number(self, count: int) -> str:
        """Write a small number out: "nine"."""
        return self.wording.say(f"check.number.n{count}") if 1 <= count <= _IN_WORDS else str(count)

    def counted(self, what: str, count: int) -> str:
        """Write a count of something: "two documents to replace"."""
        form = "one" if count == 1 else "many"
        return self.wording.say(f"check.{what}.{form}", number=self.number(count))

    def pages(self, pages: Iterable[int]) -> str:
        """Write pages with their noun: "pages 3-6, 9"."""
        numbers = sorted(set(pages))
        form = "one" if len(numbers) == 1 else "many"
        return self.wording.say(f"check.pages.{form}", pages=self.bare_pages(numbers))

    def bare_pages(self, pages: Iterable[int]) -> str:
        """Write pages without a noun: "3-6, 9"; of very many ranges only the first."""
        spans = ranges(pages)
        written = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans[:_RANGES])
        left = sum(last - first + 1 for first, last in spans[_RANGES:])
        return self.wording.say("check.pages.more", pages=written, number=left) if left else written

    def agreeing(self, pages: Sequence[int]) -> dict[str, str]:
        """Return the words that agree with the number of pages ("is" or "are"), also with a capital."""
        if not pages:
            return {}
        form = "one" if len(set(pages)) == 1 else "many"
        words = {name: self.wording.say(f"check.grammar.{form}.{name}") for name in _AGREEING}
        words["pages"] = self.pages(pages)
        return words | {capital(name): capital(word) for name, word in words.items()}

    def joined(self, parts: Sequence[str]) -> str:
        """Join the parts of a list: "one, two, and three"."""
        if len(parts) < 2:
            return "".join(parts)
        *most, last = parts
        text = most[0]
        for part in most[1:]:
            text = self.wording.say("check.join.one_of_many", first=text, second=part)
        form = "two" if len(parts) == 2 else "many"
        return self.wording.say(f"check.join.last_of_{form}", first=text, second=last)


_AGREEING = ("are", "belong", "they", "them", "have")


def ranges(pages: Iterable[int]) -> list[tuple[int, int]]:
    """Return the runs of consecutive pages, each as its first and last page."""
    spans: list[tuple[int, int]] = []
    for page in sorted(set(pages)):
        if spans and page == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], page)
        else:
            spans.append((page, page))
    return spans


def capital(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]
