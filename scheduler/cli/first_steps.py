"""First steps: what a new practice has not set up yet, in the order in which it is best done."""

from collections.abc import Iterator

from scheduler import publishing, wiring
from scheduler.cli.desk import Desk
from scheduler.cli.trial import TRIED
from scheduler.store import channels, feeds, logins, meta, people
from scheduler.store.outbox import OutState
from scheduler.store.tx import Transaction

#: A step, what is to be done about it (None: it is done), and whether it once was done and no longer holds.
Step = tuple[str, str | None, bool]


def first_steps(at: Desk) -> Iterator[Step]:
    """Each step on the way to the first list, the first e-mail and the first calendar."""
    settings = at.settings
    with at.read() as tx:
        yield "people", _people(tx), False
        unnamed = settings.practice_name == "My practice"
        yield "the practice's name", "write practice.name in config.toml; papers show it" if unnamed else None, False
        phone = None if settings.phone or settings.fax else "write practice.phone in config.toml; reports need it"
        yield "the practice's phone or fax", phone, False
        yield "reminders", wiring.reaches_nobody(settings), False
        if any(c.kind == "smtp" for c in settings.channels):
            yield "the first e-mail", _mail(at, tx), False
        running, ran = at.daemon(tx) is not None, meta.get(tx, meta.ROUND_STARTED) is not None
        yield "daemon", None if running else "no daemon runs; start it: rapport daemon", ran
        yield _calendar(at, tx)
        yield "a login for the browser", _login(at, tx), False
        yield _backup(at, tx)
    local = settings.public_url.startswith(("http://127.", "http://localhost"))
    words = "only this machine can reach it; set the https address of the daemon (docs/OPERATIONS.md)"
    yield "public_url", words if local else None, False


def _people(tx: Transaction) -> str | None:
    if not people.providers(tx):
        return "no provider is on file: rapport import contacts.csv, or rapport import --template"
    return None if people.clients(tx) else "no client is on file: rapport import --template, or rapport client add"


def _mail(at: Desk, tx: Transaction) -> str | None:
    mail = {c.name for c in at.settings.channels if c.kind == "smtp"}
    gone = any(channel in mail and state == OutState.SENT for channel, state in channels.letters(tx))
    return None if gone or meta.get(tx, TRIED) else "none has gone out yet; one on trial: rapport doctor --send-test"


def _calendar(at: Desk, tx: Transaction) -> Step:
    known = [f for f in feeds.all_feeds(tx) if f.revoked_at is None]
    if not known:
        return "calendar", "nobody subscribes; make an address: rapport feed new --name phone", False
    if wrong := list(publishing.wrong(known, at.now)):
        return "calendar", "; ".join(wrong), True
    fetched = feeds.last_fetch(tx) is not None
    words = "its address was not fetched yet; paste it into your calendar (docs/CALENDARS.md) while the daemon runs"
    return "calendar", None if fetched else words, False


def _login(at: Desk, tx: Transaction) -> str | None:
    known = logins.set_since(tx)
    first = next(iter(at.settings.practitioners))
    return None if known else f"nobody can log in; set a password: rapport practitioner password {first}"


def _backup(at: Desk, tx: Transaction) -> Step:
    last = meta.moment(tx, meta.BACKED_UP)
    if last is None:
        return "backup", "there is none yet; make one: rapport backup FILE", False
    days = (at.now - last).days
    return "backup", "no backup in the last two days; make one: rapport backup FILE" if days >= 2 else None, True
