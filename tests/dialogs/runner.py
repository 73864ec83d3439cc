"""Dialogs as data: what a person says, and what must hold of the reply, run through the real app.

A file holds a list of dialogs: {name, now, programme?, turns}. A turn holds what the `user` says and any of:
`outcome` and `entry` (one of these; of the first entry), `has` and `lacks` (pieces of the reply as each platform
shows it, in any case), `says` (how the reply begins there), `verdict`, `options` (ids of entries offered, in any order)
and `now`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from esor_bot.answering.assistant import Assistant
from esor_bot.domain.conversation import Message
from esor_bot.domain.reply import Outcome, Reply
from tests.dialogs.renderers import BUTTONS, RENDERERS, Pressed


@dataclass(frozen=True, slots=True)
class Turn:
    """What a person says, and what must hold of the reply."""

    user: str
    outcome: tuple[str, ...] = ()
    entry: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    says: str = ""
    verdict: str = ""
    options: tuple[str, ...] = ()
    now: datetime | None = None
    times: int = 1

    @classmethod
    def of(cls, read: dict[str, Any]) -> Turn:
        """Read a turn; an unknown key is an error. `times` repeats what the user says, for long messages."""
        lists = {
            key: tuple(value) if isinstance(value, list) else (value,)
            for key, value in read.items()
            if key in {"outcome", "entry", "has", "lacks", "options"}
        }
        now = {"now": datetime.fromisoformat(read["now"])} if "now" in read else {}
        return cls(**{**read, **lists, **now})


@dataclass(frozen=True, slots=True)
class Dialog:
    """A conversation from its first message to its last."""

    name: str
    now: datetime
    turns: tuple[Turn, ...]
    programme: str | None = None


@dataclass(slots=True)
class Misses:
    """What did not hold, a line each, with the reply it did not hold of."""

    lines: list[str] = field(default_factory=list)

    def check(self, turn: Turn, reply: Reply) -> None:
        """Hold a reply against what its turn says."""
        first = reply.entries[0].id if reply.entries else ""
        offered = {option.entry for option in reply.options}
        self.expect(not turn.outcome or reply.outcome in turn.outcome, turn, f"outcome is {reply.outcome}")
        self.expect(not turn.entry or first in turn.entry, turn, f"first entry is {first!r}")
        self.expect(not turn.verdict or reply.verdict == turn.verdict, turn, f"verdict is {reply.verdict}")
        self.expect(set(turn.options) <= offered, turn, f"offered are {sorted(offered)}")
        for platform, rendered in RENDERERS.items():
            self._read(turn, rendered(reply), platform)

    def _read(self, turn: Turn, shown: str, platform: str) -> None:
        low = " ".join(shown.casefold().split())
        begins = shown.startswith(turn.says)
        self.expect(begins, turn, f"does not begin with {turn.says!r} ({platform}): {shown!r}")
        for piece in turn.has:
            self.expect(piece.casefold() in low, turn, f"lacks {piece!r} ({platform}): {shown!r}")
        for piece in turn.lacks:
            self.expect(piece.casefold() not in low, turn, f"has {piece!r} ({platform}): {shown!r}")

    def expect(self, held: bool, turn: Turn, miss: str) -> None:
        """Note a miss, unless it held."""
        if not held:
            self.lines.append(f"{turn.user[:60]!r}: {miss}")


def load(folder: Path) -> list[Dialog]:
    """Read all dialogs of a folder's files."""
    return [
        Dialog(
            name=f"{file.stem}: {one['name']}",
            now=datetime.fromisoformat(one["now"]),
            turns=tuple(Turn.of(turn) for turn in one["turns"]),
            programme=one.get("programme"),
        )
        for file in sorted(folder.glob("*.yaml"))
        for one in _read(file)
    ]


def run(app: Assistant, dialog: Dialog) -> list[str]:
    """Hold a dialog with the app, from a fresh conversation on; returns what did not hold.

    What somebody picks by a number or its words is pressed as well, in a conversation that the app knows nothing of.
    """
    misses = Misses()
    app.forget(dialog.name)
    before: Reply | None = None
    for turn in dialog.turns:
        text, now = turn.user * turn.times, turn.now or dialog.now
        message = Message(text, now, conversation=dialog.name, programme=dialog.programme)
        reply = app.handle(message)
        misses.check(turn, reply)
        asked_again = reply.outcome is Outcome.CLARIFY and not reply.entries
        if before is not None and reply.picked and not asked_again:
            for buttons in BUTTONS:
                pressed = _pressed(app, buttons(before), reply, now)
                misses.check(turn, reply if pressed is None else pressed)
                misses.expect(pressed is not None, turn, "no button does the same")
        before = reply
    return misses.lines


def _pressed(app: Assistant, buttons: Pressed, picked: Reply, now: datetime) -> Reply | None:
    """Press what was picked."""
    entry, programme = picked.entries[0].id if picked.entries else "", picked.programme
    for name, values in buttons:
        if name == "pick" and values["e"] in (entry, "") and values["p"] == programme:
            return app.pick(values["p"], values["e"], values.get("q", ""), now, None)
        if name == "none" and not entry:
            return app.none(values["p"], values.get("q", ""), now, None)
    return None


def _read(file: Path) -> list[dict[str, Any]]:
    dialogs: list[dict[str, Any]] = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    for dialog in dialogs:
        for turn in dialog["turns"]:
            turn["times"] = int(turn.get("times", 1))
    return dialogs
