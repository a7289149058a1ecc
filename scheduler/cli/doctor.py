"""Doctor: what is wrong with this installation, each with its remedy; and a page about it for whoever helps."""

import json
import os
import stat
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.client import HTTPException
from pathlib import Path

import click

from calendars import zonedata
from scheduler import outside, wiring
from scheduler.backing import database_at
from scheduler.cli.bundle import bundle
from scheduler.cli.desk import Desk, desk
from scheduler.cli.files import keep
from scheduler.cli.first_steps import Step, first_steps
from scheduler.cli.output import as_json, say_json
from scheduler.cli.running import TROUBLE
from scheduler.cli.trial import send_trials
from scheduler.config import Settings
from scheduler.erasing import Overdue, overdue
from scheduler.mistakes import Refusal
from scheduler.store import meta, outbox
from scheduler.store.engine import sqlite_file

#: Without these nothing else can be asked.
_NEEDED = ("configuration", "database")


@click.command("doctor")
@click.option("--network", is_flag=True, help="Also log in to the mail servers and call the public address.")
@click.option("--send-test", is_flag=True, help="First send a message on trial by each mail server.")
@click.option(
    "--bundle",
    "to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write what a helper needs into a new file: checks, numbers, versions; nobody's name, address or words.",
)
@as_json
@click.pass_context
def doctor_command(ctx: click.Context, network: bool, send_test: bool, to: Path | None, as_json: bool) -> int:
    """What is wrong with this installation, and the remedy. Exit status 1 when something is.

    What was never set up is marked TO DO, in the order of the first steps, and the last line names the next of them.
    """
    at = desk(ctx)
    refused = False
    if send_test:
        for trial in send_trials(at):
            refused |= not trial.taken
            told = f"{trial.detail}. Look whether it has arrived." if trial.taken else f"not taken: {trial.detail}"
            click.echo(f"{trial.channel}, to {trial.recipient}: {told}", err=True)
    found = [*_examined(at), *(_network(at) if network else ())]
    steps = list(first_steps(at)) if all(wrong is None for name, wrong in found if name in _NEEDED) else []
    if to:
        keep(to, json.dumps(bundle(at, [*found, *(step[:2] for step in steps)]), indent=1).encode())
        click.echo(f"Wrote {to}. Read it before you send it.")
    unhappy = refused or any(wrong for _, wrong in [*found, *(step[:2] for step in steps)])
    if as_json:
        say_json(
            [{"check": name, "wrong": wrong, "to_do": False} for name, wrong in found]
            + [{"check": name, "wrong": wrong, "to_do": bool(wrong and not once)} for name, wrong, once in steps]
        )
        return 1 if unhappy else 0
    for name, wrong in found:
        click.echo(f"{'ok   ' if wrong is None else 'WRONG'} {name}" + (f": {wrong}" if wrong else ""))
    if steps:
        _say_steps(steps)
    return 1 if unhappy else 0


def _say_steps(steps: list[Step]) -> None:
    """What was set up once, and what is still to be done, the next of it last."""
    click.echo("First steps")
    for name, wrong, once in steps:
        mark = "ok   " if wrong is None else "WRONG" if once else "TO DO"
        click.echo(f"{mark} {name}" + (f": {wrong}" if wrong else ""))
    todo = [f"{name}: {wrong}" for name, wrong, once in steps if wrong and not once]
    click.echo(f"Next: {todo[0]}" if todo else "The first steps are done.")


def _network(at: Desk) -> Iterator[tuple[str, str | None]]:
    """What can only be known by asking others."""
    for name, channel in wiring.channels(at.settings).items():
        if check := getattr(channel, "check", None):
            yield f"login to the mail server of {name}", check() or None
    if at.settings.public_url.startswith("https://"):
        yield "public_url", _reached(f"{at.settings.public_url}/healthz")


def _reached(address: str) -> str | None:
    """A feed is as far away as the health check beside it; what it answers does not matter here."""
    try:
        with urllib.request.urlopen(address, timeout=10):
            return None
    except urllib.error.HTTPError as error:
        return None if error.code == 503 else f"{address} answers {error.code}; look at the web server in front"
    except (OSError, HTTPException, ValueError) as error:
        return f"{address} cannot be reached ({type(error).__name__}); look at name, certificate and firewall"


def _clock(last: datetime | None, now: datetime) -> str | None:
    """Whether the machine's clock can be believed; reminders and leases hang from it."""
    if last and last > now + timedelta(minutes=5):
        return f"it stands before the last round ({last:%Y-%m-%d %H:%M} UTC); set it, and keep it by a time server"
    try:
        asked = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
        said = subprocess.run(asked, capture_output=True, text=True, timeout=5, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return None
    return "it is not kept by a time server: timedatectl set-ntp true" if said == "no" else None


def _examined(at: Desk) -> Iterator[tuple[str, str | None]]:
    """Each check with what is wrong, and what to do about it."""
    try:
        settings = at.settings
    except Refusal as refusal:
        yield "configuration", refusal.message
        return
    yield "configuration", None
    try:
        with at.read() as tx:
            meta.get(tx, meta.ROUND_DONE)
        yield "database", None
    except Refusal as refusal:
        yield "database", refusal.message
        return
    database = sqlite_file(settings.database_url)
    if database is not None:
        yield "the database is private", _too_open(database)
        yield "its folder and the configuration are private", _too_open_around(settings, database)
        folder_ok = os.access(database.parent, os.W_OK)
        yield (
            "the database's folder can be written",
            None if folder_ok else f"give this user write access to {database.parent}",
        )
    else:
        yield "programs for backups", _backup_programs(settings)
    with at.read() as tx:
        elsewhere = outside.wrong(tx)
    yield "calendars and mailboxes elsewhere", "; ".join(elsewhere) or None
    with at.read() as tx:
        troubles = outbox.troubles(tx, at.now - timedelta(days=7))
    told = "; ".join(f"by {channel}, {TROUBLE[state]}: {detail}" for state, channel, detail in troubles)
    yield "letters of the last week", told or None
    with at.read() as tx:
        last = meta.moment(tx, meta.ROUND_DONE)
    yield "clock", _clock(last, at.now)
    yield "time zone data", _zone_data(settings, at)
    with at.read() as tx:
        late = overdue(tx, at.house, settings.keep_clients, settings.keep_disclosures, at.now)
    yield "kept no longer than meant", _kept_too_long(late)


def _backup_programs(settings: Settings) -> str | None:
    try:
        database_at(settings.database_url, settings.database_tools).check()
    except Refusal as refusal:
        return refusal.message
    return None


def _zone_data(settings: Settings, at: Desk) -> str | None:
    """Two sets of rules for the practice's clocks: the machine's is used, and one of the two is out of date."""
    found = zonedata.difference(settings.practice.zone.key, at.now)
    if found is None:
        return None
    machine, package = (
        f" ({release})" if release else "" for release in (found.machine_release, found.package_release)
    )
    return (
        f"this machine's{machine} and the package's{package} differ about {found.zone} from {found.at:%Y-%m-%d} on; "
        "this machine's is used: bring its tzdata up to date, or set PYTHONTZPATH to nothing for the package's"
    )


def _kept_too_long(late: Overdue) -> str | None:
    remedies = []
    if late.clients:
        codes = ", ".join(late.clients[:5]) + (" and others" if len(late.clients) > 5 else "")
        remedies.append(f"{len(late.clients)} clients ({codes}): rapport client erase CODE")
    if late.disclosures:
        remedies.append(
            f"{late.disclosures} rows of the disclosure log: rapport audit export FILE, rapport audit prune"
        )
    return "; ".join(remedies) or None


def _too_open_around(settings: Settings, database: Path) -> str | None:
    """Backups, letters and passwords lie beside the database: nobody else may look into the folder."""
    in_channels = (file for c in settings.channels for file in (c.password_file, c.address_file) if file)
    named = [*in_channels, *settings.outside.secret_files]
    secrets = [settings.folder / name for name in named]
    found = [_too_open(file) for file in secrets if file.exists()]
    mode = stat.S_IMODE(database.parent.stat().st_mode)
    if mode & 0o077:
        found.append(f"others can look into it (mode {mode:03o}); run: chmod 700 {database.parent}")
    return "; ".join(filter(None, found)) or None


def _too_open(file: Path) -> str | None:
    mode = stat.S_IMODE(file.stat().st_mode)
    return f"others can read it (mode {mode:03o}); run: chmod 600 {file}" if mode & 0o077 else None
