"""What the bot asks a worker for. It is sent by pickle, so it holds plain values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from esor_bot.domain.recognition import CheckSpec


@dataclass(frozen=True, slots=True)
class Request:
    """One check: what to look for, and how many seconds reading may take.

    Where a picture is wanted, `titles` are those of the programme's documents by id and `wording` its words.
    """

    spec: CheckSpec
    seconds: float
    titles: Mapping[str, str] | None = None
    wording: Mapping[str, str] | None = None
