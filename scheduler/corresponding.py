"""Corresponding: from the record to what a letter or a call script may speak of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import takewhile
from typing import Any

from outreach.consent import Allowed, Purpose, Refused, may_tell
from outreach.correspondence.kinds import LETTERS, SCRIPTS, Audience, LetterName, ScriptName
from outreach.correspondence.occasions import (
    Attendance,
    Client,
    Fax,
    Incident,
    Occasion,
    Recipient,
    Result,
    Sender,
)
from outreach.reports import Addressee, Authorization
from scheduler.borders import in_letter, on_screen, to_client
from scheduler.comparing import first_results, result_between, results
from scheduler.documenting import CALLED_AFTER, addressee, business_days_on
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp, FollowUpKind
from scheduler.history import History
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.people import Provider, shown_phone
from scheduler.permitting import unwelcome
from scheduler.reporting import attended

_ENDED = {
    "completed": "the program was completed",
    "dropped out": "the training was not taken up again",
    "referred back": "it is with you again to decide what comes next",
    "moved": "the client has moved away",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the practitioner adds to what is on record."""

    call_on: date | None = None
    plan: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    ask: str | None = None
    reason: str | None = None
    seen: str = ""
    did: str = ""
    since: str | None = None
    pages: int = 2
    what: str = "Progress report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """A letter's or a script's occasion, and where it goes."""

    occasion: Occasion
    to: Addressee


def purpose_of(name: LetterName) -> Purpose:
    """What a letter is for, which decides whose wishes count."""
    if name is LetterName.INCIDENT_NOTE:
        return Purpose.SAFETY
    social = LETTERS[name].outreach or name is LetterName.THANK_YOU
    return Purpose.RELATIONSHIP if social and LETTERS[name].audience is not Audience.CLIENT else Purpose.CLINICAL


def letter_occasion(
    history: History, house: House, name: LetterName, client: str | None, provider: str | None, asked: Asked
) -> Correspondence:
    """What a letter may speak of; raises `Refusal` where nobody is named or nothing may be told."""
    kind = LETTERS[name]
    if reason := unwelcome(history, client, None if kind.audience is Audience.CLIENT else provider, purpose_of(name)):
        raise Refusal(f"the letter {name} may not be written: {reason}")
    if kind.audience is Audience.CLIENT:
        return _to_client(history, house, client, asked)
    to = history.people.providers.get(provider or "")
    if to is None:
        raise Refusal(f"say which provider the letter {name} goes to: --provider WHO")
    told = _permission(history, client, to.code) if kind.tells_of_client else None
    if kind.tells_of_client and client is None:
        raise Refusal(f"say whom the letter {name} tells of: --client WHO")
    if isinstance(told, Refused):
        raise Refusal(
            f"the letter {name} may not be written: {told.reason}. For the form to sign: rapport letter release"
        )
    occasion = _occasion(history, house, client, to, told, asked, with_name=told is not None)
    if name is LetterName.INITIAL_EVALUATION and client:
        occasion = replace(occasion, results=tuple(Result(**r) for r in first_results(history, client)))
    return Correspondence(occasion=occasion, to=addressee(to))


#: Which script goes with a call, by the change or the verdict that led to it.
_SCRIPTS = (
    ("red flag", ScriptName.RED_FLAG_CALL),
    ("decline", ScriptName.DECLINE_CALL),
    ("plateau", ScriptName.PLATEAU_CALL),
    ("gain", ScriptName.PROGRESS_CALL),
)


def script_for(follow_up: FollowUp, history: History, house: House) -> tuple[ScriptName, Occasion] | None:
    """What to say in a follow-up's call or meeting, on the practitioner's own screen; None where there is no script."""
    planned = follow_up.planned
    provider = history.people.providers.get(planned.provider or "")
    if provider is None:
        return None
    if planned.kind in (FollowUpKind.INTRODUCTION, FollowUpKind.MEETING):
        name = ScriptName.MEETING if planned.kind is FollowUpKind.MEETING else ScriptName.INTRODUCTION_CALL
        return name, _occasion(history, house, None, provider, None, Asked(), with_name=False)
    reason = on_screen(planned.reason)
    found = next((script for word, script in _SCRIPTS if word in reason), None)
    if planned.kind is not FollowUpKind.CALL or found is None or planned.client is None:
        return None
    told = _permission(history, planned.client, provider.code)
    grant = told if isinstance(told, Allowed) else None
    asked = Asked(seen="Say what you saw.", did="Say what you did.")
    occasion = _occasion(history, house, planned.client, provider, grant, asked, with_name=True)
    occasion = replace(occasion, results=_led_to(planned.because, history))
    lacking = [part for part in SCRIPTS[found].needs if getattr(occasion, part) in (None, ())]
    return None if lacking else (found, occasion)


def _led_to(because: tuple[str, ...], history: History) -> tuple[Result, ...]:
    """The readings that a call is about: the one that changed, against the one it is held against."""
    readings = [f for f in history.facts if f.id in because and f.kind is FactKind.MEASURE]
    if len(readings) != 2:
        return ()
    before, after = sorted(readings, key=lambda f: f.order)
    return (Result(**result_between(history, before, after)),)


def _permission(history: History, client: str | None, provider: str) -> Allowed | Refused | None:
    return may_tell(history.grants(client), provider, history.today) if client else None


def _to_client(history: History, house: House, client: str | None, asked: Asked) -> Correspondence:
    found = history.people.clients.get(client or "")
    if found is None:
        raise Refusal("say which client the reminder goes to")
    name = to_client(found.name)
    visit = history.next_visit(found.code, history.today)
    at = datetime.combine(visit.on, visit.at, house.practice.zone) if visit and visit.at else None
    occasion = Occasion(
        day=history.today,
        me=_sender(history, house, client),
        to=Recipient(name=name, greeting=name.split()[0]),
        visit_at=at,
        call_on=asked.call_on,
    )
    return Correspondence(occasion=occasion, to=Addressee(name=name))


def _sender(history: History, house: House, client: str | None) -> Sender:
    code = history.people.practitioner_for(history.people.clients.get(client or ""))
    me = house.practitioners[code]
    return Sender(
        name=me.name,
        title=me.title,
        phone=shown_phone(me.phone) or house.identity.phone,
        practice=house.identity.name,
    )


def _occasion(
    history: History,
    house: House,
    client: str | None,
    to: Provider,
    told: Allowed | None,
    asked: Asked,
    *,
    with_name: bool,
) -> Occasion:
    record = _of_client(history, client, to, asked) if client else {}
    known = history.people.clients.get(client or "")
    named = None
    if known is not None and with_name:
        # Without an authorization it is only ever the practitioner's own screen that shows it.
        named = (
            Client(name=in_letter(known.name, told), born=in_letter(known.born, told))
            if told
            else Client(name=on_screen(known.name), born=on_screen(known.born))
        )
    grant = Authorization(id=told.grant.id, until=told.grant.last_day) if told else None
    touched = history.in_touch(to.code, history.today)
    return Occasion(
        day=history.today,
        me=_sender(history, house, client),
        to=Recipient(name=to.name, greeting=greeting(to.name)),
        client=named,
        authorization=grant if named else None,
        referred_on=_last(history, to.code, FactKind.REFERRAL, ("received",), client),
        call_on=asked.call_on or business_days_on(house, history.today, CALLED_AFTER),
        plan=asked.plan,
        ask=asked.ask,
        last_contact=touched[-1].on if touched else None,
        fax=Fax(number=shown_phone(to.fax), pages=asked.pages, what=asked.what) if to.fax else None,
        **record,
    )


def _of_client(history: History, client: str, to: Provider, asked: Asked) -> Mapping[str, Any]:
    sessions = [f for f in history.of(client, FactKind.SESSION) if f.value != "cancelled"]
    missed = len(list(takewhile(lambda f: f.value == "missed", reversed(sessions))))
    came = attended(history, client, history.reopened_on(client))
    tried = [
        f.on for f in history.of(client, FactKind.CONTACT) if f.value in ("voicemail", "no answer") and not f.provider
    ]
    ended = history.of(client, FactKind.DISCHARGE)
    found = results(history, client)
    return {
        "visit_on": _last(history, client, FactKind.VISIT, ("attended",), None, provider=to.code),
        "assessed_on": _last(history, client, FactKind.MILESTONE, ("assessment",), None),
        "results": tuple(Result(**vars_of) for vars_of in found),
        "attendance": Attendance(kept=came[0], planned=came[1]) if came else None,
        "agreed": asked.agreed or _agreed(history, client, to.code),
        "limits": limits_on_file(history, client),
        "unchanged_since": min((r["earlier_on"] for r in found if r.get("earlier_on")), default=None),
        "last_seen": next((f.on for f in reversed(sessions) if f.value == "attended"), None),
        "missed": missed or None,
        "tried_on": tuple(tried[-3:]),
        "reference": client,
        "discharged_on": ended[-1].on if ended else None,
        "reason": asked.reason or (_ENDED.get(ended[-1].value) if ended else None),
        "incident": _incident(history, client, asked),
    }


def limits_on_file(history: History, client: str) -> tuple[str, ...]:
    """The limits for training that are in force, each with who set it and until when."""
    return tuple(_limit(f, history) for f in history.of(client, FactKind.LIMITS) if _in_force(f, history))


def _agreed(history: History, client: str, provider: str) -> tuple[str, ...]:
    """What was agreed at the last visit with this provider, as it was noted."""
    told = [f for f in history.of(client, FactKind.VISIT) if f.provider == provider and f.data.get("agreed")]
    return tuple(part.strip() for part in str(told[-1].data["agreed"]).split(";") if part.strip()) if told else ()


def _incident(history: History, client: str, asked: Asked) -> Incident | None:
    told = [f for f in history.of(client, FactKind.CHANGE) if f.value in ("red flag", "fall", "vitals out of limits")]
    if not told or not asked.seen or not asked.did:
        return None
    hour = told[-1].at or datetime.min.time()
    return Incident(at=datetime.combine(told[-1].on, hour), seen=asked.seen, done=asked.did, since=asked.since)


def _last(
    history: History,
    person: str,
    kind: FactKind,
    values: tuple[str, ...],
    client: str | None,
    provider: str | None = None,
) -> date | None:
    told = [
        f
        for f in history.of(person, kind)
        if f.value in values and (client is None or f.client == client) and (provider is None or f.provider == provider)
    ]
    return told[-1].on if told else None


def _in_force(fact: Fact, history: History) -> bool:
    return fact.until is None or fact.until >= history.today


def _limit(fact: Fact, history: History) -> str:
    low, high = fact.data.get("low"), fact.data.get("high")
    spans = [f"from {low}" if low is not None else "", f"up to {high}" if high is not None else ""]
    by = history.people.providers.get(fact.provider or "")
    until = f"until {fact.until.day} {fact.until:%B %Y}" if fact.until else ""
    behind = ", ".join(part for part in (by.name if by else "", until) if part)
    return " ".join([fact.value, *filter(None, spans)]) + (f" ({behind})" if behind else "")


def greeting(name: str) -> str:
    """How a provider is greeted: Dr. Lee for Dr. Alan Lee, else the whole name."""
    first, _, rest = name.partition(" ")
    return f"{first} {rest.split()[-1]}" if first.rstrip(".").casefold() in ("dr", "prof") and rest else name
