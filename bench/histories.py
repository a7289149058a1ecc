"""What is known of one client: a referral, a programme with sessions, measures and reports, and what befell some."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from scheduler.facts import Fact, FactKind, Scalar

#: Sessions are so many days apart, and with a hundred facts go back so many days at most.
_APART, _LONGEST = 3, 300


def facts_of(number: int, client: str, provider: str, today: date, count: int) -> list[Fact]:
    """So many facts of a client, none dated later than today but the next visit; each client's differ."""
    span = min(_LONGEST, 30 + count * 2 + number % 60)
    told = _Told(client, provider, today - timedelta(days=span))
    return [*islice(_told(told, number, today), count)]


class _Told:
    def __init__(self, client: str, provider: str, first: date) -> None:
        self.client, self.provider, self.first = client, provider, first

    def at(self, kind: FactKind, value: str, days: int, /, **data: Scalar) -> Fact:
        """About the client alone."""
        on = self.first + timedelta(days=days)
        return Fact(number=0, kind=kind, value=value, on=on, client=self.client, data=data)

    def with_(self, kind: FactKind, value: str, days: int) -> Fact:
        """About the client and the provider."""
        on = self.first + timedelta(days=days)
        return Fact(number=0, kind=kind, value=value, on=on, client=self.client, provider=self.provider)


def _told(told: _Told, number: int, today: date) -> Iterator[Fact]:
    """The facts that make rules speak come first, so that few facts hold all of them."""
    last = (today - told.first).days
    yield told.with_(FactKind.REFERRAL, "received", 0)
    if number % 5:
        until = today + timedelta(days=20 + number % 300)
        yield told.at(FactKind.AUTHORIZATION, "signed", 1, until=until.isoformat())
    yield told.at(FactKind.MILESTONE, "intake", 1)
    if number % 11:
        yield told.at(FactKind.MILESTONE, "assessment", 3)
    if number % 3:
        yield told.with_(FactKind.VISIT, "scheduled", last + 5 + number % 90)
    if number % 7 == 0:
        yield told.with_(FactKind.REPORT, "sent", last - number % 30)
    if number % 17 == 0:
        yield told.at(FactKind.CHANGE, "fall", last - number % 20)
    if number % 29 == 0:
        yield told.at(FactKind.CHANGE, "red flag", last - number % 40)
    if number % 13 == 0:
        yield told.at(FactKind.DISCHARGE, "completed", last - number % 15)
    if number % 31 == 0:
        yield told.with_(FactKind.REFERRAL, "received", last - 2)
    yield from _programme(told, number, last)


def _programme(told: _Told, number: int, last: int) -> Iterator[Fact]:
    """Sessions, every seventh of them with a measure; for most a report each month."""
    day, session = 4, 0
    while True:
        session += 1
        yield told.at(FactKind.SESSION, "missed" if (session + number) % 9 == 0 else "attended", min(day, last))
        if session % 7 == 0:
            value = 0.8 + 0.01 * session
            yield told.at(FactKind.MEASURE, "gait_speed", min(day, last), value=round(value, 2))
        if session % 10 == 0 and number % 19:
            yield told.with_(FactKind.REPORT, "sent", min(day, last))
        day += _APART
