"""Relationships: each provider at a glance; which referral loops are open, for how long, and who is due."""

import click

from scheduler.borders import on_screen
from scheduler.cli.desk import desk, person
from scheduler.cli.output import as_json, say_json, table
from scheduler.relating import STEPS, Loop, Relationship, loops, relationship
from scheduler.replanning import history_of
from scheduler.spans import spoken


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
        say_json([_dict(r) for r in found])
        return
    if not found:
        click.echo("No open loops." if only_open else "Nothing to show yet: record a referral or a contact first.")
        return
    rows = [["provider", "tier", "last contact", "usual gap", "next", "referrals", "waiting for"]]
    rows += [_row(r) for r in found]
    click.echo(table(rows, ""))
    if provider:
        for loop in loops(history, chosen[0].code):
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
        ", ".join(sorted({loop.waiting_for or "" for loop in found.open_loops})) or "-",
    ]


def _dict(found: Relationship) -> dict[str, object]:
    return {
        "provider": found.provider.code,
        "provider_name": found.provider.name,
        "tier": found.provider.tier,
        "last_contact": found.last_contact,
        "usual_gap_days": found.usual_gap,
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
