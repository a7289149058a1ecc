"""A practitioner's own calendar: written after a round, her moves taken back as pins, her deletions asked about."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from calendars import ics
from calendars.mirroring import Shelf, Trouble
from calendars.publishers.folder import Folder
from scheduler.mirroring import AFTER_TROUBLE, LOOK_EVERY, Publisher, publish, troubles
from scheduler.store import mirrored
from tests.houses import TODAY, rule, rules
from tests.traps.desk import POST, Desk, words

Desks = Callable[..., Desk]
DAY = timedelta(days=1)
MEET = rules(rule(follow_up={"kind": "meeting", "to": "provider", "due": "5 business days after"}))
THANK = rules(rule())


class Calendar:
    """Maya's calendar, as a folder."""

    def __init__(self, desk: Desk, shelf: Shelf | None = None, folder: str = "khal") -> None:
        self.desk = desk
        self.folder = desk.folder / folder
        self.publisher = Publisher(
            name="khal", practitioner="maya", provider_names=False, place=folder, shelf=shelf or Folder(self.folder)
        )

    def publish(self, later: timedelta = LOOK_EVERY) -> int:
        self.desk.now += later
        return publish(self.desk.store, self.desk.house, POST, [self.publisher], self.desk.now)

    def titles(self) -> list[str]:
        return sorted(e.title for path in self.folder.glob("*.ics") for e in ics.read(path.read_bytes()))

    def change(self, id_: str, *pairs: tuple[str, str]) -> None:
        [path] = self.folder.glob(f"{id_.lower()}.*.ics")
        text = path.read_bytes().decode()
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        path.write_bytes(text.encode())

    def drop(self, id_: str) -> None:
        [path] = self.folder.glob(f"{id_.lower()}.*.ics")
        path.unlink()

    def notices(self) -> list[str]:
        self.desk.round()
        return [" ".join(words(m).split()) for m in self.desk.letters() if "calendar khal" in words(m)]


def _thanks(desks: Desks) -> tuple[Calendar, str]:
    desk = desks(THANK).at(TODAY, 12)
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    calendar = Calendar(desk)
    assert calendar.publish() == 1
    return calendar, desk.one().id


def test_what_is_to_be_done_is_written_at_once_and_taken_away_when_it_is_not(desks: Desks) -> None:
    calendar, id_ = _thanks(desks)
    assert calendar.titles() == [f"Thank-you {id_}"]
    assert calendar.publish(timedelta(seconds=30)) == 0
    meeting = calendar.desk.tell("meeting", "scheduled", TODAY + DAY, provider="P1EE", practitioner="maya", at=time(9))
    assert calendar.publish(timedelta(seconds=30)) == 1
    assert calendar.titles() == [f"Meeting {meeting.id}", f"Thank-you {id_}"]
    calendar.desk.retract(meeting)
    assert calendar.publish(timedelta(seconds=30)) == 1
    assert calendar.titles() == [f"Thank-you {id_}"]


def test_nothing_of_a_client_and_no_colleagues_entry_is_written(desks: Desks) -> None:
    calendar, _ = _thanks(desks)
    desk = calendar.desk
    desk.tell("visit", "scheduled", TODAY + DAY, client="CRVZ", provider="PSHA", at=time(9), note="knee")
    desk.tell("visit", "scheduled", TODAY + DAY, client="CD1A", provider="PSHA", at=time(9))
    calendar.publish()
    said = "".join(path.name + path.read_text() for path in calendar.folder.glob("*.ics"))
    assert len(calendar.titles()) == 2
    for word in ("Ruiz", "CRVZ", "Diaz", "knee", "Shah"):
        assert word not in said


def test_an_entry_that_was_moved_pins_its_follow_up(desks: Desks) -> None:
    calendar, id_ = _thanks(desks)
    calendar.change(id_, ("20261125", "20261203"), ("20261126", "20261204"))
    calendar.publish()
    assert calendar.desk.one().pinned == date(2026, 12, 3)
    calendar.publish()
    calendar.publish()
    assert calendar.desk.one().pinned == date(2026, 12, 3)
    assert calendar.notices() == []


def test_an_entry_moved_to_a_day_that_has_passed_is_put_back_and_told(desks: Desks) -> None:
    calendar, id_ = _thanks(desks)
    calendar.change(id_, ("20261125", "20261120"), ("20261126", "20261121"))
    calendar.publish()
    assert calendar.desk.one().pinned is None
    calendar.publish(timedelta(minutes=1))
    [path] = calendar.folder.glob("*.ics")
    assert "20261125" in path.read_text()
    [told] = calendar.notices()
    assert f"{id_}" in told and "has passed" in told


def test_a_deleted_entry_is_asked_about_once_and_not_written_again_until_somebody_says_so(desks: Desks) -> None:
    calendar, id_ = _thanks(desks)
    calendar.drop(id_)
    for _ in range(3):
        calendar.publish()
    [told] = calendar.notices()
    assert f"rapport dismiss {id_}" in told and f"rapport calendar again {id_}" in told
    assert calendar.titles() == []
    assert calendar.desk.one().open
    with calendar.desk.store.write() as tx:
        [uid] = mirrored.kept(tx, "khal")
        assert mirrored.forget_left(tx, uid) == 1
    calendar.publish()
    assert calendar.titles() == [f"Thank-you {id_}"]


def test_a_meeting_that_was_moved_is_asked_about_and_left_where_it_is(desks: Desks) -> None:
    desk = desks(rules()).at(TODAY, 12)
    calendar = Calendar(desk)
    meeting = desk.tell("meeting", "scheduled", TODAY + DAY, provider="P1EE", practitioner="maya", at=time(9))
    calendar.publish()
    calendar.change(meeting.id, ("20261125T140000Z", "20261125T190000Z"), ("20261125T143000Z", "20261125T193000Z"))
    calendar.publish()
    calendar.publish()
    [told] = calendar.notices()
    assert f"rapport correct {meeting.id} --on 2026-11-25 --at 14:00" in told
    [path] = calendar.folder.glob("*.ics")
    assert "20261125T190000Z" in path.read_text()
    desk.correct(meeting, at=time(14))
    calendar.publish()
    assert len(calendar.notices()) == 1


def test_a_proposed_time_that_was_moved_stays_if_it_suits_and_is_told_if_it_does_not(desks: Desks) -> None:
    desk = desks(MEET).at(TODAY, 12)
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    calendar = Calendar(desk)
    calendar.publish()
    proposed = desk.one()
    assert (proposed.day, proposed.at) == (date(2026, 12, 1), time(9))
    calendar.change(proposed.id, ("20261201T14", "20261202T16"))
    calendar.publish()
    assert (desk.one().day, desk.one().at) == (date(2026, 12, 2), time(11))
    calendar.publish()
    calendar.change(proposed.id, ("20261202T16", "20261202T23"))
    calendar.publish()
    assert desk.one().at != time(18)
    [told] = calendar.notices()
    assert "does not suit" in told
    calendar.publish(timedelta(minutes=1))
    [entry] = ics.read(next(calendar.folder.glob("*.ics")).read_bytes())
    assert isinstance(entry.start, datetime)
    assert entry.start.astimezone(desk.house.practice.zone).time() == desk.one().at


class Broken(Folder):
    """A calendar that cannot be reached."""

    def listed(self) -> dict[str, str]:
        """Nothing."""
        raise Trouble("the server cannot be reached")


def test_trouble_is_remembered_tried_again_later_and_forgotten_when_it_is_over(desks: Desks, tmp_path: Path) -> None:
    desk = desks(THANK).at(TODAY, 12)
    desk.tell("referral", "received", TODAY, client="CRVZ", provider="P1EE")
    broken = Calendar(desk, Broken(tmp_path))
    assert broken.publish() == 1
    with desk.store.read() as tx:
        assert troubles(tx) == {"khal": "the server cannot be reached"}
    assert broken.publish(timedelta(seconds=30)) == 0
    assert Calendar(desk).publish(AFTER_TROUBLE) == 1
    with desk.store.read() as tx:
        assert troubles(tx) == {}
    assert desk.round()


def test_a_publisher_that_is_no_longer_configured_is_forgotten(desks: Desks) -> None:
    calendar, _ = _thanks(desks)
    assert publish(calendar.desk.store, calendar.desk.house, POST, [], calendar.desk.now) == 0
    with calendar.desk.store.read() as tx:
        assert mirrored.publishers(tx) == set()
    assert len(calendar.titles()) == 1


def test_another_address_is_another_calendar_and_no_wish_of_its_owner(desks: Desks) -> None:
    calendar, id_ = _thanks(desks)
    other = Calendar(calendar.desk, folder="other")
    assert other.publish(timedelta(seconds=30)) == 1
    assert other.titles() == calendar.titles() == [f"Thank-you {id_}"]
    assert other.publish(timedelta(seconds=30)) == 0
    assert calendar.notices() == []


@pytest.mark.parametrize("steps", [1, 3])
def test_the_same_calendar_again_changes_nothing(desks: Desks, steps: int) -> None:
    calendar, _ = _thanks(desks)
    before = {p.name: p.stat().st_mtime_ns for p in calendar.folder.glob("*.ics")}
    for _ in range(steps):
        calendar.publish()
    assert {p.name: p.stat().st_mtime_ns for p in calendar.folder.glob("*.ics")} == before
