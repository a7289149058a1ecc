"""A backup of PostgreSQL can be trusted as one of SQLite: proved, sealed, tried out, restored whole or not at all."""

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import postgres
from tests.stories.conftest import Cli, Daemon
from tests.stories.test_daemon import _wait_for_round

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def key(cli: Cli) -> str:
    """A file with a passphrase."""
    file = cli.folder / "key"
    file.write_text(f"{PASSPHRASE}\n")
    return str(file)


def _asked(url: str, statement: str) -> list[tuple[Any, ...]]:
    """What the server answers, if it is asked something."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def _schemas(url: str) -> list[str]:
    found = _asked(url, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before_restore_%' ORDER BY 1")
    return [name for (name,) in found]


def test_a_backup_restores_what_was_there_and_keeps_what_is(shared: Cli, postgres_url: str, key: str) -> None:
    ana = shared.client("Zyxwina Quorvendal")
    shared.fact("milestone", ana, "assessment")
    copy = shared.folder / "copy.backup"
    assert "proved, encrypted" in shared.ok("backup", "--key-file", key, str(copy)).out
    assert copy.stat().st_mode & 0o777 == 0o600
    assert b"Zyxwina" not in copy.read_bytes()
    assert b"PGDMP" not in copy.read_bytes()
    before = shared.upcoming()
    shared.fact("death", ana)
    assert shared.upcoming() == []
    said = shared("restore", str(copy), "--yes")
    assert (said.status, "the backup is encrypted" in said.err) == (2, True)
    said = shared.ok("restore", str(copy), "--yes", "--key-file", key)
    (kept,) = _schemas(postgres_url)
    assert f"The one before is schema {kept}" in said.out
    assert shared.upcoming() == before
    assert _asked(postgres_url, f"SELECT count(*) FROM {kept}.facts WHERE kind = 'death'") == [(1,)]
    shared.configure("host=", f"options=-csearch_path%3D{kept}&host=")
    assert shared.upcoming() == []
    shared.configure(f"options=-csearch_path%3D{kept}&host=", "host=")
    shared.fact("death", ana)
    shared.ok("backup", str(shared.folder / "later.backup"))
    shared.ok("restore", str(shared.folder / "later.backup"), "--yes")
    assert (shared.upcoming(), len(_schemas(postgres_url))) == ([], 2)


def test_a_backup_goes_into_an_empty_database_and_a_browser_stays_logged_out(
    shared: Cli, postgres_url: str, postgres_server: Any, tmp_path: Path
) -> None:
    shared.client("Ana Ruiz")
    session = "INSERT INTO sessions VALUES ('x', 'me', now(), now(), '') RETURNING practitioner"
    assert _asked(postgres_url, session) == [("me",)]
    shared.ok("backup", str(tmp_path / "copy.backup"))
    new = postgres.fresh_database(postgres_server)
    shared.configure(postgres_url, new)
    said = shared.ok("restore", str(tmp_path / "copy.backup"))
    assert "The one before" not in said.out
    assert "Ana Ruiz" in shared.ok("client", "list").out
    assert _asked(new, "TABLE sessions") == []


@pytest.mark.parametrize("damage", ["cut off", "empty", "another database's", "of SQLite"])
def test_a_damaged_backup_is_refused_and_the_database_stays(shared: Cli, postgres_url: str, damage: str) -> None:
    ana = shared.client("Ana Ruiz")
    copy = shared.folder / "copy.backup"
    shared.ok("backup", str(copy))
    content = copy.read_bytes()
    match damage:
        case "cut off":
            copy.write_bytes(content[: len(content) // 2])
        case "empty":
            copy.write_bytes(b"")
        case "another database's":
            copy.write_bytes(content.replace(b"facts", b"farts"))
        case _:
            copy.write_bytes(b"SQLite format 3\0" + bytes(4096))
    shared.fact("death", ana)
    said = shared("restore", str(copy), "--yes")
    assert said.status in (1, 2)
    assert "backup of Rapport" in said.err or "whole Rapport database" in said.err or "pg_restore" in said.err
    assert shared.upcoming() == []
    assert _schemas(postgres_url) == []
    assert shared("restore", "--trial", str(copy)).status in (1, 2)


def test_a_restore_that_fails_in_the_middle_changes_nothing(shared: Cli, postgres_url: str) -> None:
    ana = shared.client("Ana Ruiz")
    copy = shared.folder / "copy.backup"
    shared.ok("backup", str(copy))
    shared.fact("death", ana)
    _asked(postgres_url, "DROP INDEX ix_papers_client; CREATE SEQUENCE ix_papers_client")
    said = shared("restore", str(copy), "--yes")
    assert (said.status, "42P07, DuplicateTable" in said.err) == (1, True)
    assert shared.upcoming() == []
    assert _schemas(postgres_url) == []


def test_a_trial_proves_the_last_backup_and_leaves_nothing_behind(shared: Cli, postgres_url: str, key: str) -> None:
    shared.client("Ana Ruiz")
    folder = shared.folder / "kept"
    for hour in range(3):
        shared.ok("backup", "--keep", "2", "--key-file", key, str(folder), now=f"2026-11-24T1{hour}:00")
    assert len(list(folder.iterdir())) == 2
    facts = _asked(postgres_url, "SELECT count(*) FROM facts")[0][0]
    said = shared.ok("restore", "--trial", "--key-file", key, str(folder))
    assert f"can be restored: it is whole and holds {facts} facts" in said.out
    assert _asked(postgres_url, "SELECT datname FROM pg_database WHERE datname LIKE '%trial%'") == []
    assert _schemas(postgres_url) == []


def test_the_owner_of_a_database_restores_and_a_trial_says_what_it_needs(
    shared: Cli, postgres_url: str, postgres_server: Any
) -> None:
    new = postgres.fresh_database(postgres_server)
    name = new.partition("?")[0].rpartition("/")[2]
    role = f"r{name}"
    _asked(postgres_url, f"CREATE ROLE {role} LOGIN; ALTER DATABASE {name} OWNER TO {role}")
    shared.configure(postgres_url, new.replace("postgres:@", f"{role}:@"))
    shared.ok("init")
    shared.client("Ana Ruiz")
    shared.ok("backup", str(shared.folder / "copy.backup"))
    assert "The one before is schema" in shared.ok("restore", "--yes", str(shared.folder / "copy.backup")).out
    said = shared("restore", "--trial", str(shared.folder / "copy.backup"))
    assert (said.status, "ALTER ROLE name CREATEDB" in said.err) == (1, True)


def test_a_daemon_that_runs_is_not_restored_under(shared: Cli, daemons: Callable[..., Daemon]) -> None:
    copy = str(shared.folder / "copy.backup")
    daemon = daemons("2026-11-24T09:00")
    _wait_for_round(daemon)
    assert "proved" in shared.ok("backup", copy).out
    said = shared("restore", copy, "--yes")
    assert (said.status, f"/{daemon.process.pid}) is running; stop it first" in said.err) == (1, True)
    assert daemon.stop() == 0
    shared.ok("restore", copy, "--yes")


def test_programs_that_are_missing_or_too_old_are_told_with_the_remedy(shared: Cli, postgres_server: Any) -> None:
    tools, empty = postgres.programs(postgres_server), shared.folder / "empty"
    empty.mkdir()
    shared.configure(str(tools), str(empty))
    copy = shared.folder / "copy.backup"
    said = shared("backup", str(copy))
    assert (said.status, f"psql is not in {empty}; install PostgreSQL's client programs" in said.err) == (2, True)
    assert "programs for backups: psql is not in" in shared("doctor").out
    shared.configure(str(empty), str(postgres.older_programs(postgres_server)))
    said = shared("backup", str(copy))
    assert (said.status, "not of the server's version (server version: 18" in said.err) == (2, True)
    assert "programs for backups: pg_dump is not of" in shared("doctor").out
    shared.configure(str(postgres.older_programs(postgres_server)), str(tools))
    assert "ok    programs for backups" in shared("doctor").out
    shared.configure(f'tools = "{tools}"', 'tools = "nowhere"')
    said = shared("backup", str(copy))
    assert (said.status, "config.toml, database.tools: there is no folder" in said.err) == (2, True)
    assert not copy.exists()


def test_arguments_of_programs_hold_no_password_and_no_data(
    shared: Cli, postgres_url: str, postgres_server: Any
) -> None:
    tools, spies = postgres.programs(postgres_server), shared.folder / "spies"
    spies.mkdir()
    for name in ("pg_dump", "pg_restore", "psql"):
        spy = spies / name
        spy.write_text(
            f'#!/bin/sh\necho "$0 $@" >> {spies}/arguments\necho "$PGPASSWORD" >> {spies}/passwords\n'
            f'env | grep "^RAPPORT" >> {spies}/passwords\nexec {tools / name} "$@"\n'
        )
        spy.chmod(spy.stat().st_mode | stat.S_IXUSR)
    shared.configure(f'tools = "{tools}"', f'tools = "{spies}"')
    shared.configure("postgres:@", "postgres:s3same-w0rd@")
    shared.client("Zyxwina Quorvendal")
    copy = str(shared.folder / "copy.backup")
    shared.ok("backup", copy)
    shared.ok("restore", "--trial", copy)
    shared.ok("restore", "--yes", copy)
    arguments = (spies / "arguments").read_text()
    assert len(arguments.splitlines()) >= 6
    assert set((spies / "passwords").read_text().split()) == {"s3same-w0rd"}
    for word in ("s3same", "Zyxwina", "postgresql://", postgres_url.rpartition("host=")[2]):
        assert word not in arguments
