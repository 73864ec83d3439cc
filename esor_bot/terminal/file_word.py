"""The word `/check` of the chat: a file is named, and the report comes as blocks."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from esor_bot.domain.reply import Block, Text
from esor_bot.errors import CheckCancelled
from esor_bot.terminal import files
from esor_bot.terminal.bar import TerminalBar
from esor_bot.terminal.desk import CheckDesk, real_desk
from esor_bot.terminal.guarded import faults
from esor_bot.terminal.paths import named_file, split_picture
from esor_bot.terminal.port import Clock
from esor_bot.terminal.watch import Bar
from esor_bot.wording import Wording


@dataclass(frozen=True, slots=True)
class FileWord:
    """Checks the file that is named, and shows on a bar how far that is."""

    desk: CheckDesk
    wording: Wording
    clock: Clock
    bar: Bar
    programme: str | None = None

    def hear(self, text: str) -> tuple[Block, ...]:
        """Answer what follows the word. Raises EsorBotError, in one line, when there is nothing to check."""
        name, out = split_picture(text)
        if not name or out == "":
            return (Text(self._say("which_file")),)
        programme = self.desk.programme(self.programme)
        path = named_file(name)
        data = files.read(path)
        picture = None if out is None else named_file(out)
        if picture is not None:
            files.writable(picture, path)
        today = self.clock().date()
        try:
            with faults("file"):
                result = self.desk.check(data, programme, today, picture=picture is not None, bar=self.bar)
                blocks = result.speaker.blocks(result.report)
        except CheckCancelled:
            return (Text(self._say("cancelled")),)
        if picture is None:
            return blocks
        if not result.picture:
            return (*blocks, Text(self._say("no_picture")))
        files.write(picture, result.picture)
        return (*blocks, Text(self._say("picture", file=picture)))

    def _say(self, id_: str, **values: object) -> str:
        return self.wording.say(f"check.{id_}", **values)


def real_word(folder: Path | None, wording: Wording, clock: Clock, programme: str | None) -> FileWord:
    """Return the word on a knowledge folder, its progress on standard error."""
    return FileWord(real_desk(folder), wording, clock, TerminalBar(sys.stderr, wording.say("check.stop")), programme)
