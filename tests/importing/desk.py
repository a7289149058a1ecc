"""A practice that imports: files in a temp folder, a real SQLite store, a fixed day."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import structs

from scheduler.borders import on_screen
from scheduler.facts import Fact, FactKind
from scheduler.importing import Context, Imported, Undone, prepare, store, undo
from scheduler.mistakes import Refusal
from scheduler.people import Client, Practitioner, Provider
from scheduler.store import facts as fact_store
from scheduler.store import people as people_store
from scheduler.store.engine import Store, connect
from scheduler.store.tables import Base

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)

MAP = """
source = "clinic"
[[table]]
file = "people.csv"
makes = "client"
key = "ID"
where = [{ column = "STATUS", is = "active" }]
fields = { name = "NAME", born = "BORN" }
[[table]]
file = "doctors.csv"
makes = "provider"
key = "ID"
fields = { name = "NAME", phone = "PHONE" }
[[table]]
file = "visits.csv"
makes = "visit"
key = "ID"
fields = { client = "WHO", provider = "DOCTOR", on = "DAY" }
"""
PEOPLE = "ID,NAME,BORN,STATUS\n1,Ana Ruiz,1961-05-30,active\n2,Ben Okafor,1970-01-02,Active \n3,Gone Person,,left\n"
DOCTORS = "ID,NAME,PHONE\nd1,Priya Shah,617-555-0110\nd2,Alan Lee,(617) 555-0142\n"
VISITS = "ID,WHO,DOCTOR,DAY\nv1,1,d1,2026-12-02T15:30:00Z\nv2,2,d2,2026-12-09\nv3,3,d1,2026-12-10\n"


@dataclass
class Desk:
    """Where files are written and imported."""

    folder: Path
    house: Store
    context: Context = field(
        default_factory=lambda: Context(
            today=date(2026, 11, 24),
            zone=ZoneInfo("America/New_York"),
            region="US",
            practitioners={
                "maya": Practitioner(code="maya", name="Maya Chen"),
                "sam": Practitioner(code="sam", name="Sam Ortiz"),
            },
        )
    )

    def write(self, name: str, text: str | bytes) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def clinic(self, **texts: str) -> list[Path]:
        """The three files of the small clinic, some with other texts."""
        usual = {"people": PEOPLE, "doctors": DOCTORS, "visits": VISITS} | texts
        return [self.write(f"{name}.csv", text) for name, text in usual.items()]

    def run(self, files: Sequence[Path], map_: str | None = MAP, now: datetime = NOW) -> Imported:
        """Import files by a map, or from the templates."""
        today = now.astimezone(self.context.zone).date()
        map_file = self.write("map.toml", map_) if map_ is not None else None
        prepared = prepare(files, map_file, replace(self.context, today=today))
        with self.house.write() as tx:
            return store(tx, prepared, now)

    def undo(self, batch: str | None) -> Undone:
        """Undo an import."""
        assert batch is not None
        with self.house.write() as tx:
            return undo(tx, batch, NOW)

    def refused(self, files: Sequence[Path], map_: str | None = MAP) -> str:
        """The message that an import is refused with; nothing may have changed."""
        before = (self.facts(), self.clients(), self.providers())
        try:
            self.run(files, map_)
        except Refusal as refusal:
            assert refusal.status == 2
            assert (self.facts(), self.clients(), self.providers()) == before
            return refusal.message
        raise AssertionError("it was imported")

    def facts(self, kind: FactKind | None = None) -> list[Fact]:
        """The facts that stand."""
        with self.house.read() as tx:
            return [f for f in fact_store.all_current(tx) if kind in (None, f.kind)]

    def clients(self) -> dict[str, Client]:
        """The clients, by name."""
        with self.house.read() as tx:
            return {on_screen(c.name): c for c in people_store.clients(tx).values()}

    def providers(self) -> dict[str, Provider]:
        """The providers, by name."""
        with self.house.read() as tx:
            return {p.name: p for p in people_store.providers(tx).values()}

    def codes(self) -> frozenset[str]:
        """The codes of everybody."""
        with self.house.read() as tx:
            return frozenset((*people_store.clients(tx), *people_store.providers(tx)))

    def correct(self, fact: Fact, **values: object) -> None:
        """A person corrects a fact."""
        new = structs.replace(fact, version=fact.version + 1, recorded_by="maya", **values)
        with self.house.write() as tx:
            fact_store.add_versions(tx, [new])


def open_desk(folder: Path) -> Desk:
    """A desk with an empty store."""
    house = connect(f"sqlite:///{folder / 'rapport.db'}", create=True)
    Base.metadata.create_all(house.writer)
    return Desk(folder, house)
