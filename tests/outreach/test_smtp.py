import subprocess
import sys
from email import message_from_bytes, policy

import pytest

from outreach.channels.smtp import Smtp
from outreach.messages import Failed, Refused, Sent, to_mime
from tests.outreach.servers import Inbox, channel, mail_server, only
from tests.outreach.words import PLAIN, message


def test_a_message_arrives_byte_for_byte() -> None:
    inbox = Inbox()
    with mail_server(inbox) as port:
        receipt = channel(port).send(PLAIN)
    assert receipt == Sent("127.0.0.1: 250 2.0.0 OK: queued as 4Xy7")
    [envelope] = inbox.envelopes
    assert (envelope.mail_from, envelope.rcpt_tos) == ("rapport@example.org", ["maya@example.org"])
    assert envelope.content == to_mime(PLAIN).as_bytes()
    assert b"\r\n.\r\n..and a line" in envelope.content


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
@pytest.mark.parametrize(
    ("answer", "receipt"),
    [
        ("421 4.3.2 closing down", Failed("127.0.0.1: 421 4.3.2 closing down", ambiguous=False)),
        ("450 4.2.0 try again later", Failed("127.0.0.1: 450 4.2.0 try again later", ambiguous=False)),
        ("550 5.1.1 no such mailbox", Refused("127.0.0.1: 550 5.1.1 no such mailbox")),
        ("530 5.7.0 who are you", Failed("127.0.0.1: login is required (530 5.7.0 who are you)", ambiguous=False)),
    ],
)
def test_an_answer_to_the_envelope_decides(command: str, answer: str, receipt: Failed | Refused) -> None:
    inbox = Inbox(**{command: answer})
    with mail_server(inbox) as port:
        assert channel(port).send(PLAIN) == receipt
    assert inbox.envelopes == []


@pytest.mark.parametrize(
    ("answer", "receipt"),
    [
        ("421 4.3.2 closing down", Failed("127.0.0.1: 421 4.3.2", ambiguous=False)),
        ("452 disk full", Failed("127.0.0.1: 452", ambiguous=False)),
        ("554 5.7.1 spam", Refused("127.0.0.1: 554 5.7.1")),
    ],
)
def test_an_answer_to_the_message_leaves_no_doubt(answer: str, receipt: Failed | Refused) -> None:
    with mail_server(Inbox(DATA=answer)) as port:
        assert channel(port).send(PLAIN) == receipt


def test_a_server_that_echoes_the_subject_does_not_bring_it_into_the_reason() -> None:
    with mail_server(Inbox(DATA=f'554 5.7.1 "{PLAIN.subject}" looks like spam')) as port:
        receipt = channel(port).send(PLAIN)
    assert receipt == Refused("127.0.0.1: 554 5.7.1")


def test_an_answer_of_many_lines_becomes_one() -> None:
    with mail_server(Inbox(RCPT="550-5.1.1 The account\r\n550 5.1.1 does not exist.")) as port:
        assert channel(port).send(PLAIN) == Refused("127.0.0.1: 550 5.1.1 The account 5.1.1 does not exist.")


def test_an_address_beyond_ascii_travels_where_the_server_takes_it() -> None:
    inbox = Inbox()
    with mail_server(inbox, enable_SMTPUTF8=True) as port:
        assert isinstance(channel(port).send(message(recipient="maría@example.org")), Sent)
    [envelope] = inbox.envelopes
    assert envelope.rcpt_tos == ["maría@example.org"]
    assert {"SMTPUTF8", "BODY=8BITMIME"} <= set(envelope.mail_options)
    mime = message_from_bytes(envelope.content, policy=policy.SMTPUTF8)
    assert mime["To"] == "maría@example.org"


def test_an_address_beyond_ascii_is_refused_where_it_is_not_offered() -> None:
    inbox = Inbox()
    with mail_server(inbox, enable_SMTPUTF8=False) as port:
        receipt = channel(port).send(message(recipient="maría@example.org"))
    assert receipt == Refused("127.0.0.1 takes only ASCII addresses (it does not offer SMTPUTF8)")
    assert inbox.envelopes == []


def test_a_name_beyond_ascii_needs_nothing_special() -> None:
    inbox = Inbox()
    with mail_server(inbox, enable_SMTPUTF8=False) as port:
        assert isinstance(channel(port).send(message(recipient="María <m@example.org>")), Sent)
    assert inbox.envelopes[0].content.isascii()


def test_an_impossible_address_is_refused_without_a_connection() -> None:
    assert channel(1).send(message(recipient="maya")) == Refused("the recipient is not one e-mail address")


def test_a_login_that_fits_opens_the_door() -> None:
    inbox = Inbox()
    with mail_server(inbox, authenticator=only("maya", "sesame"), auth_require_tls=False) as port:
        assert isinstance(channel(port, username="maya", password="sesame").send(PLAIN), Sent)
    assert len(inbox.envelopes) == 1


def test_a_refused_login_is_a_failure_that_says_so_and_keeps_the_password() -> None:
    inbox = Inbox()
    with mail_server(inbox, authenticator=only("maya", "sesame"), auth_require_tls=False) as port:
        receipt = channel(port, username="maya", password="wrong").send(PLAIN)
    assert receipt == Failed("127.0.0.1: login was refused (535 5.7.8)", ambiguous=False)
    assert inbox.envelopes == []


def test_a_server_without_login_is_not_used_without_it() -> None:
    inbox = Inbox()
    with mail_server(inbox, auth_exclude_mechanism=["LOGIN", "PLAIN"]) as port:
        receipt = channel(port, username="maya", password="sesame").send(PLAIN)
    assert isinstance(receipt, Failed) and "AUTH" in receipt.reason
    assert inbox.envelopes == []


def test_a_password_that_cannot_be_sent_is_a_failure() -> None:
    with mail_server(Inbox()) as port:
        receipt = channel(port, username="maya", password="sésame").send(PLAIN)
    assert receipt == Failed("127.0.0.1: user name and password can only be sent in ASCII", ambiguous=False)


def test_the_password_is_not_shown() -> None:
    assert "sesame" not in repr(Smtp("mail", "localhost", 587, "starttls", "maya", "sesame"))


def test_the_mail_library_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, outreach.channels.smtp, outreach.letters; print(*sorted(sys.modules), sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"smtplib", "ssl", "jinja2", "email.message"} & set(loaded)
