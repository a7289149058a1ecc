"""Acting on follow-ups: done, ack, snooze, move, dismiss, undo. Each can be undone."""

from datetime import date

import click

from scheduler import clock as clocks
from scheduler.cli.desk import Desk, desk
from scheduler.cli.output import as_json, say_json
from scheduler.cli.recalling import taken_back
from scheduler.closing import acknowledge, close, dismiss, move, sharing, snooze
from scheduler.explaining import preferred
from scheduler.facts import Fact, FactKind
from scheduler.facts.making import make, plain
from scheduler.facts.permissions import BadFact
from scheduler.followups import FollowUp, FollowUpKind
from scheduler.mistakes import Refusal, nearest
from scheduler.outcomes import USUAL_OUTCOME, outcomes_of
from scheduler.reconciling import Changes
from scheduler.recording import undo
from scheduler.spans import spoken
from scheduler.store import audit, followups, people
from scheduler.store.tx import Transaction


def counted(changes: Changes) -> str:
    """What replanning changed, for a message."""
    words = [
        f"{len(found)} {word}"
        for found, word in (
            (changes.insert, "new"),
            (changes.move, "moved"),
            (changes.withdraw, "withdrawn"),
            (changes.revive, "back"),
        )
        if found
    ]
    return f"Follow-ups: {', '.join(words)}." if words else ""


def stored(tx: Transaction, at: Desk, id_: str) -> FollowUp:
    """A follow-up as the store has it, inside a transaction that writes."""
    follow_up = at.follow_up(tx, id_)
    found = followups.by_key(tx, str(follow_up.key))
    if found is None:
        raise Refusal(f"{follow_up.id} is not stored yet; run: rapport tick", 1)
    return found


@click.command("done")
@click.argument("id_", metavar="ID")
@click.option(
    "--outcome", metavar="OUTCOME", help="What it came to, as in reached, voicemail, sent (default: the usual one)."
)
@click.option("--note", default="", help="A note in your own words.")
@click.option("--channel", default="", metavar="CHANNEL", help="How, as in fax, phone or in person.")
@click.option("--next-visit", metavar="DATE", help="The client's next visit: a date, none or unknown.")
@click.option("--with", "with_", metavar="PROVIDER", help="Whom the next visit is with.")
@click.option(
    "--prefers", metavar="KEY=VALUE", help="What the provider prefers from now on, as in cadence=60d,channel=fax."
)
@click.option("--only", is_flag=True, help="Only this one, not the others that share the contact.")
@as_json
@click.pass_context
def done_command(
    ctx: click.Context,
    id_: str,
    outcome: str | None,
    note: str,
    channel: str,
    next_visit: str | None,
    with_: str | None,
    prefers: str | None,
    only: bool,
    as_json: bool,
) -> None:
    """A follow-up is done: record what it came to.

    Where one contact settles several of the same kind (one call about three clients), all of them are done.

    \b
    Examples:
      rapport done 7F3K
      rapport done 7F3K --outcome voicemail
      rapport done 7F3K --outcome reached --prefers cadence=60d
      rapport done Q2MD --next-visit 2026-12-02 --with lee
    """
    at = desk(ctx)
    with at.write() as (tx, house):
        follow_up = stored(tx, at, id_)
        result = _outcome(follow_up.planned.kind, outcome)
        wishes = preferences(at, follow_up, prefers)
        also = [*_next_visit(tx, at, follow_up, next_visit, with_), *wishes]
        together = [] if only else sharing(tx, follow_up)
        practitioner = house.practitioners.get(follow_up.planned.practitioner)
        who = practitioner.name if practitioner else ""
        changes = close(
            tx, house, follow_up, result, at.now, together=together, note=note, channel=channel, also=also, by=who
        )
        names = people.providers(tx, [follow_up.planned.provider or ""])
    if as_json:
        say_json(
            {
                "id": follow_up.id,
                "together": [f.id for f in together],
                "outcome": result,
                "changes": _counts(changes),
            }
        )
        return
    whom = next((f" with {p.name}" for p in names.values()), "")
    whom += f" ({len(together) + 1} in one contact)" if together else ""
    wish = f"From now on: {preferred(wishes)}." if wishes else ""
    told = (f"Done: {follow_up.planned.kind.spoken}{whom}, {result}.", wish, counted(changes), "Undo: rapport undo")
    click.echo(" ".join(filter(None, told)))
    if house.rules.asks_for().get(follow_up.key.rule) == "authorization" and follow_up.planned.client:
        click.echo(f"When it is signed: rapport record authorization {follow_up.planned.client} --until DATE")


def _counts(changes: Changes) -> dict[str, int]:
    return {
        "new": len(changes.insert),
        "moved": len(changes.move),
        "withdrawn": len(changes.withdraw),
        "back": len(changes.revive),
    }


def _outcome(kind: FollowUpKind, text: str | None) -> str:
    if text is None:
        return USUAL_OUTCOME[kind]
    known = outcomes_of(kind)
    word = plain(text)
    found = next((k for k in known if k.replace("-", " ") == word.replace("-", " ")), None)
    if found is None:
        raise Refusal(f"{text} is not an outcome; {nearest(word, known)}")
    return found


def _next_visit(tx: Transaction, at: Desk, follow_up: FollowUp, text: str | None, with_: str | None) -> list[Fact]:
    if text is None or text.lower() in ("none", "unknown"):
        return []
    if follow_up.planned.client is None:
        raise Refusal(f"{follow_up.id} is not about a client, so no visit can be noted with it")
    provider = at.provider(tx, with_).code if with_ else None
    day, _, hour = text.replace("T", " ").partition(" ")
    try:
        at_time = clocks.time_of_day(hour) if hour else None
        return [
            make(
                FactKind.VISIT,
                on=at.day(day),
                at=at_time,
                today=at.today,
                client=follow_up.planned.client,
                provider=provider,
            )
        ]
    except BadFact as error:
        raise Refusal(str(error)) from None


def preferences(at: Desk, follow_up: FollowUp, text: str | None) -> list[Fact]:
    """What a provider prefers from now on, as facts; raises `Refusal`."""
    if not text:
        return []
    if not follow_up.planned.provider:
        raise Refusal(f"{follow_up.id} is not with a provider, so nobody's preference can be noted with it")
    found = []
    for part in text.split(","):
        key, equals, value = part.partition("=")
        if not equals or not value.strip():
            raise Refusal(f'"{part}" is not a preference; write for example cadence=60d or channel=fax')
        found.append(preference(at, follow_up.planned.provider, key, value))
    return found


def preference(at: Desk, provider: str, key: str, value: str) -> Fact:
    """A provider's preference as a fact; raises `Refusal`."""
    try:
        return make(
            FactKind.PREFERENCE, on=at.today, today=at.today, value=key, provider=provider, fields={"is": value}
        )
    except BadFact as error:
        raise Refusal(str(error)) from None


@click.command("ack")
@click.argument("id_", metavar="ID")
@click.pass_context
def ack_command(ctx: click.Context, id_: str) -> None:
    """Note that you have seen a follow-up; it is not told again and stays to be done."""
    at = desk(ctx)
    with at.write() as (tx, house):
        follow_up = stored(tx, at, id_)
        acknowledge(tx, house, follow_up, at.now)
    click.echo(f"Seen: {follow_up.id}. It stays on the list. Undo: rapport undo")


@click.command("snooze")
@click.argument("id_", metavar="ID")
@click.argument("until", metavar="UNTIL")
@click.pass_context
def snooze_command(ctx: click.Context, id_: str, until: str) -> None:
    """Hide a follow-up until a day, as in 3d, friday or 2026-12-01. Its date stays."""
    at = desk(ctx)
    day = ahead(at, until)
    with at.write() as (tx, house):
        follow_up = stored(tx, at, id_)
        snooze(tx, house, follow_up, day, at.now)
    click.echo(f"{follow_up.id} is hidden until {spoken(day)}. Undo: rapport undo")


@click.command("move")
@click.argument("id_", metavar="ID")
@click.argument("to", metavar="DATE")
@click.pass_context
def move_command(ctx: click.Context, id_: str, to: str) -> None:
    """Pin a follow-up to another day; the rules no longer move it."""
    at = desk(ctx)
    day = ahead(at, to)
    with at.write() as (tx, house):
        follow_up = stored(tx, at, id_)
        move(tx, house, follow_up, day, at.now)
    closed = at.settings.practice.workdays.closed(day)
    warning = f" Note: {closed} on that day." if closed else ""
    click.echo(f"{follow_up.id} is now on {spoken(day)}.{warning} Undo: rapport undo")


def ahead(at: Desk, text: str) -> date:
    """A day ahead: `3d` means the same as `+3d`."""
    return at.day(f"+{text}" if text[:1].isdigit() and text[-1:] in "dw" else text)


@click.command("dismiss")
@click.argument("id_", metavar="ID")
@click.option("--because", metavar="TEXT", required=True, help="The reason, in your own words.")
@click.pass_context
def dismiss_command(ctx: click.Context, id_: str, because: str) -> None:
    """Decide that a follow-up will not be done; the rules do not bring it back."""
    at = desk(ctx)
    with at.write() as (tx, house):
        follow_up = stored(tx, at, id_)
        dismiss(tx, house, follow_up, because, at.now)
    click.echo(f"{follow_up.id} will not be done. Undo: rapport undo")


@click.command("undo")
@as_json
@click.pass_context
def undo_command(ctx: click.Context, as_json: bool) -> None:
    """Take back the last thing you did: done, ack, snooze, move, dismiss, record, correct, retract or merge."""
    at = desk(ctx)
    with at.write() as (tx, house):
        logged = audit.last(tx)
        act, changes = undo(tx, house, at.now)
        back = taken_back(at, tx, logged)
    for words in back:
        click.echo(words, err=True)
    if as_json:
        say_json({"verb": act.verb, "what": act.what, "changes": _counts(changes)})
        return
    click.echo(f"Undone: {act.verb}, {act.what}. {counted(changes)}".strip())
