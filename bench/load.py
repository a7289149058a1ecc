"""Several connections at once, each asking again as soon as it was answered."""

import selectors
from time import perf_counter

from bench.serving import Connection


def seconds_each(port: int, path: str, headers: dict[str, str], *, connections: int = 8, lasting: float = 2.0) -> float:
    """Seconds for each answer, while so many connections ask for so long."""
    made = [Connection(port, path, headers) for _ in range(connections)]
    chosen = selectors.DefaultSelector()
    for connection in made:
        _ask(connection, chosen)
    start, answers = perf_counter(), 0
    while (passed := perf_counter() - start) < lasting or not answers:
        for key, _ in chosen.select(1.0):
            if key.data.answered():
                answers += 1
                chosen.unregister(key.fileobj)
                _ask(key.data, chosen)
    for connection in made:
        connection.close()
    chosen.close()
    return passed / answers


def _ask(connection: Connection, chosen: selectors.BaseSelector) -> None:
    connection.ask()
    chosen.register(connection.socket, selectors.EVENT_READ, connection)
