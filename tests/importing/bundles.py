"""A small record as a portal exports it, written by hand: each entry is there for one decision of the importer."""

import json
from typing import Any

PATIENT = "Patient/p1"


def coded(system: str, code: str, display: str = "") -> dict[str, Any]:
    """A CodeableConcept."""
    return {"coding": [{"system": system, "code": code, **({"display": display} if display else {})}]}


def loinc(code: str) -> dict[str, Any]:
    """A code of LOINC."""
    return coded("http://loinc.org", code)


def observation(id_: str, code: str, value: object, unit: str, on: str = "2026-10-05", **more: Any) -> dict[str, Any]:
    """One number."""
    return {
        "resourceType": "Observation",
        "id": id_,
        "status": "final",
        "code": loinc(code),
        "subject": {"reference": PATIENT},
        "effectiveDateTime": on,
        "valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit},
        **more,
    }


def pressure(id_: str, high: float, low: float, on: str = "2026-10-05T14:30:00Z") -> dict[str, Any]:
    """A blood pressure panel."""
    parts = [
        {"code": loinc(code), "valueQuantity": {"value": value, "code": "mm[Hg]"}}
        for code, value in (("8480-6", high), ("8462-4", low))
    ]
    panel = observation(id_, "85354-9", 0, "1", on, component=parts)
    del panel["valueQuantity"]
    return panel


def encounter(id_: str, class_: str, on: str, status: str = "finished", **more: Any) -> dict[str, Any]:
    """One encounter with Dr. Shah."""
    return {
        "resourceType": "Encounter",
        "id": id_,
        "status": status,
        "class": {"code": class_},
        "subject": {"reference": PATIENT},
        "period": {"start": on},
        "participant": [{"individual": {"reference": "Practitioner/d1"}}],
        **more,
    }


def condition(id_: str, called: str, status: str = "active", on: str = "2020-02-03") -> dict[str, Any]:
    """One diagnosis."""
    return {
        "resourceType": "Condition",
        "id": id_,
        "clinicalStatus": coded("http://terminology.hl7.org/CodeSystem/condition-clinical", status),
        "code": coded("http://snomed.info/sct", "1", called),
        "subject": {"reference": PATIENT},
        "onsetDateTime": on,
    }


PEOPLE: list[dict[str, Any]] = [
    {
        "resourceType": "Patient",
        "id": "p1",
        "name": [
            {"use": "maiden", "family": "Soto", "given": ["Ana"]},
            {"use": "official", "family": "Ruiz", "given": ["Ana", "Maria"], "prefix": ["Ms."]},
        ],
        "birthDate": "1961-03-12",
        "telecom": [
            {"system": "phone", "value": "617-555-0101"},
            {"system": "email", "value": "ana@example.org"},
        ],
        "generalPractitioner": [{"reference": "PractitionerRole/r1"}],
    },
    {
        "resourceType": "Practitioner",
        "id": "d1",
        "identifier": [{"system": "http://hl7.org/fhir/sid/us-npi", "value": "1234567893"}],
        "name": [{"family": "Shah", "given": ["Priya"], "prefix": ["Dr."], "suffix": ["MD"]}],
    },
    {"resourceType": "Practitioner", "id": "d2", "name": [{"family": "Lee", "given": ["Alan"]}]},
    {"resourceType": "Practitioner", "id": "d3", "name": [{"family": "Longago", "given": ["Otto"]}]},
    {
        "resourceType": "PractitionerRole",
        "id": "r1",
        "practitioner": {"reference": "Practitioner/d1"},
        "organization": {"reference": "Organization/o1"},
        "specialty": [{"text": "Family medicine"}],
        "telecom": [{"system": "fax", "value": "617-555-0111"}],
    },
    {
        "resourceType": "Organization",
        "id": "o1",
        "name": "Elm Street Clinic",
        "address": [{"line": ["1 Elm St"], "city": "Boston", "state": "MA"}],
        "telecom": [{"system": "phone", "value": "617-555-0110"}],
    },
    {
        "resourceType": "CareTeam",
        "id": "t1",
        "status": "active",
        "subject": {"reference": PATIENT},
        "participant": [
            {"member": {"reference": PATIENT}},
            {
                "role": [coded("http://snomed.info/sct", "2", "Orthopaedic surgeon")],
                "member": {"reference": "Practitioner/d2"},
            },
        ],
    },
]
MEASURES: list[dict[str, Any]] = [
    observation("m1", "72514-3", 4, "{score}"),
    pressure("m2", 132, 84),
    observation("m3", "8480-6", 132, "mm[Hg]", "2026-10-05T14:30:00Z"),
    observation("m4", "29463-7", 176, "[lb_av]"),
    observation("m5", "29463-7", 79400, "g", "2026-09-05"),
    observation("m6", "4548-4", 48, "mmol/mol"),
    observation("m7", "8867-4", 68, "/min"),
    observation("m8", "44261-6", 5, "{score}"),
    observation("bad-range", "29463-7", 4, "kg", "2026-10-06"),
    observation("bad-unit", "39156-5", 24, "furlong"),
    observation("bad-ahead", "8867-4", 70, "/min", "2027-01-05"),
    observation("bad-day", "8867-4", 70, "/min", "2026-10"),
    observation("no-number", "4548-4", "high", "%"),
    observation("less-than", "4548-4", 4, "%") | {"valueQuantity": {"value": 4, "comparator": "<", "code": "%"}},
    observation("not-final", "8867-4", 71, "/min", status="entered-in-error"),
    observation("long-ago", "8867-4", 72, "/min", "2015-10-05"),
    observation("unknown", "9999-9", 1, "%"),
]
VISITS: list[dict[str, Any]] = [
    encounter("v1", "AMB", "2026-10-05T14:30:00Z"),
    encounter("v2", "AMB", "2026-12-02T15:30:00Z", "planned"),
    encounter("v3", "AMB", "2026-10-12T14:30:00Z", "cancelled"),
    encounter("e1", "EMER", "2026-08-01T03:00:00Z"),
    encounter("a1", "IMP", "2026-08-01T05:00:00Z"),
    encounter("wrong", "AMB", "2026-10-05T14:30:00Z", "entered-in-error"),
    encounter("old", "AMB", "1999-10-05T14:30:00Z", participant=[{"individual": {"reference": "Practitioner/d3"}}]),
    {
        "resourceType": "Appointment",
        "id": "ap1",
        "status": "booked",
        "start": "2026-12-09T15:00:00Z",
        "participant": [
            {"actor": {"reference": PATIENT}, "status": "accepted"},
            {"actor": {"reference": "Practitioner/d2"}, "status": "accepted"},
        ],
    },
]
CONDITIONS: list[dict[str, Any]] = [
    condition("c1", "Essential hypertension (disorder)"),
    condition("c2", "Chronic low back pain (finding)", on="2009-02-03"),
    condition("c3", "Sprain of ankle", "resolved"),
    condition("c4", "Limited social contact (finding)"),
]
OTHERS: list[dict[str, Any]] = [
    {"resourceType": "Claim", "id": "x1"},
    {"resourceType": "Claim", "id": "x2"},
    {"resourceType": "Immunization", "id": "x3"},
]
ALL = [*PEOPLE, *MEASURES, *VISITS, *CONDITIONS, *OTHERS]


def bundle(resources: list[dict[str, Any]]) -> str:
    """A bundle of these resources."""
    entries = [
        {"fullUrl": f"https://portal.example/fhir/{r['resourceType']}/{r['id']}", "resource": r} for r in resources
    ]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries})
