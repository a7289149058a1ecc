"""A bundle as a record: its resources with their numbers, found by what others call them, and what was left out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from scheduler.importing.bundles.lists import NPI
from scheduler.importing.bundles.walking import NOTHING, Resource, day, each, inside, kind_of, text
from scheduler.importing.outcome import LeftOut, Rejected
from scheduler.people import npi_is_valid

NOT_NEEDED = "not needed in order to stay in touch"
DIED = "the person has died"
#: What is read, apart from those that others point to; the rest is counted as not needed.
READ = frozenset(
    {
        *("Patient", "Observation", "Encounter", "Appointment", "Condition", "CareTeam", "ServiceRequest"),
        *("Practitioner", "PractitionerRole", "Organization"),
    }
)
#: Different words for one kind must not make a list without end.
_MOST_KINDS = 200


@dataclass(slots=True)
class Record:
    """A bundle, read once."""

    name: str
    #: What is from before this day is left out.
    since: date
    #: Each resource with its number in the bundle, from 1.
    resources: dict[str, list[tuple[int, Resource]]] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    #: Who is needed, because something taken names them: keys of providers.
    named: set[str] = field(default_factory=set)
    _found: dict[str, Resource] = field(default_factory=dict)
    _left: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, entries: list[object], name: str, since: date) -> "Record":
        """The record of these entries."""
        record = cls(name, since)
        for number, entry in enumerate(entries, 1):
            record._take(number, inside(entry, "resource"), text(entry, "fullUrl"))
        return record

    def _take(self, number: int, resource: Resource, url: str) -> None:
        kind = kind_of(resource)
        if not re.fullmatch(r"[A-Z][A-Za-z]{1,60}", kind):
            self.reject(number, "holds no resource")
            return
        if kind not in READ:
            known = len(self._left) < _MOST_KINDS
            self.leave_out(kind if known else "others", NOT_NEEDED)
            return
        self.resources.setdefault(kind, []).append((number, resource))
        own = text(resource, "id")
        for called in (url, f"{kind}/{own}" if own else ""):
            if called:
                self._found.setdefault(called, resource)
        for npi in _npis(resource):
            self._found.setdefault(f"Practitioner?identifier={NPI}|{npi}", resource)

    def all(self, kind: str) -> Iterator[tuple[int, Resource]]:
        """The resources of one kind, with their numbers."""
        yield from self.resources.get(kind, ())

    def reject(self, number: int, reason: str) -> None:
        """Remember an entry that is wrong."""
        self.rejected.append(Rejected(self.name, number, reason, "entry"))

    def leave_out(self, what: str, reason: str) -> None:
        """Count one more that is not wanted."""
        self._left[what, reason] += 1

    def left_out(self) -> list[LeftOut]:
        """What was left out, by kind and reason; the kinds that are not read on one line."""
        found = [(what, reason, n) for (what, reason), n in sorted(self._left.items()) if reason != NOT_NEEDED]
        others = {what: n for (what, reason), n in sorted(self._left.items()) if reason == NOT_NEEDED}
        if others:
            listed = ", ".join(f"{what} {n}" for what, n in others.items())
            found.append((listed, NOT_NEEDED, sum(others.values())))
        return [LeftOut(f"{self.name}: {what}", reason, n) for what, reason, n in found]

    def resolved(self, reference: Resource) -> Resource:
        """The resource that a reference means: by URL, by kind and id, by NPI; empty where it is not in the bundle."""
        called = text(reference, "reference")
        found = self._found.get(called) or self._found.get("/".join(called.split("/")[-2:]))
        return found or NOTHING

    def client(self, what: str, resource: Resource, name: str = "subject") -> str | None:
        """The key of the client whom a resource is about (the only one's, where it names nobody).

        What is about somebody who has died, or about nobody in the bundle, is counted.
        """
        found = self.resolved(inside(resource, name))
        everybody = self.resources.get("Patient", [])
        if not text(inside(resource, name), "reference") and len(everybody) == 1:
            found = everybody[0][1]
        if kind_of(found) != "Patient":
            self.leave_out(what, "about nobody in the bundle")
            return None
        if has_died(found):
            self.leave_out(what, DIED)
            return None
        return key_of(found)

    def practitioner(self, reference: Resource) -> Resource:
        """The practitioner whom a reference means, also by way of a role."""
        found = self.resolved(reference)
        if kind_of(found) == "PractitionerRole":
            found = self.resolved(inside(found, "practitioner"))
        return found if kind_of(found) == "Practitioner" else NOTHING

    def needed(self, practitioner: Resource) -> str:
        """The key of a practitioner whom something taken names; empty where there is none."""
        key = provider_key(practitioner) if practitioner else ""
        if key:
            self.named.add(key)
        return key

    def told(self, number: int, what: str, moment: str) -> date | None:
        """The day of a moment; where it says none, the entry is rejected."""
        found = day(moment)
        if found is None:
            self.reject(number, f"{what}: its day is missing, or only a month or a year")
        return found

    def recent(self, number: int, what: str, moment: str) -> date | None:
        """The day of a moment, where it is one and not too long ago; else it is counted."""
        found = self.told(number, what, moment)
        if found is not None and found < self.since:
            self.leave_out(what, f"from before {self.since}")
            return None
        return found


def has_died(person: Resource) -> bool:
    """Whether a record says so of the person it is about."""
    return person.get("deceasedBoolean") is True or bool(text(person, "deceasedDateTime"))


def key_of(resource: Resource) -> str:
    """By what a resource is known again: its id at the portal."""
    return text(resource, "id")


def provider_key(practitioner: Resource) -> str:
    """By what a practitioner is known again: the NPI, where it is one, else the id at the portal."""
    return next((npi for npi in _npis(practitioner) if npi_is_valid(npi)), "") or key_of(practitioner)


def _npis(resource: Resource) -> Iterator[str]:
    for identifier in each(resource, "identifier"):
        if text(identifier, "system") == NPI:
            yield text(identifier, "value")
