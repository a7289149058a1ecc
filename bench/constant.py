"""A server with the daemon's settings that answers a constant: `python -m bench.constant PORT BODY HEADERS`."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from waitress import create_server

from scheduler.daemon import MOST_HEADER_BYTES
from scheduler.web.requests import MOST_BYTES

Start = Callable[[str, list[tuple[str, str]]], object]


def main() -> None:
    """Serve until ended."""
    port, body, headers = int(sys.argv[1]), Path(sys.argv[2]).read_bytes(), json.loads(Path(sys.argv[3]).read_text())
    whole, same = ([(name, text) for name, text in headers[status]] for status in ("200", "304"))

    def constant(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if environ.get("HTTP_IF_NONE_MATCH"):
            start("304 Not Modified", same)
            return [b""]
        start("200 OK", whole)
        return [body]

    create_server(
        constant,
        host="127.0.0.1",
        port=port,
        threads=4,
        ident="rapport",
        max_request_header_size=MOST_HEADER_BYTES,
        max_request_body_size=2 * MOST_BYTES,
        clear_untrusted_proxy_headers=True,
    ).run()


if __name__ == "__main__":
    main()
