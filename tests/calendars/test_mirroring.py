"""Entries kept in step with a calendar that its owner changes too; judged alike in memory, in a folder, by CalDAV."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from calendars.entries import Entry
from calendars.mirroring import Deleted, Kept, Mirrored, Moved, Shelf, Trouble, in_step, mirror
from calendars.publishers.folder import Folder
from tests.calendars import servers
from tests.calendars.samples import CALL, MEETING, NOON

THEIRS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:theirs\r
BEGIN:VEVENT\r
UID:dentist\r
DTSTAMP:20261101T000000Z\r
DTSTART:20261126T090000Z\r
DTEND:20261126T100000Z\r
SUMMARY:Dentist\r
END:VEVENT\r
END:VCALENDAR\r
"""
NAME = "7f3k.ics"


class Owner:
    """A calendar, and the person whose it is."""

    def __init__(
        self, shelf: Shelf, read: Callable[[str], str], put: Callable[[str, str], Any], drop: Callable[[str], Any]
    ) -> None:
        self.shelf, self.read, self.put, self.drop = shelf, read, put, drop
        self.kept: dict[str, Kept] = {}

    def mirror(self, *entries: Entry) -> Mirrored:
        found = mirror(self.shelf, {e.uid: e for e in entries}, self.kept, NOON)
        self.kept = dict(found.kept)
        return found

    def change(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert old in text
        self.put(name, text.replace(old, new))


def _folder(tmp_path: Path) -> Owner:
    place = tmp_path / "khal" / "work"
    return Owner(
        Folder(place),
        lambda name: (place / name).read_bytes().decode(),
        lambda name, text: (place / name).write_bytes(text.encode()),
        lambda name: (place / name).unlink(),
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    with servers.radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.fixture(params=["folder", "caldav"])
def owner(request: pytest.FixtureRequest, tmp_path: Path) -> Owner:
    if request.param == "folder":
        made = _folder(tmp_path)
        made.mirror()
        return made
    pytest.importorskip("caldav", reason="the extra caldav is not installed")
    if servers.MISSING:
        pytest.skip(servers.MISSING)
    from calendars.publishers.caldav import Caldav

    server: servers.Server = request.getfixturevalue("server")
    shelf = Caldav(url=server.url, username=servers.USER, password=servers.PASSWORD)
    for name in shelf.listed():
        server.ask("DELETE", name)

    def put(name: str, text: str) -> None:
        assert server.ask("PUT", name, text)[0] in (200, 201, 204)

    return Owner(shelf, server.read, put, lambda name: server.ask("DELETE", name))


def test_what_is_wanted_is_written_once_and_what_is_not_is_taken_away(owner: Owner) -> None:
    assert owner.mirror(CALL, MEETING).trouble is None
    assert sorted(owner.shelf.listed()) == ["2b9q.ics", NAME]
    before = owner.shelf.listed()
    assert owner.mirror(CALL, MEETING).changes == ()
    assert owner.shelf.listed() == before
    owner.mirror(MEETING)
    assert sorted(owner.shelf.listed()) == ["2b9q.ics"]
    assert "SUMMARY:Meeting 2B9Q" in owner.read("2b9q.ics")
    assert "METHOD" not in owner.read("2b9q.ics")


def test_a_changed_entry_is_written_in_the_place_of_the_old_one(owner: Owner) -> None:
    owner.mirror(CALL)
    owner.mirror(replace(CALL, start=CALL.start + timedelta(days=1), end=CALL.end + timedelta(days=1), sequence=1))
    assert "20261127" in owner.read(NAME)
    assert list(owner.shelf.listed()) == [NAME]


def test_what_others_put_there_is_never_touched(owner: Owner) -> None:
    owner.put("dentist.ics", THEIRS)
    owner.mirror(CALL)
    mark = owner.shelf.listed()["dentist.ics"]
    owner.mirror(MEETING)
    owner.mirror()
    assert owner.shelf.listed() == {"dentist.ics": mark}


def test_a_moved_entry_is_reported_once_and_not_put_back(owner: Owner) -> None:
    owner.mirror(CALL, MEETING)
    owner.change(NAME, "DTSTART;VALUE=DATE:20261126", "DTSTART;VALUE=DATE:20261201")
    owner.change(NAME, "DTEND;VALUE=DATE:20261127", "DTEND;VALUE=DATE:20261202")
    assert owner.mirror(CALL, MEETING).changes == (Moved(CALL.uid, date(2026, 12, 1)),)
    assert owner.mirror(CALL, MEETING).changes == ()
    assert "20261201" in owner.read(NAME)
    moved = replace(CALL, start=date(2026, 12, 1), end=date(2026, 12, 2), sequence=1)
    assert owner.mirror(moved, MEETING).changes == ()
    assert owner.mirror(replace(moved, title="Call 7F3K, Dr. Lee"), MEETING).trouble is None
    assert "Dr. Lee" in owner.read(NAME).replace("\r\n ", "")


def test_a_moved_meeting_is_reported_at_its_instant(owner: Owner) -> None:
    owner.mirror(MEETING)
    owner.change("2b9q.ics", "DTSTART:20261130T140000Z", "DTSTART:20261130T150000Z")
    owner.change("2b9q.ics", "DTEND:20261130T143000Z", "DTEND:20261130T153000Z")
    assert owner.mirror(MEETING).changes == (Moved(MEETING.uid, datetime(2026, 11, 30, 15, tzinfo=UTC)),)


def test_a_deleted_entry_is_reported_once_and_not_written_again(owner: Owner) -> None:
    owner.mirror(CALL, MEETING)
    owner.drop(NAME)
    assert owner.mirror(CALL, MEETING).changes == (Deleted(CALL.uid),)
    changed = replace(CALL, title="Call 7F3K again")
    assert owner.mirror(changed, MEETING).changes == ()
    assert list(owner.shelf.listed()) == ["2b9q.ics"]
    owner.mirror(MEETING)
    assert CALL.uid not in owner.kept


def test_an_entry_that_its_owner_cancelled_counts_as_deleted(owner: Owner) -> None:
    owner.mirror(CALL)
    owner.change(NAME, "STATUS:CONFIRMED", "STATUS:CANCELLED")
    assert owner.mirror(CALL).changes == (Deleted(CALL.uid),)


def test_other_changes_of_its_owner_stay_until_there_is_something_to_say(owner: Owner) -> None:
    owner.mirror(CALL)
    owner.change(NAME, "CLASS:PRIVATE", "CLASS:PRIVATE\r\nCOLOR:red")
    assert owner.mirror(CALL).changes == ()
    assert "COLOR:red" in owner.read(NAME)


def test_whoever_was_faster_is_seen_the_next_time_and_not_overwritten(owner: Owner) -> None:
    owner.mirror(CALL)
    mark = owner.kept[CALL.uid].mark
    owner.change(NAME, "SUMMARY:Call 7F3K", "SUMMARY:Mine")
    assert owner.shelf.write(NAME, b"", mark) is None
    assert owner.shelf.write(NAME, b"", None) is None
    assert not owner.shelf.remove(NAME, mark)
    assert "SUMMARY:Mine" in owner.read(NAME)


def test_what_was_written_before_a_crash_is_known_again(owner: Owner) -> None:
    owner.mirror(CALL)
    owner.kept = {}
    assert owner.mirror(CALL).trouble is None
    assert list(owner.shelf.listed()) == [NAME]
    assert owner.kept[CALL.uid].mark == owner.shelf.listed()[NAME]


def test_something_else_in_an_entrys_place_is_trouble_and_is_left_alone(owner: Owner) -> None:
    owner.put(NAME, THEIRS)
    assert "something else lies" in str(owner.mirror(CALL).trouble)
    assert "Dentist" in owner.read(NAME)


def test_a_calendar_that_lost_everything_is_asked_about_and_not_taken_for_its_owners_wish(owner: Owner) -> None:
    entries = [replace(CALL, uid=f"{n}@rapport.example") for n in ("7f3k", "8f3k", "9f3k")]
    owner.mirror(*entries)
    for name in owner.shelf.listed():
        owner.drop(name)
    found = owner.mirror(*entries)
    assert (found.changes, owner.shelf.listed()) == ((), {})
    assert "rapport calendar again" in str(found.trouble)


def test_what_cannot_be_read_any_more_is_left_alone(owner: Owner) -> None:
    owner.mirror(CALL)
    floating = owner.read(NAME).replace("DTEND;VALUE=DATE:20261127", "DTEND:20261126T100000")
    owner.put(
        NAME, floating.replace("DTSTART;VALUE=DATE:20261126", "RRULE:FREQ=DAILY;COUNT=3\r\nDTSTART:20261126T090000")
    )
    assert owner.mirror(CALL).changes == ()
    assert "RRULE" in owner.read(NAME)


def test_being_in_step_is_known_without_looking(owner: Owner) -> None:
    assert not in_step({CALL.uid: CALL}, owner.kept)
    owner.mirror(CALL)
    assert in_step({CALL.uid: replace(CALL, changed_at=NOON + timedelta(days=1), sequence=9)}, owner.kept)
    assert not in_step({CALL.uid: replace(CALL, title="x")}, owner.kept)
    assert not in_step({}, owner.kept)


def test_a_folder_that_cannot_be_written_is_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="cannot be read"):
        Folder(tmp_path / "file").listed()


def test_only_the_owner_may_look_into_a_folder(tmp_path: Path) -> None:
    Folder(tmp_path / "new").listed()
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"password": "wrong"}, "user name and password"),
        ({"url": "http://127.0.0.1:1/maya/work/"}, "cannot be reached"),
        ({"url": "elsewhere"}, "no calendar at the address"),
    ],
    ids=["password", "nobody there", "no calendar"],
)
def test_what_is_wrong_is_told_without_the_address_or_the_password(
    request: pytest.FixtureRequest, changes: dict[str, str], words: str
) -> None:
    pytest.importorskip("caldav", reason="the extra caldav is not installed")
    if servers.MISSING:
        pytest.skip(servers.MISSING)
    from calendars.publishers.caldav import Caldav

    server: servers.Server = request.getfixturevalue("server")
    if changes.get("url") == "elsewhere":
        changes = {"url": server.url.replace("/work/", "/nowhere/")}
    settings = {"url": server.url, "username": servers.USER, "password": servers.PASSWORD, **changes}
    shelf = Caldav(**settings, timeout=5)
    with pytest.raises(Trouble) as trouble:
        shelf.listed()
    assert words in str(trouble.value)
    for secret in ("127.0.0.1", servers.PASSWORD, "wrong", "http://"):
        assert secret not in str(trouble.value) + repr(shelf)


def test_without_the_extra_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from calendars.publishers.caldav import Caldav

    monkeypatch.setitem(sys.modules, "caldav.davclient", None)
    with pytest.raises(Trouble, match=r'"caldav" is not installed: pip install "rapport-scheduler\[caldav\]"'):
        Caldav(url="https://cloud.example.org/maya/work/").listed()
