"""Review: what is due, one at a time, one key each. It works on any terminal: a line of keys, no drawing."""

import sys
from collections.abc import Sequence

import click

from scheduler.cli.acting import ahead, counted, stored
from scheduler.cli.desk import Desk, desk
from scheduler.cli.listing import hindrance
from scheduler.cli.one import script_lines
from scheduler.closing import acknowledge, close, move, sharing, snooze
from scheduler.followups import FollowUp, FollowUpKind
from scheduler.mistakes import Refusal
from scheduler.noticing import day_of, together
from scheduler.outcomes import USUAL_OUTCOME, outcomes_of
from scheduler.recording import undo
from scheduler.replanning import history_around
from scheduler.showing import Names, when
from scheduler.spans import spoken

#: Each key and what it does, as shown; the outcomes only where a follow-up can come to them.
_KEYS = {
    "d": "done",
    "r": "reached",
    "v": "voicemail",
    "a": "seen",
    "s": "snooze",
    "m": "move",
    "o": "open report",
    "n": "next",
    "u": "undo",
    "q": "quit",
}
_OUTCOMES = {"r": "reached", "v": "voicemail"}
#: Ctrl-C, Ctrl-D and Escape end the walk as q does.
_QUITS = frozenset({"q", "\x03", "\x04", "\x1b"})


@click.command("review")
@click.option("--practitioner", metavar="WHO", help="Only this practitioner's.")
@click.pass_context
def review_command(ctx: click.Context, practitioner: str | None) -> None:
    """Go through what is due, one at a time, one key each; every key can be undone."""
    at = desk(ctx)
    if not sys.stdin.isatty():
        raise Refusal("review asks for keys and needs a terminal; in a script: rapport today --json, rapport done ID")
    with at.read() as tx:
        mine = [
            f
            for f in at.follow_ups(tx)
            if practitioner is None or f.planned.practitioner == at.practitioner(practitioner)
        ]
    day = day_of(mine, at.today, at.settings.practice.workdays, at.settings.zone)
    contacts = list(together((*day.now, *day.today, *day.missed)))
    if not contacts:
        click.echo("Nothing is due. Next: rapport upcoming")
        return
    done = 0
    for number, contact in enumerate(contacts, 1):
        answer = _one(at, contact, f"{number} of {len(contacts)}")
        if answer is None:
            break
        done += answer
    click.echo(f"{done} of {len(contacts)} dealt with. What is left: rapport today")


def _one(at: Desk, contact: Sequence[FollowUp], place: str) -> int | None:
    """Show one contact and do what its keys say: 1 when it was dealt with, 0 when left, None to quit."""
    _show(at, contact, place)
    keys = _keys(contact[0])
    while True:
        click.echo("  " + "  ".join(f"{key} {words}" for key, words in keys.items()))
        key = click.getchar().lower()
        if key in _QUITS:
            return None
        if key in ("n", " ", "\r", "\n") or key not in keys:
            if key in ("n", " ", "\r", "\n"):
                return 0
            click.echo(f"  {key!r} is none of these keys")
            continue
        try:
            if _act(at, contact, key):
                return 1
        except Refusal as refusal:
            click.echo(f"  {refusal.message}")


def _keys(follow_up: FollowUp) -> dict[str, str]:
    possible = outcomes_of(follow_up.planned.kind)
    report = follow_up.planned.kind is FollowUpKind.REPORT
    return {
        key: words
        for key, words in _KEYS.items()
        if (key not in _OUTCOMES or (_OUTCOMES[key] in possible and not report)) and (key != "o" or report)
    }


def _show(at: Desk, contact: Sequence[FollowUp], place: str) -> None:
    with at.read() as tx:
        history = history_around(tx, at.house, at.today, contact)
    names = Names(history.people, at.settings.practice.zone, at.now)
    first = contact[0]
    click.echo(
        f"\n{place}  {first.id}  {first.planned.kind.spoken}  {names.whom(first)}  {names.phone(first)}".rstrip()
    )
    for follow_up in contact:
        late = f" ({when(follow_up, names)})" if follow_up.day < names.today else ""
        click.echo(f"  {names.why(follow_up)}{late}")
    if first.blocked_by:
        click.echo(f"  blocked: {hindrance(first.blocked_by)}")
    for label, words in script_lines(first, history, at):
        click.echo(f"  {label + ':':<11}{words}")


def _act(at: Desk, contact: Sequence[FollowUp], key: str) -> bool:
    """Do what a key says; whether the contact is dealt with."""
    first = contact[0]
    if key == "o":
        click.echo(f"  rapport report show {first.id}")
        return False
    if key == "u":
        with at.write() as (tx, house):
            act, changes = undo(tx, house, at.now)
        click.echo(f"  Undone: {act.verb}, {act.what}. {counted(changes)}".rstrip())
        return False
    if key in ("s", "m"):
        question = "  until" if key == "s" else "  to which day"
        day = ahead(at, click.prompt(question, default="1d" if key == "s" else None))
        with at.write() as (tx, house):
            follow_up = stored(tx, at, first.id)
            (snooze if key == "s" else move)(tx, house, follow_up, day, at.now)
        click.echo(f"  {first.id}: {'hidden until' if key == 's' else 'now on'} {spoken(day)}")
        return True
    with at.write() as (tx, house):
        follow_up = stored(tx, at, first.id)
        if key == "a":
            acknowledge(tx, house, follow_up, at.now)
            click.echo(f"  Seen: {first.id}; it stays on the list")
            return True
        outcome = _OUTCOMES.get(key, USUAL_OUTCOME[follow_up.planned.kind])
        together_ = sharing(tx, follow_up)
        by = at.settings.practitioners[follow_up.planned.practitioner].name
        changes = close(tx, house, follow_up, outcome, at.now, together=together_, by=by)
    click.echo(f"  Done: {first.id}, {outcome}. {counted(changes)}".rstrip())
    return True
