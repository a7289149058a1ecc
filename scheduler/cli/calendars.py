"""Invitations to providers, and entries in one's own calendar: invite, list, reply, again."""

import re
import sys
from datetime import datetime
from pathlib import Path

import click

from calendars.foreign import LARGEST
from scheduler import wiring
from scheduler.cli.desk import Desk, desk
from scheduler.cli.output import as_json, say_json, table
from scheduler.facts import Fact
from scheduler.inviting import NotTaken, arrange, invite, take
from scheduler.inviting.meetings import practitioner_of
from scheduler.mistakes import Refusal
from scheduler.people import opaque
from scheduler.spans import spoken
from scheduler.store import busy, followups, invitations, meta, mirrored, outbox, people
from scheduler.store import facts as fact_store
from scheduler.store.invitations import Invited
from scheduler.store.outbox import Outgoing, OutState
from scheduler.store.tx import Transaction


@click.group("calendar", context_settings={"help_option_names": ["-h", "--help"]})
def calendar_command() -> None:
    """Invitations to providers, and your own calendar: invite, list, reply, again.

    \b
    Examples:
      rapport calendar invite F81
      rapport calendar list
      rapport calendar reply answer.eml
    """


@calendar_command.command("invite")
@click.argument("id_", metavar="FACT")
@as_json
@click.pass_context
def invite_command(ctx: click.Context, id_: str, as_json: bool) -> None:
    """Invite the provider to a meeting or a joint visit, by e-mail.

    FACT is a meeting or a joint visit, as in F81, or a follow-up that proposes a meeting, as in 7F3K: that one is
    recorded as a meeting first. What changes later goes out by itself.
    """
    at = desk(ctx)
    with at.write() as (tx, house):
        fact = _meeting(tx, at, id_)
        invited = invite(tx, house, wiring.mailroom(at.settings), fact, at.now)
        mine = practitioner_of(tx, house, fact)
        collides = bool(mine and busy.spans(tx, mine.code, invited.starts, invited.ends))
        name = people.providers(tx, [invited.provider])[invited.provider].name
    if as_json:
        say_json({"fact": fact.id, "provider": invited.provider, "starts": invited.starts, "ends": invited.ends})
    else:
        click.echo(f"{name} is invited to {fact.id}, {_when(at, invited.starts)}. It goes out with the next round.")
    if collides:
        click.echo("By your calendar you are busy at that time.", err=True)


def _meeting(tx: Transaction, at: Desk, id_: str) -> Fact:
    """The meeting that was named, recorded first where a follow-up was named that proposes it."""
    if found := re.fullmatch(r"[Ff](\d{1,12})", id_.strip()):
        fact = fact_store.get(tx, int(found[1]))
        if fact is not None:
            return fact
    follow_up = at.follow_up(tx, id_)
    stored = followups.by_key(tx, str(follow_up.key))
    if stored is None:
        raise Refusal(f"{follow_up.id} is not stored yet; run: rapport tick", 1)
    return arrange(tx, at.house, stored, at.now)


@calendar_command.command("list")
@as_json
@click.pass_context
def list_command(ctx: click.Context, as_json: bool) -> None:
    """The invitations, whether they went out, and what was answered."""
    at = desk(ctx)
    with at.read() as tx:
        found = [(i, outbox.get(tx, i.letter)) for i in invitations.all_of(tx)]
        known = people.providers(tx)
    if as_json:
        say_json([_dict(i, letter) for i, letter in found])
        return
    ahead = [(i, letter) for i, letter in found if i.ends > at.now]
    if not ahead:
        click.echo("Nobody is invited to anything that lies ahead: rapport calendar invite FACT")
        return
    rows = [
        [
            f"F{i.fact}",
            _when(at, i.starts),
            known[i.provider].name if i.provider in known else i.provider,
            _state(at, i, letter),
        ]
        for i, letter in ahead
    ]
    click.echo(table(rows, indent=""))


def _when(at: Desk, moment: datetime) -> str:
    local = moment.astimezone(at.settings.zone)
    return f"{spoken(local.date())} {local:%H:%M}"


def _state(at: Desk, invited: Invited, letter: Outgoing | None) -> str:
    if not invited.stands:
        return "cancelled"
    if invited.proposed:
        return f"proposes {_when(at, invited.proposed)}"
    return invited.answer or _sent(letter)


def _sent(letter: Outgoing | None) -> str:
    match letter.state if letter else None:
        case OutState.SENT | OutState.UNKNOWN:
            return "sent, no answer yet"
        case OutState.WAITING | OutState.CLAIMED | OutState.HANDING_OVER:
            return "waits to be sent"
        case _:
            return "not sent: rapport status"


def _dict(invited: Invited, letter: Outgoing | None) -> dict[str, object]:
    return {
        "fact": f"F{invited.fact}",
        "provider": invited.provider,
        "starts": invited.starts,
        "ends": invited.ends,
        "state": invited.state,
        "sequence": invited.sequence,
        "letter": letter.state.value if letter else None,
        "answer": invited.answer or None,
        "answered_at": invited.answered_at,
        "proposed": invited.proposed,
    }


@calendar_command.command("reply")
@click.argument("file", metavar="FILE")
@as_json
@click.pass_context
def reply_command(ctx: click.Context, file: str, as_json: bool) -> None:
    """Take the answer to an invitation: an e-mail or an .ics file; - reads standard input.

    What answers nothing that was sent is refused with a reason and exit status 1.
    """
    at = desk(ctx)
    data = _bytes(file)
    with at.write() as (tx, house):
        taken = take(tx, house, wiring.post(at.settings), data, at.now)
    if isinstance(taken, NotTaken):
        raise Refusal(f"not taken: {taken.reason}", 1)
    if as_json:
        say_json({"fact": taken.fact.id, "value": taken.fact.value, "said": taken.words})
    else:
        click.echo(taken.words)


@calendar_command.command("again")
@click.argument("what", metavar="ID")
@click.pass_context
def again_command(ctx: click.Context, what: str) -> None:
    """Write an entry again that you deleted in your calendar; or all of a publisher, by its name.

    ID is a follow-up or a fact, as in 7F3K or F81. What is no longer wanted there is not written.
    """
    at = desk(ctx)
    names = {p.name for p in at.settings.outside.publishers}
    with at.store.write() as tx:
        if what in names:
            count = mirrored.forget(tx, what)
        else:
            look = opaque(meta.secret(tx), "calendar", 12).lower()
            count = mirrored.forget_left(tx, f"{what.strip().lower()}.{look}@rapport.invalid")
    if not count:
        known = f"; publishers: {', '.join(sorted(names))}" if names else "; no [[publisher]] is configured"
        raise Refusal(f"{what} was not deleted in any calendar{known}")
    click.echo("It is written again within a minute while the daemon runs, or by: rapport tick")


def _bytes(file: str) -> bytes:
    """What is in a file, no more than an answer can be long."""
    try:
        if file == "-":
            return sys.stdin.buffer.read(LARGEST + 1)
        with Path(file).open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise Refusal(f"cannot read {file}: {error.strerror}") from None
