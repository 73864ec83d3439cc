"""What goes out to Discord, as its payloads: messages and forms. Pure functions, no network."""

from esor_bot_discord.outbound.again import NEXT, REST, mistakes, next_step, reopening
from esor_bot_discord.outbound.begun import OPEN, begun_openly, openly
from esor_bot_discord.outbound.buttons import SURE, press
from esor_bot_discord.outbound.form import Filled, modal, read_modal, refilled, steps
from esor_bot_discord.outbound.measure import LARGEST_FILE
from esor_bot_discord.outbound.message import QUIET, Payload, messages, with_button
from esor_bot_discord.outbound.sized import sized, without_files
from esor_bot_discord.outbound.sure import LEAVE, left, sure_question
from esor_bot_discord.outbound.turning import is_turn

__all__ = [
    "LARGEST_FILE",
    "LEAVE",
    "NEXT",
    "OPEN",
    "QUIET",
    "REST",
    "SURE",
    "Filled",
    "Payload",
    "begun_openly",
    "is_turn",
    "left",
    "messages",
    "mistakes",
    "modal",
    "next_step",
    "openly",
    "press",
    "read_modal",
    "refilled",
    "reopening",
    "sized",
    "steps",
    "sure_question",
    "with_button",
    "without_files",
]
