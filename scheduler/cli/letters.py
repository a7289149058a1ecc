"""Letters: a letter from the record, on paper or as text; the release form to sign; the fax cover sheet."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from outreach.consent import Purpose
from outreach.correspondence.kinds import LETTERS, Audience, LetterName
from outreach.correspondence.writing import Words
from scheduler import wiring
from scheduler.borders import to_client
from scheduler.cli.desk import Desk, desk
from scheduler.cli.files import keep
from scheduler.cli.output import say_json
from scheduler.corresponding import Asked, letter_occasion
from scheduler.documenting import addressee, letterhead
from scheduler.mistakes import Refusal, nearest
from scheduler.replanning import history_of
from scheduler.sending import Outward, send
from scheduler.store.tx import Transaction

RELEASE = "release"
_NAMES = (RELEASE, *LETTERS)


#: How to tell what is not on record yet.
_HINTS = {
    "incident": 'record the change first, then add --seen "..." --did "..."',
    "agreed": 'say what was agreed: --agreed "..."',
    "plan": 'say what comes next: --plan "..."',
    "visit_on": "record that the visit took place: rapport record visit WHO attended --provider WHO",
    "results": "record a measure: rapport record measure WHO",
    "fax": "the provider's fax number is missing: rapport provider edit WHO --fax NUMBER",
    "discharged_on": "record the end of the programme: rapport record discharge WHO",
    "visit_at": "record the visit with its time: rapport record visit WHO --on DATE --at HH:MM",
}


@click.command("letter")
@click.argument("name", metavar="NAME")
@click.argument("who", metavar="[WHO]", required=False)
@click.option("--client", metavar="WHO", help="Whom it tells of.")
@click.option(
    "--provider", "providers", metavar="WHO", multiple=True, help="Whom it goes to (release: who may be told)."
)
@click.option("--to", "file", metavar="FILE", type=click.Path(path_type=Path), help="Write it as PDF.")
@click.option("--call-on", metavar="DATE", help="When you will call (usual: in five business days).")
@click.option("--plan", metavar="TEXT", multiple=True, help="What comes next; several times.")
@click.option("--agreed", metavar="TEXT", multiple=True, help="What was agreed at the visit; several times.")
@click.option("--ask", metavar="TEXT", help="What you ask the provider.")
@click.option("--reason", metavar="TEXT", help="Why the training ended, after because.")
@click.option("--seen", metavar="TEXT", default="", help="Incident note: what you saw, a sentence.")
@click.option("--did", metavar="TEXT", default="", help="Incident note: what you did, a sentence.")
@click.option(
    "--pages",
    type=click.IntRange(1, 99),
    default=2,
    show_default=True,
    help="Cover sheet: how many pages, with itself.",
)
@click.option("--what", metavar="TEXT", default="Progress report", show_default=True, help="Cover sheet: what follows.")
@click.option("--until", metavar="DATE", help="Release: its last day (usual: a year from today).")
@click.option("--both", is_flag=True, help="Release: the provider may tell you, too.")
@click.option("--send", is_flag=True, help="Send it by e-mail, if it tells of no client and the reader agrees.")
@click.option("--json", "as_json", is_flag=True, help="The words as JSON.")
@click.pass_context
def letter_command(ctx: click.Context, /, name: str, who: str | None, file: Path | None, **given: Any) -> None:
    """Write a letter from what is on record.

    It is shown as text, or written with --to as a PDF to print, mail or fax.

    \b
    Names: release (the authorization form for a client to sign), introduction, thank-you,
    initial-evaluation, visit-summary, plateau, clearance-request, adherence-note,
    discharge-summary, re-introduction, visit-reminder, could-not-reach, incident-note,
    touch, cover-sheet.

    \b
    Examples:
      rapport letter release ruiz --provider lee --to release.pdf
      rapport letter thank-you lee --to thanks.pdf
      rapport letter visit-summary ruiz --provider lee --agreed "stairs from next week"

    When it has gone: rapport done ID --outcome "letter sent"
    """
    at = desk(ctx)
    if name not in _NAMES:
        raise Refusal(f"there is no letter {name}; {nearest(name, _NAMES)}")
    with at.read() as tx:
        client, providers = _people(at, tx, name, who, given["client"], given["providers"])
        if name == RELEASE:
            _release(at, tx, client, providers, file, given)
            return
        _letter(at, tx, LetterName(name), client, providers[0] if providers else None, file, given)


def _people(
    at: Desk, tx: Transaction, name: str, who: str | None, client: str | None, providers: tuple[str, ...]
) -> tuple[str | None, list[str]]:
    """Whom it is about and whom it goes to; WHO is the client where the letter tells of one, else the provider."""
    of_client = name == RELEASE or LETTERS[LetterName(name)].tells_of_client or name == LetterName.VISIT_REMINDER
    if who and of_client and not client:
        client = who
    elif who and not providers:
        providers = (who,)
    codes = [at.provider(tx, text).code for text in providers]
    return (at.client(tx, client).code if client else None), codes


def _letter(
    at: Desk,
    tx: Transaction,
    name: LetterName,
    client: str | None,
    provider: str | None,
    file: Path | None,
    given: dict[str, Any],
) -> None:
    from outreach.correspondence import Blocked, Lacking, letter_pdf, letter_text
    from outreach.printing import Paper, PaperMistake
    from outreach.templating import TemplateMistake

    history = history_of(tx, at.house, at.today)
    found = letter_occasion(history, at.house, name, client, provider, _asked(at, given))
    folder = at.house.identity.templates
    try:
        words = letter_text(name, found.occasion, folder)
        if file is not None:
            printed = letter_pdf(
                name,
                found.occasion,
                practice=letterhead(at.house),
                to=found.to,
                paper=Paper(at.house.identity.paper),
                at=at.now,
                folder=folder,
            )
            keep(file, printed.pdf)
    except Lacking as error:
        hints = [_HINTS[part] for part in error.parts if part in _HINTS]
        raise Refusal(f"the letter {error}; {'; '.join(hints) or 'record it first'}") from None
    except Blocked as error:
        raise Refusal(f"the letter is not let out: {error}", 1) from None
    except (PaperMistake, TemplateMistake) as error:
        raise Refusal(str(error)) from None
    for warning in words.warnings:
        click.echo(f'Look again at "{warning.words}": {warning.reason}', err=True)
    if given["send"]:
        _send(at, name, client, provider, words)
        return
    if given["as_json"]:
        say_json({"name": name, "subject": words.subject, "text": words.text(), "file": str(file) if file else None})
    elif file is None:
        click.echo(words.text(), nl=False)
    else:
        click.echo(f"Wrote {file}.")


def _send(at: Desk, name: LetterName, client: str | None, provider: str | None, words: Words) -> None:
    """Into the outbox, through the gate that every letter passes; what it says of that is told at once."""
    kind = LETTERS[name]
    if kind.tells_of_client:
        words_ = "and plain e-mail can be read on its way: fax or mail it (--to)"
        raise Refusal(f"the letter {name} tells of a client, {words_}")
    to_client_ = kind.audience is Audience.CLIENT
    letter = Outward(
        name=name.value,
        client=client if to_client_ else None,
        provider=None if to_client_ else provider,
        purpose=Purpose.RELATIONSHIP if kind.outreach and not to_client_ else Purpose.CLINICAL,
        subject=words.subject,
        text=words.text(),
    )
    with at.write() as (tx, house):
        later = send(tx, house, wiring.way_out(at.settings), letter, at.now)
    when = f"after {later:%H:%M}, when their quiet hours are over" if later else "with the next round"
    click.echo(f"The letter {name} goes out {when}. Then: rapport record contact WHO 'e-mail sent'")


def _call_day(at: Desk, text: str | None) -> date | None:
    if text is None:
        return None
    day = at.day(text)
    if day < at.today:
        raise Refusal(f"{day} is over; say on which day you will call")
    return day


def _asked(at: Desk, given: dict[str, Any]) -> Asked:
    return Asked(
        call_on=_call_day(at, given["call_on"]),
        plan=given["plan"],
        agreed=given["agreed"],
        ask=given["ask"],
        reason=given["reason"],
        seen=given["seen"],
        did=given["did"],
        pages=given["pages"],
        what=given["what"],
    )


def _release(
    at: Desk, tx: Transaction, code: str | None, providers: list[str], file: Path | None, given: dict[str, Any]
) -> None:
    """The form for a client to sign: it names the care team where no provider is named."""
    from outreach.consent import Direction
    from outreach.printing import Paper, PaperMistake
    from outreach.release import Incomplete, Release, release_pdf

    if code is None:
        raise Refusal("say which client signs: rapport letter release WHO")
    history = history_of(tx, at.house, at.today)
    client = history.people.clients[code]
    named = providers or list(history.team(code))
    if not named:
        raise Refusal("nobody is in this client's care team yet; name who may be told: --provider WHO")
    until = at.day(given["until"]) if given["until"] else _a_year_from(at.today)
    if until <= at.today:
        raise Refusal(f"a permission that ends on {until} would be over before it is used; name a later day")
    release = Release(
        practice=letterhead(at.house),
        client=to_client(client.name),
        born=to_client(client.born),
        providers=tuple(addressee(history.people.providers[provider]) for provider in named),
        direction=Direction.BOTH if given["both"] else Direction.TO_PROVIDER,
        until=until,
        reference=code,
    )
    target = file or Path(f"release-{code}.pdf")
    try:
        keep(target, release_pdf(release, Paper(at.house.identity.paper), at.now))
    except Incomplete as error:
        hint = " (practice.address in config.toml)" if "address" in str(error) else ""
        raise Refusal(f"{error}{hint}") from None
    except PaperMistake as error:
        raise Refusal(str(error)) from None
    who = ", ".join(history.people.providers[provider].name for provider in named)
    click.echo(f"Wrote {target}: for client {code} to sign, naming {who}, until {until}.")
    direction = " --direction both" if given["both"] else ""
    click.echo("When it is signed:")
    for provider in named:
        click.echo(f"  rapport record authorization {code} --provider {provider} --until {until}{direction}")


def _a_year_from(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
