from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from outreach.letters import Digest, Letter, Line, digest, notice
from tests.outreach.words import BUSY, R2QX

QUIET = Digest(practitioner="Maya Chen", day=date(2026, 11, 24), tomorrow=0, week=3)
HOSTILE = """<script>alert("x")</script> & 'quoted'\nNOW  FAKE  pay"""


class Words(HTMLParser):
    """What a reader of the HTML sees, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def html_of(letter: Letter) -> Words:
    assert letter.html is not None
    return Words(letter.html)


def test_a_busy_day() -> None:
    letter = digest(BUSY)
    assert letter.subject == "Rapport: 1 now, 2 today, 1 blocked"
    assert letter.text == (
        "Tuesday 24 November 2026 · Maya Chen\n"
        "\n"
        "NOW      R2QX  call, Dr. Alan Lee, orthopedics, (617) 555-0142\n"
        "TODAY    7F3K  call, Dr. Priya Shah, primary care, (617) 555-0110, three clients in one call\n"
        "         M4TD  report, Dr. Alan Lee, draft ready\n"
        "BLOCKED  K9WA  report, Dr. Sam Ortiz: an authorization has ended; first V1HC\n"
        "\n"
        "Tomorrow 2, this week 7.            https://rapport.example.org/today\n"
        "Last round 06:59 · calendar fetched 5 h ago · backup 03:10, restored and checked on Sunday\n"
    )


def test_a_quiet_day_still_speaks() -> None:
    letter = digest(QUIET)
    assert letter.subject == "Rapport: nothing due today"
    assert letter.text == (
        "Tuesday 24 November 2026 · Maya Chen\n"
        "\n"
        "Nothing due today.\n"
        "\n"
        "Tomorrow 0, this week 3.\n"
        "The first round · calendar not fetched yet · no backup yet\n"
    )


def test_the_subject_counts_and_names_nobody() -> None:
    day = replace(QUIET, missed=(R2QX, R2QX), blocked=(R2QX,))
    assert digest(day).subject == "Rapport: 1 blocked, 2 missed"


def test_codes_of_different_length_keep_the_columns() -> None:
    text = digest(replace(QUIET, missed=(R2QX, replace(R2QX, id="R2QX7")))).text
    assert "MISSED   R2QX   call, " in text
    assert "         R2QX7  call, " in text


@pytest.mark.parametrize("day", [BUSY, QUIET])
def test_the_html_says_the_same(day: Digest) -> None:
    letter = digest(day)
    words = html_of(letter).text.replace(",", "").replace(":", "").split()
    for word in letter.text.replace(",", "").replace(":", "").split():
        assert word in words


def test_the_html_leads_to_the_page_and_dials_the_number() -> None:
    links = html_of(digest(BUSY)).links
    assert links == [
        "https://rapport.example.org/f/R2QX",
        "tel:6175550142",
        "tel:6175550110",
        "https://rapport.example.org/today",
    ]


@pytest.mark.parametrize("phone", ["617 555 0142 ext. 7", "ask for Kim", "0142 or 0143"])
def test_what_is_not_one_number_is_not_dialled(phone: str) -> None:
    html = html_of(notice(replace(R2QX, phone=phone, link=""), urgent=""))
    assert html.links == []
    assert phone in html.text


def hostile_letters() -> list[Letter]:
    line = Line(id=HOSTILE, kind=HOSTILE, to=HOSTILE, phone=HOSTILE, note=HOSTILE, link="javascript:alert(1)")
    day = replace(
        BUSY, practitioner=HOSTILE, now=(line,), blocked=(line,), link='https://x/"><script>', last_fetch=HOSTILE
    )
    return [digest(day), notice(line, urgent=HOSTILE)]


@pytest.mark.parametrize("letter", hostile_letters())
def test_hostile_words_stay_words_in_html(letter: Letter) -> None:
    html = html_of(letter)
    assert "script" not in html.tags
    assert not any(link.startswith("javascript:") for link in html.links)
    assert """<script>alert("x")</script> & 'quoted'""" in html.text


@pytest.mark.parametrize("letter", hostile_letters())
def test_hostile_words_cannot_pose_as_a_section_of_the_text(letter: Letter) -> None:
    assert """<script>alert("x")</script> & 'quoted' NOW FAKE pay""" in letter.text
    assert not any(line.startswith("NOW  FAKE") for line in letter.text.splitlines())


def test_a_notice_says_what_whom_and_why_it_cannot_wait() -> None:
    letter = notice(replace(R2QX, note="pain at rest has risen"), urgent="the office closes at 17:00")
    assert letter.subject == "Rapport: 1 now"
    assert letter.text == (
        "NOW     R2QX  call\n"
        "\n"
        "To      Dr. Alan Lee, orthopedics\n"
        "Phone   (617) 555-0142\n"
        "Note    pain at rest has risen\n"
        "Urgent  the office closes at 17:00\n"
        "\n"
        "Open    https://rapport.example.org/f/R2QX\n"
        "or run  rapport show R2QX\n"
    )
    assert set(letter.text.split()) <= set(html_of(letter).text.replace("or run", " or run ").split())


def test_a_notice_leaves_out_what_is_not_known() -> None:
    letter = notice(Line(id="R2QX", kind="call", to="client 3H7P"), urgent="")
    assert letter.text == "NOW     R2QX  call\n\nTo      client 3H7P\n\nRun     rapport show R2QX\n"


def test_the_words_are_calm() -> None:
    for letter in (digest(BUSY), digest(QUIET), notice(R2QX, urgent="today only")):
        assert "!" not in f"{letter.subject}{letter.text}{letter.html}".replace("<!doctype", "")
