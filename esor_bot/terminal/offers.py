"""What a reply or a form offers in the chat: each goes by its number behind a slash, files are put where one is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from esor_bot.domain import moments
from esor_bot.domain.reply import Block, Button, Buttons, File, Picture, Text
from esor_bot.reception.address import page
from esor_bot.wording import Wording

Offer = Button | Picture | File | str
"""A button to press, something to keep, or a question to ask."""

LEAVE = ""
"""What the button does that does nothing."""

_NUMBER = re.compile(r"/([1-9][0-9]{0,3})")
_MOST = 1000


class Offers:
    """Numbers what is offered, and finds it again by what was typed. What leads to a page says where, and has none."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._there: list[Offer] = []

    def shown(self, blocks: Sequence[Block], chips: Iterable[str] = ()) -> tuple[Block, ...]:
        """Return blocks with all that they offer as numbered lines, in place of what was offered before."""
        self._there = []
        asks = [chip for chip in map(moments.plainly, chips) if chip.strip()]
        return (*self._numbered(blocks), *self._lines(asks))

    def sure(self, button: Button) -> tuple[Block, ...]:
        """Ask whether a button is meant, in place of what was offered before."""
        leave = Button(self._wording.say("blocks.leave"), LEAVE)
        return self.shown((Text(button.sure), Buttons((replace(button, sure=""), leave))))

    def picked(self, line: str) -> Offer | None:
        """Return what a line picks, None where it picks nothing."""
        found = _NUMBER.fullmatch(line.strip())
        number = int(found[1]) if found else 0
        return self._there[number - 1] if 1 <= number <= len(self._there) else None

    def drop(self) -> None:
        """Offer nothing any more."""
        self._there = []

    def keep(self, file: Picture | File) -> Text:
        """Put a file into the folder that the person is in; nothing that is there is written over."""
        name = Path(file.name).name or "file"
        for number in range(1, _MOST):
            path = Path(name if number == 1 else f"{Path(name).stem}-{number}{Path(name).suffix}")
            try:
                with path.open("xb") as sink:
                    sink.write(file.data)
            except FileExistsError:
                continue
            except OSError as error:
                return Text(self._wording.say("terminal.offer.not_kept", file=path, reason=error.strerror))
            return Text(self._wording.say("terminal.offer.kept", file=path.resolve()))
        return Text(self._wording.say("terminal.offer.not_kept", file=name, reason=""))

    def _numbered(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for is_row, some in groupby(blocks, key=lambda one: isinstance(one, Buttons)):
            if is_row:
                yield from self._lines([one for row in some if isinstance(row, Buttons) for one in row.buttons])
                continue
            for block in some:
                yield block
                if isinstance(block, Picture | File):
                    yield from self._lines([block])

    def _lines(self, offers: Iterable[Offer]) -> Iterator[Text]:
        if lines := list(map(self._line, offers)):
            yield Text("\n".join(lines))

    def _line(self, offer: Offer) -> str:
        if isinstance(offer, Button) and offer.address:
            address = page(offer.address)
            return f"{offer.label}: {address}" if address else offer.label
        self._there.append(offer)
        return f"/{len(self._there)}  {self._named(offer)}"

    def _named(self, offer: Offer) -> str:
        if isinstance(offer, str):
            return offer
        if isinstance(offer, Button):
            return offer.label
        return self._wording.say("terminal.offer.keep", file=offer.name)
