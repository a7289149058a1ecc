"""Calendar subscriptions: new, list, show, rotate, revoke."""

import secrets
from dataclasses import asdict
from datetime import time

import click

from scheduler.cli.desk import Desk, desk
from scheduler.cli.output import as_json, say_json, table
from scheduler.followups import FollowUpKind
from scheduler.mistakes import Refusal
from scheduler.spans import ago, spoken
from scheduler.store import feeds
from scheduler.store.feeds import Feed, Fetches
from scheduler.store.tx import Transaction


@click.group("feed", context_settings={"help_option_names": ["-h", "--help"]})
def feed_command() -> None:
    """Calendar subscriptions: new, list, show, rotate, revoke.

    \b
    Examples:
      rapport feed new --name phone
      rapport feed new --name office --practice --kind call --kind meeting
      rapport feed revoke phone
    """


def _token() -> str:
    """192 random bits, in characters that need no quoting in an address."""
    return secrets.token_urlsafe(24)


def _address(at: Desk, token: str) -> str:
    return f"{at.settings.public_url}/calendar/{token}.ics"


def _page(at: Desk, token: str) -> str:
    return f"{at.settings.public_url}/subscribe/{token}"


def _block(text: str) -> tuple[time, time]:
    """A time of the day, as in 12:00-13:00."""
    try:
        start, until = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError:
        raise Refusal(f'--call-block: "{text}" is not a time of the day; write for example 12:00-13:00') from None
    if start.tzinfo or until.tzinfo or start.second or until.second or start >= until:
        raise Refusal(f'--call-block: "{text}" does not go from one minute of the day to a later one')
    return start, until


def _known(tx: Transaction, name: str) -> Feed:
    known = {f.name: f for f in feeds.all_feeds(tx)}
    if name not in known:
        raise Refusal(f'there is no feed "{name}"; known: {", ".join(known) or "none"}')
    return known[name]


def _shown_once(at: Desk, token: str) -> None:
    click.echo(_address(at, token))
    click.echo(
        "This address is shown once and is as good as a password: whoever has it can read the calendar.", err=True
    )
    click.echo("Paste it where your calendar program subscribes to an address (docs/CALENDARS.md).", err=True)
    click.echo(f"The steps for each program, and a code for a phone: {_page(at, token)}", err=True)


@feed_command.command("new")
@click.option("--name", required=True, help="What to call it, as in phone.")
@click.option("--practitioner", metavar="WHO", help="Whose follow-ups it shows (default: the first practitioner).")
@click.option("--practice", is_flag=True, help="Show everybody's, each entry with the practitioner's short name.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value.replace("_", "-") for kind in FollowUpKind]),
    help="Show only this kind; may be given again (default: all).",
)
@click.option(
    "--call-block", metavar="FROM-UNTIL", help="Show the calls of a day as one entry at this time, as in 12:00-13:00."
)
@click.option("--alarms", is_flag=True, help="Have entries remind; many calendar programs ignore that.")
@click.option("--provider-names", is_flag=True, help="Show providers' names in the titles; never anything of a client.")
@as_json
@click.pass_context
def new_command(
    ctx: click.Context,
    name: str,
    practitioner: str | None,
    practice: bool,
    kinds: tuple[str, ...],
    call_block: str | None,
    alarms: bool,
    provider_names: bool,
    as_json: bool,
) -> None:
    """Make a calendar subscription; its address is shown once."""
    at = desk(ctx)
    token = _token()
    chosen = tuple(kind.value for kind in FollowUpKind if kind.value.replace("_", "-") in kinds)
    block = _block(call_block) if call_block else None
    if not name.strip() or len(name) > 40 or not name.isprintable():
        raise Refusal("the name is a short text, as in phone")
    if practice and practitioner:
        raise Refusal("either one practitioner's or the whole practice's: give --practitioner or --practice")
    if block and chosen and FollowUpKind.CALL.value not in chosen:
        raise Refusal("a block of calls needs the calls: add --kind call, or leave --call-block out")
    with at.store.write() as tx:
        same = next((f for f in feeds.all_feeds(tx) if f.name == name), None)
        if same is not None and same.revoked_at is None:
            raise Refusal(f'the name "{name}" is taken; a new address for it: rapport feed rotate {name}')
        if same is not None:
            feeds.forget(tx, same.id)
        whose = "" if practice else at.practitioner(practitioner)
        feeds.add(
            tx,
            name,
            whose,
            token,
            now=at.now,
            provider_names=provider_names,
            kinds=chosen,
            practice=practice,
            alarms=alarms,
            block=block,
        )
    if as_json:
        say_json({"name": name, "practitioner": whose, "url": _address(at, token), "page": _page(at, token)})
        return
    _shown_once(at, token)


@feed_command.command("rotate")
@click.argument("name")
@click.pass_context
def rotate_command(ctx: click.Context, name: str) -> None:
    """Give a subscription a new address; the old one stops working at once."""
    at = desk(ctx)
    token = _token()
    with at.store.write() as tx:
        if _known(tx, name).revoked_at is not None:
            raise Refusal(f'"{name}" is closed; make it anew: rapport feed new --name {name}')
        feeds.set_token(tx, name, token)
    _shown_once(at, token)


@feed_command.command("revoke")
@click.argument("name")
@click.pass_context
def revoke_command(ctx: click.Context, name: str) -> None:
    """Close a subscription; its address stops working at once."""
    at = desk(ctx)
    with at.store.write() as tx:
        feeds.revoke(tx, _known(tx, name).name, at.now)
    click.echo(f'"{name}" is closed. Calendars that had it keep what they fetched last.')


@feed_command.command("list")
@as_json
@click.pass_context
def list_command(ctx: click.Context, as_json: bool) -> None:
    """The subscriptions, and when each was last fetched."""
    at = desk(ctx)
    with at.read() as tx:
        found = feeds.all_feeds(tx)
    if as_json:
        say_json([_dict(f) for f in found])
    elif not found:
        click.echo("No subscriptions yet: rapport feed new --name phone")
    else:
        click.echo(table([[f.name, _whose(f), _state(at, f)] for f in found], indent=""))


@feed_command.command("show")
@click.argument("name")
@as_json
@click.pass_context
def show_command(ctx: click.Context, name: str, as_json: bool) -> None:
    """One subscription: what it shows, and which programs fetched it when."""
    at = desk(ctx)
    with at.read() as tx:
        feed = _known(tx, name)
        fetched = feeds.fetches(tx, feed.id)
    if as_json:
        say_json(_dict(feed) | {"fetched": [asdict(f) for f in fetched]})
        return
    click.echo(f"{feed.name}: {_words(feed)}; {_state(at, feed)}")
    if feed.trouble and feed.trouble_at:
        click.echo(f"wrong: not made anew since {ago(at.now, feed.trouble_at)}: {feed.trouble}")
    if fetched:
        click.echo(table([_fetches(at, f) for f in fetched]))


def _fetches(at: Desk, found: Fetches) -> list[str]:
    times = f"{found.times} times" if found.times > 1 else "once"
    return [
        found.agent or "an unnamed program",
        f"last {ago(at.now, found.last_at)}",
        f"{times} since {spoken(found.first_at.astimezone(at.house.practice.zone).date())}",
        f"{found.unchanged} of them found nothing new",
    ]


def _whose(feed: Feed) -> str:
    return "the practice" if feed.practice else feed.practitioner


def _words(feed: Feed) -> str:
    """What a feed shows, in words."""
    kinds = ", ".join(FollowUpKind(kind).spoken for kind in feed.kinds)
    return "; ".join(
        [
            f"follow-ups of {_whose(feed)}" + (f", only {kinds}" if kinds else ""),
            "with providers' names" if feed.provider_names else "without names",
            *([f"calls together at {feed.block[0]:%H:%M}-{feed.block[1]:%H:%M}"] if feed.block else []),
            *(["with alarms"] if feed.alarms else []),
        ]
    )


def _state(at: Desk, feed: Feed) -> str:
    if feed.revoked_at:
        return f"closed {ago(at.now, feed.revoked_at)}"
    if feed.fetched_at is None:
        return "never fetched"
    return f"fetched {ago(at.now, feed.fetched_at)} by {feed.fetched_by or 'an unnamed program'}"


def _dict(feed: Feed) -> dict[str, object]:
    return {
        "name": feed.name,
        "practitioner": feed.practitioner,
        "practice": feed.practice,
        "kinds": list(feed.kinds),
        "call_block": f"{feed.block[0]:%H:%M}-{feed.block[1]:%H:%M}" if feed.block else None,
        "alarms": feed.alarms,
        "provider_names": feed.provider_names,
        "created_at": feed.created_at,
        "revoked_at": feed.revoked_at,
        "fetched_at": feed.fetched_at,
        "fetched_by": feed.fetched_by,
        "trouble": feed.trouble,
    }
