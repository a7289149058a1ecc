import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pypdf
import pytest

from outreach.printing import PAPERS, Paper, PaperMistake, TooFull, check, pdf

AT = datetime(2026, 11, 25, 14, 30, tzinfo=UTC)
PRACTICE = {"name": "Northside Medical Exercise", "phone": "(617) 555-0100", "fax": "(617) 555-0101"}
LETTER = """
#import "page.typ": *
#show: sheet
#letterhead(data.practice)
#for (number, words) in data.body.enumerate(start: 1) { block(fitted("body " + str(number), words)) }
#tick[continue] #tick[call me]
#foot("We do not diagnose or treat.")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(PAPERS, tmp_path / "papers"))


def made(folder: Path, *body: str, template: str = LETTER, paper: Paper = Paper.LETTER, pages: int = 1) -> bytes:
    (folder / "try.typ").write_text(template, "utf-8")
    data = {"practice": PRACTICE, "body": body}
    return pdf("try", data, paper=paper, at=AT, title="A try", pages=pages, folder=folder)


def words(page: bytes) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(page)).pages).split())


def refusal(folder: Path, *body: str, template: str = LETTER) -> str:
    with pytest.raises(PaperMistake) as caught:
        made(folder, *body, template=template)
    assert caught.value.__cause__ is None
    return str(caught.value)


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, (612, 792)), (Paper.A4, (595, 842))])
def test_a_page_has_the_size_of_its_paper_a_title_a_language_and_tags(
    folder: Path, paper: Paper, size: tuple[int, int]
) -> None:
    reader = pypdf.PdfReader(BytesIO(made(folder, "Good morning.", paper=paper)))
    sheet = reader.pages[0].mediabox
    assert (round(sheet.width), round(sheet.height)) == size
    root: Mapping[str, object] = reader.root_object
    assert str(root["/Lang"]).startswith("en")
    assert reader.metadata is not None
    assert reader.metadata.title == "A try"
    assert reader.metadata.creation_date == AT
    assert root["/MarkInfo"] == {"/Marked": True, "/Suspects": False}
    assert "/StructTreeRoot" in root


def test_every_font_is_in_the_file(folder: Path) -> None:
    page: Any = pypdf.PdfReader(BytesIO(made(folder, "Good morning."))).pages[0]
    fonts = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in page["/Resources"]["/Font"].values()]
    assert all("/FontFile2" in font for font in fonts)
    assert {font["/FontName"].split("+")[1] for font in fonts} == {"DejaVuSansCondensed", "DejaVuSansCondensed-Bold"}


def test_the_same_input_gives_the_same_bytes_also_in_another_process(folder: Path) -> None:
    here = made(folder, "Good morning.")
    assert made(folder, "Good morning.") == here
    code = (
        "import sys; from pathlib import Path; from tests.outreach.test_printing import made;"
        "sys.stdout.buffer.write(made(Path(sys.argv[1]), 'Good morning.'))"
    )
    there = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, check=True)
    assert there.stdout == here


def test_the_time_is_the_same_instant_in_any_zone(folder: Path) -> None:
    boston = AT.astimezone(timezone(timedelta(hours=-5)))
    (folder / "try.typ").write_text(LETTER, "utf-8")
    data = {"practice": PRACTICE, "body": ["Good morning."]}
    one = pdf("try", data, paper=Paper.LETTER, at=boston, title="A try", folder=folder)
    assert one == made(folder, "Good morning.")
    with pytest.raises(ValueError, match="time zone"):
        pdf("try", data, paper=Paper.LETTER, at=AT.replace(tzinfo=None), title="A try", folder=folder)


def test_importing_the_module_loads_no_engine() -> None:
    code = "import outreach.printing, sys; print(sorted({'typst', 'pypdfium2', 'pypdf'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"


@pytest.mark.parametrize("name", ["Łukasz Çelik-Ångström", "≥ 10°, ± 2, 5 × 3", "Nguyễn Thị Hạnh", "Ελένη Иванова"])
def test_names_of_many_countries_come_out_as_they_went_in(folder: Path, name: str) -> None:
    assert name in words(made(folder, name))


def test_letters_and_their_accents_are_joined_and_the_invisible_is_dropped(folder: Path) -> None:
    assert "Ångström fine" in words(made(folder, "A\u030angstr\u200bo\u0308m\tfine\ufeff"))


@pytest.mark.parametrize("text", ["#panic()", "<b>bold</b>", "*x*", "$x$", "[[a]](b)", "\\ #sys.inputs", "`a` @b"])
def test_text_stays_text(folder: Path, text: str) -> None:
    assert text in words(made(folder, text))


@pytest.mark.parametrize("name", ["Wang 王小明", "Ana 🧠", "Ana\x07", "Ana \ue000", "Ana \ufffd", "मीना"])
def test_a_character_that_the_font_lacks_is_refused_by_its_place_only(folder: Path, name: str) -> None:
    message = refusal(folder, "fine", name)
    assert "character" in message
    assert "write it in Latin letters" in message
    assert not any(word in message for word in ("王", "Ana", "Wang", "मी"))


def test_the_place_of_a_character_that_the_font_lacks(folder: Path) -> None:
    assert refusal(folder, "fine", "Li 王").startswith("body 2, character 4: a character that the font for paper")


def test_a_word_that_is_too_wide_is_refused_by_its_field(folder: Path) -> None:
    message = refusal(folder, "fine", "x" * 200)
    assert message == "body 2: a word is too long for its place; shorten it or put a space or hyphen into it"
    made(folder, "short-" * 40 + "end")


def test_too_much_is_refused_and_said_so(folder: Path) -> None:
    with pytest.raises(TooFull, match="more than one page can hold"):
        made(folder, *["Good morning."] * 200)
    assert len(pypdf.PdfReader(BytesIO(made(folder, *["Good morning."] * 60, pages=2))).pages) == 2
    with pytest.raises(PaperMistake, match="a page is missing: 1 of 2"):
        made(folder, "Good morning.", pages=2)


GUARDED = {
    "over the margin": ("#place(dx: 460pt)[some words that leave]", "run over the margin"),
    "over each other": ("#place(dy: -200pt)[some words] #place(dx: 1pt, dy: -200pt)[other text]", "each other"),
    "lines on each other": ("#set par(leading: -0.8em)\nsome words \\ other text", "each other"),
    "letters on each other": ("#text(tracking: -0.5em)[illicit]", "each other"),
    "a letter in a word": ("#place(dy: -200pt)[some words] #place(dx: 9pt, dy: -201pt)[mm]", "each other"),
    "small": ("#text(size: 8pt)[small print]", "smaller than 9 points"),
    "shrunk": ("#scale(70%, reflow: true)[small print]", "smaller than 9 points"),
    "another font": ('#text(font: "Papyrus")[x]', "a font is missing"),
    "wrong template": ("#data.secret.name", r"could not be made \(try.typ, line 8\)"),
    "quoting template": ("#panic(data.body)", r"could not be made \(try.typ, line 8\)"),
}


@pytest.mark.parametrize("case", GUARDED)
def test_a_template_that_goes_wrong_is_refused_without_quoting_the_page(folder: Path, case: str) -> None:
    fault, expected = GUARDED[case]
    message = refusal(folder, "Ana Ruiz", template=LETTER + fault + "\n")
    assert re.search(expected, message)
    assert "Ana" not in message


def test_kerned_letters_and_close_lines_are_not_on_each_other(folder: Path) -> None:
    made(folder, "AVATAR To. 1T.7 fly", template=LETTER + "#set par(leading: -0.1em)\nTo fly \\ Tool, yet j\n")


def test_without_the_fonts_nothing_is_printed(folder: Path) -> None:
    for font in (folder / "fonts").glob("*.ttf"):
        font.unlink()
    assert "a font is missing" in refusal(folder, "Good morning.")


def test_a_page_from_elsewhere_is_checked_too(folder: Path) -> None:
    page = made(folder, "Good morning.")
    check(page)
    with pytest.raises(PaperMistake, match="smaller than 11 points"):
        check(page, smallest=11)
