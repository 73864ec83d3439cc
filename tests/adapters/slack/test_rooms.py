"""People, forms, files and the office's list: what one room asks of Slack, and what it makes of the answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from esor_bot.desk.roster import Roster
from esor_bot.domain.conversation import Attachment, Person
from esor_bot.domain.form import Form, TextField
from esor_bot.serving.checks import NotFetched
from esor_bot.serving.downloads import Downloads
from esor_bot.wording import Wording
from esor_bot_slack.calls import Calls, Refused
from esor_bot_slack.downloads import ELSEWHERE, LOST, Files
from esor_bot_slack.forms import Forms
from esor_bot_slack.heard import Way
from esor_bot_slack.inbound import Self
from esor_bot_slack.people import People
from esor_bot_slack.roster import Office
from tests.adapters.slack.tiny import DROP, Answer, tiny

pytestmark = pytest.mark.asyncio
ANN: Answer = {"user": {"tz": "Asia/Tokyo", "locale": "de-DE", "profile": {"display_name": "Ann"}}}
FORM = Form("add", "Add", (TextField("text", "Text"),), "Send", "Leave")
WORDS = Wording({})


async def test_people_are_asked_for_once() -> None:
    """Name, time zone and language of somebody are asked for once, however many want them."""
    async with tiny() as server:
        server.script["users.info"].append(ANN)
        people = People(server.calls, "T1")
        found = await asyncio.gather(*(people.person("U1", 2.0) for _ in range(3)), people.person("U1", 2.0))

        assert set(found) == {Person("slack:T1:U1", "Ann", "Asia/Tokyo", "de-DE")}
        assert server.methods() == ["users.info"]


@pytest.mark.parametrize("answer", [{"ok": False, "error": "user_not_found"}, {"ok": False, "error": "missing_scope"}])
async def test_people_nobody_tells_of(answer: Answer) -> None:
    """Of somebody of whom Slack tells nothing only the id is known, and they are not asked for again at once."""
    async with tiny() as server:
        server.script["users.info"].append(answer)
        people = People(server.calls, "T1")

        assert await people.person("U1", 2.0) == Person("slack:T1:U1")
        assert await people.person("U1", 2.0) == Person("slack:T1:U1")
        assert server.methods() == ["users.info"]


async def test_nobody_waits_long_for_a_name() -> None:
    """What Slack does not tell at once is not waited for."""
    async with tiny() as server:
        server.script["users.info"].extend((500, 500, ANN))
        people = People(server.calls, "T1")

        assert await people.person("U1", 0.01) == Person("slack:T1:U1")
        await people.close()


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"])
async def test_a_trigger_that_is_over(error: str) -> None:
    """Where Slack lets no form open any more, that is said, and not tried again."""
    async with tiny() as server:
        server.script["views.open"].append({"ok": False, "error": error})

        assert not await Forms(server.calls).show(FORM, Way("T1", "U1", trigger="9"), WORDS)
        assert server.methods() == ["views.open"]


@pytest.mark.parametrize("lost", [500, DROP])
async def test_a_form_that_may_be_open(lost: int) -> None:
    """A form that may be open already is not opened again: its trigger would be used up."""
    async with tiny() as server:
        server.script["views.open"].append(lost)

        assert not await Forms(server.calls).show(FORM, Way("T1", "U1", trigger="9"), WORDS)
        assert server.methods() == ["views.open"]


async def test_an_open_form_is_changed() -> None:
    """The form that answers a press within a form takes its place; without a trigger none is opened."""
    async with tiny() as server:
        assert await Forms(server.calls).show(FORM, Way("T1", "U1", view="V1", hash="h", trigger="9"), WORDS)
        ((method, asked),) = server.called
        assert (method, asked["view_id"], asked["hash"]) == ("views.update", "V1", "h")
        assert not await Forms(server.calls).show(FORM, Way("T1", "U1"), WORDS)


async def test_the_office_is_who_is_in_its_channel() -> None:
    """The members of the channel, over all pages, are the office; the bot is not."""
    async with tiny() as server:
        pages: tuple[Answer, ...] = (
            {"members": ["U1", "UBOT"], "response_metadata": {"next_cursor": "next"}},
            {"members": ["U2"]},
        )
        server.script["conversations.members"].extend(pages)
        server.script["users.info"].append(ANN)
        roster = Roster(("slack",))
        office = Office(server.calls, People(server.calls, "T1"), roster, "C9", Self("T1", "UBOT"))

        assert await office.look()
        assert [roster.has(f"slack:T1:{user}") for user in ("U1", "U2", "UBOT", "U3")] == [True, True, False, False]


async def test_an_office_that_can_not_be_seen() -> None:
    """Nobody is of an office whose channel may not be seen; while Slack is away, those who were seen last are."""
    async with tiny() as server:
        roster = Roster(("slack",))
        office = Office(server.calls, People(server.calls, "T1"), roster, "C9", Self("T1", "UBOT"))
        server.script["conversations.members"].append({"members": ["U1"]})
        await office.look()
        server.script["conversations.members"].extend([500] * 5)
        assert not await office.look()
        assert roster.has("slack:T1:U1")
        server.script["conversations.members"].append({"ok": False, "error": "token_revoked"})
        assert not await office.look()
        assert roster.has("slack:T1:U1")
        server.script["conversations.members"].append({"ok": False, "error": "channel_not_found"})
        assert not await office.look()
        assert not roster.has("slack:T1:U1")


@pytest.mark.parametrize(
    ("told", "why"), [({"is_archived": True}, "is_archived"), ({"is_member": False}, "not_in_channel")]
)
async def test_an_office_that_can_not_be_told(
    told: dict[str, bool], why: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A channel to which nothing can be posted is logged, with why, and known to those who ask, until it is mended."""
    async with tiny() as server:
        roster = Roster(("slack",))
        office = Office(server.calls, People(server.calls, "T1"), roster, "C9", Self("T1", "UBOT"))
        server.script["conversations.info"].append({"channel": told})
        server.script["conversations.members"].extend([{"members": ["U1"]}] * 2)
        assert not await office.look()
        assert (roster.reachable, roster.has("slack:T1:U1"), dict(roster.faults)) == (False, True, {"slack": why})
        assert [vars(record)["reason"] for record in caplog.records if record.message == "office_not_seen"] == [why]

        server.script["conversations.info"].append({"channel": {"is_member": True, "is_archived": False}})
        assert await office.look()
        assert (roster.reachable, dict(roster.faults)) == (True, {})


@asynccontextmanager
async def files(
    body: bytes, kind: str = "application/pdf", *statuses: int
) -> AsyncIterator[tuple[Downloads, str, list[str]]]:
    """Give what fetches files, the address of one, and who showed which token for it."""
    shown: list[str] = []
    left = list(statuses)

    async def file(request: web.Request) -> web.Response:
        shown.append(request.headers.get("Authorization", ""))
        status = left.pop(0) if left else 200
        headers = {"Location": "http://127.0.0.2:9/else"} if status == 302 else {}
        return web.Response(status=status, body=body, content_type=kind, headers=headers)

    app = web.Application()
    app.router.add_get("/file", file)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession() as session:
        kept = Files(Calls("x", f"{base}/api/", session), session, "x", f"{base}/api/")
        yield Downloads("slack", kept, LOST, ELSEWHERE), f"{base}/file", shown
    await runner.cleanup()


async def test_a_file_is_fetched_with_the_token() -> None:
    """A file that Slack holds is fetched with the token, and again where Slack did not give it."""
    async with files(b"%PDF", "application/pdf", 500) as (downloads, address, shown):
        assert await downloads.fetch(Attachment("F1", "a.pdf", 4, address), 10) == b"%PDF"
        assert shown == ["Bearer x", "Bearer x"]


@pytest.mark.parametrize(
    ("body", "kind", "size", "why"),
    [
        (b"%PDF" * 100, "application/pdf", 0, "surface.file.too_large"),
        (b"%PDF", "application/pdf", 400, "surface.file.too_large"),
        (b"<!DOCTYPE html><p>Sign in", "text/html", 0, "surface_slack.file_no_permission"),
    ],
)
async def test_files_that_are_not_to_be_had(body: bytes, kind: str, size: int, why: str) -> None:
    """What is larger than wanted is not fetched to its end; a page to sign in says that a permission is missing."""
    async with files(body, kind) as (downloads, address, _):
        with pytest.raises(NotFetched) as found:
            await downloads.fetch(Attachment("F1", "a.pdf", size, address), 100)
        assert found.value.id_ == why


@pytest.mark.parametrize(("status", "why"), [(404, "surface.file.gone"), (302, "surface_slack.file_elsewhere")])
async def test_the_token_stays_with_slack(status: int, why: str) -> None:
    """A file that is gone is said to be; nobody but Slack is shown the token, wherever an answer leads."""
    async with files(b"", "text/plain", status) as (downloads, address, shown):
        with pytest.raises(NotFetched) as found:
            await downloads.fetch(Attachment("F1", "a.pdf", 1, address), 100)
        assert found.value.id_ == why
        assert len(shown) == 1
        with pytest.raises(NotFetched):
            await downloads.fetch(Attachment("F1", "a.pdf", 1, "http://files.slack.com/a"), 100)


async def test_what_may_be_done_twice_is_tried_again() -> None:
    """A call that does no harm twice is made again after trouble, and not after a refusal."""
    async with tiny() as server:
        server.script["chat.update"].extend((500, 429, {"ok": False, "error": "fatal_error"}))
        await server.calls.surely("chat.update", {"ts": "1"})
        assert server.methods() == ["chat.update"] * 4
        server.script["chat.update"].append({"ok": False, "error": "message_not_found"})
        with pytest.raises(Refused):
            await server.calls.surely("chat.update", {"ts": "1"})
