"""Erasing a client, and shortening the disclosure log: what cannot be taken back is asked first."""

import sys

import click

from scheduler import clock as clocks
from scheduler.cli.desk import desk
from scheduler.cli.output import as_json, say_json
from scheduler.erasing import erase
from scheduler.mistakes import Refusal
from scheduler.spans import LEAST_KEPT, BadSpan, parse_span, spoken
from scheduler.store import audit, upgrading


@click.command("erase")
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
@click.pass_context
def erase_command(ctx: click.Context, who: str, yes: bool, as_json: bool) -> None:
    """Destroy everything personal of a client whose programme has ended.

    Name, birth date, phone, e-mail, every fact, note, follow-up and paper goes, and cannot be had back. The log of
    what was told to whom and the authorizations it rests on stay, under the code alone, as long as the law asks.
    """
    at = desk(ctx)
    with at.read() as tx:
        code = at.client(tx, who).code
    words = f"This destroys all that is personal of client {code}, for good. There is no undo."
    if not yes and not (sys.stdin.isatty() and click.confirm(f"{words} Go on?")):
        raise Refusal(f"{words} Nothing was changed; to do it: rapport client erase {code} --yes")
    with at.write() as (tx, house):
        count = erase(tx, house, code, at.now)
    upgrading.scrub(at.store)
    if as_json:
        say_json({"code": code, "facts": count})
        return
    click.echo(f"Erased client {code}: {count} facts destroyed. What was told of them stays in: rapport audit list")
    click.echo("Backups, exports and the files it was imported from still hold it: end those too.")


@click.command("prune")
@click.option("--older-than", metavar="SPAN", help='As in "7 years" (default: privacy.keep_disclosures).')
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def prune_command(ctx: click.Context, older_than: str | None, yes: bool) -> None:
    """Destroy the oldest rows of the disclosure log; the rest can still be proved. Export them first."""
    at = desk(ctx)
    span = at.settings.keep_disclosures
    if older_than:
        try:
            span = parse_span(older_than)
        except BadSpan as error:
            raise Refusal(str(error)) from None
    if span.in_days < LEAST_KEPT.in_days:
        raise Refusal("the log of what was told is kept six years at least (45 CFR 164.530(j)); nothing was changed")
    # A clock that --now moved ahead makes nothing older than it is.
    limit = min(at.now, clocks.machine_clock().now()) - span.delta
    with at.read() as tx:
        count = audit.older_than(tx, limit)
    if not count:
        click.echo(f"No row is from before {spoken(limit.date())}.")
        return
    if not yes and not (sys.stdin.isatty() and click.confirm(f"Destroy {count} rows for good?")):
        raise Refusal(f"this destroys {count} rows; export them first (rapport audit export), then add --yes")
    with at.store.write() as tx:
        audit.prune(tx, limit)
    upgrading.scrub(at.store)
    click.echo(f"Destroyed {count} rows from before {spoken(limit.date())}.")
