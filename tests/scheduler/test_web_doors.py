"""The doors: who comes in, who does not, and what a stranger learns."""

import re
from datetime import date
from pathlib import Path

import pytest

from scheduler.facts import FactKind
from scheduler.web import ROUTES
from scheduler.web.limits import BAD_TOKENS
from tests.scheduler.browser import Browser, Practice
from tests.traps.desk import TOKEN

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "", "NO SUCH")


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """A practice with a fall to be told today, and a calendar."""
    made = Practice(tmp_path)
    made.desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    made.desk.tell("change", "fall", date(2026, 11, 23), client="CRVZ")
    made.desk.subscribe()
    return made


#: What stands for whatever a route finds in an address: a token, an id, codes of people, a fact, a kind.
_FOUND = (
    (r"\(\[A-Za-z0-9_-\]\{1,200\}\)\\?", TOKEN),
    (r"/f/\([^)]*\)", "/f/7F3K"),
    (r"/c/\([^)]*\)", "/c/CRVZ"),
    (r"/p/\([^)]*\)", "/p/P1EE"),
    (r"\(\[1-9\]\[0-9\]\{0,11\}\)", "1"),
    (r"\(milestone\|[a-z|-]+\)", "visit"),
    (r"\\\.", "."),
)


def _addresses() -> list[str]:
    """One address for each route."""
    found = [route.path.pattern for route in ROUTES]
    for pattern, word in _FOUND:
        found = [re.sub(pattern, word, address) for address in found]
    assert not [address for address in found if re.search(r"[(\[{\\]", address)]
    return found


def test_every_route_answers_every_method_without_a_defect(practice: Practice) -> None:
    for browser in (practice.browser(), practice.browser("maya")):
        for path in _addresses():
            for method in METHODS:
                answered = browser.ask(method, path)
                assert answered.status in (200, 303, 403, 404, 405, 503), (method, path, answered.status)
                if method not in ("GET", "HEAD", "POST"):
                    assert answered.status == 405
                    assert answered.header("Allow")
                if method == "HEAD":
                    assert answered.body == ""
            browser = practice.browser("maya") if "logout" in path and browser.cookies else browser


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"nonce": "x", "client": "CRVZ", "value": "fall"},
        {"client": "ZZZZ", "provider": "CRVZ", "on": "2026-13-45", "at": "99:99", "f_until": "x", "f_value": "nan"},
        {"on": "9999-12-31", "value": "<b>", "name": "x" * 3000, "born": "0000-00-00", "outcome": "reached"},
        {"client": "CRVZ", "provider": "P1EE", "on": "2026-11-23", "value": "", "f_note": "y" * 3000, "plan": "z"},
    ],
)
def test_whatever_a_form_says_is_answered_without_a_defect(practice: Practice, fields: dict[str, str]) -> None:
    kinds = [f"/record/{kind.value}" for kind in FactKind]
    for path in {*_addresses(), *kinds, f"/f/{practice.fallen().id}/done"} - {"/login", "/logout"}:
        browser = practice.browser("maya")
        own = {"nonce": browser.get("/record/session").field("nonce")} | fields
        answered = browser.send(path, page="/today", **own)
        assert answered.status in (200, 303, 404, 405, 415, 422, 503), (path, answered.status)


def test_every_answer_has_the_headers_that_protect_it(practice: Practice) -> None:
    browser = practice.browser("maya")
    for path in (*_addresses(), "/nothing", "/calendar/x.ics"):
        for method in ("GET", "POST", "PUT"):
            answered = Browser(practice.site).ask(method, path) if "logout" in path else browser.ask(method, path)
            policy = answered.header("Content-Security-Policy")
            assert policy.startswith("default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
            assert "unsafe" not in policy
            assert answered.header("X-Content-Type-Options") == "nosniff"
            assert answered.header("Referrer-Policy") == "no-referrer"
            assert answered.header("Cross-Origin-Opener-Policy") == "same-origin"
            assert answered.header("Permissions-Policy")
            assert "max-age=300" in answered.header("Cache-Control") or answered.header("Cache-Control") == "no-store"
            assert not answered.header("Strict-Transport-Security")


def test_over_https_browsers_are_told_to_stay_there_and_cookies_are_bound_to_the_host(tmp_path: Path) -> None:
    practice = Practice(tmp_path, public_url="https://rapport.example.org")
    browser = practice.browser()
    answered = browser.log_in()
    assert answered.header("Strict-Transport-Security") == "max-age=31536000"
    (login,) = [v for n, v in answered.headers if n == "Set-Cookie" and "Max-Age=0" not in v]
    assert re.fullmatch(r"__Host-rapport=[\w-]{43}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax; Secure", login)
    assert browser.get("/today").status == 200
    browser.cookies = {"rapport": browser.cookies["__Host-rapport"]}
    assert browser.get("/today").status == 303


def test_on_loopback_the_cookie_is_plain_but_no_script_reads_it(practice: Practice) -> None:
    answered = practice.browser().log_in()
    (login,) = [v for n, v in answered.headers if n == "Set-Cookie" and "Max-Age=0" not in v]
    assert re.fullmatch(r"rapport=[\w-]{43}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax", login)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/nothing",
        "/today/",
        "/today/x",
        "/TODAY",
        "/f/",
        "/f/abcd",
        "/f/../today",
        "/calendar/../healthz",
        "/calendar/..%2f..%2fetc%2fpasswd.ics",
        "/../../etc/passwd",
        "//evil.example/today",
        "/today\x00",
        "/today\n",
        "/today\r\nSet-Cookie: a=b",
        "/t\xc3\xb6day",
        "/\xff\xfe",
        "/calendar/' OR 1=1 --.ics",
        "/calendar/" + "A" * 5000 + ".ics",
        "/static/page.css",
        "/templates/today.html.j2",
    ],
)
def test_unknown_addresses_get_one_answer(practice: Practice, path: str) -> None:
    for browser in (practice.browser(), practice.browser("maya")):
        for method in ("GET", "POST"):
            answered = browser.ask(method, path)
            assert (answered.status, answered.body) == (404, "not found\n")


def test_tokens_that_look_like_a_query_of_a_database_are_just_unknown(practice: Practice) -> None:
    for token in ("1;DROP_TABLE_feeds", "x" * 43, "a-or-1-1", "%", "NULL"):
        assert practice.browser(peer=f"peer of {token}").get(f"/calendar/{token}.ics").status == 404
        browser = practice.browser()
        browser.cookies = {"rapport": token}
        assert browser.get("/today").status == 303
    assert practice.browser().get(f"/calendar/{TOKEN}.ics").status == 200


def test_a_peer_with_too_many_unknown_tokens_waits_but_a_valid_one_always_passes(practice: Practice) -> None:
    browser = practice.browser()
    answers = [browser.get(f"/calendar/{number:032d}.ics") for number in range(BAD_TOKENS + 1)]
    assert [a.status for a in answers] == [404] * BAD_TOKENS + [429]
    assert int(answers[-1].header("Retry-After")) == 300
    assert browser.get(f"/calendar/{TOKEN}.ics").status == 200
    assert practice.browser(peer="198.51.100.7").get("/calendar/wrong.ics").status == 404
    practice.wait(minutes=5)
    assert browser.get("/calendar/wrong.ics").status == 404


def test_a_body_that_is_too_long_or_of_another_kind_is_refused_before_anything_else(practice: Practice) -> None:
    browser = practice.browser("maya")
    assert browser.ask("POST", "/undo", b"a=" + b"x" * 10_000_000).status == 413
    assert browser.ask("POST", "/undo", b"{}", CONTENT_TYPE="application/json").status == 415
    assert browser.ask("POST", "/undo", b"a=%ff%fe").status == 400
    assert browser.ask("POST", "/nothing", b"a=" + b"x" * 10_000_000).status == 404


@pytest.mark.parametrize(
    "cookie",
    ["rapport", "rapport=", "rapport=" + "x" * 43, 'rapport="; Path=/', "=;=;;;", "\x00\xff", "rapport=\r\na: b"],
)
def test_garbage_in_the_cookie_is_a_stranger(practice: Practice, cookie: str) -> None:
    assert practice.browser().get("/today", HTTP_COOKIE=cookie).status == 303
    assert practice.browser().get("/login", HTTP_COOKIE=cookie).status == 200


def test_a_house_below_a_path_leads_to_addresses_below_it(tmp_path: Path) -> None:
    practice = Practice(tmp_path, public_url="https://example.org/rapport/")
    browser = practice.browser()
    assert browser.get("/today").header("Location") == "/rapport/login"
    assert browser.log_in().header("Location") == "/rapport/today"
    found = [a for a in browser.get("/today").addresses if not a.startswith("tel:")]
    assert found
    assert all(a.startswith("/rapport/") for a in found)
