"""Canaries at the command line: every command there is, whole and on a broken store. A new command that is not named
here fails this test, so that nobody can forget to say whether it may show a client."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from scheduler.cli.app import COMMANDS, rapport
from tests.stories.conftest import Cli
from tests.stories.test_canary import CANARIES, SEEDS, break_store, leaks_in, practice

#: The practitioner's own screen or her own file: the only places where a client may be seen.
MAY_SHOW = {
    "audit list": ["audit list", "audit list --client {c} --json"],
    "brief": ["brief {c}", "brief {c} --to {d}/brief.pdf"],
    "client list": ["client list", "client list --json"],
    "client show": ["client show {c}", "client show {c} --json"],
    "export": ["export --to {d}/exported"],
    "letter": [
        "letter release {c} --to {d}/release.pdf",
        "letter clearance-request {c} --provider lee --plan {note} --json",
        "letter clearance-request {c} --provider lee --to {d}/clearance.pdf",
        "letter thank-you lee",
    ],
    "provider show": ["provider show lee", "provider show lee --json"],
    "relationships": ["relationships", "relationships --provider lee", "relationships --json"],
    "report draft": ["report draft {r} --plan {note} --attended 17/18"],
    "report list": ["report list"],
    "report show": [
        "report show {r}",
        "report show {r} --json",
        "report show {r} --to {d}/report.pdf",
        "report show {r} --to {d}/r.json",
    ],
    "show": ["show {f}", "show {f} --json", "show F3"],
    "today": ["today", "today --json"],
    "upcoming": ["upcoming --all", "upcoming --all --json"],
    "why": ["why {f}", "why {f} --json"],
    "why-not": ["why-not --client {c} --rule plateau", "why-not --client {c} --rule plateau --json"],
    "record": ["record change {c} 'red flag' --note {note} --yes", "record change {c} fall --note {note} --yes --json"],
}

#: Everything else says nothing of a client, whatever happens.
SILENT = {
    "ack": ["ack {f}"],
    "audit export": ["audit export {d}/log.csv"],
    "audit prune": ["audit prune --yes"],
    "audit recall": ["audit recall 1", "audit recall 1 --to {d}/recall.txt"],
    "audit verify": ["audit verify"],
    "backup": ["backup {d}/copy.db", "backup --keep 2 {d}/kept"],
    "calendar again": ["calendar again {g}"],
    "calendar invite": ["calendar invite F11", "calendar invite {g}"],
    "calendar list": ["calendar list", "calendar list --json"],
    "calendar reply": ["calendar reply {d}/absent.eml"],
    "client add": ["client add {name} --born {born} --phone {phone}", "client add {name} --born {phone}"],
    "client edit": ["client edit {c} --email {email} --phone {phone}", "client edit {c} --born {email}"],
    "client erase": ["client erase {c}"],
    "client merge": ["client merge {c} {c}"],
    "correct": ["correct F9 --set note={note}"],
    "daemon": [],
    "database upgrade": ["database upgrade"],
    "dismiss": ["dismiss {g} --because {note}"],
    "doctor": ["doctor", "doctor --json", "doctor --network", "doctor --bundle {d}/bundle.json", "doctor --send-test"],
    "done": ["done {g} --note {note}"],
    "ethics check": ["ethics check {d}/absent.txt"],
    "feed list": ["feed list", "feed list --json"],
    "feed new": ["feed new --name third"],
    "feed revoke": ["feed revoke third"],
    "feed rotate": ["feed rotate third"],
    "feed show": ["feed show third"],
    "form counts": ["form counts", "form counts --json"],
    "form list": ["form list", "form list --json"],
    "form new": ["form new lee"],
    "form print": ["form print lee --to {d}/form.pdf"],
    "form revoke": ["form revoke 1"],
    "form rotate": ["form rotate 1"],
    "import": ["import {d}/absent.csv"],
    "import files": ["import files {d}/absent.csv"],
    "import list": ["import list"],
    "import undo": ["import undo NONE"],
    "init": ["init"],
    "month": ["month", "month --to {d}/month.pdf"],
    "move": ["move {g} 2026-12-10"],
    "practitioner list": ["practitioner list"],
    "practitioner logout": ["practitioner logout me"],
    "practitioner password": ["practitioner password nobody"],
    "practitioner show": ["practitioner show me"],
    "provider add": ["provider add 'Dr. Priya Shah'"],
    "provider edit": ["provider edit shah --fax '(617) 555-0111'"],
    "provider export": ["provider export {d}/offices.vcf"],
    "provider list": ["provider list", "provider list --json"],
    "provider merge": ["provider merge lee shah", "provider merge lee shah --yes"],
    "report answered": ["report answered {r} continue --note {note}"],
    "report approve": ["report approve {r} --attended 17/18 --plan {note} --to {d}/approved.pdf"],
    "report sent": ["report sent {r} --note {note}"],
    "restore": ["restore {d}/absent.db", "restore --trial {d}/absent.db"],
    "retract": ["retract F9"],
    # At a terminal it shows what `today` shows (test_review_walk.py).
    "review": ["review"],
    "rules check": ["rules check"],
    "rules diff": ["rules diff {d}/absent.toml"],
    "rules list": ["rules list", "rules list --json"],
    "rules preview": ["rules preview {d}/absent.toml"],
    "rules show": ["rules show fall"],
    "simulate": ["simulate --months 1", "simulate --months 1 --json", "simulate --months 1 --ics {d}/half.ics"],
    "snooze": ["snooze {g} 3d"],
    "status": ["status", "status --json", "status --alive"],
    "tick": ["tick", "tick --json"],
    "undo": ["undo"],
}


def _leaves() -> Iterator[str]:
    context = click.Context(rapport)
    for name in COMMANDS:
        command = rapport.get_command(context, name)
        if not isinstance(command, click.Group) or name == "record":
            yield name
            continue
        yield from (f"{name} {sub}" for sub in command.commands)


def test_every_command_is_named_here() -> None:
    assert sorted(_leaves()) == sorted({*MAY_SHOW, *SILENT} - {"import"})


def _words(cli: Cli, code: str) -> dict[str, str]:
    for key, value in (("phone", "(617) 555-0100"), ("address", "12 Mill Street, Boston")):
        text = cli.config.read_text()
        cli.config.write_text(re.sub(rf'(?m)^{key}( *)= ""', rf'{key}\1= "{value}"', text, count=1))
    cli.fact("clearance", code)
    open_ones = cli.json("upcoming", "--all", "--days", "180")
    report = next(f["id"] for f in open_ones if f["kind"] == "report")
    first, second = [f["id"] for f in open_ones if f["kind"] != "report"][:2]
    made = cli.folder / "made"
    made.mkdir(mode=0o700)
    found = {"c": code, "r": report, "f": first, "g": second, "d": str(made)}
    return {**CANARIES, **found, "name": shlex.quote(CANARIES["name"])}


def _run(cli: Cli, told: str, words: dict[str, str]) -> tuple[str, str]:
    said = cli(*shlex.split(told.format(**words)))
    assert said.status != 70 or "a defect" in said.err, (told, said)
    return said.out, said.err


def test_no_command_shows_a_client_but_those_that_are_meant_to(cli: Cli) -> None:
    words = _words(cli, practice(cli))
    leaks = []
    for name, lines in MAY_SHOW.items():
        for told in lines:
            out, err = _run(cli, told, words)
            assert out, (told, err)
            leaks += [] if name == "record" else leaks_in(err, f"{told}, on standard error")
    for lines in SILENT.values():
        for told in lines:
            out, err = _run(cli, told, words)
            # The words of a rule are nobody's: "red flag" there is no client's.
            leaks += leaks_in(out + err, told, CANARIES.values() if told.startswith("rules") else SEEDS)
    names = " ".join(path.name for path in Path(cli.folder).rglob("*"))
    assert leaks + leaks_in(names, "file names") == []


def test_on_a_broken_store_no_command_shows_a_client_at_all(cli: Cli) -> None:
    words = _words(cli, practice(cli))
    break_store(cli)
    leaks = []
    for lines in (*MAY_SHOW.values(), *SILENT.values()):
        for told in lines:
            out, err = _run(cli, told, words)
            leaks += leaks_in(err, f"{told}, on standard error")
            leaks += leaks_in(out, told) if "a defect" in err else []
    assert leaks == []
