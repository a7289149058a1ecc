"""Clients and providers out of texts: what does not fit is told, and never repeated."""

from datetime import date

import pytest

from scheduler.borders import on_screen
from scheduler.making_people import BadPerson, Told, make_client, make_provider, phone_number
from scheduler.people import Tier

TOLD = Told(today=date(2026, 11, 24))


def test_a_client_is_made_of_texts() -> None:
    client = make_client(
        TOLD, code="7F3K", name="  Ana   Ruiz ", practitioner="maya", born="1961-05-30", phone="(617) 555-0190"
    )
    assert (on_screen(client.name), on_screen(client.phone)) == ("Ana Ruiz", "+16175550190")
    assert on_screen(client.born) == date(1961, 5, 30)
    assert client.entered_on == TOLD.today


def test_a_provider_is_made_of_texts() -> None:
    provider = make_provider(
        TOLD, code="7F3K", name="Priya Shah", npi="1234567893", tier="b", channel="E-mail", zone="Europe/Paris"
    )
    assert (provider.npi, provider.tier, provider.channel, provider.zone) == (
        "1234567893",
        Tier.B,
        "email",
        "Europe/Paris",
    )
    assert provider.hours is None


@pytest.mark.parametrize("text", ["617-555-0110 x12", "+16175550110 ext. 12", " (617) 555 0110 ext 12 "])
def test_a_number_is_stored_in_one_form_which_reads_as_itself(text: str) -> None:
    assert phone_number("phone", text, "US") == "+16175550110 ext. 12"


def test_numbers_of_another_region_are_read_there() -> None:
    assert phone_number("phone", "030 123456", "DE") == "+4930123456"


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", " ", "name is empty"),
        ("name", "x" * 121, "name is 121 characters long"),
        ("name", "Ana\x07Ruiz", "name holds control characters"),
        ("phone", "778", "phone is not a possible number in US"),
        ("fax", "ask Ana", "fax is not a possible number in US"),
        ("email", "ana.example.org", "email is not one address"),
        ("email", "ana ruiz@example.org", "email is not one address"),
        ("npi", "1234567890", "npi is not an NPI"),
        ("hours", "whenever", "hours are not opening hours"),
        ("zone", "Mars/Olympus", "zone is not a time zone"),
        ("zone", "../etc", "zone is not a time zone"),
        ("channel", "pigeon", "channel is not known; valid: phone, fax, email, mail"),
        ("tier", "D", "tier is not known; valid: A, B, C"),
    ],
)
def test_what_does_not_fit_is_told_without_repeating_it(field: str, text: str, words: str) -> None:
    with pytest.raises(BadPerson) as bad:
        make_provider(TOLD, code="7F3K", **{"name": "Priya Shah", field: text})
    assert str(bad.value).startswith(words)
    assert not text.strip() or text not in str(bad.value).removeprefix(words)


@pytest.mark.parametrize("born", ["2026-11-25", "1899-12-31", "30/05/1961"])
def test_a_birthday_lies_between_1900_and_today(born: str) -> None:
    with pytest.raises(BadPerson, match="born is not"):
        make_client(TOLD, code="7F3K", name="Ana", practitioner="maya", born=born)
