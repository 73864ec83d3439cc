"""What `esor-bot doctor` looks at on Slack: tokens, scopes, the way in, the office channel, the clock.

Changes nothing, posts nothing, and tells no secret.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator, Sequence

import aiohttp

from esor_bot.serving.adapter import Finding
from esor_bot.serving.examining import BAD, DOUBTFUL, GOOD, Answer, Doctor, Look
from esor_bot.settings import read
from esor_bot_slack.asking import ask
from esor_bot_slack.scopes import APP_SCOPE, missing
from esor_bot_slack.settings import SlackSettings

_APPS = "api.slack.com/apps → your app"
_TOKEN_MENDS = {
    "invalid_auth": f"Copy the Bot User OAuth Token (xoxb-…) again: {_APPS} → OAuth & Permissions.",
    "token_revoked": f"Install the app again: {_APPS} → Install App, and copy the new token.",
    "token_expired": f"Switch token rotation off ({_APPS} → OAuth & Permissions) and install the app again.",
    "account_inactive": f"The app was removed from the workspace. Install it again: {_APPS} → Install App.",
    "not_allowed_token_type": "ESOR_BOT_SLACK_TOKEN has to be the bot's token (xoxb-…), not the app's (xapp-…).",
}


async def examine() -> Sequence[Finding]:
    """Look at everything that the settings name, and say what was found."""
    settings = read(SlackSettings)
    async with aiohttp.ClientSession(trust_env=True) as session:
        return [finding async for finding in _Examination(settings, session).findings()]


class _Examination:
    def __init__(self, settings: SlackSettings, session: aiohttp.ClientSession) -> None:
        self._settings = settings
        self._session = session
        self._me = ""

    async def findings(self) -> AsyncIterator[Finding]:
        """Yield what is found."""
        doctor = Doctor("Slack", self._settings.api_url, "what Slack signs counts as forged, deadlines as others")
        async for finding in doctor.findings(lambda: self._bot("auth.test"), _token, self._looks):
            yield finding

    def _looks(self, test: Answer) -> tuple[Look, ...]:
        async def scopes() -> Sequence[Finding]:
            return tuple(_scopes(test.may))

        return scopes, self._way_in, self._office

    async def _way_in(self) -> Finding:
        token = self._settings.app_token.get_secret_value()
        if not token:
            return _http(self._settings)
        opened = await ask(self._session, self._settings.api_url, "apps.connections.open", token)
        if not opened.error:
            return Finding("Slack: Socket Mode", GOOD, "the app token opens a connection")
        mend = f"Make an app-level token (xapp-…) with {APP_SCOPE}: {_APPS} → Basic Information → App-Level Tokens."
        if opened.error in {"missing_scope", "no_permission"}:
            return Finding("Slack: Socket Mode", BAD, f"the app token lacks {APP_SCOPE}", mend)
        if opened.error in {"socket_mode_not_enabled", "forbidden_team"}:
            mend = f"Switch it on: {_APPS} → Socket Mode."
        return Finding("Slack: Socket Mode", BAD, f"the app token is refused: {opened.error}", mend)

    async def _office(self) -> Finding:
        what, channel = "Slack: office", self._settings.office_channel
        if not channel:
            mend = (
                "Questions wait for somebody at `esor-bot office`. To have them in a channel, set"
                " ESOR_BOT_SLACK_OFFICE_CHANNEL to its id (C…, at the end of the channel's details)."
            )
            return Finding(what, DOUBTFUL, "no channel is set for it", mend)
        info = await self._bot("conversations.info", channel=channel)
        if info.error:
            return _no_channel(what, channel, info)
        shown = info.body.get("channel") or {}
        name = f"#{shown.get('name', channel)}"
        if shown.get("is_archived"):
            return Finding(what, BAD, f"{name} is archived", "Unarchive it, or set another channel.")
        if not shown.get("is_member"):
            return Finding(what, BAD, f"the bot is not in {name}", f"Write /invite @esor in {name}.")
        members = await self._bot("conversations.members", channel=channel, limit="1000")
        people = [one for one in members.body.get("members") or () if one != self._me]
        told = f"{name}, {_people(len(people))}{'+' if _more(members) else ''}: they are the office"
        if not shown.get("is_private"):
            mend = "Whoever joins it is of the office and reads all questions: a private channel is better."
            return Finding(what, DOUBTFUL, f"{told}; it is public", mend)
        if not people:
            return Finding(what, DOUBTFUL, f"nobody else is in {name}", "Invite the people of the office.")
        return Finding(what, GOOD, told)

    async def _bot(self, method: str, **given: str) -> Answer:
        token = self._settings.token.get_secret_value()
        answer = await ask(self._session, self._settings.api_url, method, token, **given)
        if method == "auth.test":
            self._me = str(answer.body.get("user_id", ""))
        return answer


def _token(test: Answer) -> Finding:
    what = "Slack: bot token"
    if not test.error:
        team, user = test.body.get("team", "?"), test.body.get("user", "?")
        return Finding(what, GOOD, f"valid, @{user} in {team} ({test.body.get('team_id', '?')})")
    mend = _TOKEN_MENDS.get(test.error, f"See {_APPS} → OAuth & Permissions.")
    return Finding(what, BAD, f"refused: {test.error}", mend)


def _scopes(granted: frozenset[str]) -> Iterator[Finding]:
    what = "Slack: scopes"
    if not granted:
        yield Finding(what, DOUBTFUL, "Slack did not say what the token may do")
        return
    lacking = missing(granted)
    if not lacking:
        yield Finding(what, GOOD, "all that are needed")
    mend = f"Add it at {_APPS} → OAuth & Permissions → Bot Token Scopes, then reinstall the app."
    for scope in lacking:
        yield Finding(what, BAD, f"{scope.name} is missing, so {scope.without}", mend)


def _http(settings: SlackSettings) -> Finding:
    what, port = "Slack: HTTP", settings.port or 0
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((settings.host, port))
        except OSError as error:
            mend = "Fine where `serve` runs here now; else choose another ESOR_BOT_SLACK_PORT."
            return Finding(what, DOUBTFUL, f"port {port}: {error.strerror}", mend)
    return Finding(what, GOOD, f"port {port} is free, the signing secret is set; Slack has to reach /slack/events")


def _no_channel(what: str, channel: str, info: Answer) -> Finding:
    if info.error == "channel_not_found":
        mend = "Look at the id. Of a private channel the bot knows nothing before somebody writes /invite @esor in it."
        return Finding(what, BAD, f"{channel} is not found", mend)
    if info.error == "missing_scope":
        return Finding(what, BAD, f"{channel} can't be looked at: {info.body.get('needed', '')} is missing")
    return Finding(what, BAD, f"{channel}: {info.error}", "Set ESOR_BOT_SLACK_OFFICE_CHANNEL to another channel.")


def _more(members: Answer) -> bool:
    return bool((members.body.get("response_metadata") or {}).get("next_cursor"))


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
