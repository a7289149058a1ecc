"""What the rows of a table can become: clients, providers, facts of each kind, and the fields of each."""

from collections.abc import Mapping
from enum import StrEnum

from scheduler.facts import KINDS, About, FactKind, FieldType, KindSpec


class Person(StrEnum):
    """What a table can make besides facts."""

    CLIENT = "client"
    PROVIDER = "provider"


Target = Person | FactKind

TARGETS: Mapping[str, Target] = {t.value: t for t in (*Person, *FactKind)}
PERSON_FIELDS: Mapping[Person, tuple[str, ...]] = {
    Person.CLIENT: ("name", "born", "phone", "email", "practitioner"),
    Person.PROVIDER: (
        *("name", "credentials", "specialty", "npi", "phone", "fax", "email", "office"),
        *("hours", "zone", "channel", "tier", "contact", "best_time"),
    ),
}

#: What a fact's value is called inside; in a map it goes by the kind's word for it.
VALUE = "(value)"


def fields_of(makes: Target) -> tuple[dict[str, str], set[str]]:
    """The names that a map may use for the fields of a target with those inside, and the inner ones that it must."""
    if isinstance(makes, Person):
        return {name: name for name in PERSON_FIELDS[makes]}, {"name"}
    return _fact(KINDS[makes])


def _fact(spec: KindSpec) -> tuple[dict[str, str], set[str]]:
    known = {spec.value_name: VALUE, "value": VALUE, "on": "on"}
    if spec.timed:
        known["at"] = "at"
    needed: set[str] = set() if spec.default is not None else {VALUE}
    for who, about in (("client", spec.client), ("provider", spec.provider), ("practitioner", spec.practitioner)):
        if about is not About.NO:
            known[who] = who
        if about is About.NEEDED:
            needed.add(who)
    known.update({field.name: field.name for field in spec.fields})
    if spec.kind is FactKind.MEASURE:
        needed.add("value")
    return known, needed


def date_fields(spec: KindSpec) -> frozenset[str]:
    """The further fields of a kind that are days."""
    return frozenset(f.name for f in spec.fields if f.type is FieldType.DATE)
