"""The engines as they answer now: with what the office says today laid over what was trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from esor_bot.answering.engine import Engine
from esor_bot.answering.programmes import Choose
from esor_bot.domain.statement import Said
from esor_bot.ports import Told


@dataclass(frozen=True, slots=True)
class _Current:
    told: tuple[Said, ...]
    choose: Choose


class Live:
    """Gives the way to answer now. It is made anew when what people are told changes, which takes milliseconds."""

    def __init__(self, choose: Choose, told: Told | None) -> None:
        self._plain = choose
        self._told = told
        self._current = _Current((), choose)

    def now(self) -> Choose:
        """Return the way to answer. Two threads may make it at once; then both make the same."""
        told = self._told.now() if self._told is not None else ()
        current = self._current
        if told is not current.told:
            engines = knowing(self._plain.engines, told)
            current = self._current = _Current(told, Choose(engines, self._plain.wording))
        return current.choose


def knowing(engines: Mapping[str, Engine], told: Sequence[Said]) -> Mapping[str, Engine]:
    """Return the engines with what was said of the programme and the cycle of each; none speaks for another."""
    return {id_: engine.told([said for said in told if _concerns(said, engine)]) for id_, engine in engines.items()}


def _concerns(said: Said, engine: Engine) -> bool:
    return (said.programme, said.cycle) == (engine.base.programme.id, engine.base.cycle.id)
