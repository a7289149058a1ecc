"""Doctor: the clock, the mail server's login, the public address; and a page for a helper that holds nobody."""

import json

from tests.stories.conftest import Cli, free_port
from tests.stories.test_canary import CANARIES, practice


def test_a_clock_that_was_set_back_is_said(cli: Cli) -> None:
    cli.ok("tick", now="2026-11-24T09:00")
    assert "WRONG clock: it stands before the last round" in cli("doctor", now="2026-11-20T09:00").out
    assert "it stands before" not in cli("doctor", now="2026-11-24T09:00").out


def test_the_mail_server_is_logged_in_to_only_where_asked(cli: Cli) -> None:
    mail = f'[[channel]]\nkind = "smtp"\nname = "mail"\nhost = "127.0.0.1"\nport = {free_port()}\nsecurity = "none"\n'
    cli.config.write_text(f'{cli.config.read_text()}\n{mail}sender = "rapport@example.org"\n')
    assert "login to the mail server" not in cli("doctor").out
    assert "WRONG login to the mail server of mail: 127.0.0.1: Connection refused" in cli("doctor", "--network").out


def test_an_address_that_nobody_reaches_is_said(cli: Cli) -> None:
    cli.configure('public_url = ""', f'public_url = "https://127.0.0.1:{free_port()}"')
    assert "cannot be reached (URLError)" in cli("doctor", "--network").out


def test_the_page_for_a_helper_holds_no_person_no_address_and_no_secret(cli: Cli) -> None:
    practice(cli)
    cli.configure("[daemon]", '[daemon]\nheartbeat = "https://switch.example.org/s3cr3t"')
    file = cli.folder / "bundle.json"
    cli("doctor", "--bundle", str(file))
    text = file.read_text()
    found = json.loads(text)
    assert found["checks"]["database"] is True
    assert found["schema"]
    assert found["open follow-ups"]
    assert file.stat().st_mode & 0o777 == 0o600
    for word in (*CANARIES.values(), "s3cr3t", "example", "Lee", "Practitioner", "My practice", str(cli.folder)):
        assert word not in text


def test_alive_is_an_exit_status(cli: Cli) -> None:
    cli.ok("tick")
    said = cli("status", "--alive")
    assert (said.status, said.out) == (1, "")
