"""Calendars over HTTP: compressed on request, the last good version in trouble; and the page to subscribe."""

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from calendars import ics
from scheduler.clock import Clock
from scheduler.publishing import wrong
from scheduler.store import feeds
from scheduler.web import Premises, Site
from scheduler.web.limits import BAD_TOKENS
from tests.houses import TODAY, rule, rules
from tests.scheduler.browser import Answered, Browser
from tests.traps.conftest import desks  # noqa: F401 - a fixture
from tests.traps.desk import TOKEN, Desk

Desks = Callable[..., Desk]
ADDRESS, PAGE = f"/calendar/{TOKEN}.ics", f"/subscribe/{TOKEN}"
VISITS = rule(when={"visit": "scheduled"}, follow_up={"kind": "report", "to": "visited", "due": "3 days before"})


class Office:
    """A practice with one feed, its pages, and programs that fetch."""

    def __init__(self, desk: Desk, **premises: Any) -> None:
        self.desk = desk
        self.site = Site(desk.store, Premises(house=desk.house, **premises), Clock(lambda: desk.now))
        desk.subscribe()
        self.visit = desk.tell(
            "visit", "scheduled", TODAY + timedelta(days=9), client="CRVZ", provider="P1EE", at=time(9)
        )

    def fetch(self, method: str = "GET", **environ: str) -> tuple[str, dict[str, str], bytes]:
        """Fetch the calendar."""
        told: list[tuple[str, list[tuple[str, str]]]] = []
        asked = {"PATH_INFO": ADDRESS, "REQUEST_METHOD": method, "REMOTE_ADDR": "203.0.113.5", **environ}
        body = b"".join(self.site(asked, lambda status, headers: told.append((status, headers))))
        return told[0][0][:3], {name.lower(): value for name, value in told[0][1]}, body

    def look(self, path: str = PAGE) -> Answered:
        """Look at a page."""
        return Browser(self.site).get(path)

    def damage(self, value: str = "'nonsense'") -> None:
        """What a failing disk could do: a moment that is none."""
        with self.desk.store.write() as tx:
            tx.execute(text(f"UPDATE published SET changed_at = {value}"))

    @property
    def feed(self) -> feeds.Feed:
        """The feed as it is stored."""
        with self.desk.store.read() as tx:
            (found,) = feeds.all_feeds(tx)
        return found


@pytest.fixture
def office(desks: Desks) -> Office:  # noqa: F811
    return Office(desks(rules(VISITS)), public_url="https://rapport.example", practice_name="Northside")


# Fetching


def test_a_program_that_reads_gzip_gets_less_and_the_same(office: Office) -> None:
    status, told, plain = office.fetch()
    zipped_status, zipped_told, zipped = office.fetch(HTTP_ACCEPT_ENCODING="gzip, deflate")
    assert status == zipped_status == "200"
    assert gzip.decompress(zipped) == plain
    assert zipped_told["content-encoding"] == "gzip"
    assert "content-encoding" not in told


def test_compression_can_be_switched_off(desks: Desks) -> None:  # noqa: F811
    office = Office(desks(rules(VISITS)), gzip=False)
    assert office.fetch(HTTP_ACCEPT_ENCODING="gzip")[2].startswith(b"BEGIN:VCALENDAR")


def test_head_tells_what_get_would_and_the_next_get_is_the_same(office: Office) -> None:
    _, head, body = office.fetch("HEAD")
    assert body == b""
    _, told, body = office.fetch()
    assert told == head
    assert told["content-length"] == str(len(body))
    assert office.fetch(HTTP_IF_NONE_MATCH=told["etag"])[::2] == ("304", b"")
    assert office.fetch(HTTP_IF_MODIFIED_SINCE=told["last-modified"])[::2] == ("304", b"")


def test_each_program_is_remembered_with_when_it_came_and_what_it_found(office: Office) -> None:
    etag = office.fetch(HTTP_USER_AGENT="Google-Calendar-Importer")[1]["etag"]
    for _ in range(3):
        office.desk.now += timedelta(hours=1)
        office.fetch(HTTP_USER_AGENT="Apple\x1b[31m\r\nEvil", HTTP_IF_NONE_MATCH=etag)
    office.site.rack.settle(office.desk.now)
    with office.desk.store.read() as tx:
        apple, google = feeds.fetches(tx, office.feed.id)
    assert (apple.agent, apple.times, apple.unchanged) == ("Apple[31mEvil", 3, 3)
    assert apple.last_at - apple.first_at == timedelta(hours=2)
    assert (google.agent, google.times, google.unchanged) == ("Google-Calendar-Importer", 1, 0)


def test_of_programs_that_call_themselves_anew_each_time_only_the_last_are_remembered(office: Office) -> None:
    for number in range(feeds.MOST_AGENTS + 10):
        office.desk.now += timedelta(hours=1)
        office.fetch(HTTP_USER_AGENT=f"program {number}")
    office.site.rack.settle(office.desk.now)
    with office.desk.store.read() as tx:
        known = feeds.fetches(tx, office.feed.id)
    assert [f.agent for f in known] == [f"program {n}" for n in reversed(range(10, feeds.MOST_AGENTS + 10))]


def test_of_a_feed_that_was_removed_meanwhile_no_fetch_is_stored(office: Office) -> None:
    for _ in range(2):
        office.fetch(HTTP_USER_AGENT="Phone")
    with office.desk.store.write() as tx:
        feeds.forget(tx, office.feed.id)
    office.site.rack.settle(office.desk.now)
    with office.desk.store.read() as tx:
        assert feeds.last_fetch(tx) is None


def test_the_first_fetch_is_seen_at_once_and_the_others_after_the_round(office: Office) -> None:
    office.fetch(HTTP_USER_AGENT="Phone")
    assert office.feed.fetched_by == "Phone"
    for _ in range(3):
        office.fetch(HTTP_USER_AGENT="Desk")
    assert office.feed.fetched_by == "Phone"
    for _ in range(2):
        office.site.rack.settle(office.desk.now)
    with office.desk.store.read() as tx:
        assert {f.agent: f.times for f in feeds.fetches(tx, office.feed.id)} == {"Phone": 1, "Desk": 3}


def test_while_nothing_was_written_a_fetch_asks_the_store_for_nothing(office: Office) -> None:
    for _ in range(2):
        first = office.fetch()
    seen: list[str] = []
    for engine in (office.desk.store.reader, office.desk.store.writer):
        event.listen(engine, "before_cursor_execute", lambda _c, _k, sql, *_: seen.append(sql))
    assert office.fetch() == first and seen == []
    office.desk.tell("visit", "scheduled", TODAY + timedelta(days=12), client="CRVZ", provider="P1EE")
    assert office.fetch()[2].count(b"BEGIN:VEVENT") > first[2].count(b"BEGIN:VEVENT")
    with office.desk.store.write() as tx:
        feeds.revoke(tx, "phone", office.desk.now)
    assert office.fetch()[0] == "404"


def test_another_day_and_another_configuration_are_looked_at_anew(office: Office) -> None:
    for _ in range(2):
        first = office.fetch(HTTP_ACCEPT_ENCODING="gzip")
    office.site.premises = replace(office.site.premises, gzip=False)
    _, told, body = office.fetch(HTTP_ACCEPT_ENCODING="gzip")
    assert "content-encoding" not in told and body == gzip.decompress(first[2])
    office.site.premises = Premises(house=replace(office.desk.house, practice=_narrow(office.desk)))
    assert b"BEGIN:VEVENT" not in office.fetch()[2]
    office.desk.now += timedelta(days=9)
    assert b"BEGIN:VEVENT" in office.fetch()[2]


def _narrow(desk: Desk) -> Any:
    """The practice, whose calendars show the next two days."""
    return replace(desk.house.practice, feed_ahead=timedelta(days=2))


# Trouble


def test_where_a_feed_cannot_be_made_its_readers_get_the_last_good_version(office: Office) -> None:
    before = office.fetch()
    office.damage()
    office.desk.correct(office.visit, on=TODAY + timedelta(days=12))
    assert office.fetch() == before
    (said,) = wrong([office.feed], office.desk.now)
    assert said.startswith('the calendar "phone" cannot be made, its readers get the last good version: a defect')
    since = office.feed.trouble_at
    office.desk.now += timedelta(hours=1)
    assert office.fetch(HTTP_IF_NONE_MATCH=before[1]["etag"])[0] == "304"
    assert office.feed.trouble_at == since
    office.damage("NULL")
    status, _, body = office.fetch()
    assert status == "200"
    assert {str(e.start)[:10] for e in ics.read(body)} == {"2026-12-03", "2026-12-06"}
    assert not list(wrong([office.feed], office.desk.now))


def test_where_a_feed_was_never_made_its_reader_is_asked_to_come_back(office: Office) -> None:
    with office.desk.store.write() as tx:
        tx.execute(text("INSERT INTO published (feed, uid, first_at, sequence, changed_at, digest) "
                        "VALUES (1, 'x', '2026-11-24', 0, 'nonsense', '')"))  # fmt: skip
    status, told, _ = office.fetch()
    assert (status, told["retry-after"]) == ("503", "300")


@pytest.mark.parametrize(
    ("hours", "words"),
    [(2, []), (25, ["was never fetched; subscribe to it"])],
)
def test_a_feed_that_nobody_ever_fetched_is_spoken_of_after_a_day(office: Office, hours: int, words: list[str]) -> None:
    said = list(wrong([office.feed], office.desk.now + timedelta(hours=hours)))
    assert len(said) == len(words)
    assert all(word in line for word, line in zip(words, said, strict=True))


def test_a_program_that_has_given_up_is_spoken_of_after_three_days(office: Office) -> None:
    office.fetch()
    assert not list(wrong([office.feed], office.desk.now + timedelta(days=2, hours=23)))
    (said,) = wrong([office.feed], office.desk.now + timedelta(days=4))
    assert 'the calendar "phone" was not fetched for 4 days' in said
    with office.desk.store.write() as tx:
        feeds.revoke(tx, "phone", office.desk.now)
    assert not list(wrong([office.feed], office.desk.now + timedelta(days=4)))


# The page to subscribe


def test_the_page_has_the_address_to_copy_and_a_link_for_apple_alone(office: Office) -> None:
    page = office.look()
    assert page.status == 200
    assert f">https://rapport.example{ADDRESS}</output>" in page.body
    assert [a for a in page.addresses if a.startswith("webcal:")] == [f"webcal://rapport.example{ADDRESS}"]
    assert "Apple device" in page.body.partition("webcal://")[2].partition("</a>")[0]
    for program in ("Google Calendar", "Outlook, new", "Outlook on the web", "Outlook, classic", "iPhone", "Mac"):
        assert program in page.body
    assert "secret" in page.body
    assert "It names no client and no provider" in page.body


def test_the_code_on_the_page_is_a_drawing_inside_it_and_leads_to_the_page(office: Office) -> None:
    from scheduler.web.subscribe import qr

    page = office.look()
    assert str(qr(f"https://rapport.example{PAGE}")) in page.body
    assert page.body.count("<svg") == 1
    assert not re.search(r"<script|<img|style=|\son\w+=", page.body)


def test_the_page_is_kept_by_nobody_and_told_to_nobody(office: Office) -> None:
    page = office.look()
    assert page.header("Cache-Control") == "no-store"
    assert page.header("Referrer-Policy") == "no-referrer"
    assert page.header("Strict-Transport-Security")
    assert "default-src 'none'" in page.header("Content-Security-Policy")
    assert '<meta name="robots" content="noindex">' in page.body


def test_looking_at_the_page_is_no_fetch(office: Office) -> None:
    office.look()
    assert office.feed.fetched_at is None


@pytest.mark.parametrize("token", ["A" * 32, TOKEN.lower(), TOKEN + "A", "phone", "1", TOKEN + ".ics"])
def test_a_wrong_page_is_answered_like_a_wrong_calendar_and_counted_with_it(office: Office, token: str) -> None:
    assert office.look(f"/subscribe/{token}") == office.look("/calendar/" + "B" * 32 + ".ics")
    assert office.look(f"/subscribe/{token}").status == 404


def test_who_guesses_pages_has_to_wait(office: Office) -> None:
    guesser = Browser(office.site)
    seen = [guesser.get(f"/subscribe/{'C' * 31}{n % 10}").status for n in range(BAD_TOKENS + 1)]
    assert seen == [404] * BAD_TOKENS + [429]
    assert office.look().status == 200


def test_a_closed_calendar_has_no_page(office: Office) -> None:
    with office.desk.store.write() as tx:
        feeds.revoke(tx, "phone", office.desk.now)
    assert office.look().status == 404


def test_no_token_is_logged(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        office.look()
        office.fetch()
        office.look("/subscribe/" + "D" * 32)
    assert "subscribe page of calendar 1 shown" in caplog.text
    assert TOKEN not in caplog.text
    assert "D" * 32 not in caplog.text


def test_where_only_this_machine_can_reach_the_address_the_page_says_so(desks: Desks) -> None:  # noqa: F811
    page = Office(desks(rules(VISITS))).look()
    assert "need an https address" in page.body
    assert "need an https address" not in Office(desks(rules(VISITS)), public_url="https://x.example").look().body


def test_a_practice_and_a_feed_with_hostile_names_stay_words(desks: Desks, tmp_path: Path) -> None:  # noqa: F811
    office = Office(desks(rules(VISITS)), practice_name="<script>alert(1)</script>")
    with office.desk.store.write() as tx:
        tx.execute(text("UPDATE feeds SET name = '\"><b>x'"))
    body = office.look().body
    assert "<script" not in body
    assert "<b>x" not in body
