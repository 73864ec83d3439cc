"""The database of the settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from esor_bot.desk.tally import Tally
    from esor_bot.ports import Store

_SQLITE = "sqlite:///"


@contextmanager
def open_own_store(patience: float) -> Iterator[Store]:
    """Give the database of the settings; nothing is opened before it is used. Raises UsageError as `open_desk` does."""
    from esor_bot.settings import load as load_settings
    from esor_bot.store import default_url, open_store

    store = open_store(load_settings().database_url or default_url(), patience=patience)
    try:
        yield store
    finally:
        store.close()


def database_there() -> bool:
    """Say whether there is a database to look at, without loading what reads it; a server is taken to be there."""
    from platformdirs import user_data_path

    from esor_bot.settings import load as load_settings

    url = load_settings().database_url
    if url and not url.startswith(_SQLITE):
        return True
    file = Path(url.removeprefix(_SQLITE).partition("?")[0]) if url else user_data_path("esor-bot", False) / "desk.db"
    return file.expanduser().exists()


def cannot_be_made() -> str:
    """Say why the database's file can't be made where it is to be, "" where it can. Nothing is made."""
    from platformdirs import user_data_path

    from esor_bot.settings import load as load_settings

    url = load_settings().database_url
    if not url:
        there = (folder for folder in (user_data_path("esor-bot", False), *user_data_path().parents) if folder.exists())
        folder = next(there, Path("/"))
    else:
        folder = Path(url.removeprefix(_SQLITE).partition("?")[0]).expanduser().absolute().parent
        if not folder.is_dir():
            return f"there is no folder {folder}"
    return "" if os.access(folder, os.W_OK | os.X_OK) else f"this user can't write to {folder}"


@contextmanager
def open_tally(patience: float) -> Iterator[Tally]:
    """Give what counts questions, on the database of the settings. Raises as `open_desk`."""
    from esor_bot.desk.tally import Tally

    with open_own_store(patience) as store:
        yield Tally(store)


def counts() -> bool:
    """Say whether questions are counted. Raises UsageError where the settings make no sense."""
    from esor_bot.settings import load as load_settings

    return load_settings().tally
