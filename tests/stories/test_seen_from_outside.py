"""Seen from outside: metrics, the service manager, the dead man's switch, JSON logs, and a channel that is dead."""

import http.server
import json
import queue
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scheduler import signalling
from tests.stories.conftest import Cli, Daemon, free_port

Start = Callable[..., Daemon]


def _get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.fixture
def switch() -> Iterator[tuple[str, "queue.Queue[str]"]]:
    """A dead man's switch: its address, and the paths that were asked for."""
    asked: queue.Queue[str] = queue.Queue()

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.put(self.path)
            self.send_response(200 if asked.qsize() < 100 else 500)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/ping/s3cr3t-word", asked
        server.shutdown()
        thread.join()


def _metrics(daemon: Daemon) -> str:
    daemon.wait_for("started")
    status, text = _get(f"http://127.0.0.1:{daemon.port}/metrics")
    assert status == 200
    return text


def test_metrics_count_and_name_nobody(cli: Cli, daemons: Start) -> None:
    ana = cli.client("Ana Ruiz", "--referring", cli.provider("Dr. Alan Lee"))
    cli.fact("change", ana, "fall", "--on", "2026-11-23")
    daemon = daemons("2026-11-24T07:30")
    daemon.wait_for("sent")
    text = _metrics(daemon)
    assert 'state="sent"} 1' in text
    assert 'rapport_follow_ups_open{status="due"}' in text
    assert 'rapport_rounds_total{outcome="good"}' in text
    assert "rapport_login_failures_total 0" in text
    for word in ("Ana", "Ruiz", "Lee", ana, "Practitioner"):
        assert word not in text
    for line in text.splitlines():
        assert line.startswith("# ") or float(line.rpartition(" ")[2]) >= 0


def test_metrics_are_kept_from_strangers_behind_a_proxy_that_is_not_known(cli: Cli, daemons: Start) -> None:
    cli.configure('public_url = ""', 'public_url = "https://rapport.example.org"')
    daemon = daemons()
    daemon.wait_for("started")
    assert _get(f"http://127.0.0.1:{daemon.port}/metrics") == (404, "not found\n")
    daemon.stop()
    cli.configure("[daemon]", "[daemon]\nmetrics = true")
    assert "rapport_rounds_total" in _metrics(daemons())


def test_the_service_manager_is_told_of_the_start_of_life_and_of_the_end(
    cli: Cli, daemons: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(20)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "200000")
        daemon = daemons()
        assert manager.recv(100) == b"READY=1"
        assert [manager.recv(100) for _ in range(2)] == [b"WATCHDOG=1"] * 2
        daemon.stop()
        rest = b""
        while b"STOPPING=1" not in rest:
            rest = manager.recv(100)


def test_an_address_is_called_after_a_good_round_and_is_in_no_log(
    cli: Cli, daemons: Start, switch: tuple[str, "queue.Queue[str]"]
) -> None:
    address, asked = switch
    cli.configure("[daemon]", f'[daemon]\nheartbeat = "{address}"')
    daemon = daemons()
    assert asked.get(timeout=20) == "/ping/s3cr3t-word"
    daemon.stop()
    assert "s3cr3t-word" not in daemon.log.read_text()


def test_an_address_that_does_not_answer_is_said_once_without_it(cli: Cli, daemons: Start) -> None:
    cli.configure("[daemon]", f'[daemon]\nheartbeat = "http://127.0.0.1:{free_port()}/s3cr3t-word"')
    daemon = daemons()
    daemon.wait_for("the heartbeat address does not answer")
    assert _metrics(daemon)
    daemon.stop()
    assert "s3cr3t-word" not in daemon.log.read_text()
    assert daemon.log.read_text().count("the heartbeat address") == 1


@pytest.mark.parametrize("address", ["http://switch.example.org/x", "ftp://x", "https://me:pw@switch.example.org/"])
def test_a_heartbeat_goes_only_over_tls(cli: Cli, address: str) -> None:
    cli.configure("[daemon]", f'[daemon]\nheartbeat = "{address}"')
    said = cli("rules", "check")
    assert said.status != 0
    assert "daemon.heartbeat" in said.out + said.err
    assert address not in said.out + said.err


def test_a_call_says_what_went_wrong_without_the_address(switch: tuple[str, "queue.Queue[str]"]) -> None:
    assert signalling.call(switch[0]) == ""
    assert signalling.call(f"http://127.0.0.1:{free_port()}/s3cr3t") == "URLError"
    assert signalling.call("http://127.0.0.1:1x/s3cr3t") == "InvalidURL"


def test_the_log_is_json_where_asked_for(cli: Cli, daemons: Start) -> None:
    cli.configure('listen = "127.0.0.1:8765"', f'listen = "127.0.0.1:{free_port()}"')
    with subprocess.Popen(
        [sys.executable, "-m", "scheduler", "--config", str(cli.config), "daemon", "--json-log"],
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        first = json.loads(process.stderr.readline())
        process.terminate()
        rest = [json.loads(line) for line in process.stderr]
    assert first.keys() == {"at", "level", "logger", "message"}
    assert rest[-1]["message"] == "ended"


def test_a_channel_that_takes_nothing_for_hours_is_wrong_in_status_and_in_the_health_check(
    cli: Cli, daemons: Start
) -> None:
    text = cli.config.read_text().replace('email   = ""', 'email   = "me@example.org"')
    mail = f'[[channel]]\nkind = "smtp"\nname = "mail"\nhost = "127.0.0.1"\nport = {free_port()}\nsecurity = "none"\n'
    cli.config.write_text(f'{text}\n{mail}sender = "rapport@example.org"\n')
    cli("tick", now="2026-11-24T07:30")
    assert "has taken nothing" not in cli("status", now="2026-11-24T08:30").out
    daemon = daemons("2026-11-24T09:45")
    daemon.wait_for("refused")
    said = cli("status", now="2026-11-24T09:46").out
    assert "wrong: the channel mail has taken nothing for 2 h: 127.0.0.1: Connection refused" in said
    status, words = _get(f"http://127.0.0.1:{daemon.port}/healthz")
    assert (status, words) == (503, "the channel mail has taken nothing for 2 h\n")
    assert 'rapport_channel_failing_seconds{channel="mail"}' in _metrics(daemon)
