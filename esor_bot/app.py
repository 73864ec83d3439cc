"""The one way in: whatever a person does on a platform comes here as an event, and goes back as an answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from esor_bot.desk.cards import CardPlaces
from esor_bot.domain.case import Place
from esor_bot.domain.conversation import Command, Event, Opened, Post, Press, Submission, Upload
from esor_bot.domain.form import Answer, Checking
from esor_bot.domain.reply import Reply
from esor_bot.errors import EsorBotError, KnowledgeError, RefusedError, StoreError
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.house import House
from esor_bot.reception.notices import Notice
from esor_bot.reception.saying import only

_LOG = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Is told the pages read so far, and all pages. Any thread may call it."""


def _not_counted(event: Event, answer: Answer) -> None:
    """Count nothing."""


@dataclass(frozen=True)
class App:
    """Hears events; `heard` is told of each, with what came of it.

    Every method may be called by any thread, and blocks for as long as the database does.
    """

    house: House
    handlers: Handlers
    post: Callable[[Post], Answer]
    opened: Callable[[Opened], Answer]
    upload: Callable[[Upload], Answer]
    check: Callable[[Checking, bytes, Progress], Reply]
    progress: Callable[[int, int], Reply]
    notice: Callable[[Place, str], Notice]
    heard: Callable[[Event, Answer], None] = _not_counted

    @property
    def cards(self) -> CardPlaces:
        """Where the cards of cases stand."""
        return CardPlaces(self.house.store)

    def handle(self, event: Event) -> Answer:
        """Return what comes of an event. Whatever goes wrong is said to the person; nothing is raised."""
        answer = self._tried(event)
        self.heard(event, answer)
        return answer

    def _tried(self, event: Event) -> Answer:
        try:
            return self._answered(event)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told that something broke
            _LOG.exception("event_failed", extra={"kind": type(event).__name__, "reason": type(error).__name__})
            return self._said(event, "surface.broken")

    def _answered(self, event: Event) -> Answer:
        try:
            return self._handled(event)
        except EsorBotError as error:
            return self._trouble(event, error)

    def _handled(self, event: Event) -> Answer:
        match event:
            case Post():
                return self.post(event)
            case Command():
                words = self.handlers.office if event.office else self.handlers.words
                found = words.get(event.word)
                return self._said(event, "surface.unknown_word", word=event.word) if found is None else found(event)
            case Press():
                action = self.handlers.actions.get(event.action)
                return self._said(event, "surface.old_button") if action is None else action(event)
            case Submission():
                filled = self.handlers.forms.get(event.form)
                return self._said(event, "surface.old_button") if filled is None else filled(event)
            case Upload():
                return self.upload(event)
            case Opened():
                return self.opened(event)
            case _:
                assert_never(event)

    def _trouble(self, event: Event, error: EsorBotError) -> Reply:
        phrases = self.house.phrases(event.scene.person)
        if isinstance(error, RefusedError):
            return only(phrases.refused(error))
        if isinstance(error, StoreError):
            _LOG.warning("event_not_stored", extra={"kind": type(event).__name__, "reason": error.reason})
            return self._said(event, "surface.away")
        if isinstance(error, KnowledgeError):
            _LOG.error("event_failed", extra={"kind": type(event).__name__, "reason": "knowledge"})
            return self._said(event, "surface.broken")
        return only(str(error))

    def _said(self, event: Event, id_: str, **values: object) -> Reply:
        return only(self.house.words(event.scene.person).say(id_, **values))
