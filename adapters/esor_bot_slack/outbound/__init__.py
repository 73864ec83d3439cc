"""What goes out to Slack, as its payloads: messages, forms and the bot's own page. Pure functions, no network."""

from esor_bot_slack.outbound.buttons import leads_away, press
from esor_bot_slack.outbound.form import Filled, mistakes, modal, press_in, read_modal
from esor_bot_slack.outbound.home import home, prompts
from esor_bot_slack.outbound.message import Payload, block_id_of, messages

__all__ = [
    "Filled",
    "Payload",
    "block_id_of",
    "home",
    "leads_away",
    "messages",
    "mistakes",
    "modal",
    "press",
    "press_in",
    "prompts",
    "read_modal",
]
