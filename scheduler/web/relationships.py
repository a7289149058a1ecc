"""Relationships in the browser: how long since each office was heard, against what is usual, meant and the most; the
referrals by month; who has gone quiet; which loops are open."""

from dataclasses import dataclass
from datetime import date

from calendars.feed import Answer
from scheduler.history import History
from scheduler.house import House
from scheduler.relating import Relationship, interval, loops, relationship
from scheduler.replanning import as_of_now, history_of
from scheduler.spans import spoken
from scheduler.web.histories import Looped, looped
from scheduler.web.pages import shown
from scheduler.web.sight import Sight, sight_of
from scheduler.web.trends import Bars, by_month
from scheduler.web.visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How long since the last contact, in days, and what it is held against."""

    last: str
    days: int | None
    usual: int | None
    #: What the rules that are on mean, and after how many days a touch is missed.
    ideal: int | None
    most: int | None
    #: "over the most", "over what is meant", or nothing.
    over: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One provider at a glance."""

    code: str
    name: str
    specialty: str
    tier: str
    gap: Gap
    next_id: str
    next: str
    referrals: Bars
    quiet_for: int | None
    loops: tuple[Looped, ...]


def gap_of(found: Relationship, history: History, house: House) -> Gap:
    """The gap since the last contact, held against the usual one and against what the rules mean."""
    days = (history.today - found.last_contact).days if found.last_contact else None
    meant = interval(house.rules, history, found.provider, house.practice.workdays)
    ideal, most = (meant.ideal, meant.most) if meant else (None, None)
    over = ""
    if days is not None and most is not None and days > most:
        over = "longer than the most"
    elif days is not None and ideal is not None and days > ideal:
        over = "longer than meant"
    elif days is not None and found.usual_gap and days > 2 * found.usual_gap:
        over = "more than twice the usual"
    return Gap(
        last=spoken(found.last_contact) if found.last_contact else "",
        days=days,
        usual=found.usual_gap,
        ideal=ideal,
        most=most,
        over=over,
    )


def relationships_page(visit: Visit) -> Answer:
    """Each provider with whom there is something to be told; the longest silence first."""
    house = visit.house
    with visit.store.read() as tx:
        sight, history = sight_of(tx, visit), history_of(tx, house, visit.today)
        open_ones = [f for f in as_of_now(tx, house, visit.now) if sight.shows(f)]
    found = [relationship(history, p, open_ones) for p in history.people.providers.values()]
    telling = [r for r in found if r.last_contact or r.referrals or r.next_touch or r.provider.tier]
    offices = [_office(r, history, house, sight) for r in sorted(telling, key=lambda r: r.last_contact or date.min)]
    everything = [x.referral.on for r in found for x in loops(history, r.provider.code)]
    return shown(
        visit,
        "relationships.html.j2",
        offices=offices,
        silent=len(found) - len(telling),
        nobody=not found,
        referrals=by_month(everything, visit.today),
        quiet=[o for o in offices if o.quiet_for],
    )


def _office(found: Relationship, history: History, house: House, sight: Sight) -> Office:
    following = found.next_touch
    clients = history.people.clients
    shown_loops = [x for x in found.open_loops if sight.knows(clients.get(x.client), history.people)]
    return Office(
        code=found.provider.code,
        name=found.provider.name,
        specialty=found.provider.specialty,
        tier=found.provider.tier or "",
        gap=gap_of(found, history, house),
        next_id=following.id if following else "",
        next=f"{following.planned.kind.spoken}, {spoken(following.day)}" if following else "",
        referrals=by_month((x.referral.on for x in loops(history, found.provider.code)), history.today),
        quiet_for=found.quiet_for,
        loops=tuple(looped(x, history) for x in shown_loops),
    )
