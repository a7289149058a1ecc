"""Answers to invitations become facts, and the rules go on from there; another time that is proposed goes to a person.

Why a notice and not a follow-up: follow-ups come from rules alone. The proposal stands in the fact, so that a rule can
make a `check` of it.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from msgspec import structs

from calendars import replies
from calendars.itip import Invitation
from calendars.replies import Counter, Partstat, Reply
from outreach.letters import Line
from scheduler.facts import Fact, FactKind, Scalar
from scheduler.house import House
from scheduler.inviting.arranging import reopen
from scheduler.inviting.meetings import practitioner_of
from scheduler.people import Provider, described, shown_phone
from scheduler.reminding import Post
from scheduler.replanning import replan_touched
from scheduler.spans import spoken
from scheduler.store import facts as fact_store
from scheduler.store import invitations
from scheduler.store import people as people_store
from scheduler.store.invitations import Invited
from scheduler.store.tx import Transaction
from scheduler.telling import tell

_BY = "an answer by e-mail"
_WORDS = {
    Partstat.ACCEPTED: "accepted",
    Partstat.TENTATIVE: "tentative",
    Partstat.DECLINED: "declined",
    Partstat.DELEGATED: "delegated",
}
_OTHER_TIME = "another time"


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer that counts."""

    fact: Fact
    #: In words, for the log and the screen; it names no client.
    words: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """An e-mail or a file that is no answer to anything that was sent, and why: in our own words."""

    reason: str


def take(tx: Transaction, house: House, post: Post, data: bytes, now: datetime) -> Taken | NotTaken:
    """Read an answer from a raw e-mail or an .ics file, and record what it says."""
    answer = replies.read_reply(data)
    if isinstance(answer, replies.Refused):
        return NotTaken(answer.reason)
    found = _answered(tx, answer)
    if isinstance(found, NotTaken):
        return found
    invited, fact = found
    words = _word(answer)
    if words is None:
        return NotTaken("it says neither yes nor no")
    proposed = answer.starts if isinstance(answer, Counter) else None
    new = _recorded(tx, house, fact, words, proposed, now)
    invitations.save(
        tx,
        replace(invited, told=True, answer=words, answered_at=answer.stamp, proposed=proposed, changed_at=now),
    )
    provider = people_store.providers(tx, [invited.provider]).get(invited.provider)
    if provider and words not in ("accepted", "tentative"):
        _tell(tx, house, post, provider, new, invited, _note(house, new, words, proposed), now)
    at = f" ({spoken(_local(house, proposed).date())} {_local(house, proposed):%H:%M})" if proposed else ""
    return Taken(new, f"{new.id}: {words}{at}")


def _answered(tx: Transaction, answer: Reply | Counter) -> tuple[Invited, Fact] | NotTaken:
    """The invitation that is answered, and its meeting."""
    invited = invitations.by_uid(tx, answer.uid)
    if invited is None:
        return NotTaken("it answers no invitation of ours")
    sent = Invitation(
        uid=invited.uid,
        attendee=invited.attendee,
        sequence=invited.sequence,
        signature=invited.signature,
        answered_at=invited.answered_at,
    )
    judged = replies.accept(answer, sent)
    if not isinstance(judged, replies.Accepted):
        return NotTaken(judged.reason)
    fact = fact_store.get(tx, invited.fact)
    if not invited.stands or fact is None or fact.retracted or fact.value not in ("scheduled", "declined"):
        return NotTaken("what it answers is over, or was cancelled")
    return invited, fact


def _word(answer: Reply | Counter) -> str | None:
    return _OTHER_TIME if isinstance(answer, Counter) else _WORDS.get(answer.partstat)


def _recorded(tx: Transaction, house: House, fact: Fact, words: str, proposed: datetime | None, now: datetime) -> Fact:
    """The fact with the answer in it: a further version, as if somebody had corrected it."""
    new = structs.replace(
        _of_visit(fact, words) if fact.kind is FactKind.VISIT else _of_meeting(house, fact, words, proposed),
        version=fact.version + 1,
        recorded_at=now,
        recorded_by=_BY,
    )
    if (new.value, dict(new.data)) == (fact.value, dict(fact.data)):
        return fact
    if words == "declined":
        reopen(tx, house, fact, f"{fact.id} was declined", now)
        new = structs.replace(new, closes=None)
    fact_store.add_versions(tx, [new])
    replan_touched(tx, house, [fact, new], now)
    return new


def _of_meeting(house: House, fact: Fact, words: str, proposed: datetime | None) -> Fact:
    """What is declined does not take place, so that what hangs on its being scheduled goes away by itself."""
    data: dict[str, Scalar] = {name: value for name, value in fact.data.items() if name != "proposed"}
    data["answer"] = words
    if proposed is not None:
        data["proposed"] = f"{_local(house, proposed):%Y-%m-%d %H:%M}"
    return structs.replace(fact, value="declined" if words == "declined" else "scheduled", data=data)


def _of_visit(fact: Fact, words: str) -> Fact:
    """A joint visit is the client's all the same; the answer is whether the office agrees to the company."""
    agrees = {"accepted": True, "declined": False}.get(words)
    return fact if agrees is None else structs.replace(fact, data={**fact.data, "office": agrees})


def _local(house: House, moment: datetime) -> datetime:
    return moment.astimezone(house.practice.zone)


def _note(house: House, fact: Fact, words: str, proposed: datetime | None) -> str:
    """What the practitioner can do about it."""
    if proposed is not None:
        at = _local(house, proposed)
        taken = f"rapport correct {fact.id} --on {at:%Y-%m-%d} --at {at:%H:%M}"
        return f"proposes {spoken(at.date())} {at:%H:%M}; to take it: {taken}"
    if words == "delegated":
        return "passed it on to somebody else; ask the office who comes"
    if fact.kind is FactKind.VISIT:
        return "declined that you attend; the visit itself stands"
    return f"declined; for another time: rapport correct {fact.id} --value scheduled --on DATE --at HH:MM"


def _tell(
    tx: Transaction,
    house: House,
    post: Post,
    provider: Provider,
    fact: Fact,
    invited: Invited,
    note: str,
    now: datetime,
) -> None:
    """A notice to the practitioner, once for each answer."""
    mine = practitioner_of(tx, house, fact)
    if mine is None:
        return
    line = Line(
        id=fact.id,
        kind=fact.kind.value,
        to=described(provider),
        phone=shown_phone(provider.phone),
        note=note,
        link=f"{post.public_url}/today",
    )
    told = hashlib.sha256(f"{invited.uid}/{invited.sequence}/{note}".encode()).hexdigest()[:16]
    tell(tx, house, post, mine.code, line, urgent="your invitation was answered", once=f"answer/{told}", now=now)
