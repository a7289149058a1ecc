"""No text, however hostile, breaks a line, adds a line or loses more than `plain` says."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from icalendar import Calendar

from calendars.ics import plain, write
from tests.calendars.samples import CALL, any_text

LINES = """
    BEGIN PRODID VERSION CALSCALE NAME X-WR-CALNAME REFRESH-INTERVAL X-PUBLISHED-TTL
    BEGIN UID DTSTAMP LAST-MODIFIED SEQUENCE DTSTART DTEND SUMMARY DESCRIPTION LOCATION TRANSP STATUS CLASS END
    END
"""


def written_with(text: str) -> bytes:
    """A calendar with one entry that says the text everywhere (after a letter, so that no field is empty)."""
    return write([replace(CALL, title=text, description="x" + text, location="x" + text)], name=text)


def unfolded(data: bytes) -> list[tuple[str, str]]:
    """Name and raw value of every content line, by the letter of RFC 5545 3.1 and without the library."""
    lines = data.replace(b"\r\n ", b"").decode().split("\r\n")
    assert lines.pop() == ""
    split = [re.fullmatch(r"([A-Z-]+)(?:;[A-Z]+=[A-Z]+)?:(.*)", line, re.S) for line in lines]
    return [(match[1], match[2]) for match in split if match]


def unescaped(value: str) -> str:
    """TEXT by the letter of RFC 5545 3.3.11; an unescaped separator or a stray backslash fails."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,n])*", value, re.S)
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value)


@settings(deadline=None, max_examples=200)
@given(any_text)
@example("C:\\New\\names\\\\N")
@example("\ufeffBOM first")
def test_any_text_reads_back_as_its_plain_self(text: str) -> None:
    data = written_with(text)
    [event] = Calendar.from_ical(data).events
    assert event["SUMMARY"] == plain(text)
    assert event["DESCRIPTION"] == event["LOCATION"] == plain("x" + text)
    texts = [unescaped(value) for name, value in unfolded(data) if name in ("NAME", "X-WR-CALNAME", "SUMMARY")]
    assert texts == [plain(text)] * 3


@settings(deadline=None, max_examples=200)
@given(any_text)
def test_no_text_adds_a_line_or_a_break(text: str) -> None:
    data = written_with(text)
    assert [name for name, _ in unfolded(data)] == LINES.split()
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|(?<!\r)\n|\r(?!\n)", data)
    assert len(data.decode().splitlines()) == data.count(b"\r\n")


@settings(deadline=None, max_examples=200)
@given(any_text)
@example("é" * 10_000)
@example("👩‍⚕️" * 2_500)
@example("\\" * 10_000)
@example("\n;,\\" * 2_500)
@example(" " * 10_000)
def test_lines_are_short_and_folds_never_split_a_character(text: str) -> None:
    for line in written_with(text).split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8", "strict")


@pytest.mark.parametrize("text", ["ab" * 5_000, "🙂" * 10_000, "שלום, עולם; " * 900, "line\r\n" * 2_000, "\\N" * 5_000])
def test_ten_thousand_characters_survive(text: str) -> None:
    [event] = Calendar.from_ical(written_with(text)).events
    assert event["DESCRIPTION"] == "x" + plain(text)


@given(any_text)
def test_plain_text_is_left_alone(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize("mark", ["\r\n", "\r", "\n", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_break_becomes_one_newline(mark: str) -> None:
    assert plain(f"a{mark}b") == "a\nb"


def test_controls_vanish_tabs_become_blanks_and_lone_surrogates_are_shown_as_damage() -> None:
    assert plain("a\x00\x07\x1b\x7f\x9f\ufeff\ufffeb") == "ab"
    assert plain("a\tb") == "a b"
    assert plain("a\ud83db") == "a\ufffdb"


@pytest.mark.parametrize("text", ["", "Grüße", "مرحبا بالعالم", "👩‍⚕️🏽", "a\u200db", "\u202eabc\u202c", "日本語"])
def test_honest_text_is_not_touched(text: str) -> None:
    assert plain(text) == text
