"""What a bad line or a bad server can do; in doubt only between the go-ahead and the last answer (RFC 1047)."""

import socket
from collections.abc import Callable
from dataclasses import replace

import pytest

from outreach.messages import Failed, Sent
from tests.outreach.servers import (
    LOOPBACK,
    answer_until,
    channel,
    raw_server,
    reset,
    wait_for_goodbye,
)
from tests.outreach.words import PLAIN

Ending = Callable[[socket.socket], None]


def hang_up(connection: socket.socket) -> None:
    connection.shutdown(socket.SHUT_RDWR)


def patience(ending: Ending) -> float:
    return 0.3 if ending is wait_for_goodbye else 5.0


def say(words: bytes) -> Ending:
    return lambda connection: connection.sendall(words)


def test_nobody_listens() -> None:
    with socket.create_server((LOOPBACK, 0)) as listener:
        port = listener.getsockname()[1]
    assert channel(port).send(PLAIN) == Failed("127.0.0.1: Connection refused", ambiguous=False)


def test_a_busy_server_that_greets_with_421() -> None:
    with raw_server(say(b"421 4.3.2 too busy\r\n")) as port:
        assert channel(port).send(PLAIN) == Failed("127.0.0.1: 421 4.3.2 too busy", ambiguous=False)


def test_an_answer_is_fit_for_a_terminal() -> None:
    with raw_server(say(b"421-\x1b[2Jtoo\r\n421 \tbusy\xff\x07\r\n")) as port:
        assert channel(port).send(PLAIN) == Failed("127.0.0.1: 421 [2Jtoo busy\ufffd", ambiguous=False)


def test_a_server_that_greets_with_554_refuses_us_and_not_the_message() -> None:
    with raw_server(say(b"554 no mail here\r\n")) as port:
        assert channel(port).send(PLAIN) == Failed("127.0.0.1: 554 no mail here", ambiguous=False)


@pytest.mark.parametrize("verb", ["EHLO", "MAIL", "RCPT", "DATA", "."])
@pytest.mark.parametrize(
    ("ending", "reason"),
    [
        (hang_up, "the connection was lost"),
        (reset, "the connection was lost"),
        (wait_for_goodbye, "no answer within 0.3 s"),
    ],
)
def test_a_broken_line_leaves_doubt_only_once_the_message_was_begun(verb: str, ending: Ending, reason: str) -> None:
    def talk(connection: socket.socket) -> None:
        answer_until(connection, verb)
        ending(connection)

    with raw_server(talk) as port:
        receipt = channel(port, timeout=patience(ending)).send(PLAIN)
    assert receipt == Failed(f"127.0.0.1: {reason}", ambiguous=verb == ".")


def test_a_reset_in_the_middle_of_the_message_leaves_doubt() -> None:
    def talk(connection: socket.socket) -> None:
        answer_until(connection, "SUBJECT:")
        reset(connection)

    with raw_server(talk) as port:
        assert channel(port).send(PLAIN) == Failed("127.0.0.1: the connection was lost", ambiguous=True)


def test_a_server_that_never_greets_is_given_up() -> None:
    with raw_server(wait_for_goodbye) as port:
        receipt = channel(port, timeout=0.5).send(PLAIN)
    assert receipt == Failed("127.0.0.1: no answer within 0.5 s", ambiguous=False)


@pytest.mark.parametrize("answer", [b"25", b"hello\r\n", b"354 more\r\n"])
def test_a_half_or_senseless_answer_to_the_message_leaves_doubt(answer: bytes) -> None:
    def talk(connection: socket.socket) -> None:
        answer_until(connection, ".")
        connection.sendall(answer)

    with raw_server(talk) as port:
        assert channel(port).send(PLAIN) == Failed("127.0.0.1: no SMTP answer to the message", ambiguous=True)


@pytest.mark.parametrize("ending", [hang_up, reset, wait_for_goodbye])
def test_what_was_taken_is_sent_however_the_goodbye_goes(ending: Ending) -> None:
    def talk(connection: socket.socket) -> None:
        answer_until(connection, ".")
        connection.sendall(b"250 OK\r\n")
        ending(connection)

    with raw_server(talk) as port:
        assert channel(port, timeout=patience(ending)).send(PLAIN) == Sent("127.0.0.1: 250 OK")


@pytest.mark.parametrize("host", ["nowhere.invalid", "nowhere..invalid"])
def test_a_host_that_does_not_exist_is_a_failure(host: str) -> None:
    receipt = replace(channel(25), host=host).send(PLAIN)
    assert isinstance(receipt, Failed) and receipt.reason.startswith(f"{host}: ")
