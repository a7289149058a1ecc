"""Everything out again, and the database's schema."""

import csv
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from scheduler.borders import on_screen
from scheduler.cli.desk import desk
from scheduler.cli.one import fact_dict
from scheduler.cli.progress import progress
from scheduler.cli.providers import provider_dict
from scheduler.cli.submitted import submitted_rows
from scheduler.followups import FollowUp
from scheduler.mistakes import Refusal
from scheduler.private import Private
from scheduler.store import facts as fact_store
from scheduler.store import followups, invitations, people
from scheduler.store.cipher import opening
from scheduler.store.engine import REVISION, connect, schema_revision, sqlite_file


@click.command("export")
@click.option(
    "--to",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write into.",
)
@click.pass_context
def export_command(ctx: click.Context, folder: Path) -> None:
    """Everything, as CSV and JSON, into a folder that does not exist yet.

    Cells that a spreadsheet would run as formulas are defused with a leading apostrophe.
    """
    at = desk(ctx)
    if folder.exists() and any(folder.iterdir()):
        raise Refusal(f"{folder} is not empty; name a folder that does not exist yet")
    with at.read() as tx:
        tables: dict[str, list[dict[str, Any]]] = {
            "clients": [_flat(c) for c in people.clients(tx).values()],
            "providers": [provider_dict(p) for p in people.providers(tx).values()],
            "facts": [fact_dict(f) for f in fact_store.all_current(tx)],
            "follow_ups": [_follow_up(f) for f in followups.all_of(tx)],
            "submissions": submitted_rows(tx),
            "invitations": [_flat(i) for i in invitations.all_of(tx)],
        }
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name, rows in tables.items():
            _write_csv(folder / f"{name}.csv", rows)
            _write_json(folder / f"{name}.json", rows)
        shutil.copyfile(at.path, folder / "config.toml")
    except OSError as error:
        raise Refusal(f"cannot write to {folder}: {error.strerror}", 1) from None
    counts = ", ".join(f"{len(rows)} {name.replace('_', '-')}" for name, rows in tables.items())
    click.echo(f"Exported {counts} to {folder}. It holds personal data: keep it as you keep the database.")


def _flat(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _follow_up(follow_up: FollowUp) -> dict[str, Any]:
    planned = follow_up.planned
    return {
        "id": follow_up.id,
        "key": str(planned.key),
        "kind": planned.kind.value,
        "state": follow_up.state.value,
        "due": planned.due,
        "pinned": follow_up.pinned,
        "priority": int(planned.priority),
        "client": planned.client,
        "provider": planned.provider or None,
        "practitioner": planned.practitioner,
        "rule": planned.key.rule,
        "reason": planned.reason,
        "blocked_by": planned.blocked_by,
        "outcome": follow_up.outcome,
        "note": follow_up.note,
        "closed_at": follow_up.closed_at,
        "story": list(follow_up.story),
    }


def _private(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8", newline="")


def _write_csv(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    rows = list(rows)
    with _private(path) as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]) if rows else [])
        writer.writeheader()
        writer.writerows({key: defused(_cell(value)) for key, value in row.items()} for row in rows)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Private):
        return _cell(on_screen(value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def defused(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection); numbers stay numbers."""
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not re.fullmatch(r"[+-]?[\d.]+", text):
        return f"'{text}"
    return text


def _write_json(path: Path, rows: list[dict[str, Any]]) -> None:
    with _private(path) as file:
        json.dump(rows, file, default=_cell, ensure_ascii=False, indent=1)


@click.group("database", context_settings={"help_option_names": ["-h", "--help"]})
def database_command() -> None:
    """The database: upgrade its schema."""


@database_command.command("upgrade")
@click.pass_context
def upgrade_command(ctx: click.Context) -> None:
    """Bring the database to the schema of this version; a copy of an SQLite file is kept beside it."""
    at = desk(ctx)
    store = connect(at.settings.database_url)
    try:
        found = schema_revision(store)
        if found == REVISION:
            click.echo(f"The database is up to date (schema {REVISION}).")
            return
        if found is not None and found > REVISION:
            raise Refusal(f"the database is of schema {found}, from a newer version than this one ({REVISION})")
        kept = _copy_beside(at.settings.database_url, found) if found else None
        from scheduler.store.upgrading import upgrade

        with progress("Upgrading the database"):
            upgrade(store)
    finally:
        store.close()
    click.echo(f"Upgraded from schema {found or 'none'} to {REVISION}." + (f" The old one: {kept}" if kept else ""))


def _copy_beside(url: str, found: str) -> Path | None:
    file = sqlite_file(url)
    if file is None:
        return None
    copy = file.with_name(f"{file.name}.schema-{found}")
    open_ = opening(url)
    os.close(os.open(copy, os.O_CREAT | os.O_WRONLY, 0o600))
    with open_(file) as source, open_(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    return copy
