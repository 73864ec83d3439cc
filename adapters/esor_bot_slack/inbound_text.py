"""What Slack writes, as plain text: what stands in angle brackets or is escaped, the bot's own name; and its files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from esor_bot.domain.conversation import Attachment
from esor_bot.domain.moments import unmarked
from esor_bot.reception.text import printable

_TOKEN = re.compile(r"<([^<>]*)>")
_SPACES = re.compile(r"[ \t\u00a0]+")


def plain(text: str, bot: str = "") -> str:
    """Return what somebody wrote as plain text, without mentions of the bot."""
    said = _TOKEN.sub(lambda found: _shown(found[1], bot), text)
    said = said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    lines = (_SPACES.sub(" ", line).strip() for line in printable(unmarked(said)).split("\n"))
    return "\n".join(lines).strip()


def attachments(files: object) -> Iterator[Attachment]:
    """Yield the files of a message or of a form's field; of those of other workspaces only the id is known."""
    for file in files if isinstance(files, list) else ():
        size = file.get("size")
        address = str(file.get("url_private_download") or file.get("url_private") or "")
        name = plain(str(file.get("name") or file.get("title") or ""))
        yield Attachment(str(file.get("id") or ""), name, size if isinstance(size, int) else 0, address)


def _shown(token: str, bot: str) -> str:
    """Return what is read of something in angle brackets: a person, a channel, a command of Slack's, an address."""
    what, _, label = token.partition("|")
    if what.startswith("@"):
        return " " if bot and what[1:] == bot else f"@{label or what[1:]}"
    if what.startswith("#"):
        return f"#{label or what[1:]}"
    if what.startswith("!"):
        return label or f"@{what[1:].partition('^')[0]}"
    address = what.removeprefix("mailto:")
    return address if not label or label in {what, address} else f"{label} ({address})"
