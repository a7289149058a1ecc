"""Clients, providers and practitioners: add, list, show, edit."""

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import click

from scheduler.cli.acting import counted
from scheduler.cli.desk import Desk, as_json, desk, say_json, table
from scheduler.cli.looking import fact_dict
from scheduler.facts import KINDS, Fact, FactKind
from scheduler.facts.making import make
from scheduler.followups import FollowUp, status
from scheduler.history import History
from scheduler.making_people import BadPerson, Told, make_client, make_provider
from scheduler.mistakes import Refusal
from scheduler.people import Provider, Role, shown_phone
from scheduler.recording import record
from scheduler.replanning import history_of, replan_subjects, touched_by_person
from scheduler.spans import spoken
from scheduler.store import followups, people
from scheduler.store.people import hours_text
from scheduler.store.tx import Transaction

_HELP = {"help_option_names": ["-h", "--help"]}
_CLIENT_FIELDS = {
    "born": "Date of birth, as in 1961-03-12.",
    "phone": "Phone number.",
    "email": "E-mail address.",
}
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


def _told(at: Desk) -> Told:
    return Told(today=at.today, region=at.settings.region)


def _options(fields: dict[str, str]) -> Callable[[Any], Any]:
    def add(command: Any) -> Any:
        for name, words in reversed(fields.items()):
            command = click.option(f"--{name.replace('_', '-')}", name, metavar="TEXT", help=words)(command)
        return command

    return add


def _given(values: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


@click.group("client", context_settings=_HELP)
def client_command() -> None:
    """Clients: add, list, show, edit.

    A client has a random code; it stands for the name wherever others might read along.
    """


@client_command.command("add")
@click.argument("name", required=False)
@_options(_CLIENT_FIELDS)
@click.option("--practitioner", metavar="WHO", help="Who is in charge (default: the first practitioner).")
@click.option("--referring", metavar="PROVIDER", help="Who referred the client.")
@click.option("--primary-care", metavar="PROVIDER", help="The client's primary care provider.")
@as_json
@click.pass_context
def client_add(
    ctx: click.Context,
    /,
    name: str | None,
    practitioner: str | None,
    referring: str | None,
    primary_care: str | None,
    as_json: bool,
    **fields: str | None,
) -> None:
    """Add a client. Left out on a terminal, the name is asked for."""
    at = desk(ctx)
    name = at.asked(name, "Name")
    whose = at.practitioner(practitioner)
    roles = ((Role.REFERRING, referring), (Role.PRIMARY_CARE, primary_care))
    with at.write() as (tx, house):
        code = people.free_code(tx)
        try:
            client = make_client(_told(at), code=code, name=name, practitioner=whose, **_given(fields))
        except BadPerson as error:
            raise Refusal(str(error)) from None
        people.add_client(tx, client)
        for role, text in roles:
            if text:
                provider = at.provider(tx, text).code
                fact = make(FactKind.CARE_TEAM, value=role, on=at.today, today=at.today, client=code, provider=provider)
                record(tx, house, fact, at.now)
        replan_subjects(tx, house, [code], at.now)
    if as_json:
        say_json({"code": code})
        return
    click.echo(
        f"Added client {code}. Next: rapport record referral {code} --provider WHO, or rapport record milestone {code}"
    )


@client_command.command("edit")
@click.argument("who")
@click.option("--name", metavar="TEXT", help="The name.")
@_options(_CLIENT_FIELDS)
@click.option("--practitioner", metavar="WHO", help="Who is in charge.")
@click.pass_context
def client_edit(
    ctx: click.Context, /, who: str, name: str | None, practitioner: str | None, **fields: str | None
) -> None:
    """Change what is on file of a client."""
    at = desk(ctx)
    with at.write() as (tx, house):
        old = at.client(tx, who)
        before = {"born": old.born.isoformat() if old.born else "", "phone": old.phone, "email": old.email}
        whose = at.practitioner(practitioner) if practitioner else old.practitioner
        try:
            made = make_client(
                _told(at), code=old.code, name=name or old.name, practitioner=whose, **{**before, **_given(fields)}
            )
        except BadPerson as error:
            raise Refusal(str(error)) from None
        people.save_client(tx, replace(made, entered_on=old.entered_on))
        changes = replan_subjects(tx, house, [old.code], at.now)
    click.echo(f"Changed client {old.code}. {counted(changes)}".strip())


@client_command.command("list")
@as_json
@click.pass_context
def client_list(ctx: click.Context, as_json: bool) -> None:
    """The clients, with where they stand."""
    at = desk(ctx)
    with at.read() as tx:
        history = history_of(tx, at.house, at.today)
    known = history.people.clients.values()
    if as_json:
        say_json([{**dataclasses.asdict(c), "standing": history.standing(c.code, at.today)} for c in known])
    elif not known:
        click.echo("No clients yet: rapport client add, or rapport import --template")
    else:
        click.echo(table([[c.code, c.name, c.practitioner, history.standing(c.code, at.today)] for c in known], ""))


@client_command.command("show")
@click.argument("who", required=False)
@as_json
@click.pass_context
def client_show(ctx: click.Context, who: str | None, as_json: bool) -> None:
    """The whole history of one client."""
    at = desk(ctx)
    with at.read() as tx:
        client = at.client(tx, who)
        history = history_of(tx, at.house, at.today, [client.code])
        mine = [f for f in followups.all_of(tx, [client.code]) if f.planned.client == client.code]
    told = _facts_of(history, client.code)
    if as_json:
        say_json(
            {
                **dataclasses.asdict(client),
                "standing": history.standing(client.code, at.today),
                "care_team": {code: list(roles) for code, roles in history.team(client.code).items()},
                "facts": [fact_dict(f) for f in told],
                "follow_ups": [f.id for f in mine],
            }
        )
        return
    born = f", born {spoken(client.born)}" if client.born else ""
    click.echo(f"{client.name} ({client.code}){born} · {history.standing(client.code, at.today)}")
    for label, value in (
        ("phone", shown_phone(client.phone)),
        ("e-mail", client.email),
        ("in charge", client.practitioner),
    ):
        if value:
            click.echo(f"  {label:<10}{value}")
    for code, roles in history.team(client.code).items():
        click.echo(f"  {', '.join(roles)}: {history.people.providers[code].name} ({code})")
    _history(told, mine, at, history)


def _facts_of(history: History, code: str) -> list[Fact]:
    return sorted((f for kind in KINDS for f in history.of(code, kind)), key=lambda f: f.order)


def _history(told: Iterable[Fact], mine: Iterable[FollowUp], at: Desk, history: History) -> None:
    rows = [[spoken(f.on), f.id, f"{f.kind}: {f.value}", *_about(f, history)] for f in told]
    if rows:
        click.echo("\nFacts")
        click.echo(table(rows))
    listed = [
        [
            spoken(f.day),
            f.id,
            f.planned.kind.spoken,
            f"{status(f, at.today)}{f': {f.outcome}' if f.outcome else ''}",
            f.planned.key.rule,
        ]
        for f in mine
    ]
    if listed:
        click.echo("\nFollow-ups")
        click.echo(table(listed))


def _about(fact: Fact, history: History) -> list[str]:
    provider = history.people.providers.get(fact.provider or "")
    fields = ", ".join(f"{name} {value}" for name, value in fact.data.items())
    return [provider.name if provider else "", fields]


@click.group("provider", context_settings=_HELP)
def provider_command() -> None:
    """Providers: add, list, show, edit."""


@provider_command.command("add")
@click.argument("name")
@_options(_PROVIDER_FIELDS)
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
            provider = make_provider(_told(at), code=code, name=name, **_given(fields))
        except BadPerson as error:
            raise Refusal(str(error)) from None
        _refuse_duplicate(tx, provider)
        people.add_provider(tx, provider)
        replan_subjects(tx, house, [code], at.now)
    if as_json:
        say_json({"code": code})
        return
    click.echo(f"Added provider {code}: {provider.name}.")


def _refuse_duplicate(tx: Transaction, provider: Provider) -> None:
    """An NPI stands for one provider; so does a name at one phone number."""
    for other in people.providers(tx).values():
        same_name = other.name.casefold() == provider.name.casefold() and other.phone == provider.phone
        if other.code != provider.code and (same_name or (provider.npi and other.npi == provider.npi)):
            raise Refusal(
                f"that is {other.name} ({other.code}); to change what is on file: rapport provider edit {other.code}"
            )


@provider_command.command("edit")
@click.argument("who")
@click.option("--name", metavar="TEXT", help="The name.")
@_options(_PROVIDER_FIELDS)
@click.pass_context
def provider_edit(ctx: click.Context, /, who: str, name: str | None, **fields: str | None) -> None:
    """Change what is on file of a provider; an empty text takes it away."""
    at = desk(ctx)
    with at.write() as (tx, house):
        old = at.provider(tx, who)
        before = {field: getattr(old, field) for field in _PROVIDER_FIELDS}
        before |= {"hours": hours_text(old.hours), "tier": old.tier or ""}
        try:
            made = make_provider(_told(at), code=old.code, name=name or old.name, **{**before, **_given(fields)})
        except BadPerson as error:
            raise Refusal(str(error)) from None
        provider = replace(made, entered_on=old.entered_on)
        _refuse_duplicate(tx, provider)
        people.save_provider(tx, provider)
        changes = replan_subjects(tx, house, touched_by_person(tx, old.code), at.now)
    click.echo(f"Changed provider {old.code}. {counted(changes)}".strip())


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
        **{f.name: getattr(provider, f.name) for f in dataclasses.fields(provider)},
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
    told = _facts_of(history, provider.code)
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
    _history(told, mine, at, history)


@click.group("practitioner", context_settings=_HELP)
def practitioner_command() -> None:
    """Practitioners, as config.toml names them. To add one, write a [[practitioner]] table there."""


@practitioner_command.command("list")
@as_json
@click.pass_context
def practitioner_list(ctx: click.Context, as_json: bool) -> None:
    """The practitioners."""
    known = desk(ctx).settings.practitioners.values()
    if as_json:
        say_json([dataclasses.asdict(p) for p in known])
        return
    click.echo(
        table([[p.code, p.name, p.email or "no e-mail", f"morning e-mail {p.digest_at:%H:%M}"] for p in known], "")
    )


@practitioner_command.command("show")
@click.argument("who")
@click.pass_context
def practitioner_show(ctx: click.Context, who: str) -> None:
    """One practitioner, with the number of clients in charge."""
    at = desk(ctx)
    found = at.settings.practitioners[at.practitioner(who)]
    with at.read() as tx:
        clients = [c for c in people.clients(tx).values() if c.practitioner == found.code]
    click.echo(f"{found.name} ({found.code}) · {found.email or 'no e-mail'} · {len(clients)} clients")
