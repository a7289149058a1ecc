"""Histories: what the pages of a client and of a provider have in common, as words and numbers for the templates."""

from collections.abc import Iterable
from dataclasses import dataclass

from outreach.measures import BadReading, amount, read
from scheduler.comparing import result_between
from scheduler.facts import KINDS, Fact, FactKind
from scheduler.followups import FollowUp, Status, status
from scheduler.history import History
from scheduler.measuring import goal_of, reading_of, series_of
from scheduler.relating import STEPS, Loop
from scheduler.showing import Names, when
from scheduler.spans import spoken
from scheduler.store.audit import Logged
from scheduler.web.choosing import by_code
from scheduler.web.sight import Sight
from scheduler.web.told import Line, line_of
from scheduler.web.trends import Reading, Trend, trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A follow-up as a line that leads to its page."""

    id: str
    what: str
    why: str
    when: str
    open: bool
    late: bool


def listed(found: Iterable[FollowUp], names: Names) -> tuple[Listed, ...]:
    """Follow-ups, those that are open first and in the order of their days, then those that are closed."""
    ordered = sorted(found, key=lambda f: (not f.open, f.day if f.open else f.day.max - (f.day - f.day.min), f.id))
    return tuple(
        Listed(
            id=f.id,
            what=f"{f.planned.kind.spoken}, {names.whom(f)}",
            why=names.why(f),
            when=when(f, names) if f.open else f"{spoken(f.day)}: {f.outcome or f.state.value}",
            open=f.open,
            late=f.open and (f.day < names.today or status(f, names.today) is Status.MISSED),
        )
        for f in ordered
    )


def told_of(history: History, code: str, sight: Sight) -> tuple[Line, ...]:
    """Everything that is known of a person and that she is shown, the last thing first."""
    known = (f for kind in KINDS for f in history.of(code, kind))
    shown = [f for f in known if sight.tells(f, history.people)]
    return tuple(line_of(f, history) for f in sorted(shown, key=lambda f: f.order, reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosed:
    """One thing told to somebody of a client."""

    day: str
    recipient: str
    address: str
    what: str
    client: str
    client_code: str
    authority: str
    channel: str
    by: str
    taken_back: bool


def disclosed(entries: Iterable[Logged], names: Names, sight: Sight) -> tuple[Disclosed, ...]:
    """What was told to whom and when, under which authorization; the last first."""
    clients = names.people.clients
    mine = [e for e in entries if sight.knows(clients.get(e.disclosure.client), names.people)]
    return tuple(
        Disclosed(
            day=spoken(e.at.astimezone(names.zone).date()),
            recipient=e.disclosure.recipient,
            address=e.disclosure.address,
            what=e.disclosure.what,
            client=by_code(clients, e.disclosure.client),
            client_code=e.disclosure.client,
            authority=e.disclosure.authority,
            channel=e.disclosure.channel,
            by=e.disclosure.by_whom,
            taken_back=e.disclosure.act != "told",
        )
        for e in reversed(mine)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A measure with its drawing and what may be said of it."""

    name: str
    #: "318 m (14 Sep) to 382 m (23 Nov)".
    words: str
    #: What may be said of the change, with its threshold; empty with one reading.
    meaning: str
    goal: str
    trend: Trend


def trends_of(history: History, client: str) -> tuple[Drawn, ...]:
    """A client's measures, each series of like readings drawn by itself."""
    series: dict[tuple[str, ...], list[Fact]] = {}
    for fact in history.of(client, FactKind.MEASURE):
        if fact.value in history.catalogue and _value(fact, history) is not None:
            series.setdefault(series_of(fact), []).append(fact)
    return tuple(_drawn(history, facts) for _, facts in sorted(series.items()))


def _drawn(history: History, facts: list[Fact]) -> Drawn:
    measure = history.catalogue[facts[0].value]
    readings = [Reading(f.on, v, amount(v, measure)) for f in facts if (v := _value(f, history)) is not None]
    first, last = readings[0], readings[-1]
    about = ", ".join(str(facts[0].data[n]) for n in ("side", "device", "protocol", "version") if n in facts[0].data)
    wanted = _goal(history, facts[-1])
    goal = Reading(last.on, wanted, amount(wanted, measure)) if wanted is not None else None
    changed = len(readings) > 1
    return Drawn(
        name=f"{measure.name[:1].upper()}{measure.name[1:]}{f' ({about})' if about else ''}",
        words=f"{first.text} ({spoken(first.on)})" + (f" to {last.text} ({spoken(last.on)})" if changed else ""),
        meaning=result_between(history, facts[0], facts[-1])["meaning"] or "" if changed else "",
        goal=goal.text if goal else "",
        trend=trend(readings, goal, (spoken(first.on), spoken(last.on))),
    )


def _value(fact: Fact, history: History) -> float | None:
    try:
        return read(fact.value, reading_of(fact), history.catalogue)
    except BadReading:
        return None


def _goal(history: History, fact: Fact) -> float | None:
    found = history.goal(fact.client, fact.value)
    try:
        return goal_of(found).value if found else None
    except BadReading:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looped:
    """A referral and how far its loop has come."""

    number: int
    day: str
    client: str
    client_code: str
    provider: str
    provider_code: str
    waiting_for: str
    #: Each step with its day, or nothing.
    steps: tuple[tuple[str, str], ...]


def looped(loop: Loop, history: History) -> Looped:
    """A loop in words."""
    taken = dict(loop.steps)
    provider = history.people.providers.get(loop.provider)
    return Looped(
        number=loop.referral.number,
        day=spoken(loop.referral.on),
        client=by_code(history.people.clients, loop.client),
        client_code=loop.client,
        provider=provider.name if provider else "",
        provider_code=loop.provider,
        waiting_for=loop.waiting_for or "",
        steps=tuple((step, spoken(fact.on) if (fact := taken[step]) else "") for step in STEPS),
    )
