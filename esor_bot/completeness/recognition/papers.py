"""The papers that are looked for: each kind of the catalogue, filled with what a document of the programme asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from esor_bot.domain.recognition import CheckSpec, Cue, Kind, Wanted


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind to look for. `document` is the id of the programme's document that it is, "" where it is another paper.

    `instead` are the documents that it may be mistaken for.
    """

    kind: Kind
    document: str = ""
    instead: tuple[str, ...] = ()


def papers(spec: CheckSpec) -> tuple[Paper, ...]:
    """Return all papers that can be met, the programme's documents first."""
    kinds = {kind.id: kind for kind in spec.catalogue.kinds}
    form = next((wanted.id for wanted in spec.wanted if wanted.fields), "")
    asked = [Paper(_filled(kinds[one.kind], one, form), one.id) for one in spec.wanted if one.kind in kinds]
    names = {wanted.kind for wanted in spec.wanted}
    others = [_other(kind, spec.wanted, form) for kind in kinds.values() if kind.id not in names]
    return (*asked, *others)


def concepts(spec: CheckSpec) -> Mapping[str, Iterable[str]]:
    """Return the catalogue's phrases with those that belong to one document of the programme."""
    own: dict[str, Iterable[str]] = dict(spec.catalogue.concepts)
    for wanted in spec.wanted:
        own[f"names:{wanted.id}"] = wanted.names
        own[f"issuer:{wanted.id}"] = wanted.issuer
        own[f"fields:{wanted.id}"] = wanted.fields
    return own


def _other(kind: Kind, asked: tuple[Wanted, ...], form: str) -> Paper:
    instead = tuple(wanted for wanted in asked if wanted.kind in kind.stands_for)
    nearest = instead[0] if instead else Wanted("", "")
    return Paper(_filled(kind, nearest, form), "", tuple(wanted.id for wanted in instead))


def _filled(kind: Kind, wanted: Wanted, form: str) -> Kind:
    values = {
        "$names": (f"names:{wanted.id}",) if wanted.names else (),
        "$issuer": (f"issuer:{wanted.id}",) if wanted.issuer else (),
        "$fields": (f"fields:{wanted.id if wanted.fields else form}",),
        "$language": (wanted.language,) if wanted.language else (),
        "$subjects": wanted.subjects,
    }
    cues = tuple(one for cue in kind.cues if (one := _cue(cue, values)) is not None)
    needs = tuple(tuple(name for part in group for name in values.get(part, (part,))) for group in kind.needs)
    return replace(kind, cues=cues, needs=tuple(group for group in needs if group))


def _cue(cue: Cue, values: Mapping[str, tuple[str, ...]]) -> Cue | None:
    see = tuple(name for part in cue.see for name in values.get(part, (part,)))
    beside = tuple(name for part in cue.beside for name in values.get(part, (part,)))
    if (cue.see and not see) or (cue.beside and not beside):
        return None
    return replace(cue, see=see, beside=beside)
