"""Cards: follow-ups as the pages show them, one card for each contact."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.followups import FollowUp, FollowUpKind, Priority
from scheduler.noticing import Day, together, unblocking
from scheduler.outcomes import USUAL_OUTCOME, outcomes_of
from scheduler.showing import Names, when
from scheduler.web.saying import Said, Saying

#: Kinds that are mostly done by telephone, where nobody may answer.
_BY_PHONE = frozenset({FollowUpKind.CALL, FollowUpKind.INTRODUCTION, FollowUpKind.CHECK, FollowUpKind.REQUEST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One follow-up on a card."""

    id: str
    kind: str
    why: str
    #: When it was due, where that has passed; otherwise empty.
    late: str
    #: The limits on file, and what to say, where somebody is spoken with.
    limits: tuple[str, ...] = ()
    script: tuple[Said, ...] = ()
    #: Whether it has a report to be looked at.
    report: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One contact, with everything that it settles."""

    id: str
    kind: str
    whom: str
    phone: str
    #: The address that dials (RFC 3966), or nothing.
    dial: str
    #: When the provider likes to be called.
    best_time: str
    lines: tuple[Line, ...]
    #: Why it cannot be done yet, and what to do first (its id), where that is known.
    blocked_by: str
    #: The client of whom nobody is on file who could be told.
    nameless: str
    first: str
    #: Outcomes that are one touch away, and the others.
    usual: tuple[str, ...]
    others: tuple[str, ...]
    #: Whether others are done with it.
    shared: bool
    #: Whether it is told again and again until somebody has seen it.
    unseen: bool
    #: Whether it may be an emergency: then others are called first.
    emergency: bool
    #: Whether it is about a client, or with a provider: what else can be told with its outcome.
    about_client: bool
    with_provider: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The cards of one urgency."""

    name: str
    cards: tuple[Card, ...]


def groups(
    day: Day, names: Names, found: Sequence[FollowUp], asks_for: Mapping[str, str], saying: Saying
) -> tuple[Group, ...]:
    """A day as groups of cards, in the order in which `rapport today` lists them; empty groups are left out."""
    named = (("Now", day.now), ("Today", day.today), ("Blocked", day.blocked), ("Missed", day.missed))
    return tuple(
        Group(name=name, cards=tuple(card(contact, names, found, asks_for, saying) for contact in together(group)))
        for name, group in named
        if group
    )


def card(
    contact: Sequence[FollowUp],
    names: Names,
    found: Iterable[FollowUp],
    asks_for: Mapping[str, str],
    saying: Saying,
) -> Card:
    """The card of a contact; its first follow-up gives it its name."""
    first = contact[0]
    kind, provider = first.planned.kind, names.provider(first)
    usual = usual_outcomes(kind)
    return Card(
        id=first.id,
        kind=kind.spoken,
        whom=names.whom(first),
        phone=names.phone(first),
        dial=dial(names.number(first)),
        best_time=provider.best_time if provider and names.number(first) == provider.phone else "",
        lines=tuple(_line(f, names, saying) for f in contact),
        blocked_by=first.blocked_by or "",
        nameless="" if first.planned.provider or not first.blocked_by else first.planned.client or "",
        first=unblocking(first, found, asks_for) or "",
        usual=usual,
        others=tuple(o for o in outcomes_of(kind) if o not in usual),
        shared=sum(f.planned.kind is kind for f in contact) > 1,
        unseen=first.planned.priority <= Priority.SAME_DAY and first.seen_at is None,
        emergency=first.planned.priority is Priority.NOW,
        about_client=first.planned.client is not None,
        with_provider=bool(first.planned.provider),
    )


def usual_outcomes(kind: FollowUpKind) -> tuple[str, ...]:
    """The outcomes that come first for a kind."""
    return (USUAL_OUTCOME[kind], *(("voicemail", "no answer") if kind in _BY_PHONE else ()))


def dial(number: str) -> str:
    """An address that dials a stored number (RFC 3966); an extension is left to the one who calls."""
    found = re.match(r"\+\d{7,15}", number, re.ASCII)
    return f"tel:{found[0]}" if found else ""


def _line(follow_up: FollowUp, names: Names, saying: Saying) -> Line:
    planned = follow_up.planned
    return Line(
        id=follow_up.id,
        kind=planned.kind.spoken,
        why=names.why(follow_up),
        late=when(follow_up, names) if follow_up.day < names.today else "",
        limits=saying.limits(follow_up),
        script=saying.script(follow_up),
        report=planned.kind is FollowUpKind.REPORT and bool(planned.client and planned.provider),
    )
