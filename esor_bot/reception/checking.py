"""The check of a file, from the form or the offer to the report. Nothing of the file is stored, counted or logged."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from esor_bot.domain.conversation import Attachment, Command, Person, Press, Scene, Submission, Upload
from esor_bot.domain.form import Answer, Checking, ChoiceField, Field, FileField, Form, Item, Mistakes
from esor_bot.domain.programme import Programme
from esor_bot.domain.reply import Aside, Audience, Block, Button, Buttons, Outcome, Picture, Reply, Style, Text
from esor_bot.domain.report import CompletenessReport
from esor_bot.errors import CheckError
from esor_bot.knowledge.base import Knowledge
from esor_bot.reception.handed_in import LIMITS, wrong
from esor_bot.reception.handlers import Handlers
from esor_bot.reception.progress import with_bar
from esor_bot.reception.saying import only, privately
from esor_bot.wording import Wording

CHECK, CHECK_FILE = "check", "check_file"
FILE, PROGRAMME = "file", "programme"

_LOG = logging.getLogger(__name__)
_PICTURE = "pages.png"  # the same for everybody: a name of one's own would tell of somebody
_LONGEST_NAME, _LONGEST_ADDRESS = 200, 1200  # characters that a button carries
_ENOUGH = LIMITS.bytes + 1  # one byte more than is read shows that a file is too large


class Inspects(Protocol):
    """What checks files; `esor_bot.completeness.check.Checker` is the real one."""

    def check(
        self,
        data: bytes,
        programme: Programme,
        today: date,
        *,
        picture: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Inspected:
        """Check a file, and call `progress` with the pages read and all pages. Raises CheckError."""


class Inspected(Protocol):
    """What comes of it."""

    @property
    def report(self) -> CompletenessReport:
        """What was found."""

    @property
    def picture(self) -> bytes:
        """The contact sheet as a PNG, b"" where there are no pages."""


class Here(Protocol):
    """What a check needs of the house."""

    @property
    def knowledge(self) -> Knowledge:
        """The programmes."""

    @property
    def checker(self) -> Callable[[], Inspects] | None:
        """What checks files; None where none are."""

    def words(self, person: Person) -> Wording:
        """Return the sentences in somebody's language."""

    def own_time(self, scene: Scene) -> datetime:
        """Return the moment of a scene on the clock of the person."""


class Checks:
    """Opens the form, offers the check, runs it, and says what came of it."""

    def __init__(self, house: Here) -> None:
        self._house = house

    @property
    def handlers(self) -> Handlers:
        """The word, the button of an offer, and the form."""
        return Handlers(words={CHECK: self._word}, actions={CHECK_FILE: self._press}, forms={CHECK: self._filled})

    def offer(self, files: Sequence[Attachment], person: Person) -> Reply | None:
        """Offer to check what somebody sent in a direct message, or say what to do with it; None without a file."""
        if not files:
            return None
        words = self._house.words(person)
        if hindrance := self._hindrance(files, words):
            return _direct(Text(hindrance))
        return _direct(Text(words.say("surface_check.offer")), self._buttons(files[0], words))

    def upload(self, event: Upload) -> Reply | None:
        """Tell whoever put a PDF into a channel how to have it checked; nothing is said of other files, or read."""
        words = self._house.words(event.scene.person)
        if wrong((event.file,), words) or self._unable(words):
            return None
        return only(words.say("surface.upload", file=event.file.name))

    def check(self, checking: Checking, data: bytes, progress: Callable[[int, int], None]) -> Reply:
        """Check a file that was fetched. Whatever happens is said; nothing is raised, and nothing of it is logged."""
        words = self._house.words(checking.scene.person)
        try:
            return self._checked(checking, data, progress, words)
        except CheckError as error:
            _LOG.warning("check_not_possible", extra={"reason": type(error).__name__})
            return self._failed("not_possible", words)
        except Exception as error:  # noqa: BLE001 - a person waits for a report, and has to hear that there is none
            _LOG.error("check_failed", extra={"reason": type(error).__name__})  # not what it says: it may quote
            return self._failed("broken", words)

    def progress(self, read: int, total: int) -> Reply:
        """Say how many pages are read, of how many."""
        return _direct(Text(with_bar(Wording(self._house.knowledge.wording), read, total)))

    def _word(self, command: Command) -> Answer:
        words = self._house.words(command.scene.person)
        if command.files:
            if hindrance := self._hindrance(command.files, words):
                return only(hindrance)
            named = self._named(command.text.strip())
            if named is None:
                ask = Text(words.say("surface_check.which_programme"))
                return privately(ask, self._buttons(command.files[0], words))
            return self._checking(command.files[0], named, command.scene)
        if hindrance := self._unable(words):
            return only(hindrance)
        return self._form(words)

    def _press(self, press: Press) -> Answer:
        words, values = self._house.words(press.scene.person), press.values
        size = values.get("size", "")
        file = Attachment(
            values.get("id", ""),
            values.get("name", ""),
            int(size) if size.isascii() and size.isdigit() else 0,
            values.get("address", ""),
        )
        if hindrance := self._hindrance((file,), words):
            return only(hindrance)
        named = self._named(values.get("p", ""))
        if named is None:
            return privately(Text(words.say("surface_check.which_programme")), self._buttons(file, words))
        return self._checking(file, named, press.scene)

    def _filled(self, sent: Submission) -> Answer:
        words, files = self._house.words(sent.scene.person), sent.files.get(FILE, ())
        if hindrance := self._hindrance(files, words):
            return Mistakes({FILE: hindrance})
        named = self._named(sent.values.get(PROGRAMME, ""))
        if named is None:
            return Mistakes({PROGRAMME: words.say("surface_check.which_programme")})
        return self._checking(files[0], named, sent.scene)

    def _form(self, words: Wording) -> Form:
        programmes = self._programmes
        hint = words.say("surface_check.field_hint", size=LIMITS.size, pages=LIMITS.pages)
        fields: list[Field] = [FileField(FILE, words.say("surface_check.field"), hint)]
        if len(programmes) > 1:
            items = tuple(Item(one.id, one.short) for one in programmes)
            fields.append(ChoiceField(PROGRAMME, words.say("surface_check.programme"), items))
        said = tuple(Text(words.say(f"surface_check.{id_}")) for id_ in ("reads", "keeps"))
        title, submit, close = (words.say(f"surface_check.{id_}") for id_ in ("title", "submit", "close"))
        return Form(CHECK, title, tuple(fields), submit, close, blocks=said)

    def _checking(self, file: Attachment, programme: Programme, scene: Scene) -> Checking:
        begun = _direct(Text(self._house.words(scene.person).say("surface_check.begun")))
        return Checking(file, programme.id, begun, _ENOUGH, scene)

    def _checked(self, checking: Checking, data: bytes, progress: Callable[[int, int], None], words: Wording) -> Reply:
        from esor_bot.completeness.say import Speaker

        programme = next((one for one in self._programmes if one.id == checking.programme), None)
        if programme is None or self._house.checker is None:
            return self._failed("not_here" if programme else "unknown_programme", words)
        today = self._house.own_time(checking.scene).date()
        done = self._house.checker().check(data, programme, today, picture=True, progress=progress)
        blocks: list[Block] = [*Speaker(words, programme, today).blocks(done.report)]
        if done.picture:
            blocks.append(Picture(done.picture, _PICTURE, words.say("surface_check.sheet")))
        blocks.append(Aside(words.say("surface_check.stays")))
        return _direct(*blocks, self._after(words, programme.id), programme=programme.id)

    def _failed(self, id_: str, words: Wording) -> Reply:
        return _direct(Text(words.say(f"surface_check.{id_}")), self._after(words, ""))

    def _after(self, words: Wording, programme: str) -> Buttons:
        office = Button(words.say("office.offer"), "office", {"p": programme, "q": ""})
        return Buttons((Button(words.say("surface_check.again"), "word", {"w": CHECK}), office))

    def _buttons(self, file: Attachment, words: Wording) -> Buttons:
        """One button for each programme that the file may be for."""
        carried = {
            "id": file.id,
            "name": _shortened(file.name),
            "size": str(file.size),
            "address": file.address if len(file.address) <= _LONGEST_ADDRESS else "",
        }
        programmes = self._programmes
        if len(programmes) == 1:
            return Buttons((Button(words.say("surface_check.offer_button"), CHECK_FILE, carried, Style.PRIMARY),))
        label = "surface_check.offer_button_for"
        return Buttons(
            tuple(
                Button(words.say(label, programme=one.short), CHECK_FILE, {**carried, "p": one.id})
                for one in programmes
            )
        )

    def _hindrance(self, files: Sequence[Attachment], words: Wording) -> str:
        return self._unable(words) or wrong(files, words)

    def _unable(self, words: Wording) -> str:
        """Say why no file can be checked at all; "" where files can."""
        if self._house.checker is None:
            return words.say("surface_check.not_here")
        return "" if self._programmes else words.say("surface_check.nothing_to_check")

    def _named(self, id_: str) -> Programme | None:
        """Return the programme of that id, or the only one there is."""
        programmes = self._programmes
        return programmes[0] if len(programmes) == 1 else next((one for one in programmes if one.id == id_), None)

    @property
    def _programmes(self) -> Sequence[Programme]:
        return [one for one in self._house.knowledge.programmes if one.checkable]


def _shortened(name: str) -> str:
    """Return a file name that a button can carry; the ending stays, as it is looked at again."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 5]}….pdf"


def _direct(*blocks: Block, programme: str = "") -> Reply:
    return Reply(Outcome.ANSWERED, blocks, programme=programme, audience=Audience.DIRECT)
