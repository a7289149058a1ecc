"""The providers as an address book."""

from pathlib import Path

import click

from outreach.vcards import Office, written
from scheduler.cli.desk import desk
from scheduler.cli.files import keep
from scheduler.mistakes import Refusal
from scheduler.people import Provider
from scheduler.store import people


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.vcf")
@click.pass_context
def export_command(ctx: click.Context, file: Path) -> None:
    """The providers as an address book (vCard 3.0), for a telephone or a mail program.

    What is yours alone stays here: tier, notes, who referred whom.
    """
    at = desk(ctx)
    with at.read() as tx:
        known = people.providers(tx).values()
    if not known:
        raise Refusal("there are no providers yet; nothing was written")
    keep(file, written(map(card, known)).encode())
    click.echo(f"Wrote {len(known)} cards to {file}.")


def card(provider: Provider) -> Office:
    """A provider as a card names one."""
    names = ("name", "credentials", "specialty", "office", "phone", "fax", "email", "npi")
    return Office(uid=f"rapport-{provider.code}", **{name: getattr(provider, name) for name in names})
