"""A calendar over loopback from the real daemon, asked as calendar programs ask."""

import gzip
import http.client
import json
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.asking import TOKEN
from bench.filling import FAR, as_planned, clear, fill
from bench.load import seconds_each
from bench.peers import NoPeer, program
from bench.practices import NOW, Office, free_port, practice
from bench.rows import Row
from bench.serving import Line, running
from scheduler.store import feeds

ENTRIES = 950
#: Radicale makes a user's place when she comes; it asks for no password here.
ME = {"Authorization": "Basic bWU6bWU="}
#: Most programs ask so, and Radicale packs too.
GZIP = {"Accept-Encoding": "gzip"}
ASKED, ASKED_OF_RADICALE = 500, 20


def rows(_share: float = 1.0) -> list[Row]:
    """304 and 200 against a constant behind the same server, and against Radicale."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        office = _stored(folder / "practice")
        port = office.settings.listen[1]
        asked = [sys.executable, "-m", "scheduler", *office.arguments("daemon")]
        stack.enter_context(running(asked, port, folder / "daemon.log", "started"))
        path = f"/calendar/{TOKEN}.ics"
        ours = Line(port, path)
        ours.get(200)
        body, tag, headers = ours.body, ours.tag, {"200": ours.said}
        same_again = Line(port, path, {"If-None-Match": tag})
        same_again.get(304)
        headers["304"] = same_again.said
        constant = free_port()
        (folder / "body.ics").write_bytes(body)
        (folder / "headers.json").write_text(json.dumps(headers))
        files = [str(folder / name) for name in ("body.ics", "headers.json")]
        asked = [sys.executable, "-m", "bench.constant", str(constant), *files]
        stack.enter_context(running(asked, constant, folder / "constant.log"))
        lines = [
            ours,
            Line(constant, path),
            Line(port, path, {"If-None-Match": tag}),
            Line(constant, path, {"If-None-Match": tag}),
        ]
        ours.times.clear()
        for _ in range(ASKED):
            for line, status in zip(lines, (200, 200, 304, 304), strict=True):
                line.get(status)
        whole, fixed, same, fixed_same = (line.median for line in lines)
        packed = Line(port, path, GZIP)
        _several(packed)
        size = f"{ours.body.count(b'BEGIN:VEVENT')} entries, {len(ours.body):,} bytes"
        packed_many = median(seconds_each(port, path, GZIP) for _ in range(3))
        many, fixed_many = (median(seconds_each(number, path, {}) for _ in range(3)) for number in (port, constant))
        peer, peer_many, note = _radicale(folder, ours.body, packed)
    server = "the same server answers the same as a constant"
    radicale = "Radicale, GET of a collection with these entries, gzip"
    busy = "each answer while 8 connections ask"
    return [
        Row("calendar over loopback, nothing new: 304", same, server, fixed_same, "at most 1.5", size),
        Row("calendar over loopback, 200", whole, server, fixed, "at most 1.5"),
        Row(f"the same, {busy}", many, server, fixed_many),
        Row("calendar over loopback, 200, gzip", packed.median, radicale, peer, "200 times faster", note),
        Row(f"the same, {busy}", packed_many, radicale, peer_many, "200 times faster", note),
    ]


def _stored(folder: Path) -> Office:
    office = practice(folder, 100, alone=True, every=3600)
    office.plan()
    clear(office.database)
    fill(office.database, ENTRIES, FAR)
    as_planned(office)
    with office.store.write() as tx:
        feeds.add(tx, "bench", "me", TOKEN, now=NOW)
    office.store.close()
    return office


def _several(line: Line) -> None:
    for _ in range(ASKED // ASKED_OF_RADICALE):
        line.get(200)


def _radicale(folder: Path, calendar: bytes, ours: Line) -> tuple[float | None, float | None, str]:
    """Its median alone, in turn with ours, and among eight; or why there is none."""
    port = free_port()
    try:
        asked = [str(program("radicale")), "--server-hosts", f"127.0.0.1:{port}", "--auth-type", "none"]
    except NoPeer as gone:
        return None, None, str(gone)
    asked += ["--storage-filesystem-folder", str(folder / "collections"), "--web-type", "none"]
    with running(asked, port, folder / "radicale.log"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("PUT", "/me/bench/", calendar, {"Content-Type": "text/calendar; charset=utf-8", **ME})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 201:
            return None, None, f"Radicale did not take the calendar: {answer.status}"
        line = Line(port, "/me/bench/", ME | GZIP)
        for _ in range(ASKED_OF_RADICALE):
            line.get(200)
            _several(ours)
        if gzip.decompress(line.body).count(b"BEGIN:VEVENT") != calendar.count(b"BEGIN:VEVENT"):
            return None, None, "Radicale gave other entries back than it was given"
        return line.median, seconds_each(port, "/me/bench/", ME | GZIP, lasting=4.0), ""
