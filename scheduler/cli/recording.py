"""Recording facts: one subcommand for each kind, made from the kinds' own table."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from scheduler import clock as clocks
from scheduler import wiring
from scheduler.cli.acting import counted
from scheduler.cli.desk import Desk, desk, person
from scheduler.cli.one import fact_dict
from scheduler.cli.output import say_json
from scheduler.facts import KINDS, About, Fact, FactKind, FieldSpec, KindSpec
from scheduler.facts.making import make
from scheduler.facts.permissions import BadFact
from scheduler.followups import Priority
from scheduler.mistakes import Refusal
from scheduler.people import Client, Provider, described, shown_phone
from scheduler.recording import like_one, record
from scheduler.rounds import run_round
from scheduler.spans import spoken
from scheduler.store import facts as fact_store
from scheduler.store import people
from scheduler.store.lock import daemon_process
from scheduler.store.tx import Transaction

_DATED = "2026-11-24, today, yesterday, monday, -3d"


@click.group("record", context_settings={"help_option_names": ["-h", "--help"]})
def record_command() -> None:
    """Record a fact: a visit, a milestone, a call and so on.

    \b
    Examples:
      rapport record milestone 7F3K assessment --on 2026-11-20
      rapport record visit ruiz --provider lee --on 2026-12-02 --at 10:30
      rapport record contact "Dr. Shah" voicemail
      rapport record measure ruiz 6mwt 382
    """


def _options(spec: KindSpec) -> list[Callable[[Any], Any]]:
    """The options of one kind's subcommand, the last to be shown first."""
    return [
        click.option("--on", "on", metavar="DATE", help=f"The day (default: today): {_DATED}."),
        *([click.option("--at", "at_time", metavar="HH:MM", help="The time of day.")] if spec.timed else []),
        *(_person_option(who) for who in _others(spec)),
        *(_field_option(field) for field in spec.fields),
        click.option("--yes", is_flag=True, help="Do not ask when a like fact is on file."),
        click.option("--json", "as_json", is_flag=True, help="The fact as JSON."),
    ]


def _person_option(who: str) -> Callable[[Any], Any]:
    return click.option(f"--{who}", metavar="WHO", help=f"The {who}.")


def _field_option(field: FieldSpec) -> Callable[[Any], Any]:
    words = f"{field.help[0].upper()}{field.help[1:]}."
    return click.option(f"--{field.name}", f"field_{field.name}", metavar=field.type.upper(), help=words)


def _main(spec: KindSpec) -> str:
    """Whom the first argument names: the client where there is one, else the provider, else the practitioner."""
    abouts = {"client": spec.client, "provider": spec.provider, "practitioner": spec.practitioner}
    needed = [who for who, about in abouts.items() if about is About.NEEDED]
    may = [who for who, about in abouts.items() if about is About.MAY]
    if needed:
        return needed[0]
    return "either" if spec.client is About.MAY and spec.provider is About.MAY else may[-1]


def _others(spec: KindSpec) -> list[str]:
    abouts = {"client": spec.client, "provider": spec.provider, "practitioner": spec.practitioner}
    main = _main(spec)
    skip = {"client", "provider"} if main == "either" else {main}
    return [who for who, about in abouts.items() if about is not About.NO and (who not in skip or main == "either")]


def _command(spec: KindSpec) -> click.Command:
    who = {"either": "CLIENT_OR_PROVIDER"}.get(_main(spec), _main(spec).upper())

    @click.pass_context
    def run(ctx: click.Context, /, who: str | None, value: str | None, **given: Any) -> None:
        if (number := given.pop("number", None)) is not None:
            if given.get("field_value") is not None:
                raise Refusal(f"the value stands there twice: {number} and --value {given['field_value']}")
            given["field_value"] = number
        _record(desk(ctx), spec, who, value, given)

    run.__doc__ = f"Record {spec.help}."
    if spec.values:
        run.__doc__ += f"\n\n{spec.value_name.capitalize()}: {', '.join(spec.values)}."
        run.__doc__ += f" Default: {spec.default}." if spec.default else ""
    command: Any = run
    for option in reversed(_options(spec)):
        command = option(command)
    if any(field.name == "value" for field in spec.fields):
        command = click.argument("number", required=False, metavar="[NUMBER]")(command)
    command = click.argument("value", required=False, metavar=f"[{spec.value_name.upper().replace(' ', '_')}]")(command)
    command = click.argument("who", required=False, metavar=f"[{who}]")(command)
    made: click.Command = click.command(spec.kind.value)(command)
    return made


for _spec in KINDS.values():
    record_command.add_command(_command(_spec))


def _record(at: Desk, spec: KindSpec, who: str | None, value: str | None, given: dict[str, Any]) -> None:
    with at.write() as (tx, house):
        fact = _fact(at, tx, spec, who, value, given)
        _must_be_on_file(tx, fact)
        like = None if given["yes"] else like_one(tx, fact)
        if like is not None and not _asked(like):
            raise Refusal(f"nothing was recorded; to change the other: rapport correct {like.id}")
        stored, changes = record(tx, house, fact, at.now, by_whom(at, fact, tx))
        urgent = [f for f in changes.insert if f.priority is Priority.NOW]
        called = people.providers(tx, {f.provider or "" for f in urgent})
    if urgent:
        _emergency(at, called.values())
    if given["as_json"]:
        say_json(fact_dict(stored))
        return
    click.echo(f"Recorded {stored.kind} {stored.id} ({stored.value}, {spoken(stored.on)}). {counted(changes)}".strip())


def _must_be_on_file(tx: Transaction, fact: Fact) -> None:
    """What is taken back has to be there: a revocation of nothing would only look as if it had done something."""
    if fact.kind is not FactKind.AUTHORIZATION or fact.value == "signed":
        return
    signed = [
        f
        for f in fact_store.about(tx, [fact.client or ""])
        if f.kind is FactKind.AUTHORIZATION and f.value == "signed" and not f.retracted
    ]
    if not any(fact.provider in (None, f.provider) or f.provider is None for f in signed):
        raise Refusal("no authorization on file that this would take back; nothing was recorded")


def _emergency(at: Desk, providers: Iterable[Provider]) -> None:
    """What comes first, then whom to call; and a round at once, when no daemon does one."""
    click.echo("If this is an emergency, call emergency services first (911). Stop the session.", err=True)
    click.echo("Then call:", err=True)
    for provider in providers:
        click.echo(f"  {described(provider)}  {shown_phone(provider.phone) or 'no phone on file'}", err=True)
    click.echo("The client is on hold until a clearance is recorded. Acknowledge with: rapport ack ID", err=True)
    if daemon_process(at.store.sqlite_file) is None:
        run_round(
            at.store,
            at.house,
            wiring.post(at.settings),
            wiring.channels(at.settings),
            wiring.senders(at.settings),
            at.now,
        )


def by_whom(at: Desk, fact: Fact, tx: Transaction) -> str:
    """Who is taken to have told it: the client's practitioner, else the first one."""
    client = people.clients(tx, [fact.client or ""]).get(fact.client or "")
    code = client.practitioner if client else next(iter(at.settings.practitioners))
    return at.settings.practitioners[code].name if code in at.settings.practitioners else ""


def _asked(like: Fact) -> bool:
    words = f"A like {like.kind} is on file: {like.id} on {spoken(like.on)}."
    if not sys.stdin.isatty():
        raise Refusal(f"{words} If it is meant: rapport correct {like.id}; if this is another one, add --yes")
    return click.confirm(f"{words} Record another one?")


def _fact(at: Desk, tx: Transaction, spec: KindSpec, who: str | None, value: str | None, given: dict[str, Any]) -> Fact:
    if spec.kind is FactKind.ABSENCE and given.get("provider") and value is None:
        who, value = None, who
    named = _people(at, tx, spec, who, given)
    fields = {k.removeprefix("field_"): str(v) for k, v in given.items() if k.startswith("field_") and v is not None}
    if "until" in fields:
        fields["until"] = at.day(fields["until"]).isoformat()
    if "cover" in fields:
        fields["cover"] = at.practitioner(fields["cover"])
    on = at.day(given["on"], past=not spec.ahead) if given.get("on") else at.today
    hour = clocks.time_of_day(given["at_time"]) if given.get("at_time") else None
    clocks.check_wall(on, hour, at.settings.zone)
    try:
        return make(
            spec.kind,
            value=value,
            on=on,
            at=hour,
            today=at.today,
            fields=fields,
            client=named.get("client"),
            provider=named.get("provider"),
            practitioner=named.get("practitioner"),
            measures=at.settings.practice.measures,
        )
    except BadFact as error:
        raise Refusal(f"{error}{_remedy(str(error))}") from None


#: What a fact lacks, by the end of the words about it, and the option that says it.
_LACKS = {"needs a provider": "--provider WHO", "needs its value": "--value NUMBER", "(amount)": "--amount DOLLARS"}


def _remedy(words: str) -> str:
    return next((f"; add {option}" for end, option in _LACKS.items() if words.endswith(end)), "")


def _people(at: Desk, tx: Transaction, spec: KindSpec, who: str | None, given: dict[str, Any]) -> dict[str, str]:
    named: dict[str, str] = {}
    if given.get("client"):
        named["client"] = at.client(tx, given["client"]).code
    if given.get("provider"):
        named["provider"] = at.provider(tx, given["provider"]).code
    if given.get("practitioner"):
        named["practitioner"] = at.practitioner(given["practitioner"])
    match _main(spec):
        case "client":
            named["client"] = at.client(tx, who).code
        case "provider":
            named["provider"] = at.provider(tx, who).code
        case "practitioner":
            named |= _away(at, tx, who, named)
        case _ if who is not None:
            both: dict[str, Client | Provider] = {**people.clients(tx), **people.providers(tx)}
            found = person(both, who, "client or provider")
            named["client" if isinstance(found, Client) else "provider"] = found.code
    return named


def _away(at: Desk, tx: Transaction, who: str | None, named: dict[str, str]) -> dict[str, str]:
    """Who is away: a practitioner, or else a provider whose office is closed."""
    if "provider" in named:
        return {}
    try:
        return {"practitioner": at.practitioner(who)}
    except Refusal:
        return {"provider": at.provider(tx, who).code}
