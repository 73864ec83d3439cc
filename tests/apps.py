"""The app on real knowledge, as fixtures for the whole run: training an index takes long, so it is done once."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from esor_bot.answering.assistant import Assistant
from esor_bot.bootstrap import build_assistant
from esor_bot.knowledge.locate import shipped

FICTIONAL = Path(__file__).parent / "knowledge" / "fictional"
CODE = Path(__file__).parents[1] / "esor_bot" / "answering"


@pytest.fixture(scope="session")
def index_cache(request: pytest.FixtureRequest) -> Path:
    """A cache folder for trained indexes, kept from run to run until the code that trains them changes."""
    code = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(CODE.glob("*.py")))).hexdigest()
    indexes = request.config.cache.mkdir("esor-bot-indexes")
    for old in indexes.glob("*"):
        if old.name != code:
            shutil.rmtree(old)
    return indexes / code


def _built(knowledge: Path | None, cache: Path) -> Assistant:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        return build_assistant(knowledge)


@pytest.fixture(scope="session")
def shipped_app(index_cache: Path) -> Assistant:
    """The app on the shipped knowledge."""
    return _built(None, index_cache)


@pytest.fixture(scope="session")
def fictional_app(index_cache: Path) -> Assistant:
    """The app on the made-up programme."""
    return _built(FICTIONAL, index_cache)


@pytest.fixture(scope="session")
def both_app(index_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The app on a folder that holds the shipped programmes and the made-up one, and nothing else of its own."""
    folder = tmp_path_factory.mktemp("both")
    (folder / "manifest.yaml").write_text("schema: 1\n", encoding="utf-8")
    for knowledge in (shipped(), FICTIONAL):
        shutil.copytree(knowledge / "programmes", folder / "programmes", dirs_exist_ok=True)
    return _built(folder, index_cache)
