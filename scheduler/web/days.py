"""The day in the browser: what is to be done, and what was done lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from calendars.feed import Answer
from scheduler.followups import FollowUp, Recipient, State, Status, status
from scheduler.noticing import day_of, reach
from scheduler.people import Sees
from scheduler.pulse import alive, counts
from scheduler.replanning import as_of_now, history_around, people_of, with_remedies
from scheduler.showing import Names, note
from scheduler.spans import spoken
from scheduler.store import followups
from scheduler.store import people as people_store
from scheduler.web import answers
from scheduler.web.cards import groups
from scheduler.web.pages import shown
from scheduler.web.saying import Saying
from scheduler.web.sight import last_act, sight_of
from scheduler.web.visits import Visit

#: How far back what was done is shown.
LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A follow-up that somebody closed."""

    id: str
    day: str
    what: str
    about: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class Coming:
    """The next follow-up that is planned."""

    id: str
    words: str


def today_page(visit: Visit) -> Answer:
    """The list of `rapport today`: her own and of whom she covers, or everybody's where she is shown that."""
    house, choice = visit.house, visit.me.sees is Sees.ALL and len(visit.house.practitioners) > 1
    everybody = choice and visit.request.query.get("whose") == "everybody"
    with visit.store.read() as tx:
        sight = sight_of(tx, visit)
        found = [
            f for f in as_of_now(tx, house, visit.now, reach(house.practice.workdays, visit.today)) if sight.shows(f)
        ]
        listed = found if everybody else [f for f in found if sight.mine(f)]
        day = day_of(listed, visit.today, house.practice.workdays, house.practice.zone)
        if not (day.to_do or day.blocked or day.missed):
            found = [f for f in as_of_now(tx, house, visit.now) if sight.shows(f)]
            listed = found if everybody else [f for f in found if sight.mine(f)]
        shown_ones = (*day.now, *day.today, *day.blocked, *day.missed)
        history = history_around(tx, house, visit.today, shown_ones)
        coming = _coming(listed, Names(people_of(tx, house, listed), house.practice.zone, visit.now))
        names = Names(history.people, house.practice.zone, visit.now)
        known = [f for f in with_remedies(tx, shown_ones) if sight.shows(f)]
        nobody = not people_store.on_file(tx)
        act = last_act(tx, visit, sight)
        foot = alive(tx, visit.premises.nobody, visit.now)
    return shown(
        visit,
        "today.html.j2",
        title=f"{day.day:%A} {day.day.day} {day.day:%B %Y}",
        counts=counts(day),
        groups=groups(day, names, known, house.rules.asks_for(), Saying(history, house)),
        tomorrow=day.tomorrow,
        week=day.week,
        foot=foot,
        act=act,
        choice=choice,
        everybody=everybody,
        coming=coming,
        nobody=nobody,
        covered=sorted(house.practitioners[code].name for code in sight.hers - {visit.me.code}),
    )


def _coming(listed: Sequence[FollowUp], names: Names) -> Coming | None:
    """What comes next, where nothing is due."""
    ahead = [f for f in listed if status(f, names.today) is Status.PLANNED]
    first = min(ahead, key=lambda f: (f.day, f.planned.priority), default=None)
    return Coming(first.id, f"{spoken(first.day)}: {first.planned.kind.spoken}, {names.whom(first)}") if first else None


def home(visit: Visit) -> Answer:
    """The front door leads to the day."""
    return answers.see(visit.link("/today"))


def done_page(visit: Visit) -> Answer:
    """What was closed in the last 30 days, the last one first."""
    house = visit.house
    with visit.store.read() as tx:
        sight = sight_of(tx, visit)
        closed = [f for f in followups.closed_since(tx, visit.now - LATELY) if sight.shows(f)]
        names = Names(people_of(tx, house, closed), house.practice.zone, visit.now)
        act = last_act(tx, visit, sight)
    return shown(visit, "done.html.j2", closed=[_closed(f, names) for f in closed], act=act)


def _closed(follow_up: FollowUp, names: Names) -> Closed:
    closed_at = follow_up.closed_at or follow_up.changed_at
    return Closed(
        id=follow_up.id,
        day=spoken(closed_at.astimezone(names.zone).date()),
        what=f"{follow_up.planned.kind.spoken}, {names.whom(follow_up)}",
        about="" if follow_up.planned.recipient is Recipient.CLIENT else names.about(follow_up),
        outcome=follow_up.outcome if follow_up.state is State.DONE else "will not be done",
        note=note(follow_up),
    )
