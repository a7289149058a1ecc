"""A real CalDAV server on loopback: Radicale, as its own process."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

USER, PASSWORD = "maya", "s3cr3t-w0rd"
#: Why tests with it are skipped, or None.
MISSING = None if find_spec("radicale") else "the CalDAV server Radicale is not installed"

_CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/collections
[logging]
level = error
"""
_CALENDAR = """<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:set><D:prop><D:displayname>Work</D:displayname></D:prop></D:set></C:mkcalendar>"""


@dataclass(frozen=True)
class Server:
    """The server, and its owner's calendar program."""

    url: str

    def ask(
        self, method: str, name: str = "", body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        """What a program of the owner's asks; the status and the answer."""
        token = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        request = urllib.request.Request(
            self.url + name,
            method=method,
            data=body.encode() or None,
            headers={"Authorization": f"Basic {token}", "Content-Type": "text/calendar", **(headers or {})},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, ""

    def read(self, name: str) -> str:
        """What is in one entry's file."""
        status, text = self.ask("GET", name)
        assert status == 200, (name, status)
        return text


@contextmanager
def radicale(folder: Path) -> Iterator[Server]:
    """Run it until the test ends, with one user and one calendar."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    (folder / "radicale.conf").write_text(_CONFIG.format(port=port, folder=folder))
    with (folder / "radicale.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", str(folder / "radicale.conf")], stdout=log, stderr=log
        )
        try:
            server = Server(f"http://127.0.0.1:{port}/{USER}/work/")
            _wait(port, process, folder)
            assert server.ask("MKCALENDAR", body=_CALENDAR)[0] == 201
            yield server
        finally:
            process.terminate()
            process.wait(10)


def _wait(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(400):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert process.poll() is None, (folder / "radicale.log").read_text()
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the CalDAV server does not answer")
