"""A feed speaks HTTP: it is sent once, and then only when it has changed."""

import gzip
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.feed import Answer, answer, not_found
from tests.calendars.samples import NEW_YORK, NOON

FEED = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
ETAG = f'"{sha256(FEED).hexdigest()}"'
MODIFIED = "Tue, 24 Nov 2026 12:00:00 GMT"


def asked(
    method: str = "GET",
    *,
    tags: str | None = None,
    since: str | None = None,
    body: bytes = FEED,
    changed_at: datetime = NOON,
    accepts: str | None = None,
    compress: bool = False,
) -> Answer:
    return answer(
        body,
        changed_at=changed_at,
        method=method,
        if_none_match=tags,
        if_modified_since=since,
        accept_encoding=accepts,
        compress=compress,
    )


def test_a_first_visit_gets_the_feed_and_both_validators() -> None:
    assert asked() == Answer(
        200,
        (
            ("Content-Type", "text/calendar; charset=utf-8"),
            ("Content-Length", str(len(FEED))),
            ("ETag", ETAG),
            ("Last-Modified", MODIFIED),
            ("Cache-Control", "private, max-age=300"),
        ),
        FEED,
    )


def test_a_feed_is_never_offered_as_a_download() -> None:
    assert "Content-Disposition" not in dict(asked().headers)


def test_head_is_answered_like_get_without_the_body() -> None:
    assert asked("HEAD") == Answer(200, asked().headers, b"")
    assert asked("HEAD", tags=ETAG) == asked(tags=ETAG)


def test_a_client_that_is_up_to_date_gets_validators_and_nothing_else() -> None:
    unchanged = asked(tags=ETAG)
    assert (unchanged.status, unchanged.body) == (304, b"")
    assert [name for name, _ in unchanged.headers] == ["ETag", "Last-Modified", "Cache-Control"]


@pytest.mark.parametrize(
    "tags", [ETAG, f"W/{ETAG}", f'"old", {ETAG}', f'W/"a,b",W/{ETAG} , "c"', f'"",{ETAG}', "*", " * "]
)
def test_if_none_match_is_a_list_compared_weakly(tags: str) -> None:
    assert asked(tags=tags).status == 304


@pytest.mark.parametrize("tags", ["", '"old"', ETAG.strip('"'), f'"x{ETAG[1:]}', '"*"', '"', "W/", 'W/"old", "older"'])
def test_an_unknown_or_malformed_tag_gets_the_feed(tags: str) -> None:
    assert asked(tags=tags).status == 200


def test_if_none_match_wins_over_if_modified_since() -> None:
    assert asked(tags='"old"', since=MODIFIED).status == 200
    assert asked(tags="", since=MODIFIED).status == 200
    assert asked(tags=ETAG, since="Tue, 24 Nov 2020 12:00:00 GMT").status == 304


@pytest.mark.parametrize(
    ("since", "status"),
    [
        (MODIFIED, 304),
        ("Tue, 24 Nov 2026 12:00:01 GMT", 304),
        ("Tue, 24 Nov 2026 11:59:59 GMT", 200),
        ("Tuesday, 24-Nov-26 12:00:00 GMT", 304),
        ("Tue Nov 24 12:00:00 2026", 304),
        ("Tue Nov 24 11:59:59 2026", 200),
    ],
)
def test_if_modified_since_is_compared_as_an_instant_in_all_three_forms(since: str, status: int) -> None:
    assert asked(since=since).status == status


@pytest.mark.parametrize(
    "since",
    [
        "",
        "0",
        "9" * 5_000,
        "yesterday",
        "2026-11-24T12:00:00Z",
        "Tue, 99 Nov 2026 12:00:00 GMT",
        f"Tue, 24 Nov {'9' * 30} 12:00:00 GMT",
        f"Tue, 24 Nov 2026 12:00:00 +{'9' * 30}",
    ],
)
def test_a_malformed_date_is_ignored(since: str) -> None:
    assert asked(since=since).status == 200


@pytest.mark.parametrize(
    "accepts", ["gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.8", "x-gzip", "deflate,gzip ;q=1"]
)
def test_who_reads_gzip_gets_the_same_feed_compressed_under_a_tag_of_its_own(accepts: str) -> None:
    zipped = asked(accepts=accepts, compress=True)
    told = dict(zipped.headers)
    assert gzip.decompress(zipped.body) == FEED
    assert told["Content-Encoding"] == "gzip"
    assert told["Content-Length"] == str(len(zipped.body))
    assert told["Vary"] == "Accept-Encoding"
    assert told["ETag"] != ETAG
    assert zipped == asked(accepts=accepts, compress=True)
    assert asked("HEAD", accepts=accepts, compress=True) == Answer(200, zipped.headers, b"")
    for tag in (ETAG, told["ETag"], f"W/{told['ETag']}"):
        assert asked(tags=tag, accepts=accepts, compress=True).status == 304
        assert asked(tags=tag, compress=True).status == 304


@pytest.mark.parametrize(
    "accepts", [None, "", "*", "identity", "gzip;q=0", "gzip; q=0.000", "br", "gzipped", "gzip;q="]
)
def test_who_does_not_ask_for_gzip_gets_plain_bytes(accepts: str | None) -> None:
    plain = asked(accepts=accepts, compress=True)
    assert plain.body == FEED
    assert "Content-Encoding" not in dict(plain.headers)
    assert dict(plain.headers)["Vary"] == "Accept-Encoding"


def test_where_compression_is_off_nobody_gets_it() -> None:
    assert asked(accepts="gzip") == asked()


@given(st.text(), st.text())
def test_no_header_however_strange_stops_the_feed(tags: str, since: str) -> None:
    assert asked(accepts=tags, compress=True).status == 200
    assert asked(tags=tags).status in (200, 304)
    assert asked(since=since).status in (200, 304)


def test_the_echo_of_a_last_modified_with_a_fraction_behind_it_is_fresh() -> None:
    changed_at = NOON + timedelta(milliseconds=900)
    echoed = dict(asked(changed_at=changed_at).headers)["Last-Modified"]
    assert asked(since=echoed, changed_at=changed_at).status == 304


def test_a_removal_moves_both_validators() -> None:
    before = dict(asked().headers)
    after = dict(asked(body=b"", changed_at=NOON + timedelta(days=1)).headers)
    assert before["ETag"] != after["ETag"]
    assert asked(tags=before["ETag"], body=b"").status == 200
    assert asked(since=before["Last-Modified"], body=b"", changed_at=NOON + timedelta(days=1)).status == 200


def test_last_modified_is_written_in_gmt_and_needs_a_zone() -> None:
    assert asked(changed_at=NOON.astimezone(NEW_YORK)).headers == asked().headers
    with pytest.raises(ValueError, match="has no zone"):
        asked(changed_at=datetime(2026, 11, 24, 12, 0, tzinfo=UTC).replace(tzinfo=None))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND", "OPTIONS", "get", ""])
def test_other_methods_are_told_which_ones_are_allowed(method: str) -> None:
    refused = asked(method, tags=ETAG)
    assert refused.status == 405
    assert dict(refused.headers)["Allow"] == "GET, HEAD"
    assert FEED not in refused.body


def test_not_found_says_nothing_about_what_was_looked_for() -> None:
    assert not_found() == Answer(
        404,
        (
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", "10"),
            ("Cache-Control", "no-store"),
        ),
        b"not found\n",
    )
    assert not_found("HEAD") == Answer(404, not_found().headers, b"")
