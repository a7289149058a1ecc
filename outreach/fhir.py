"""A report as a FHIR R4 bundle, after the HL7 US Physical Activity guide (STU 1, PADiagnosticReport).

A file to hand over, for a practice has no FHIR server: nothing in it points out of it but the referral, by identifier.
A LOINC code stands only where it was verified; a measure without one goes by its name.
"""

import base64
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from outreach.measures import Measure
from outreach.reports import Report

Resource = dict[str, Any]

GUIDE = "http://hl7.org/fhir/us/physical-activity"
LOINC = "http://loinc.org"
_PROFILE = f"{GUIDE}/StructureDefinition/pa-diagnosticreport"
_CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
#: Identifiers are a practice's own; the word before the colon says of what.
_SYSTEM = "urn:x-rapport:"
#: Codes of the table that mean one way of measuring only, or one subscale: not sent, the name says more.
_NOT_SENT = frozenset({"gait_speed", "koos"})
_VITAL = frozenset({"sbp", "dbp", "rhr", "weight", "bmi"})
_LABORATORY = frozenset({"hba1c"})
_PANEL = ("sbp", "dbp")
#: Our units as UCUM writes them; a unit that is not here is written alike.
_UCUM: Mapping[str, str] = MappingProxyType(
    {"points": "{score}", "bpm": "/min", "mmHg": "mm[Hg]", "reps": "{repetitions}", "index": "1"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One reading that the report tells, in its measure's unit."""

    measure: Measure
    value: float
    on: date
    side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A report with all that goes into its bundle."""

    #: The follow-up's id, and the client's code.
    id: str
    client: str
    report: Report
    numbers: Sequence[Number]
    pdf: bytes
    #: Whether the page was approved; else it is preliminary.
    approved: bool
    at: datetime
    #: The fact that the provider's referral is kept as, and its day.
    referral: tuple[str, date] | None = None


def bundle(handed: Handed) -> Resource:
    """The report, its readings, and whom they are about and from."""
    people = [_client(handed), _practice(handed), _author(handed)]
    readings = list(_observations(handed))
    report = _report(handed, [f"urn:uuid:{one['id']}" for one in readings])
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": _moment(handed.at),
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in (report, *people, *readings)],
    }


def _report(handed: Handed, results: list[str]) -> Resource:
    said = handed.report
    found: Resource = {
        "resourceType": "DiagnosticReport",
        "id": _id("report", handed.id),
        "meta": {"profile": [_PROFILE]},
        "identifier": [_identifier("report", handed.id)],
        "status": "final" if handed.approved else "preliminary",
        "category": [{"coding": [_physical_activity()]}],
        "code": {"coding": [{"system": LOINC, "code": "11488-4", "display": "Consult note"}], "text": said.kind},
        "subject": _to("client", handed.client),
        "effectiveDateTime": said.day.isoformat(),
        "issued": _moment(handed.at),
        "performer": [_to("author", said.author), _to("practice", said.practice.name)],
        "conclusion": said.bottom_line,
        "presentedForm": [
            {
                "contentType": "application/pdf",
                "data": base64.b64encode(handed.pdf).decode(),
                "size": len(handed.pdf),
                "title": said.kind,
                "creation": _moment(handed.at),
            }
        ],
    }
    if results:
        found["result"] = [{"reference": url} for url in results]
    if handed.referral is not None:
        fact, day = handed.referral
        found["basedOn"] = [
            {
                "type": "ServiceRequest",
                "identifier": _identifier("referral", f"{handed.client}/{fact}"),
                "display": f"Referral of {day.isoformat()}",
            }
        ]
    return found


def _client(handed: Handed) -> Resource:
    *given, family = handed.report.client.split()
    return {
        "resourceType": "Patient",
        "id": _id("client", handed.client),
        "identifier": [_identifier("client", handed.client)],
        "name": [{"text": handed.report.client, "family": family, **({"given": given} if given else {})}],
        "gender": "unknown",
        "birthDate": handed.report.born.isoformat(),
    }


def _practice(handed: Handed) -> Resource:
    own = handed.report.practice
    telecom = [{"system": s, "value": v, "use": "work"} for s, v in (("phone", own.phone), ("fax", own.fax)) if v]
    found: Resource = {
        "resourceType": "Organization",
        "id": _id("practice", own.name),
        "active": True,
        "name": own.name,
    }
    if telecom:
        found["telecom"] = telecom
    if own.address:
        found["address"] = [{"text": own.address}]
    return found


def _author(handed: Handed) -> Resource:
    name = handed.report.author
    return {"resourceType": "Practitioner", "id": _id("author", name), "name": [{"text": name}]}


def _observations(handed: Handed) -> Iterable[Resource]:
    """One for each reading; upper and lower blood pressure of one day are one panel."""
    numbers = list(handed.numbers)
    for high in [n for n in numbers if n.measure.id == "sbp"]:
        low = next((n for n in numbers if n.measure.id == "dbp" and n.on == high.on), None)
        if low is not None:
            numbers.remove(high)
            numbers.remove(low)
            yield _pressure(handed, high, low)
    yield from (_observation(handed, number) for number in numbers)


def _observation(handed: Handed, number: Number) -> Resource:
    measure = number.measure
    found = _reading(handed, (measure.id, number.side, number.on), number.on, measure.id)
    found |= {"code": _code(measure), "valueQuantity": _quantity(number)}
    if number.side:
        found["bodySite"] = {"text": number.side}
    return found


def _pressure(handed: Handed, high: Number, low: Number) -> Resource:
    found = _reading(handed, ("bp", high.on), high.on, "sbp")
    panel = {"system": LOINC, "code": "85354-9", "display": "Blood pressure panel with all children optional"}
    parts = [{"code": _code(n.measure), "valueQuantity": _quantity(n)} for n in (high, low)]
    return {**found, "code": {"coding": [panel], "text": "Blood pressure"}, "component": parts}


def _reading(handed: Handed, key: tuple[object, ...], on: date, measure: str) -> Resource:
    return {
        "resourceType": "Observation",
        "id": _id("reading", handed.client, *map(str, key)),
        "status": "final",
        "category": [{"coding": [{"system": _CATEGORIES, "code": _category(measure)}]}],
        "subject": _to("client", handed.client),
        "effectiveDateTime": on.isoformat(),
        "performer": [_to("practice", handed.report.practice.name)],
    }


def _category(measure: str) -> str:
    if measure in _VITAL:
        return "vital-signs"
    return "laboratory" if measure in _LABORATORY else "activity" if measure == "pa_min" else "exam"


def _code(measure: Measure) -> Resource:
    verified = measure.loinc and measure.loinc_status == "seen" and measure.id not in _NOT_SENT
    coding = {"coding": [{"system": LOINC, "code": measure.loinc}]} if verified else {}
    return {**coding, "text": measure.name}


def _quantity(number: Number) -> Resource:
    unit = number.measure.unit
    return {
        "value": round(number.value, 6),
        "unit": unit,
        "system": "http://unitsofmeasure.org",
        "code": _UCUM.get(unit, unit),
    }


def _physical_activity() -> Resource:
    return {
        "system": f"{GUIDE}/CodeSystem/pa-temporary-codes",
        "code": "PhysicalActivity",
        "display": "Physical Activity",
    }


def _identifier(what: str, value: str) -> Resource:
    return {"system": f"{_SYSTEM}{what}", "value": value}


def _to(what: str, value: str) -> Resource:
    return {"reference": f"urn:uuid:{_id(what, value)}"}


def _id(*parts: str) -> str:
    """The same for the same, so that a second file of a report is known as the first one's successor."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, _SYSTEM + "/".join(parts)))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
