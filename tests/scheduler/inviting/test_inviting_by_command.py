"""Invitations through the command line, the real mail server and the real channel; answers from a file and a pipe."""

import io
import sys
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.outreach.servers import Inbox, mail_server
from tests.scheduler.inviting.test_inviting import answered
from tests.stories.conftest import Cli

SMTP = """
[[channel]]
kind     = "smtp"
host     = "127.0.0.1"
port     = {port}
security = "none"
sender   = "Rapport <rapport@practice.example>"
"""


@pytest.fixture
def practice(cli: Cli) -> Cli:
    """A practice whose practitioner has an address, and an office that has one."""
    cli.configure('email   = ""', 'email   = "maya@practice.example"')
    cli.provider("Dr. Alan Lee", "--email", "lee@clinic.example", "--office", "1 Elm St")
    return cli


def _mail_to_lee(inbox: Inbox) -> bytes:
    [found] = [e for e in inbox.envelopes if e.rcpt_tos == ["lee@clinic.example"]]
    content = found.content
    return content if isinstance(content, bytes) else str(content).encode()


def _answer(cli: Cli, partstat: str = "ACCEPTED", **lines: str) -> bytes:
    from scheduler.store import invitations
    from scheduler.store.engine import connect

    store = connect(f"sqlite:///{cli.folder / 'rapport.db'}")
    with store.read() as tx:
        [invited] = invitations.all_of(tx)
    store.close()
    return answered(invited, partstat, datetime.fromisoformat("2026-11-24T15:00+00:00"), **lines)


def test_an_invitation_goes_out_by_mail_and_its_answer_comes_back_from_a_file(practice: Cli, tmp_path: Path) -> None:
    inbox = Inbox()
    with mail_server(inbox) as port:
        practice.config.write_text(practice.config.read_text() + SMTP.format(port=port))
        fact = practice.fact("meeting", "lee", "--on", "2026-12-01", "--at", "09:00", "--place", "Room 4")
        said = practice.ok("calendar", "invite", fact)
        assert "Dr. Alan Lee is invited" in said.out
        assert "waits to be sent" in practice.ok("calendar", "list").out
        practice.ok("tick", now="2026-11-24T09:05")
        practice.ok("tick", now="2026-11-24T09:10")
    message = message_from_bytes(_mail_to_lee(inbox), policy=policy.default)
    assert str(message["From"]) == "Practitioner <rapport@practice.example>"
    assert "no answer yet" in practice.ok("calendar", "list").out
    file = tmp_path / "answer.eml"
    file.write_bytes(_answer(practice, FROM="lee@clinic.example"))
    assert practice.ok("calendar", "reply", str(file)).out == f"{fact}: accepted\n"
    [listed] = practice.json("calendar", "list")
    assert (listed["fact"], listed["answer"], listed["letter"]) == (fact, "accepted", "sent")
    again = practice("calendar", "reply", str(file))
    assert (again.status, again.out) == (1, "")
    assert "not taken: a later answer is known" in again.err


def test_an_answer_comes_from_a_pipe(practice: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    fact = practice.fact("meeting", "lee", "--on", "2026-12-01", "--at", "09:00")
    practice.ok("calendar", "invite", fact)
    practice.ok("tick", now="2026-11-24T09:05")
    data = _answer(practice, "TENTATIVE", FROM="lee@clinic.example")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert practice.ok("calendar", "reply", "-").out == f"{fact}: tentative\n"


def test_what_is_no_answer_is_refused_with_a_reason(practice: Cli, tmp_path: Path) -> None:
    for number, (data, words) in enumerate(
        [
            (b"", "no calendar"),
            (b"Subject: hello\n\nyes please", "no calendar"),
            (b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n", "no answer"),
            (b"\xff" * 100, "no calendar"),
        ]
    ):
        file = tmp_path / str(number)
        file.write_bytes(data)
        said = practice("calendar", "reply", str(file))
        assert (said.status, said.out) == (1, ""), data
        assert words in said.err
    assert practice("calendar", "reply", str(tmp_path / "missing")).status == 2


def test_what_cannot_be_invited_to_is_the_users_mistake(practice: Cli) -> None:
    practice.provider("Dr. Priya Shah")
    without = practice.fact("meeting", "shah", "--on", "2026-12-01", "--at", "09:00")
    said = practice("calendar", "invite", without)
    assert (said.status, said.out) == (2, "")
    assert "rapport provider edit" in said.err
    assert practice("calendar", "invite", "F999").status == 2
    practice.ok("record", "opt-out", "lee", "relationship")
    wanted = practice.fact("meeting", "lee", "--on", "2026-12-01", "--at", "09:00")
    assert practice("calendar", "invite", wanted).status == 1
    assert practice.json("calendar", "list") == []
