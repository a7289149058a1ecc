"""Meetings and joint visits as a provider is told of them: nothing of a client is in it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.tz import datetime_exists, resolve_imaginary

from calendars.entries import Entry
from scheduler.facts import Fact, FactKind
from scheduler.history import History
from scheduler.house import House
from scheduler.people import Practitioner, Provider, opaque, shown_phone
from scheduler.slotting import LENGTH
from scheduler.standing import Standing
from scheduler.store import facts as fact_store
from scheduler.store import meta
from scheduler.store import people as people_store
from scheduler.store.tx import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Everything that an invitation needs to know of what it is about."""

    fact: Fact
    provider: Provider
    practitioner: Practitioner
    entry: Entry

    @property
    def starts(self) -> datetime:
        """The instant it begins, in UTC."""
        return in_utc(self.entry.start)

    @property
    def ends(self) -> datetime:
        """The instant after it, in UTC."""
        return in_utc(self.entry.end)


def in_utc(moment: object) -> datetime:
    """The instant of what takes place at an hour."""
    assert isinstance(moment, datetime)
    return moment.astimezone(UTC)


def with_provider(fact: Fact) -> bool:
    """Whether a provider is invited to this kind of thing at all."""
    return fact.kind is FactKind.MEETING or (fact.kind is FactKind.VISIT and fact.data.get("joint") is True)


def no_invitation(fact: Fact) -> str | None:
    """Why nobody can be invited to a fact, or None."""
    if not with_provider(fact):
        return f"{fact.id} is no meeting and no joint visit (--set joint=yes makes a visit one); nobody was invited"
    if fact.retracted or fact.value != "scheduled":
        return f"{fact.id} is {'retracted' if fact.retracted else fact.value}; nobody was invited"
    if fact.at is None:
        return f"{fact.id} has no time; give it one: rapport correct {fact.id} --at 14:30"
    if fact.kind is FactKind.VISIT and fact.data.get("consent") is not True:
        return f"the client's agreement to the joint visit is not on file; rapport correct {fact.id} --set consent=yes"
    return None


def falls_through(tx: Transaction, house: House, fact: Fact, provider: str, now: datetime) -> bool:
    """Whether what a provider was invited to no longer takes place as it was meant."""
    if fact.retracted or fact.value != "scheduled" or not with_provider(fact):
        return True
    if fact.at is None or fact.provider != provider:
        return True
    if fact.client is None:
        return False
    history = History(house.people(), fact_store.about(tx, [fact.client]), house.today(now))
    return history.standing(fact.client, history.today) is Standing.DECEASED


def practitioner_of(tx: Transaction, house: House, fact: Fact) -> Practitioner | None:
    """Who of the practice takes part: whoever the meeting names, or is in charge of the client."""
    code = fact.practitioner
    if fact.client:
        client = people_store.clients(tx, [fact.client]).get(fact.client)
        code = house.people().practitioner_for(client)
    return house.practitioners.get(code or next(iter(house.practitioners), ""))


def meeting_of(tx: Transaction, house: House, fact: Fact) -> Meeting | None:
    """The meeting that a fact tells of; None where somebody, or its time, is missing."""
    provider = people_store.providers(tx, [fact.provider or ""]).get(fact.provider or "")
    practitioner = practitioner_of(tx, house, fact)
    if provider is None or practitioner is None or fact.at is None:
        return None
    wall = datetime.combine(fact.on, fact.at, house.practice.zone)
    start = (wall if datetime_exists(wall) else resolve_imaginary(wall)).astimezone(zone_of(house, provider))
    visit = fact.kind is FactKind.VISIT
    entry = Entry(
        uid=_uid(tx, fact, provider),
        sequence=0,
        title=f"Visit, item {fact.id}" if visit else f"Meeting with {practitioner.name}, {house.identity.name}",
        location=provider.office if visit else str(fact.data.get("place", "")),
        start=start,
        end=(start.astimezone(UTC) + _length(fact)).astimezone(start.tzinfo),
        changed_at=start,
        description=_described(house, practitioner, fact.id, visit=visit),
    )
    return Meeting(fact=fact, provider=provider, practitioner=practitioner, entry=entry)


def zone_of(house: House, provider: Provider) -> ZoneInfo:
    """The zone in which an office reads times."""
    return ZoneInfo(provider.zone) if provider.zone else house.practice.zone


def _length(fact: Fact) -> timedelta:
    minutes = fact.data.get("minutes")
    return timedelta(minutes=float(minutes)) if isinstance(minutes, int | float) and minutes > 0 else LENGTH


def _described(house: House, practitioner: Practitioner, id_: str, *, visit: bool) -> str:
    phone = shown_phone(practitioner.phone) or house.identity.phone
    lines = (
        f"{practitioner.name}, {practitioner.title}{', would attend this visit' if visit else ''}",
        house.identity.name,
        f"Phone {phone}" if phone else "",
        f"Item {id_}",
    )
    return "\n".join(filter(None, lines))


def _uid(tx: Transaction, fact: Fact, provider: Provider) -> str:
    """A hundred bits that only the house and the invited know: whoever answers has to name them."""
    attendee = provider.email.strip().lower()
    return f"{opaque(meta.secret(tx), f'invitation/{fact.number}/{attendee}', 20).lower()}@rapport.invalid"
