"""Briefing: what to have in hand at a visit with a client, and the month on one page."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from outreach.consent import Allowed, Refused, may_tell
from outreach.findings import Row, day_words
from outreach.sheets import Section, Sheet
from scheduler.borders import on_screen
from scheduler.documenting import letterhead
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp, FollowUpKind, State
from scheduler.history import History
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.relating import loops
from scheduler.reporting import Typed, content
from scheduler.spans import spoken

#: What is asked at every visit, where the record suggests nothing else.
_QUESTIONS = (
    "Do the limits on file still hold?",
    "What should I watch for until the next visit?",
    "How often, and how, do you want to hear from me?",
)


def visit_brief(history: History, house: House, client: str, visit: Fact | None = None) -> Sheet:
    """One page for a visit attended with a client: numbers, questions, consent and permission, what was agreed."""
    found = visit or history.next_visit(client, history.today)
    if found is None:
        raise Refusal(
            f"no visit of client {client} is on record: rapport record visit {client} --on DATE --provider WHO"
        )
    provider = history.people.providers.get(found.provider or "")
    known = history.people.clients[client]
    says = content(history, client, found.provider or "", Typed())
    told = may_tell(history.grants(client), found.provider or "", found.on)
    born = on_screen(known.born)
    hour = f" at {found.at:%H:%M}" if found.at else ""
    whom = f"with {provider.name}" if provider else "with a provider not named yet"
    rows = [f"{r.measure}{f' ({r.side})' if r.side else ''}: {_numbers(r)}" for r in says.rows]
    return Sheet(
        practice=letterhead(house),
        title=f"Visit {whom}, {spoken(found.on)}{hour}",
        day=history.today,
        about=f"{on_screen(known.name)}{f', born {day_words(born)}' if born else ''}, {client}",
        sections=(
            Section(heading="Before you go", boxes=True, lines=tuple(_permissions(found, told))),
            Section(heading="First", lines=(says.bottom_line,) if says.bottom_line else ()),
            Section(heading="Numbers", lines=(*rows, *says.others)),
            Section(heading="Safety and limits", lines=(says.safety, *_limits(history, client))),
            Section(heading="Last agreed", lines=tuple(_agreed(history, client))),
            Section(heading="Three questions", lines=tuple(_questions(says.warnings))),
            Section(heading="Afterwards", lines=(f'rapport record visit {client} attended --agreed "..."',)),
        ),
        foot=("For your own use. Destroy it after the visit.",),
    )


def _numbers(row: Row) -> str:
    first = f"{row.baseline.text} ({day_words(row.baseline.day)})"
    last = f", now {row.current.text} ({day_words(row.current.day)}), {row.change}" if row.current else ""
    return f"{first}{last}{f': {row.status}' if row.status else ''}"


def _permissions(visit: Fact, told: Allowed | Refused) -> Iterable[str]:
    yes = {True: "agreed", False: "said no", None: "not asked yet"}
    yield f"The client agrees that you come along: {yes[_flag(visit, 'consent')]}"
    yield f"The office agrees: {yes[_flag(visit, 'office')]}"
    yield f"Authorization: {told.reason if isinstance(told, Refused) else 'in force on that day'}"


def _flag(fact: Fact, name: str) -> bool | None:
    return bool(fact.data[name]) if name in fact.data else None


def _limits(history: History, client: str) -> Iterable[str]:
    for fact in history.of(client, FactKind.LIMITS):
        if fact.until is None or fact.until >= history.today:
            high, low = fact.data.get("high"), fact.data.get("low")
            span = " ".join([f"from {low}" if low is not None else "", f"up to {high}" if high is not None else ""])
            yield f"{fact.value[0].upper()}{fact.value[1:]} {span.strip()}, since {spoken(fact.on)}"


def _agreed(history: History, client: str) -> Iterable[str]:
    visits = [f for f in history.of(client, FactKind.VISIT) if f.data.get("agreed")]
    for fact in visits[-1:]:
        yield f"{spoken(fact.on)}: {fact.data['agreed']}"
    answers = [f for f in history.of(client, FactKind.REPORT) if f.value == "answered"]
    for fact in answers[-1:]:
        note = fact.data.get("note", "")
        yield f"{spoken(fact.on)}, answer to a report: {fact.data.get('answer', '')} {note}".strip()


def _questions(warnings: Sequence[str]) -> list[str]:
    """What went the wrong way is asked first; three in all."""
    return [*(f"{w.partition(',')[0]}: do you want to change anything?" for w in warnings), *_QUESTIONS][:3]


def month_sheet(history: History, house: House, follow_ups: Sequence[FollowUp], first: date) -> Sheet:
    """A month on one page: reports on time, visits preceded by a report, offices unheard of, loops open."""
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    until = min(last, history.today)
    reports = [
        f
        for f in follow_ups
        if f.planned.kind is FollowUpKind.REPORT and first <= f.day <= until and f.state in (State.OPEN, State.DONE)
    ]
    on_time = [f for f in reports if f.closed_at and f.closed_at.astimezone(house.practice.zone).date() <= f.day]
    late = [f for f in reports if f not in on_time]
    visits = [
        f
        for code in history.people.clients
        for f in history.of(code, FactKind.VISIT)
        if first <= f.on <= until and f.value in ("scheduled", "attended") and f.provider
    ]
    preceded = [f for f in visits if _reported_before(history, f)]
    return Sheet(
        practice=letterhead(house),
        title=f"{first:%B %Y}",
        day=history.today,
        sections=(
            Section(
                heading="Reports",
                lines=(
                    f"{len(on_time)} of {len(reports)} on time",
                    *(f"late: {f.id}, due {spoken(f.day)}{_whom(history, f)}" for f in late[:8]),
                ),
            ),
            Section(
                heading="Visits", lines=(f"{len(preceded)} of {len(visits)} preceded by a report within ten days",)
            ),
            Section(heading="Offices not heard from this month", lines=tuple(_unheard(history, first, until))),
            Section(heading="Referrals waiting for something", lines=tuple(_open_loops(history))),
        ),
        foot=("For your own use. Numbers of the record, as of the day above.",),
    )


def _whom(history: History, follow_up: FollowUp) -> str:
    provider = history.people.providers.get(follow_up.planned.provider or "")
    return f", {provider.name}" if provider else ""


def _reported_before(history: History, visit: Fact) -> bool:
    sent = [f for f in history.of(visit.client, FactKind.REPORT) if f.value == "sent" and f.provider == visit.provider]
    return any(visit.on - timedelta(days=10) <= f.on <= visit.on for f in sent)


def _unheard(history: History, first: date, until: date) -> Iterable[str]:
    """Offices that refer, or take part in somebody's care, with no contact in the month; ten at most."""
    active = {code for client in history.people.clients for code in history.team(client)}
    lines = []
    for code in sorted(active, key=lambda c: history.people.providers[c].name):
        touches = history.in_touch(code, until)
        if touches and touches[-1].on >= first:
            continue
        since = f"last contact {spoken(touches[-1].on)}" if touches else "no contact on record"
        lines.append(f"{history.people.providers[code].name}: {since}")
    more = [f"and {len(lines) - 10} more"] if len(lines) > 10 else []
    return [*lines[:10], *more]


def _open_loops(history: History) -> Iterable[str]:
    found = [
        f"{history.people.providers[code].name}, client {loop.client}, referred {spoken(loop.referral.on)}: "
        f"waits for {loop.waiting_for}"
        for code in history.people.providers
        for loop in loops(history, code)
        if loop.waiting_for and history.standing(loop.client, history.today).value != "deceased"
    ]
    more = [f"and {len(found) - 10} more"] if len(found) > 10 else []
    return [*found[:10], *more]
