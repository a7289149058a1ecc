"""The disclosure log: what was told of whom, to whom, when, under which authorization; and the proof of its chain."""

import csv
import os
from pathlib import Path

import click

from scheduler.borders import on_screen
from scheduler.cli.desk import Desk, desk
from scheduler.cli.erasing import prune_command
from scheduler.cli.output import as_json, say_json, table
from scheduler.cli.recalling import recall_command
from scheduler.cli.setup import defused
from scheduler.mistakes import Refusal
from scheduler.people import as_code
from scheduler.spans import spoken
from scheduler.store import aliases, audit, erasing, people
from scheduler.store.audit import Disclosure, Logged
from scheduler.store.tx import Transaction


@click.group("audit", context_settings={"help_option_names": ["-h", "--help"]})
def audit_command() -> None:
    """The disclosure log: list what was told to whom, verify the chain.

    \b
    Examples:
      rapport audit list --client ruiz
      rapport audit verify
      rapport audit recall 4
    """


@audit_command.command("list")
@click.option("--client", metavar="WHO", help="Only what was told of this client.")
@as_json
@click.pass_context
def list_command(ctx: click.Context, client: str | None, as_json: bool) -> None:
    """What was told: when, to whom and where, what for, under which authorization, by whom."""
    at = desk(ctx)
    with at.read() as tx:
        about = _whom(at, tx, client) if client else None
        found = audit.entries(tx, about)
        names = {code: on_screen(c.name) for code, c in people.clients(tx).items()}
        names |= {code: names[keep] for code, keep in aliases.merged(tx).items() if keep in names}
    if as_json:
        say_json([_dict(entry) for entry in found])
        return
    if not found:
        click.echo("Nothing was told yet." if about is None else "Nothing was told of this client yet.")
        return
    rows = [["", "when", "act", "about", "to", "how", "under", "by", "what, and what for"]]
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
                f"{told.what}; {told.purpose}",
            ]
        )
    click.echo(table(rows, ""))


def _whom(at: Desk, tx: Transaction, text: str) -> str:
    """The code of a client, also of one who was erased: what was told of them is still on file."""
    code = as_code(text)
    return code if code and code in erasing.erased(tx) else at.client(tx, text).code


audit_command.add_command(prune_command)
audit_command.add_command(recall_command)


@audit_command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--client", metavar="WHO", help="Only what was told of this client.")
@click.pass_context
def export_command(ctx: click.Context, file: Path, client: str | None) -> None:
    """The log as CSV, with the hashes that prove it, into a file that does not exist yet."""
    at = desk(ctx)
    with at.read() as tx:
        found = audit.entries(tx, _whom(at, tx, client) if client else None)
    rows = [{**_dict(entry), "at": entry.at.isoformat()} for entry in found]
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", newline="") as out:
            writer = csv.DictWriter(out, fieldnames=["number", "at", *Disclosure.__slots__, "previous", "hash"])
            writer.writeheader()
            writer.writerows({key: defused(str(value)) for key, value in row.items()} for row in rows)
    except OSError as error:
        raise Refusal(f"cannot write {file}: {error.strerror}", 1) from None
    click.echo(f"Exported {len(rows)} rows to {file}.")


def _dict(entry: Logged) -> dict[str, object]:
    told = entry.disclosure
    fields = {name: getattr(told, name) for name in told.__slots__}
    return {"number": entry.number, "at": entry.at, **fields, "previous": entry.previous, "hash": entry.hash}


@audit_command.command("verify")
@click.pass_context
def verify_command(ctx: click.Context) -> int:
    """Prove that no row was changed, removed or added by other means. Exit status 1 when one was."""
    at = desk(ctx)
    with at.read() as tx:
        wrong = audit.broken(tx)
        found = audit.entries(tx)
        first = 1 if wrong else audit.kept_from(tx)
    if first > 1:
        click.echo(f"Rows 1 to {first - 1} were destroyed by: rapport audit prune")
    click.echo(wrong or f"{len(found)} rows; the chain holds.", err=bool(wrong))
    return 1 if wrong else 0
