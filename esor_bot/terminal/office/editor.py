"""A text of several lines, typed at a terminal."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit import PromptSession
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from esor_bot.terminal.office.hands import Typed
from esor_bot.terminal.office.printing import put

_END = "."


def edit(hint: str, start: str, begin: Callable[[], None] | None = None) -> Typed:
    """Let somebody edit a text until they end it, or stop with Ctrl-C; `begin` is called when that can begin."""
    put(hint)
    put("")
    session: PromptSession[str] = PromptSession(
        "", multiline=True, history=DummyHistory(), key_bindings=_keys(), prompt_continuation=""
    )
    try:
        text = session.prompt(default=start, pre_run=begin)
    except KeyboardInterrupt:
        return Typed(session.default_buffer.text.strip(), done=False)
    except EOFError:
        return Typed("", done=False)
    put("")
    return Typed(text.strip())


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    def _line(event: KeyPressEvent) -> None:
        """End the text with a line that is a dot, as mail programs always did."""
        buffer = event.current_buffer
        if buffer.document.current_line.strip() != _END or not buffer.document.is_cursor_at_the_end:
            buffer.newline(copy_margin=False)
            return
        buffer.text = buffer.text.rstrip().removesuffix(_END).rstrip()
        buffer.validate_and_handle()

    return keys
