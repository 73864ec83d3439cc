"""`esor-bot doctor`, and the commands that adapters offer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from esor_bot.bootstrap import now
from esor_bot.domain.case import Place
from esor_bot.ports import Draft, Outgoing
from esor_bot.store import open_store
from tests.cli.served import ROOT, surroundings


def run(folder: Path, *arguments: str, entry: str | None = None, **given: str) -> tuple[int, str]:
    """Run the program, and return its exit status and what it printed."""
    environment = surroundings(folder, **given) if entry is None else surroundings(folder, entry, **given)
    environment["PYTHONPATH"] += f":{ROOT / 'adapters'}"
    done = subprocess.run(
        [sys.executable, "-m", "esor_bot", *arguments], env=environment, capture_output=True, timeout=60
    )
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def test_all_is_well(tmp_path: Path, moon: Path) -> None:
    """Where nothing is wrong the page says so, and nothing was made."""
    status, page = run(tmp_path, "doctor", "--knowledge", str(moon), ESOR_BOT_TIN_CAN_PORT="1")

    assert status == 0, page
    for line in ("✓ Program", "✓ Settings", "Fellowship on the Moon", "✓ Database", "✓ string"):
        assert line in page
    assert "Nothing has to be mended." in page
    assert not (tmp_path / "desk.db").exists()


def test_everything_that_is_wrong(tmp_path: Path, moon: Path) -> None:
    """What is wrong with knowledge, database and platform is all on the page, each with what to do."""
    (moon / "programmes" / "moon.yaml").write_text("id: moon\n", encoding="utf-8")
    (tmp_path / "desk.db").write_text("no database", encoding="utf-8")

    status, page = run(
        tmp_path,
        "doctor",
        "--knowledge",
        str(moon),
        ESOR_BOT_TIN_CAN_PORT="1",
        ESOR_BOT_TIN_CAN_MOOD="torn",
    )

    assert status == 1
    for line in ("✗ Knowledge", "esor-bot kb check", "✗ Database", "✗ string", "Tie a new one.", "3 things have"):
        assert line in page
    assert "Traceback" not in page


def test_settings_that_make_no_sense(tmp_path: Path, moon: Path) -> None:
    """Settings that make no sense are named, and the rest is looked at all the same."""
    status, page = run(tmp_path, "doctor", "--knowledge", str(moon), ESOR_BOT_OFFICE_ZONE="Mars")

    assert status == 1
    assert "ESOR_BOT_OFFICE_ZONE has to be a time zone" in page
    assert "✓ Knowledge" in page


def test_a_secret_is_not_printed(tmp_path: Path, moon: Path) -> None:
    """An address with a password that leads nowhere is told without the password."""
    url = "postgresql://me:s3cret@127.0.0.1:1/desk"

    status, page = run(tmp_path, "doctor", "--knowledge", str(moon), ESOR_BOT_DATABASE_URL=url)

    assert status == 1
    assert "unreachable" in page
    assert "s3cret" not in page


@pytest.mark.parametrize("installed", [True, False])
@pytest.mark.parametrize(
    ("platform", "arguments", "told"),
    [("slack", ("manifest",), "bot_user:"), ("discord", ("invite", "--app", "123456789"), "client_id=123456789")],
)
def test_an_adapter_offers_a_command(
    tmp_path: Path, platform: str, arguments: tuple[str, ...], told: str, installed: bool
) -> None:
    """What sets a platform's app up is there where the adapter is, and else no command like any other."""
    entry = f"[esor_bot.commands]\n{platform} = esor_bot_{platform}.command:{platform}\n" if installed else ""

    status, said = run(tmp_path, platform, *arguments, entry=entry)

    assert status == (0 if installed else 2)
    assert (told in said) is installed
    assert "Traceback" not in said


def test_numbers_are_told_as_people_do(tmp_path: Path, moon: Path) -> None:
    """One case is one case, and what waits for somebody at a terminal is no message that waits to go out."""
    for number, told in ((1, "1 case\n"), (2, "2 cases\n")):
        with open_store(f"sqlite:///{tmp_path / 'desk.db'}").begin() as tx:
            tx.open(Draft("moon", "Which helmet?", "terminal:anna", Place("terminal", "anna"), now()))
            tx.send(Outgoing(str(number), Place("terminal", "anna"), "{}", at=now()))

        _status, page = run(tmp_path, "doctor", "--knowledge", str(moon), ESOR_BOT_TIN_CAN_PORT="1")

        assert f"can be read and written, {told}" in page
        assert "Outbox" not in page
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}").begin() as tx:
        tx.send(Outgoing("3", Place("slack", "C1"), "{}", at=now()))
    _status, page = run(tmp_path, "doctor", "--knowledge", str(moon), ESOR_BOT_TIN_CAN_PORT="1")
    assert "1 message waits to go out" in page


@pytest.mark.parametrize("given", ["/nowhere/bot.env", "bot.env"])
def test_the_page_is_there_whatever_is_wrong_with_the_settings(tmp_path: Path, given: str) -> None:
    """A file of settings that is not there, or makes no sense, is a line of the page, with all others."""
    (tmp_path / "bot.env").write_text("ESOR_BOT_OFFICE_ZONE=Mars\n", encoding="utf-8")

    status, page = run(tmp_path, "doctor", ESOR_BOT_ENV_FILE=str(tmp_path / given))

    assert status == 1
    assert "✗ Settings" in page
    assert "✓ Knowledge" in page
    assert "1 thing has" in page


def test_the_file_of_settings_is_named(tmp_path: Path, moon: Path) -> None:
    """The page says which file of settings was read, and warns where everybody can read it."""
    file = tmp_path / "bot.env"
    file.write_text("ESOR_BOT_TIN_CAN_PORT=1\n", encoding="utf-8")
    seen = []
    for mode in (0o600, 0o644):
        file.chmod(mode)
        _status, page = run(tmp_path, "doctor", "--knowledge", str(moon), ESOR_BOT_ENV_FILE=str(file))
        seen.append(next(line for line in page.splitlines() if "Settings" in line))

    assert seen[0].startswith("✓")
    assert str(file) in seen[0]
    assert seen[1].startswith("?")
    assert "everybody" in seen[1]


def test_without_a_platform(tmp_path: Path, moon: Path) -> None:
    """Where no platform is set up the page says so, since nothing can be served then."""
    _status, page = run(tmp_path, "doctor", "--knowledge", str(moon))

    assert "? Platforms           none is set up, and `serve` needs one" in page
    assert "ESOR_BOT_TIN_CAN_TOKEN" in page


def test_a_database_that_can_not_be_made(tmp_path: Path, moon: Path) -> None:
    """A database whose folder is not there is found before it is needed."""
    url = f"sqlite:///{tmp_path / 'nowhere' / 'desk.db'}"

    status, page = run(tmp_path, "doctor", "--knowledge", str(moon), ESOR_BOT_DATABASE_URL=url)

    assert (status, "✗ Database" in page) == (1, True)
    assert "there is no folder" in page
