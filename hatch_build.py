"""Build hook: trains the index of the shipped knowledge, so that the installed program starts at once.

Without it everything works as well; the first start then trains the index and keeps it in the user's cache.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface[Any]):
    """Leaves the trained index in esor_bot/_compiled before the files are gathered."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Train the index, or take the one that fits."""
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from esor_bot.answering.base import keep_beside_code
            from esor_bot.knowledge.load import load

            keep_beside_code(load(root / "knowledge"))
        finally:
            sys.path.remove(str(root))
