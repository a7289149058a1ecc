"""The closed list of kinds of facts: whom each names, which values and fields it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from outreach.consent import Way


class FactKind(StrEnum):
    """Every kind of fact that Rapport knows."""

    MILESTONE = "milestone"
    SESSION = "session"
    CHANGE = "change"
    MEASURE = "measure"
    LIMITS = "limits"
    CLEARANCE = "clearance"
    MEDICATION = "medication"
    VISIT = "visit"
    MEETING = "meeting"
    REFERRAL = "referral"
    CONTACT = "contact"
    REPORT = "report"
    AUTHORIZATION = "authorization"
    FORM = "form"
    GIFT = "gift"
    PREFERENCE = "preference"
    OPT_OUT = "opt-out"
    HOLD = "hold"
    DISCHARGE = "discharge"
    DEATH = "death"
    ABSENCE = "absence"
    CARE_TEAM = "care-team"
    CONSENT = "consent"
    GOAL = "goal"

    #: Facts are looked up by their kind all the time, and that of an enumeration is slow.
    __hash__ = str.__hash__


class About(StrEnum):
    """Whether a kind of fact names a person of one sort."""

    NEEDED = "needed"
    MAY = "may"
    NO = "no"


class FieldType(StrEnum):
    """How the value of a field is written."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    SPAN = "span"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One further field of a kind of fact."""

    name: str
    type: FieldType
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSpec:
    """What a kind of fact holds."""

    kind: FactKind
    help: str
    client: About = About.NO
    provider: About = About.NO
    practitioner: About = About.NO
    #: The closed list of values, or empty where any short text is one.
    values: tuple[str, ...] = ()
    #: What the value is, for the help ("milestone", "measure").
    value_name: str = "value"
    #: The value taken when none is given; None means that it must be given.
    default: str | None = None
    fields: tuple[FieldSpec, ...] = ()
    #: Lies ahead by nature: known before its day (visits, meetings, planned absences).
    ahead: bool = False
    #: A time of day belongs to it.
    timed: bool = False


def _text(name: str, help_: str) -> FieldSpec:
    return FieldSpec(name, FieldType.TEXT, help_)


def _number(name: str, help_: str) -> FieldSpec:
    return FieldSpec(name, FieldType.NUMBER, help_)


def _date(name: str, help_: str) -> FieldSpec:
    return FieldSpec(name, FieldType.DATE, help_)


def _flag(name: str, help_: str) -> FieldSpec:
    return FieldSpec(name, FieldType.FLAG, help_)


_WAYS = ", ".join(Way)
_NOTE = _text("note", "a note in your own words")
_UNTIL = _date("until", "the last day it holds")

#: What a contact came to. The first four reset a silence; see `RESETS_SILENCE`.
CONTACTS = (
    "reached",
    "met",
    "letter sent",
    "e-mail sent",
    "voicemail",
    "no answer",
    "wrong number",
    "declined",
    "acknowledged",
    "answered",
    "done",
)
#: Which contacts count as having been in touch (a voicemail does not).
RESETS_SILENCE = frozenset({"reached", "met", "letter sent", "e-mail sent", "answered"})

KINDS: Mapping[FactKind, KindSpec] = MappingProxyType(
    {
        spec.kind: spec
        for spec in (
            KindSpec(
                kind=FactKind.MILESTONE,
                help="a step in a client's programme",
                value_name="milestone",
                values=(
                    "booked",
                    "intake",
                    "assessment",
                    "first session",
                    "reassessment",
                    "goal met",
                    "notable progress",
                    "plateau",
                    "maintenance",
                ),
                fields=(_text("programme", "the programme it belongs to"), _NOTE),
                client=About.NEEDED,
                provider=About.MAY,
            ),
            KindSpec(
                kind=FactKind.SESSION,
                help="a training session that was attended, missed or cancelled",
                values=("attended", "missed", "cancelled"),
                default="attended",
                fields=(_NOTE,),
                timed=True,
                client=About.NEEDED,
            ),
            KindSpec(
                kind=FactKind.CHANGE,
                help="a change in a client's condition",
                value_name="change",
                values=(
                    "red flag",
                    "fall",
                    "pain",
                    "vitals out of limits",
                    "new diagnosis",
                    "admission",
                    "emergency visit",
                    "surgery",
                    "other",
                ),
                fields=(_flag("injury", "somebody was hurt"), _NOTE),
                client=About.NEEDED,
                provider=About.MAY,
            ),
            KindSpec(
                kind=FactKind.MEASURE,
                help="a measured value",
                value_name="measure",
                fields=(
                    _number("value", "the number"),
                    _text("unit", "the unit it was measured in"),
                    _text("side", "left or right"),
                    _text("device", "the instrument"),
                    _text("protocol", "how it was done, or the subscale"),
                    _text("version", "the version of the scale"),
                    _NOTE,
                ),
                client=About.NEEDED,
            ),
            KindSpec(
                kind=FactKind.GOAL,
                help="what a client wants to reach in one measure",
                value_name="measure",
                fields=(
                    _number("value", "the number to reach"),
                    _text("unit", "its unit; usual: the measure's own"),
                    _text("side", "left or right"),
                    _text("better", "higher or lower, where the measure does not say"),
                    _NOTE,
                ),
                client=About.NEEDED,
            ),
            KindSpec(
                kind=FactKind.LIMITS,
                help="limits for training that a provider has set",
                value_name="what is limited",
                values=(
                    "blood pressure",
                    "heart rate",
                    "glucose",
                    "weight bearing",
                    "range of motion",
                    "other",
                ),
                fields=(_number("low", "lower limit"), _number("high", "upper limit"), _UNTIL, _NOTE),
                client=About.NEEDED,
                provider=About.MAY,
            ),
            KindSpec(
                kind=FactKind.CLEARANCE,
                help="a medical clearance to train",
                values=("requested", "received", "refused"),
                default="received",
                fields=(_UNTIL, _NOTE),
                client=About.NEEDED,
                provider=About.MAY,
            ),
            KindSpec(
                kind=FactKind.MEDICATION,
                help="a medicine started, stopped or changed",
                values=("started", "stopped", "changed"),
                default="started",
                fields=(_text("name", "the medicine"), _text("class", "for example beta-blocker"), _NOTE),
                client=About.NEEDED,
                provider=About.MAY,
            ),
            KindSpec(
                kind=FactKind.VISIT,
                help="a client's visit to a provider",
                values=("scheduled", "attended", "missed", "cancelled"),
                default="scheduled",
                fields=(
                    _flag("joint", "the practitioner attends too"),
                    _flag("consent", "the client agrees to that"),
                    _flag("office", "the office agrees to that"),
                    _text("agreed", "what was agreed at the visit"),
                    _NOTE,
                ),
                ahead=True,
                timed=True,
                client=About.NEEDED,
                provider=About.MAY,
            ),
            KindSpec(
                kind=FactKind.MEETING,
                help="a meeting of a practitioner with a provider",
                values=("scheduled", "held", "cancelled", "declined"),
                default="scheduled",
                provider=About.NEEDED,
                practitioner=About.MAY,
                fields=(
                    _number("minutes", "its length"),
                    _text("place", "where"),
                    _text("answer", "to an invitation: accepted, tentative, declined, delegated, another time"),
                    _text("proposed", "the other time that was proposed"),
                    _NOTE,
                ),
                ahead=True,
                timed=True,
            ),
            KindSpec(
                kind=FactKind.REFERRAL,
                help="a referral of a client by a provider",
                values=("received", "declined"),
                default="received",
                client=About.NEEDED,
                provider=About.NEEDED,
                fields=(_text("form", "the version of the referral form"), _NOTE),
            ),
            KindSpec(
                kind=FactKind.CONTACT,
                help="a call, a letter or a meeting that took place, and what it came to",
                values=CONTACTS,
                value_name="outcome",
                client=About.MAY,
                provider=About.MAY,
                fields=(_text("channel", "phone, fax, e-mail, in person"), _NOTE),
                timed=True,
            ),
            KindSpec(
                kind=FactKind.REPORT,
                help="a report to a provider",
                values=("sent", "confirmed", "answered"),
                default="sent",
                client=About.NEEDED,
                provider=About.NEEDED,
                fields=(
                    _text("channel", "fax, e-mail, mail, portal"),
                    _text("answer", "the box that the provider ticked: continue, modify, limits or call"),
                    _NOTE,
                ),
            ),
            KindSpec(
                kind=FactKind.AUTHORIZATION,
                help="a client's authorization to tell a provider (all of the care team when none is named)",
                values=("signed", "revoked", "ended"),
                default="signed",
                fields=(
                    _UNTIL,
                    _text("ends", 'the event it ends with, as in "end of programme" or "discharge summary"'),
                    _text("what", "which information; usual: what the release form says"),
                    _text("purpose", "what for; usual: coordination of care"),
                    _text("signer", "who signed; usual: client"),
                    _text("authority", "by what authority a representative signed"),
                    _text("discloser", "who may tell; usual: the practice"),
                    _text("direction", "to provider, from provider, or both; usual: to provider"),
                    _text("sensitive", "what was ticked: mental health, substance use, HIV, reproductive health"),
                    _NOTE,
                ),
                client=About.NEEDED,
                provider=About.MAY,
            ),
            KindSpec(
                kind=FactKind.FORM,
                help="referral forms left at an office",
                values=("left", "restocked", "asked for"),
                default="left",
                provider=About.NEEDED,
                fields=(_text("version", "the form's version"), _number("count", "how many"), _NOTE),
            ),
            KindSpec(
                kind=FactKind.GIFT,
                help="something of value given to an office, for the record",
                value_name="what",
                provider=About.NEEDED,
                fields=(
                    _number("amount", "its worth in dollars"),
                    _number("people", "how many people share it"),
                    _flag("meal", "a meal"),
                    _flag("teaching", "a meal that goes with teaching"),
                    _text("despite", "why it is given although the practice's policy says otherwise"),
                    _NOTE,
                ),
            ),
            KindSpec(
                kind=FactKind.PREFERENCE,
                help="what a provider or a client prefers",
                value_name="preference",
                values=("cadence", "pace", "channel", "contact", "best time"),
                client=About.MAY,
                provider=About.MAY,
                fields=(_text("is", 'what is preferred: "60 days", "fax"'),),
            ),
            KindSpec(
                kind=FactKind.OPT_OUT,
                help="that a provider or a client does not want to be contacted",
                values=("marketing", "relationship", "clinical", "all", "withdrawn"),
                default="marketing",
                client=About.MAY,
                provider=About.MAY,
                fields=(_text("channel", f"only by this way: {_WAYS}"), _NOTE),
            ),
            KindSpec(
                kind=FactKind.CONSENT,
                help="that a provider or a client agrees to be contacted, for a purpose and by a way",
                values=("clinical", "relationship", "marketing", "all", "withdrawn"),
                default="clinical",
                client=About.MAY,
                provider=About.MAY,
                fields=(
                    _text("channel", f"only by this way: {_WAYS}"),
                    _flag("warned", "told that plain e-mail and text messages are not private"),
                    _NOTE,
                ),
            ),
            KindSpec(
                kind=FactKind.HOLD,
                help="a pause of a client's programme",
                values=("medical", "personal", "hospital", "ended"),
                fields=(_UNTIL, _NOTE),
                client=About.NEEDED,
            ),
            KindSpec(
                kind=FactKind.DISCHARGE,
                help="the end of a client's programme",
                values=("completed", "dropped out", "referred back", "moved"),
                default="completed",
                fields=(_NOTE,),
                client=About.NEEDED,
            ),
            KindSpec(
                kind=FactKind.DEATH,
                help="a client's death; everything open ends",
                values=("recorded",),
                default="recorded",
                client=About.NEEDED,
            ),
            KindSpec(
                kind=FactKind.ABSENCE,
                help="an absence of a practitioner, or days on which an office is closed",
                value_name="why",
                default="away",
                provider=About.MAY,
                practitioner=About.MAY,
                fields=(_UNTIL, _text("cover", "the practitioner who stands in"), _NOTE),
                ahead=True,
            ),
            KindSpec(
                kind=FactKind.CARE_TEAM,
                help="a provider's part in a client's care",
                value_name="role",
                values=(
                    "referring",
                    "primary care",
                    "specialist",
                    "surgeon",
                    "prescriber",
                    "therapist",
                    "left",
                ),
                client=About.NEEDED,
                provider=About.NEEDED,
            ),
        )
    }
)
