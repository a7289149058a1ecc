"""Practitioners: who they are, and their way into the pages in the browser."""

import sys

import click
from msgspec import structs

from scheduler import passwords
from scheduler.cli.desk import Desk, desk
from scheduler.cli.output import as_json, say_json, table
from scheduler.mistakes import Refusal
from scheduler.people import Practitioner, Sees
from scheduler.store import logins, people

HELP = {"help_option_names": ["-h", "--help"]}


@click.group("practitioner", context_settings=HELP)
def practitioner_command() -> None:
    """Practitioners, as config.toml names them. To add one, write a [[practitioner]] table there."""


@practitioner_command.command("list")
@as_json
@click.pass_context
def practitioner_list(ctx: click.Context, as_json: bool) -> None:
    """The practitioners, and whether each can log in."""
    at = desk(ctx)
    known = at.settings.practitioners.values()
    with at.read() as tx:
        since, browsers = logins.set_since(tx), logins.browsers(tx, at.now)
    if as_json:
        say_json([{**structs.asdict(p), "login": p.code in since} for p in known])
        return
    rows = [[*_cells(p), _login(p, p.code in since, browsers.get(p.code, 0))] for p in known]
    click.echo(table(rows, ""))


def _cells(found: Practitioner) -> list[str]:
    return [found.code, found.name, found.email or "no e-mail", f"morning e-mail {found.digest_at:%H:%M}"]


def _login(found: Practitioner, set_: bool, browsers: int) -> str:
    sees = ", sees her own clients" if found.sees is Sees.OWN else ""
    return f"login set, {_browsers(browsers)} logged in{sees}" if set_ else f"no login{sees}"


def _browsers(count: int) -> str:
    return f"{count or 'no'} browser{'' if count == 1 else 's'}"


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


@practitioner_command.command("password")
@click.argument("who")
@click.pass_context
def practitioner_password(ctx: click.Context, who: str) -> None:
    """Set the password with which a practitioner logs in; every browser of hers is logged out.

    On a terminal it is asked for, unseen. Otherwise one line is read from standard input. It is never an argument,
    because those stand in the list of processes and in the shell's history.

    \b
    Examples:
      rapport practitioner password maya
      head -n 1 password-file | rapport practitioner password maya
    """
    at = desk(ctx)
    found = at.settings.practitioners[at.practitioner(who)]
    password = _asked()
    passwords.check(password, (at.settings.practice_name, found.name, found.code, found.email.partition("@")[0]))
    hashed = passwords.hashed(password)
    with at.store.write() as tx:
        ended = logins.set_password(tx, found.code, hashed, at.now)
    click.echo(f"{found.name} logs in at {at.settings.public_url}/login. {_ended(ended)}".strip())


def _asked() -> str:
    """The password: asked for twice without being seen, or one line of a pipe."""
    if sys.stdin.isatty():
        typed: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again")
        return typed
    line = sys.stdin.readline()
    if not line:
        raise Refusal("no password came; type it on a terminal, or send one line to standard input")
    return line.removesuffix("\n").removesuffix("\r")


def _ended(count: int) -> str:
    return f"Logged out: {_browsers(count)}." if count else ""


@practitioner_command.command("logout")
@click.argument("who")
@click.pass_context
def practitioner_logout(ctx: click.Context, who: str) -> None:
    """Log a practitioner out of every browser: a telephone was lost, or somebody has left."""
    at = desk(ctx)
    code, name = _named(at, who)
    with at.store.write() as tx:
        ended = logins.log_out_everywhere(tx, code)
    click.echo(f"{name}: {_browsers(ended)} logged out.")


def _named(at: Desk, who: str) -> tuple[str, str]:
    found = at.settings.practitioners[at.practitioner(who)]
    return found.code, found.name
