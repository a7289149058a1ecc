"""Feeds as Rapport serves them, read by everybody else's readers: the same entries on the same days, none refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from msgspec import structs

from calendars import ics
from calendars.entries import Entry
from scheduler.store import people
from tests.calendars.judges.readers import READERS, Seen, libical
from tests.calendars.samples import CALL, MEETING, WEEK
from tests.houses import LEE, shipped_rules
from tests.traps.conftest import desks  # noqa: F401 - a fixture
from tests.traps.desk import Desk

pytestmark = pytest.mark.filterwarnings("ignore")

Desks = Callable[..., Desk]
#: Without a backslash before an n, of which ics.py 0.7 makes a line break.
HOSTILE = "Dr. \"O'Neil; Müller, 王\\x; 👩‍⚕️\r\nBEGIN:VEVENT"
SHOWN: dict[str, dict[str, Any]] = {
    "everything": {},
    "alarms": {"alarms": True},
    "call block": {"block": (time(12), time(13))},
}
LATE = date(2026, 11, 1)  # the night on which New York's clocks go back


def practice(desks: Desks, **shown: Any) -> bytes:  # noqa: F811
    """A practice with everything: all-day and timed, done and withdrawn, a night of two half past ones."""
    desk = desks(shipped_rules()).at(LATE - timedelta(days=20))
    desk.subscribe(provider_names=True, **shown)
    with desk.store.write() as tx:
        people.save_provider(tx, structs.replace(LEE, name=HOSTILE))
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.tell("milestone", "assessment", client="CRVZ")
    gone = desk.tell("visit", "scheduled", LATE, client="CRVZ", provider="P1EE", at=time(1, 30))
    desk.tell("visit", "scheduled", date(2026, 11, 2), client="C0KF", provider="P1EE", at=time(9))
    desk.tell("meeting", "scheduled", date(2027, 3, 14), provider="P1EE", practitioner="maya", at=time(2, 30))
    desk.tell("change", "fall", client="C0KF")
    desk.fetch()
    desk.at(LATE - timedelta(days=19)).retract(gone)
    return desk.fetch().body


def expected(entries: list[Entry]) -> list[Seen]:
    def moment(value: date | datetime) -> date | datetime:
        return value.astimezone(UTC) if isinstance(value, datetime) else value

    return sorted(
        ((e.uid, ics.plain(e.title), moment(e.start), moment(e.end), e.cancelled) for e in entries), key=lambda s: s[0]
    )


@pytest.fixture(params=["everything", "alarms", "call block", "hand-written", "empty"])
def feed(request: pytest.FixtureRequest, desks: Desks) -> tuple[bytes, list[Seen]]:  # noqa: F811
    """A feed, and what stands in it."""
    if request.param == "hand-written":
        entries = [*WEEK, *(replace(e, uid=f"a{e.uid}", alarm=timedelta(minutes=-15)) for e in (CALL, MEETING))]
        return ics.write(entries, name="Rapport, of \\ all; things"), expected(entries)
    if request.param == "empty":
        desk = desks(shipped_rules())
        desk.subscribe()
        return desk.fetch().body, []
    body = practice(desks, **SHOWN[request.param])
    return body, expected(ics.read(body))


@pytest.mark.parametrize("judge", READERS)
def test_every_reader_sees_the_same_entries_on_the_same_days(judge: str, feed: tuple[bytes, list[Seen]]) -> None:
    data, wanted = feed
    assert sorted(READERS[judge](data), key=lambda s: s[0]) == wanted


def test_libical_finds_no_mistake_and_no_broken_restriction(feed: tuple[bytes, list[Seen]]) -> None:
    data, wanted = feed
    assert libical(data) == (len(wanted), 0, True)


def test_the_feeds_that_are_judged_hold_what_they_should(desks: Desks) -> None:  # noqa: F811
    entries = ics.read(practice(desks))
    assert len(entries) > 8
    assert any(e.cancelled for e in entries)
    assert any(isinstance(e.start, datetime) for e in entries)
    assert {e.start for e in entries if e.title.startswith("Meeting")} == {datetime(2027, 3, 14, 7, 30, tzinfo=UTC)}
