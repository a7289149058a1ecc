"""Running: the daemon, one round, and what is known of how they fare."""

import os
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click

from calendars import zonedata
from scheduler import outside, publishing, wiring
from scheduler.cli.desk import Desk, as_json, desk, say_json
from scheduler.cli.logs import log_to_stderr
from scheduler.config import Settings
from scheduler.erasing import Overdue, overdue
from scheduler.mistakes import Refusal
from scheduler.notifying import ago
from scheduler.rounds import run_round
from scheduler.store import channels, feeds, meta, outbox
from scheduler.store.engine import sqlite_file
from scheduler.store.outbox import OutState

#: What became of a letter that reached nobody, or perhaps.
_TROUBLE = {OutState.REFUSED: "refused", OutState.MISSED: "too late to send", OutState.UNKNOWN: "perhaps not sent"}


@click.command("daemon")
@click.option("--debug", is_flag=True, help="Log more.")
@click.option("--json-log", is_flag=True, help="Log JSON, an object a line.")
@click.pass_context
def daemon_command(ctx: click.Context, debug: bool, json_log: bool) -> None:
    """Run: plan, remind, and serve calendars until stopped (SIGTERM or Ctrl-C).

    SIGHUP has it read config.toml again.
    """
    at = desk(ctx)
    log_to_stderr(debug=debug, as_json=json_log)
    from scheduler import daemon

    daemon.run(at.settings, at.store, at.clock)


@click.command("tick")
@as_json
@click.pass_context
def tick_command(ctx: click.Context, as_json: bool) -> None:
    """Do one round of what the daemon does: plan, write reminders, deliver them."""
    at = desk(ctx)
    done = run_round(
        at.store,
        at.house,
        wiring.post(at.settings),
        wiring.channels(at.settings),
        wiring.senders(at.settings),
        at.now,
        at.clock.now,
        wiring.mailroom(at.settings),
    )
    outside.reach_out(at.store, at.house, wiring.post(at.settings), outside.outside_of(at.settings), at.now)
    sent = sum(d.state is OutState.SENT for d in done.deliveries)
    if as_json:
        letters = [{"channel": d.channel, "state": d.state.value, "detail": d.detail} for d in done.deliveries]
        say_json({"planned": done.planned, "written": done.written, "letters": letters})
        return
    click.echo(f"Planned: {done.planned or 'no change'}. Reminders written: {done.written}, delivered: {sent}.")
    for delivery in done.deliveries:
        if delivery.state is not OutState.SENT:
            click.echo(f"Not delivered by {delivery.channel}: {delivery.detail}", err=True)


@click.command("status")
@as_json
@click.pass_context
def status_command(ctx: click.Context, as_json: bool) -> int:
    """Is it alive, and when did it last do what. Exit status 1 when something is wrong."""
    at = desk(ctx)
    from scheduler.web import dead, health

    with at.read() as tx:
        process = at.daemon(tx)
        last = meta.moment(tx, meta.ROUND_DONE)
        trouble = meta.get(tx, meta.ROUND_TROUBLE)
        letters = outbox.counts(tx)
        sent = outbox.last_sent(tx)
        backed_up = meta.moment(tx, meta.BACKED_UP)
        fetched = feeds.last_fetch(tx)
        open_ones = len(at.follow_ups(tx))
        troubles = outbox.troubles(tx, at.now - timedelta(days=7))
        elsewhere = outside.wrong(tx)
        failing = channels.failing(tx, [c.name for c in at.settings.channels])
        unread = list(publishing.wrong(feeds.all_feeds(tx), at.now))
    nobody = wiring.reaches_nobody(at.settings)
    wrong = [w for w in (health(last, trouble, at.now, at.settings.every), nobody) if w]
    wrong += [f"{c.letters} letters wait: {c.detail}" for c in letters if c.state is OutState.WAITING and c.detail]
    wrong += [f"a letter by {channel} was {_TROUBLE[state]}: {detail}" for state, channel, detail in troubles]
    wrong += dead(failing, at.now)
    wrong += unread
    wrong += elsewhere
    if process is None:
        wrong.insert(0, "no daemon runs; start it: rapport daemon")
    if as_json:
        say_json(
            {
                "daemon_process": int(process) if process and process.isdigit() else process,
                "last_round": last,
                "last_letter": sent,
                "last_backup": backed_up,
                "last_calendar_fetch": fetched[0] if fetched else None,
                "open_follow_ups": open_ones,
                "letters": {c.state.value: c.letters for c in letters},
                "wrong": wrong,
            }
        )
        return 1 if wrong else 0
    click.echo(f"daemon          {f'runs (process {process})' if process is not None else 'does not run'}")
    click.echo(f"last round      {ago(at.now, last) if last else 'never'}")
    click.echo(f"last reminder   {ago(at.now, sent) if sent else 'never'}")
    click.echo(f"calendar        {f'fetched {ago(at.now, fetched[0])}' if fetched else 'never fetched'}")
    click.echo(f"backup          {ago(at.now, backed_up) if backed_up else 'never: rapport backup FILE'}")
    click.echo(f"follow-ups      {open_ones} open")
    click.echo("letters         " + (", ".join(f"{c.letters} {c.state}" for c in letters) or "none"))
    for words in wrong:
        click.echo(f"wrong: {words}")
    return 1 if wrong else 0


@click.command("doctor")
@as_json
@click.pass_context
def doctor_command(ctx: click.Context, as_json: bool) -> int:
    """What is wrong with this installation, and the remedy. Exit status 1 when something is."""
    at = desk(ctx)
    found = list(_examined(at))
    if as_json:
        say_json([{"check": name, "wrong": wrong} for name, wrong in found])
    else:
        for name, wrong in found:
            click.echo(f"{'ok   ' if wrong is None else 'WRONG'} {name}" + (f": {wrong}" if wrong else ""))
    return 1 if any(wrong for _, wrong in found) else 0


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
    yield "reminders", wiring.reaches_nobody(settings)
    with at.read() as tx:
        elsewhere = outside.wrong(tx)
    yield "calendars and mailboxes elsewhere", "; ".join(elsewhere) or None
    with at.read() as tx:
        troubles = outbox.troubles(tx, at.now - timedelta(days=7))
    told = "; ".join(f"by {channel}, {_TROUBLE[state]}: {detail}" for state, channel, detail in troubles)
    yield "letters of the last week", told or None
    with at.read() as tx:
        running = at.daemon(tx)
    yield "daemon", None if running else "no daemon runs; start it: rapport daemon"
    with at.read() as tx:
        feeds_known = [f for f in feeds.all_feeds(tx) if f.revoked_at is None]
    if feeds_known:
        yield "calendar", "; ".join(publishing.wrong(feeds_known, at.now)) or None
    else:
        yield "calendar", "nobody subscribes; make an address: rapport feed new --name phone"
    yield "time zone data", _zone_data(settings, at)
    with at.read() as tx:
        late = overdue(tx, at.house, settings.keep_clients, settings.keep_disclosures, at.now)
        backed_up = meta.moment(tx, meta.BACKED_UP)
    yield "kept no longer than meant", _kept_too_long(late)
    fresh = backed_up is not None and at.now - backed_up < timedelta(days=2)
    yield "backup", None if fresh else "no backup in the last two days; make one: rapport backup FILE"
    local = settings.public_url.startswith(("http://127.", "http://localhost"))
    yield (
        "public_url",
        "only this machine can reach it; set the https address under which the daemon is reached" if local else None,
    )


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
