import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from outreach import ethics
from outreach.referral_form import (
    FIELDS,
    FREE_CHOICE,
    SAMPLE,
    SAMPLE_PREFILL,
    Errors,
    FieldKind,
    content_policy,
    page,
    parse,
    receipt_page,
)

HOSTILE = '"><script>alert(1)</script><b x="'
VOID = frozenset({"meta", "input", "br"})


class Read(HTMLParser):
    """A page's tags with their attributes, its text, and whether every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def ids(self) -> list[str | None]:
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]

    @property
    def controls(self) -> list[dict[str, str | None]]:
        return [a for t, a in self.tags if t in ("input", "select", "textarea") and a.get("type") != "hidden"]


def with_errors() -> Read:
    errors = parse(
        SAMPLE,
        b"patient_phone=12&provider_npi=1&nonce=n1",
        "application/x-www-form-urlencoded",
        today=date(2026, 11, 24),
    )
    assert isinstance(errors, Errors)
    return Read(page(SAMPLE, errors.typed, errors))


@pytest.fixture
def filled() -> Read:
    return Read(page(SAMPLE, SAMPLE_PREFILL | {"nonce": "n1"}))


def test_every_field_is_on_the_page_once_and_in_order_apart_from_the_optional_ones(filled: Read) -> None:
    names = list(dict.fromkeys(control["name"] for control in filled.controls))
    assert sorted(map(str, names)) == sorted(field.name for field in FIELDS)
    required = [field.name for field in FIELDS if field.required]
    assert [name for name in names if name in required] == required


def test_what_is_known_of_the_provider_is_filled_in(filled: Read) -> None:
    values = {c["name"]: c.get("value") for c in filled.controls if c.get("type") != "radio"}
    assert values["provider_name"] == "Dr. Alan Lee"
    assert values["patient_name"] == ""
    assert [c["value"] for c in filled.controls if "checked" in c] == ["fax"]


def test_the_nonce_is_passed_through(filled: Read) -> None:
    hidden = [a for a in filled.all("input") if a.get("type") == "hidden"]
    assert hidden == [{"type": "hidden", "name": "nonce", "value": "n1"}]


def test_every_control_has_a_label_and_every_choice_a_legend(filled: Read) -> None:
    labelled = {attrs.get("for") for attrs in filled.all("label")}
    for control in filled.controls:
        if control.get("type") not in ("radio", "checkbox"):
            assert control["id"] in labelled
    choices = [field for field in FIELDS if field.kind is FieldKind.CHOICE and field.required]
    assert len(filled.all("legend")) >= len(choices)
    for field in choices:
        assert field.label in filled.text


def test_ids_are_unique_and_whatever_is_referred_to_is_there() -> None:
    read = with_errors()
    assert len(read.ids) == len(set(read.ids))
    for _, attrs in read.tags:
        for wanted in (attrs.get("aria-describedby") or "").split():
            assert wanted in read.ids
        if (link := attrs.get("href") or "").startswith("#"):
            assert link[1:] in read.ids


def test_mistakes_are_summed_up_first_and_stand_beside_their_fields() -> None:
    read = with_errors()
    summary = next(attrs for _, attrs in read.tags if attrs.get("role") == "alert")
    assert "autofocus" in summary
    assert [a["href"] for a in read.all("a") if (a.get("href") or "").startswith("#")] == [
        "#patient_name",
        "#patient_phone",
        "#wanted",
        "#report_to",
        "#provider_name",
        "#provider_npi",
        "#patient_knows",
    ]
    phone = next(control for control in read.controls if control["name"] == "patient_phone")
    assert phone["aria-invalid"] == "true"
    assert phone["aria-describedby"] == "patient_phone-error"
    assert phone["value"] == "12"


def test_a_mistake_among_the_optional_fields_opens_them(filled: Read) -> None:
    assert "open" not in filled.all("details")[0]
    assert "open" in with_errors().all("details")[0]


def test_a_mistake_in_the_whole_is_said_and_nothing_typed_is_lost() -> None:
    read = Read(page(SAMPLE, {"patient_name": "Ana Ruiz"}, Errors(whole="Please call us.")))
    assert "Please call us." in read.text
    assert "Ana Ruiz" in [control.get("value") for control in read.controls]


def test_a_browser_is_not_asked_to_fill_in_the_patient(filled: Read) -> None:
    for control in filled.controls:
        if str(control["name"]).startswith("patient_") and control.get("type") != "checkbox":
            assert control["autocomplete"] == "off"
    phone = next(control for control in filled.controls if control["name"] == "patient_phone")
    assert (phone["type"], phone["inputmode"]) == ("tel", "tel")


def test_the_page_needs_no_script_and_nothing_from_elsewhere(filled: Read) -> None:
    for read in (filled, with_errors(), Read(receipt())):
        tags = {tag for tag, _ in read.tags}
        assert not tags & {"script", "link", "img", "iframe", "object", "embed"}
        for _, attrs in read.tags:
            assert not [name for name in attrs if name.startswith("on") or name in ("src", "style", "action")]
    assert "url(" not in page(SAMPLE, {})


def test_the_policy_allows_just_the_pages_own_style() -> None:
    for html in (page(SAMPLE, {}), receipt()):
        styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        assert len(styles) == 1
        digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in content_policy()


def test_what_somebody_typed_stays_text() -> None:
    html = page(SAMPLE, {field.name: HOSTILE for field in FIELDS} | {"nonce": HOSTILE})
    assert "<script" not in html
    assert HOSTILE in [control.get("value") for control in Read(html).controls]


def test_the_choice_is_the_patients_and_the_form_says_which_one_it_is(filled: Read) -> None:
    assert FREE_CHOICE in filled.text
    assert "Form 3 of 1 September 2026" in filled.text
    assert ethics.check(FREE_CHOICE) == []
    assert ethics.check(filled.text.partition("}\n")[2]) == []


def test_inputs_are_16_pixels_so_that_a_phone_does_not_zoom() -> None:
    assert "font-size:16px}" in page(SAMPLE, {})


def receipt() -> str:
    return receipt_page(SAMPLE, reference="R-4T7K", hear_from="Maya Chen", hear_by=date(2026, 11, 25))


def test_the_receipt_says_whom_the_office_hears_from_and_by_when() -> None:
    read = Read(receipt())
    assert "You will hear from Maya Chen by Wednesday 25 November." in read.text
    assert "R-4T7K" in read.text
    assert FREE_CHOICE in read.text
