from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from outreach.correspondence import LETTERS, Blocked, LetterName, Printed, bare_sample, letter_pdf, sample
from outreach.printing import Paper, PaperMistake, TooFull
from outreach.reports import Addressee, Letterhead

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
PRACTICE = Letterhead(
    name="Northside Medical Exercise",
    phone="(617) 555-0100",
    fax="(617) 555-0101",
    address="12 Mill Street, Boston, MA 02118",
)
TO = Addressee(name="Dr. Alan Lee", office="Harbor Clinic", fax="(617) 555-0143")
EVERY_LETTER = pytest.mark.parametrize("name", list(LetterName))


def printed(
    name: LetterName, *, paper: Paper = Paper.LETTER, bare: bool = False, folder: Path | None = None
) -> Printed:
    occasion = bare_sample(name) if bare else sample(name)
    return letter_pdf(name, occasion, practice=PRACTICE, to=TO, paper=paper, at=AT, folder=folder)


def text_of(made: Printed) -> str:
    (page,) = PdfReader(BytesIO(made.pdf)).pages
    return " ".join(page.extract_text().split())


@EVERY_LETTER
@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("bare", [False, True])
def test_every_letter_fits_on_one_page(name: LetterName, paper: Paper, bare: bool) -> None:
    made = printed(name, paper=paper, bare=bare)
    text = text_of(made)
    assert "Northside Medical Exercise" in text
    assert "fax (617) 555-0101" in text
    assert made.words.paragraphs[-1].split()[-1] in text


@EVERY_LETTER
def test_only_a_letter_that_tells_of_a_client_names_them_and_their_authorization(name: LetterName) -> None:
    text = text_of(printed(name))
    tells = LETTERS[name].tells_of_client
    assert ("About Ana Ruiz, born 12 March 1961" in text) == tells
    assert ("Ruiz" in text) == tells
    assert ("authorization F12, until 1 Jan 2027" in text) == tells


def test_the_files_own_data_names_no_client() -> None:
    reader = PdfReader(BytesIO(printed(LetterName.PLATEAU).pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Letter"
    assert "Ruiz" not in str(dict(reader.metadata))


def test_the_same_letter_is_the_same_file() -> None:
    assert printed(LetterName.INTRODUCTION).pdf == printed(LetterName.INTRODUCTION).pdf


def test_the_request_for_clearance_has_boxes_and_lines_instead_of_their_marks() -> None:
    text = text_of(printed(LetterName.CLEARANCE_REQUEST))
    assert "Ana Ruiz may train" in text
    assert "[" not in text
    assert "_" not in text


def test_a_cover_sheet_says_how_many_pages_and_names_no_client() -> None:
    text = text_of(printed(LetterName.COVER_SHEET))
    assert "2, with this one" in text
    assert "Progress report" in text
    assert "destroy" in text


def test_a_letter_that_is_too_long_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "touch.txt.j2").write_text("Subject: Hello\n\n" + "several words and more\n\n" * 60)
    with pytest.raises(TooFull):
        printed(LetterName.TOUCH, folder=tmp_path)


def test_a_word_that_is_too_wide_is_refused() -> None:
    occasion = replace(sample(LetterName.VISIT_SUMMARY), agreed=("x" * 150,))
    with pytest.raises(PaperMistake, match="too long for its place"):
        letter_pdf(LetterName.VISIT_SUMMARY, occasion, practice=PRACTICE, to=TO, paper=Paper.A4, at=AT)


def test_what_the_guard_blocks_is_not_printed(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "touch.txt.j2").write_text("Subject: Thanks\n\nWe pay $50 for each referral.\n")
    with pytest.raises(Blocked):
        printed(LetterName.TOUCH, folder=tmp_path)


def test_markup_in_words_is_printed_as_it_stands() -> None:
    occasion = replace(sample(LetterName.VISIT_SUMMARY), agreed=("#panic() *x* <b> $1$ \\ @y",), day=date(2026, 11, 25))
    made = letter_pdf(LetterName.VISIT_SUMMARY, occasion, practice=PRACTICE, to=TO, paper=Paper.LETTER, at=AT)
    assert "#panic() *x* <b> $1$ \\ @y" in text_of(made)
