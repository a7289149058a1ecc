"""Who on file a row of an address book or of a portal's export means: found by what tells people apart, or nobody."""

import re
from collections.abc import Container, Iterable, Iterator

from scheduler.borders import to_decide
from scheduler.importing.outcome import BadRow
from scheduler.people import Client, Provider

#: What two entries of one provider share.
_TELLING = ("npi", "phone", "fax", "email", "office")


class OnFile:
    """Everybody on file, found by what two entries of one person have in common, so that a long list is read fast."""

    def __init__(self, people: Iterable[Client | Provider]) -> None:
        self._people: dict[str, Client | Provider] = {}
        self._codes: dict[tuple[str, ...], list[str]] = {}
        for person in people:
            self.add(person)

    def add(self, person: Client | Provider) -> None:
        """One more, or the same one as it is now."""
        self._people[person.code] = person
        for mark in _marks(person):
            codes = self._codes.setdefault(mark, [])
            if person.code not in codes:
                codes.append(person.code)

    def match(self, made: Client | Provider, but: Container[str] = ()) -> str | None:
        """The code of the one who is meant, `but` not these; raises `BadRow` where it may be either of two."""
        near = dict.fromkeys(code for mark in _marks(made) for code in self._codes.get(mark, ()))
        found = [code for code in near if code not in but and _same(made, self._people[code])]
        if len(found) > 1:
            listed = " or ".join(sorted(found))
            raise BadRow(f"it may be {listed}, which are on file; merge the two that are one, and import it again")
        return found[0] if found else None


def _marks(person: Client | Provider) -> Iterator[tuple[str, ...]]:
    """What two entries of one person share at least one of."""
    if isinstance(person, Client):
        yield "client", *sorted(_words(to_decide(person.name)))
        return
    if person.npi:
        yield "npi", person.npi
    words = provider_words(person.name)
    yield "name", words[-1] if words else ""


def _same(one: Client | Provider, other: Client | Provider) -> bool:
    if isinstance(one, Provider):
        return isinstance(other, Provider) and same_provider(one, other)
    return isinstance(other, Client) and same_client(one, other)


def same_provider(one: Provider, other: Provider) -> bool:
    """One NPI, or one name and nothing against it, or one number and a name that may be the same.

    A number alone says nothing (a whole office shares it), and two NPIs are two people.
    """
    if one.npi and other.npi:
        return one.npi == other.npi
    both = {name: (_plain(name, one), _plain(name, other)) for name in _TELLING}
    shared = {name for name, (a, b) in both.items() if a and a == b}
    against = {name for name, (a, b) in both.items() if a and b and a != b}
    if provider_words(one.name) == provider_words(other.name):
        return bool(shared) or not against
    return bool(shared & {"phone", "fax", "email"}) and _may_be_one(one.name, other.name)


def same_client(one: Client, other: Client) -> bool:
    """One name and one birth date; where a birth date is missing, one name and one phone number or address."""
    name, born = to_decide(one.name), to_decide(one.born)
    if sorted(_words(name)) != sorted(_words(to_decide(other.name))):
        return False
    if born and to_decide(other.born):
        return born == to_decide(other.born)
    pairs = ((one.phone, other.phone), (one.email, other.email))
    return any(to_decide(a) and to_decide(a) == to_decide(b) for a, b in pairs)


def provider_words(name: str) -> list[str]:
    """The words of a name without title, and without what stands after a comma."""
    words = _words(name.partition(",")[0])
    return words[1:] if len(words) > 1 and words[0] in ("dr", "prof") else words


def _words(name: str) -> list[str]:
    return re.sub(r"[^\w\s]", " ", name.casefold()).split()


def _may_be_one(name: str, other: str) -> bool:
    """ "A. Lee" and "Alan Lee" may be one; "Alan Lee" and "Amy Lee" are not."""
    first, second = provider_words(name), provider_words(other)
    if not first or not second or first[-1] != second[-1]:
        return False
    given, others = first[:-1], second[:-1]
    if not given or not others:
        return True
    a, b = given[0], others[0]
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _plain(name: str, provider: Provider) -> str:
    text: str = getattr(provider, name)
    if name in ("phone", "fax"):
        return text.partition(" ext.")[0]
    return re.sub(r"[\W_]+", "", text.casefold())
