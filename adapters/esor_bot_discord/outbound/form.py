"""Forms as Discord's modals, in as many steps as they need, and what was filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from esor_bot.domain import moments
from esor_bot.domain.conversation import Attachment
from esor_bot.domain.form import ChoiceField, Field, Form, TextField, spare
from esor_bot.domain.reply import Aside, Block, File, Picture
from esor_bot.reception import plain
from esor_bot.reception.text import units
from esor_bot.wording import Wording
from esor_bot_discord.heard import PLATFORM
from esor_bot_discord.outbound import kept
from esor_bot_discord.outbound.carried import LONGEST, OWN, packed, unpacked
from esor_bot_discord.outbound.fields import CHOSEN, FIELD, FILES, PART, PEOPLE, SELECT, TEXT, labelled, many
from esor_bot_discord.outbound.layout import Line, laid_out
from esor_bot_discord.outbound.measure import Json, literal
from esor_bot_discord.outbound.turning import TURN, Turned, turned
from esor_bot_discord.outbound.turning import chosen as chosen_turn

_TITLE = 45
_MOST = 5
_ABOVE = 1800
_DISPLAY = 10
_STEP = f"{OWN}s"


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in: the form's id, its step, what it carried (the adapter's own too), values and files by field.

    `typed` are the fields in which somebody typed: what is said of them can show it again.
    """

    form: str
    step: int = 0
    carried: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[Attachment, ...]] = field(default_factory=dict)
    typed: tuple[str, ...] = ()

    def after(self, before: Filled) -> Filled:
        """Return what was filled in here and in the steps before."""
        return replace(
            self,
            carried={**before.carried, **self.carried},
            values={**before.values, **self.values},
            files={**before.files, **self.files},
            typed=(*before.typed, *self.typed),
        )


def steps(form: Form) -> tuple[tuple[Field, ...], ...]:
    """Return the fields of each step of a form: five have room, less what stands above them, and a menu of ours."""
    done: list[tuple[Field, ...]] = []
    now: list[Field] = []
    parts = turned(form, None)
    room = _MOST - bool(_above(parts.blocks, None)) - bool(parts.menu)
    for one in form.fields:
        if now and sum(map(many, now)) + many(one) > room:
            done.append(tuple(now))
            now, room = [], _MOST
        now.append(one)
    return (*done, tuple(now))


def modal(form: Form, own: Mapping[str, str], step: int = 0, *, wording: Wording | None = None) -> Json:
    """Return a step of a form as a modal. `own` comes back with what the form carries, under other names.

    A question that the form carries and has no room in it is left to the message whose button opened the form.
    """
    if both := sorted(set(form.carried) & set(own)):
        raise ValueError(f"the form {form.id} and the adapter both carry {', '.join(both)}")
    fields = steps(form)
    parts = Turned(()) if step else turned(form, wording)
    inputs = (*fields[step], parts.menu) if parts.menu else fields[step]
    shown = [one for part in inputs for one in labelled(part, wording)]
    above = _above(parts.blocks, wording)
    id_ = _spread({**form.carried, **own, **({_STEP: str(step)} if step else {})}, form.id, shown)
    title = form.title
    if len(fields) > 1:
        values = {"title": title, "step": step + 1, "steps": len(fields)}
        title = wording.say("blocks.step", **values) if wording else "{title} {step}/{steps}".format(**values)
    display = [{"type": _DISPLAY, "content": above}] if above else []
    return {"custom_id": id_, "title": literal(title, _TITLE), "components": [*display, *shown]}


def read_modal(data: Mapping[str, Any], content: str = "", components: Iterable[Mapping[str, Any]] = ()) -> Filled:
    """Return what a modal holds when it is sent.

    `content` and `components` are those of the message whose button opened it.
    """
    whole = unpacked(data.get("custom_id"))
    carried, elsewhere = dict(whole.values), set(whole.elsewhere)
    values, files, typed = dict[str, str](), dict[str, tuple[Attachment, ...]](), list[str]()
    known = (data.get("resolved") or {}).get("attachments") or {}
    chosen: set[str] = set()
    for one in _inputs(data.get("components")):
        name, more, _ = unpacked(one.get("custom_id"))
        if not name.startswith(FIELD):
            continue
        field_ = name.removeprefix(FIELD)
        carried |= {key: value for key, value in more.items() if key not in {PART, CHOSEN}}
        if one.get("type") == FILES:
            files[field_] = tuple(_attachment(id_, known.get(str(id_)) or {}) for id_ in one.get("values") or ())
            continue
        value = _value(one)
        if one.get("type") == TEXT:
            typed.append(field_)
        # What somebody chose counts more than what was chosen at first in another menu of the same field.
        if value and (CHOSEN not in more or field_ not in chosen):
            values[field_] = value
            chosen.add(field_)
        values.setdefault(field_, "")
    carried |= chosen_turn(values.pop(TURN, ""))
    if kept.QUESTION in elsewhere and (text := kept.read(content, components)) is not None:
        carried[kept.QUESTION] = text
    step = carried.pop(_STEP, "0")
    return Filled(whole.name, int(step) if step.isdecimal() else 0, carried, values, files, tuple(typed))


def refilled(form: Form, values: Mapping[str, str]) -> Form:
    """Return a form in which stands what somebody had filled in."""
    return replace(
        form,
        fields=tuple(
            replace(one, initial=values[one.id])
            if isinstance(one, TextField | ChoiceField) and one.id in values
            else one
            for one in form.fields
        ),
    )


def _spread(carried: Mapping[str, str], name: str, shown: Sequence[Json]) -> str:
    """Put what is carried into the id of the modal and, where that is full, into those of its fields."""
    ids = [packed(name, {}), *(one["component"]["custom_id"] for one in shown)]
    for key, value in sorted(carried.items(), key=lambda one: one[0] == kept.QUESTION):
        elsewhere: frozenset[str] = frozenset()
        place = _room(ids, packed("", {key: value}))
        if place is None and key == kept.QUESTION:
            elsewhere = frozenset({key})
            place = 0 if units(ids[0]) + 2 <= LONGEST else None
        if place is None and key != kept.QUESTION:
            raise ValueError(f"the form {name} carries more than Discord has room for: {key}")
        if place is not None:
            ids[place] += packed("", {key: value}, elsewhere)
    for one, id_ in zip(shown, ids[1:], strict=True):
        one["component"]["custom_id"] = id_
    return str(ids[0])


def _room(ids: Sequence[str], piece: str) -> int | None:
    return next((place for place, id_ in enumerate(ids) if units(id_) + units(piece) <= LONGEST), None)


def _above(blocks: Iterable[Block], wording: Wording | None) -> str:
    """Return what stands above the fields; buttons have no place there, nor has what only they are about."""
    text = ""
    for one in laid_out(map(_named, spare(blocks)), wording):
        if not isinstance(one, Line):
            continue
        longer = ("\n\n" if one.apart else "\n").join(filter(None, (text, one.text)))
        if units(longer) > _ABOVE:
            more = wording.say("blocks.more") if wording else "…"
            return f"{text}\n-# {more}" if text else f"-# {more}"
        text = longer
    return text


def _named(block: Block) -> Block:
    return Aside(moments.plainly(plain.render_block(block))) if isinstance(block, Picture | File) else block


def _inputs(components: object) -> Iterator[Mapping[str, Any]]:
    for one in components if isinstance(components, list) else ():
        inner = one.get("component") if isinstance(one, Mapping) else None
        if isinstance(inner, Mapping):
            yield inner


def _value(one: Mapping[str, Any]) -> str:
    if one.get("type") == PEOPLE:
        return next((f"{PLATFORM}:{user}" for user in one.get("values") or ()), "")
    value = next(iter(one.get("values") or ()), "") if one.get("type") == SELECT else one.get("value")
    return value if isinstance(value, str) else ""


def _attachment(id_: object, file: Mapping[str, Any]) -> Attachment:
    size = file.get("size")
    return Attachment(
        id=str(id_),
        name=str(file.get("title") or file.get("filename") or ""),
        size=size if isinstance(size, int) else 0,
        address=str(file.get("url") or ""),
    )
