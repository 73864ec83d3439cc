"""The number of a question on a command line."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from esor_bot.reception.text import number_of


class Number(click.ParamType[int]):
    """The number of a case: 12 or #12."""

    name = "N"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number, or say that it is none."""
        if isinstance(value, int):
            return value
        number = number_of(str(value))
        if number is None:
            self.fail(f"{value!r} is no number of a question: write it like 12 or '#12'", param, ctx)
        return number

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the numbers of what was listed last, where somebody sits at the desk."""
        listed: dict[int, str] = getattr(ctx.obj, "listed", {})
        wanted = incomplete.removeprefix("#")
        return [
            CompletionItem(str(number), help=question)
            for number, question in sorted(listed.items(), reverse=True)
            if str(number).startswith(wanted)
        ]
