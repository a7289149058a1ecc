"""The referral form in a real browser: on a telephone and on a desk, with scripts off, with the keyboard alone."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.driver import BACKSPACE, DELETE, DOWN, ENTER, SPACE, TAB, Page
from tests.scheduler.forms import FILLED, LEAST
from tests.stories.conftest import Cli
from tests.stories.test_referral_form import EARLY, OfficePage

PHONE, DESK = (390, 844), (1280, 900)
SIZES = {"phone": PHONE, "desktop": DESK}
ROOT = Path(__file__).parents[2]
#: Where `make browser` puts axe-core.
AXE = ROOT / "var" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
#: Names the folder to draw into.
DRAW = "RAPPORT_DRAW"


@pytest.fixture
def form(cli: Cli, daemons: Callable[..., Any]) -> str:
    """The address of Dr. Lee's form at a running daemon."""
    text = cli.config.read_text()
    for old, new in (
        ('"My practice"', '"Northside Medical Exercise"'),
        ('phone  = ""', 'phone  = "(617) 555-0100"'),
        ('fax    = ""', 'fax    = "(617) 555-0101"'),
        ('address = ""', 'address = "12 Mill Street, Boston, MA 02118"'),
        ('name    = "Practitioner"', 'name    = "Maya Chen"'),
    ):
        text = text.replace(old, new, 1)
    cli.config.write_text(text)
    cli.provider("Dr. Alan Lee", "--credentials", "MD", "--phone", "(617) 555-0142", "--fax", "(617) 555-0143")
    url = str(cli.json("form", "new", "lee")["url"])
    return f"http://127.0.0.1:{OfficePage(daemons(EARLY), url).port}/referral/{url.rpartition('/')[2]}"


def _filled_by_keyboard(page: Page, answers: dict[str, str]) -> int:
    """Go through the page with the tabulator key, fill in what is asked, and send it; how many keys that took."""
    keys, seen = 0, set[str]()
    for _ in range(80):
        page.press(TAB)
        keys += 1
        at = page.focused()
        if at["tag"] == "button":
            page.press(ENTER)
            return keys + 1
        wanted = answers.get(at["name"])
        if at["tag"] == "summary" or wanted is None or at["name"] in seen:
            continue
        seen.add(at["name"])
        keys += _answered(page, at, wanted)
    raise AssertionError(f"the button was not reached; seen: {seen}")


def _answered(page: Page, at: dict[str, str], wanted: str) -> int:
    if at["type"] == "checkbox":
        page.press(SPACE)
        return 1
    if at["type"] == "radio":
        keys = 1
        page.press(SPACE)
        while page.focused()["value"] != wanted:
            page.press(DOWN)
            keys += 1
        return keys
    if at["value"]:
        return 0
    page.press(wanted)
    return len(wanted)


@pytest.mark.parametrize("size", SIZES)
def test_it_is_filled_in_and_sent_with_the_keyboard_alone_and_scripts_off(
    cli: Cli, browsers: Callable[..., Page], form: str, size: str
) -> None:
    page = browsers(SIZES[size])
    page.open("data:text/html,<title>off</title><script>document.title='on'</script>")
    assert page.title == "off"
    page.open(form)
    assert page.run("return [innerWidth, document.documentElement.scrollWidth]") == [SIZES[size][0]] * 2
    keys = _filled_by_keyboard(page, LEAST)
    assert page.titled("Referral received by Northside Medical Exercise")
    assert "You will hear from Maya Chen by Wednesday 25 November." in page.source
    assert "Quorvendal" not in page.source
    assert keys < 80
    (client,) = cli.json("client", "list")
    assert client["name"] == LEAST["patient_name"]


@pytest.mark.parametrize("size", SIZES)
def test_a_mistake_is_told_at_the_top_with_a_way_to_its_field(
    cli: Cli, browsers: Callable[..., Page], form: str, size: str
) -> None:
    page = browsers(SIZES[size])
    page.open(form)
    _filled_by_keyboard(page, {**LEAST, "patient_phone": "12"})
    assert page.titled("Error: ")
    page.press(TAB, ENTER)
    assert page.focused()["name"] == "patient_phone"
    page.press(BACKSPACE * 2, DELETE * 2, LEAST["patient_phone"], ENTER)
    assert page.titled("Referral received")
    assert len(cli.json("client", "list")) == 1


def test_a_step_back_after_the_receipt_brings_no_second_referral(
    cli: Cli, browsers: Callable[..., Page], form: str
) -> None:
    page = browsers(PHONE)
    page.open(form)
    _filled_by_keyboard(page, LEAST)
    assert page.titled("Referral received")
    receipt = page.url
    page.run("history.back()")
    page.open(receipt)
    assert page.titled("Referral received")
    assert len(cli.json("client", "list")) == 1


def _fill(page: Page, answers: dict[str, str]) -> None:
    """Put answers into the page at once: for pictures."""
    for name, text in answers.items():
        page.run(
            "for (const one of document.getElementsByName(arguments[0])) {"
            "if (one.type === 'radio' || one.type === 'checkbox') one.checked = one.value === arguments[1];"
            "else one.value = arguments[1]; }",
            name,
            text,
        )


def _states(page: Page, form: str) -> Any:
    """The page as it comes, opened up, with mistakes, and its receipt, each with a name."""
    page.open(form)
    yield "page"
    page.run("document.querySelector('details').open = true")
    yield "opened"
    _fill(page, {**FILLED, "patient_phone": "12", "patient_born": "2030-01-01"})
    page.run("document.querySelector('form').submit()")
    assert page.titled("Error: ")
    yield "mistakes"
    page.open(form)
    _fill(page, {**LEAST})
    page.run("document.querySelector('form').submit()")
    assert page.titled("Referral received")
    yield "receipt"


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_serious(browsers: Callable[..., Page], form: str, size: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed; make browser fetches it")
    page = browsers(SIZES[size], scripts=True)
    for state in _states(page, form):
        page.run(AXE.read_text("utf-8"))
        found = page.run_async("const done = arguments[0]; axe.run(document).then(done, e => done({error: String(e)}))")
        assert "error" not in found, found
        assert found["passes"], state
        assert [
            (state, one["id"], [node["html"] for node in one["nodes"]])
            for one in found["violations"]
            if one["impact"] in ("serious", "critical", "moderate")
        ] == []


@pytest.mark.skipif(DRAW not in os.environ, reason=f"draws into the folder that {DRAW} names, as docs/img")
@pytest.mark.parametrize("size", SIZES)
def test_pictures(browsers: Callable[..., Page], form: str, size: str) -> None:
    page = browsers(SIZES[size], scripts=True)
    folder = Path(os.environ[DRAW])
    for state in _states(page, form):
        page.picture(folder / f"referral-{state}-{size}.png", whole=state != "page")
