"""First invitations by a person's word, and what follows from them by itself: changes and cancellations.

A later version is written only once it is settled whether the one before went out, so that none can overtake it.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from msgspec import structs

from calendars import itip
from calendars.entries import Entry
from calendars.itip import Person
from scheduler.facts import Fact, FactKind
from scheduler.house import House
from scheduler.inviting.arranging import reopen
from scheduler.inviting.letters import Mailroom, must_be_permitted, write
from scheduler.inviting.meetings import (
    Meeting,
    falls_through,
    meeting_of,
    no_invitation,
    practitioner_of,
    zone_of,
)
from scheduler.mistakes import Refusal
from scheduler.replanning import replan_touched
from scheduler.store import facts as fact_store
from scheduler.store import invitations, outbox
from scheduler.store import people as people_store
from scheduler.store.invitations import Invited
from scheduler.store.outbox import OutState
from scheduler.store.tx import Transaction

#: How long after a meeting a correction of its day still changes the invitation.
_STILL_MOVED = timedelta(days=30)
#: What an answer left in the fact; a changed time takes it away, since it no longer holds.
_ANSWER_FIELDS = ("answer", "proposed")
_UNANSWERED: dict[str, Any] = {"answer": "", "answered_at": None, "proposed": None}


def invite(tx: Transaction, house: House, room: Mailroom | None, fact: Fact, now: datetime) -> Invited:
    """Put a first invitation into the outbox; raises `Refusal` where it may not go, or makes no sense."""
    if room is None:
        raise Refusal("nothing can be sent: no channel is configured; add a [[channel]] to config.toml", 1)
    meeting = _invitable(tx, house, fact, now)
    attendee = meeting.provider.email.strip().lower()
    earlier = invitations.of_fact(tx, fact.number)
    known = next((i for i in earlier if i.attendee == attendee), None)
    if known and known.stands:
        raise Refusal(f"{meeting.provider.name} is invited to {fact.id} already; changes go out by themselves")
    must_be_permitted(tx, house, room, meeting, now)
    for other in earlier:
        if other.stands:
            _take_back(tx, house, room, other, now)
    if known:
        again = replace(known, state="invited", sequence=known.sequence + 1, **_UNANSWERED)
        return _say(tx, room, meeting, again, now)
    fresh = _fresh(meeting, attendee, room, now)
    return _say(tx, room, meeting, replace(fresh, id=invitations.add(tx, fresh)), now)


def _invitable(tx: Transaction, house: House, fact: Fact, now: datetime) -> Meeting:
    """The meeting, if somebody can be invited to it; raises `Refusal`."""
    if reason := no_invitation(fact):
        raise Refusal(reason)
    meeting = meeting_of(tx, house, fact)
    if meeting is None:
        raise Refusal(f"{fact.id} names no provider; nobody was invited")
    provider = meeting.provider
    if not provider.email:
        raise Refusal(f"{provider.name} has no e-mail address; rapport provider edit {provider.code} --email ADDRESS")
    if meeting.starts <= now:
        raise Refusal(f"{fact.id} has begun already; nobody was invited")
    return meeting


def keep_up(tx: Transaction, house: House, room: Mailroom | None, now: datetime) -> int:
    """Tell those who were invited what has changed since; the number of letters. Nobody is invited anew."""
    if room is None:
        return 0
    return sum(_kept_up(tx, house, room, invited, now) for invited in invitations.standing(tx, now - _STILL_MOVED))


def _kept_up(tx: Transaction, house: House, room: Mailroom, invited: Invited, now: datetime) -> bool:
    fact = fact_store.get(tx, invited.fact)
    if fact is not None and not fact.retracted and fact.value in ("declined", "held", "attended"):
        return False
    falls = fact is None or falls_through(tx, house, fact, invited.provider, now)
    meeting = None if falls or fact is None else meeting_of(tx, house, fact)
    if meeting is None:
        if fact is not None:
            _open_again(tx, house, fact, now)
        return invited.ends > now and _take_back(tx, house, room, invited, now)
    if itip.signature(meeting.entry) == invited.signature or meeting.ends <= now:
        return False
    settled = _settled(tx, invited, now)
    if settled is None:
        return False
    _forget_answer(tx, house, meeting.fact, invited, now)
    _say(tx, room, meeting, replace(settled, sequence=invited.sequence + 1, **_UNANSWERED), now)
    return True


def _open_again(tx: Transaction, house: House, fact: Fact, now: datetime) -> None:
    """A meeting that is called off settles nothing: the follow-up that proposed it is to be done after all."""
    if fact.value != "cancelled" or not fact.closes or fact.retracted:
        return
    reopen(tx, house, fact, f"{fact.id} was cancelled", now)
    new = structs.replace(fact, closes=None, version=fact.version + 1, recorded_at=now, recorded_by="it was cancelled")
    fact_store.add_versions(tx, [new])
    replan_touched(tx, house, [fact, new], now)


def _settled(tx: Transaction, invited: Invited, now: datetime) -> Invited | None:
    """The invitation with what became of its last letter, which is taken back if it still waits; None: ask later."""
    last = outbox.get(tx, invited.letter)
    if last is None:
        return invited
    if last.state in (OutState.SENT, OutState.UNKNOWN):
        return replace(invited, told=True)
    if last.state in (OutState.REFUSED, OutState.MISSED) or outbox.withdraw(tx, last.id, now):
        return invited
    return None


def _take_back(tx: Transaction, house: House, room: Mailroom, invited: Invited, now: datetime) -> bool:
    """Cancel an invitation; whether a letter says so, which it need not where nobody was told."""
    settled = _settled(tx, invited, now)
    if settled is None:
        return False
    gone = replace(settled, state="cancelled", sequence=invited.sequence + 1, changed_at=now)
    provider = people_store.providers(tx, [invited.provider]).get(invited.provider)
    fact = fact_store.get(tx, invited.fact)
    practitioner = practitioner_of(tx, house, fact) if fact else next(iter(house.practitioners.values()), None)
    if provider is None or practitioner is None or not settled.told:
        invitations.save(tx, gone)
        return False
    zone = zone_of(house, provider)
    entry = Entry(
        uid=invited.uid,
        sequence=0,
        title=invited.title,
        location=invited.place,
        start=invited.starts.astimezone(zone),
        end=invited.ends.astimezone(zone),
        changed_at=now,
        cancelled=True,
    )
    letter = write(tx, room, gone, entry, provider, practitioner, now)
    invitations.save(tx, replace(gone, letter=letter))
    return True


def _fresh(meeting: Meeting, attendee: str, room: Mailroom, now: datetime) -> Invited:
    organizer = room.answers_to or meeting.practitioner.email
    if not organizer:
        raise Refusal(f"{meeting.practitioner.name} has no e-mail address in config.toml, where answers could go")
    for address in (organizer, attendee):
        try:
            Person(address=address)
        except ValueError as error:
            raise Refusal(str(error)) from None
        if not address.isascii():
            raise Refusal(f"{address} holds letters that invitations cannot be addressed with; write it in ASCII")
    return Invited(
        fact=meeting.fact.number,
        provider=meeting.provider.code,
        uid=meeting.entry.uid,
        attendee=attendee,
        organizer=organizer,
        sequence=0,
        created_at=now,
        changed_at=now,
        **_said(meeting),
    )


def _said(meeting: Meeting) -> dict[str, Any]:
    """What is remembered of a meeting as it is said."""
    entry = meeting.entry
    return {
        "signature": itip.signature(entry),
        "title": entry.title,
        "place": entry.location,
        "starts": meeting.starts,
        "ends": meeting.ends,
    }


def _say(tx: Transaction, room: Mailroom, meeting: Meeting, invited: Invited, now: datetime) -> Invited:
    """The invitation as the meeting now is, with its letter in the outbox."""
    said = replace(invited, changed_at=now, **_said(meeting))
    entry = replace(meeting.entry, uid=invited.uid)
    done = replace(said, letter=write(tx, room, said, entry, meeting.provider, meeting.practitioner, now))
    invitations.save(tx, done)
    return done


def _forget_answer(tx: Transaction, house: House, fact: Fact, invited: Invited, now: datetime) -> None:
    """The answer to another time is no answer to this one (RFC 5546 2.1.4): the fact no longer holds it."""
    stale = {*_ANSWER_FIELDS, *(("office",) if fact.kind is FactKind.VISIT and invited.answer else ())}
    if stale.isdisjoint(fact.data):
        return
    data = {name: value for name, value in fact.data.items() if name not in stale}
    new = structs.replace(fact, data=data, version=fact.version + 1, recorded_at=now, recorded_by="its time changed")
    fact_store.add_versions(tx, [new])
    replan_touched(tx, house, [new], now)
