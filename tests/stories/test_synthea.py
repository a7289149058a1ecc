"""The Synthea practice, made by others, through the whole main job and half a year ahead."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from calendars.workdays import Workdays
from tests.houses import open_days
from tests.stories.conftest import Cli

SYNTHEA = Path(__file__).parents[3] / "shared" / "data" / "synthea"
MAP = Path(__file__).parents[2] / "docs" / "examples" / "synthea.toml"
NOW = "2023-04-03T09:00"

pytestmark = pytest.mark.skipif(not SYNTHEA.is_dir(), reason="the Synthea files are not beside the project")


@pytest.fixture
def practice(cli: Cli) -> Cli:
    """The practice as of Monday 3 April 2023, every client having signed an authorization."""
    cli.now = NOW
    cli.ok("import", *map(str, sorted(SYNTHEA.glob("*.csv"))), "--map", str(MAP))
    for client in cli.json("client", "list"):
        cli.fact("authorization", client["code"], "--until", "2024-04-01")
    return cli


def test_the_main_job_on_synthea(practice: Cli) -> None:
    cli = practice
    assert len(cli.json("client", "list")) == 18
    assert len(cli.json("provider", "list")) == 166
    found = cli.upcoming()
    assert {f["status"] for f in found} <= {"planned", "due", "missed"}
    reports = [f for f in found if f["rule"] == "visit-report"]
    assert reports
    assert "visit" in cli.ok("why", reports[0]["id"]).out
    before = cli.stored()
    said = cli.ok("import", *map(str, sorted(SYNTHEA.glob("*.csv"))), "--map", str(MAP))
    assert "Nothing changed: these rows were imported before." in said.out
    assert cli.stored() == before


def test_a_moved_visit_a_retracted_milestone_and_a_discharge_are_followed(practice: Cli) -> None:
    cli = practice
    report = next(f for f in cli.upcoming() if f["rule"] == "visit-report")
    told = cli.json("client", "show", report["client"])["facts"]
    visit = next(
        f for f in told if f["kind"] == "visit" and f["on"] > "2023-04-03" and f["provider"] == report["provider"]
    )
    cli.ok("correct", visit["id"], "--on", "2023-08-15")
    moved = [f for f in cli.upcoming() if f["id"] == report["id"] or f["planned_for"] == "2023-08-10"]
    assert [(f["rule"], f["planned_for"]) for f in moved if f["client"] == report["client"]] == [
        ("visit-report", "2023-08-10")
    ]
    cli.ok("record", "discharge", report["client"])
    left = [f for f in cli.upcoming() if f["client"] == report["client"]]
    assert {f["rule"] for f in left} <= {"discharge-summary"}
    ids = [f["id"] for f in cli.upcoming()]
    assert len(ids) == len(set(ids))


def test_half_a_year_keeps_the_pace_and_the_calendar(practice: Cli) -> None:
    done = practice.json("simulate", "--months", "6")
    assert len(done) > 50
    workdays = Workdays()
    contacts: dict[str, dict[date, list[dict[str, object]]]] = {}
    for item in done:
        day = date.fromisoformat(item["due"])
        assert workdays.is_open(day) or item["kind"] == "visit"
        if item["provider"]:
            contacts.setdefault(item["provider"], {}).setdefault(day, []).append(item)
    for days in contacts.values():
        for one, other in pairwise(sorted(days)):
            close = open_days(workdays, one, other) < 5
            said = [f for f in days[other] if f["paced"] and "it cannot wait" in str(f["paced"])]
            shared = {f["bundle"] for f in days[one]} & {f["bundle"] for f in days[other]} - {None}
            assert not close or said or shared, (one, other)
