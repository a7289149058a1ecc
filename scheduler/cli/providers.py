"""Providers: add, list, show, edit, merge, export."""

import click
from msgspec import structs

from scheduler.cli.acting import counted
from scheduler.cli.addresses import export_command
from scheduler.cli.clients import HELP, facts_of, given, options, show_history, told
from scheduler.cli.desk import desk
from scheduler.cli.merging import provider_merge
from scheduler.cli.one import fact_dict
from scheduler.cli.output import as_json, say_json, table
from scheduler.cli.recalling import moved_away
from scheduler.enrolling import change_provider, enter_provider
from scheduler.explaining import preferred
from scheduler.making_people import BadPerson, make_provider
from scheduler.mistakes import Refusal
from scheduler.people import Provider, shown_phone
from scheduler.replanning import history_of
from scheduler.store import followups, people
from scheduler.store.people import hours_text

_PROVIDER_FIELDS = {
    "credentials": "As in MD or DPT.",
    "specialty": "As in orthopedics.",
    "npi": "National Provider Identifier, ten digits.",
    "phone": "The office's phone number.",
    "fax": "The office's fax number.",
    "email": "E-mail address.",
    "office": "Name and address of the office.",
    "hours": 'Office hours, as in "Mon-Thu 08:30-17:00, Fri 9-12".',
    "zone": "Time zone, when it is not the practice's.",
    "channel": "How to be told: phone, fax, email or mail.",
    "tier": "How close to keep the office: A, B or C; yours to set.",
    "contact": "Whom to ask for.",
    "best_time": "When to call, in your own words.",
}


@click.group("provider", context_settings=HELP)
def provider_command() -> None:
    """Providers: add, list, show, edit, merge, export."""


@provider_command.command("add")
@click.argument("name")
@options(_PROVIDER_FIELDS)
@as_json
@click.pass_context
def provider_add(ctx: click.Context, /, name: str, as_json: bool, **fields: str | None) -> None:
    """Add a provider.

    \b
    Example:
      rapport provider add "Dr. Alan Lee" --specialty orthopedics --phone "(617) 555-0142" --tier A
    """
    at = desk(ctx)
    with at.write() as (tx, house):
        code = people.free_code(tx)
        try:
            provider = make_provider(told(at), code=code, name=name, **given(fields))
        except BadPerson as error:
            raise Refusal(str(error)) from None
        enter_provider(tx, house, provider, at.now)
    if as_json:
        say_json({"code": code})
        return
    click.echo(f"Added provider {code}: {provider.name}.")


@provider_command.command("edit")
@click.argument("who")
@click.option("--name", metavar="TEXT", help="The name.")
@options(_PROVIDER_FIELDS)
@click.pass_context
def provider_edit(ctx: click.Context, /, who: str, name: str | None, **fields: str | None) -> None:
    """Change what is on file of a provider; an empty text takes it away."""
    at = desk(ctx)
    with at.write() as (tx, house):
        old = at.provider(tx, who)
        before = {field: getattr(old, field) for field in _PROVIDER_FIELDS}
        before |= {"hours": hours_text(old.hours), "tier": old.tier or ""}
        try:
            made = make_provider(told(at), code=old.code, name=name or old.name, **{**before, **given(fields)})
        except BadPerson as error:
            raise Refusal(str(error)) from None
        changes = change_provider(tx, house, made, at.now)
        former = {"fax": old.fax, "phone": old.phone, "email": old.email}
        left = moved_away(at, tx, old.code, (was for name, was in former.items() if was != getattr(made, name)))
    click.echo(f"Changed provider {old.code}. {counted(changes)}".strip())
    for words in left:
        click.echo(words, err=True)


provider_command.add_command(export_command)
provider_command.add_command(provider_merge)


@provider_command.command("list")
@as_json
@click.pass_context
def provider_list(ctx: click.Context, as_json: bool) -> None:
    """The providers, with phone and tier."""
    at = desk(ctx)
    with at.read() as tx:
        known = people.providers(tx).values()
    if as_json:
        say_json([provider_dict(p) for p in known])
    elif not known:
        click.echo('No providers yet: rapport provider add "Dr. Alan Lee", or rapport import --template')
    else:
        click.echo(table([[p.code, p.name, p.specialty, shown_phone(p.phone), p.tier or "-"] for p in known], ""))


def provider_dict(provider: Provider) -> dict[str, object]:
    """A provider as JSON shows it."""
    return {
        **structs.asdict(provider),
        "hours": hours_text(provider.hours),
    }


@provider_command.command("show")
@click.argument("who", required=False)
@as_json
@click.pass_context
def provider_show(ctx: click.Context, who: str | None, as_json: bool) -> None:
    """The whole history with one provider."""
    at = desk(ctx)
    with at.read() as tx:
        provider = at.provider(tx, who)
        history = history_of(tx, at.house, at.today, [provider.code])
        mine = followups.with_provider(tx, provider.code)
    told = facts_of(history, provider.code)
    if as_json:
        say_json({**provider_dict(provider), "facts": [fact_dict(f) for f in told], "follow_ups": [f.id for f in mine]})
        return
    what = provider.specialty or "no specialty on file"
    click.echo(f"{provider.name} ({provider.code}) · {what} · tier {provider.tier or 'not set'}")
    shown = {**provider_dict(provider), "phone": shown_phone(provider.phone), "fax": shown_phone(provider.fax)}
    for name in (
        "credentials",
        "npi",
        "phone",
        "fax",
        "email",
        "office",
        "hours",
        "zone",
        "channel",
        "contact",
        "best_time",
    ):
        if shown[name]:
            click.echo(f"  {name.replace('_', ' '):<12}{shown[name]}")
    if held := history.preferences(provider.code):
        click.echo(f"  {'prefers':<12}{preferred(held)}")
    show_history(told, mine, at, history)
