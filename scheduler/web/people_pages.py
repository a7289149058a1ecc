"""The pages of people: everybody by name, one client, one provider; their addresses name nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from calendars.feed import Answer
from outreach.consent import Allowed, may_tell
from scheduler.borders import on_screen
from scheduler.corresponding import limits_on_file
from scheduler.facts import Fact
from scheduler.followups import FollowUp
from scheduler.history import History
from scheduler.people import Client, shown_phone
from scheduler.relating import Relationship, loops, relationship
from scheduler.replanning import as_of_now, history_of
from scheduler.showing import Names
from scheduler.spans import spoken
from scheduler.standing import Standing
from scheduler.store import audit, followups
from scheduler.store.journal import Act
from scheduler.store.people import hours_text
from scheduler.web import answers
from scheduler.web.cards import dial
from scheduler.web.histories import disclosed, listed, looped, told_of, trends_of
from scheduler.web.pages import shown
from scheduler.web.relationships import gap_of
from scheduler.web.sight import about, last_act, sight_of
from scheduler.web.submitted import forms_about
from scheduler.web.told import SAID
from scheduler.web.trends import by_month
from scheduler.web.visits import Visit


@dataclass(frozen=True, slots=True)
class Person:
    """A person in a list."""

    code: str
    name: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A provider of a care team, and whether that provider may be told."""

    code: str
    name: str
    roles: str
    phone: str
    dial: str
    permission: str
    allowed: bool


def everybody_page(visit: Visit) -> Answer:
    """Clients and providers by name; no search, so that no name is ever in an address."""
    with visit.store.read() as tx:
        sight, history = sight_of(tx, visit), history_of(tx, visit.house, visit.today)
    known = [c for c in history.people.clients.values() if sight.knows(c, history.people)]
    here = [c for c in known if not _gone(history, c)]
    gone = [c for c in known if _gone(history, c)]
    return shown(
        visit,
        "people.html.j2",
        clients=[_person(history, c) for c in here],
        gone=[_person(history, c) for c in gone],
        providers=[Person(p.code, p.name, p.specialty) for p in history.people.providers.values()],
    )


def _gone(history: History, client: Client) -> bool:
    return history.standing(client.code, history.today) in (Standing.DISCHARGED, Standing.DECEASED)


def _person(history: History, client: Client) -> Person:
    standing = history.standing(client.code, history.today)
    return Person(client.code, on_screen(client.name), "" if standing is Standing.ACTIVE else str(standing))


def client_page(visit: Visit) -> Answer:
    """The whole history of one client; somebody else's client is not found."""
    house, code = visit.house, visit.found
    with visit.store.read() as tx:
        sight, history = sight_of(tx, visit), history_of(tx, house, visit.today)
        client = history.people.clients.get(code)
        if client is None or not sight.knows(client, history.people):
            return answers.not_found()
        open_ones = [f for f in as_of_now(tx, house, visit.now) if f.planned.client == code and sight.shows(f)]
        closed = [f for f in followups.all_of(tx, [code]) if f.planned.client == code and not f.open and sight.shows(f)]
        log, act = audit.entries(tx, code), last_act(tx, visit, sight)
        sent = forms_about(tx, visit, code)
    names = Names(history.people, house.practice.zone, visit.now)
    since = history.standing_since(code, visit.today)
    visit_ahead = history.next_visit(code, visit.today)
    found = [x for p in history.people.providers for x in loops(history, p) if x.client == code]
    phone, born = on_screen(client.phone), on_screen(client.born)
    return shown(
        visit,
        "client.html.j2",
        client=client,
        name=on_screen(client.name),
        born=f"born {spoken(born)}, {client.age_on(visit.today)} years" if born else "",
        phone=shown_phone(phone),
        dial=dial(phone),
        email=on_screen(client.email),
        in_charge=house.practitioners[history.people.practitioner_for(client)].name,
        standing=history.standing(code, visit.today).value,
        since=spoken(since) if since else "",
        team=[_member(history, code, p, [str(r) for r in roles], visit) for p, roles in history.team(code).items()],
        limits=limits_on_file(history, code),
        visit=_visit_words(history, visit_ahead) if visit_ahead else "",
        visit_number=visit_ahead.number if visit_ahead else 0,
        listed=listed([*open_ones, *closed], names),
        loops=[looped(x, history) for x in found],
        sent=sent,
        trends=trends_of(history, code),
        disclosed=disclosed(log, names, sight),
        facts=told_of(history, code, sight),
        act=_about(act, history, code, [*open_ones, *closed]),
        said=SAID.get(visit.request.query.get("said"), ""),
    )


def _about(act: Act | None, history: History, code: str, found: Iterable[FollowUp]) -> Act | None:
    """The last act where it is about this person: what is undone from a page was done on it."""
    facts = [f.number for f in history.facts if code in (f.client, f.provider)]
    return about(act, facts=facts, ids=[code, *(f.id for f in found)])


def _visit_words(history: History, fact: Fact) -> str:
    provider = history.people.providers.get(fact.provider or "")
    hour = f" {fact.at:%H:%M}" if fact.at else ""
    return f"{spoken(fact.on)}{hour}{f', {provider.name}' if provider else ''}"


def _member(history: History, client: str, provider: str, roles: list[str], visit: Visit) -> Member:
    known = history.people.providers[provider]
    told = may_tell(history.grants(client), provider, visit.today)
    until = told.grant.last_day if isinstance(told, Allowed) else None
    allowed = (
        f"may be told{f' until {spoken(until)}' if until else ''} ({told.grant.id})"
        if isinstance(told, Allowed)
        else ""
    )
    return Member(
        code=provider,
        name=known.name,
        roles=", ".join(roles),
        phone=shown_phone(known.phone),
        dial=dial(known.phone),
        permission=allowed or (told.reason if not isinstance(told, Allowed) else ""),
        allowed=isinstance(told, Allowed),
    )


def provider_page(visit: Visit) -> Answer:
    """The whole history with one provider, as far as it is about clients whom she is shown."""
    house, code = visit.house, visit.found
    with visit.store.read() as tx:
        sight, history = sight_of(tx, visit), history_of(tx, house, visit.today)
        provider = history.people.providers.get(code)
        if provider is None:
            return answers.not_found()
        everything = as_of_now(tx, house, visit.now)
        open_ones = [f for f in everything if f.planned.provider == code and sight.shows(f)]
        closed = [f for f in followups.with_provider(tx, code) if not f.open and sight.shows(f)]
        log = [e for e in audit.entries(tx) if e.disclosure.provider == code]
        act = last_act(tx, visit, sight)
    names = Names(history.people, house.practice.zone, visit.now)
    found = relationship(history, provider, open_ones)
    clients = [c for c in history.people.clients.values() if code in history.team(c.code)]
    return shown(
        visit,
        "provider.html.j2",
        provider=provider,
        phone=shown_phone(provider.phone),
        dial=dial(provider.phone),
        fax=shown_phone(provider.fax),
        hours=hours_text(provider.hours),
        prefers=[
            (name, is_)
            for name in ("cadence", "pace", "channel", "contact", "best time")
            if (is_ := history.preference(code, name))
        ],
        gap=gap_of(found, history, house),
        referrals=by_month(_referred(found, history), visit.today),
        loops=[
            looped(x, history)
            for x in loops(history, code)
            if sight.knows(history.people.clients.get(x.client), history.people)
        ],
        clients=[_person(history, c) for c in clients if sight.knows(c, history.people)],
        listed=listed([*open_ones, *closed], names),
        disclosed=disclosed(log, names, sight),
        facts=told_of(history, code, sight),
        act=_about(act, history, code, [*open_ones, *closed]),
        said=SAID.get(visit.request.query.get("said"), ""),
    )


def _referred(found: Relationship, history: History) -> list[date]:
    return [x.referral.on for x in loops(history, found.provider.code)]
