"""Storing the clients and providers of an import: known ones are changed only where their file has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from calendars.workdays import Hours, parse_hours
from scheduler.borders import in_store
from scheduler.importing.compiling import how
from scheduler.importing.keys import digest
from scheduler.importing.language import described
from scheduler.importing.moments import BadMoment
from scheduler.importing.outcome import SAME_KEY, SAYS_THE_SAME, BadRow, LeaveOut
from scheduler.importing.preparing import Context, Ready, Source
from scheduler.importing.reading import Row
from scheduler.importing.running import Run
from scheduler.importing.targets import Person
from scheduler.making_people import Told, make_client, make_provider
from scheduler.people import Client, Provider, Tier, new_code
from scheduler.private import Private
from scheduler.store import batches
from scheduler.store import people as people_store
from scheduler.store.tx import Transaction


@dataclass(frozen=True, slots=True)
class Known:
    """The imported people, and the providers by name, once all people of the run are stored."""

    #: Codes by source key.
    people: Mapping[Person, Mapping[str, str]]
    #: Codes of providers by plain name; two of one name make it ambiguous.
    named: Mapping[str, tuple[str, ...]]


def plain_name(text: str) -> str:
    """A provider's name without case, title and what stands after a comma ("Dr. Priya Shah, MD")."""
    words = text.partition(",")[0].casefold().split()
    return " ".join(words[1:] if words and words[0].rstrip(".") in ("dr", "prof") else words)


class PeopleStoring:
    """Stores people a row at a time.

    A source key in the store is the row's key and, after a dot, a digest of what the file said of the person. As long
    as the file says the same, what somebody changed by hand stands; and an empty cell takes nothing away.
    """

    def __init__(self, run: Run) -> None:
        tx = run.tx
        self.run = run
        self.told = Told(today=run.prepared.context.today, region=run.prepared.context.region)
        self.taken = batches.codes_taken(tx)
        self.stored: dict[str, Client | Provider] = {**people_store.clients(tx), **people_store.providers(tx)}
        clients, providers = people_store.by_source(tx)
        self.codes: dict[Person, dict[str, str]] = {Person.CLIENT: {}, Person.PROVIDER: {}}
        self.said: dict[str, str] = {}
        for person, by_source in ((Person.CLIENT, clients), (Person.PROVIDER, providers)):
            for source_key, code in by_source.items():
                key, _, said = source_key.partition(".")
                self.codes[person][key] = code
                self.said[code] = said
        self.seen: dict[tuple[Person, str], str] = {}

    def row(self, _source: Source, ready: Ready, row: Row) -> None:
        """Store the client or the provider of one row."""
        person = ready.table.makes
        assert isinstance(person, Person)
        texts = _texts(ready, row, self.run.prepared.context)
        key = key_of(ready, row)
        made = self._made(person, texts)
        said = digest(*(part for pair in sorted(texts.items()) if pair[1] for part in pair))[:16]
        before = self.seen.get((person, key))
        if before is not None:
            raise LeaveOut(SAYS_THE_SAME) if before == said else BadRow(SAME_KEY)
        self.seen[person, key] = said
        code = self.codes[person].get(key)
        if code is None:
            self._add(person, key, said, made)
        elif self.said[code] == said:
            self.run.tally.unchanged(person)
        else:
            self._change(person, code, f"{key}.{said}", made, {name for name, text in texts.items() if text})

    def known(self) -> Known:
        """Everybody, for the facts that name them."""
        named: dict[str, tuple[str, ...]] = {}
        for code, person in self.stored.items():
            if isinstance(person, Provider):
                named[plain_name(person.name)] = (*named.get(plain_name(person.name), ()), code)
        return Known(self.codes, named)

    def _made(self, person: Person, texts: Mapping[str, str]) -> Client | Provider:
        if person is Person.PROVIDER:
            return make_provider(self.told, code="", **texts)
        practitioner = texts.get("practitioner") or next(iter(self.run.prepared.context.practitioners), "")
        return make_client(self.told, code="", **{**texts, "practitioner": practitioner})

    def _add(self, person: Person, key: str, said: str, made: Client | Provider) -> None:
        code = new_code()
        while code in self.taken:
            code = new_code()
        self.taken.add(code)
        made = replace(made, code=code)
        add: Any = people_store.add_client if person is Person.CLIENT else people_store.add_provider
        add(self.run.tx, made, source_key=f"{key}.{said}", batch=self.run.batch())
        self.codes[person][key], self.said[code], self.stored[code] = code, said, made
        self.run.tally.new(person)
        self.run.touched.codes.add(code)

    def _change(self, person: Person, code: str, source_key: str, made: Client | Provider, given: set[str]) -> None:
        old = self.stored[code]
        new = replace(old, **{name: getattr(made, name) for name in given})
        batches.set_source_key(self.run.tx, code, source_key)
        self.said[code] = source_key.partition(".")[2]
        if new == old:
            self.run.tally.unchanged(person)
            return
        self.run.batch()
        save_person(self.run.tx, new)
        self.stored[code] = new
        changed = {name for name in given if getattr(old, name) != getattr(new, name)}
        self.run.changed[code] = {n: (as_text(getattr(old, n)), as_text(getattr(new, n))) for n in sorted(changed)}
        self.run.tally.changed(person)
        self.run.touched.codes.add(code)
        if person is Person.PROVIDER:
            self.run.touched.providers.add(code)


def key_of(ready: Ready, row: Row) -> str:
    """A row's source key; raises `BadRow` where it has none."""
    values = ready.key(row.cells)
    if not any(values):
        raise BadRow(f"{' and '.join(map(described, ready.table.key))}, its key, is empty")
    return ready.keys.of(ready.table.makes, ready.table.written.name, values)


def practitioner_of(text: str, context: Context) -> str:
    """A practitioner's code from a code or a name; raises `BadRow`."""
    wanted = text.casefold()
    for code, practitioner in context.practitioners.items():
        if wanted in (code.casefold(), practitioner.name.casefold()):
            return code
    raise BadRow(f"no practitioner is called so; known: {', '.join(context.practitioners)}")


def _texts(ready: Ready, row: Row, context: Context) -> dict[str, str]:
    texts = {name: value(row.cells) for name, value in ready.fields.items()}
    if texts.get("born"):
        try:
            texts["born"] = ready.moments.read(texts["born"])[0].isoformat()
        except BadMoment:
            raise BadRow(f"born does not read as a date; {how(ready.moments)}") from None
    if texts.get("practitioner"):
        texts["practitioner"] = practitioner_of(texts["practitioner"], context)
    return texts


def save_person(tx: Transaction, person: Client | Provider) -> None:
    """Store what changed of a client or a provider."""
    if isinstance(person, Client):
        people_store.save_client(tx, person)
    else:
        people_store.save_provider(tx, person)


def as_text(value: object) -> str:
    """A field of a person as text, for the memory of a batch."""
    if isinstance(value, Private):
        return as_text(in_store(value))
    if isinstance(value, date):
        return value.isoformat()
    return people_store.hours_text(value) if isinstance(value, Hours) else str(value or "")


def as_value(person: type[Client | Provider], field: str, text: str) -> object:
    """The reverse of `as_text`."""
    match field:
        case "born":
            return Private(date.fromisoformat(text) if text else None)
        case "hours":
            return parse_hours(text) if text else None
        case "tier":
            return Tier(text) if text else None
        case _:
            return Private(text) if person is Client and field in ("name", "phone", "email") else text
