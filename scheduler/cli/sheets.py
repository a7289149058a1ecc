"""Pages for the practitioner's own use: the brief for a visit, and the month."""

from datetime import date
from pathlib import Path

import click

from outreach.sheets import Sheet
from scheduler.briefing import month_sheet, visit_brief
from scheduler.cli.desk import Desk, desk
from scheduler.cli.files import keep
from scheduler.mistakes import Refusal
from scheduler.replanning import history_of
from scheduler.store import followups

_TO = click.option("--to", "file", metavar="FILE", type=click.Path(path_type=Path), help="Write it as PDF.")


@click.command("brief")
@click.argument("who", metavar="CLIENT")
@_TO
@click.pass_context
def brief_command(ctx: click.Context, who: str, file: Path | None) -> None:
    """One page for the client's next visit: numbers, questions, permissions, what was agreed.

    \b
    Note before it: rapport correct F81 --set consent=yes --set office=yes
    Afterwards:     rapport record visit CLIENT attended --agreed "stairs from next week"
    """
    at = desk(ctx)
    with at.read() as tx:
        code = at.client(tx, who).code
        sheet = visit_brief(history_of(tx, at.house, at.today, [code]), at.house, code)
    _out(at, sheet, file)


@click.command("month")
@click.argument("month", metavar="[YYYY-MM]", required=False)
@_TO
@click.pass_context
def month_command(ctx: click.Context, month: str | None, file: Path | None) -> None:
    """The month on one page: reports, visits, offices not heard from, open loops."""
    at = desk(ctx)
    try:
        first = date.fromisoformat(f"{month}-01") if month else at.today.replace(day=1)
    except ValueError:
        raise Refusal(f"{month} is not a month; write for example 2026-11") from None
    if first > at.today:
        raise Refusal(f"{month} has not begun yet")
    with at.read() as tx:
        sheet = month_sheet(history_of(tx, at.house, at.today), at.house, followups.all_of(tx), first)
    _out(at, sheet, file)


def _out(at: Desk, sheet: Sheet, file: Path | None) -> None:
    if file is None:
        click.echo(sheet.text(), nl=False)
        return
    from outreach.printing import Paper, PaperMistake
    from outreach.sheets import sheet_pdf

    try:
        keep(file, sheet_pdf(sheet, Paper(at.house.identity.paper), at.now))
    except PaperMistake as error:
        raise Refusal(str(error)) from None
    click.echo(f"Wrote {file}.")
