"""A reply with every kind of block, and a form with every kind of field: whoever renders them has forgotten none."""

from __future__ import annotations

import typing

from esor_bot.domain.form import ChoiceField, Field, FileField, Form, Item, TextField
from esor_bot.domain.reply import (
    Aside,
    Block,
    Button,
    Buttons,
    Check,
    Checklist,
    Choices,
    File,
    Heading,
    Listing,
    Mark,
    OfficeOffer,
    Option,
    Picture,
    Quotation,
    Section,
    Source,
    Style,
    Text,
)

KINDS: tuple[type, ...] = typing.get_args(Block)
FIELDS: tuple[type, ...] = typing.get_args(Field)

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63606060f80f00010401005fe5c34b0000000049454e44ae426082"
)
"""The smallest picture."""

ONE_OF_EACH: tuple[Block, ...] = (
    Text("Two documents, in this order:"),
    Listing(("A letter", "A form"), numbered=True),
    Quotation("Send the letter and the form."),
    Source("The Moon 2030 · How to apply", "https://moon.example/apply"),
    Checklist((Check(Mark.MET, "Boots", "you have them"), Check(Mark.OPEN, "A helmet", "not said"))),
    Section("To mend", (Check(Mark.NOT_MET, "Boots", "Bring other ones.", ("Only grey boots.",)),)),
    Section("Page by page", text="1 boots"),
    Choices(
        (Option("The big one", "big", "moon"), Option("The small one", "small", "moon")), "None of these", "Which one?"
    ),
    OfficeOffer("Ask the office", "Which helmet?"),
    Heading("What comes next"),
    Buttons(
        (
            Button("Add to it", "add", {"case": "12"}, Style.PRIMARY),
            Button("Take it back", "withdraw", {"case": "12"}, Style.DANGER, sure="Really?"),
            Button("The page", "page", address="https://moon.example/apply"),
        )
    ),
    Picture(PIXEL, "pages.png", "The pages of the file"),
    File(b"BEGIN:VCALENDAR", "deadline.ics"),
    Aside("Nothing was kept."),
)

FORM = Form(
    "moon",
    "To the moon",
    (
        TextField("why", "Why", "In a few words", "Because", long=True, least=3, most=300),
        TextField("name", "Name", optional=True),
        ChoiceField("size", "Size", (Item("s", "Small"), Item("l", "Large")), "Of the boots", "s"),
        FileField("form", "The form", "One PDF"),
    ),
    "Send",
    "Leave",
    {"case": "12"},
    (Text("Two documents."),),
)
"""A form with every kind of field."""
