"""The practitioner's pages in a real browser: a telephone in one hand, a desk, the keyboard alone, scripts off."""

import io
import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.driver import ENTER, TAB, Page
from tests.browser.test_referral_page import AXE, DRAW, SIZES
from tests.stories.conftest import Cli
from tests.stories.test_login import PASSWORD

#: What is told of the practice before anybody looks; {ana} and the others are clients.
TOLD = """
referral {ana} --provider lee --on 2026-09-14
authorization {ana} --provider lee --until 2027-09-15 --on 2026-09-15
milestone {ana} assessment --on 2026-09-16
limits {ana} 'blood pressure' --provider lee --high 150 --on 2026-09-16
measure {ana} 6mwt --value 318 --on 2026-09-16
measure {ana} 6mwt --value 352 --on 2026-10-26
measure {ana} 6mwt --value 382 --on 2026-11-23
goal {ana} 6mwt --value 400 --on 2026-09-16
measure {ana} 30s_cst --value 8 --on 2026-09-16
measure {ana} 30s_cst --value 11 --on 2026-11-23
measure {ana} pain_nrs --value 3 --on 2026-09-16
measure {ana} pain_nrs --value 3 --on 2026-11-09
measure {ana} pain_nrs --value 6 --on 2026-11-23
contact {ana} reached --provider lee --on 2026-10-26 --note 'likes short reports'
session {ana} attended --on 2026-11-17
session {ana} missed --on 2026-11-19
session {ana} attended --on 2026-11-20
visit {ana} --provider lee --on 2026-12-02 --at 10:30
referral {ben} --provider shah --on 2026-06-02
referral {rosa} --provider shah --on 2026-07-01
referral {lin} --provider lee --on 2026-11-20
contact shah reached --on 2026-07-06
contact shah reached --on 2026-06-05
contact lee reached --on 2026-09-28
authorization {rosa} --until 2026-11-30 --on 2026-07-02
change {ben} fall --on 2026-11-23
"""
PAGES = (
    "/today", "/record", "/record/change?who={ana}", "/record/measure?who={ana}", "/record/authorization",
    "/record/client", "/record/provider", "/people", "/c/{ana}", "/c/{ana}/edit", "/p/{lee}", "/relationships",
    "/done", "/fact/5", "/fact/5/correct", "/f/{call}", "/f/{report}", "/f/{report}/report",
)  # fmt: skip

#: What docs/img shows, as it is seen first.
PICTURES = {"today": "/today", "client-page": "/c/{ana}", "record": "/record", "relationships": "/relationships"}


class House:
    """A practice with its daemon, and the codes of its people."""

    def __init__(self, cli: Cli, daemons: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
        self.cli = cli
        for old, new in (
            ('"My practice"', '"Northside Medical Exercise"'),
            ('phone  = ""', 'phone  = "(617) 555-0100"'),
            ('name    = "Practitioner"', 'name    = "Maya Chen"'),
        ):
            cli.configure(old, new)
        cli.switch_on("decline", "touch-A", "touch-B", "gain", "quiet-source")
        office = ("--credentials", "MD", "--phone", "(617) 555-0142", "--fax", "(617) 555-0143")
        self.codes = {"lee": cli.provider("Dr. Alan Lee", "--specialty", "orthopedics", "--tier", "A", *office)}
        cli.provider("Dr. Priya Shah", "--specialty", "primary care", "--tier", "B", "--phone", "(617) 555-0110")
        cli.provider("Dr. Sam Ortiz", "--specialty", "cardiology", "--phone", "(617) 555-0121")
        born = ("--born", "1961-03-12", "--phone", "(617) 555-0177")
        for name in ("Ana Ruiz", "Ben Okafor", "Rosa Diaz", "Lin Wu"):
            self.codes[name.split()[0].lower()] = cli.client(name, *(born if name == "Ana Ruiz" else ()))
        self._tell()
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
        cli.ok("practitioner", "password", "me")
        cli.ok("tick")
        found = cli.upcoming()
        self.codes["call"] = next(f["id"] for f in found if f["rule"] == "decline")
        ana = (f for f in found if f["kind"] == "report" and f["client"] == self.codes["ana"])
        self.codes["report"] = next(ana)["id"]
        daemon = daemons()
        daemon.wait_for("started")
        self.base = f"http://127.0.0.1:{daemon.port}"

    def _tell(self) -> None:
        for line in TOLD.strip().splitlines():
            self.cli.ok("record", *shlex.split(line.format(**self.codes)), "--yes")

    def at(self, path: str) -> str:
        """An address of a page about its people."""
        return self.base + path.format(**self.codes)


@pytest.fixture
def house(cli: Cli, daemons: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> House:
    """The practice, running."""
    return House(cli, daemons, monkeypatch)


def logged_in(page: Page, house: House) -> Page:
    """Log in with the keyboard: the field for the name has the focus."""
    page.open(house.at("/login"))
    page.press("me", TAB, PASSWORD, ENTER)
    assert page.titled("Today")
    return page


def touch(page: Page, selector: str) -> None:
    """Touch something; the driver's own touch waits for ever where a telephone's scripts are off."""
    page.run("document.querySelector(arguments[0]).click()", selector)


def chosen(page: Page, field: str, label: str) -> None:
    """Choose from a list by its words."""
    page.run("document.getElementById(arguments[0]).focus()", field)
    page.press(label)


def tab_to(page: Page, name: str, value: str = "") -> None:
    """Go on with the tabulator key until a field has the focus."""
    for _ in range(60):
        page.press(TAB)
        at = page.focused()
        if at["name"] == name and value in ("", at["value"]):
            return
    raise AssertionError(f"{name} was not reached")


@pytest.mark.parametrize("size", SIZES)
def test_a_missed_session_is_told_and_undone_with_the_keyboard_and_scripts_off(
    browsers: Callable[..., Page], house: House, size: str
) -> None:
    page = logged_in(browsers(SIZES[size]), house)
    page.open(house.at("/record/session?value=missed"))
    tab_to(page, "client")
    page.press("Ana")
    tab_to(page, "f_note")
    page.press("on holiday")
    page.press(TAB * 2 if page.run("return !!document.querySelector('details')") else TAB)
    page.press(ENTER)
    assert page.titled("F"), page.source
    assert "session: missed" in page.source and "on holiday" in page.source
    shown = house.cli.json("client", "show", house.codes["ana"])["facts"]
    assert [f["fields"] for f in shown if f["kind"] == "session"][-1] == {"note": "on holiday"}
    touch(page, ".bar button")
    assert page.titled("F")
    assert "taken back" in page.source
    assert len(house.cli.json("client", "show", house.codes["ana"])["facts"]) == len(shown) - 1


def test_a_red_flag_by_touch_shows_emergency_services_first(browsers: Callable[..., Page], house: House) -> None:
    page = logged_in(browsers(SIZES["phone"]), house)
    touch(page, "a.plus")
    assert page.titled("Record")
    touch(page, 'a[href="/record/change"]')
    assert page.titled("Change")
    chosen(page, "client", "Ana")
    touch(page, 'input[value="red flag"]')
    touch(page, "button.strong")
    assert page.titled("F")
    first = page.run("return document.querySelector('.emergency').getBoundingClientRect().bottom")
    assert first < SIZES["phone"][1]
    assert page.run("return document.querySelectorAll('.now a[href^=\"tel:\"]').length") >= 1
    page.open(house.at("/today"))
    assert "call emergency services first" in page.source


def test_a_second_touch_on_save_records_once(browsers: Callable[..., Page], house: House) -> None:
    page = logged_in(browsers(SIZES["phone"], scripts=True), house)
    page.open(house.at("/record/contact?who={lee}"))
    touch(page, 'input[value="voicemail"]')
    page.run("const f = document.querySelector('form.form'); f.submit(); f.submit()")
    assert page.titled("F")
    facts = house.cli.json("provider", "show", house.codes["lee"])["facts"]
    assert [f["value"] for f in facts].count("voicemail") == 1


def test_a_mistake_leads_to_its_field(browsers: Callable[..., Page], house: House) -> None:
    page = logged_in(browsers(SIZES["phone"]), house)
    page.open(house.at("/record/measure?who={ana}"))
    touch(page, "button.strong")
    assert page.titled("Error: Measure")
    touch(page, '.wrong a[href="#f_value"]')
    page.press(TAB)
    assert page.url.endswith("#f_value")
    assert page.run("return document.querySelector('#f_value').getBoundingClientRect().top") < SIZES["phone"][1]


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_wider_than_its_screen_and_what_is_touched_is_large_enough(
    browsers: Callable[..., Page], house: House, size: str
) -> None:
    page = logged_in(browsers(SIZES[size]), house)
    for path in PAGES:
        page.open(house.at(path))
        assert page.run("return document.documentElement.scrollWidth <= innerWidth"), path
        small = page.run(
            "return [...document.querySelectorAll('button, .button, summary, select, input, .tiles a, .plus')]"
            ".map(e => [e.closest('label') || e, e]).filter(([e]) => e.offsetParent && e.type !== 'hidden')"
            ".filter(([e]) => e.getBoundingClientRect().height < 43.5).map(([, e]) => e.outerHTML.slice(0, 90))"
        )
        assert small == [], path


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_serious(browsers: Callable[..., Page], house: House, size: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed; make browser fetches it")
    page = logged_in(browsers(SIZES[size], scripts=True), house)
    for path in PAGES:
        page.open(house.at(path))
        page.run("for (const one of document.querySelectorAll('details')) one.open = true")
        page.run(AXE.read_text("utf-8"))
        found = page.run_async("const done = arguments[0]; axe.run(document).then(done, e => done({error: String(e)}))")
        assert found["passes"], found
        assert [
            (path, one["id"], [node["html"] for node in one["nodes"]])
            for one in found["violations"]
            if one["impact"] in ("serious", "critical", "moderate")
        ] == []


def test_no_address_that_was_visited_names_anybody(browsers: Callable[..., Page], house: House) -> None:
    page = logged_in(browsers(SIZES["phone"]), house)
    for path in PAGES:
        page.open(house.at(path))
        assert not re.search("ana|ruiz|lee|pain|fall|red", page.url.removeprefix(house.base).casefold()), page.url


@pytest.mark.skipif(DRAW not in os.environ, reason=f"draws into the folder that {DRAW} names, as docs/img")
@pytest.mark.parametrize("size", SIZES)
def test_pictures(browsers: Callable[..., Page], house: House, size: str) -> None:
    page = logged_in(browsers(SIZES[size], scripts=True), house)
    folder = Path(os.environ[DRAW])
    for name, path in PICTURES.items():
        page.open(house.at(path))
        page.picture(folder / f"{name}-{size}.png", whole=False)
