"""The facts of a bundle: measures, visits, emergencies and admissions, diagnoses that matter, the care team."""

from collections.abc import Iterator, Mapping, Sequence

from scheduler.facts import FactKind
from scheduler.importing.bundles import lists
from scheduler.importing.bundles.measures import measures
from scheduler.importing.bundles.record import Record, has_died, key_of, provider_key
from scheduler.importing.bundles.walking import Resource, each, has_code, inside, kind_of, text, words
from scheduler.importing.extracts import Part, constant, table
from scheduler.importing.language import Written
from scheduler.importing.reading import Row
from scheduler.importing.targets import VALUE

_COLUMNS = ("id", "client", "provider", "on", "value", "note")
_MEASURED = ("client", "measure", "on", "number", "unit")
_WHO: Mapping[str, Written] = {"client": "client", "provider": "provider"}
_DATED: Mapping[str, Written] = {**_WHO, "on": "on", VALUE: "value"}
_MEASURE: Mapping[str, Written] = {
    "client": "client",
    "on": "on",
    VALUE: "measure",
    "value": "number",
    "unit": "unit",
}

_ENDED = {"cancelled": "cancelled", "finished": "attended", "completed": "attended", "discharged": "attended"}
_BOOKED = {"booked": "scheduled", "arrived": "scheduled", "checked-in": "scheduled", "fulfilled": "attended"}
_APPOINTED = {**_BOOKED, "noshow": "missed", "cancelled": "cancelled"}
_NEVER = ("entered-in-error", "unknown")


def parts(record: Record) -> list[Part]:
    """Everything that is taken, kind by kind."""
    visits: list[Row] = []
    changes: list[Row] = []
    check_ups: dict[str, tuple[str, int, str]] = {}
    for number, encounter in record.all("Encounter"):
        _encounter(record, number, encounter, visits, changes, check_ups)
    visits += _appointments(record)
    team = list(_team(record))
    primary = list(_primary(record, check_ups, team))
    diagnosis = {**_WHO, "on": "on", "note": "note", VALUE: constant("new diagnosis")}
    role = {**_WHO, VALUE: "value"}
    return [
        _part(record, FactKind.VISIT, visits, ["id"], _DATED),
        _part(record, FactKind.CHANGE, changes, ["id"], _DATED, "encounter"),
        _part(record, FactKind.CHANGE, list(_conditions(record)), ["id"], diagnosis, "diagnosis"),
        _part(record, FactKind.CARE_TEAM, team, ["client", "provider", "value"], role),
        _part(record, FactKind.CARE_TEAM, primary, ["client"], role, "primary care"),
        Part(
            columns=_MEASURED,
            rows=list(measures(record)),
            tables=[table(record.name, FactKind.MEASURE, ["client", "measure", "on"], _MEASURE)],
        ),
    ]


def _part(
    record: Record,
    kind: FactKind,
    rows: Sequence[Row],
    key: Sequence[Written],
    fields: Mapping[str, Written],
    name: str = "",
) -> Part:
    return Part(columns=_COLUMNS, rows=rows, tables=[table(record.name, kind, key, fields, name)])


def _encounter(
    record: Record,
    number: int,
    encounter: Resource,
    visits: list[Row],
    changes: list[Row],
    check_ups: dict[str, tuple[str, int, str]],
) -> None:
    """An encounter is a visit, a change in the client's condition, or neither."""
    client = record.client("Encounter", encounter)
    if client is None:
        return
    kind = next((code for _system, code in _classes(encounter)), "")
    status = text(encounter, "status")
    if status in _NEVER:
        record.leave_out("Encounter", f"its status is {status}")
        return
    if kind not in lists.VISITS and kind not in lists.CHANGES:
        record.leave_out("Encounter", "neither a visit nor an emergency nor an admission")
        return
    moment = text(inside(encounter, "period"), "start") or text(inside(encounter, "actualPeriod"), "start")
    if record.recent(number, "Encounter", moment) is None:
        return
    if kind in lists.CHANGES and status == "cancelled":
        record.leave_out("Encounter", "it was cancelled")
        return
    person = _performer(record, encounter)
    told = lists.CHANGES.get(kind) or _ENDED.get(status, "scheduled")
    row = Row(number, [key_of(encounter), client, record.needed(person), moment, told, ""])
    (changes if kind in lists.CHANGES else visits).append(row)
    if person and status != "cancelled" and has_code(encounter, "type", *lists.CHECK_UPS):
        check_ups[client] = max(check_ups.get(client, ("", 0, "")), (moment, number, provider_key(person)))


def _classes(encounter: Resource) -> Iterator[tuple[str, str]]:
    """R4 writes one coding, R5 a list of concepts."""
    for one in each(encounter, "class"):
        yield text(one, "system"), text(one, "code") or text(inside(one, "coding"), "code")


def _performer(record: Record, encounter: Resource) -> Resource:
    """The practitioner who was seen: the primary performer, else the first who took part."""
    found = sorted(each(encounter, "participant"), key=lambda p: not has_code(p, "type", "PPRF", "ATND"))
    for one in found:
        for name in ("individual", "actor"):
            if person := record.practitioner(inside(one, name)):
                return person
    return {}


def _appointments(record: Record) -> Iterator[Row]:
    for number, booked in record.all("Appointment"):
        client = _appointed(record, booked)
        if client is None:
            continue
        told = _APPOINTED.get(text(booked, "status"))
        if told is None:
            record.leave_out("Appointment", "neither booked nor past")
            continue
        moment = text(booked, "start")
        if record.recent(number, "Appointment", moment) is None:
            continue
        people = (record.practitioner(inside(p, "actor")) for p in each(booked, "participant"))
        person = next((p for p in people if p), {})
        yield Row(number, [key_of(booked), client, record.needed(person), moment, told, ""])


def _appointed(record: Record, booked: Resource) -> str | None:
    """Whose appointment it is: R4 names the client among those who take part."""
    for one in each(booked, "participant"):
        if kind_of(record.resolved(inside(one, "actor"))) == "Patient":
            return record.client("Appointment", one, "actor")
    return record.client("Appointment", booked)


def _conditions(record: Record) -> Iterator[Row]:
    for number, condition in record.all("Condition"):
        client = record.client("Condition", condition)
        if client is None:
            continue
        called = words(condition, "code")
        if not lists.is_diagnosis(called):
            record.leave_out("Condition", "not one of those that matter for training")
        elif has_code(condition, "verificationStatus", "refuted", "entered-in-error"):
            record.leave_out("Condition", "it was refuted")
        elif has_code(condition, "clinicalStatus", "resolved", "inactive", "remission"):
            record.leave_out("Condition", "it is over")
        else:
            moment = text(condition, "onsetDateTime") or text(inside(condition, "onsetPeriod"), "start")
            moment = moment or text(condition, "recordedDate")
            if record.told(number, "Condition", moment):
                seen = record.resolved(inside(condition, "encounter"))
                person = record.practitioner(inside(condition, "asserter")) or _performer(record, seen)
                yield Row(number, [key_of(condition), client, record.needed(person), moment, "", called])


def _team(record: Record) -> Iterator[Row]:
    """Who takes part in the care now: active care teams, the general practitioner, who referred to exercise."""
    seen: set[tuple[str, str, str]] = set()
    for number, client, person, role in _members(record):
        key = record.needed(person)
        if key and (client, key, role) not in seen:
            seen.add((client, key, role))
            yield Row(number, ["", client, key, "", role, ""])


def _members(record: Record) -> Iterator[tuple[int, str, Resource, str]]:
    for number, client in record.all("Patient"):
        for reference in each(client, "generalPractitioner"):
            if not has_died(client):
                yield number, key_of(client), record.practitioner(reference), "primary care"
    for number, team in record.all("CareTeam"):
        whose = record.client("CareTeam", team)
        if whose is not None and text(team, "status") != "active":
            record.leave_out("CareTeam", "it is not active")
        elif whose is not None:
            for member in each(team, "participant"):
                person = record.practitioner(inside(member, "member"))
                yield number, whose, person, lists.role_of(words(member, "role"), _specialty(record, person))
    for number, order in record.all("ServiceRequest"):
        whose = record.client("ServiceRequest", order)
        if whose is None:
            continue
        if has_code(order, "code", lists.TO_EXERCISE) and text(order, "status") in ("active", "completed"):
            yield number, whose, record.practitioner(inside(order, "requester")), "referring"
        else:
            record.leave_out("ServiceRequest", "no referral to exercise")


def _specialty(record: Record, person: Resource) -> str:
    for _number, role in record.all("PractitionerRole"):
        if person and record.resolved(inside(role, "practitioner")) is person:
            return words(role, "specialty")
    return ""


def _primary(record: Record, check_ups: Mapping[str, tuple[str, int, str]], team: Sequence[Row]) -> Iterator[Row]:
    """Who did the last check-up is the primary care provider, where nobody is named as such."""
    named = {row.cells[1] for row in team if row.cells[4] == "primary care"}
    for client, (_moment, number, key) in check_ups.items():
        if client not in named:
            yield Row(number, ["", client, key, "", "primary care", ""])
