"""Channels beside e-mail: services through Apprise, whose address stays secret; and what is said of a dead one."""

import http.server
import json
import logging
import queue
import threading
from collections.abc import Iterator

import pytest

from outreach.channels.apprise import Apprise
from outreach.messages import Failed, Message, Refused, Sent
from tests.houses import TODAY, at_noon
from tests.stories.conftest import Cli, free_port

SECRET = "t0p-s3cret"


class Service:
    """A notification service on loopback; it takes what it is given, or is out of order."""

    def __init__(self) -> None:
        self.taken: queue.Queue[dict[str, str]] = queue.Queue()
        self.status = 200
        service = self

        class Answering(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if service.status == 200:
                    service.taken.put(told)
                self.send_response(service.status)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.address = f"json://127.0.0.1:{self.server.server_address[1]}/{SECRET}"


@pytest.fixture
def service() -> Iterator[Service]:
    """A running service."""
    running = Service()
    with running.server as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield running
        server.shutdown()
        thread.join()


def _message(raw: bytes | None = None) -> Message:
    return Message(
        message_id="<1@rapport.invalid>",
        sender="Rapport <rapport@localhost>",
        recipient="maya@localhost",
        subject="Rapport: 1 now",
        text="NOW  7F3K  call\n",
        html=None,
        date=at_noon(TODAY),
        raw=raw,
    )


def test_a_service_gets_subject_and_text(service: Service) -> None:
    assert Apprise(name="telephone", address=service.address).send(_message()) == Sent("taken by the service")
    told = service.taken.get(timeout=10)
    assert (told["title"], told["message"].strip()) == ("Rapport: 1 now", "NOW  7F3K  call")


def test_a_service_that_says_no_is_asked_again_later_and_its_address_is_in_no_log(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.status = 500
    channel = Apprise(name="telephone", address=service.address)
    with caplog.at_level(logging.DEBUG):
        receipt = channel.send(_message())
    assert receipt == Failed("the service did not take it", ambiguous=False)
    assert SECRET not in caplog.text + repr(channel) + repr(receipt)
    assert "7F3K" not in caplog.text


@pytest.mark.parametrize("address", ["nonsense://x", "", "json://a.example json://b.example"])
def test_an_address_of_no_service_is_said_without_it(address: str) -> None:
    receipt = Apprise(name="telephone", address=address).send(_message())
    assert receipt == Failed("the address in its file is of no service that Apprise knows", ambiguous=False)


def test_an_invitation_is_no_notice(service: Service) -> None:
    assert Apprise(name="telephone", address=service.address).send(_message(b"BEGIN:VCALENDAR")) == Refused(
        "an invitation goes by e-mail only"
    )


def _telephone(cli: Cli, address: str, more: str = "") -> None:
    (cli.folder / "address").write_text(f"{address}\n")
    (cli.folder / "address").chmod(0o600)
    table = f'[[channel]]\nkind = "apprise"\nname = "telephone"\naddress_file = "address"\n{more}'
    cli.config.write_text(f"{cli.config.read_text()}\n{table}\n")


def test_reminders_go_to_the_telephone_of_the_practitioner_whose_it_is(cli: Cli, service: Service) -> None:
    _telephone(cli, service.address, 'practitioner = "me"')
    cli.ok("tick", now="2026-11-24T07:30")
    assert service.taken.get(timeout=10)["title"] == "Rapport: nothing due today"
    cli.configure("[database]", '[[practitioner]]\ncode = "jon"\nname = "Jon Berg"\n\n[database]')
    cli.ok("tick", now="2026-11-25T07:30")
    assert service.taken.get(timeout=10)["title"] == "Rapport: nothing due today"
    assert service.taken.empty()
    assert SECRET not in cli("status").out + cli("doctor").out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('practitioner = "mee"', 'channel[2].practitioner: "mee" is no practitioner; did you mean `me`?'),
        ('address_file = ""', "channel[2].address_file: a channel of kind apprise needs it"),
    ],
)
def test_a_channel_that_cannot_work_is_refused(cli: Cli, line: str, said: str) -> None:
    key = line.partition(" ")[0]
    table = {"kind": '"apprise"', "name": '"telephone"', "address_file": '"address"', key: line.partition("= ")[2]}
    cli.config.write_text(
        f"{cli.config.read_text()}\n[[channel]]\n" + "".join(f"{k} = {v}\n" for k, v in table.items())
    )
    assert said in cli("rules", "check").err


def test_a_channel_that_takes_nothing_for_a_day_is_told_through_another_one_once(cli: Cli, service: Service) -> None:
    cli.configure('email   = ""', 'email   = "me@example.org"')
    mail = f'[[channel]]\nkind = "smtp"\nname = "mail"\nhost = "127.0.0.1"\nport = {free_port()}\nsecurity = "none"\n'
    cli.config.write_text(f'{cli.config.read_text()}\n{mail}sender = "rapport@example.org"\n')
    _telephone(cli, service.address)
    for hour in ("07:30", "12:00", "20:00"):
        cli("tick", now=f"2026-11-24T{hour}")
    assert service.taken.get(timeout=10)["title"] == "Rapport: nothing due today"
    for day in ("25T07:20", "25T07:40", "25T12:00", "26T12:00"):
        cli("tick", now=f"2026-11-{day}")
    told = []
    while not service.taken.empty():
        told.append(service.taken.get(timeout=10))
    assert [t["title"] for t in told].count("Rapport: nothing goes out by mail") == 1
    (complaint,) = [t for t in told if "nothing goes out" in t["title"]]
    assert "has taken no letter since 2026-11-24 07:30" in complaint["message"]
    assert len(list((cli.folder / "outbox").glob("*.eml"))) == 3


def test_a_channel_that_recovered_is_told_of_no_more(cli: Cli, service: Service) -> None:
    _telephone(cli, service.address)
    service.status = 503
    for moment in ("24T07:30", "24T20:00", "25T07:40"):
        cli("tick", now=f"2026-11-{moment}")
    assert "the channel telephone has taken nothing for 24 h" in cli("status", now="2026-11-25T08:00").out
    service.status = 200
    cli("tick", now="2026-11-25T09:00")
    assert "has taken nothing" not in cli("status", now="2026-11-25T09:01").out
    cli("tick", now="2026-11-27T09:00")
    subjects = [p.read_text() for p in (cli.folder / "outbox").glob("*.eml")]
    assert sum("nothing goes out by telephone" in s for s in subjects) == 1
