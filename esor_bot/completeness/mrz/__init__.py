"""Machine-readable zones of passports, cards and visas (ICAO 9303) in lines of text, and the printed date of expiry."""

from esor_bot.completeness.mrz.finding import find
from esor_bot.completeness.mrz.printed import printed_expiry
from esor_bot.completeness.mrz.zone import Zone

__all__ = ["Zone", "find", "printed_expiry"]
