"""The database's own commands: bringing its schema up to date."""

import os
from pathlib import Path

import click

from scheduler.backing import back_up, database_at
from scheduler.cli.backing import KEY, passphrase_of
from scheduler.cli.desk import Desk, desk
from scheduler.cli.progress import progress
from scheduler.mistakes import Refusal
from scheduler.store.engine import Store, connect, schema_revision, sqlite_file
from scheduler.store.schema import REVISION


@click.group("database", context_settings={"help_option_names": ["-h", "--help"]})
def database_command() -> None:
    """The database: upgrade its schema."""


@database_command.command("upgrade")
@KEY
@click.option("--no-copy", is_flag=True, help="Keep no copy of the old one: there is a backup already.")
@click.pass_context
def upgrade_command(ctx: click.Context, key_file: Path | None, no_copy: bool) -> None:
    """Bring the database to the schema of this version; a copy of the old one is kept.

    It lies beside an SQLite file; of PostgreSQL it is a backup beside config.toml.
    """
    at = desk(ctx)
    store = connect(at.settings.database_url)
    try:
        with store.upgrading():
            click.echo(_upgraded(at, store, key_file, no_copy))
    finally:
        store.close()


def _upgraded(at: Desk, store: Store, key_file: Path | None, no_copy: bool) -> str:
    found = schema_revision(store)
    if found == REVISION:
        return f"The database is up to date (schema {REVISION})."
    if found is not None and found > REVISION:
        raise Refusal(f"the database is of schema {found}, from a newer version than this one ({REVISION})")
    kept = _keep_a_copy(at, store, found, key_file) if found and not no_copy else None
    from scheduler.store.upgrading import upgrade

    with progress("Upgrading the database"):
        upgrade(store)
    return f"Upgraded from schema {found or 'none'} to {REVISION}." + (f" The old one: {kept}" if kept else "")


def _keep_a_copy(at: Desk, store: Store, found: str, key_file: Path | None) -> Path | None:
    """A backup of the old schema; None where somebody else upgraded meanwhile, and keeps one."""
    file = sqlite_file(at.settings.database_url)
    place = at.settings.folder / "rapport" if file is None else file
    copy = place.with_name(f"{place.name}.schema-{found}")
    fresh = copy.with_name(f".{copy.name}-{os.getpid()}")
    back_up(database_at(at.settings.database_url, at.settings.database_tools), fresh, passphrase_of(key_file))
    if schema_revision(store) != found:
        fresh.unlink()
        return None
    return fresh.replace(copy)
