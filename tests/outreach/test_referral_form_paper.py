import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

from outreach.printing import Paper, PaperMistake, TooFull, check
from outreach.referral_form import (
    FIELDS,
    FREE_CHOICE,
    SAMPLE,
    SAMPLE_PREFILL,
    FieldKind,
    FieldSpec,
    form_pdf,
    pad_pdf,
)

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
URL = "https://rapport.example.org/refer/Q7mX2bT9kLw3RzV8"
EVERY_PAPER = pytest.mark.parametrize("paper", list(Paper))
FILLED = {"patient_name": "Łukasz Çelik", "wanted": "/balance", "goals": "one\ntwo", "patient_knows": "/Yes"}


def made(prefill: Mapping[str, str] = SAMPLE_PREFILL, paper: Paper = Paper.LETTER) -> bytes:
    return form_pdf(SAMPLE, prefill, URL, paper, AT)


def fields_of(pdf: bytes) -> dict[str, Any]:
    return {name: field for name, field in (PdfReader(BytesIO(pdf)).get_fields() or {}).items() if "." not in name}


def values_of(pdf: bytes) -> dict[str, str]:
    values = {name: str(field.get("/V", "")).removeprefix("/") for name, field in fields_of(pdf).items()}
    return {name: value for name, value in values.items() if value not in ("", "Off")}


def widgets_of(pdf: bytes) -> list[Any]:
    (page,) = PdfReader(BytesIO(pdf)).pages
    annotations: Any = page["/Annots"]
    return [annotation.get_object() for annotation in annotations]


def text_of(pdf: bytes) -> str:
    (page,) = PdfReader(BytesIO(pdf)).pages
    return " ".join(page.extract_text().split())


@EVERY_PAPER
def test_every_field_of_the_definition_is_on_the_page_in_its_order_and_no_other(paper: Paper) -> None:
    assert list(fields_of(made(paper=paper))) == [field.name for field in FIELDS]


@pytest.mark.parametrize("spec", FIELDS, ids=lambda spec: spec.name)
def test_a_field_has_its_kind_its_label_and_its_flags(spec: FieldSpec) -> None:
    field = fields_of(made())[spec.name]
    switch = spec.kind in (FieldKind.CHOICE, FieldKind.TICK)
    assert field["/FT"] == ("/Btn" if switch else "/Tx")
    assert field["/TU"].startswith(spec.label.rstrip("."))
    assert bool(field["/Ff"] & 2) == spec.required
    assert bool(field["/Ff"] & 4096) == (spec.kind is FieldKind.LONG)


def test_every_answer_of_a_choice_has_a_place_with_a_label() -> None:
    widgets = [w for w in widgets_of(made()) if "/Parent" in w]
    wanted = [(field.name, option.value) for field in FIELDS for option in field.options]
    states = [(w["/Parent"]["/T"], next(s[1:] for s in w["/AP"]["/N"] if s != "/Off")) for w in widgets]
    assert states == wanted
    assert "What is the referral for? Balance and falls" in [w["/TU"] for w in widgets]


def test_a_keyboard_goes_through_the_fields_in_their_order() -> None:
    (page,) = PdfReader(BytesIO(made())).pages
    assert str(page["/Tabs"]) == "/S"
    names = [str(w["/Parent"]["/T"] if "/Parent" in w else w["/T"]) for w in widgets_of(made())]
    assert list(dict.fromkeys(names)) == [field.name for field in FIELDS]


def test_no_link_is_left_and_the_structure_calls_them_forms() -> None:
    pdf = made()
    assert {str(widget["/Subtype"]) for widget in widgets_of(pdf)} == {"/Widget"}
    assert b"field.invalid" not in b"".join(PdfReader(BytesIO(pdf)).pages[0].get_contents().get_data().split())  # type: ignore[union-attr]
    writer: Any = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    roles = [str(thing["/S"]) for thing in writer._objects if isinstance(thing, dict) and "/S" in thing]
    assert roles.count("/Form") == len(widgets_of(pdf))
    assert "/Link" not in roles


@EVERY_PAPER
def test_what_is_known_is_filled_in_and_seen(paper: Paper) -> None:
    pdf = made(paper=paper)
    assert values_of(pdf) == SAMPLE_PREFILL
    assert darker(made({}, paper), pdf) > 500


def test_a_name_outside_latin_1_is_filled_in_and_seen() -> None:
    pdf = made({"provider_name": "Dr. Łukasz Őry"})
    assert values_of(pdf) == {"provider_name": "Dr. Łukasz Őry"}
    assert darker(made({}), pdf) > 100


def darker(empty: bytes, filled: bytes) -> int:
    """How many points of the page are dark in the second and not in the first."""
    return sum(a > 128 > b for a, b in zip(points(empty), points(filled), strict=True))


def points(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    bitmap = document[0].render(scale=1, grayscale=True, may_draw_forms=True)
    return bytes(bitmap.buffer)


def test_a_known_value_that_is_too_long_is_refused_by_its_label() -> None:
    with pytest.raises(PaperMistake, match="Your name: too long for its place on the form"):
        made({"provider_name": "Dr. " + "Long " * 19})


def test_a_known_value_without_a_shape_in_the_font_is_refused() -> None:
    with pytest.raises(PaperMistake, match="Latin letters") as caught:
        made({"provider_name": "李"})
    assert "李" not in str(caught.value)


def test_markup_in_a_known_value_stays_text() -> None:
    assert values_of(made({"provider_name": "#panic() *x*"})) == {"provider_name": "#panic() *x*"}


def test_what_is_not_a_field_is_left_out() -> None:
    assert values_of(made({"nonce": "x", "provider_name": "Dr. Lee"})) == {"provider_name": "Dr. Lee"}


def test_it_can_be_filled_in_by_a_program() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(made({}))))
    writer.update_page_form_field_values(writer.pages[0], FILLED, auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    assert values_of(out.getvalue()) == {name: value.removeprefix("/") for name, value in FILLED.items()}
    assert darker(made({}), out.getvalue()) > 100


def test_it_can_be_filled_in_by_a_person_with_mouse_and_keyboard() -> None:
    document = pypdfium2.PdfDocument(made({"report_to": "fax"}))
    document.init_forms()
    page, viewer = document[0], document.formenv.raw

    def click(place: str) -> None:
        left, bottom, right, top = places()[place]
        at = (0, (left + right) / 2, (bottom + top) / 2)
        pypdfium2.raw.FORM_OnMouseMove(viewer, page.raw, *at)
        pypdfium2.raw.FORM_OnLButtonDown(viewer, page.raw, *at)
        pypdfium2.raw.FORM_OnLButtonUp(viewer, page.raw, *at)

    click("patient_name")
    for letter in "Ana Ruiz":
        pypdfium2.raw.FORM_OnChar(viewer, page.raw, ord(letter), 0)
    for place in ("wanted=balance", "report_to=mail", "patient_knows"):
        click(place)
    pypdfium2.raw.FORM_ForceToKillFocus(viewer)
    out = BytesIO()
    document.save(out)
    wanted = {"patient_name": "Ana Ruiz", "wanted": "balance", "report_to": "mail", "patient_knows": "Yes"}
    assert values_of(out.getvalue()) == wanted


def places() -> dict[str, list[float]]:
    found = {}
    for widget in widgets_of(made({})):
        state = next((s[1:] for s in widget["/AP"]["/N"] if s != "/Off"), "")
        name = f"{widget['/Parent']['/T']}={state}" if "/Parent" in widget else str(widget["/T"])
        found[name] = [float(number) for number in widget["/Rect"]]
    return found


@EVERY_PAPER
def test_the_same_form_is_the_same_file(paper: Paper) -> None:
    assert made(paper=paper) == made(paper=paper)
    assert pad_pdf(SAMPLE, {}, URL, paper, AT) == pad_pdf(SAMPLE, {}, URL, paper, AT)


@EVERY_PAPER
def test_both_papers_pass_the_guard_and_say_what_has_to_be_said(paper: Paper) -> None:
    for pdf in (made(paper=paper), pad_pdf(SAMPLE, SAMPLE_PREFILL, URL, paper, AT)):
        check(pdf)
        text = text_of(pdf)
        assert FREE_CHOICE in text
        assert "Form 3 of 1 September 2026" in text
        assert "Fax to (617) 555-0101" in text


def test_the_form_names_its_address_and_when_the_office_hears() -> None:
    text = text_of(made())
    assert URL in text
    assert "You will hear from us within 1 business day." in text


@EVERY_PAPER
def test_the_pad_holds_four_forms_with_the_providers_name_and_lines_to_cut(paper: Paper) -> None:
    pdf = pad_pdf(SAMPLE, SAMPLE_PREFILL, URL, paper, AT)
    text = text_of(pdf)
    for words in ("Patient's name", "Dr. Alan Lee", "Balance and falls", "Signature and date", FREE_CHOICE):
        assert text.count(words) == 4
    assert "1234567893" not in text
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    lines = [thing.get_bounds() for thing in pypdfium2.PdfDocument(pdf)[0].get_objects() if thing.type == 2]
    assert any(right - left > width - 2 and abs(bottom - height / 2) < 2 for left, bottom, right, _ in lines)
    assert any(top - bottom > height - 2 and abs(left - width / 2) < 2 for left, bottom, _, top in lines)


def test_a_pad_that_is_too_full_is_refused() -> None:
    with pytest.raises((TooFull, PaperMistake)):
        pad_pdf(SAMPLE, {"provider_name": "Dr. Long " * 60}, URL, Paper.LETTER, AT)


def test_an_address_too_long_for_a_code_is_refused() -> None:
    with pytest.raises(PaperMistake, match="shorten"):
        form_pdf(SAMPLE, {}, "https://example.org/" + "a" * 200, Paper.LETTER, AT)


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(name: str, *words: str | Path) -> str:
    return subprocess.run([program(name), *words], check=True, capture_output=True, text=True).stdout


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"
    for pdf in (made(), pad_pdf(SAMPLE, {}, URL, Paper.A4, AT)):
        file.write_bytes(pdf)
        assert "No syntax or stream encoding errors found" in run("qpdf", "--check", file)


def test_pdftk_fills_it_in(tmp_path: Path) -> None:
    (tmp_path / "form.pdf").write_bytes(made())
    entries = "".join(
        f"<< /T ({name}) /V {value if value.startswith('/') else f'({value})'} >>\n"
        for name, value in {"patient_name": "Ana Ruiz", "wanted": "/balance", "patient_knows": "/Yes"}.items()
    )
    fdf = f"%FDF-1.2\n1 0 obj\n<< /FDF << /Fields [\n{entries}] >> >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
    (tmp_path / "data.fdf").write_text(fdf)
    run("pdftk", tmp_path / "form.pdf", "fill_form", tmp_path / "data.fdf", "output", tmp_path / "filled.pdf")
    filled = values_of((tmp_path / "filled.pdf").read_bytes())
    assert filled["patient_name"] == "Ana Ruiz"
    assert filled["wanted"] == "balance"
    assert filled["patient_knows"] == "Yes"
    assert filled["provider_name"] == "Dr. Alan Lee"
    assert "Ana Ruiz" in run("pdftotext", tmp_path / "filled.pdf", "-")


@pytest.mark.parametrize("program_", ["pdftoppm", "mutool"])
def test_other_viewers_show_what_is_filled_in(program_: str, tmp_path: Path) -> None:
    dark = []
    for number, prefill in enumerate(({}, SAMPLE_PREFILL)):
        source, target = tmp_path / f"{number}.pdf", tmp_path / f"{number}.pgm"
        source.write_bytes(made(prefill))
        if program_ == "pdftoppm":
            run("pdftoppm", "-gray", "-r", "72", "-singlefile", source, target.with_suffix(""))
        else:
            run("mutool", "draw", "-q", "-c", "gray", "-r", "72", "-o", target, source)
        dark.append(sum(point < 128 for point in pixels(target.read_bytes())))
    assert dark[1] > dark[0] + 300


def pixels(pgm: bytes) -> bytes:
    header = re.match(rb"P5\s+(?:#[^\n]*\n\s*)*\d+\s+\d+\s+255\s", pgm)
    assert header
    return pgm[header.end() :]


@EVERY_PAPER
def test_the_codes_can_be_scanned(paper: Paper, tmp_path: Path) -> None:
    program("zbarimg")
    for pdf, count in ((made(paper=paper), 1), (pad_pdf(SAMPLE, {}, URL, paper, AT), 4)):
        (tmp_path / "page.pdf").write_bytes(pdf)
        run("pdftoppm", "-gray", "-png", "-r", "200", "-singlefile", tmp_path / "page.pdf", tmp_path / "page")
        assert run("zbarimg", "-q", "--raw", tmp_path / "page.png").split() == [URL] * count
