"""Making clients and providers out of texts that a person typed or a file held; what does not fit is told in words."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from calendars.workdays import BadHours, Hours, parse_hours
from scheduler.people import Client, Provider, Tier, npi_is_valid
from scheduler.private import Private

#: How a provider can prefer to be told.
CHANNELS = ("phone", "fax", "email", "mail")
#: Longer names are a mistake (a whole note in the wrong column).
LONGEST_NAME = 120
LONGEST_TEXT = 500
_EARLIEST = date(1900, 1, 1)


class BadPerson(ValueError):
    """What was told is not a client or a provider; the message names the field and never repeats what it held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is needed to read what was told of a person."""

    today: date
    #: Region in which phone numbers without a country code are read.
    region: str = "US"


def make_client(
    told: Told, *, code: str, name: str, practitioner: str, born: str = "", phone: str = "", email: str = ""
) -> Client:
    """A client who is entered today; raises `BadPerson`."""
    return Client(
        code=code,
        name=Private(_name(name)),
        practitioner=practitioner,
        entered_on=told.today,
        born=Private(_born(born, told.today)),
        phone=Private(phone_number("phone", phone, told.region)),
        email=Private(_email(email)),
    )


def make_provider(
    told: Told,
    *,
    code: str,
    name: str,
    credentials: str = "",
    specialty: str = "",
    npi: str = "",
    phone: str = "",
    fax: str = "",
    email: str = "",
    office: str = "",
    hours: str = "",
    zone: str = "",
    channel: str = "",
    tier: str = "",
    contact: str = "",
    best_time: str = "",
) -> Provider:
    """A provider who is entered today; raises `BadPerson`."""
    return Provider(
        code=code,
        name=_name(name),
        entered_on=told.today,
        credentials=_text("credentials", credentials),
        specialty=_text("specialty", specialty),
        npi=_npi(npi),
        phone=phone_number("phone", phone, told.region),
        fax=phone_number("fax", fax, told.region),
        email=_email(email),
        office=_text("office", office),
        hours=_hours(hours),
        zone=_zone(zone),
        channel=_channel(channel),
        tier=_tier(tier),
        contact=_text("contact", contact),
        best_time=_text("best_time", best_time),
    )


def phone_number(field: str, text: str, region: str) -> str:
    """A number as E.164, with its extension if it has one ("+16175550142 ext. 12"); reads what it wrote."""
    if not text.strip():
        return ""
    number = _international(text.strip(), region)
    if number is None:
        raise BadPerson(f"{field} is not a possible number in {region}; write for example (617) 555-0142")
    return number


@lru_cache(maxsize=1024)
def _international(text: str, region: str) -> str | None:
    """Remembered, because an import reads one office's number with every one of its providers."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{written} ext. {number.extension}" if number.extension else str(written)


def _name(text: str) -> str:
    name = _text("name", " ".join(text.split()), LONGEST_NAME)
    if not name:
        raise BadPerson("name is empty")
    return name


def _text(field: str, text: str, longest: int = LONGEST_TEXT) -> str:
    text = text.strip()
    if len(text) > longest:
        raise BadPerson(f"{field} is {len(text):,} characters long; at most {longest:,} fit")
    if any(ord(c) < 32 and c not in "\n\t" for c in text):
        raise BadPerson(f"{field} holds control characters")
    return text


def _born(text: str, today: date) -> date | None:
    if not text.strip():
        return None
    try:
        born = date.fromisoformat(text.strip())
    except ValueError:
        raise BadPerson("born is not a date; write for example 1961-05-30") from None
    if not _EARLIEST <= born <= today:
        raise BadPerson(f"born is not between {_EARLIEST.year} and today")
    return born


def _email(text: str) -> str:
    email = _text("email", text, 254)
    if email and (email.count("@") != 1 or email.startswith("@") or email.endswith("@") or len(email.split()) > 1):
        raise BadPerson("email is not one address; write for example office@example.org")
    return email


def _npi(text: str) -> str:
    npi = text.strip()
    if npi and not npi_is_valid(npi):
        raise BadPerson("npi is not an NPI: ten digits of which the last is a check digit")
    return npi


def _hours(text: str) -> Hours | None:
    if not text.strip():
        return None
    try:
        return parse_hours(text)
    except BadHours:
        raise BadPerson('hours are not opening hours; write for example "Mon-Thu 08:30-17:00, Fri 9-12"') from None


def _zone(text: str) -> str:
    zone = text.strip()
    if zone:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise BadPerson("zone is not a time zone; write for example America/New_York") from None
    return zone


def _channel(text: str) -> str:
    channel = text.strip().lower().replace("e-mail", "email")
    if channel and channel not in CHANNELS:
        raise BadPerson(f"channel is not known; valid: {', '.join(CHANNELS)}")
    return channel


def _tier(text: str) -> Tier | None:
    if not text.strip():
        return None
    try:
        return Tier(text.strip().upper())
    except ValueError:
        raise BadPerson(f"tier is not known; valid: {', '.join(Tier)}") from None
