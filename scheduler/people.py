"""The people: clients in care, providers who refer them, and the practitioners who use Rapport."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from scheduler.borders import to_decide
from scheduler.private import NOTHING, Private

if TYPE_CHECKING:
    from calendars.workdays import Closure, Hours, Workdays

#: Crockford's base 32: no I, L, O, U, so that a code survives being read aloud or written by hand.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("ILO", "110")
_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4,12}")


class Role(StrEnum):
    """What a provider is to a client."""

    REFERRING = "referring"
    PRIMARY_CARE = "primary care"
    SPECIALIST = "specialist"
    SURGEON = "surgeon"
    PRESCRIBER = "prescriber"
    THERAPIST = "therapist"


class Tier(StrEnum):
    """How close the practice wants to keep an office; set by hand, never computed from referrals."""

    A = "A"
    B = "B"
    C = "C"


class Client(Struct, frozen=True, kw_only=True):
    """A person in care."""

    #: Random and opaque: not derived from the person (45 CFR 164.514(c)).
    code: str
    name: Private[str]
    #: The practitioner in charge.
    practitioner: str
    #: The day Rapport was told of the client.
    entered_on: date
    born: Private[date | None] = Private(None)
    phone: Private[str] = NOTHING
    email: Private[str] = NOTHING

    def age_on(self, day: date) -> int | None:
        """Full years on a day, where the birth date is known."""
        born = to_decide(self.born)
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born else None


class Provider(Struct, frozen=True, kw_only=True):
    """A clinician who refers clients or takes part in their care."""

    code: str
    name: str
    entered_on: date
    credentials: str = ""
    specialty: str = ""
    npi: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    office: str = ""
    hours: Hours | None = None
    #: IANA name; empty means the practice's zone.
    zone: str = ""
    #: Preferred way to be told: phone, fax, email, mail.
    channel: str = ""
    tier: Tier | None = None
    #: Who to ask for at the office.
    contact: str = ""
    #: When the provider likes to be called, in the practitioner's words.
    best_time: str = ""

    def workdays(self, closures: tuple[Closure, ...]) -> Workdays | None:
        """The office's calendar, or None where nothing is known of it."""
        if self.hours is None and not closures:
            return None
        from calendars.workdays import Workdays

        weekdays = self.hours.weekdays if self.hours else frozenset(range(7))
        return Workdays(weekdays=weekdays, closures=closures, whose=f"{self.name}'s office")


class Sees(StrEnum):
    """What a practitioner is shown in the browser."""

    ALL = "all"
    OWN = "own"


class Practitioner(Struct, frozen=True, kw_only=True):
    """A user of Rapport."""

    code: str
    name: str
    email: str = ""
    phone: str = ""
    #: What stands behind the name on letters.
    title: str = "medical exercise specialist"
    #: When the morning e-mail goes out, as a local wall time.
    digest_at: time = time(7, 0)
    #: Everybody's follow-ups, or only those of her own clients and of colleagues whom she covers.
    sees: Sees = Sees.ALL


def new_code() -> str:
    """A fresh random code of four characters."""
    import secrets

    return "".join(secrets.choice(ALPHABET) for _ in range(4))


def opaque(secret: str, text: str, length: int = 4) -> str:
    """A code that stands for `text`; the same for the same secret, and telling nothing without it."""
    import hashlib

    digest = int.from_bytes(hashlib.sha256(f"{secret}\0{text}".encode()).digest())
    return "".join(ALPHABET[digest >> (5 * n) & 31] for n in range(length))


def as_code(text: str) -> str | None:
    """`text` as a code (lower case and look-alikes forgiven), or None when it cannot be one."""
    code = text.strip().upper().translate(_LOOKALIKES)
    return code if _CODE.fullmatch(code) else None


def npi_is_valid(npi: str) -> bool:
    """Whether ten digits are an NPI: Luhn over 80840 and the number (45 CFR 162.406; ISO/IEC 7812)."""
    if not re.fullmatch(r"\d{10}", npi, re.ASCII):
        return False
    total = 0
    for place, digit in enumerate(reversed("80840" + npi)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def shown_phone(number: str) -> str:
    """A stored number as people of the practice write it: (617) 555-0142 for +16175550142."""
    found = re.fullmatch(r"\+1(\d{3})(\d{3})(\d{4})(.*)", number, re.ASCII)
    return f"({found[1]}) {found[2]}-{found[3]}{found[4]}" if found else number


class People(Struct, frozen=True):
    """Everybody, by code."""

    clients: Mapping[str, Client]
    providers: Mapping[str, Provider]
    practitioners: Mapping[str, Practitioner]

    def practitioner_for(self, client: Client | None) -> str:
        """Who is in charge of a client (the first practitioner where nobody valid is named)."""
        if client and client.practitioner in self.practitioners:
            return client.practitioner
        return next(iter(self.practitioners), "")


def described(provider: Provider) -> str:
    """A provider as a list names one: Dr. Alan Lee, orthopedics."""
    return f"{provider.name}, {provider.specialty}" if provider.specialty else provider.name
