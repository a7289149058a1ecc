"""One follow-up or one fact, with all that is known of it, and what to say in a call."""

import re

import click

from scheduler.borders import on_screen
from scheduler.cli.desk import Desk, called, desk
from scheduler.cli.listing import as_dict, hindrance
from scheduler.cli.output import as_json, say_json
from scheduler.corresponding import script_for
from scheduler.facts import Fact
from scheduler.followups import FollowUp, status
from scheduler.history import History
from scheduler.noticing import unblocking
from scheduler.replanning import history_around, history_of, with_remedies
from scheduler.showing import Names, when
from scheduler.spans import spoken
from scheduler.store import facts as fact_store
from scheduler.store import papers
from scheduler.store.tx import Transaction


@click.command("show")
@click.argument("id_", metavar="ID")
@as_json
@click.pass_context
def show_command(ctx: click.Context, id_: str, as_json: bool) -> None:
    """One follow-up or one fact, as in 7F3K or F81."""
    at = desk(ctx)
    with at.read() as tx:
        if found := re.fullmatch(r"[Ff](\d{1,12})", id_.strip()):
            fact = fact_store.get(tx, int(found[1]))
            if fact is not None:
                _show_fact(tx, at, fact, as_json)
                return
        follow_up = at.follow_up(tx, id_)
        history = history_around(tx, at.house, at.today, [follow_up])
        names = Names(history.people, at.settings.zone, at.now)
        if as_json:
            shown = as_dict(
                follow_up, names, unblocking(follow_up, with_remedies(tx, [follow_up]), at.settings.rules.asks_for())
            )
            script = [{"label": label, "words": words} for label, words in script_lines(follow_up, history, at)]
            say_json({**shown, "note": follow_up.note, "story": follow_up.story, "script": script})
            return
        click.echo(
            f"{follow_up.id}  {follow_up.planned.kind.spoken}  {names.whom(follow_up)}  {names.phone(follow_up)}"
        )
        click.echo(f"  {names.why(follow_up)}")
        click.echo(
            f"  {status(follow_up, at.today)}, {when(follow_up, names)}, priority {int(follow_up.planned.priority)}"
        )
        if follow_up.blocked_by:
            click.echo(f"  blocked: {hindrance(follow_up.blocked_by)}")
        if follow_up.at and follow_up.paced:
            click.echo(f"  {follow_up.paced}")
        if follow_up.planned.letter:
            click.echo(f"  letter: rapport letter {follow_up.planned.letter}")
        if paper := papers.of_follow_up(tx, follow_up.id):
            click.echo(f"  {paper.state}: rapport report show {follow_up.id}")
        for label, words in script_lines(follow_up, history, at):
            click.echo(f"  {label + ':':<11}{words}")
        for words in follow_up.story:
            click.echo(f"  {words}")
        if follow_up.note:
            click.echo(f"  note: {on_screen(follow_up.note)}")


def script_lines(follow_up: FollowUp, history: History, at: Desk) -> list[tuple[str, str]]:
    """What to say, where there is something to be said in a call or a meeting."""
    found = script_for(follow_up, history, at.house) if follow_up.open else None
    if found is None:
        return []
    from outreach.correspondence import script

    name, occasion = found
    return [(line.label, line.words) for line in script(name, occasion, at.house.identity.templates).lines]


def _show_fact(tx: Transaction, at: Desk, fact: Fact, as_json: bool) -> None:
    versions = fact_store.versions(tx, fact.number)
    history = history_of(tx, at.house, at.today)
    if as_json:
        say_json([fact_dict(f) for f in versions])
        return
    for version in versions:
        state = "retracted" if version.retracted else f"version {version.version}"
        people = [
            history.people.clients.get(version.client or ""),
            history.people.providers.get(version.provider or ""),
        ]
        about = ", ".join(called(p) for p in people if p)
        fields = "".join(f", {name}: {value}" for name, value in version.data.items())
        click.echo(f"{version.id}  {version.kind}: {version.value}  {spoken(version.on)}  {about}{fields}  ({state})")


def fact_dict(fact: Fact) -> dict[str, object]:
    """A fact as JSON shows it."""
    return {
        "id": fact.id,
        "kind": fact.kind.value,
        "value": fact.value,
        "on": fact.on,
        "at": fact.at.isoformat("minutes") if fact.at else None,
        "client": fact.client,
        "provider": fact.provider,
        "practitioner": fact.practitioner,
        "fields": dict(fact.data),
        "version": fact.version,
        "retracted": fact.retracted,
        "recorded_at": fact.recorded_at,
    }
