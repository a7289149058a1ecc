"""Mail servers in seven kinds of trouble, a full disk, and backups while others write."""

import resource
import socketserver
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from faults.killing import Database
from faults.nursery import Nursery
from faults.practice import START, Mail, Practice, practice
from faults.results import Result, repeats
from scheduler import config, wiring
from scheduler.backing import back_up, database_at, restore
from scheduler.delivering import deliver
from scheduler.mistakes import Refusal
from scheduler.store import meta
from scheduler.store.engine import open_store
from scheduler.store.outbox import OutState

_PASSPHRASE = b"a passphrase of some length"
TROUBLES = ("refused", "421", "450", "550", "reset in DATA", "no answer", "dropped after DATA")


@contextmanager
def _troubled(trouble: str) -> Iterator[int]:
    """A server that fails in one way; its port."""

    class Failing(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            answers = {b"EHLO": b"250 here\r\n", b"MAIL": b"250 ok\r\n", b"RCPT": b"250 ok\r\n", b"DATA": b"354 go\r\n"}
            answers |= {"421": {b"EHLO": b"421 busy\r\n"}, "450": {b"RCPT": b"450 later\r\n"}}.get(trouble, {})
            answers |= {b"RCPT": b"550 no such mailbox\r\n"} if trouble == "550" else {}
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                word = line[:4].upper()
                self.wfile.write(answers.get(word, b"250 ok\r\n"))
                if word != b"DATA" or answers[b"DATA"][:1] != b"3":
                    continue
                if trouble == "reset in DATA":
                    return
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                if trouble == "no answer":
                    time.sleep(1.5)
                return

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Failing) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


def mail_troubles(times: int) -> Result:
    """Each trouble, then a server that works again: what was refused is refused, all else arrives, and once."""
    broken: list[str] = []
    mail, refused = Mail(), 0
    with tempfile.TemporaryDirectory() as name, mail.serving() as port:
        made = practice(Path(name), port)
        for number, trouble in enumerate(TROUBLES):
            names, begun = made.put(times, number * times), timedelta(hours=10 * number)
            with _troubled(trouble) as bad_port:
                _sent(made, 1 if trouble == "refused" else bad_port, begun)
            for hours in range(1, 4):
                _sent(made, port, begun + timedelta(hours=2 * hours))
            states = made.states()
            refused += times if trouble == "550" else 0
            arrived = [n for n, _ in mail.taken if n in names]
            wanted = 0 if trouble == "550" else times
            if len(arrived) != wanted or len(set(arrived)) != wanted:
                broken.append(f"{trouble}: {len(arrived)} arrived of {wanted}")
            if states[OutState.REFUSED] != refused or made.left():
                broken.append(f"{trouble}: {dict(states)}")
    return Result(
        fault="seven kinds of mail trouble",
        size=f"{len(TROUBLES)} x {times} letters",
        counted={"in the wrong state": len(broken)},
        broken=tuple(broken),
    )


def _sent(made: Practice, port: int, after: timedelta) -> None:
    text = made.config.read_text()
    made.config.write_text(text.replace(f"port = {made.mail_port}\n", f"port = {port}\n").replace("= 5\n", "= 1\n"))
    settings = config.load(made.config)
    made.config.write_text(text)
    store = made.store()
    for minute in range(3):
        now = START + after + timedelta(seconds=minute)
        deliver(store, wiring.house(settings), wiring.channels(settings), wiring.senders(settings), now)
    store.close()


def disk_full(points: int) -> Result:
    """Rounds that may write only so many bytes to each file: loud, nothing half done, and well again afterwards."""
    broken, refused = [], 0
    mail = Mail()
    with tempfile.TemporaryDirectory() as name, mail.serving() as port:
        made = practice(Path(name), port)
        names = made.put(points)
        nursery = Nursery(Path(name) / "daemons.log")
        for number in range(points):
            after = timedelta(days=number, minutes=6)
            most = resource.getpagesize() // 2 * (1 + number % 12)
            pid = nursery.run(*made.arguments(after, "tick"), most_bytes=most)
            status = nursery.wait(pid)
            refused += status == 1
            if status not in (0, 1) or made.integrity() != "ok":
                broken.append(f"at {most} bytes: status {status}, integrity {made.integrity()}")
        for number in range(3 + points // 20):
            pid = nursery.run(*made.arguments(timedelta(days=points, minutes=7 * number), "tick"))
            if nursery.wait(pid) != 0:
                broken.append("it did not recover")
        nursery.close()
        lost = len(names - {n for n, _ in mail.taken})
        twice = made.planned_twice(timedelta(days=points))
    broken += [w for bad, w in ((lost, f"{lost} lost"), (twice, f"{twice} planned twice")) if bad]
    counted = {"refused loudly": refused, "lost": lost, "planned twice": twice, "again": repeats(mail.taken)[0]}
    return Result(fault="the disk is full", size=f"{points} points", counted=counted, broken=tuple(broken))


def backups_under_load(times: int, database: Database | None = None, tools: Path | None = None) -> Result:
    """Backups while another thread writes pairs, each restored: whole, and never half of a pair."""
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        made = practice(Path(name), 25, database() if database else "")
        ending = threading.Event()

        def write() -> None:
            store, number = made.store(), 0
            while not ending.is_set():
                number += 1
                with store.write() as tx:
                    meta.put(tx, "fault/first", str(number))
                    meta.put(tx, "fault/second", str(number))
            store.close()

        writer = threading.Thread(target=write)
        writer.start()
        seen, source = [], config.load(made.config).database_url
        for number in range(times):
            copy = made.folder / f"{number}.backup"
            place = database() if database else f"sqlite:///{made.folder / f'restored-{number}.db'}"
            try:
                back_up(database_at(source, tools), copy, _PASSPHRASE)
                restore(database_at(place, tools), copy, _PASSPHRASE)
            except Refusal as refusal:
                broken.append(refusal.message)
                continue
            restored = open_store(place)
            with restored.read() as tx:
                pair = meta.get(tx, "fault/first"), meta.get(tx, "fault/second")
            restored.close()
            seen.append(int(pair[0] or 0))
            if pair[0] != pair[1]:
                broken.append(f"half of a pair: {pair}")
        ending.set()
        writer.join()
    if seen != sorted(seen):
        broken.append("a later backup was older")
    kind = "PostgreSQL" if database else "SQLite"
    return Result(
        fault=f"encrypted backups under load, each restored, {kind}",
        size=str(times),
        counted={"not restored": len(broken), "writes meanwhile": seen[-1] if seen else 0},
        broken=tuple(broken),
    )
