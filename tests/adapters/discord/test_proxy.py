"""By which proxy Discord is called: asked of the environment once, not before every call."""

from __future__ import annotations

import pytest

from esor_bot_discord.run import proxy_of

_API = "https://discord.com/api/v10"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that names no proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


def test_no_proxy_is_used_where_none_is_named() -> None:
    """Where the environment says nothing Discord is called directly."""
    assert proxy_of(_API) is None


def test_the_proxy_of_the_environment_is_used(environment: pytest.MonkeyPatch) -> None:
    """What the environment names for such addresses is gone through, and for no others."""
    environment.setenv("HTTPS_PROXY", "http://proxy.example:3128")

    assert proxy_of(_API) == "http://proxy.example:3128"
    assert proxy_of("http://127.0.0.1:1/api/v10") is None


def test_what_is_to_be_reached_directly_is(environment: pytest.MonkeyPatch) -> None:
    """A host that the environment excepts is called directly."""
    environment.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    environment.setenv("NO_PROXY", "discord.com")

    assert proxy_of(_API) is None
