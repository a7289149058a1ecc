"""Reminding: notices as letters to the practitioner. Decides and reads nothing."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from outreach.letters import Digest, Letter, Line, TemplateMistake, digest, notice
from outreach.templating import place_of
from scheduler.borders import in_reminder
from scheduler.followups import FollowUp, Priority, Recipient
from scheduler.noticing import Morning, Notice, Urgent, together
from scheduler.people import People, Practitioner, described, shown_phone
from scheduler.spans import ago

log = logging.getLogger("rapport")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A channel that reminders may take."""

    name: str
    #: Whether it reaches only practitioners who have an e-mail address.
    needs_address: bool
    #: Whether reminders may name clients there.
    private: bool = False
    #: The only practitioner whom it reaches; empty: all of them.
    practitioner: str = ""

    def reaches(self, who: Practitioner) -> bool:
        """Whether what is meant for a practitioner can go there."""
        return self.practitioner in ("", who.code) and bool(who.email or not self.needs_address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Where reminders go and how they look."""

    routes: tuple[Route, ...]
    public_url: str
    templates: Path | None = None
    #: Whether the letter may name clients.
    private: bool = False
    #: For follow-ups that are blocked: the id of the one to do first.
    unblocked_by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What letters say besides the follow-ups."""

    people: People
    zone: ZoneInfo
    now: datetime
    last_round: datetime | None
    last_fetch: datetime | None
    last_backup: datetime | None


def reminder(found: Notice, around: Background, post: Post) -> Letter:
    """A notice as a letter."""
    match found:
        case Morning():
            return _morning(found, around, post)
        case Urgent() if len(found.follow_ups) == 1:
            (only,) = found.follow_ups
            emergency = only.planned.priority is Priority.NOW
            words = "in an emergency, call emergency services first" if emergency else "due today"
            return _worded(partial(notice, _line(only, around.people, post), urgent=words), post)
        case Urgent():
            words_ = Digest(
                practitioner=found.practitioner.name,
                day=around.now.astimezone(around.zone).date(),
                now=tuple(_line(f, around.people, post) for f in found.follow_ups),
                tomorrow=0,
                week=0,
                link=f"{post.public_url}/today",
            )
            return _worded(partial(digest, words_), post)


def _morning(found: Morning, around: Background, post: Post) -> Letter:
    day = found.day

    def lines(group: Sequence[FollowUp]) -> tuple[Line, ...]:
        return tuple(_contact(contact, around.people, post) for contact in together(group))

    words = Digest(
        practitioner=found.practitioner.name,
        day=day.day,
        tomorrow=day.tomorrow,
        week=day.week,
        link=f"{post.public_url}/today",
        last_round=f"{around.last_round.astimezone(around.zone):%H:%M}" if around.last_round else "",
        last_fetch=ago(around.now, around.last_fetch) if around.last_fetch else "",
        last_backup=ago(around.now, around.last_backup) if around.last_backup else "",
        now=lines(day.now),
        today=lines(day.today),
        blocked=lines(day.blocked),
        missed=lines(day.missed),
    )
    return _worded(partial(digest, words), post)


def _worded(write: Callable[..., Letter], post: Post) -> Letter:
    """The practice's own template, or Rapport's where that one is broken: a reminder is never held back by it."""
    try:
        return write(folder=post.templates)
    except TemplateMistake as mistake:
        log.error("Rapport's own template is used, for one is broken: %s (see: rapport rules check)", place_of(mistake))
        return write(folder=None)


def _contact(contact: Sequence[FollowUp], known: People, post: Post) -> Line:
    """One line for one contact, with the codes of everything that it settles."""
    line = _line(contact[0], known, post)
    if len(contact) == 1:
        return line
    codes = ", ".join(f.id for f in contact[1:])
    return replace(line, note="; ".join(filter(None, (line.note, f"one contact for {len(contact)}: also {codes}"))))


def _line(follow_up: FollowUp, known: People, post: Post) -> Line:
    """A follow-up without anything of the client: what leaves the house by e-mail may be read by anybody.

    On a channel that the practitioner marked as private, it says which client.
    """
    planned = follow_up.planned
    first = post.unblocked_by.get(follow_up.id)
    provider = known.providers.get(planned.provider or "")
    client = known.clients.get(planned.client or "")
    name = in_reminder(client.name, client.code, private=post.private) if client else ""
    if planned.recipient is Recipient.PROVIDER and provider:
        to, phone = described(provider), shown_phone(provider.phone)
        to += f", about {name}" if name and post.private else ""
    elif planned.recipient is Recipient.CLIENT:
        to, phone = name, ""
    else:
        to, phone = "yourself" if planned.recipient is Recipient.PRACTITIONER else "nobody on file yet", ""
    return Line(
        id=follow_up.id,
        kind=planned.kind.spoken,
        to=to,
        phone=phone,
        note=(follow_up.blocked_by or "") + (f"; first {first}" if first else ""),
        link=f"{post.public_url}/today#{follow_up.id}",
    )
