"""The referral form: its address for a provider, on paper with that address as a code, and what came of it."""

import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from outreach.printing import Paper, PaperMistake
from outreach.referral_form import VERSION, form_pdf, pad_pdf
from scheduler.cli.desk import Desk, desk
from scheduler.cli.files import keep
from scheduler.cli.output import as_json, say_json, table
from scheduler.mistakes import Refusal
from scheduler.people import Provider
from scheduler.receiving import form_of, prefill
from scheduler.spans import BadSpan, ago, parse_span, spoken
from scheduler.store import forms, people
from scheduler.store.forms import FormAddress
from scheduler.store.tx import Transaction

_PAPERS = {"letter": Paper.LETTER, "us-letter": Paper.LETTER, "a4": Paper.A4}
_LONGEST_VERSION = 20


class FormGroup(click.Group):
    """A provider in the place of a command prints that provider's form: `rapport form lee`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = [print_command.name or "print", *args]
        return super().resolve_command(ctx, args)


@click.group("form", cls=FormGroup, context_settings={"help_option_names": ["-h", "--help"]})
def form_command() -> None:
    """The referral form: new, print, list, rotate, revoke, counts.

    A provider in the place of a command prints that provider's form.

    \b
    Examples:
      rapport form lee
      rapport form new lee
      rapport form print lee --pad --url ADDRESS --to pad.pdf
    """


def _version(text: str) -> str:
    version = text.strip()
    if not version or len(version) > _LONGEST_VERSION or not version.isprintable():
        raise Refusal(f"a version is a short text of at most {_LONGEST_VERSION} characters, as in {VERSION}")
    return version


def _ends(at: Desk, text: str) -> datetime:
    try:
        ends = at.now + parse_span(text).delta
    except (BadSpan, OverflowError, ValueError):
        raise Refusal(f'"{text}" is not a span of time in this century; write for example "1 year"') from None
    if ends <= at.now:
        raise Refusal("an address works for a day at least")
    return ends


def _url(at: Desk, token: str) -> str:
    return f"{at.settings.public_url}/referral/{token}"


def _reaches(at: Desk) -> None:
    if urlsplit(at.settings.public_url).hostname in ("127.0.0.1", "localhost", "::1"):
        click.echo(
            "It works on this machine alone: set public_url in config.toml (docs/OPERATIONS.md) before giving it away.",
            err=True,
        )


def _known(tx: Transaction, id_: int) -> FormAddress:
    known = {a.id: a for a in forms.addresses(tx)}
    if id_ not in known:
        raise Refusal(f"there is no form {id_}; see: rapport form list")
    return known[id_]


@form_command.command("new")
@click.argument("who", metavar="PROVIDER", required=False)
@click.option("--version", "version", metavar="TEXT", default=VERSION, show_default=True, help="Which form it is.")
@click.option("--lasts", metavar="SPAN", default="1 year", show_default=True, help="How long the address works.")
@as_json
@click.pass_context
def new_command(ctx: click.Context, who: str | None, version: str, lasts: str, as_json: bool) -> None:
    """Make an address of the form for a provider; it is shown once."""
    at = desk(ctx)
    token, ends = forms.new_token(), _ends(at, lasts)
    with at.store.write() as tx:
        provider = at.provider(tx, who)
        id_ = forms.add(tx, provider.code, _version(version), token, ends, at.now)
    _shown_once(at, id_, provider, token, ends, as_json)


@form_command.command("rotate")
@click.argument("id_", metavar="ID", type=int)
@click.option("--lasts", metavar="SPAN", default="1 year", show_default=True, help="How long the new address works.")
@as_json
@click.pass_context
def rotate_command(ctx: click.Context, id_: int, lasts: str, as_json: bool) -> None:
    """Give a form a new address; the old one, and paper with it, stops working at once."""
    at = desk(ctx)
    token, ends = forms.new_token(), _ends(at, lasts)
    with at.store.write() as tx:
        provider = people.providers(tx)[_known(tx, id_).provider]
        forms.set_token(tx, id_, token, ends)
    _shown_once(at, id_, provider, token, ends, as_json)


def _shown_once(at: Desk, id_: int, provider: Provider, token: str, ends: datetime, as_json: bool) -> None:
    url = _url(at, token)
    if as_json:
        say_json({"id": id_, "provider": provider.code, "url": url, "expires_at": ends})
        return
    click.echo(url)
    if sys.stdout.isatty():
        import segno

        segno.make_qr(url).terminal(compact=True)
    until = spoken(ends.astimezone(at.settings.zone).date())
    click.echo(f"Form {id_} for {provider.name}, until {until}. The address is shown once; whoever has it", err=True)
    click.echo("can send you referrals in this office's name. On paper: rapport form print, with --url", err=True)
    _reaches(at)


@form_command.command("revoke")
@click.argument("id_", metavar="ID", type=int)
@click.pass_context
def revoke_command(ctx: click.Context, id_: int) -> None:
    """Close a form's address; it stops working at once."""
    at = desk(ctx)
    with at.store.write() as tx:
        forms.revoke(tx, _known(tx, id_).id, at.now)
    click.echo(f"Form {id_} is closed. What came in by it stays.")


@form_command.command("list")
@as_json
@click.pass_context
def list_command(ctx: click.Context, as_json: bool) -> None:
    """The addresses of the form: whose, which version, until when, last used."""
    at = desk(ctx)
    with at.read() as tx:
        found = forms.addresses(tx)
        known = people.providers(tx)
    if as_json:
        say_json([{name: getattr(a, name) for name in a.__dataclass_fields__} for a in found])
    elif not found:
        click.echo("No addresses yet: rapport form new PROVIDER")
    else:
        named = {code: p.name for code, p in known.items()}
        click.echo(table([[a.id, named.get(a.provider, a.provider), a.version, _state(at, a)] for a in found], ""))


def _state(at: Desk, address: FormAddress) -> str:
    used = f"last used {ago(at.now, address.used_at)}" if address.used_at else "never used"
    if address.revoked_at:
        return f"closed {ago(at.now, address.revoked_at)}, {used}"
    day = spoken(address.expires_at.astimezone(at.settings.zone).date())
    return f"{'until' if address.works(at.now) else 'ended'} {day}, {used}"


@form_command.command("counts")
@as_json
@click.pass_context
def counts_command(ctx: click.Context, as_json: bool) -> None:
    """Count the referrals by each version of the form, and the forms left at each office."""
    at = desk(ctx)
    with at.read() as tx:
        found = forms.counts(tx)
        known = people.providers(tx)
    named = {code: p.name for code, p in known.items()}
    if as_json:
        say_json([{name: getattr(c, name) for name in c.__dataclass_fields__} for c in found])
    elif not found:
        click.echo("Nothing to count yet: rapport record form WHO left --count 50 --version " + VERSION)
    else:
        rows = [
            [c.version or "no version", named.get(c.provider, c.provider), f"{c.left} left", _referrals(c.referrals)]
            for c in found
        ]
        click.echo(table(rows, ""))


def _referrals(count: int) -> str:
    return f"{count} referral{'' if count == 1 else 's'}"


@form_command.command("print")
@click.argument("who", metavar="PROVIDER", required=False)
@click.option("--pad", is_flag=True, help="Four small ones on a sheet, to cut.")
@click.option("--paper", metavar="SIZE", help="letter or a4 (default: practice.paper).")
@click.option("--url", metavar="ADDRESS", help="The address that the code on it leads to (default: a new one).")
@click.option("--version", "version", metavar="TEXT", default=VERSION, show_default=True, help="Which form it is.")
@click.option("--to", "file", metavar="FILE", type=click.Path(path_type=Path), help="Where to write it.")
@click.pass_context
def print_command(
    ctx: click.Context, who: str | None, pad: bool, paper: str | None, url: str | None, version: str, file: Path | None
) -> None:
    """Write a provider's form as a PDF, to fill in on a screen or by hand, with a code that leads to the web page.

    Leaving it at the office is recorded with: rapport record form WHO left --count 50
    """
    at = desk(ctx)
    size = paper or at.settings.paper
    if size.lower() not in _PAPERS:
        raise Refusal(f'"{size}" is not a size of paper; write letter or a4')
    token = forms.new_token()
    with at.read() as tx:
        provider = at.provider(tx, who)
        version = _printed_version(tx, at, provider, url, _version(version))
        known = prefill(tx, provider, at.today)
    make = pad_pdf if pad else form_pdf
    form = form_of(at.house, version, at.settings.region)
    try:
        made = make(form, known, url or _url(at, token), _PAPERS[size.lower()], at.now)
    except PaperMistake as mistake:
        raise Refusal(str(mistake), 1) from None
    file = file or Path(f"referral-{'pad' if pad else 'form'}-{provider.code}.pdf")
    id_ = None
    with at.store.write() as tx:
        if url is None:
            id_ = forms.add(tx, provider.code, version, token, _ends(at, "1 year"), at.now)
        keep(file, made)
    click.echo(
        f"Wrote {file}. Left at the office: rapport record form {provider.code} left --version {version} --count N"
    )
    if id_ is not None:
        click.echo(f"Its code leads to a new address, form {id_}; it works for a year.", err=True)
        _reaches(at)


def _printed_version(tx: Transaction, at: Desk, provider: Provider, url: str | None, version: str) -> str:
    """What is printed: the version of the address, where it is one of ours; raises `Refusal` for another's."""
    if url is None:
        return version
    if not url.startswith(("https://", "http://")) or not url.isprintable() or " " in url:
        raise Refusal("the address starts with https://; make one with: rapport form new")
    token = urlsplit(url).path.partition("/referral/")[2]
    if not token:
        return version
    address = forms.by_token(tx, token, at.now)
    if address is None or address.provider != provider.code:
        raise Refusal(f"that address does not work, or is not {provider.name}'s; make one with: rapport form new")
    return address.version
