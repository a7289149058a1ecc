"""Everything out again, and the database's schema."""

import csv
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from msgspec import structs

from scheduler.borders import on_screen
from scheduler.cli.desk import desk
from scheduler.cli.one import fact_dict
from scheduler.cli.providers import provider_dict
from scheduler.cli.submitted import submitted_rows
from scheduler.followups import FollowUp
from scheduler.mistakes import Refusal
from scheduler.private import Private
from scheduler.store import facts as fact_store
from scheduler.store import followups, invitations, people


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
            "clients": [structs.asdict(c) for c in people.clients(tx).values()],
            "providers": [provider_dict(p) for p in people.providers(tx).values()],
            "facts": [fact_dict(f) for f in fact_store.all_current(tx)],
            "follow_ups": [_follow_up(f) for f in followups.all_of(tx)],
            "submissions": submitted_rows(tx),
            "invitations": [asdict(i) for i in invitations.all_of(tx)],
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
