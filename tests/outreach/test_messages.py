from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from outreach.messages import to_mime
from tests.outreach.words import PLAIN, message


def parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def words(part: object) -> str:
    assert isinstance(part, EmailMessage)
    return str(part.get_content()).replace("\r\n", "\n")


def test_plain_text_comes_first_and_html_second() -> None:
    mime = parsed(to_mime(PLAIN).as_bytes())
    assert mime.get_content_type() == "multipart/alternative"
    text, html = mime.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert (words(text), words(html)) == (PLAIN.text, PLAIN.html)


def test_a_message_without_html_is_plain_text() -> None:
    assert to_mime(message(html=None)).get_content_type() == "text/plain"


def test_the_headers_say_who_when_and_that_no_person_wrote_it() -> None:
    mime = to_mime(PLAIN)
    assert dict(mime.items()) | {"Content-Type": ""} == {
        "From": "Rapport <rapport@example.org>",
        "To": "Maya Chen <maya@example.org>",
        "Subject": "Rapport: 1 now, 2 today",
        "Date": "Tue, 24 Nov 2026 12:00:00 +0000",
        "Message-ID": "<digest.maya.2026-11-24@rapport.example.org>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": "",
    }


def test_the_same_message_becomes_the_same_bytes() -> None:
    assert to_mime(PLAIN).as_bytes() == to_mime(PLAIN).as_bytes()


def test_lines_end_as_on_the_wire() -> None:
    raw = to_mime(PLAIN).as_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_letters_beyond_ascii_travel_as_seven_bits_and_come_back() -> None:
    raw = to_mime(
        message(subject="Rapport: 1 für heute", text="Grüße · 日本\n", sender="Zoë <z@example.org>")
    ).as_bytes()
    assert raw.isascii()
    mime = parsed(raw)
    assert mime["Subject"] == "Rapport: 1 für heute"
    assert mime["From"].addresses[0].display_name == "Zoë"
    assert words(mime.get_body(("plain",))) == "Grüße · 日本\n"


def test_an_address_beyond_ascii_stays_as_it_is() -> None:
    assert "To: maría@example.org\r\n".encode() in to_mime(message(recipient="maría@example.org")).as_bytes()


def test_a_long_message_id_stays_on_one_line() -> None:
    long = f"<{'0123456789abcdef' * 8}@rapport.example.org>"
    assert f"Message-ID: {long}\r\n".encode() in to_mime(message(message_id=long)).as_bytes()


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\x00", "\x0b", "\x85", "\u2028"])
@pytest.mark.parametrize("header", ["subject", "sender", "recipient", "message_id"])
@pytest.mark.parametrize("ending", ["Bcc: thief@example.org", ""])
def test_a_line_break_cannot_smuggle_in_a_header(header: str, break_: str, ending: str) -> None:
    hostile = getattr(PLAIN, header) + break_ + ending
    with pytest.raises(ValueError) as caught:
        to_mime(message(**{header: hostile}))
    assert "1 now" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["", "maya", "maya@", "@example.org", "<", "a@b, c@d", "grp: a@b;", "a@b c", "<a@b", "a@b>", "a..b@c", "a@b@c"],
)
def test_anything_but_one_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="the recipient is not one e-mail address"):
        to_mime(message(recipient=address))


def test_a_name_with_a_comma_is_one_mailbox() -> None:
    mime = parsed(to_mime(message(recipient='"Chen, Maya" <maya@example.org>')).as_bytes())
    assert [a.addr_spec for a in mime["To"].addresses] == ["maya@example.org"]
    assert mime["To"].addresses[0].display_name == "Chen, Maya"


@pytest.mark.parametrize("message_id", ["", "digest@example.org", "<digest>", "<a b@c>", "<a@b><c@d>"])
def test_a_message_id_needs_its_form(message_id: str) -> None:
    with pytest.raises(ValueError, match="message id"):
        to_mime(message(message_id=message_id))


def test_a_date_without_a_zone_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        message(date=datetime(2026, 11, 24, 7, 0))  # noqa: DTZ001
