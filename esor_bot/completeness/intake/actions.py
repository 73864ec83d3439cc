"""What a PDF would do by itself: scripts, programs it starts, forms it sends, films it plays."""

from __future__ import annotations

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject

from esor_bot.completeness.intake.reach import Reach, raw

_ACTIVE = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "submit",
    "/ImportData": "import",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/RichMediaExecute": "media",
    "/GoTo3DView": "media",
}
_MEDIA = frozenset({"/RichMedia", "/3D", "/Movie", "/Screen", "/Sound"})
_CHAIN = 32  # actions that follow each other


def active_kinds(reach: Reach, action: Any) -> set[str]:  # noqa: ANN401 - any object of a PDF
    """Return what an action and those that follow it do that a mere page does not. Links do nothing."""
    found: set[str] = set()
    stack, left = [action], _CHAIN
    while stack and left:
        left -= 1
        one = reach.get(stack.pop())
        if isinstance(one, ArrayObject):
            stack += list(one)[:_CHAIN]
            continue
        if not isinstance(one, DictionaryObject):
            continue
        kind = _ACTIVE.get(reach.text(raw(one, "/S")))
        if kind:
            found.add(kind)
        elif "/JS" in one:
            found.add("javascript")
        if "/Next" in one:
            stack.append(raw(one, "/Next"))
    return found


def additional(reach: Reach, holder: Any) -> set[str]:  # noqa: ANN401
    """Return what the additional actions (/AA) of a document, a page, an annotation or a field do."""
    events = reach.at(holder, "/AA")
    if not isinstance(events, DictionaryObject):
        return set()
    return set[str]().union(*(active_kinds(reach, raw(events, event)) for event in list(events)[:_CHAIN]))


def of_catalog(reach: Reach, catalog: DictionaryObject) -> set[str]:
    """Return what the file does as a whole, when it is opened, closed, saved or printed."""
    found = active_kinds(reach, _opening(reach, catalog)) | additional(reach, catalog)
    if next(reach.leaves(reach.at(catalog, "/Names", "/JavaScript"), "/Names"), None) is not None:
        found.add("javascript")
    return found


def _opening(reach: Reach, catalog: DictionaryObject) -> Any:  # noqa: ANN401
    """Return the action at the opening; an array there is a mere destination."""
    action = reach.at(catalog, "/OpenAction")
    return action if isinstance(action, DictionaryObject) else None


def of_annotation(reach: Reach, annotation: DictionaryObject) -> set[str]:
    """Return what an annotation does when it is clicked or passed over."""
    found = active_kinds(reach, raw(annotation, "/A")) | additional(reach, annotation)
    if reach.text(raw(annotation, "/Subtype")) in _MEDIA:
        found.add("media")
    parent = reach.at(annotation, "/Parent")
    if isinstance(parent, DictionaryObject) and "/AA" in parent:
        found |= additional(reach, parent)
    return found
