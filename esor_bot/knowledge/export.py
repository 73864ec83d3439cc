"""Statements of the office written as a file of a cycle's folder, in the form that is read from there."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from esor_bot.domain.statement import Said

_HEAD = """\
# What the office said where the page is silent, approved by a second person. Written by `esor-bot kb export`.
# This file belongs into the folder of the programme {programme}, cycle {cycle}.
"""
_WIDTH = 110


def written(statements: Sequence[Said]) -> str:
    """Write statements of one cycle, in the order in which they were approved: the last on a topic speaks."""
    first = statements[0]
    tree = {"statements": [_statement(said) for said in statements]}
    body = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return _HEAD.format(programme=first.programme, cycle=first.cycle or "of the same file") + body


def _statement(said: Said) -> dict[str, object]:
    made: dict[str, object] = {"id": said.id}
    if said.topic:
        made["topic"] = said.topic
    made |= {"said": said.day, "role": _Text(said.role), "answer": _Text(said.answer)}
    if said.questions:
        made["questions"] = [_Text(question) for question in said.questions]
    return made


class _Text(str):
    """A text that people wrote: it stands between quotation marks, whatever it looks like."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes lists moved in, and what people wrote between quotation marks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Move lists in."""
        return super().increase_indent(flow, False)


_Dumper.add_representer(
    _Text, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')
)
