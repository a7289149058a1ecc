"""Storing the clients and providers of an import: known ones are changed only where their file has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec import structs

from calendars.workdays import Hours, parse_hours
from scheduler.borders import in_store
from scheduler.importing.compiling import how
from scheduler.importing.keys import digest
from scheduler.importing.language import described
from scheduler.importing.matching import OnFile
from scheduler.importing.moments import BadMoment
from scheduler.importing.outcome import SAME_KEY, SAYS_THE_SAME, BadRow, LeaveOut
from scheduler.importing.preparing import Context, Ready, Source
from scheduler.importing.reading import Row
from scheduler.importing.running import Run
from scheduler.importing.targets import Person
from scheduler.making_people import BadPerson, Told, make_client, make_provider
from scheduler.people import Client, Provider, Tier, new_code
from scheduler.private import Private
from scheduler.store import aliases, batches
from scheduler.store import people as people_store
from scheduler.store.aliases import Alias
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


def surname(text: str) -> str:
    """The last word of a plain name."""
    return plain_name(text).rpartition(" ")[2]


#: What stands behind a comma without being a first name.
_BEHIND = frozenset(("jr", "sr", "ii", "iii", "iv", "md", "do", "phd", "dds", "rn", "esq"))


def forwards(name: str) -> str:
    """A name as it is said: "Ruiz, Ana" of a list by last names becomes "Ana Ruiz"."""
    last, comma, first = (part.strip() for part in name.partition(","))
    if not comma or not last or not first or "," in first:
        return name
    return name if first.rstrip(".").lower().replace(".", "") in _BEHIND else f"{first} {last}"


class PeopleStoring:
    """Stores people a row at a time.

    A source key in the store is the row's key and, after a dot, a digest of what the file said of the person. As long
    as the file says the same, what somebody changed by hand stands; and an empty cell takes nothing away. Who was on
    file before an address book named them has an alias instead: of them only what was empty is filled.
    """

    def __init__(self, run: Run) -> None:
        tx = run.tx
        self.run = run
        self.told = Told(today=run.prepared.context.today, region=run.prepared.context.region)
        self.taken = batches.codes_taken(tx)
        self.stored: dict[str, Client | Provider] = {**people_store.clients(tx), **people_store.providers(tx)}
        clients, providers = people_store.by_source(tx)
        self.codes: dict[Person, dict[str, str]] = {Person.CLIENT: {}, Person.PROVIDER: {}}
        self.said: dict[tuple[Person, str], str] = {}
        self.aliases = {person: aliases.known(tx, person) for person in Person}
        for person, by_source in ((Person.CLIENT, clients), (Person.PROVIDER, providers)):
            for source_key, code in by_source.items():
                key, _, said = source_key.partition(".")
                self.codes[person][key], self.said[person, key] = code, said
            for key, alias in self.aliases[person].items():
                if alias.code in self.stored:
                    self.codes[person].setdefault(key, alias.code)
                    self.said.setdefault((person, key), alias.said)
        self.seen: dict[tuple[Person, str], str] = {}
        #: Who was found or made by the rows of each file: two rows of one file are two people.
        self.claimed: dict[str, set[str]] = {}
        self.on_file = OnFile(self.stored.values())

    def row(self, source: Source, ready: Ready, row: Row) -> None:
        """Store the client or the provider of one row."""
        person = ready.table.makes
        assert isinstance(person, Person)
        texts = _texts(ready, row, self.run.prepared.context)
        key = key_of(ready, row)
        said = digest(*(part for pair in sorted(texts.items()) if pair[1] for part in pair))[:16]
        made = self._made(person, texts, ready)
        before = self.seen.get((person, key))
        if before is not None:
            raise LeaveOut(SAYS_THE_SAME) if before == said else BadRow(SAME_KEY)
        code = self.codes[person].get(key)
        given = {name for name, text in texts.items() if text}
        taken = self.claimed.setdefault(source.name, set())
        if code is None and ready.table.matching and (code := self.on_file.match(made, taken)):
            self._fill(person, key, said, made, given, code, ready)
        elif code is None:
            self._add(person, key, said, made)
        elif self.said[person, key] == said:
            self.run.tally.unchanged(person)
        elif key in self.aliases[person]:
            self._fill(person, key, said, made, given, code, ready)
        else:
            self._change(person, code, f"{key}.{said}", made, given)
        self.seen[person, key] = said
        taken.add(self.codes[person][key])

    def known(self) -> Known:
        """Everybody, for the facts that name them."""
        named: dict[str, tuple[str, ...]] = {}
        for code, person in self.stored.items():
            if isinstance(person, Provider):
                named[plain_name(person.name)] = (*named.get(plain_name(person.name), ()), code)
        return Known(self.codes, named)

    def _made(self, person: Person, texts: dict[str, str], ready: Ready) -> Client | Provider:
        """The person of a row; of an address book or an export also without what does not fit its field."""
        while True:
            try:
                if person is Person.PROVIDER:
                    return make_provider(self.told, code="", **texts)
                practitioner = texts.get("practitioner") or next(iter(self.run.prepared.context.practitioners), "")
                return make_client(self.told, code="", **{**texts, "practitioner": practitioner})
            except BadPerson as error:
                field = str(error).partition(" ")[0]
                if not ready.table.matching or field == "name" or not texts.pop(field, ""):
                    raise
                self.run.tally.leave_out(ready.table.label, f"taken without {field}: {error}")

    def _add(self, person: Person, key: str, said: str, made: Client | Provider) -> None:
        code = new_code()
        while code in self.taken:
            code = new_code()
        self.taken.add(code)
        made = structs.replace(made, code=code)
        add: Any = people_store.add_client if person is Person.CLIENT else people_store.add_provider
        add(self.run.tx, made, source_key=f"{key}.{said}", batch=self.run.batch())
        self.codes[person][key], self.said[person, key], self.stored[code] = code, said, made
        self.on_file.add(made)
        self.run.tally.new(person)
        self.run.touched.codes.add(code)

    def _fill(
        self, person: Person, key: str, said: str, made: Client | Provider, given: set[str], code: str, ready: Ready
    ) -> None:
        """Give somebody who was on file what is missing there; what stands there by hand stays."""
        old = self.stored[code]
        empty = {name for name in given if not getattr(old, name)}
        for name in sorted(given - empty - {"name", "practitioner"}):
            if getattr(made, name) != getattr(old, name):
                self.run.tally.leave_out(ready.table.label, f"{name}: what is on file is another, and was kept")
        self.codes[person][key] = code
        known = self.aliases[person].get(key)
        if known is not None or any(getattr(made, name) for name in empty):
            batch = known.batch if known else self.run.batch()
            alias = Alias(code=code, said=said, batch=batch)
            aliases.put(self.run.tx, person, key, alias)
            self.aliases[person][key], self.said[person, key] = alias, said
        self._save(person, old, structs.replace(old, **{name: getattr(made, name) for name in empty}))

    def _change(self, person: Person, code: str, source_key: str, made: Client | Provider, given: set[str]) -> None:
        old = self.stored[code]
        batches.set_source_key(self.run.tx, code, source_key)
        key, _, said = source_key.partition(".")
        self.said[person, key] = said
        self._save(person, old, structs.replace(old, **{name: getattr(made, name) for name in given}))

    def _save(self, person: Person, old: Client | Provider, new: Client | Provider) -> None:
        if new == old:
            self.run.tally.unchanged(person)
            return
        code = old.code
        self.run.batch()
        save_person(self.run.tx, new)
        self.stored[code] = new
        self.on_file.add(new)
        fields = [name for name in old.__struct_fields__ if getattr(old, name) != getattr(new, name)]
        before = self.run.changed.setdefault(code, {})
        for name in sorted(fields):
            was = before[name][0] if name in before else as_text(getattr(old, name))
            before[name] = (was, as_text(getattr(new, name)))
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
    if ready.table.makes is Person.CLIENT:
        texts["name"] = forwards(texts["name"])
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
