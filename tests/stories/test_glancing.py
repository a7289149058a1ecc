"""`upcoming` by the short way shows, byte for byte, what it shows by the long one; and takes it only where it may."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from scheduler.fingerprints import fingerprint
from scheduler.store import followups
from scheduler.store.engine import open_store
from scheduler.store.glancing import Glimpse, glimpse
from tests.houses import at_noon
from tests.stories.conftest import Cli, once

TODAY = date(2026, 11, 24)
ASKED = [(), ("--days", "0"), ("--days", "30"), ("--days", "400"), ("--kind", "report"), ("--kind", "thank-you")]


@pytest.fixture
def practice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """The sample practice, with something pinned, snoozed, done and dismissed."""
    cli = Cli(tmp_path, capsys)
    once(cli, _sampled)
    return cli


def _sampled(cli: Cli) -> None:
    cli.ok("init", "--sample")
    cli.ok("tick")
    ids = [f["id"] for f in cli.upcoming() if not f["blocked_by"]]
    for number, arguments in enumerate((("move", "2026-12-01"), ("snooze", "3d"), ("move", "2026-11-25"))):
        cli.ok(arguments[0], ids[number], arguments[1])
    cli.ok("dismiss", ids[3], "--because", "not needed")
    cli.ok("done", ids[4])


def _glimpse(cli: Cli, days: int = 400, today: date = TODAY) -> Glimpse | None:
    found = fingerprint(cli.config)
    assert found is not None
    return glimpse(cli.folder / "rapport.db", found[0], today, days)


def test_what_is_glimpsed_is_what_the_store_reads(practice: Cli) -> None:
    seen = _glimpse(practice)
    assert seen is not None and seen.any_open
    store = open_store(f"sqlite:///{practice.folder / 'rapport.db'}")
    with store.read() as tx:
        stored = {f.id: f for f in followups.open_ones(tx)}
    store.close()
    snoozed = {f.id for f in stored.values() if f.snoozed_until and f.snoozed_until > TODAY}
    assert snoozed and {f.id for f in seen.follow_ups} == stored.keys() - snoozed
    for one in seen.follow_ups:
        whole = stored[one.id]
        for name in ("state", "pinned", "paced_on", "bundle", "slot_at", "trouble", "day", "at", "blocked_by"):
            assert getattr(one, name) == getattr(whole, name), name
        for name in ("key", "kind", "recipient", "priority", "due", "at", "latest", "client", "provider", "reason"):
            assert getattr(one.planned, name) == getattr(whole.planned, name), name


def test_what_lists_show_is_read_as_it_is_stored_and_cannot_be_stored_itself(practice: Cli) -> None:
    store = open_store(f"sqlite:///{practice.folder / 'rapport.db'}")
    shown = ("id", "state", "pinned", "snoozed_until", "noticed_for", "noticed_at", "seen_at", "paced_on", "bundle")
    planned = ("key", "kind", "recipient", "priority", "due", "at", "latest", "client", "provider", "practitioner")
    with store.write() as tx:
        whole = {f.id: f for f in followups.open_ones(tx)}
        followups.mark_noticed(tx, list(whole.values())[:2], at_noon(TODAY))
        whole = {f.id: f for f in followups.open_ones(tx)}
        listed = followups.open_until(tx, {f.planned.practitioner for f in whole.values()}, date.max)
        assert {f.id for f in listed} == whole.keys()
        for one in listed:
            for name in (*shown, "slot_at", "trouble", "day", "at", "blocked_by"):
                assert getattr(one, name) == getattr(whole[one.id], name), name
            for name in planned:
                assert getattr(one.planned, name) == getattr(whole[one.id].planned, name), name
        with pytest.raises(TypeError, match="would be lost"):
            followups.save(tx, listed[0])
    store.close()


@pytest.mark.parametrize("asked", ASKED, ids=lambda a: " ".join(a) or "plain")
def test_both_ways_show_the_same(practice: Cli, asked: tuple[str, ...]) -> None:
    assert _glimpse(practice) is not None
    short = practice.ok("upcoming", *asked)
    practice.config.write_text(practice.config.read_text() + "\n# a remark\n")
    assert _glimpse(practice) is None
    assert practice.ok("upcoming", *asked) == short


def test_the_short_way_loads_no_database_library(practice: Cli) -> None:
    code = (
        "import sys; from scheduler.cli.app import run; status = run(sys.argv[1:]); "
        "heavy = {'sqlalchemy', 'jinja2', 'icalendar', 'apscheduler'} & sys.modules.keys(); "
        "sys.stderr.write(' '.join(sorted(heavy))); sys.exit(status)"
    )
    asked = [sys.executable, "-c", code, "--config", str(practice.config), "--now", practice.now, "upcoming"]
    done = subprocess.run(
        asked, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2], env=os.environ
    )
    assert done.stdout == practice.ok("upcoming").out and done.stderr == ""


@pytest.mark.parametrize("why", ["the next day", "a mark", "another rule", "another schema", "a broken file"])
def test_the_long_way_is_taken_where_the_plan_may_be_another(practice: Cli, why: str) -> None:
    match why:
        case "the next day":
            assert _glimpse(practice, today=date(2026, 11, 25)) is None
            return
        case "a mark":
            _write(practice, "INSERT INTO replan VALUES ('CRVZ')")
        case "another rule":
            more = practice.folder / "rules" / "more.toml"
            more.write_text(more.read_text() + "\n")
        case "another schema":
            _write(practice, "UPDATE alembic_version SET version_num = '9999'")
        case _:
            (practice.folder / "rapport.db").write_bytes(b"nothing of the kind" * 100)
    assert _glimpse(practice) is None


def test_a_changed_file_with_the_same_rules_is_taken_over_by_the_next_round(practice: Cli) -> None:
    practice.config.write_text(practice.config.read_text() + "\n# a remark\n")
    practice.ok("tick")
    assert _glimpse(practice) is not None


def test_a_mistake_in_the_configuration_is_told_as_ever(practice: Cli) -> None:
    practice.config.write_text("nonsense = ")
    said = practice("upcoming")
    assert said.status == 2 and "not TOML" in said.err


def _write(cli: Cli, statement: str) -> None:
    with closing(sqlite3.connect(cli.folder / "rapport.db")) as database, database:
        database.execute(statement)
