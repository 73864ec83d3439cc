"""Files before they are fetched: whether it is one PDF by its name and its size, and what to do if it is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from esor_bot.completeness.intake.limits import FileLimits
from esor_bot.domain.conversation import Attachment
from esor_bot.wording import Wording

LIMITS = FileLimits()

_KINDS = {
    "word": "doc docx docm dot dotx odt rtf pages wpd",
    "office": "xls xlsx xlsm ods csv numbers ppt pptx pps ppsx odp key",
    "picture": "jpg jpeg png gif tif tiff bmp heic heif webp avif jp2",
    "archive": "zip 7z rar gz tgz bz2 xz tar",
    "web": "html htm mhtml",
    "text": "txt md",
    "mail": "eml msg",
}
_KIND = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}


def wrong(files: Sequence[Attachment], words: Wording) -> str:
    """Say why these files can't be checked as they are, and what to do; "" where it is one PDF.

    What is in a file is not known yet: the check itself looks at that.
    """
    if not files:
        return words.say("surface_check.no_file")
    if len(files) > 1:
        return words.say("surface_check.several", count=len(files))
    file = files[0]
    ending = PurePath(file.name).suffix.lower().removeprefix(".")
    if ending != "pdf":
        kind = _KIND.get(ending, "")
        if kind == "word":
            return words.say("surface_check.word")
        return words.say(f"check.finding.not_a_pdf_{kind}" if kind else "surface_check.not_pdf")
    if file.size > LIMITS.bytes:
        return words.say("check.finding.too_large", limit=LIMITS.size)
    return ""
