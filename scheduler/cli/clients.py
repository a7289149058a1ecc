"""Clients: add, list, show, edit, merge; and what they share with providers."""

from collections.abc import Callable, Iterable
from typing import Any

import click
from msgspec import structs

from scheduler.borders import on_screen
from scheduler.cli.acting import counted
from scheduler.cli.desk import Desk, desk
from scheduler.cli.erasing import erase_command
from scheduler.cli.merging import client_merge
from scheduler.cli.one import fact_dict
from scheduler.cli.output import as_json, say_json, table
from scheduler.cli.submitted import submitted_lines, submitted_rows
from scheduler.enrolling import change_client, enter_client
from scheduler.facts import KINDS, Fact, FactKind
from scheduler.facts.making import make
from scheduler.followups import FollowUp, status
from scheduler.history import History
from scheduler.importing.people import as_text
from scheduler.making_people import BadPerson, Told, make_client
from scheduler.mistakes import Refusal
from scheduler.people import Role, shown_phone
from scheduler.replanning import history_of
from scheduler.spans import spoken
from scheduler.store import followups, forms, people

HELP = {"help_option_names": ["-h", "--help"]}
_CLIENT_FIELDS = {
    "born": "Date of birth, as in 1961-03-12.",
    "phone": "Phone number.",
    "email": "E-mail address.",
}


def told(at: Desk) -> Told:
    """What is needed to read what was typed of a person."""
    return Told(today=at.today, region=at.settings.region)


def options(fields: dict[str, str]) -> Callable[[Any], Any]:
    """An option for each field, in their order."""

    def add(command: Any) -> Any:
        for name, words in reversed(fields.items()):
            command = click.option(f"--{name.replace('_', '-')}", name, metavar="TEXT", help=words)(command)
        return command

    return add


def given(values: dict[str, str | None]) -> dict[str, str]:
    """The options that were typed."""
    return {name: value for name, value in values.items() if value is not None}


@click.group("client", context_settings=HELP)
def client_command() -> None:
    """Clients: add, list, show, edit, merge.

    A client has a random code; it stands for the name wherever others might read along.
    """


@client_command.command("add")
@click.argument("name", required=False)
@options(_CLIENT_FIELDS)
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
            client = make_client(told(at), code=code, name=name, practitioner=whose, **given(fields))
        except BadPerson as error:
            raise Refusal(str(error)) from None
        team = [
            make(
                FactKind.CARE_TEAM,
                value=role,
                on=at.today,
                today=at.today,
                client=code,
                provider=at.provider(tx, text).code,
            )
            for role, text in roles
            if text
        ]
        enter_client(tx, house, client, team, at.now)
    if as_json:
        say_json({"code": code})
        return
    click.echo(
        f"Added client {code}. Next: rapport record referral {code} --provider WHO, or rapport record milestone {code}"
    )


@client_command.command("edit")
@click.argument("who")
@click.option("--name", metavar="TEXT", help="The name.")
@options(_CLIENT_FIELDS)
@click.option("--practitioner", metavar="WHO", help="Who is in charge.")
@click.pass_context
def client_edit(
    ctx: click.Context, /, who: str, name: str | None, practitioner: str | None, **fields: str | None
) -> None:
    """Change what is on file of a client."""
    at = desk(ctx)
    with at.write() as (tx, house):
        old = at.client(tx, who)
        before = {name: as_text(getattr(old, name)) for name in ("born", "phone", "email")}
        whose = at.practitioner(practitioner) if practitioner else old.practitioner
        try:
            made = make_client(
                told(at),
                code=old.code,
                name=name or on_screen(old.name),
                practitioner=whose,
                **{**before, **given(fields)},
            )
        except BadPerson as error:
            raise Refusal(str(error)) from None
        changes = change_client(tx, house, made, at.now)
    click.echo(f"Changed client {old.code}. {counted(changes)}".strip())


client_command.add_command(erase_command)
client_command.add_command(client_merge)


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
        say_json([{**structs.asdict(c), "standing": history.standing(c.code, at.today)} for c in known])
    elif not known:
        click.echo("No clients yet: rapport client add, or rapport import --template")
    else:
        click.echo(
            table([[c.code, on_screen(c.name), c.practitioner, history.standing(c.code, at.today)] for c in known], "")
        )


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
        sent, rows = forms.submissions(tx, client.code), submitted_rows(tx, client.code)
    told = facts_of(history, client.code)
    if as_json:
        say_json(
            {
                **structs.asdict(client),
                "standing": history.standing(client.code, at.today),
                "care_team": {code: list(roles) for code, roles in history.team(client.code).items()},
                "facts": [fact_dict(f) for f in told],
                "follow_ups": [f.id for f in mine],
                "forms": rows,
            }
        )
        return
    born = f", born {spoken(day)}" if (day := on_screen(client.born)) else ""
    click.echo(f"{on_screen(client.name)} ({client.code}){born} · {history.standing(client.code, at.today)}")
    for label, value in (
        ("phone", shown_phone(on_screen(client.phone))),
        ("e-mail", on_screen(client.email)),
        ("in charge", client.practitioner),
    ):
        if value:
            click.echo(f"  {label:<10}{value}")
    for code, roles in history.team(client.code).items():
        click.echo(f"  {', '.join(roles)}: {history.people.providers[code].name} ({code})")
    for words in submitted_lines(at, sent):
        click.echo(words)
    show_history(told, mine, at, history)


#: So many follow-ups that lie ahead are listed with a person.
AHEAD = 10


def facts_of(history: History, code: str) -> list[Fact]:
    """Everything known of a person, in the order it happened."""
    return sorted((f for kind in KINDS for f in history.of(code, kind)), key=lambda f: f.order)


def show_history(told: Iterable[Fact], mine: Iterable[FollowUp], at: Desk, history: History) -> None:
    """The facts and the follow-ups of a person, a line each."""
    rows = [[spoken(f.on), f.id, f"{f.kind}: {f.value}", *_about(f, history)] for f in told]
    if rows:
        click.echo("\nFacts")
        click.echo(table(rows))
    in_order = sorted(mine, key=lambda f: (f.day, f.id))
    ahead = [f for f in in_order if f.open and f.day > at.today]
    beyond = {f.id for f in ahead[AHEAD:]}
    listed = [
        [
            spoken(f.day),
            f.id,
            f.planned.kind.spoken,
            f"{status(f, at.today)}{f': {f.outcome}' if f.outcome else ''}",
            f.planned.key.rule,
            _client_of(f, history),
        ]
        for f in in_order
        if f.id not in beyond
    ]
    if listed:
        click.echo("\nFollow-ups")
        click.echo(table(listed))
    if beyond:
        click.echo(f"  and {len(beyond)} later: rapport upcoming --all")


def _client_of(follow_up: FollowUp, history: History) -> str:
    client = history.people.clients.get(follow_up.planned.client or "")
    return on_screen(client.name) if client else ""


def _about(fact: Fact, history: History) -> list[str]:
    provider = history.people.providers.get(fact.provider or "")
    fields = ", ".join(f"{name} {value}" for name, value in fact.data.items())
    return [provider.name if provider else "", fields]
