"""Backup and restore: safe while the daemon runs, proved before it counts, encrypted on request."""

import os
from pathlib import Path

import click

from scheduler.backing import back_up, database_at, dated, dated_ones, prune, restore, try_out
from scheduler.cli.desk import Desk, desk
from scheduler.cli.progress import progress
from scheduler.mistakes import Refusal
from scheduler.store import leading, meta
from scheduler.store.engine import connect, schema_revision, sqlite_file
from scheduler.store.lock import daemon_process

#: The passphrase may stand in the environment; never on the command line, where other users could read it.
VARIABLE = "RAPPORT_BACKUP_KEY"

KEY = click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"A file that holds the passphrase (or set {VARIABLE}).",
)


def passphrase_of(key_file: Path | None) -> bytes | None:
    """The passphrase from a file, or from the environment; None for a backup that is not encrypted."""
    if key_file is None:
        return os.environb.get(VARIABLE.encode()) or None
    try:
        found = key_file.read_bytes().strip()
    except OSError as error:
        raise Refusal(f"cannot read {key_file}: {error.strerror}") from None
    if len(found) < 12:
        raise Refusal(f"the passphrase in {key_file} is too short; take at least 12 characters")
    return found


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--keep", type=click.IntRange(1, 1000), metavar="N", help="FILE is a folder: add a dated backup, keep the last N."
)
@KEY
@click.pass_context
def backup_command(ctx: click.Context, file: Path, keep: int | None, key_file: Path | None) -> None:
    """A copy of the database, safe while the daemon runs; with a passphrase it is encrypted.

    \b
    Examples:
      rapport backup /var/backups/rapport.db
      rapport backup --key-file /etc/rapport/backup-key /mnt/usb/rapport.backup
      rapport backup --key-file /etc/rapport/backup-key --keep 30 /mnt/backup
    """
    at = desk(ctx)
    target = dated(file, at.now) if keep else file
    if target.exists():
        raise Refusal(f"{target} is there already; name a file that does not exist yet")
    passphrase = passphrase_of(key_file)
    with progress("Backing up"):
        size = back_up(database_at(at.settings.database_url, at.settings.database_tools), target, passphrase)
    with at.store.write() as tx:
        meta.put(tx, meta.BACKED_UP, at.now.isoformat())
    removed = prune(file, keep) if keep else []
    kind = "encrypted" if passphrase else "not encrypted: keep it as private as the database"
    older = f" Older ones removed: {len(removed)}." if removed else ""
    click.echo(f"Backed up to {target} ({size:,} bytes, proved, {kind}).{older}")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@KEY
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--trial", is_flag=True, help="Only try whether it could be restored; of a folder, the last one in it.")
@click.pass_context
def restore_command(ctx: click.Context, file: Path, key_file: Path | None, yes: bool, trial: bool) -> None:
    """Put a backup in the place of the database; the present one is kept beside it."""
    at = desk(ctx)
    database = database_at(at.settings.database_url, at.settings.database_tools)
    if trial:
        last = _last_in(file)
        with progress("Trying the backup out"):
            facts = try_out(database, last, passphrase_of(key_file))
        click.echo(f"{last} can be restored: it is whole and holds {facts:,} facts. Nothing was changed.")
        return
    if process := _daemon(at):
        raise Refusal(f"the daemon (process {process}) is running; stop it first", 1)
    if not file.is_file():
        raise Refusal(f"cannot read {file}: there is no such file")
    if database.exists and not yes and not click.confirm(f"Replace {database} with {file}?"):
        raise Refusal("nothing was changed", 1)
    with progress("Restoring"):
        kept = restore(database, file, passphrase_of(key_file))
    click.echo(f"Restored {database} from {file}." + (f" The one before is {kept}." if kept else ""))


def _daemon(at: Desk) -> str | None:
    """The daemon that runs on the database, whatever schema that is of."""
    url = at.settings.database_url
    if file := sqlite_file(url):
        process = daemon_process(file)
        return str(process) if process else None
    store = connect(url)
    try:
        if schema_revision(store) is None:
            return None
        with store.read() as tx:
            lease = leading.leader(tx, at.now)
        return lease.who if lease else None
    finally:
        store.close()


def _last_in(place: Path) -> Path:
    found = dated_ones(place) if place.is_dir() else [place]
    if not found or not found[-1].is_file():
        raise Refusal(f"there is no backup at {place}", 1)
    return found[-1]
