"""Several connections at once, each asking again as soon as it was answered."""

import selectors
import socket
from time import perf_counter


class _Connection:
    def __init__(self, port: int, request: bytes, chosen: selectors.BaseSelector) -> None:
        self.port, self.request, self.chosen = port, request, chosen
        self.open()

    def open(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.chosen.register(self.socket, selectors.EVENT_READ, self)
        self.ask()

    def close(self) -> None:
        self.chosen.unregister(self.socket)
        self.socket.close()

    def ask(self) -> None:
        self.head, self.left, self.last = b"", -1, False
        self.socket.sendall(self.request)

    def answered(self) -> bool:
        """Read what is there; whether the answer is complete, and then ask again."""
        some = self.socket.recv(1 << 20)
        if not some:
            raise RuntimeError("the server closed the connection within an answer")
        if self.left >= 0:
            self.left -= len(some)
        else:
            self.head += some
            if b"\r\n\r\n" not in self.head:
                return False
            self._read_head()
        if self.left > 0:
            return False
        if self.last:
            self.close()
            self.open()
        else:
            self.ask()
        return True

    def _read_head(self) -> None:
        head, _, body = self.head.partition(b"\r\n\r\n")
        version, status, *_ = head.split()
        fields = dict(line.lower().split(b": ", 1) for line in head.splitlines()[1:] if b": " in line)
        if status not in (b"200", b"304"):
            raise RuntimeError(f"the server answered {status.decode()}")
        self.last = version == b"HTTP/1.0" or fields.get(b"connection") == b"close"
        self.left = (0 if status == b"304" else int(fields[b"content-length"])) - len(body)


def seconds_each(port: int, path: str, headers: dict[str, str], *, connections: int = 8, lasting: float = 2.0) -> float:
    """Seconds for each answer, while so many connections ask for so long."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in headers.items())]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    chosen = selectors.DefaultSelector()
    made = [_Connection(port, request, chosen) for _ in range(connections)]
    start, answers = perf_counter(), 0
    while (passed := perf_counter() - start) < lasting or not answers:
        answers += sum(key.data.answered() for key, _ in chosen.select(1.0))
    for connection in made:
        connection.close()
    chosen.close()
    return passed / answers
