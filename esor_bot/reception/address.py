"""Addresses that a reply leads to: pages of the web, and nothing else."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_LONGEST = 2000
_KEPT = "!#$%&'()*+,/:;=?@[]~"


def page(address: str) -> str:
    """Return the address of a page as it can be sent, "" for whatever is no address of one."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        is_page = parts.scheme in {"http", "https"} and bool(parts.hostname)
        written = quote(address, safe=_KEPT) if is_page else ""
    except ValueError:  # not an address at all, or half a character in it
        return ""
    return written if len(written) <= _LONGEST else ""
