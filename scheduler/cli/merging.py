"""Two entries that are one person become one."""

import click

from scheduler.cli.acting import counted
from scheduler.cli.desk import desk
from scheduler.merging import Merged, merge_clients, merge_providers

_YES = click.option("--yes", is_flag=True, help="They are one person, whatever speaks against it.")


@click.command("merge")
@click.argument("keep", metavar="KEEP")
@click.argument("other", metavar="OTHER")
@_YES
@click.pass_context
def client_merge(ctx: click.Context, keep: str, other: str, yes: bool) -> None:
    """Two entries are one client: what was recorded of OTHER is recorded of KEEP.

    The code of OTHER goes on leading to KEEP. What both say counts once; what is done stays done.
    Two birth dates, or names without a word in common, need --yes. One undo takes it back.

    \b
    Example:
      rapport client merge 7F3K K2MD
    """
    at = desk(ctx)
    with at.write() as (tx, house):
        first, second = at.client(tx, keep), at.client(tx, other)
        merged = merge_clients(tx, house, first, second, at.now, sure=yes)
    _tell(first.code, second.code, merged)


@click.command("merge")
@click.argument("keep", metavar="KEEP")
@click.argument("other", metavar="OTHER")
@_YES
@click.pass_context
def provider_merge(ctx: click.Context, keep: str, other: str, yes: bool) -> None:
    """Two entries are one provider: what was recorded of OTHER is recorded of KEEP.

    The code of OTHER goes on leading to KEEP, and so does the address of OTHER's referral form. The
    disclosure log stays as it was written. Two NPIs, or names without a word in common, need --yes.
    One undo takes it back.

    \b
    Example:
      rapport provider merge 7F3K K2MD
    """
    at = desk(ctx)
    with at.write() as (tx, house):
        first, second = at.provider(tx, keep), at.provider(tx, other)
        merged = merge_providers(tx, house, first, second, at.now, sure=yes)
    _tell(first.code, second.code, merged)


def _tell(keep: str, other: str, merged: Merged) -> None:
    twice = f", {merged.twice} that both had count once" if merged.twice else ""
    filled = f" Filled in: {', '.join(merged.filled).replace('_', ' ')}." if merged.filled else ""
    moved = "1 fact" if merged.moved == 1 else f"{merged.moved} facts"
    told = f"Merged {other} into {keep}: {moved} moved{twice}.{filled} {counted(merged.changes)} Undo: rapport undo"
    click.echo(told.replace("  ", " "))
