"""Canaries: every field of a client is a word found nowhere else; none of them may leave by any other way than those
named here."""

import os
import re
import shlex
import signal
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from tests.stories.conftest import Cli, Daemon

CANARIES = {
    "name": "Zyxwina Quorvendal",
    "born": "1931-07-19",
    "phone": "6175559876",
    "email": "zyx@quorvendal.example",
    "programme": "kneeprogrammezz",
    "note": "notezzcanary",
    "medicine": "medizzcine",
    "measure": "7.7125",
    "purpose": "purposezz",
    "diagnosis": "diagnosizzcanary",
    "goals": "goalzzcanary",
}
#: What may not leave: the words themselves, parts of the name, other ways to write them, the client's conditions.
SEEDS = (
    *CANARIES.values(),
    "Zyxwina",
    "Quorvendal",
    "19 Jul 1931",
    "555-9876",
    "red flag",
    "fall on",
    "new diagnosis",
    "pain_nrs",
)

EVENTS = (
    "record referral {c} --provider lee --note {note}",
    "record authorization {c} --until 2027-01-01 --purpose {purpose} --note {note}",
    "record milestone {c} intake --programme {programme}",
    "record milestone {c} assessment --programme {programme} --note {note}",
    "record measure {c} pain_nrs --value 3 --note {note}",
    "record measure {c} pain_nrs --value {measure} --note {note}",
    "record medication {c} started --name {medicine}",
    "record change {c} fall --note {note}",
    "record change {c} 'new diagnosis' --note {note}",
    "record change {c} 'red flag' --note {note}",
    "record visit {c} --provider lee --on 2026-12-02 --at 10:30 --note {note}",
    "record contact {c} reached --provider lee --note {note}",
    "record session {c} missed --note {note}",
    "record limits {c} 'blood pressure' --high 150 --note {note}",
)


#: Her initials, standing alone (codes may hold the two letters by chance).
INITIALS = re.compile(r"\bZ\.? ?Q\b")


def leaks_in(text: str, where: str, seeds: Iterable[str] = SEEDS) -> list[str]:
    """The canaries in a text, each with where it was seen."""
    initials = ["initials"] if INITIALS.search(text) else []
    return [f"{seed} in {where}" for seed in (*initials, *(s for s in seeds if s in text))]


def practice(cli: Cli) -> str:
    """A practice with one client, whose every field is a canary; her code."""
    cli.switch_on("decline", "condition-change", "medication", "joint-visit", "gain", "missed-sessions", "clearance")
    cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142", "--fax", "(617) 555-0143")
    fields = [part for name in ("born", "phone", "email") for part in (f"--{name}", CANARIES[name])]
    code = cli.client(CANARIES["name"], "--referring", "lee", *fields)
    for event in EVENTS:
        cli.ok(*shlex.split(event.format(c=code, **CANARIES)), "--yes")
    return code


def _submission(form: str) -> dict[str, str]:
    """The client's own provider fills the form in."""
    nonce = re.findall(r'name="nonce" value="([^"]+)"', _fetch(form))[0]
    patient = {"patient_name": CANARIES["name"], "patient_phone": CANARIES["phone"], "patient_born": CANARIES["born"]}
    clinical = {"wanted": "other", "diagnosis": CANARIES["diagnosis"], "goals": CANARIES["goals"]}
    office = {"report_to": "fax", "provider_name": "Dr. Alan Lee", "patient_knows": "yes", "nonce": nonce}
    return patient | clinical | office


def _fetch(url: str, form: dict[str, str] | None = None) -> str:
    try:
        with urllib.request.urlopen(url, urlencode(form).encode() if form else None, timeout=5) as answer:
            return f"{answer.headers}{answer.read().decode()}"
    except urllib.error.HTTPError as error:
        with error:
            return f"{error.headers}{error.read().decode()}"


def test_no_canary_leaves_by_calendar_letter_log_address_or_error(cli: Cli, daemons: Callable[..., Daemon]) -> None:
    code = practice(cli)
    urls = [
        str(cli.json("feed", "new", "--name", "plain")["url"]),
        str(cli.json("feed", "new", "--name", "named", "--provider-names")["url"]),
    ]
    form = str(cli.json("form", "new", "lee")["url"])
    daemon = daemons("2026-11-24T07:05")
    daemon.wait_for("by folder: sent")
    leaks: list[str] = []
    here = f"http://127.0.0.1:{daemon.port}"
    form = form.replace("http://127.0.0.1:8765", here)
    leaks += leaks_in(_fetch(form, _submission(form)), "receipt")
    daemon.wait_for("came in")
    assert "goalzzcanary" in cli.ok("client", "show", code).out
    for url in urls:
        body = _fetch(url.replace("http://127.0.0.1:8765", here))
        assert "BEGIN:VEVENT" in body
        leaks += leaks_in(body, "feed")
    for path in ("/healthz", "/today", f"/client/{code}", "/calendar/x.ics"):
        leaks += leaks_in(_fetch(here + path), path)
    arguments = Path(f"/proc/{daemon.process.pid}/cmdline")
    if arguments.exists():
        leaks += leaks_in(arguments.read_bytes().replace(b"\0", b" ").decode(), "process arguments")
    for command in (
        ["status"],
        ["doctor"],
        ["feed", "list"],
        ["form", "list"],
        ["form", "counts"],
        ["tick"],
        ["rules", "list"],
        ["undo"],
        ["audit", "verify"],
    ):
        said = cli(*command)
        leaks += leaks_in(said.out + said.err, " ".join(command))

    break_store(cli)
    daemon.wait_for("failed")
    leaks += leaks_in(_fetch(urls[0].replace("http://127.0.0.1:8765", here)), "feed that cannot be made")
    leaks += leaks_in(_fetch(form, _submission(form)), "form that cannot be taken")
    for command in (
        ["today"],
        ["tick"],
        ["record", "session", code],
        ["client", "show", code],
        ["export", "--to", "x"],
    ):
        said = cli(*command)
        assert said.status != 0
        leaks += leaks_in(said.out + said.err, f"{command[0]} on a broken store")
    daemon.stop(signal.SIGTERM)
    leaks += leaks_in(daemon.log.read_text(), "log")

    letters = list((cli.folder / "outbox").glob("*.eml"))
    assert letters
    for letter in letters:
        leaks += leaks_in(letter.read_text().replace("=\n", ""), "letter")
    names = " ".join(name for _, folders, files in os.walk(cli.folder) for name in (*folders, *files))
    leaks += leaks_in(names, "file names")
    assert leaks == []


def break_store(cli: Cli) -> None:
    """Make every act fail in the middle, with the client's data in its hands."""
    with closing(sqlite3.connect(cli.folder / "rapport.db")) as database:
        database.execute("UPDATE facts SET kind = 'no such kind' WHERE kind = 'change'")
        database.execute("UPDATE follow_ups SET kind = 'no such kind', noticed_for = NULL, noticed_at = NULL")
        database.commit()


def test_the_canaries_are_really_there_where_the_practitioner_looks(cli: Cli) -> None:
    code = practice(cli)
    for command in (["client", "show", code], ["client", "list"], ["upcoming", "--all"]):
        assert "Quorvendal" in cli.ok(*command).out
    assert CANARIES["note"] in cli.ok("client", "show", code).out
