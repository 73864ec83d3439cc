"""A picture of a session: questions go through the assistant, and what the screen shows becomes an SVG."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from esor_bot.terminal import screen
from esor_bot.terminal.session import Session

WIDTH = 92

# Rich's own format, but for the fonts: rich's would be fetched from elsewhere, these are on the machine.
_FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
  <style>
    .{unique_id}-matrix {{
      font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
      font-size: {char_height}px;
      line-height: {line_height}px;
      font-variant-east-asian: full-width;
    }}
    .{unique_id}-title {{ font-family: sans-serif; font-size: 18px; font-weight: bold; }}
    {styles}
  </style>
  <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
  </defs>
  {chrome}
  <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
  </g>
</svg>
"""


def draw(session: Session, questions: Iterable[str], title: str) -> str:
    """Return an SVG of the questions and their replies; the same session gives the same picture."""
    console = _recorder()
    for number, question in enumerate(questions):
        if number:
            console.print()
        console.print(Text.assemble((screen.PROMPT, "bold"), question))
        console.print()
        screen.show(console, session.hear(question).blocks)
    return console.export_svg(title=title, code_format=_FORMAT, unique_id=title)


def _recorder() -> Console:
    """Return a console that draws alike on every machine, whatever terminal it stands on."""
    return Console(
        file=io.StringIO(),
        record=True,
        width=WIDTH,
        height=25,
        force_terminal=True,
        color_system="truecolor",
        no_color=False,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
