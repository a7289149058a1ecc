"""Traps of calendars: new uids at each fetch, updates by attachment, slow feeds, addresses that are passwords."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from calendars import ics
from scheduler.borders import on_screen
from scheduler.clock import Clock
from scheduler.closing import close
from scheduler.recording import undo
from scheduler.store import feeds, followups
from scheduler.store.engine import open_store
from scheduler.web import Premises, Site
from tests.houses import CLIENTS, PROVIDERS, TODAY, rule, rules, shipped_rules
from tests.stories.conftest import Cli
from tests.traps.desk import TOKEN, Desk, words

Desks = Callable[..., Desk]
DAY = timedelta(days=1)
BEFORE_VISITS = rules(
    rule(when={"visit": "scheduled"}, follow_up={"kind": "thank_you", "to": "visited", "due": "3 business days before"})
)
VISIT_DAY = date(2026, 12, 9)


def _ask(desk: Desk, path: str, method: str = "GET") -> tuple[str, bytes]:
    """Ask the web application, as a server would."""
    answered: list[str] = []
    site = Site(desk.store, Premises(house=desk.house), Clock(lambda: desk.now))
    body = b"".join(
        site(
            {"PATH_INFO": path, "REQUEST_METHOD": method},
            lambda status, headers: answered.append(f"{status} {headers}"),
        )
    )
    return answered[0], body


def test_t27_an_entry_keeps_its_uid_over_fetches_moves_and_what_becomes_of_it(desks: Desks) -> None:
    desk = desks(BEFORE_VISITS)
    desk.subscribe()
    visit = desk.tell("visit", "scheduled", VISIT_DAY, client="CRVZ", provider="P1EE", at=time(10, 30))
    first = desk.fetch()
    assert desk.fetch().body == first.body
    desk.at(TODAY, 15)
    assert desk.fetch().body == first.body  # nothing changed: not a byte is other, however late it is
    seen = {e.uid: e for e in ics.read(first.body)}
    assert len(seen) == 2
    desk.correct(visit, on=VISIT_DAY + 7 * DAY)
    moved = {e.uid: e for e in desk.entries()}
    assert moved.keys() == seen.keys()
    for uid, entry in moved.items():
        assert entry.sequence == seen[uid].sequence + 1
        assert entry.changed_at > seen[uid].changed_at
        assert entry.start != seen[uid].start
    desk.at(TODAY, 16)
    with desk.store.write() as tx:
        close(tx, desk.house, followups.open_ones(tx)[0], "letter sent", desk.now)
    done = {e.uid: e for e in desk.entries()}
    assert done.keys() == seen.keys()
    desk.at(TODAY, 17).retract(visit)
    gone = {e.uid: e for e in desk.entries()}
    assert gone.keys() <= seen.keys()
    assert any(e.cancelled and e.sequence > moved[uid].sequence for uid, e in gone.items())


def test_t27_an_entry_that_comes_back_keeps_its_uid_with_a_higher_sequence(desks: Desks) -> None:
    desk = desks(BEFORE_VISITS)
    desk.subscribe()
    visit = desk.tell("visit", "scheduled", VISIT_DAY, client="CRVZ", provider="P1EE")
    sequences: list[dict[str, int]] = [{e.uid: e.sequence for e in desk.entries()}]
    desk.retract(visit)
    sequences.append({e.uid: e.sequence for e in desk.entries()})
    with desk.store.write() as tx:
        undo(tx, desk.house, desk.now)
    sequences.append({e.uid: e.sequence for e in desk.entries()})
    assert sequences[0].keys() == sequences[1].keys() == sequences[2].keys()
    for uid in sequences[0]:
        numbers = [s[uid] for s in sequences]
        assert numbers == sorted(set(numbers))


def test_t27_the_bytes_carry_uid_sequence_and_last_modified(desks: Desks) -> None:
    desk = desks(BEFORE_VISITS)
    desk.subscribe()
    desk.tell("visit", "scheduled", VISIT_DAY, client="CRVZ", provider="P1EE")
    for event in Calendar.from_ical(desk.fetch().body).walk("VEVENT"):
        assert {"UID", "SEQUENCE", "LAST-MODIFIED", "DTSTAMP"} <= set(event)


def test_t28_a_calendar_is_subscribed_to_and_never_sent_as_an_attachment(desks: Desks) -> None:
    desk = desks(BEFORE_VISITS).at(TODAY)
    desk.subscribe()
    desk.tell("visit", "scheduled", TODAY + DAY, client="CRVZ", provider="P1EE", at=time(9, 0))
    desk.round()
    assert desk.letters()
    for letter in desk.letters():
        assert not list(letter.iter_attachments())
        assert {part.get_content_type() for part in letter.walk()} <= {
            "multipart/alternative",
            "text/plain",
            "text/html",
        }
    body = desk.fetch().body
    assert b"METHOD" not in body  # a subscription is no invitation (RFC 5546, 3.2.1)
    assert b"ATTENDEE" not in body
    status, _ = _ask(desk, f"/calendar/{TOKEN}.ics")
    assert status.startswith("200")
    assert "text/calendar" in status


def test_t29_what_is_due_today_is_told_by_letter_whether_or_not_anybody_fetches(desks: Desks) -> None:
    urgent = rule(when={"change": "fall"}, follow_up={"kind": "call", "to": "client", "priority": 1})
    desk = desks(rules(urgent)).at(TODAY, 14)
    desk.round()
    desk.subscribe()
    desk.fetch()
    before = len(desk.letters())
    desk.tell("change", "fall", client="CRVZ")
    desk.at(TODAY, 14, 1).round()
    assert len(desk.letters()) == before + 1
    assert any(desk.one().id in words(m) for m in desk.letters())


def test_t29_entries_are_published_long_before_their_day_with_the_moment_of_the_last_change(desks: Desks) -> None:
    desk = desks(BEFORE_VISITS).at(TODAY, 9, 5)
    desk.subscribe()
    desk.tell("visit", "scheduled", date(2027, 4, 14), client="CRVZ", provider="P1EE")
    entries = desk.entries()
    assert min(e.start for e in entries if not isinstance(e.start, datetime)) - TODAY > timedelta(days=120)
    assert all("Last changed 24 Nov 2026 09:05" in e.description for e in entries)


def test_t29_a_reader_is_asked_to_come_back_within_the_hour(desks: Desks) -> None:
    desk = desks(BEFORE_VISITS)
    desk.subscribe()
    body = desk.fetch().body
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in body
    assert b"X-PUBLISHED-TTL:PT1H" in body


def test_t29_the_morning_letter_says_when_the_calendar_was_last_fetched(desks: Desks) -> None:
    desk = desks(BEFORE_VISITS).at(TODAY - DAY, 20)
    desk.subscribe()
    desk.fetch()
    desk.at(TODAY, 7).round()
    assert all("11 h ago" in words(m) for m in desk.letters())


@pytest.mark.parametrize(
    "path",
    [
        "/calendar/" + "A" * 32 + ".ics",
        "/calendar/" + TOKEN.lower() + ".ics",
        "/calendar/" + TOKEN + ".ics/",
        "/calendar/" + TOKEN + "A.ics",
        "/calendar/phone.ics",
        "/calendar/1.ics",
        "/calendar/%27%20OR%201=1.ics",
        "/calendar/.ics",
        "/calendar/",
    ],
)
def test_t30_a_wrong_address_and_a_revoked_one_are_told_apart_by_nothing(desks: Desks, path: str) -> None:
    desk = desks(BEFORE_VISITS)
    desk.subscribe()
    assert _ask(desk, f"/calendar/{TOKEN}.ics")[0].startswith("200")
    wrong = _ask(desk, path)
    with desk.store.write() as tx:
        feeds.revoke(tx, "phone", desk.now)
    revoked = _ask(desk, f"/calendar/{TOKEN}.ics")
    assert wrong == revoked
    assert wrong[0].startswith("404")


def test_t30_the_store_and_its_backups_hold_no_token(cli: Cli) -> None:
    url = str(cli.json("feed", "new", "--name", "phone")["url"])
    token = url.rsplit("/", 1)[1].removesuffix(".ics")
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}", token)
    assert token not in cli.stored()
    assert token not in cli.ok("feed", "list").out + cli.ok("feed", "list", "--json").out
    assert token not in cli.ok("feed", "show", "phone", "--json").out


def test_t30_each_feed_has_its_own_address_and_a_new_one_closes_the_old(cli: Cli) -> None:
    first, second = (str(cli.json("feed", "new", "--name", name)["url"]) for name in ("phone", "laptop"))
    assert first != second
    said = cli.ok("feed", "rotate", "phone")
    store_has = [url.rsplit("/", 1)[1].removesuffix(".ics") for url in (first, second, said.out.strip())]
    store = open_store(f"sqlite:///{cli.folder / 'rapport.db'}")
    with store.read() as tx:
        known = [feeds.by_token(tx, token) for token in store_has]
    store.close()
    assert [k.name if k else None for k in known] == [None, "laptop", "phone"]


def test_t30_a_feed_says_nothing_of_a_client_and_by_default_not_whom_it_is_with(desks: Desks) -> None:
    desk = desks(shipped_rules())
    desk.subscribe()
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.tell("milestone", "assessment", client="CRVZ", note="left hip, diabetic")
    desk.tell("change", "fall", client="CRVZ", note="bruised knee")
    desk.tell("visit", "scheduled", VISIT_DAY, client="CRVZ", provider="P1EE", at=time(9, 0), note="fasting glucose")
    body = desk.fetch().body.decode().replace("\r\n ", "").casefold()
    assert body.count("begin:vevent") > 5
    body = re.sub(r"\w+\.\w+@rapport\.invalid", "-", body)
    for follow_up in desk.open():  # a code is made by chance, and may hold any short word
        body = body.replace(follow_up.id.casefold(), "-")
    assert "@rapport.invalid" not in body and "rapport show -" in body
    told: list[str] = [word for c in CLIENTS.values() for word in (c.code, *on_screen(c.name).split())]
    told += [word for p in PROVIDERS.values() for word in (p.code, p.name.split()[-1], p.specialty) if word]
    told += ["hip", "diabetic", "bruised", "glucose", "fall", "assessment", "orthopedics"]
    assert not [word for word in told if word.casefold() in body]


def test_t30_one_practitioners_address_shows_nothing_of_another(desks: Desks) -> None:
    desk = desks(BEFORE_VISITS)
    desk.subscribe("jon")
    desk.tell("visit", "scheduled", VISIT_DAY, client="CRVZ", provider="P1EE", at=time(9, 0))  # Maya's client
    assert desk.entries() == []


def test_t31_every_occurrence_is_an_entry_of_its_own(desks: Desks) -> None:
    monthly = rule(
        when={"every": "30 days", "since": {"milestone": "assessment"}},
        follow_up={"kind": "check", "to": "client", "due": "same day"},
    )
    desk = desks(rules(monthly))
    desk.subscribe()
    desk.tell("milestone", "assessment", client="CRVZ")
    body = desk.fetch().body
    assert not re.search(rb"RRULE|RDATE|RECURRENCE-ID|VALARM", body)
    starts = sorted(e.start for e in ics.read(body))
    assert starts == sorted(f.day for f in desk.open() if f.day - TODAY <= timedelta(days=180))
    assert len(set(starts)) >= 5


def test_t31_every_occurrence_is_told_of_and_not_only_the_first(desks: Desks) -> None:
    monthly = rule(
        when={"every": "30 days", "since": {"milestone": "assessment"}},
        follow_up={"kind": "call", "to": "client", "due": "same day", "priority": 1},
    )
    desk = desks(rules(monthly))
    desk.house = replace(desk.house, practitioners={"maya": desk.house.practitioners["maya"]})
    desk.tell("milestone", "assessment", client="CRVZ")
    due: list[Any] = sorted((f.day, f.id) for f in desk.open())[:4]
    assert len({id_ for _, id_ in due}) == 4
    for day, id_ in due:
        before = len(desk.letters())
        desk.at(day, 8).round()
        assert any(id_ in words(m) for m in desk.letters())
        assert len(desk.letters()) == before + 1
        with desk.store.write() as tx:
            close(tx, desk.house, next(f for f in followups.open_ones(tx) if f.id == id_), "reached", desk.now)


def test_t27_two_practices_in_one_calendar_do_not_share_uids(desks: Desks) -> None:
    uids = []
    for _ in range(2):
        desk = desks(BEFORE_VISITS)
        desk.subscribe()
        desk.tell("visit", "scheduled", VISIT_DAY, client="CRVZ", provider="P1EE")
        uids.append({e.uid for e in desk.entries()})
    assert not uids[0] & uids[1]


def test_t29_a_change_of_today_is_in_the_next_fetch(desks: Desks) -> None:
    desk = desks(rules())
    desk.subscribe()
    desk.fetch()
    desk.tell("meeting", "scheduled", TODAY, provider="P1EE", practitioner="maya", at=time(16, 0))
    assert [e.start for e in desk.entries()] == [datetime(2026, 11, 24, 21, 0, tzinfo=UTC)]
