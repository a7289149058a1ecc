"""Sample occasions: made-up people of a made-up practice, to see a letter and to check a template by."""

from dataclasses import fields
from datetime import date, datetime, time
from typing import Any, Final

from outreach.correspondence.kinds import LETTERS, SCRIPTS, Audience, Kind, LetterName, ScriptName
from outreach.correspondence.occasions import (
    Attendance,
    Client,
    Fax,
    Incident,
    Occasion,
    Recipient,
    Result,
    Sender,
)
from outreach.reports import Authorization

_ME: Final = Sender(
    name="Maya Chen",
    title="medical exercise specialist",
    phone="(617) 555-0100",
    practice="Northside Medical Exercise",
)
_PROVIDER: Final = Recipient(name="Dr. Alan Lee", greeting="Dr. Lee")
_CLIENT: Final = Recipient(name="Ana Ruiz", greeting="Ana")

_RESULTS: Final = (
    Result(
        measure="6-minute walk",
        latest="352 meters",
        latest_on=date(2026, 11, 23),
        earlier="318 meters",
        earlier_on=date(2026, 9, 14),
        meaning="34 meters more; in adults 57 meters or more counts",
    ),
    Result(
        measure="Stands from a chair in 30 seconds",
        latest="9",
        latest_on=date(2026, 11, 23),
        earlier="8",
        earlier_on=date(2026, 9, 14),
        meaning="1 more; in hip arthritis 3 or more counts",
    ),
)

_FULL: Final = Occasion(
    day=date(2026, 11, 25),
    me=_ME,
    to=_PROVIDER,
    client=Client(name="Ana Ruiz", born=date(1961, 3, 12)),
    authorization=Authorization(id="F12", until=date(2027, 1, 1)),
    referred_on=date(2026, 9, 7),
    call_on=date(2026, 12, 3),
    report_enclosed=True,
    visit_on=date(2026, 12, 2),
    visit_at=datetime.combine(date(2026, 12, 2), time(10, 30)),
    assessed_on=date(2026, 9, 14),
    results=_RESULTS,
    attendance=Attendance(kept=17, planned=18),
    plan=("balance practice twice a week", "leg strength with light loads", "next measurement on 21 December"),
    agreed=("walking without the stick indoors", "no kneeling until the next visit"),
    ask="Do you want to see Ana Ruiz before 2 December?",
    limits=("blood pressure up to 150/90 (Dr. Lee, until 1 March 2027)", "heart rate up to 120 (Dr. Lee)"),
    unchanged_since=date(2026, 9, 14),
    last_seen=date(2026, 11, 6),
    missed=3,
    tried_on=(date(2026, 11, 9), date(2026, 11, 11), date(2026, 11, 13)),
    reference="3H7P",
    discharged_on=date(2026, 11, 23),
    reason="the goals that we had set were met",
    last_contact=date(2026, 3, 2),
    incident=Incident(
        at=datetime.combine(date(2026, 11, 23), time(9, 40)),
        seen="After six minutes of walking Ana Ruiz stopped and said that her chest felt tight.",
        done="I stopped the session, called 911 at 9:41 and stayed until the ambulance came.",
        since="The ambulance took her to City Hospital at 9:55.",
    ),
    fax=Fax(number="(617) 555-0143", pages=2, what="Progress report"),
)

#: Where the common sample would say something odd.
_OWN: Final[dict[LetterName | ScriptName, dict[str, Any]]] = {
    LetterName.INITIAL_EVALUATION: {
        "ask": "Do you agree with this plan, or shall I change it?",
        "results": tuple(
            Result(measure=r.measure, latest=r.earlier or r.latest, latest_on=r.earlier_on or r.latest_on)
            for r in _RESULTS
        ),
    },
    LetterName.ADHERENCE_NOTE: {"ask": None},
    LetterName.DISCHARGE_SUMMARY: {"ask": None},
    LetterName.INCIDENT_NOTE: {"ask": None, "results": ()},
    ScriptName.RED_FLAG_CALL: {"ask": None, "results": ()},
    ScriptName.DECLINE_CALL: {
        "results": (
            Result(
                measure="Knee pain at rest, 0 to 10",
                latest="6",
                latest_on=date(2026, 11, 23),
                earlier="3",
                earlier_on=date(2026, 11, 9),
                meaning="3 more; 2 or more counts",
            ),
        ),
    },
    ScriptName.PROGRESS_CALL: {"ask": None},
}

_ALWAYS: Final = frozenset({"day", "me", "to"})


def sample(name: LetterName | ScriptName) -> Occasion:
    """An occasion with everything that a letter or a script can speak of."""
    kind = _kind(name)
    given = {field.name: getattr(_FULL, field.name) for field in fields(Occasion)}
    return _occasion(kind, given)


def bare_sample(name: LetterName | ScriptName) -> Occasion:
    """An occasion with no more than what is needed: what a template takes for granted comes to light."""
    kind = _kind(name)
    return _occasion(kind, {part: getattr(_FULL, part) for part in _ALWAYS | set(kind.needs)})


def _kind(name: LetterName | ScriptName) -> Kind:
    return LETTERS[name] if isinstance(name, LetterName) else SCRIPTS[name]


def _occasion(kind: Kind, given: dict[str, Any]) -> Occasion:
    own = {part: value for part, value in _OWN.get(kind.name, {}).items() if part in given}
    return Occasion(**given | own | {"to": _CLIENT if kind.audience is Audience.CLIENT else _PROVIDER})
