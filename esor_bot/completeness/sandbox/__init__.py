"""A pool of warm worker processes that run one function on bytes nobody trusts.

The parent's side is `pool`, `keeper` and `worker`; the worker's side is `child` and what it imports. The names
below are looked up only when they are used, so that a worker starts without loading the parent's side.
"""

from __future__ import annotations

import importlib

TYPE_CHECKING = False  # what typing's constant is; importing typing would cost every start of a worker some ms
if TYPE_CHECKING:
    from esor_bot.completeness.sandbox.limits import Answer, Limits
    from esor_bot.completeness.sandbox.pool import Sandbox, protection

__all__ = ["Answer", "Limits", "Sandbox", "protection"]

_HOMES = {"Answer": "limits", "Limits": "limits", "Sandbox": "pool", "protection": "pool"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
