"""Starting: a configuration with the answers in it, and the database."""

import json
import os
import re
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import click

from scheduler.cli.desk import Desk, desk
from scheduler.cli.questions import Answers, answered, on_terminal
from scheduler.cli.trial import send_trials
from scheduler.mistakes import Refusal
from scheduler.replanning import replan_everything
from scheduler.store.engine import connect, schema_revision, sqlite_file

#: Where the password of the mail server is kept, beside config.toml.
PASSWORD_FILE = "smtp-password"


@click.command("init")
@click.option("--yes", is_flag=True, help="Ask nothing; take the usual answers.")
@click.option("--sample", is_flag=True, help="With the bundled sample practice, to look around.")
@click.option("--practice", metavar="TEXT", help="Name of the practice.")
@click.option("--person", metavar="TEXT", help="Your name.")
@click.option(
    "--zone", metavar="ZONE", help="Time zone: eastern, central, mountain, pacific, or as in America/Chicago."
)
@click.option("--phone", metavar="NUMBER", help="Phone of the practice.")
@click.option("--fax", metavar="NUMBER", help="Fax of the practice.")
@click.option("--email", metavar="ADDRESS", help="Your e-mail address, for the morning e-mail.")
@click.option("--mail-server", metavar="HOST[:PORT]", help="The server that sends your mail.")
@click.option(
    "--mail-password-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A file with the password for it; it is copied beside config.toml.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the database and written letters go, if not beside config.toml.",
)
@click.pass_context
def init_command(
    ctx: click.Context,
    /,
    yes: bool,
    sample: bool,
    mail_password_file: Path | None,
    data: Path | None,
    **given: str | None,
) -> None:
    """Make a configuration and a database in this folder; nothing that is there is overwritten.

    On a terminal it asks, at most eight questions; an option answers one of them beforehand.

    \b
    Examples:
      rapport init
      rapport init --yes --practice "Lakeside Exercise" --person "Jo Park" --zone central
      rapport --config /etc/rapport/config.toml init --yes --data /var/lib/rapport
    """
    at = desk(ctx)
    if at.path.exists():
        _only_the_database(at)
        return
    ask = on_terminal() and not yes and not sample
    answers = None if sample else answered(given, mail_password_file, ask=ask)
    made = _make(at, answers, data)
    click.echo(f"Made {', '.join(map(str, made[:-1]))} and {made[-1]}.")
    if answers:
        _afterwards(at, answers, ask=ask)


def _make(at: Desk, answers: Answers | None, data: Path | None) -> list[Path]:
    """Everything or nothing; without answers it is the sample."""
    path = at.path
    text = files("scheduler.defaults").joinpath("config.toml").read_text("utf-8")
    database = path.parent / "rapport.db"
    if data:
        database = data.absolute() / "rapport.db"
        text = text.replace("sqlite:///rapport.db", f"sqlite:///{database}")
        text = text.replace('folder = "outbox"', f"folder = {json.dumps(str(database.with_name('outbox')))}")
    wanted = {
        path: filled(text, answers) if answers else _sample(text),
        path.parent / "rules" / "more.toml": files("scheduler.defaults.rules").joinpath("more.toml").read_text("utf-8"),
    }
    if answers and answers.mail_password:
        wanted[path.parent / PASSWORD_FILE] = f"{answers.mail_password}\n"
    for file in (*wanted, database):
        if file.exists():
            raise Refusal(f"{file} is there already; nothing was changed")
    _keep_to_oneself(path.parent)
    try:
        for file, content in wanted.items():
            _write_new(file, content)
        _make_database(at, sample=answers is None)
    except BaseException:
        for file in (*wanted, database, *(database.with_name(f"rapport.db-{end}") for end in ("wal", "shm"))):
            with suppress(OSError):
                file.unlink(missing_ok=True)
        raise
    return [*wanted, database]


def _keep_to_oneself(folder: Path) -> None:
    """A folder that is still empty is closed to others; one that holds more is left as it is."""
    if folder.is_dir() and not any(folder.iterdir()):
        with suppress(OSError):
            folder.chmod(0o700)


def _afterwards(at: Desk, answers: Answers, *, ask: bool) -> None:
    """What to do next; and where mail is configured, a message on trial."""
    if answers.mail_server and ask:
        if click.confirm(f"Send a message on trial to {answers.email} now?", default=True):
            for trial in send_trials(at):
                click.echo(
                    f"{trial.detail}. Look whether it has arrived." if trial.taken else f"Not taken: {trial.detail}"
                )
    elif answers.mail_server:
        click.echo("A message on trial: rapport doctor --send-test")
    click.echo(
        "Next, bring in whom you know:\n"
        "  rapport import contacts.csv     the contacts that Google, Outlook or a telephone export\n"
        "  rapport import --template       tables for your clients and providers, to fill in\n"
        "  rapport client add              or one by one\n"
        "Then: rapport today. What is not set up yet, in order: rapport doctor"
    )


def _only_the_database(at: Desk) -> None:
    """The configuration is there: make the database that it names, if that is missing."""
    file = sqlite_file(at.settings.database_url)
    if _is_made(at, file):
        raise Refusal(f"{at.path} is there already; nothing was changed")
    _make_database(at, sample=False)
    click.echo(f"Made {file or 'the tables'}, as {at.path} names it.")


def _is_made(at: Desk, file: Path | None) -> bool:
    if file is not None:
        return file.exists()
    store = connect(at.settings.database_url)
    try:
        return schema_revision(store) is not None
    finally:
        store.close()


def _make_database(at: Desk, sample: bool) -> None:
    from scheduler.store.upgrading import upgrade

    store = connect(at.settings.database_url, create=True)
    try:
        upgrade(store)
        with store.write() as tx:
            if sample:
                from scheduler.sampling import store_sample

                store_sample(tx, at.today, at.now)
            replan_everything(tx, at.house, at.now)
    finally:
        store.close()


def _write_new(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise Refusal(f"cannot write {path}: {error.strerror}", 1) from None


def filled(text: str, answers: Answers) -> str:
    """The shipped configuration with the answers in it."""
    for key, value in (
        ("name", answers.practice),
        ("zone", answers.zone),
        ("phone", answers.phone),
        ("fax", answers.fax),
    ):
        text = _set(text, "[practice]", key, value)
    text = _set(text, "[[practitioner]]", "code", answers.code)
    text = _set(text, "[[practitioner]]", "name", answers.person)
    text = _set(text, "[[practitioner]]", "email", answers.email)
    if answers.mail_server:
        mark = "# Reminders name no client."
        text = text.replace(mark, f"{_mail(answers)}\n{mark}", 1)
    return text


def _set(text: str, table: str, key: str, value: str) -> str:
    """The first such key behind a table's head gets a value; what is written behind it stays."""
    head, tail = text[: text.index(table)], text[text.index(table) :]
    written = json.dumps(value, ensure_ascii=False)
    return head + re.sub(rf'(?m)^({key} *= )"[^"]*"', lambda found: found[1] + written, tail, count=1)


def _mail(answers: Answers) -> str:
    """The channel that the morning e-mail takes."""
    host, _, port = answers.mail_server.partition(":")
    here = host == "localhost" or host.startswith("127.")
    security = "tls" if port == "465" else "none" if here and not answers.mail_password else "starttls"
    lines = [
        "# The server that sends the morning e-mail; on trial: rapport doctor --send-test",
        "[[channel]]",
        'kind     = "smtp"',
        f"host     = {json.dumps(host)}",
        *([f"port     = {port}"] if port else []),
        f'security = "{security}"',
        *([f"username = {json.dumps(answers.email)}"] if answers.mail_password else []),
        *([f'password_file = "{PASSWORD_FILE}" # a file only you can read'] if answers.mail_password else []),
        f"sender   = {json.dumps(f'Rapport <{answers.email}>')}",
    ]
    return "\n".join(lines) + "\n"


def _sample(text: str) -> str:
    from scheduler.sampling import sample

    found = sample()
    text = _set(
        _set(text, "[practice]", "name", "Northside Medical Exercise"), "[practice]", "zone", "America/New_York"
    )
    for key, value in found["practice"].items():
        text = _set(text, "[practice]", key, value)
    start, end = text.index("[[practitioner]]"), text.index("[database]")
    tables = [
        "[[practitioner]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in row.items())
        for row in found["practitioners"]
    ]
    switched = ", ".join(map(json.dumps, found["switch_on"]))
    head = text[:start].replace("switch_on  = []", f"switch_on  = [{switched}]")
    return head + "\n".join(tables) + "\n" + text[end:]
