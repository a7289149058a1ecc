"""What somebody typed into a field, in the spelling that we keep, or what is wrong with it and how to put it right."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final, assert_never

from outreach.referral_form.fields import FieldKind, FieldSpec, When

#: What a field holds after it has been looked at.
Answer = str | date | bool

#: Nobody is older, and nothing on this form lies further off.
_YEARS: Final = 130
_AMERICAN_DAY: Final = re.compile(r"(?P<month>\d{1,2})[/.-](?P<day>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII)


class Wrong(ValueError):
    """What is wrong with an answer, as a sentence for whoever gave it."""


def checked(field: FieldSpec, typed: str, *, today: date, region: str) -> Answer | None:
    """The answer, or None where an optional field was left empty; raises `Wrong`."""
    text = _tidied(field, typed)
    if not text:
        if field.required:
            raise Wrong(_missing(field))
        return None
    if len(text) > field.most:
        raise Wrong(f"This is {len(text)} characters long; at most {field.most} fit.")
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG:
            return text
        case FieldKind.TICK:
            return _tick(text)
        case FieldKind.CHOICE:
            return _choice(field, text)
        case FieldKind.DATE:
            return _day(field, text, today)
        case FieldKind.PHONE:
            return _phone(text, region)
        case FieldKind.NPI:
            return _npi(text)
        case _:
            assert_never(field.kind)


def npi_is_valid(npi: str) -> bool:
    """Whether ten digits are an NPI: Luhn over 80840 and the number (45 CFR 162.406; ISO/IEC 7812)."""
    if not re.fullmatch(r"\d{10}", npi, re.ASCII):
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed("80840" + npi))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _tidied(field: FieldSpec, typed: str) -> str:
    """One spelling (NFC) with single spaces; lines stay where there may be several."""
    text = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    if any(unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn") for char in re.sub(r"[\n\t]", "", text)):
        raise Wrong("This holds characters that cannot be seen; please type it again.")
    if field.kind is not FieldKind.LONG:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _missing(field: FieldSpec) -> str:
    match field.kind:
        case FieldKind.TICK:
            return "Please confirm this; without it we may not call."
        case FieldKind.CHOICE:
            return "Please choose one."
        case _:
            return "Please fill this in."


def _tick(text: str) -> bool:
    if text != "yes":
        raise Wrong("Please tick this again.")
    return True


def _choice(field: FieldSpec, text: str) -> str:
    if text not in {option.value for option in field.options}:
        raise Wrong("Please choose one of these.")
    return text


def _day(field: FieldSpec, text: str, today: date) -> date:
    day = _read_day(text)
    if day is None or abs(day.year - today.year) > _YEARS:
        raise Wrong("Please write the date as month/day/year, for example 03/12/1961.")
    if field.when is When.BEFORE and day > today:
        raise Wrong("This date lies ahead; please check it.")
    if field.when is When.AFTER and day < today:
        raise Wrong("This date has passed; please check it.")
    return day


def _read_day(text: str) -> date | None:
    """As browsers send it (2026-12-02) or as an office writes it (12/02/2026)."""
    try:
        if found := _AMERICAN_DAY.fullmatch(text):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else None
    except ValueError:
        return None


def _phone(text: str, region: str) -> str:
    """As E.164, with an extension after ";ext=" where there is one (RFC 3966)."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Wrong("Please write the number with its area code, for example (617) 555-0142.")
    extension = f";ext={number.extension}" if number.extension else ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) + extension


def _npi(text: str) -> str:
    digits = re.sub(r"[ -]", "", text)
    if not npi_is_valid(digits):
        raise Wrong("This is not an NPI: it has 10 digits, and the last one checks the others. You may leave it empty.")
    return digits
