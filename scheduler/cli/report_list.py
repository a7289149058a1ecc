"""The reports at a glance: those that are due soon and how far each is, and those that went lately."""

from datetime import timedelta

import click

from scheduler.cli.desk import desk
from scheduler.cli.output import as_json, say_json, table
from scheduler.followups import FollowUpKind
from scheduler.replanning import people_of
from scheduler.showing import Names, when
from scheduler.spans import spoken
from scheduler.store import followups, papers
from scheduler.store.papers import PaperState

#: So many days are looked back and ahead.
DAYS = 14
_NONE = (
    "No report is due in two weeks, and none went lately. A report comes of an assessment (rapport record milestone "
    "CLIENT assessment), a visit (rapport record visit) or the cadence; later: rapport upcoming --all --kind report"
)


@click.command("list")
@as_json
@click.pass_context
def list_command(ctx: click.Context, as_json: bool) -> None:
    """The reports of the next two weeks and how far each is, and those that went in the last two."""
    at = desk(ctx)
    with at.read() as tx:
        states = papers.states(tx)
        gone = [f for f in followups.closed_since(tx, at.now - timedelta(days=DAYS)) if f.id in states]
        last = at.today + timedelta(days=DAYS)
        due = [f for f in at.follow_ups(tx, last) if f.planned.kind is FollowUpKind.REPORT]
        names = Names(people_of(tx, at.house, (*due, *gone)), at.settings.zone, at.now)
    rows = [
        (f, "blocked" if f.blocked_by else states[f.id].value if f.id in states else "not drafted yet")
        for f in sorted(due, key=lambda f: (f.day, f.id))
    ]
    rows += [(f, PaperState.SENT.value) for f in gone if states[f.id] is PaperState.SENT]
    if as_json:
        say_json([{"id": f.id, "due": f.day, "state": state, "client": f.planned.client} for f, state in rows])
    elif not rows:
        click.echo(_NONE)
    else:
        click.echo(
            table(
                [
                    [f.id, state, when(f, names) if f.open else spoken(f.day), names.whom(f), names.about(f)]
                    for f, state in rows
                ],
                "",
            )
        )
        click.echo("Next: rapport report show ID")
