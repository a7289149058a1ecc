"""Correcting and retracting facts: what was told is never edited in place, and what had gone out is said."""

import re

import click
from msgspec import structs

from scheduler import clock as clocks
from scheduler.cli.acting import counted
from scheduler.cli.desk import desk
from scheduler.cli.recalling import taken_back
from scheduler.cli.recording import by_whom
from scheduler.facts import KINDS, FactKind
from scheduler.facts.making import make
from scheduler.facts.permissions import BadFact
from scheduler.mistakes import Refusal
from scheduler.recording import correct, retract
from scheduler.spans import spoken
from scheduler.store import audit
from scheduler.store import facts as fact_store


def fact_number(text: str) -> int:
    """The number in F81; raises `Refusal`."""
    found = re.fullmatch(r"[Ff]?(\d{1,12})", text.strip())
    if not found:
        raise Refusal(f"{text} is not a fact; facts are named as in F81 (rapport client show lists them)")
    return int(found[1])


@click.command("correct")
@click.argument("fact_id", metavar="FACT")
@click.option("--on", metavar="DATE", help="The day it should have said.")
@click.option("--at", "at_time", metavar="HH:MM", help="The time of day; none takes it away.")
@click.option("--value", metavar="VALUE", help="The value it should have said, as in attended.")
@click.option("--provider", metavar="WHO", help="The provider it should have named.")
@click.option("--set", "fields", metavar="FIELD=TEXT", multiple=True, help="A field; an empty text takes it away.")
@click.pass_context
def correct_command(
    ctx: click.Context,
    fact_id: str,
    on: str | None,
    at_time: str | None,
    value: str | None,
    provider: str | None,
    fields: tuple[str, ...],
) -> None:
    """Correct a fact; its follow-ups move with it.

    \b
    Examples:
      rapport correct F81 --on 2026-12-09
      rapport correct F81 --value cancelled
      rapport correct F90 --set until=2027-09-01
    """
    at = desk(ctx)
    number = fact_number(fact_id)
    if not any((on, at_time, value, provider, fields)):
        raise Refusal("say what it should be: --on, --at, --value, --provider or --set")
    with at.write() as (tx, house):
        logged = audit.last(tx)
        old = fact_store.get(tx, number)
        if old is None:
            raise Refusal(f"there is no fact F{number}")
        texts = {name: _text(content) for name, content in old.data.items()}
        for pair in fields:
            name, equals, text = pair.partition("=")
            if not equals:
                raise Refusal(f'"{pair}" does not set a field; write for example --set until=2027-09-01')
            texts[name] = at.day(text).isoformat() if name == "until" and text else text
        hour = old.at if at_time is None else None if at_time == "none" else clocks.time_of_day(at_time)
        day = at.day(on, past=not KINDS[old.kind].ahead) if on else old.on
        clocks.check_wall(day, hour, at.settings.zone)
        try:
            made = make(
                FactKind(old.kind),
                value=value or old.value,
                on=day,
                at=hour,
                today=at.today,
                client=old.client,
                provider=at.provider(tx, provider).code if provider else old.provider,
                practitioner=old.practitioner,
                fields=texts,
                identity=old.identity,
                measures=at.settings.practice.measures,
            )
        except BadFact as error:
            raise Refusal(str(error)) from None
        new, changes = correct(
            tx, house, structs.replace(made, number=number, closes=old.closes), at.now, by_whom(at, old, tx)
        )
        back = taken_back(at, tx, logged)
    click.echo(f"Corrected {new.kind} {new.id} ({new.value}, {spoken(new.on)}). {counted(changes)}".strip())
    for words in back:
        click.echo(words, err=True)


def _text(content: object) -> str:
    return ("yes" if content else "no") if isinstance(content, bool) else str(content)


@click.command("retract")
@click.argument("fact_id", metavar="FACT")
@click.pass_context
def retract_command(ctx: click.Context, fact_id: str) -> None:
    """Take a fact back, as if it had never been told; its versions stay on file."""
    at = desk(ctx)
    number = fact_number(fact_id)
    with at.write() as (tx, house):
        logged = audit.last(tx)
        gone, changes = retract(tx, house, number, at.now)
        back = taken_back(at, tx, logged)
    click.echo(f"Retracted {gone.kind} {gone.id}. {counted(changes)} Undo: rapport undo".replace("  ", " "))
    for words in back:
        click.echo(words, err=True)
