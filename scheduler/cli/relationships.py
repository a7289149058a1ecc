"""Relationships: each provider at a glance; which referral loops are open, for how long, and who is due."""

from collections.abc import Sequence
from datetime import date

import click

from scheduler.borders import on_screen
from scheduler.cli.charts import Silence, counted_by_month, month_chart, silence_chart
from scheduler.cli.desk import desk, person
from scheduler.cli.output import as_json, say_json, table
from scheduler.history import History
from scheduler.house import House
from scheduler.relating import STEPS, Loop, Relationship, interval, loops, relationship
from scheduler.replanning import history_of
from scheduler.spans import spoken

_NOTHING = "Nothing to show yet: rapport record referral CLIENT --provider WHO, or rapport record contact PROVIDER"


@click.command("relationships")
@click.option("--provider", metavar="WHO", help="Only this one, with every referral's loop.")
@click.option("--open", "only_open", is_flag=True, help="Only those with an open loop.")
@as_json
@click.pass_context
def relationships_command(ctx: click.Context, provider: str | None, only_open: bool, as_json: bool) -> None:
    """Each provider: last contact, usual gap, next touch, referrals open and closed, quiet sources.

    Tiers are set by hand (rapport provider edit WHO --tier A) and never computed from referrals.
    """
    at = desk(ctx)
    with at.read() as tx:
        history = history_of(tx, at.house, at.today)
        open_ones = at.follow_ups(tx)
    known = history.people.providers
    chosen = [person(known, provider, "provider")] if provider else list(known.values())
    found = [relationship(history, p, open_ones) for p in chosen]
    found = [r for r in found if provider or _worth_a_line(r)]
    found = [r for r in found if r.open_loops or not only_open]
    if as_json:
        say_json([_dict(r, _silence(r, history, at.house), _referred(history, r), at.today) for r in found])
        return
    if not found:
        click.echo("No open loops." if only_open else _NOTHING)
        return
    _tell(found, history, at.house)
    if provider:
        _tell_loops(history, chosen[0].code)


def _tell(found: Sequence[Relationship], history: History, house: House) -> None:
    """The table, and small charts under it."""
    rows = [["provider", "tier", "last contact", "usual gap", "next", "referrals", "waiting for"]]
    rows += [_row(r) for r in found]
    click.echo(table(rows, ""))
    click.echo("\nSince the last contact (| meant, ! at the most)")
    click.echo("\n".join(silence_chart([_silence(r, history, house) for r in found])))
    referring = [(r.provider.name, on) for r in found if (on := _referred(history, r))]
    if referring:
        click.echo("\nReferrals by month")
        click.echo("\n".join(month_chart(referring, history.today)))
    quiet = [f"  {r.provider.name}: {r.quiet_for} days since the last referral" for r in found if r.quiet_for]
    if quiet:
        click.echo("\nQuiet sources")
        click.echo("\n".join(quiet))
    waiting = [(r, loop) for r in found for loop in r.open_loops]
    if waiting:
        click.echo("\nOpen loops")
        waited = [
            [
                r.provider.name,
                loop.client,
                f"{(history.today - loop.referral.on).days} days",
                f"waits for {_step(loop)}",
            ]
            for r, loop in sorted(waiting, key=lambda pair: pair[1].referral.on)
        ]
        click.echo(table(waited))


def _silence(found: Relationship, history: History, house: House) -> Silence:
    meant = interval(house.rules, history, found.provider, house.practice.workdays)
    return Silence(
        name=found.provider.name,
        days=(history.today - found.last_contact).days if found.last_contact else None,
        usual=found.usual_gap,
        ideal=meant.ideal if meant else None,
        most=meant.most if meant else None,
    )


def _referred(history: History, found: Relationship) -> list[date]:
    return [loop.referral.on for loop in loops(history, found.provider.code)]


#: What a loop waits for, where the name of its step does not say it.
_WAITED = {"acknowledged": "a word of thanks", "client contacted": "a call to the client"}


def _step(loop: Loop) -> str:
    step = loop.waiting_for or ""
    return _WAITED.get(step, step)


def _tell_loops(history: History, provider: str) -> None:
    """Every referral of one provider, with how far each has come."""
    for loop in loops(history, provider):
        client = history.people.clients.get(loop.client)
        click.echo(f"\n{on_screen(client.name) if client else loop.client}, referred {spoken(loop.referral.on)}")
        taken = dict(loop.steps)
        for step in STEPS:
            fact = taken[step]
            click.echo(f"  {step:<18}{spoken(fact.on) if fact else '-'}")


def _worth_a_line(found: Relationship) -> bool:
    return bool(found.last_contact or found.referrals or found.next_touch or found.provider.tier)


def _row(found: Relationship) -> list[str]:
    quiet = f", quiet for {found.quiet_for} days" if found.quiet_for else ""
    return [
        found.provider.name,
        found.provider.tier or "-",
        spoken(found.last_contact) if found.last_contact else "never",
        f"{found.usual_gap} days" if found.usual_gap is not None else "-",
        f"{found.next_touch.planned.kind.spoken} {spoken(found.next_touch.day)}" if found.next_touch else "-",
        f"{found.referrals}{f', {len(found.open_loops)} open' if found.open_loops else ''}{quiet}",
        ", ".join(sorted({_step(loop) for loop in found.open_loops})) or "-",
    ]


def _dict(found: Relationship, silence: Silence, referred: list[date], today: date) -> dict[str, object]:
    return {
        "provider": found.provider.code,
        "provider_name": found.provider.name,
        "tier": found.provider.tier,
        "last_contact": found.last_contact,
        "usual_gap_days": found.usual_gap,
        "days_since_contact": silence.days,
        "meant_days": silence.ideal,
        "most_days": silence.most,
        "referrals_by_month": counted_by_month(referred, today),
        "next_follow_up": found.next_touch.id if found.next_touch else None,
        "next_due": found.next_touch.day if found.next_touch else None,
        "referrals": found.referrals,
        "quiet_for_days": found.quiet_for,
        "open_loops": [_loop(loop) for loop in found.open_loops],
    }


def _loop(loop: Loop) -> dict[str, object]:
    return {
        "client": loop.client,
        "referral": loop.referral.id,
        "received": loop.referral.on,
        "waiting_for": loop.waiting_for,
        "steps": {step: fact.on if fact else None for step, fact in loop.steps},
    }
