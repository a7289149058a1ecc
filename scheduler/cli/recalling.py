"""What had left the house already: said when it is taken back, and asked back with a letter."""

from collections.abc import Iterable
from pathlib import Path

import click

from outreach.recall import NOTE, Recall, letter
from scheduler.cli.desk import Desk, desk
from scheduler.cli.files import keep
from scheduler.mistakes import Refusal
from scheduler.people import shown_phone
from scheduler.spans import spoken
from scheduler.store import audit
from scheduler.store.audit import TAKEN_BACK, TOLD, Logged
from scheduler.store.tx import Transaction


def taken_back(at: Desk, tx: Transaction, after: int) -> list[str]:
    """What an act took back of the disclosure log, in words; the row numbers after `after` are the act's."""
    lines: list[str] = []
    for gone in audit.since(tx, after):
        told = _first(tx, gone) if gone.disclosure.act == TAKEN_BACK else None
        if told is not None:
            lines += _words(at, told)
    return lines


def _first(tx: Transaction, gone: Logged) -> Logged | None:
    """The row that was taken back."""
    rows = audit.told_of(tx, gone.disclosure.fact)
    return next((r for r in rows if r.number < gone.number and r.disclosure.provider == gone.disclosure.provider), None)


def _words(at: Desk, told: Logged) -> list[str]:
    row = told.disclosure
    when = spoken(told.at.astimezone(at.settings.zone).date())
    return [
        f"The log had this as told to {row.recipient} by {row.channel}, {row.address}, on {when} (row {told.number}); "
        "it is marked as taken back.",
        f"If it never went out, that is all. If it did, ask them to destroy it: rapport audit recall {told.number}",
    ]


def moved_away(at: Desk, tx: Transaction, provider: str, former: Iterable[str]) -> list[str]:
    """What the log has as told at a number or address that stands no longer: the office may have moved before."""
    gone = {shown_phone(text) or text for text in former if text}
    back = {row.disclosure.fact for row in audit.entries(tx) if row.disclosure.act == TAKEN_BACK}
    told = [
        row
        for row in audit.entries(tx)
        if row.disclosure.act == TOLD
        and row.disclosure.provider == provider
        and row.disclosure.address in gone
        and row.disclosure.fact not in back
    ]
    if not told:
        return []
    row = told[-1]
    return [
        f"The log has {len(told)} as told at {row.disclosure.address}, the last on "
        f"{spoken(row.at.astimezone(at.settings.zone).date())} (row {row.number}). If the office had moved by then, "
        f"ask whoever is there now to destroy it: rapport audit recall {row.number}"
    ]


@click.command("recall")
@click.argument("number", type=int, metavar="ROW")
@click.option("--to", "file", metavar="FILE", type=click.Path(path_type=Path), help="Write the letter as plain text.")
@click.pass_context
def recall_command(ctx: click.Context, number: int, file: Path | None) -> None:
    """Ask back what went to the wrong office: a letter that names no client.

    ROW is the row of the disclosure log (rapport audit list). The letter goes to the address of that
    day, whatever is on file of the office now.

    \b
    Example:
      rapport audit recall 4 --to destroy-please.txt
    """
    at = desk(ctx)
    with at.read() as tx:
        row = audit.row(tx, number)
    if row is None or row.disclosure.act != TOLD:
        raise Refusal(f"row {number} of the log tells nobody anything; see: rapport audit list")
    own, told = at.house.identity, row.disclosure
    text = letter(
        Recall(
            row=row.number,
            recipient=told.recipient,
            channel=told.channel,
            address=told.address if told.address != "not on file" else "",
            told_on=row.at.astimezone(at.settings.zone).date(),
            day=at.today,
            practice=own.name,
            practice_address=own.address,
            phone=own.phone,
            fax=own.fax,
            author=told.by_whom,
        )
    )
    if file is None:
        click.echo(text, nl=False)
    else:
        keep(file, text.encode())
        click.echo(f"Wrote {file}.")
    click.echo(NOTE, err=True)
