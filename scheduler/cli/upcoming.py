"""Upcoming: what is to be done in the next days. It is asked for so often that it loads no more than it has to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from scheduler.cli.listing import as_dict, hindrance
from scheduler.cli.output import as_json, say_json, table
from scheduler.followups import FollowUp, FollowUpKind, Status, status, urgency
from scheduler.mistakes import Refusal, nearest
from scheduler.showing import Names, when

if TYPE_CHECKING:
    from scheduler.cli.desk import Desk

NONE_YET = "No follow-ups yet: rapport import --template, or rapport client add"
#: A longer list shows a line for each, without the reasons.
_MANY = 200


@click.command("upcoming")
@click.option("--days", default=14, show_default=True, type=click.IntRange(0, 400), help="How many days ahead.")
@click.option("--client", metavar="WHO", help="Only about this client.")
@click.option("--provider", metavar="WHO", help="Only with this provider.")
@click.option("--kind", metavar="KIND", help="Only of this kind, as in call or report.")
@click.option("--practitioner", metavar="WHO", help="Only this practitioner's.")
@click.option("--all", "everything", is_flag=True, help="However far ahead, snoozed ones too.")
@as_json
@click.pass_context
def upcoming_command(
    ctx: click.Context,
    days: int,
    client: str | None,
    provider: str | None,
    kind: str | None,
    practitioner: str | None,
    everything: bool,
    as_json: bool,
) -> None:
    """What is to be done in the next days: what is due by urgency, then day by day.

    \b
    Examples:
      rapport upcoming --days 30
      rapport upcoming --provider shah --json
    """
    if kind and kind.replace("-", "_") not in {k.value for k in FollowUpKind}:
        raise Refusal(f"there is no kind {kind}; {nearest(kind, [k.value for k in FollowUpKind])}")
    if not (client or provider or practitioner or everything or as_json):
        from scheduler.cli.glancing import glance

        found = glance(ctx.find_root().obj, days)
        if found is not None:
            _say(_chosen(found.follow_ups, found.names.today, kind), found.names, any_open=found.any_open)
            return
    from scheduler.cli.desk import desk

    _look(desk(ctx), None if everything else days, client, provider, kind, practitioner, as_json=as_json)


def _look(
    at: Desk,
    days: int | None,
    client: str | None,
    provider: str | None,
    kind: str | None,
    practitioner: str | None,
    *,
    as_json: bool,
) -> None:
    from scheduler.cli.desk import person
    from scheduler.noticing import unblocking
    from scheduler.replanning import people_of, with_remedies

    with at.read() as tx:
        everybody = people_of(tx, at.house) if client or provider else None
        about = person(everybody.clients, client, "client").code if everybody and client else None
        with_ = person(everybody.providers, provider, "provider").code if everybody and provider else None
        whose = at.practitioner(practitioner) if practitioner else None
        found = at.follow_ups(tx, None if days is None else at.today + timedelta(days=days))
        shown = [
            f
            for f in _chosen(found, at.today, kind, snoozed=days is None)
            if about in (None, f.planned.client)
            and with_ in (None, f.planned.provider)
            and whose in (None, f.planned.practitioner)
        ]
        names = Names(people_of(tx, at.house, shown), at.settings.zone, at.now)
        known = with_remedies(tx, shown) if as_json else []
        any_open = bool(found or at.follow_ups(tx))
    if as_json:
        asked = at.settings.rules.asks_for()
        say_json([as_dict(f, names, unblocking(f, known, asked)) for f in shown])
        return
    _say(shown, names, any_open=any_open)


def _chosen(found: Iterable[FollowUp], today: date, kind: str | None, *, snoozed: bool = False) -> list[FollowUp]:
    """What is due by urgency, then what comes day by day."""
    wanted = kind.replace("-", "_") if kind else None
    return [
        f
        for f in sorted(found, key=lambda f: urgency(f, today))
        if (snoozed or status(f, today) is not Status.SNOOZED) and wanted in (None, f.planned.kind.value)
    ]


def _say(shown: list[FollowUp], names: Names, *, any_open: bool) -> None:
    if not shown:
        click.echo("Nothing in these days." if any_open else NONE_YET)
        return
    rows = []
    for follow_up in shown:
        kind = follow_up.planned.kind.spoken
        rows.append([follow_up.id, kind, when(follow_up, names), names.whom(follow_up)])
    lines = table(rows, indent="")
    click.echo(lines if len(rows) > _MANY else _detailed(lines.splitlines(), shown, names))


def _detailed(lines: list[str], shown: list[FollowUp], names: Names) -> str:
    out: list[str] = []
    for text, follow_up in zip(lines, shown, strict=True):
        out += [text, f"      {names.why(follow_up)}"]
        if follow_up.bundle and follow_up.bundle != follow_up.id:
            out.append(f"      one contact with {follow_up.bundle}")
        if follow_up.blocked_by:
            out.append(f"      blocked: {hindrance(follow_up.blocked_by)}")
    return "\n".join(out)
