import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from outreach.messages import Failed, Sent
from tests.outreach.servers import Inbox, answer_until, certificate, channel, mail_server, only, raw_server
from tests.outreach.words import PLAIN


@pytest.fixture(scope="module")
def cert(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    made = certificate(tmp_path_factory.mktemp("tls"))
    if made is None:
        pytest.skip("the openssl command is not here")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*made)
    return made[0], context


def test_tls_from_the_first_byte(cert: tuple[Path, ssl.SSLContext]) -> None:
    inbox = Inbox()
    with mail_server(inbox, ssl_context=cert[1]) as port:
        assert isinstance(channel(port, security="tls", authorities=cert[0]).send(PLAIN), Sent)
    assert len(inbox.envelopes) == 1


def test_starttls_comes_before_the_login(cert: tuple[Path, ssl.SSLContext]) -> None:
    inbox = Inbox()
    door = {"authenticator": only("maya", "sesame"), "auth_required": True}
    with mail_server(inbox, tls_context=cert[1], require_starttls=True, **door) as port:
        mail = channel(port, security="starttls", authorities=cert[0], username="maya", password="sesame")
        assert isinstance(mail.send(PLAIN), Sent)
    assert len(inbox.envelopes) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_nobody_vouches_for_ends_the_conversation(
    security: str, cert: tuple[Path, ssl.SSLContext]
) -> None:
    inbox = Inbox()
    with mail_server(inbox, **{"ssl_context" if security == "tls" else "tls_context": cert[1]}) as port:
        receipt = channel(port, security=security).send(PLAIN)
    assert receipt == Failed(
        "127.0.0.1: the certificate could not be verified (self-signed certificate)", ambiguous=False
    )
    assert inbox.envelopes == []


def test_a_certificate_for_another_name_ends_the_conversation(cert: tuple[Path, ssl.SSLContext]) -> None:
    inbox = Inbox()
    with mail_server(inbox, ssl_context=cert[1]) as port:
        receipt = replace(channel(port, security="tls", authorities=cert[0]), host="localhost").send(PLAIN)
    assert isinstance(receipt, Failed) and "not valid for 'localhost'" in receipt.reason
    assert inbox.envelopes == []


def test_starttls_that_is_not_offered_never_becomes_plain_text() -> None:
    inbox = Inbox()
    with mail_server(inbox) as port:
        receipt = channel(port, security="starttls", username="maya", password="sesame").send(PLAIN)
    assert receipt == Failed("127.0.0.1: STARTTLS extension not supported by server.", ambiguous=False)
    assert inbox.envelopes == []


def test_starttls_that_is_refused_never_becomes_plain_text() -> None:
    heard = []

    def talk(connection: socket.socket) -> None:
        answer_until(connection, "STARTTLS", features="250-rapport.test\r\n250 STARTTLS\r\n")
        connection.sendall(b"454 4.7.0 no TLS now\r\n")
        heard.append(connection.recv(100))

    with raw_server(talk) as port:
        receipt = channel(port, security="starttls").send(PLAIN)
    assert receipt == Failed("127.0.0.1: 454 4.7.0 no TLS now", ambiguous=False)
    assert heard == [b""]


def test_tls_with_a_server_that_speaks_plainly_is_a_failure() -> None:
    with mail_server(Inbox()) as port:
        receipt = channel(port, security="tls").send(PLAIN)
    assert isinstance(receipt, Failed) and not receipt.ambiguous
    assert receipt.reason.startswith("127.0.0.1: no secure connection")


def test_authorities_that_are_missing_are_named(tmp_path: Path) -> None:
    with mail_server(Inbox()) as port:
        receipt = channel(port, security="tls", authorities=tmp_path / "ca.pem").send(PLAIN)
    assert receipt == Failed(f"127.0.0.1: {tmp_path}/ca.pem does not exist", ambiguous=False)
