"""The disclosure log: what was told of whom, to whom, when, under which authorization; and the proof of its chain."""

import click

from scheduler.borders import on_screen
from scheduler.cli.desk import as_json, desk, say_json, table
from scheduler.spans import spoken
from scheduler.store import audit, people
from scheduler.store.audit import Logged


@click.group("audit", context_settings={"help_option_names": ["-h", "--help"]})
def audit_command() -> None:
    """The disclosure log: list what was told to whom, verify the chain.

    \b
    Examples:
      rapport audit list --client ruiz
      rapport audit verify
    """


@audit_command.command("list")
@click.option("--client", metavar="WHO", help="Only what was told of this client.")
@as_json
@click.pass_context
def list_command(ctx: click.Context, client: str | None, as_json: bool) -> None:
    """What was told: when, to whom and where, what for, under which authorization, by whom."""
    at = desk(ctx)
    with at.read() as tx:
        about = at.client(tx, client).code if client else None
        found = audit.entries(tx, about)
        names = {code: on_screen(c.name) for code, c in people.clients(tx).items()}
    if as_json:
        say_json([_dict(entry) for entry in found])
        return
    if not found:
        click.echo("Nothing was told yet." if about is None else "Nothing was told of this client yet.")
        return
    rows = [["", "when", "act", "about", "to", "how", "under", "by"]]
    for entry in found:
        told = entry.disclosure
        rows.append(
            [
                str(entry.number),
                spoken(entry.at.astimezone(at.settings.zone).date()),
                told.act,
                names.get(told.client, told.client),
                told.recipient,
                f"{told.channel} {told.address}",
                told.authority,
                told.by_whom or "-",
            ]
        )
    click.echo(table(rows, ""))


def _dict(entry: Logged) -> dict[str, object]:
    told = entry.disclosure
    fields = {name: getattr(told, name) for name in told.__slots__}
    return {"number": entry.number, "at": entry.at, **fields, "hash": entry.hash}


@audit_command.command("verify")
@click.pass_context
def verify_command(ctx: click.Context) -> int:
    """Prove that no row was changed, removed or added by other means. Exit status 1 when one was."""
    at = desk(ctx)
    with at.read() as tx:
        wrong = audit.broken(tx)
        count = len(audit.entries(tx))
    click.echo(wrong or f"{count} rows; the chain holds.", err=bool(wrong))
    return 1 if wrong else 0
