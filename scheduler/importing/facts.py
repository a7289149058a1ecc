"""Storing the facts of an import: in chunks, each known again by its source key and corrected as a further version."""

from datetime import date, time

from msgspec import Struct, structs

from scheduler.facts import KINDS, Fact, FactKind
from scheduler.facts.making import make
from scheduler.importing.compiling import how
from scheduler.importing.keys import after
from scheduler.importing.language import described
from scheduler.importing.moments import BadMoment
from scheduler.importing.outcome import SAME_KEY, SAYS_THE_SAME, BadRow, LeaveOut
from scheduler.importing.people import Known, key_of, plain_name, practitioner_of, surname
from scheduler.importing.preparing import Ready, Source
from scheduler.importing.reading import Row
from scheduler.importing.running import IMPORTED, UNDONE, Run
from scheduler.importing.seen import Seen
from scheduler.importing.targets import VALUE, Person, date_fields
from scheduler.store import aliases
from scheduler.store import facts as fact_store

#: Facts stored in one go.
CHUNK = 1000

_DATES = {kind: date_fields(spec) for kind, spec in KINDS.items()}


class Pending(Struct, frozen=True, gc=False):
    """A fact that waits for its chunk."""

    fact: Fact
    label: str
    #: Its day is the day of entry, because no column tells: later imports leave it.
    undated: bool
    #: Its key stands for what lies ahead.
    while_ahead: bool


class FactsStoring:
    """Stores facts a row at a time; `flush` at the end stores the last chunk."""

    def __init__(self, run: Run, known: Known) -> None:
        self.run = run
        self.known = known
        self.today = run.prepared.context.today
        self.pending: list[Pending] = []
        self.merged = aliases.merged(run.tx)
        self.seen = Seen()
        #: The codes that rows have asked for, by what stands in their cells.
        self.asked: dict[tuple[object, ...], str] = {}

    def row(self, _source: Source, ready: Ready, row: Row) -> None:
        """Take in the fact of one row; raises what is wrong with it, in words."""
        kind = ready.table.makes
        assert isinstance(kind, FactKind)
        client, provider = (self._code(ready, row, person) for person in (Person.CLIENT, Person.PROVIDER))
        texts = {name: value(row.cells) for name, value in ready.fields.items()}
        on, at = self._moment(ready, kind, texts)
        named = texts.pop("practitioner", "")
        said = texts.pop(VALUE, None)
        for name in _DATES[kind]:
            if texts.get(name):
                texts[name] = self._day(ready, name, texts[name])
        undated = "on" not in ready.fields
        if undated and "" < texts.get("until", "") < on.isoformat():
            on = date.fromisoformat(texts["until"])  # what had ended before the import was not signed today
        fact = make(
            kind,
            on=on,
            at=at,
            today=self.today,
            value=said,
            client=client,
            provider=provider,
            practitioner=practitioner_of(named, self.run.prepared.context) if named else None,
            fields=texts,
            identity=key_of(ready, row),
        )
        self._once(fact)
        self.pending.append(Pending(fact, ready.table.label, undated, ready.table.written.while_ahead))
        if len(self.pending) >= CHUNK:
            self.flush()

    def _once(self, fact: Fact) -> None:
        before = self.seen.before(fact.identity, _content(fact))
        if before is not None:
            raise LeaveOut(SAYS_THE_SAME) if before else BadRow(SAME_KEY)

    def _code(self, ready: Ready, row: Row, person: Person) -> str | None:
        reference = ready.references.get(person)
        if reference is None:
            return None
        parts = reference.parts(row.cells)
        if not any(parts):
            return None
        if reference.by_name:
            return self._named(parts[0], described(ready.table.fields[person]))
        asked = (ready.keys.source, ready.keys.fold, person, parts)
        code = self.asked.get(asked) or self.known.people[person].get(ready.keys.of(person, "", parts))
        if code is None:
            raise LeaveOut(f"its {person} is not imported")
        self.asked[asked] = code
        return code

    def _named(self, name: str, shown: str) -> str:
        codes = self.known.named.get(plain_name(name), ())
        if len(codes) == 1:
            return codes[0]
        found = "more than one provider has" if codes else "no provider has"
        like = sorted(c for n, cs in self.known.named.items() for c in cs if not codes and surname(n) == surname(name))
        meant = f" (of that last name on file: {', '.join(like[:5])}; see rapport provider list)" if like else ""
        raise BadRow(f"{found} the name in {shown}; write it as in providers.csv, or as on file{meant}")

    def _moment(self, ready: Ready, kind: FactKind, texts: dict[str, str]) -> tuple[date, time | None]:
        if "on" not in texts:
            return self.today, None
        day, at = texts.pop("on"), texts.pop("at", "")
        if not day:
            raise BadRow(f"{described(ready.table.fields['on'])} is empty; a {kind} needs its day")
        try:
            on, wall = ready.moments.read(day, at)
        except BadMoment:
            shown = described(ready.table.fields["on"])
            column = f"{shown} or {described(ready.table.fields['at'])}" if at else shown
            raise BadRow(f"{column} does not read as a date or a time; {how(ready.moments)}") from None
        return on, wall if KINDS[kind].timed else None

    def _day(self, ready: Ready, name: str, text: str) -> str:
        try:
            return ready.moments.read(text)[0].isoformat()
        except BadMoment:
            raise BadRow(f"{name} does not read as a date; {how(ready.moments)}") from None

    def flush(self) -> None:
        """Store what waits: what is new, and further versions of what has changed."""
        known = fact_store.by_identity(self.run.tx, (p.fact.identity for p in self.pending))
        new: list[Fact] = []
        versions: list[Fact] = []
        for pending in self.pending:
            fact, old = self._settled(pending, known)
            if old is None:
                new.append(fact)
                self.run.tally.new(fact.kind)
            elif old.retracted and old.recorded_by != UNDONE:
                self.run.tally.leave_out(pending.label, "it was retracted by hand")
            elif old.retracted or _content(self._led(self._last_imported(old))) != _content(fact):
                versions.append(structs.replace(fact, number=old.number, version=old.version + 1, closes=old.closes))
                count = self.run.tally.new if old.retracted else self.run.tally.changed
                count(fact.kind)
                self.run.touched.add(old.client, old.provider)
            else:
                self.run.tally.unchanged(fact.kind)
        self.pending.clear()
        for fact in (*new, *versions):
            self.run.touched.add(fact.client, fact.provider)
        if new or versions:
            batch = self.run.batch()
            stamped = [structs.replace(fact, recorded_at=self.run.now, recorded_by=IMPORTED) for fact in versions]
            fact_store.store_new(self.run.tx, new, self.run.now, IMPORTED, batch)
            fact_store.add_versions(self.run.tx, stamped, batch)

    def _settled(self, pending: Pending, known: dict[str, Fact]) -> tuple[Fact, Fact | None]:
        """The fact as it is to be compared, and the one known by its key."""
        fact = pending.fact
        old = known.get(fact.identity)
        while pending.while_ahead and old is not None and old.on < self.today and old.on != fact.on:
            fact = structs.replace(fact, identity=after(fact.identity))
            old = fact_store.by_identity(self.run.tx, [fact.identity]).get(fact.identity)
        if pending.undated and old is not None:
            fact = structs.replace(fact, on=old.on)
        return fact, old

    def _led(self, old: Fact) -> Fact:
        """The fact with those whom its people were merged into."""
        client, provider = (self.merged.get(code or "", code) for code in (old.client, old.provider))
        return structs.replace(old, client=client, provider=provider)

    def _last_imported(self, old: Fact) -> Fact:
        """The version that the last import left: as long as the file says the same, what a person corrected stands."""
        if old.recorded_by in (IMPORTED, UNDONE):
            return old
        told = [f for f in fact_store.versions(self.run.tx, old.number) if f.recorded_by in (IMPORTED, UNDONE)]
        return told[-1] if told else old


def _content(fact: Fact) -> tuple[object, ...]:
    people = (fact.client, fact.provider, fact.practitioner)
    return (fact.value, fact.on, fact.at, *people, tuple(sorted(fact.data.items())))
