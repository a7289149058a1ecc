"""The people of a bundle: whom it is about, and the providers whom something taken names."""

from collections.abc import Iterator

from scheduler.importing.bundles.lists import NPI
from scheduler.importing.bundles.record import DIED, Record, has_died, key_of, provider_key
from scheduler.importing.bundles.walking import Resource, each, inside, kind_of, text, texts, words
from scheduler.importing.extracts import Part, table
from scheduler.importing.reading import Row
from scheduler.importing.targets import Person

_CLIENT = ("id", "name", "born", "phone", "email")
_PROVIDER = ("id", "name", "credentials", "specialty", "npi", "phone", "fax", "email", "office")


def parts(record: Record) -> list[Part]:
    """Clients and providers; asked for after the facts, which say who is needed."""
    return [
        Part(
            columns=_CLIENT,
            rows=list(_clients(record)),
            tables=[table(record.name, Person.CLIENT, ["id"], {name: name for name in _CLIENT[1:]})],
        ),
        Part(
            columns=_PROVIDER,
            rows=list(_providers(record)),
            tables=[table(record.name, Person.PROVIDER, ["id"], {name: name for name in _PROVIDER[1:]})],
        ),
    ]


def _clients(record: Record) -> Iterator[Row]:
    for number, person in record.all("Patient"):
        if has_died(person):
            record.leave_out("Patient", f"{DIED}; where it was a client: rapport record death")
            continue
        cells = (_name(person, titled=False), text(person, "birthDate"), _told(person, "phone"), _told(person, "email"))
        yield Row(number, [key_of(person), *cells])


def _providers(record: Record) -> Iterator[Row]:
    roles = _roles(record)
    for number, person in record.all("Practitioner"):
        key = provider_key(person)
        if key not in record.named:
            record.leave_out("Practitioner", "nothing that is taken names them")
            continue
        role = roles.get(key, {})
        office = record.resolved(inside(role, "organization"))
        yield Row(
            number,
            [
                key,
                _name(person, titled=True),
                ", ".join(texts(_called(person), "suffix")),
                words(role, "specialty"),
                next((text(i, "value") for i in each(person, "identifier") if text(i, "system") == NPI), ""),
                *(_first_told((role, person, office), system) for system in ("phone", "fax", "email")),
                _office(office),
            ],
        )


def _roles(record: Record) -> dict[str, Resource]:
    """The first role of each practitioner."""
    found: dict[str, Resource] = {}
    for _number, role in record.all("PractitionerRole"):
        person = record.resolved(inside(role, "practitioner"))
        if kind_of(person) == "Practitioner":
            found.setdefault(provider_key(person), role)
    return found


def _called(person: Resource) -> Resource:
    """The name in use: the official one before the usual one, and no former one."""
    order = {"official": 0, "usual": 1, "": 2}
    found = sorted(each(person, "name"), key=lambda n: order.get(text(n, "use"), 3))
    return found[0] if found else {}


def _name(person: Resource, *, titled: bool) -> str:
    called = _called(person)
    title = texts(called, "prefix") if titled else []
    name = " ".join((*title, *texts(called, "given"), text(called, "family")))
    return name.strip() or text(called, "text")


def _told(person: Resource, system: str) -> str:
    """A number or an address; the one at work of a provider, at home or on the move of a client."""
    found = [t for t in each(person, "telecom") if text(t, "system") == system and text(t, "use") != "old"]
    return next((text(t, "value") for t in found), "")


def _first_told(where: tuple[Resource, ...], system: str) -> str:
    return next((told for one in where if (told := _told(one, system))), "")


def _office(organization: Resource) -> str:
    address = inside(organization, "address")
    parts = (text(organization, "name"), *texts(address, "line"), text(address, "city"), text(address, "state"))
    return ", ".join(part for part in parts if part)
