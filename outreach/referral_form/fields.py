"""The referral form's fields, defined once: the web page, the fillable PDF and what is taken in all come from here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Final

from outreach.reports import Letterhead


class FieldKind(StrEnum):
    """What goes into a field."""

    TEXT = "text"
    #: Several lines.
    LONG = "long"
    #: One of the options.
    CHOICE = "choice"
    TICK = "tick"
    DATE = "date"
    #: A phone or fax number.
    PHONE = "phone"
    #: A National Provider Identifier (45 CFR 162.406).
    NPI = "npi"


class When(Enum):
    """Where a date has to lie, so that a slip of the finger is asked about."""

    ANY = "any"
    BEFORE = "before"
    AFTER = "after"


class Section(StrEnum):
    """The fieldsets, in the order of the form; the values are their headings."""

    PATIENT = "Patient"
    WANTED = "What is wanted"
    LIMITS = "Limits and precautions"
    REPORTS = "Reports to you"
    PROVIDER = "Referring provider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a choice."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field."""

    #: The name in a submission and of the PDF's field.
    name: str
    label: str
    kind: FieldKind
    section: Section
    required: bool = False
    #: A few words under the label.
    help: str = ""
    #: For the browser (HTML, autofill); "off" for a patient, because a browser knows only whoever sits there.
    autocomplete: str = "off"
    options: tuple[Option, ...] = ()
    #: The most characters.
    most: int = 80
    when: When = When.ANY
    #: The label where there is little room, on paper.
    short: str = ""
    #: The part of a line's width on paper, in twelfths.
    width: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A practice's referral form."""

    practice: Letterhead
    #: "3"; an office sees which form it holds.
    version: str
    #: The version's day.
    dated: date
    #: When the office hears from the practice, after "You will hear from us": "within 1 business day".
    answer: str = "within 1 business day"
    #: Where a number without a country code is (ISO 3166-1).
    region: str = "US"


#: Which form this is, and its day: changed with the fields, so that referrals are counted for each version.
VERSION: Final = "2026-11"
DATED: Final = date(2026, 11, 2)

#: The name of the hidden one-time value that lets a submission sent twice be told apart; it is passed through.
NONCE: Final = "nonce"

#: Said on every form: the choice is the patient's (42 USC 1320a-7b(b) forbids paying for referrals).
FREE_CHOICE: Final = "The patient may choose any provider. Nothing of value is given for referrals."


def _options(*pairs: tuple[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value=value, label=label) for value, label in pairs)


_K = FieldKind
_PATIENT, _WANTED, _LIMITS, _REPORTS, _PROVIDER = Section

FIELDS: Final[tuple[FieldSpec, ...]] = (
    FieldSpec(
        name="patient_name", label="Patient's name", kind=_K.TEXT, section=_PATIENT, required=True, most=100, width=5
    ),
    FieldSpec(
        name="patient_phone",
        label="Patient's phone",
        kind=_K.PHONE,
        section=_PATIENT,
        required=True,
        width=4,
    ),
    FieldSpec(name="patient_born", label="Date of birth", kind=_K.DATE, section=_PATIENT, when=When.BEFORE, width=3),
    FieldSpec(
        name="wanted",
        label="What is the referral for?",
        kind=_K.CHOICE,
        section=_WANTED,
        required=True,
        options=_options(
            ("evaluate", "Evaluate and begin"),
            ("conditioning", "Conditioning after therapy"),
            ("balance", "Balance and falls"),
            ("strength", "Strength"),
            ("diabetes", "Diabetes"),
            ("cardiac", "Heart condition"),
            ("other", "Something else"),
        ),
        width=12,
    ),
    FieldSpec(
        name="diagnosis",
        label="Diagnosis",
        kind=_K.TEXT,
        section=_WANTED,
        help="With the ICD-10 code if you have it at hand.",
        short="Diagnosis and ICD-10 code",
        most=120,
        width=6,
    ),
    FieldSpec(
        name="frequency",
        label="How often, and for how long",
        kind=_K.TEXT,
        section=_WANTED,
        help="For example: 2 times a week, 8 weeks.",
        short="Times a week, and weeks",
        most=60,
        width=3,
    ),
    FieldSpec(
        name="therapy_ended",
        label="Therapy ended on",
        kind=_K.DATE,
        section=_WANTED,
        help="Leave empty if therapy goes on or there was none.",
        width=3,
    ),
    FieldSpec(
        name="goals",
        label="Goals, and what we should know",
        kind=_K.LONG,
        section=_WANTED,
        most=400,
        width=12,
    ),
    FieldSpec(
        name="limit_pressure",
        label="Blood pressure limit",
        kind=_K.TEXT,
        section=_LIMITS,
        help="For example: 150/90.",
        most=40,
        width=4,
    ),
    FieldSpec(name="limit_heart_rate", label="Heart rate limit", kind=_K.TEXT, section=_LIMITS, most=40, width=4),
    FieldSpec(name="limit_glucose", label="Blood glucose limits", kind=_K.TEXT, section=_LIMITS, most=40, width=4),
    FieldSpec(
        name="limit_loading",
        label="Weight bearing and range of motion",
        kind=_K.TEXT,
        section=_LIMITS,
        most=100,
        width=6,
    ),
    FieldSpec(
        name="implants", label="Implants and other precautions", kind=_K.TEXT, section=_LIMITS, most=100, width=6
    ),
    FieldSpec(
        name="report_to",
        label="How should we report to you?",
        kind=_K.CHOICE,
        section=_REPORTS,
        required=True,
        options=_options(("fax", "Fax"), ("mail", "Mail"), ("portal", "Portal"), ("direct", "Direct message")),
        short="Report by",
        width=12,
    ),
    FieldSpec(
        name="report_every",
        label="How often?",
        kind=_K.CHOICE,
        section=_REPORTS,
        options=_options(("30", "Every 30 days"), ("60", "Every 60 days"), ("90", "Every 90 days")),
        short="How often",
        width=12,
    ),
    FieldSpec(name="provider_fax", label="Your fax", kind=_K.PHONE, section=_REPORTS, autocomplete="off", width=6),
    FieldSpec(
        name="cleared_until",
        label="Cleared to exercise until",
        kind=_K.DATE,
        section=_REPORTS,
        when=When.AFTER,
        width=6,
    ),
    FieldSpec(
        name="provider_name",
        label="Your name",
        kind=_K.TEXT,
        section=_PROVIDER,
        required=True,
        autocomplete="name",
        short="Name, printed",
        most=100,
        width=5,
    ),
    FieldSpec(
        name="provider_credentials",
        label="Credentials",
        kind=_K.TEXT,
        section=_PROVIDER,
        help="For example: MD, PA-C, NP.",
        autocomplete="honorific-suffix",
        most=40,
        width=2,
    ),
    FieldSpec(
        name="provider_npi",
        label="NPI",
        kind=_K.NPI,
        section=_PROVIDER,
        help="10 digits.",
        most=10,
        width=2,
    ),
    FieldSpec(name="provider_phone", label="Your phone", kind=_K.PHONE, section=_PROVIDER, autocomplete="tel", width=3),
    FieldSpec(
        name="patient_knows",
        label="The patient knows and agrees that we call.",
        kind=_K.TICK,
        section=_PROVIDER,
        required=True,
        width=12,
    ),
)

BY_NAME: Final = {field.name: field for field in FIELDS}


def labelled(answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Kept answers in the order of the form, with the words that stand beside them there."""
    for field in FIELDS:
        if text := answers.get(field.name):
            said = next((option.label for option in field.options if option.value == text), text)
            yield (field.short or field.label).rstrip("?."), said
