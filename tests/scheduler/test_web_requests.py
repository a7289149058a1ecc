"""What a request says: whatever a stranger sends is read, or refused with the status that says why."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.web.requests import Unreadable, peer, read_cookies, read_form, read_request

FORM = "application/x-www-form-urlencoded"


def _environ(body: bytes, **more: Any) -> dict[str, Any]:
    return {"CONTENT_TYPE": FORM, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body), **more}


def _refused(environ: dict[str, Any]) -> int:
    with pytest.raises(Unreadable) as refused:
        read_form(environ)
    return refused.value.status


def test_a_form_is_read_in_the_order_in_which_it_was_sent() -> None:
    form = read_form(_environ(b"a=1&b=two+words&a=3&name=Zo%C3%AB&empty="))
    assert form.get("a") == "1"
    assert form.all("a") == ("1", "3")
    assert form.get("b") == "two words"
    assert form.get("name") == "Zoë"
    assert "empty" in form
    assert "missing" not in form
    assert form.get("missing") == ""


def test_blanks_around_a_password_are_part_of_it() -> None:
    form = read_form(_environ(b"password=+a+b+"))
    assert form.raw("password") == " a b "
    assert form.get("password") == "a b"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"a=%ff", 400),
        (b"a=\xff", 400),
        (b"a=%00", 400),
        (b"a=%1b[2J", 400),
        (b"no equals sign", 400),
        (b"&".join(b"a=1" for _ in range(201)), 400),
        (b"a=" + b"x" * 65536, 413),
    ],
)
def test_a_form_that_cannot_be_meant_is_refused(body: bytes, status: int) -> None:
    assert _refused(_environ(body)) == status


@pytest.mark.parametrize(
    "kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", "", FORM + "; charset=utf-16"]
)
def test_only_plain_forms_are_taken(kind: str) -> None:
    assert _refused(_environ(b"a=1", CONTENT_TYPE=kind)) == 415


@pytest.mark.parametrize("length", ["-1", "1e3", "ten", "９", "1" * 30])
def test_a_length_that_is_no_length_is_refused(length: str) -> None:
    assert _refused(_environ(b"a=1", CONTENT_LENGTH=length)) == 400


def test_a_body_that_is_announced_too_long_is_not_read() -> None:
    class Untouched:
        def read(self, _size: int) -> bytes:
            raise AssertionError("read")

    assert _refused(_environ(b"", CONTENT_LENGTH="10000000", **{"wsgi.input": Untouched()})) == 413


def test_a_body_that_is_shorter_than_announced_is_refused() -> None:
    assert _refused(_environ(b"a=1", CONTENT_LENGTH="30")) == 400


def test_a_query_that_cannot_be_read_says_nothing() -> None:
    for query in ("%ff", "a", "\xff=1", "a=%00", "x" * 5000):
        assert read_request({"QUERY_STRING": query}).query.pairs == ()
    assert read_request({"QUERY_STRING": "whose=everybody"}).query.get("whose") == "everybody"


def test_the_first_cookie_of_a_name_counts_and_garbage_is_left_out() -> None:
    found = read_cookies('rapport=abc; rapport=evil; =x; bad name=1; q="quoted"; __Host-rapport=d_-1; n=a\r\nb; ok=')
    assert dict(found) == {"rapport": "abc", "__Host-rapport": "d_-1", "ok": ""}


@given(st.text(), st.text(alphabet=st.characters(max_codepoint=255)), st.text())
def test_whatever_is_sent_can_be_read(text: str, path: str, address: str) -> None:
    request = read_request({"HTTP_COOKIE": text, "PATH_INFO": path, "QUERY_STRING": text, "REMOTE_ADDR": address})
    assert isinstance(request.path, str)
    assert request.peer


@given(st.binary(max_size=300))
def test_a_body_is_read_or_refused(body: bytes) -> None:
    try:
        read_form(_environ(body))
    except Unreadable as refused:
        assert refused.status == 400


def test_a_path_that_is_not_utf8_leads_nowhere() -> None:
    assert read_request({"PATH_INFO": "/today\xff"}).path == ""


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_a_peer_is_counted_by_what_one_household_has(address: str, counted: str) -> None:
    assert peer(address) == counted
