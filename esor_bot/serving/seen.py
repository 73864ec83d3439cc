"""What all platforms' parts of `esor-bot doctor` say alike: why nothing is reached, and whose clock is off."""

from __future__ import annotations

from datetime import UTC, datetime

from esor_bot.serving.adapter import Finding, Health

OFF = 60.0
"""Seconds by which the clocks may differ: what platforms sign is good for some minutes."""

_WHY = {
    "ClientConnectorDNSError": "its name is not found (DNS)",
    "ClientConnectorCertificateError": "its certificate is not trusted",
    "ClientConnectorSSLError": "no secure connection",
    "ClientConnectorError": "no connection",
    "ClientProxyConnectionError": "no connection to the proxy",
    "ClientOSError": "the connection broke",
    "ServerDisconnectedError": "the connection broke",
}
_UNITS = (("day", 86_400), ("hour", 3600), ("minute", 60))


def why(error: Exception) -> str:
    """Return in plain words why nothing was reached; no secret is among them."""
    return _WHY.get(type(error).__name__, type(error).__name__)


def clock(platform: str, theirs: datetime, else_: str) -> Finding:
    """Hold this machine's clock against a platform's; `else_` is what comes of a wrong one."""
    what, off = f"{platform}: clock", (datetime.now(UTC) - theirs).total_seconds()
    if abs(off) <= OFF:
        return Finding(what, Health.GOOD, "this machine's clock is right")
    told = f"this machine's clock is {_long(abs(off))} {'ahead' if off > 0 else 'behind'}"
    return Finding(what, Health.BAD, told, f"Let NTP set it (`timedatectl set-ntp true`, say); else {else_}.")


def _long(seconds: float) -> str:
    unit, size = next((one for one in _UNITS if seconds >= one[1]), _UNITS[-1])
    number = round(seconds / size)
    return f"{number} {unit if number == 1 else f'{unit}s'}"
