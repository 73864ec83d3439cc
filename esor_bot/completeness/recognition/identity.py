"""Facts of the machine-readable zone of passports and cards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from esor_bot.completeness.mrz import Zone, find
from esor_bot.completeness.page import Line


def zone_on(rows: Sequence[Line], today: date) -> Zone | None:
    """Return the machine-readable zone among the lines, or None."""
    return find(rows, today) if any("<" in row.text or "K" in row.text for row in rows) else None


def zone_facts(rows: Sequence[Line], today: date) -> dict[str, float]:
    """Say what kind of zone there is, if any, as facts."""
    zone = zone_on(rows, today)
    if zone is None:
        return {}
    if zone.kind == "passport":
        return {"mrz_passport": float(zone.valid), "mrz_passport_partial": float(not zone.valid)}
    return {"mrz_card": 1.0}
