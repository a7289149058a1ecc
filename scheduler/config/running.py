"""The daemon's own table of config.toml, from what was written to what is meant."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field

from scheduler.config.outside import safe
from scheduler.config.tables import DaemonTable

#: Notes a mistake: the key and the words.
Wrong = Callable[[str, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """How the daemon runs, checked."""

    listen: tuple[str, int]
    every: int
    trusted_proxy: str
    metrics: bool
    heartbeat: str = field(repr=False)


def check(table: DaemonTable, wrong: Wrong) -> Running:
    """What was written, with what is usual in the place of mistakes."""
    if table.every not in range(1, 3601):
        wrong("daemon.every", f"expected 1 to 3600 seconds, got {table.every}")
    if table.heartbeat and not safe(table.heartbeat):
        wrong("daemon.heartbeat", "expected an address that starts with https:// (http:// only on this machine)")
    return Running(
        listen=_listen(table.listen, wrong),
        every=table.every,
        trusted_proxy=_trusted_proxy(table.trusted_proxy, wrong),
        metrics=table.metrics,
        heartbeat=table.heartbeat,
    )


def _listen(text: str, wrong: Wrong) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        wrong("daemon.listen", f'"{text}" is not host:port; write for example 127.0.0.1:8765')
        return ("127.0.0.1", 8765)
    return (host.strip("[]"), int(port))


def _trusted_proxy(text: str, wrong: Wrong) -> str:
    try:
        return str(ipaddress.ip_address(text)) if text else ""
    except ValueError:
        wrong("daemon.trusted_proxy", f'"{text}" is not an IP address; write for example 127.0.0.1')
        return ""
