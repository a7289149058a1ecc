"""What was told of a client to a provider is logged at once, and the log cannot be changed unnoticed."""

import sqlite3
from contextlib import closing

import pytest

from tests.stories.conftest import Cli, once


@pytest.fixture
def ana(cli: Cli) -> str:
    return once(cli, _ana)


def _ana(cli: Cli) -> str:
    """A client in a programme, whose first report is due, with an authorization."""
    lee = cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142", "--fax", "(617) 555-0143")
    code = cli.client("Ana Ruiz", "--referring", lee)
    cli.fact("authorization", code, "--until", "2027-11-01", "--purpose", "coordination of care", "--what", "progress")
    cli.fact("milestone", code, "assessment")
    return code


def _report(cli: Cli) -> str:
    return str(next(f["id"] for f in cli.upcoming() if f["rule"] == "initial-report"))


def test_a_report_that_is_sent_is_logged_with_whom_where_why_and_under_what(cli: Cli, ana: str) -> None:
    cli.ok("done", _report(cli))
    (row,) = cli.json("audit", "list", "--client", ana)
    assert {k: row[k] for k in ("act", "client", "recipient", "address", "channel", "what", "purpose", "by_whom")} == {
        "act": "told",
        "client": ana,
        "recipient": "Dr. Alan Lee",
        "address": "(617) 555-0143",
        "channel": "fax",
        "what": "progress",
        "purpose": "coordination of care",
        "by_whom": "Practitioner",
    }
    assert row["authority"].startswith("F")
    assert "1 rows; the chain holds." in cli.ok("audit", "verify").out


def test_what_is_recorded_by_hand_is_logged_too_and_a_voicemail_is_not(cli: Cli, ana: str) -> None:
    cli.fact("contact", ana, "voicemail", "--provider", "lee")
    assert cli.json("audit", "list") == []
    cli.fact("contact", ana, "reached", "--provider", "lee", "--channel", "phone")
    (row,) = cli.json("audit", "list")
    assert (row["channel"], row["address"]) == ("phone", "(617) 555-0142")


def test_telling_without_an_authorization_is_logged_as_such(cli: Cli, ana: str) -> None:
    cli.fact("authorization", ana, "revoked")
    cli.fact("contact", ana, "reached", "--provider", "lee")
    (row,) = cli.json("audit", "list")
    assert row["authority"] == "none: the authorization was revoked on 24 Nov 2026"


def test_undoing_adds_a_row_and_removes_none(cli: Cli, ana: str) -> None:
    cli.ok("done", _report(cli))
    cli.ok("undo")
    told, back = cli.json("audit", "list")
    assert (told["act"], back["act"]) == ("told", "taken back")
    assert back["what"] == "row 1 was recorded by mistake"
    cli.ok("done", _report(cli))
    (fact,) = [f for f in cli.json("client", "show", ana)["facts"] if f["kind"] == "report"]
    cli.ok("retract", fact["id"])
    cli.ok("undo")
    assert [r["act"] for r in cli.json("audit", "list")] == ["told", "taken back", "told", "taken back", "told"]
    cli.ok("audit", "verify")


@pytest.mark.parametrize(
    ("tampering", "words"),
    [
        ("UPDATE disclosures SET address = 'elsewhere' WHERE number = 2", "row 2 was changed after it was written"),
        ("UPDATE disclosures SET client = 'XXXX' WHERE number = 1", "row 1 was changed after it was written"),
        ("DELETE FROM disclosures WHERE number = 2", "row 2 is missing"),
        ("DELETE FROM disclosures WHERE number = 3", "1 rows are missing at the end"),
        ("DELETE FROM disclosures", "3 rows are missing at the end"),
    ],
)
def test_a_row_that_was_tampered_with_is_found(cli: Cli, ana: str, tampering: str, words: str) -> None:
    for outcome in ("reached", "met", "answered"):
        cli.fact("contact", ana, outcome, "--provider", "lee")
    with closing(sqlite3.connect(cli.folder / "rapport.db")) as database:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            database.execute(tampering)
        for act in ("update", "delete"):
            database.execute(f"DROP TRIGGER disclosures_no_{act}")
        database.execute(tampering)
        database.commit()
    said = cli("audit", "verify")
    assert (said.status, said.err.strip()) == (1, words)
