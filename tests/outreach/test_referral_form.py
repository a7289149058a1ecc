from collections.abc import Mapping
from datetime import date
from urllib.parse import quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.referral_form import FIELDS, MOST_BYTES, SAMPLE, Errors, FieldKind, Submission, labelled, parse
from scheduler.people import npi_is_valid

TODAY = date(2026, 11, 24)
URLENCODED = "application/x-www-form-urlencoded"
SHORT = {
    "patient_name": "Ana Ruiz",
    "patient_phone": "(617) 555-0187",
    "wanted": "balance",
    "provider_name": "Dr. Alan Lee",
    "report_to": "fax",
    "patient_knows": "yes",
    "nonce": "kQ2-x_9",
}


def sent(body: bytes | Mapping[str, str], content_type: str = URLENCODED) -> Submission | Errors:
    data = body if isinstance(body, bytes) else urlencode(body).encode()
    return parse(SAMPLE, data, content_type, today=TODAY)


def taken(**more: str) -> Submission:
    made = sent(SHORT | more)
    assert isinstance(made, Submission), made
    return made


def refused(**more: str) -> Mapping[str, str]:
    made = sent(SHORT | more)
    assert isinstance(made, Errors)
    return made.fields


def whole(body: bytes | Mapping[str, str], content_type: str = URLENCODED) -> str:
    made = sent(body, content_type)
    assert isinstance(made, Errors)
    assert not made.fields
    return made.whole


def test_six_answers_are_enough() -> None:
    assert sum(field.required for field in FIELDS) == 6
    made = taken()
    assert made.text("patient_name") == "Ana Ruiz"
    assert made.text("patient_phone") == "+16175550187"
    assert made.ticked("patient_knows")
    assert made.nonce == "kQ2-x_9"
    assert made.text("goals") == ""
    assert made.day("patient_born") is None


def test_every_field_can_be_answered() -> None:
    answers = {
        FieldKind.TEXT: "some words",
        FieldKind.LONG: "one\r\ntwo",
        FieldKind.DATE: "2026-11-24",
        FieldKind.PHONE: "617-555-0142 ext. 7",
        FieldKind.NPI: "1234567893",
        FieldKind.TICK: "yes",
    }
    everything = {f.name: f.options[0].value if f.options else answers[f.kind] for f in FIELDS}
    made = sent(everything)
    assert isinstance(made, Submission)
    assert set(made.answers) == {field.name for field in FIELDS}
    assert made.text("goals") == "one\ntwo"
    assert made.day("cleared_until") == TODAY
    assert made.text("provider_phone") == "+16175550142;ext=7"


@pytest.mark.parametrize("name", [field.name for field in FIELDS if field.required])
def test_each_required_answer_is_asked_for(name: str) -> None:
    assert list(refused(**{name: " "})) == [name]


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("patient_phone", "123", "area code"),
        ("patient_phone", "call the desk", "area code"),
        ("wanted", "surgery", "choose one"),
        ("patient_knows", "on", "tick this again"),
        ("patient_born", "2027-01-01", "lies ahead"),
        ("patient_born", "1800-01-01", "month/day/year"),
        ("patient_born", "13/13/1961", "month/day/year"),
        ("patient_born", "yesterday", "month/day/year"),
        ("cleared_until", "2026-11-23", "has passed"),
        ("provider_npi", "1234567890", "not an NPI"),
        ("provider_npi", "١٢٣٤٥٦٧٨٩٣", "not an NPI"),
        ("patient_name", "a" * 101, "101 characters long; at most 100"),
        ("patient_name", "Ana\x00Ruiz", "cannot be seen"),
        ("patient_name", "Ana\u202eRuiz", "cannot be seen"),
        ("goals", "a\x1bb", "cannot be seen"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(name: str, typed: str, words: str) -> None:
    found = refused(**{name: typed})
    assert list(found) == [name]
    assert words in found[name]


def test_all_mistakes_come_at_once_and_what_was_typed_is_kept() -> None:
    made = sent({"patient_name": "", "patient_phone": "12", "nonce": "n"})
    assert isinstance(made, Errors)
    assert set(made.fields) == set(SHORT) - {"nonce"}
    assert made.typed["patient_phone"] == "12"
    assert made.typed["nonce"] == "n"


def test_spelling_is_made_one() -> None:
    made = taken(patient_name="  Łukasz \t C\u0327elik ", goals="a\r\n\r\n\r\n\r\n b  c ", patient_born="3/12/1961")
    assert made.text("patient_name") == "Łukasz Çelik"
    assert made.text("goals") == "a\n\nb c"
    assert made.day("patient_born") == date(1961, 3, 12)


def test_markup_stays_text() -> None:
    assert taken(goals="<script>x</script>").text("goals") == "<script>x</script>"


def test_a_text_is_not_read_as_a_date_nor_a_date_as_text() -> None:
    made = taken(patient_born="1961-03-12")
    with pytest.raises(TypeError):
        made.day("patient_name")
    with pytest.raises(TypeError):
        made.text("patient_born")


def test_unknown_fields_are_not_taken_in() -> None:
    assert "is_admin" not in taken(is_admin="yes").answers


def test_a_field_that_comes_twice_is_refused() -> None:
    assert whole(urlencode(SHORT).encode() + b"&wanted=cardiac")


def test_a_strange_nonce_is_refused() -> None:
    assert whole(SHORT | {"nonce": "<b>"})


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data; boundary=x", "text/plain", ""])
def test_only_a_form_is_read(content_type: str) -> None:
    assert whole(SHORT, content_type)


def test_a_charset_beside_the_content_type_does_no_harm() -> None:
    assert isinstance(sent(SHORT, f"{URLENCODED}; charset=UTF-8"), Submission)


@pytest.mark.parametrize(
    "body",
    [
        b"patient_name=%ff",
        b"patient_name=%C3%28",
        "patient_name=é".encode(),
        b"&".join(b"a=1" for _ in range(101)),
        b"\x00\xff\xfe",
    ],
)
def test_bytes_that_are_no_text_are_refused_with_words(body: bytes) -> None:
    assert "could not be read" in whole(body)


def test_too_much_is_refused_before_it_is_read() -> None:
    assert "more than the form can hold" in whole(b"goals=" + b"a" * MOST_BYTES)


def test_what_is_far_too_long_is_not_all_shown_again() -> None:
    made = sent(SHORT | {"goals": "a" * 5000})
    assert isinstance(made, Errors)
    assert len(made.typed["goals"]) == 800


def test_an_empty_body_asks_for_the_six_answers() -> None:
    made = sent(b"")
    assert isinstance(made, Errors)
    assert len(made.fields) == 6


def test_npis_are_judged_as_the_practice_judges_them() -> None:
    for number in range(1234567800, 1234568000):
        assert ("provider_npi" not in refused(provider_npi=str(number), wanted="")) == npi_is_valid(str(number))


def test_a_plus_and_a_percent_sign_survive() -> None:
    made = sent(urlencode(SHORT).encode() + b"&limit_pressure=" + quote_plus("+10 % & more").encode())
    assert isinstance(made, Submission)
    assert made.text("limit_pressure") == "+10 % & more"


@given(st.binary(max_size=300))
def test_no_bytes_break_it(body: bytes) -> None:
    assert isinstance(sent(body), Submission | Errors)


@given(
    st.dictionaries(
        st.sampled_from([field.name for field in FIELDS]),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=200),
    )
)
def test_whatever_is_typed_is_either_kept_within_its_length_or_refused_with_words(typed: dict[str, str]) -> None:
    made = sent(SHORT | typed)
    if isinstance(made, Errors):
        assert made.whole or all(made.fields.values())
    else:
        assert all(len(str(made.answers.get(field.name, ""))) <= field.most for field in FIELDS)


def test_kept_answers_are_read_with_the_words_of_the_form() -> None:
    kept = {"report_to": "direct", "diagnosis": "M17.11", "patient_knows": "yes", "unknown": "x"}
    assert list(labelled(kept)) == [
        ("Diagnosis and ICD-10 code", "M17.11"),
        ("Report by", "Direct message"),
        ("The patient knows and agrees that we call", "yes"),
    ]
