import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from outreach.correspondence import (
    LETTERS,
    SCRIPTS,
    Audience,
    Authorization,
    Blocked,
    Client,
    Fax,
    Lacking,
    LetterName,
    ScriptName,
    Words,
    bare_sample,
    check_templates,
    letter_text,
    sample,
    script,
)
from outreach.templating import TemplateMistake

ROOT = Path(__file__).parents[2]
EVERY_LETTER = pytest.mark.parametrize("name", list(LetterName))
EVERY_SCRIPT = pytest.mark.parametrize("name", list(ScriptName))
NEVER_SAID = re.compile(
    r"!|\bimprove|\bcured?\b|\bguarant|\bgift|\$|\b(?:BP|HR|ROM|ADL|Hx|Dx|Rx|Tx|WNL|PRN|HEP|f/u|w/|s/p|bid|FYI|ASAP)\b",
    re.IGNORECASE,
)


def words_of(name: LetterName) -> list[Words]:
    return [letter_text(name, sample(name)), letter_text(name, bare_sample(name))]


def grade(text: str) -> float:
    """Flesch and Kincaid's grade (1975), with syllables counted as groups of vowels."""
    sentences = max(1, len(re.findall(r"[.?:;]\s|[.?:;]$|\n-", text)))
    words = re.findall(r"[A-Za-z']+", text)
    groups = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e\b", "", word.lower())))) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * groups / len(words) - 15.59


def test_there_is_a_letter_for_each_name_and_no_template_too_many() -> None:
    assert set(LETTERS) == set(LetterName)
    assert set(SCRIPTS) == set(ScriptName)
    files = {file.name for file in (ROOT / "outreach/templates/letters").glob("*.j2")}
    assert files == {f"{name}.txt.j2" for name in (*LetterName, *ScriptName)}


def test_every_letter_that_a_rule_names_is_there() -> None:
    rules = [ROOT / "config.toml", *(ROOT / "scheduler/defaults").rglob("*.toml")]
    named = {name for file in rules for name in re.findall(r'letter = "([^"]+)"', file.read_text("utf-8"))}
    assert named
    for name in named:
        assert LetterName(name) in LETTERS


def test_the_shipped_templates_have_no_mistakes() -> None:
    assert check_templates(None) == []


@EVERY_LETTER
def test_a_letter_is_short_sober_and_plain(name: LetterName) -> None:
    for words in words_of(name):
        text = f"{words.subject}\n\n" + "\n\n".join(words.paragraphs)
        assert len(text.split()) <= 220
        assert NEVER_SAID.search(text) is None
        assert "None" not in text
        assert grade(text) <= 9
        assert not words.warnings


@EVERY_LETTER
def test_only_letters_that_declare_it_tell_of_a_client_and_those_name_the_authorization(name: LetterName) -> None:
    words = letter_text(name, sample(name))
    tells = LETTERS[name].tells_of_client
    assert ("Ana Ruiz" in words.text()) == tells
    assert ("authorization F12, until 1 Jan 2027" in words.text()) == tells
    assert "1961" not in words.text()
    assert "Ruiz" not in words.subject


@EVERY_LETTER
def test_a_letter_is_not_written_without_what_it_needs(name: LetterName) -> None:
    for part in LETTERS[name].needs:
        empty: Any = () if isinstance(getattr(sample(name), part), tuple) else None
        with pytest.raises(Lacking) as caught:
            letter_text(name, replace(sample(name), **{part: empty}))
        assert caught.value.parts == (part,)


def test_what_is_lacking_is_said_in_words() -> None:
    occasion = replace(sample(LetterName.PLATEAU), unchanged_since=None, results=())
    with pytest.raises(Lacking, match="plateau: not known yet: results, unchanged since"):
        letter_text(LetterName.PLATEAU, occasion)


def test_an_authorization_that_ends_with_an_event_is_named_without_a_day() -> None:
    occasion = replace(sample(LetterName.PLATEAU), authorization=Authorization(id="F7", until=None))
    assert letter_text(LetterName.PLATEAU, occasion).authorization == "Sent under the client's authorization F7."


def test_the_introduction_says_when_the_call_comes() -> None:
    words = letter_text(LetterName.INTRODUCTION, sample(LetterName.INTRODUCTION))
    assert "I will call on Thursday 3 December" in words.text()
    assert "first report comes with this letter" in words.text()


def test_a_reminder_says_the_hour_and_nothing_clinical() -> None:
    words = letter_text(LetterName.VISIT_REMINDER, sample(LetterName.VISIT_REMINDER))
    assert "Wednesday 2 December at 10:30 am" in words.text()
    assert "Lee" not in words.text()
    assert LETTERS[LetterName.VISIT_REMINDER].audience is Audience.CLIENT


def test_the_letter_about_a_client_not_reached_names_nobody() -> None:
    words = letter_text(LetterName.COULD_NOT_REACH, sample(LetterName.COULD_NOT_REACH))
    assert "I called on 9 November, 11 November and 13 November" in words.text()
    assert "reference is 3H7P" in words.text()


@pytest.mark.parametrize("what", ["Report on Ana Ruiz", "Report on Mrs. Ruiz", "Knee, M17.11", "Born 12 Mar 1961"])
def test_a_cover_sheet_that_tells_of_a_client_does_not_get_out(what: str) -> None:
    occasion = replace(sample(LetterName.COVER_SHEET), fax=Fax(number="(617) 555-0143", pages=2, what=what))
    with pytest.raises(Blocked):
        letter_text(LetterName.COVER_SHEET, occasion)


def test_a_client_called_like_the_provider_stops_no_cover_sheet() -> None:
    occasion = replace(sample(LetterName.COVER_SHEET), client=Client(name="Robert Lee"))
    words = letter_text(LetterName.COVER_SHEET, replace(occasion, fax=Fax(number="1", pages=1, what="For Dr. Lee")))
    assert words.subject == "For Dr. Lee"


def test_an_adherence_letter_may_be_called_as_the_rules_call_it() -> None:
    assert LetterName("adherence") is LetterName.ADHERENCE_NOTE


@EVERY_SCRIPT
def test_a_script_has_three_to_five_lines_with_first_words_an_ask_and_limits(name: ScriptName) -> None:
    for occasion in (sample(name), bare_sample(name)):
        made = script(name, occasion)
        labels = [line.label for line in made.lines]
        assert 3 <= len(labels) <= 5
        assert {"Say first", "Ask", "Limits"} <= set(labels)
        assert NEVER_SAID.search(" ".join(line.words for line in made.lines)) is None
        assert not made.warnings


def test_the_red_flag_script_begins_with_emergency_services() -> None:
    made = script(ScriptName.RED_FLAG_CALL, sample(ScriptName.RED_FLAG_CALL))
    assert "911" in made.lines[0].words


def test_a_script_without_limits_on_file_asks_for_them() -> None:
    made = script(ScriptName.DECLINE_CALL, bare_sample(ScriptName.DECLINE_CALL))
    assert made.lines[-1].words == "none on file; ask for them now."


class TestOwnTemplates:
    def put(self, folder: Path, name: str, text: str) -> Path:
        file = folder / "letters" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        return file

    def test_a_template_of_ones_own_comes_first(self, tmp_path: Path) -> None:
        self.put(tmp_path, "touch.txt.j2", "Subject: Hello\n\nOne\nline.\n\n- a\n- b\n  c\n")
        words = letter_text(LetterName.TOUCH, sample(LetterName.TOUCH), tmp_path)
        assert words.subject == "Hello"
        assert words.paragraphs == ("One line.", "- a\n- b c")

    def test_what_the_guard_blocks_does_not_get_out(self, tmp_path: Path) -> None:
        self.put(tmp_path, "touch.txt.j2", "Subject: Thanks\n\nWe pay $50 for each referral.\n")
        with pytest.raises(Blocked) as caught:
            letter_text(LetterName.TOUCH, sample(LetterName.TOUCH), tmp_path)
        assert caught.value.findings

    def test_what_the_guard_warns_of_comes_along(self, tmp_path: Path) -> None:
        self.put(tmp_path, "touch.txt.j2", "Subject: Results\n\nWe guarantee results.\n")
        words = letter_text(LetterName.TOUCH, sample(LetterName.TOUCH), tmp_path)
        assert [finding.rule for finding in words.warnings] == ["outcome-promise"]

    def test_a_client_named_in_outreach_is_warned_of(self, tmp_path: Path) -> None:
        self.put(tmp_path, "touch.txt.j2", "Subject: Hello\n\nI saw {{ client.name }}.\n")
        words = letter_text(LetterName.TOUCH, sample(LetterName.TOUCH), tmp_path)
        assert [finding.rule for finding in words.warnings] == ["identifier"]

    @pytest.mark.parametrize(
        ("name", "text", "mistake"),
        [
            ("touch.txt.j2", "Subject: Hi\n\nok\n\nWe pay $50 for\neach referral.\n", 'line 5: "'),
            ("touch.txt.j2", "Subject: Hi\n\n{% if call_on %}\n\nWe guarantee results.\n{% endif %}\n", "line 5: "),
            ("touch.txt.j2", "Subject: Hi\n\n{{ cal_on }}\n", "line 3: unknown name `cal_on`; did you mean `call_on`?"),
            ("touch.txt.j2", "Subject: Hi\n\n{{ call_on }}\n", "line 3: this is not always known; put it between"),
            ("touch.txt.j2", "Subject: Hi\n\n{{ call_on | weekday }}\n", "line 3: this is not always known; put it"),
            ("touch.txt.j2", "Subject: Hi\n\n{{ fax.number }}\n", "line 3: this is not always known; put it between"),
            ("touch.txt.j2", "Hello\n", 'line 1: begin with "Subject: "'),
            ("touch.txt.j2", "Subject: Hi\n\n" + "word " * 221, "221 words; at most 220"),
            ("touch.txt.j2", "Subject: Hi\n\n{% if call_on %}\n", "line 3: Unexpected end of template"),
            ("meeting.txt.j2", "Say first: a\n\nAsk: b\n", "2 lines; a script has three to five"),
            ("meeting.txt.j2", "Say first: a\n\nNo label here\n\nAsk: b\n", '"No label here" has no label'),
            ("thanks-you.txt.j2", "Subject: Hi\n", "no letter has this name; did you mean `thank-you.txt.j2`?"),
        ],
    )
    def test_a_mistake_names_file_and_line(self, name: str, text: str, mistake: str, tmp_path: Path) -> None:
        file = self.put(tmp_path, name, text)
        found = [str(each) for each in check_templates(tmp_path)]
        assert len(found) == 1
        assert found[0].startswith(str(file))
        assert mistake in found[0]

    def test_mistakes_are_of_one_kind(self, tmp_path: Path) -> None:
        self.put(tmp_path, "touch.txt.j2", "nothing")
        assert all(isinstance(each, TemplateMistake) for each in check_templates(tmp_path))


def test_days_are_written_with_their_month_in_words() -> None:
    occasion = replace(sample(LetterName.THANK_YOU), referred_on=date(2026, 1, 2))
    assert "Friday 2 January" in letter_text(LetterName.THANK_YOU, occasion).text()
