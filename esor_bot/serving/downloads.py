"""Files of people, read from where a platform keeps them straight into memory, and never more of one than is wanted."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin

from esor_bot.domain.conversation import Attachment
from esor_bot.serving.checks import NotFetched
from esor_bot.serving.trouble import Refused, Trouble, Unclear, pause

PIECE = 65_536
"""So many bytes are read at a time."""

_PATIENCE, _TRIES, _HOPS = 90.0, 4, 3
_LEADS = frozenset({301, 302, 303, 307, 308})
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Download:
    """What answered at the address of a file: how, where it leads on to, and what is in it, piece by piece."""

    status: int
    location: str
    pieces: AsyncIterator[bytes]


class Source(Protocol):
    """Where a platform keeps the files of people."""

    async def whole(self, file: Attachment) -> Attachment:
        """Return a file with its name, size and address, which may have to be asked for. Raises Trouble."""

    def why(self, error: Refused) -> str:
        """Return the sentence that says why nothing is told of a file."""

    def ours(self, address: str) -> bool:
        """Say whether an address is one of the platform's, and may be asked."""

    def open(self, address: str) -> AbstractAsyncContextManager[Download]:
        """Ask an address. Raises Unclear where nothing answers, or stops to, and NotFetched where it is no use."""


class Downloads:
    """Fetches files. `lost` is the sentence for one that was not to be had, `elsewhere` for one kept elsewhere."""

    def __init__(self, platform: str, source: Source, lost: str, elsewhere: str) -> None:
        self._platform = platform
        self._source = source
        self._lost = lost
        self._elsewhere = elsewhere

    async def fetch(self, file: Attachment, most: int) -> bytes:
        """Return what is in a file. Raises NotFetched where it is not to be had, or larger than wanted."""
        try:
            file = await self._source.whole(file)
        except Refused as error:
            _LOG.warning("file_not_fetched", extra={"platform": self._platform, "reason": error.reason})
            raise NotFetched(self._source.why(error)) from None
        except Trouble:
            raise NotFetched(self._lost) from None
        if file.size > most:
            raise NotFetched("surface.file.too_large")
        for turn in range(_TRIES):
            try:
                async with asyncio.timeout(_PATIENCE):
                    return await self._read(file.address, most)
            except (Unclear, OSError, TimeoutError) as error:
                reason = error.why if isinstance(error, Unclear) else type(error).__name__
                _LOG.info("file_tried_again", extra={"platform": self._platform, "reason": reason})
                await asyncio.sleep(pause(turn))
        raise NotFetched(self._lost)

    async def _read(self, address: str, most: int) -> bytes:
        for _ in range(_HOPS):
            if not self._source.ours(address):
                _LOG.error("file_elsewhere", extra={"platform": self._platform})
                raise NotFetched(self._elsewhere)
            async with self._source.open(address) as answer:
                if answer.status not in _LEADS:
                    return await _body(answer, most)
                address = urljoin(address, answer.location)
        raise NotFetched(self._lost)


async def _body(answer: Download, most: int) -> bytes:
    if answer.status >= 500 or answer.status == 429:
        raise Unclear(f"http_{answer.status}")
    if answer.status >= 400:
        raise NotFetched("surface.file.gone")
    data = bytearray()
    async for piece in answer.pieces:
        data += piece
        if len(data) > most:
            raise NotFetched("surface.file.too_large")
    return bytes(data)
