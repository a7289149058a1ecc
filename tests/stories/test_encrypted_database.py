"""An encrypted database: nothing can be read without its key, and everything works with it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.stories.conftest import Cli

pytest.importorskip("sqlcipher3", reason="the extra `encryption` is not installed")

KEY = "correct horse battery staple's"


@pytest.fixture
def locked(cli: Cli) -> Cli:
    (cli.folder / "rapport.db").unlink()
    key = cli.folder / "database-key"
    key.write_text(KEY)
    key.chmod(0o600)
    cli.configure('# key_file = "database-key"', 'key_file = "database-key"')
    create = Path(cli.folder / "rapport.db")
    create.touch(0o600)
    cli.ok("database", "upgrade")
    cli.client("Zyxwina Quorvendal")
    return cli


def test_nothing_can_be_read_without_the_key(locked: Cli) -> None:
    assert b"Quorvendal" not in b"".join(f.read_bytes() for f in locked.folder.glob("rapport.db*"))
    with closing(sqlite3.connect(locked.folder / "rapport.db")) as database, pytest.raises(sqlite3.DatabaseError):
        database.execute("SELECT * FROM clients")
    assert "Quorvendal" in locked.ok("client", "list").out


def test_another_key_is_told_in_words(locked: Cli) -> None:
    (locked.folder / "database-key").write_text("quite another key, as long")
    said = locked("client", "list")
    assert said.status == 1 and "its key is another" in said.err
    (locked.folder / "database-key").unlink()
    said = locked("client", "list")
    assert said.status == 2 and "database.key_file: cannot read" in said.err
    assert "Quorvendal" not in said.err


def test_it_is_backed_up_and_restored_encrypted(locked: Cli) -> None:
    backup = locked.folder / "copy.backup"
    locked.ok("backup", str(backup))
    assert b"Quorvendal" not in backup.read_bytes()
    locked.client("Ana Ruiz")
    locked.ok("restore", str(backup), "--yes")
    listed = locked.ok("client", "list").out
    assert "Quorvendal" in listed and "Ruiz" not in listed


def test_an_erasure_rewrites_it(locked: Cli) -> None:
    code = locked.json("client", "list")[0]["code"]
    locked.fact("discharge", code)
    locked.ok("client", "erase", code, "--yes")
    assert locked.json("client", "list") == []
