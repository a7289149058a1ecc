"""Running: the daemon, one round, and what is known of how they fare."""

from datetime import timedelta

import click

from scheduler import outside, publishing, wiring
from scheduler.cli.desk import desk
from scheduler.cli.logs import log_to_stderr
from scheduler.cli.output import as_json, say_json
from scheduler.cli.progress import progress
from scheduler.rounds import run_round
from scheduler.spans import ago
from scheduler.store import channels, feeds, meta, outbox
from scheduler.store.outbox import OutState

#: What became of a letter that reached nobody, or perhaps.
TROUBLE = {OutState.REFUSED: "refused", OutState.MISSED: "too late to send", OutState.UNKNOWN: "perhaps not sent"}


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
    with progress("Planning and sending"):
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
@click.option("--alive", is_flag=True, help="Say nothing; exit status 0 while a daemon runs and its rounds succeed.")
@as_json
@click.pass_context
def status_command(ctx: click.Context, alive: bool, as_json: bool) -> int:
    """Is it alive, and when did it last do what. Exit status 1 when something is wrong."""
    at = desk(ctx)
    from scheduler.web import dead, health

    if alive:
        with at.read() as tx:
            process, last, trouble = at.daemon(tx), meta.moment(tx, meta.ROUND_DONE), meta.get(tx, meta.ROUND_TROUBLE)
        return 0 if process and health(last, trouble, at.now, at.settings.every) is None else 1

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
    wrong += [f"a letter by {channel} was {TROUBLE[state]}: {detail}" for state, channel, detail in troubles]
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
