"""Calendar subscriptions: new, list, show, rotate, revoke."""

import secrets

import click

from scheduler.cli.desk import Desk, as_json, desk, say_json, table
from scheduler.mistakes import Refusal
from scheduler.notifying import ago
from scheduler.store import feeds
from scheduler.store.feeds import Feed
from scheduler.store.tx import Transaction


@click.group("feed", context_settings={"help_option_names": ["-h", "--help"]})
def feed_command() -> None:
    """Calendar subscriptions: new, list, show, rotate, revoke.

    \b
    Examples:
      rapport feed new --name phone
      rapport feed revoke phone
    """


def _token() -> str:
    """192 random bits, in characters that need no quoting in an address."""
    return secrets.token_urlsafe(24)


def _address(at: Desk, token: str) -> str:
    return f"{at.settings.public_url}/calendar/{token}.ics"


def _known(tx: Transaction, name: str) -> Feed:
    known = {f.name: f for f in feeds.all_feeds(tx)}
    if name not in known:
        raise Refusal(f'there is no feed "{name}"; known: {", ".join(known) or "none"}')
    return known[name]


def _shown_once(address: str) -> None:
    click.echo(address)
    click.echo(
        "This address is shown once and is as good as a password: whoever has it can read the calendar.", err=True
    )
    click.echo("Paste it where your calendar program subscribes to an address (docs/CALENDARS.md).", err=True)


@feed_command.command("new")
@click.option("--name", required=True, help="What to call it, as in phone.")
@click.option("--practitioner", metavar="WHO", help="Whose follow-ups it shows (default: the first practitioner).")
@click.option("--provider-names", is_flag=True, help="Show providers' names in the titles; never anything of a client.")
@as_json
@click.pass_context
def new_command(ctx: click.Context, name: str, practitioner: str | None, provider_names: bool, as_json: bool) -> None:
    """Make a calendar subscription; its address is shown once."""
    at = desk(ctx)
    token = _token()
    if not name.strip() or len(name) > 40 or not name.isprintable():
        raise Refusal("the name is a short text, as in phone")
    with at.store.write() as tx:
        same = next((f for f in feeds.all_feeds(tx) if f.name == name), None)
        if same is not None and same.revoked_at is None:
            raise Refusal(f'the name "{name}" is taken; a new address for it: rapport feed rotate {name}')
        if same is not None:
            feeds.forget(tx, same.id)
        whose = at.practitioner(practitioner)
        feeds.add(tx, name, whose, token, provider_names=provider_names, now=at.now)
    if as_json:
        say_json({"name": name, "practitioner": whose, "url": _address(at, token)})
        return
    _shown_once(_address(at, token))


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
    _shown_once(_address(at, token))


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
        click.echo(table([[f.name, f.practitioner, _state(at, f)] for f in found], indent=""))


@feed_command.command("show")
@click.argument("name")
@as_json
@click.pass_context
def show_command(ctx: click.Context, name: str, as_json: bool) -> None:
    """One subscription: whose it is, and by whom it was last fetched."""
    at = desk(ctx)
    with at.read() as tx:
        feed = _known(tx, name)
    if as_json:
        say_json(_dict(feed))
        return
    names = "with providers' names" if feed.provider_names else "without names"
    click.echo(f"{feed.name}: follow-ups of {feed.practitioner}, {names}; {_state(at, feed)}")


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
        "provider_names": feed.provider_names,
        "created_at": feed.created_at,
        "revoked_at": feed.revoked_at,
        "fetched_at": feed.fetched_at,
        "fetched_by": feed.fetched_by,
    }
