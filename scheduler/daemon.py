"""The long-running process: APScheduler as a ticker over the store, an HTTP server beside it, and a clean end."""

import logging
import os
import signal
import socket
import threading
import time
from datetime import datetime, timedelta
from types import FrameType
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from waitress import create_server

from scheduler import config, wiring
from scheduler.clock import Clock
from scheduler.config import Settings
from scheduler.mistakes import Refusal, place_of
from scheduler.outside import outside_of, reach_out
from scheduler.rounds import run_round
from scheduler.signalling import Heartbeat, keep_alive, tell_manager
from scheduler.store import leading, meta
from scheduler.store.engine import Store
from scheduler.store.lock import only_daemon
from scheduler.store.tx import Transaction
from scheduler.web import Site, premises
from scheduler.web.requests import MOST_BYTES

log = logging.getLogger("rapport")

#: The job that is a round, and the shortest pause between two that are brought forward.
ROUND, SHORTEST_PAUSE = "round", timedelta(seconds=1)
#: How long a round may go on after the daemon was asked to end.
LAST_ROUND = timedelta(seconds=4)
#: How long a round may take, beyond three pauses, before the service manager is no longer told that all is well.
LONGEST_ROUND = timedelta(minutes=10)
#: How long a daemon leads others without a further round: so many of its pauses, and something to spare.
LEASE_ROUNDS, LEASE_SPARE = 3, timedelta(seconds=5)
#: Bytes of all headers of a request.
MOST_HEADER_BYTES = 32 * 1024


def run(settings: Settings, store: Store, clock: Clock) -> None:
    """Run until SIGTERM or SIGINT; SIGHUP reads the configuration again, and a broken one is refused."""
    with only_daemon(store.sqlite_file):
        Daemon(settings, store, clock).run()


class Wordless(logging.Filter):
    """Takes the words out of what the HTTP server logs of its own: they may hold an address, and with it a token.

    What it says while it is being closed (a socket is gone) is nobody's trouble.
    """

    def __init__(self, ending: threading.Event) -> None:
        super().__init__()
        self.ending = ending

    def filter(self, record: logging.LogRecord) -> bool:
        if self.ending.is_set():
            return False
        error = record.exc_info[1] if record.exc_info else None
        record.msg, record.args = "http server: %s", (place_of(error) if error else f"line {record.lineno}",)
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def _trusting(proxy: str) -> dict[str, Any]:
    """The server's settings with which the word of one proxy is believed on who asks, and on nothing else."""
    if not proxy:
        return {}
    return {"trusted_proxy": proxy, "trusted_proxy_count": 1, "trusted_proxy_headers": "x-forwarded-for"}


class Daemon:
    """A running daemon."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        self.settings = settings
        self.store = store
        self.clock = clock
        self.channels = wiring.channels(settings)
        self.outside = outside_of(settings)
        self.site = Site(store, premises(settings), clock)
        self.ending = threading.Event()
        self.reload = threading.Event()
        self.in_round = threading.Lock()
        #: Set after each round, when there may be something new to write into calendars elsewhere.
        self.after_round = threading.Event()
        self.heartbeat = Heartbeat(lambda: self.settings.heartbeat)
        self.ticked_at = time.monotonic()
        self.led = False
        self.ticker = BackgroundScheduler(timezone="UTC")
        #: Where the last round left something for a certain moment.
        self.turn: datetime | None = None
        self.name = f"{socket.gethostname()}/{os.getpid()}"

    def run(self) -> None:
        """Serve and tick until asked to end."""
        server = self._server()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        signal.signal(signal.SIGHUP, lambda _number, _frame: self.reload.set())
        self.begin_rounds()
        logging.getLogger("waitress").addFilter(Wordless(self.ending))
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        threading.Thread(target=server.run, name="http", daemon=True).start()
        threading.Thread(target=self._reach_out, name="outside", daemon=True).start()
        self.ticker.start()
        host, port = self.settings.listen
        log.info("started: a round every %d s, listening on %s:%d", self.settings.every, host, port)
        if words := wiring.reaches_nobody(self.settings):
            log.warning(words)
        if self.settings.public_url.startswith("https://") and not self.settings.trusted_proxy:
            log.warning("visitors cannot be told apart: set daemon.trusted_proxy (docs/OPERATIONS.md)")
        tell_manager("READY=1")
        keep_alive(self.ending, self._lively)
        tell_manager("STOPPING=1")
        self.ticker.shutdown(wait=False)
        server.close()
        if self.in_round.acquire(timeout=LAST_ROUND.total_seconds()):
            self._settle()
            self._resign()
        log.info("ended")

    def begin_rounds(self) -> None:
        """A round at once, and then one after each pause."""
        self.ticker.add_job(
            self.tick,
            "interval",
            id=ROUND,
            seconds=self.settings.every,
            next_run_time=self.clock.machine(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def look_again(self, turn: datetime | None) -> None:
        """Bring the next round forward to what comes before it: a further try, or what a dead daemon held."""
        job = self.ticker.get_job(ROUND)
        if turn is None or job is None:
            return
        at = self.clock.machine() + max(turn - self.clock.now(), SHORTEST_PAUSE)
        if job.next_run_time and at < job.next_run_time:
            job.modify(next_run_time=at)

    def tick(self) -> None:
        """One round; what goes wrong is logged and shown by the health check, and the next round tries again."""
        with self.in_round:
            if self.ending.is_set():
                return
            if self.reload.is_set():
                self._reload()
            trouble = self._round()
            self._note_trouble(trouble)
            self._settle()
            self.site.counters.add("rounds", "failed" if trouble else "good")
            self.ticked_at = time.monotonic()
        if not trouble:
            self.heartbeat.beat()
        if self.led:
            self.after_round.set()
        self.look_again(self.turn)  # last, so that this round is over by then

    def _round(self) -> str:
        """What went wrong with a round, or nothing."""
        self.turn = None
        try:
            done = run_round(
                self.store,
                wiring.house(self.settings),
                wiring.post(self.settings),
                self.channels,
                wiring.senders(self.settings),
                self.clock.now(),
                self.clock.now,
                wiring.mailroom(self.settings),
                self._leads if self.store.shared else None,
            )
            self.led = done.led
            self.turn = done.next_turn
        except Refusal as refusal:
            log.error("round failed: %s", refusal.message)
            return refusal.message
        except Exception as error:  # noqa: BLE001 - a daemon outlives a defect, and says so without its data
            log.error("round failed: a defect of Rapport (%s)", place_of(error))
            return f"a defect of Rapport ({place_of(error)})"
        return ""

    def _leads(self, tx: Transaction, now: datetime) -> bool:
        lasts = LEASE_ROUNDS * timedelta(seconds=self.settings.every) + LEASE_SPARE
        return leading.lead(tx, self.name, now, lasts)

    def _resign(self) -> None:
        """Let another daemon plan at once; where that fails, it waits for the end of the lease."""
        if not self.store.shared:
            return
        try:
            with self.store.write() as tx:
                leading.resign(tx, self.name)
        except Refusal as refusal:
            log.error("cannot hand over: %s", refusal.message)

    def _lively(self) -> bool:
        """Whether rounds end; a process that only looks alive is better started anew."""
        allowed = 3 * self.settings.every + LONGEST_ROUND.total_seconds()
        return time.monotonic() - self.ticked_at < allowed

    def _reach_out(self) -> None:
        """After each round, in a thread of its own: a calendar server that hangs holds no reminder up."""
        while self.after_round.wait():
            self.after_round.clear()
            if self.ending.is_set():
                return
            settings = self.settings
            reach_out(self.store, wiring.house(settings), wiring.post(settings), self.outside, self.clock.now())

    def _note_trouble(self, words: str) -> None:
        try:
            with self.store.write() as tx:
                if (meta.get(tx, meta.ROUND_TROUBLE) or "") != words:
                    meta.put(tx, meta.ROUND_TROUBLE, words)
        except Refusal as refusal:
            log.error("cannot note that: %s", refusal.message)

    def _settle(self) -> None:
        """Store what the server only noted while it served."""
        try:
            self.site.rack.settle(self.clock.now())
        except Refusal as refusal:
            log.error("cannot note what calendars told: %s", refusal.message)
        except Exception as error:  # noqa: BLE001 - as in a round
            log.error("cannot note what calendars told: a defect of Rapport (%s)", place_of(error))

    def _reload(self) -> None:
        self.reload.clear()
        try:
            settings = config.load(self.settings.path)
            self.channels, self.outside = wiring.channels(settings), outside_of(settings)
        except Refusal as refusal:
            log.error("the new configuration is refused, the old one goes on: %s", refusal.message)
            return
        if settings.every != self.settings.every:
            self.ticker.reschedule_job(ROUND, trigger="interval", seconds=settings.every)
        self.settings = settings
        self.site.premises = premises(settings)
        log.info("configuration read again")

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.ending.set()

    def _server(self) -> Any:
        host, port = self.settings.listen
        try:
            return create_server(
                self.site,
                host=host,
                port=port,
                threads=4,
                ident="rapport",
                max_request_header_size=MOST_HEADER_BYTES,
                max_request_body_size=2 * MOST_BYTES,
                clear_untrusted_proxy_headers=True,
                **_trusting(self.settings.trusted_proxy),
            )
        except OSError as error:
            raise Refusal(
                f"cannot listen on {host}:{port}: {error.strerror}; end the other program or change daemon.listen", 1
            ) from None
