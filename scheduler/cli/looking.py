"""Looking: today, why, why-not. Nothing here changes anything."""

from collections.abc import Iterable, Mapping

import click

from scheduler import wiring
from scheduler.cli.desk import desk, person
from scheduler.cli.listing import as_dict, hindrance, line
from scheduler.cli.one import script_lines
from scheduler.cli.output import as_json, say_json, table
from scheduler.cli.upcoming import NONE_YET
from scheduler.explaining import why, why_not
from scheduler.followups import FollowUp
from scheduler.mistakes import Refusal, nearest
from scheduler.noticing import day_of, reach, together, unblocking
from scheduler.planning import window
from scheduler.pulse import alive, counts
from scheduler.replanning import history_around, history_of, people_of, rules_in_force, with_remedies
from scheduler.showing import Names, when
from scheduler.store import facts as fact_store
from scheduler.store import followups


@click.command("today")
@click.option("--practitioner", metavar="WHO", help="Only this practitioner's.")
@as_json
@click.pass_context
def today_command(ctx: click.Context, practitioner: str | None, as_json: bool) -> None:
    """What is to be done today.

    \b
    Examples:
      rapport today
      rapport today --practitioner maya
    """
    at = desk(ctx)
    with at.read() as tx:
        found = at.follow_ups(tx, reach(at.settings.practice.workdays, at.today))
        who = at.practitioner(practitioner) if practitioner or len(at.settings.practitioners) == 1 else None
        mine = [f for f in found if who in (None, f.planned.practitioner)]
        day = day_of(mine, at.today, at.settings.practice.workdays, at.settings.zone)
        asked = at.settings.rules.asks_for()
        listed = (*day.now, *day.today, *day.blocked, *day.missed)
        names = Names(people_of(tx, at.house, listed), at.settings.zone, at.now)
        history = history_around(tx, at.house, at.today, day.now)
        known = with_remedies(tx, listed)
        if as_json:
            groups = {"now": day.now, "today": day.today, "blocked": day.blocked, "missed": day.missed}
            shown = {n: [as_dict(f, names, unblocking(f, known, asked)) for f in g] for n, g in groups.items()}
            say_json({"day": at.today, "practitioner": who, **shown, "tomorrow": day.tomorrow, "this_week": day.week})
            return
        title = at.settings.practitioners[who].name if who else at.settings.practice_name
        click.echo(f"{day.day:%A} {day.day.day} {day.day:%B %Y} · {title} · {counts(day)}")
        for name, group in (("NOW", day.now), ("TODAY", day.today), ("BLOCKED", day.blocked), ("MISSED", day.missed)):
            if group:
                click.echo(f"\n{name}")
                says = {f.id: script_lines(f, history, at) for f in group} if name == "NOW" else {}
                _group(group, names, known, asked, says)
        if not (day.to_do or day.blocked or day.missed):
            click.echo("\nNothing is due." + ("" if found or at.follow_ups(tx) else f" {NONE_YET}"))
        click.echo(
            f"\nTomorrow {day.tomorrow}, this week {day.week}. {alive(tx, wiring.reaches_nobody(at.settings), at.now)}"
        )


def _group(
    group: Iterable[FollowUp],
    names: Names,
    found: list[FollowUp],
    asked: dict[str, str],
    says: Mapping[str, list[tuple[str, str]]],
) -> None:
    """The lines of a group; those that share a contact stand under one another, as the agenda of one call."""
    contacts = together(group)
    rows = [line(contact[0], names) for contact in contacts]
    for text, contact in zip(table(rows).splitlines(), contacts, strict=True):
        click.echo(text)
        if len(contact) > 1:
            click.echo(f"        one contact, {len(contact)} things:")
        for follow_up in contact:
            late = f" ({when(follow_up, names)})" if follow_up.day < names.today else ""
            which = f"{follow_up.id} {follow_up.planned.kind.spoken}: " if len(contact) > 1 else ""
            click.echo(f"        {which}{names.why(follow_up)}{late}")
            for label, words in says.get(follow_up.id, ()):
                click.echo(f"        {label}: {words}")
        if contact[0].blocked_by:
            first = unblocking(contact[0], found, asked)
            click.echo(f"        blocked: {hindrance(contact[0].blocked_by)}" + (f"; first {first}" if first else ""))


@click.command("why")
@click.argument("id_", metavar="ID")
@as_json
@click.pass_context
def why_command(ctx: click.Context, id_: str, as_json: bool) -> None:
    """Why a follow-up is there: its rule, the facts and the date arithmetic behind it."""
    at = desk(ctx)
    with at.read() as tx:
        follow_up = at.follow_up(tx, id_)
        history = history_around(tx, at.house, at.today, [follow_up])
        bundle = [f for f in at.follow_ups(tx) if f.bundle == follow_up.bundle] if follow_up.bundle else []
        sharing = [f for f in bundle if f.id != follow_up.id]
        facts = [f for text in follow_up.planned.because if (f := fact_store.get(tx, int(text[1:])))]
        rules = rules_in_force(tx, at.settings.rules, at.today)
    told = why(follow_up, rules.get(follow_up.key.rule), facts, history, sharing)
    if as_json:
        say_json(
            {
                "id": follow_up.id,
                "title": told.title,
                "rule": told.rule,
                "because": told.because,
                "date": told.dated,
                "instead_of": told.instead_of,
                "shares": told.shares,
                "goes_if": told.goes_if,
                "blocked_by": told.blocked_by,
                "prefers": told.prefers or None,
                "so_far": told.so_far,
            }
        )
        return
    click.echo(f"{told.title}\n")
    for label, lines in (
        ("rule", told.rule),
        ("because", told.because),
        ("the date", (told.dated,)),
        ("instead of", told.instead_of),
        ("together", told.shares),
        ("blocked", (hindrance(told.blocked_by),) if told.blocked_by else ()),
        ("prefers", (told.prefers,) if told.prefers else ()),
        ("goes if", (told.goes_if,)),
        ("so far", told.so_far),
    ):
        for number, words in enumerate(lines):
            click.echo(f"{'' if number else label:<11}{words}".rstrip())


@click.command("why-not")
@click.option("--client", metavar="WHO", help="The client it would be about.")
@click.option("--provider", metavar="WHO", help="The provider, for a rule about providers.")
@click.option("--rule", "rule_id", metavar="RULE", required=True, help="The rule's id; see rapport rules list.")
@as_json
@click.pass_context
def why_not_command(ctx: click.Context, client: str | None, provider: str | None, rule_id: str, as_json: bool) -> None:
    """Why a rule has planned nothing for somebody: the first thing that stands in the way."""
    at = desk(ctx)
    if (client is None) == (provider is None):
        raise Refusal("name either --client or --provider")
    with at.read() as tx:
        rules = rules_in_force(tx, at.settings.rules, at.today)
        rule = rules.get(rule_id)
        if rule is None:
            raise Refusal(f"there is no rule {rule_id}; {nearest(rule_id, [r.id for r in rules.rules])}")
        people = people_of(tx, at.house)
        subject = (
            person(people.clients, client, "client").code
            if client
            else person(people.providers, provider or "", "provider").code
        )
        history = history_of(tx, at.house, at.today, [subject])
        span = window(at.today, followups.earliest_open(tx))
        stored = {f.key: f for f in followups.all_of(tx, [subject])}
        told = why_not(history, rules, at.settings.practice, span, subject, rule, stored)
    if as_json:
        say_json({"rule": rule.id, "subject": subject, "in_the_way": told})
        return
    for words in told:
        click.echo(words)
