"""The first minutes: the questions of `rapport init`, its options, and `rapport doctor` from step to step."""

import re
import urllib.request
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path

import pytest

from scheduler import config
from tests.outreach.servers import Inbox, mail_server
from tests.stories.conftest import Cli, Daemon, daemons
from tests.stories.terminal import at_terminal

__all__ = ["daemons"]


def test_eight_questions_a_second_try_and_a_message_on_trial(tmp_path: Path) -> None:
    inbox = Inbox()
    with mail_server(inbox) as port:
        status, screen = at_terminal(
            tmp_path,
            ["init"],
            [
                ("Name of the practice", "Lakeside Exercise"),
                ("Your name", "Jo Park"),
                ("Time zone", "somewhere"),
                ("Time zone", "central"),
                ("Phone of the practice", "12"),
                ("Phone of the practice", "(312) 555-0100"),
                ("Fax", ""),
                ("Your e-mail address", "jo@lakeside@example"),
                ("Your e-mail address", "jo@lakeside.example"),
                ("Server that sends your mail", f"127.0.0.1:{port}"),
                ("password", ""),
                ("Send a message on trial to jo@lakeside.example now?", "y"),
            ],
        )
    assert status == 0
    asked = re.findall(r"^[A-Z][^\n:]*?(?: \([^)]*\))?(?: \[[^]]*\])?:", screen.partition("Made ")[0], re.MULTILINE)
    assert len({words.partition(" ")[0] for words in asked}) <= 8, asked
    assert '"somewhere" is not a time zone' in screen and '"12" is not a possible phone number' in screen
    assert '"jo@lakeside@example" is not one e-mail address' in screen
    assert "Look whether it has arrived." in screen
    assert "rapport import --template" in screen and "rapport doctor" in screen
    [envelope] = inbox.envelopes
    assert envelope.rcpt_tos == ["jo@lakeside.example"]
    assert message_from_bytes(envelope.content)["Subject"] == "Rapport: a message on trial"
    settings = config.load(tmp_path / "config.toml")
    assert (settings.practice_name, settings.zone.key) == ("Lakeside Exercise", "America/Chicago")
    assert settings.phone == "(312) 555-0100"
    assert settings.practitioners["jo"].email == "jo@lakeside.example"
    assert [(c.kind, c.security) for c in settings.channels] == [("folder", "starttls"), ("smtp", "none")]
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_enter_throughout_gives_the_usual_practice(tmp_path: Path) -> None:
    questions = ("Name of the practice", "Your name", "Time zone", "Phone", "Fax", "Your e-mail address")
    status, screen = at_terminal(tmp_path, ["init"], [(words, "") for words in questions])
    assert status == 0, screen
    assert "Server that sends" not in screen, "nobody is there to send to"
    assert config.load(tmp_path / "config.toml").practitioners["me"].name == "Practitioner"


def test_options_answer_beforehand_and_nothing_is_asked(tmp_path: Path, cli: Cli) -> None:
    secret = tmp_path / "secret"
    secret.write_text("walnut harbor\n")
    fresh = Cli(tmp_path / "fresh", cli.capsys)
    said = fresh.ok(
        "init", "--practice", "O'Neill & \"Sons\"", "--person", "Dr. Ana Ruiz", "--zone", "Chicago",
        "--fax", "(312) 555-0101", "--email", "ana@example.org", "--mail-server", "smtp.example.org:465",
        "--mail-password-file", str(secret),
    )  # fmt: skip
    assert "rapport doctor --send-test" in said.out
    settings = config.load(fresh.config)
    assert (settings.practice_name, settings.zone.key, settings.fax) == (
        'O\'Neill & "Sons"',
        "America/Chicago",
        "(312) 555-0101",
    )
    assert list(settings.practitioners) == ["ana"]
    [_, mail] = settings.channels
    assert (mail.security, mail.port, mail.username) == ("tls", 465, "ana@example.org")
    kept = fresh.folder / "smtp-password"
    assert kept.read_text() == "walnut harbor\n" and kept.stat().st_mode & 0o777 == 0o600
    assert "walnut" not in fresh.config.read_text()


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--zone", "Middle Earth", "is not a time zone; write eastern"),
        ("--phone", "12", "is not a possible phone number"),
        ("--email", "a b", "is not one e-mail address"),
        ("--mail-server", "http://x", "is not a mail server"),
        ("--mail-server", "smtp.example.org", "needs an address to send from: --email"),
        ("--mail-password-file", "absent", "cannot read absent"),
    ],
)
def test_a_wrong_option_makes_nothing(tmp_path: Path, cli: Cli, option: str, value: str, words: str) -> None:
    fresh = Cli(tmp_path / "fresh", cli.capsys)
    said = fresh("init", option, value)
    assert said.status == 2 and words in said.err
    assert not fresh.folder.exists()


def test_a_folder_that_holds_more_keeps_its_mode(tmp_path: Path, cli: Cli) -> None:
    folder = tmp_path / "used"
    folder.mkdir(mode=0o755)
    (folder / "notes.txt").write_text("mine")
    Cli(folder, cli.capsys).ok("init", "--yes")
    assert folder.stat().st_mode & 0o777 == 0o755


def _next(cli: Cli) -> str:
    return cli("doctor").out.splitlines()[-1]


def test_doctor_leads_to_the_first_email_and_the_first_calendar(cli: Cli, daemons: Callable[..., Daemon]) -> None:
    inbox = Inbox()
    assert "rapport import --template" in _next(cli)
    cli.provider("Dr. Alan Lee")
    assert "rapport client add" in _next(cli)
    cli.client("Ana Ruiz")
    assert "practice.name" in _next(cli)
    cli.configure('"My practice"', '"Lakeside Exercise"')
    assert "practice.phone" in _next(cli)
    cli.configure('phone  = ""', 'phone  = "(312) 555-0100"')
    assert "smtp [[channel]]" in _next(cli)
    with mail_server(inbox) as port:
        mail = f'[[channel]]\nkind = "smtp"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
        cli.config.write_text(f'{cli.config.read_text()}\n{mail}sender = "rapport@example.org"\n')
        assert "practitioner has an e-mail address" in _next(cli)
        cli.configure('email   = ""', 'email   = "jo@lakeside.example"')
        assert "rapport doctor --send-test" in _next(cli)
        assert "250" in cli("doctor", "--send-test").err
    assert len(inbox.envelopes) == 1
    assert "rapport daemon" in _next(cli)
    daemon = daemons()
    daemon.wait_for("started")
    assert "rapport feed new --name phone" in _next(cli)
    address = re.search(r"\S+\.ics", cli.ok("feed", "new", "--name", "phone").out)
    assert address and "paste it into your calendar" in _next(cli)
    with urllib.request.urlopen(re.sub(r"http://[^/]+", f"http://127.0.0.1:{daemon.port}", address[0])) as feed:
        assert feed.read().startswith(b"BEGIN:VCALENDAR")
    assert "rapport practitioner password me" in _next(cli)


def test_a_trial_that_no_server_takes_is_told(cli: Cli) -> None:
    assert "no mail server is configured" in cli("doctor", "--send-test").err
    with mail_server(Inbox(RCPT="550 no such user")) as port:
        mail = f'[[channel]]\nkind = "smtp"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
        cli.config.write_text(f'{cli.config.read_text()}\n{mail}sender = "rapport@example.org"\n')
        cli.configure('email   = ""', 'email   = "jo@lakeside.example"')
        said = cli("doctor", "--send-test")
    assert said.status == 1 and "not taken: " in said.err and "TO DO the first e-mail" in said.out
