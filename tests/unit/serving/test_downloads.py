"""Files of people from any platform: read whole, never more than is wanted, and from nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from esor_bot.domain.conversation import Attachment
from esor_bot.serving.checks import NotFetched
from esor_bot.serving.downloads import Download, Downloads
from esor_bot.serving.trouble import Refused, Trouble, Unclear

pytestmark = pytest.mark.asyncio
FILE = Attachment("F1", "a.pdf", 4, "https://tin/a")


class Shelf:
    """A source that answers as planned: each time the next status, or trouble; where it leads on to, `leads`."""

    def __init__(self, *plan: int | Exception, leads: str = "", unknown: Trouble | None = None) -> None:
        self.plan = list(plan)
        self.leads = leads
        self.unknown = unknown
        self.asked: list[str] = []
        self.read = 0

    async def whole(self, file: Attachment) -> Attachment:
        """Return a file with its address."""
        if self.unknown is not None:
            raise self.unknown
        return replace(file, address=file.address or FILE.address)

    def why(self, error: Refused) -> str:
        """Return the sentence."""
        return f"why.{error.why}"

    def ours(self, address: str) -> bool:
        """Say whether it is ours."""
        return address.startswith("https://tin/")

    @asynccontextmanager
    async def open(self, address: str) -> AsyncIterator[Download]:
        """Answer as planned."""
        self.asked.append(address)
        planned = self.plan.pop(0) if self.plan else 200
        if isinstance(planned, Exception):
            raise planned
        yield Download(planned, self.leads, self._pieces())

    async def _pieces(self) -> AsyncIterator[bytes]:
        for piece in (b"%P", b"DF", b"--"):
            self.read += 1
            yield piece


async def fetched(shelf: Shelf, most: int = 10, file: Attachment = FILE) -> bytes | str:
    """Return what is in a file, or the sentence that says why it was not to be had."""
    try:
        return await Downloads("tin", shelf, "lost", "elsewhere").fetch(file, most)
    except NotFetched as error:
        return error.id_


async def test_a_file_is_read_whole() -> None:
    """A file is read piece by piece from the address that it has, or is asked for."""
    assert await fetched(Shelf(), file=replace(FILE, address="")) == b"%PDF--"


async def test_what_is_too_large_is_not_read_to_its_end() -> None:
    """What says that it is too large is not asked for, and what turns out to be is read no further."""
    shelf = Shelf()
    assert await fetched(shelf, most=3) == "surface.file.too_large"
    assert shelf.asked == []
    assert await fetched(shelf, most=3, file=replace(FILE, size=0)) == "surface.file.too_large"
    assert shelf.read == 2


async def test_what_is_not_answered_is_asked_again() -> None:
    """A file is asked for again where nobody said what became of it, a few times."""
    assert await fetched(Shelf(500, Unclear("connection_lost"))) == b"%PDF--"


async def test_what_is_gone() -> None:
    """A file that is gone is asked for once; one of which nothing is told says why, or that it is lost."""
    shelf = Shelf(404)
    assert await fetched(shelf) == "surface.file.gone"
    assert len(shelf.asked) == 1
    assert await fetched(Shelf(unknown=Refused("missing_scope"))) == "why.missing_scope"
    assert await fetched(Shelf(unknown=Unclear("timeout"))) == "lost"


async def test_where_an_address_leads() -> None:
    """An address that leads on is followed on the platform, not away from it, and not for ever."""
    shelf = Shelf(302, leads="/b")
    assert await fetched(shelf) == b"%PDF--"
    assert shelf.asked == ["https://tin/a", "https://tin/b"]
    shelf = Shelf(302, leads="https://elsewhere/b")
    assert (await fetched(shelf), shelf.asked) == ("elsewhere", ["https://tin/a"])
    assert await fetched(Shelf(302, 302, 302, leads="/b")) == "lost"
