"""Setting up: init, export, database."""

import csv
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import click

from scheduler.borders import on_screen
from scheduler.cli.desk import Desk, desk
from scheduler.cli.one import fact_dict
from scheduler.cli.providers import provider_dict
from scheduler.cli.submitted import submitted_rows
from scheduler.followups import FollowUp
from scheduler.mistakes import Refusal
from scheduler.private import Private
from scheduler.replanning import replan_everything
from scheduler.store import facts as fact_store
from scheduler.store import followups, invitations, people
from scheduler.store.engine import connect, schema_revision, sqlite_file


@click.command("init")
@click.option("--yes", is_flag=True, help="Ask nothing; take the usual answers.")
@click.option("--sample", is_flag=True, help="With the bundled sample practice, to look around.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the database and written letters go, if not beside config.toml.",
)
@click.pass_context
def init_command(ctx: click.Context, yes: bool, sample: bool, data: Path | None) -> None:
    """Make a configuration and a database in this folder; nothing that is there is overwritten.

    \b
    Examples:
      rapport init
      rapport --config /etc/rapport/config.toml init --yes --data /var/lib/rapport
    """
    at = desk(ctx)
    path = at.path
    if path.exists():
        _only_the_database(at)
        return
    text = files("scheduler.defaults").joinpath("config.toml").read_text("utf-8")
    answers = _sample_answers() if sample else _usual_answers() if yes or not sys.stdin.isatty() else _asked()
    text = _filled(text, answers)
    database = path.parent / "rapport.db"
    if data:
        database = data.absolute() / "rapport.db"
        text = text.replace("sqlite:///rapport.db", f"sqlite:///{database}")
        text = text.replace('folder = "outbox"', f"folder = {json.dumps(str(database.with_name('outbox')))}")
    more = path.parent / "rules" / "more.toml"
    for file in (database, more):
        if file.exists():
            raise Refusal(f"{file} is there already; nothing was changed")
    _write_new(path, text)
    _write_new(more, files("scheduler.defaults.rules").joinpath("more.toml").read_text("utf-8"))
    try:
        _make_database(at, sample)
    except BaseException:
        for file in (path, more, database, *(database.with_name(f"rapport.db-{end}") for end in ("wal", "shm"))):
            file.unlink(missing_ok=True)
        raise
    click.echo(f"Made {path}, {more} and {database}.")
    if not sample:
        zone = answers["zone"]
        click.echo(f"Time zone {zone}: change practice.zone in {path} if it is another.")
        click.echo("Next: rapport provider add, rapport client add, or rapport import --template; then rapport today.")


def _only_the_database(at: Desk) -> None:
    """The configuration is there: make the database that it names, if that is missing."""
    file = sqlite_file(at.settings.database_url)
    if _is_made(at, file):
        raise Refusal(f"{at.path} is there already; nothing was changed")
    _make_database(at, sample=False)
    click.echo(f"Made {file or 'the tables'}, as {at.path} names it.")


def _is_made(at: Desk, file: Path | None) -> bool:
    if file is not None:
        return file.exists()
    store = connect(at.settings.database_url)
    try:
        return schema_revision(store) is not None
    finally:
        store.close()


def _make_database(at: Desk, sample: bool) -> None:
    from scheduler.store.upgrading import upgrade

    store = connect(at.settings.database_url, create=True)
    try:
        upgrade(store)
        with store.write() as tx:
            if sample:
                from scheduler.sampling import store_sample

                store_sample(tx, at.today, at.now)
            replan_everything(tx, at.house, at.now)
    finally:
        store.close()


def _write_new(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise Refusal(f"cannot write {path}: {error.strerror}", 1) from None


def _usual_answers() -> dict[str, str]:
    return {"name": "My practice", "zone": _machine_zone(), "code": "me", "person": "Practitioner", "email": ""}


def _machine_zone() -> str:
    from tzlocal import get_localzone_name

    name = get_localzone_name()
    usable = name in available_timezones() and name not in ("UTC", "Etc/UTC", "GMT", "Etc/GMT")
    return name if usable else "America/New_York"


def _asked() -> dict[str, str]:
    click.echo("A few questions; every answer can be changed in config.toml later.")
    name = click.prompt("Name of the practice", default="My practice")
    zone = click.prompt("Time zone", default=_machine_zone())
    while zone not in available_timezones():
        click.echo("That is not an IANA time zone; write for example America/Chicago.")
        zone = click.prompt("Time zone", default=_machine_zone())
    person = click.prompt("Your name")
    code = re.sub(r"[^a-z]", "", person.split()[0].lower()) or "me"
    email = click.prompt("Your e-mail address, for the morning e-mail (empty: none)", default="", show_default=False)
    return {"name": name, "zone": zone, "code": code, "person": person, "email": email}


def _sample_answers() -> dict[str, str]:
    return {"name": "Northside Medical Exercise", "zone": "America/New_York", "sample": "yes"}


def _filled(text: str, answers: Mapping[str, str]) -> str:
    """The shipped configuration with the answers in it."""
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in answers.items()}
    text = text.replace('"My practice"', quoted["name"]).replace('"America/New_York"', quoted["zone"], 1)
    if "sample" in answers:
        from scheduler.sampling import sample

        for key, value in sample()["practice"].items():
            text = re.sub(rf'(?m)^{key}( *)= ""', rf"{key}\1= {json.dumps(value)}", text, count=1)
        start, end = text.index("[[practitioner]]"), text.index("[database]")
        tables = [
            "[[practitioner]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in row.items())
            for row in sample()["practitioners"]
        ]
        switched = ", ".join(map(json.dumps, sample()["switch_on"]))
        head = text[:start].replace("switch_on  = []", f"switch_on  = [{switched}]")
        return head + "\n".join(tables) + "\n" + text[end:]
    start, end = text.index("[[practitioner]]"), text.index("[database]")
    block = text[start:end]
    block = block.replace('"me" ', f"{quoted['code']} ").replace('"Practitioner"', quoted["person"])
    block = block.replace('email   = ""', f"email   = {quoted['email']}")
    return text[:start] + block + text[end:]


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
