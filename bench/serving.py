"""Servers on loopback: started as processes of their own, asked over one connection, ended by their handle."""

import contextlib
import http.client
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter


@contextlib.contextmanager
def running(arguments: list[str], port: int, log: Path, ready: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """A server, from when it answers (and its log says `ready`) to the end of the block."""
    with log.open("ab") as handle:
        process = subprocess.Popen(arguments, stdout=handle, stderr=handle)
    try:
        for _ in range(600):
            if _answers(port) and ready in log.read_text(errors="replace"):
                break
            if process.poll() is not None:
                raise RuntimeError(f"{arguments[0]} ended: {log.read_text(errors='replace')[-1000:]}")
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True


_OF_THE_SERVER = frozenset({"Connection", "Date", "Server"})


class Line:
    """One connection, kept open."""

    def __init__(self, port: int, path: str, headers: Mapping[str, str] | None = None) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.path = path
        self.headers = dict(headers or {})
        self.times: list[float] = []
        self.tag = ""
        self.body = b""
        #: What the application itself said of its last answer.
        self.said: list[tuple[str, str]] = []

    def get(self, status: int) -> float:
        """Ask once; it has to answer with this status."""
        start = perf_counter()
        self.connection.request("GET", self.path, headers=self.headers)
        answer = self.connection.getresponse()
        self.body = answer.read()
        seconds = perf_counter() - start
        if answer.status != status:
            raise RuntimeError(f"{self.path} answered {answer.status} instead of {status}")
        self.tag = answer.headers.get("ETag", "")
        self.said = [(name, text) for name, text in answer.getheaders() if name not in _OF_THE_SERVER]
        self.times.append(seconds)
        return seconds

    @property
    def median(self) -> float:
        """Of all that was asked."""
        return median(self.times)
