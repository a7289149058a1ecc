import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pypdf
import pytest

from outreach.printing import Paper, PaperMistake, text
from outreach.reports import Addressee, Area, Letterhead, Reading, Report, TooLong, leaving_out, report_html, report_pdf
from tests.outreach.pages import AT, REPORT, ROWS, numbers
from tests.outreach.test_letters import Words

MANY = replace(REPORT, rows=ROWS * 2)


def said(report: Report, paper: Paper = Paper.LETTER) -> str:
    return " ".join(text(report_pdf(report, paper, AT)).split())


def seen(report: Report) -> str:
    html = report_html(report)
    return " ".join(Words(re.sub("<style>.*?</style>", "", html, flags=re.DOTALL)).text.split())


def refusal(report: Report) -> str:
    with pytest.raises(PaperMistake) as caught:
        report_pdf(report, Paper.LETTER, AT)
    return str(caught.value)


@pytest.mark.parametrize("paper", Paper)
def test_a_report_is_one_tagged_page_with_a_title_that_names_nobody(paper: Paper) -> None:
    reader = pypdf.PdfReader(BytesIO(report_pdf(REPORT, paper, AT)))
    assert len(reader.pages) == 1
    assert reader.metadata is not None
    assert reader.metadata.title == "Progress report"
    assert "/StructTreeRoot" in reader.root_object
    assert str(reader.root_object["/Lang"]).startswith("en")


def test_the_same_report_gives_the_same_bytes_also_in_another_process() -> None:
    here = report_pdf(REPORT, Paper.LETTER, AT)
    assert report_pdf(REPORT, Paper.LETTER, AT) == here
    code = (
        "import sys; from outreach.printing import Paper; from outreach.reports import report_pdf;"
        "from tests.outreach.pages import AT, REPORT; sys.stdout.buffer.write(report_pdf(REPORT, Paper.LETTER, AT))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == here


@pytest.mark.parametrize("paper", Paper)
def test_every_word_and_number_of_the_report_is_on_the_page(paper: Paper) -> None:
    page = said(REPORT, paper)
    for words in (
        "Northside Medical Exercise", "(617) 555-0100", "(617) 555-0101", "12 Elm Street", "Dr. Alan Lee",
        "(617) 555-0143",
        "Łukasz Çelik-Ångström, born 12 Mar 1961", "25 November 2026", REPORT.bottom_line, REPORT.introduction,
        "Attended 17 of 18 sessions.", "pain at rest 6 of 10", REPORT.safety, *REPORT.plan, REPORT.ask,
        "Continue as planned",
        "Modify:", "New limits:", "Call me", "Signature", "Please fax back to (617) 555-0101", "A-2026-017",
        "1 Sep 2027",
        "We do not diagnose or treat.", "Confidential",
    ):  # fmt: skip
        assert words in page
    for row in REPORT.rows:
        readings = [reading.text for reading in (row.baseline, row.previous, row.current) if reading]
        for words in (
            *readings,
            row.change,
            row.goal,
            row.threshold,
            row.source,
            row.status[1:],
            row.area.capitalize(),
        ):
            assert words in page
    assert page.index(REPORT.bottom_line) < page.index("Baseline")


def test_the_screen_shows_the_words_and_numbers_of_the_paper() -> None:
    screen = seen(REPORT)
    assert numbers(screen) == numbers(said(REPORT))
    for words in (
        "Łukasz Çelik-Ångström",
        REPORT.bottom_line,
        REPORT.ask,
        *REPORT.plan,
        "We do not diagnose or treat.",
    ):
        assert words in screen


def test_the_screen_fetches_nothing_and_runs_nothing() -> None:
    html = report_html(REPORT)
    assert Words(html).links == []
    assert not {"script", "link", "img", "iframe", "form"} & Words(html).tags
    assert "http" not in html


def test_rows_stand_in_the_order_of_the_six_areas_and_each_area_is_named_once() -> None:
    page = said(replace(REPORT, rows=(*ROWS, replace(ROWS[0], measure="Step test"))))
    places = [page.index(f" {area.capitalize()} ") for area in Area]
    assert places == sorted(places)
    assert page.count("Endurance") == 1


def test_the_day_of_a_reading_stands_in_the_heading_unless_it_is_another() -> None:
    page = said(REPORT)
    assert page.count("23 Nov 2026") == 1
    assert page.count("20 Nov 2026") == 1


def test_what_is_not_there_leaves_no_hole() -> None:
    bare = replace(
        REPORT, practice=Letterhead(name="Solo", phone="617-555-0100"), to=Addressee(name="Dr. Lee"), context="",
        rows=(), introduction="", attended=None, others=(), safety="", plan=(),
    )  # fmt: skip
    for page in (said(bare), seen(bare)):
        assert not re.search("Attended|Area|Trend|Also measured|Safety|Plan|fax|Fax| ,|\\(\\)|None", page)
        assert "Please call 617-555-0100" in page


def test_a_first_report_has_no_columns_for_what_comes_later() -> None:
    first = tuple(replace(row, previous=None, current=None, change="", series=()) for row in ROWS)
    page = said(replace(REPORT, rows=first))
    assert "Baseline" in page
    assert not re.search("Previous|Current|Change|Trend", page)


@pytest.mark.parametrize("hostile", ["#panic()", "<b>bold</b>", "*x*", "$x$ & y", "{{ client }}", "</style><script>x"])
def test_hostile_text_stays_text(hostile: str) -> None:
    rows = (replace(ROWS[0], measure=hostile, status=hostile, threshold=hostile), *ROWS[1:])
    report = replace(REPORT, client=hostile, bottom_line=hostile, ask=hostile, plan=(hostile,), rows=rows)
    for page in (said(report), seen(report)):
        assert page.count(hostile) >= 6
    assert not {"b", "script"} & Words(report_html(report)).tags


def test_no_text_can_pose_as_another_line() -> None:
    assert "No stops. Plan nothing" in said(replace(REPORT, safety="No stops.\n\n\tPlan\r\nnothing"))


@pytest.mark.parametrize("paper", Paper)
def test_too_many_rows_are_refused_with_a_choice(paper: Paper) -> None:
    with pytest.raises(TooLong) as caught:
        report_pdf(MANY, paper, AT)
    error = caught.value
    assert error.rows == 12
    assert 6 <= error.fits < 12
    assert f"too many rows for one page, the first {error.fits} of 12 fit; leave out {12 - error.fits}" in str(error)
    shorter = leaving_out(MANY, range(error.fits + 1, 13))
    assert f"{12 - error.fits} further measures on request." in said(shorter, paper)
    with pytest.raises(TooLong):
        report_pdf(leaving_out(MANY, range(error.fits + 2, 13)), paper, AT)


def test_one_row_too_many_names_the_rows_that_would_be_enough() -> None:
    report = replace(REPORT, rows=MANY.rows[:9])
    with pytest.raises(TooLong) as caught:
        report_pdf(report, Paper.LETTER, AT)
    assert caught.value.any_of[-1] == 9
    assert "too many rows for one page, the first 8 of 9 fit; leave out row " in str(caught.value)
    for number in caught.value.any_of:
        assert "1 further measure on request." in said(leaving_out(report, [number]))


def test_words_that_fill_the_page_alone_are_refused_as_words() -> None:
    message = refusal(replace(REPORT, safety="No falls. " * 400))
    assert message == (
        "the report is too long for one page even without rows (at most 350 words); say it in fewer words"
    )


def test_more_words_than_are_read_in_a_minute_are_refused_even_where_they_fit() -> None:
    said(replace(REPORT, rows=(), safety="No falls. " * 60))
    assert "at most 350 words" in refusal(replace(REPORT, rows=(), safety="No falls. " * 130))


@pytest.mark.parametrize(
    ("report", "field"),
    [
        (replace(REPORT, client="x" * 90), "client"),
        (replace(REPORT, bottom_line="x" * 90), "bottom line"),
        (replace(REPORT, plan=("fine", "x" * 120)), "plan, line 2"),
        (replace(REPORT, to=Addressee(name="x" * 90)), "addressee, name or office"),
        (replace(REPORT, rows=(ROWS[0], replace(ROWS[1], measure="x" * 30))), "row 2, measure"),
        (replace(REPORT, rows=(ROWS[0], replace(ROWS[1], goal="1234567890"))), "row 2, goal"),
        (replace(REPORT, rows=(replace(ROWS[0], threshold="x" * 90),)), "row 1, status or threshold"),
    ],
)
def test_a_word_too_long_for_its_place_is_refused_by_its_field(report: Report, field: str) -> None:
    message = refusal(report)
    assert message == f"{field}: a word is too long for its place; shorten it or put a space or hyphen into it"


def test_a_name_that_the_font_cannot_print_is_refused_without_repeating_it() -> None:
    message = refusal(replace(REPORT, client="王小明"))
    assert (
        message == "client, character 1: a character that the font for paper does not have; write it in Latin letters"
    )
    assert refusal(replace(REPORT, rows=(ROWS[0], replace(ROWS[1], measure="步")))).startswith("rows 2, measure")


@pytest.mark.parametrize(
    ("report", "message"),
    [
        (replace(REPORT, client=" ", ask=""), "the report lacks client, ask; fill it in"),
        (replace(REPORT, practice=Letterhead(name="Solo")), "the report lacks practice, phone or fax; fill it in"),
        (replace(REPORT, plan=("a", "b", "c", "d")), "plan: 4 lines; at most 3"),
        (replace(REPORT, attended=(19, 18)), "attended: more sessions attended than planned"),
        (replace(REPORT, day=date(2027, 9, 2)), "authorization: it ended before the day of the report"),
    ],
)
def test_a_report_that_cannot_be_right_is_refused(report: Report, message: str) -> None:
    assert refusal(report).startswith(message)
    with pytest.raises(PaperMistake):
        report_html(report)


def drawings(report: Report) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall("<svg.*?</svg>", report_html(report), re.DOTALL)]


def test_a_trend_has_a_dot_for_each_reading_a_line_for_the_goal_and_words_for_who_cannot_see_it() -> None:
    drawn = drawings(replace(REPORT, rows=(ROWS[0],)))
    assert len(drawn) == 1
    assert drawn[0].get("aria-label") == "Trend of 6-minute walk distance: 318, 352, 382; goal 400"
    dots = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in drawn[0].iter("circle")]
    assert len(dots) == 3
    assert dots == sorted(dots)
    assert [y for _, y in dots] == sorted((y for _, y in dots), reverse=True)


@pytest.mark.parametrize("values", [(5.0, 5.0), (5.0,), ()])
def test_a_flat_or_short_series_does_not_trip(values: tuple[float, ...]) -> None:
    series = tuple((date(2026, 9, 14), value) for value in values)
    report = replace(REPORT, rows=(replace(ROWS[0], series=series, cutoff=None),))
    said(report)
    assert len(drawings(report)) == (len(values) > 1)


def test_a_source_is_listed_once_and_numbered_as_it_is_met() -> None:
    page = said(REPORT)
    assert "[1] Wright 2011; [2] Bohannon 2019; [3] Hancock 2018; [4] Intaruk 2024" in page
    assert page.count("[4]") == 3


def test_a_value_with_its_unit_breaks_rather_than_being_refused() -> None:
    wide = replace(ROWS[0], current=Reading(text="382 metres outdoors", day=date(2026, 11, 23)))
    assert "metres" in said(replace(REPORT, rows=(wide,)))
