"""Signalling: signs of life to the service manager (sd_notify) and to a dead man's switch elsewhere."""

import logging
import os
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException

log = logging.getLogger("rapport")

#: How long the dead man's switch may take for each step of its answer.
PATIENCE = 10.0
_NO_WORD = "the heartbeat address does not answer (%s)"


def tell_manager(state: str) -> None:
    """Say something such as READY=1 to systemd; nothing where nobody listens (sd_notify(3): one datagram)."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    name = f"\0{address[1:]}" if address.startswith("@") else address
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire:
            wire.connect(name)
            wire.sendall(state.encode())
    except OSError as error:
        log.warning("the service manager cannot be told %s: %s", state.partition("=")[0], error.strerror)


def watchdog_pause() -> float | None:
    """Seconds between two signs of life, half of what the manager asks for; None when it asks for none."""
    wanted = os.environ.get("WATCHDOG_USEC", "")
    meant = os.environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
    return int(wanted) / 2_000_000 if wanted.isdigit() and int(wanted) and meant else None


def keep_alive(ending: threading.Event, alive: Callable[[], bool]) -> None:
    """Wait for the end; until then tell the manager at its pace, but only while `alive` says that rounds go on."""
    pause = watchdog_pause()
    while not ending.wait(pause):
        if alive():
            tell_manager("WATCHDOG=1")


class Heartbeat:
    """Calls an address after good rounds, in a thread of its own: a slow one holds nothing up.

    The address is a secret (whoever has it can play dead or alive), so no log line holds it.
    """

    def __init__(self, address: Callable[[], str]) -> None:
        self.address = address
        self._due = threading.Event()
        self._answered = True
        threading.Thread(target=self._run, name="heartbeat", daemon=True).start()

    def beat(self) -> None:
        """A round was good."""
        self._due.set()

    def _run(self) -> None:
        while self._due.wait():
            self._due.clear()
            if address := self.address():
                self._told(call(address))

    def _told(self, trouble: str) -> None:
        if trouble and self._answered:
            log.warning(_NO_WORD, trouble)
        elif not trouble and not self._answered:
            log.info("the heartbeat address answers again")
        self._answered = not trouble


def call(address: str) -> str:
    """Ask the address once; what went wrong, in words that do not hold it, or nothing."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return "" if answer.status // 100 == 2 else f"status {answer.status}"
    except urllib.error.HTTPError as error:
        return f"status {error.code}"
    except (OSError, HTTPException, ValueError) as error:
        return type(error).__name__
