"""Servers on loopback: started as processes of their own, asked over one connection, ended by their handle."""

import contextlib
import http.client
import socket
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


class Connection:
    """One connection, kept open as long as the server keeps it; a client that costs next to nothing itself."""

    def __init__(self, port: int, path: str, headers: Mapping[str, str] | None = None) -> None:
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        self._request = ("\r\n".join(lines) + "\r\n\r\n").encode()
        self._port, self._open = port, False

    def ask(self) -> None:
        """Send the request."""
        if not self._open:
            self.socket = socket.create_connection(("127.0.0.1", self._port), timeout=120)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open = True
        self._head, self._parts, self._left = b"", list[bytes](), -1
        self.socket.sendall(self._request)

    def answered(self) -> bool:
        """Wait for some of the answer; whether that is all of it."""
        some = self.socket.recv(1 << 20)
        if not some:
            raise RuntimeError("the server closed the connection within an answer")
        if self._left < 0:
            self._head, found, some = (self._head + some).partition(b"\r\n\r\n")
            if not found:
                return False
            self._read_head()
        self._parts.append(some)
        self._left -= len(some)
        if self._left == 0 and self._last:
            self.close()
        return self._left == 0

    def close(self) -> None:
        """End it."""
        if self._open:
            self.socket.close()
            self._open = False

    @property
    def body(self) -> bytes:
        """Of the last answer."""
        return b"".join(self._parts)

    def _read_head(self) -> None:
        first, *lines = self._head.decode("latin-1").split("\r\n")
        version, status, *_ = first.split()
        self.status = int(status)
        if self.status not in (200, 304):
            raise RuntimeError(f"the server answered {status}")
        self.fields = [(name, value) for name, _, value in (line.partition(": ") for line in lines)]
        self.known = {name.lower(): value for name, value in self.fields}
        self._left = 0 if self.status == 304 else int(self.known["content-length"])
        self._last = version == "HTTP/1.0" or self.known.get("connection", "").lower() == "close"


class Line:
    """One who asks over one connection, and how long each answer took."""

    def __init__(self, port: int, path: str, headers: Mapping[str, str] | None = None) -> None:
        self._path = path
        self._connection = Connection(port, path, headers)
        self.times: list[float] = []

    def get(self, status: int) -> float:
        """Ask once; it has to answer with this status."""
        start = perf_counter()
        self._connection.ask()
        while not self._connection.answered():
            pass
        seconds = perf_counter() - start
        if self._connection.status != status:
            raise RuntimeError(f"{self._path} answered {self._connection.status} instead of {status}")
        self.times.append(seconds)
        return seconds

    @property
    def body(self) -> bytes:
        """Of the last answer."""
        return self._connection.body

    @property
    def said(self) -> list[tuple[str, str]]:
        """What the application itself said of its last answer."""
        return [(name, text) for name, text in self._connection.fields if name not in _OF_THE_SERVER]

    @property
    def tag(self) -> str:
        """The entity tag of the last answer."""
        return self._connection.known.get("etag", "")

    @property
    def median(self) -> float:
        """Of all that was asked."""
        return median(self.times)
