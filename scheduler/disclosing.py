"""Disclosing: whatever is recorded as told to a provider about a client goes into the disclosure log, at once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from outreach.consent import STANDARD_PURPOSE, STANDARD_WHAT, Allowed, may_tell
from scheduler.facts import Fact, FactKind
from scheduler.history import History
from scheduler.house import House
from scheduler.people import People, Provider, shown_phone
from scheduler.spans import spoken
from scheduler.store import audit
from scheduler.store import facts as fact_store
from scheduler.store import people as people_store
from scheduler.store.audit import TAKEN_BACK, TOLD, Disclosure
from scheduler.store.tx import Transaction

#: Contacts in which something was told; a voicemail or no answer tells nothing.
_TELLING = frozenset({"reached", "met", "letter sent", "e-mail sent", "answered"})


def tells(fact: Fact) -> bool:
    """Whether a fact says that a provider was told something about a client."""
    if not (fact.client and fact.provider) or fact.retracted:
        return False
    return (fact.kind is FactKind.REPORT and fact.value == "sent") or (
        fact.kind is FactKind.CONTACT and fact.value in _TELLING
    )


def log(tx: Transaction, house: House, facts: Iterable[Fact], now: datetime) -> None:
    """Write what was told into the log; where it was told without an authorization, the log says that too."""
    told = [f for f in facts if tells(f)]
    if not told:
        return
    providers = people_store.providers(tx, {f.provider or "" for f in told})
    rows = [_disclosure(tx, house, fact, providers[fact.provider or ""], now) for fact in told]
    audit.add(tx, rows, now)


def take_back(tx: Transaction, facts: Iterable[Fact], now: datetime) -> None:
    """Add that a row was recorded by mistake; the row itself stays."""
    rows = []
    for fact in facts:
        logged = audit.of_fact(tx, fact.id)
        if logged is not None and logged.disclosure.act == TOLD:
            mistake = f"row {logged.number} was recorded by mistake"
            rows.append(replace(logged.disclosure, act=TAKEN_BACK, what=mistake))
    if rows:
        audit.add(tx, rows, now)


def changed(tx: Transaction, house: House, old: Fact, new: Fact, now: datetime) -> None:
    """A fact says something else now: what it told is taken back, told, or both where it went to somebody else."""
    same = tells(old) and tells(new) and _went(old) == _went(new)
    if tells(old) and not same:
        take_back(tx, [old], now)
    if tells(new) and not same:
        again = next((row.disclosure for row in audit.told_of(tx, new.id) if _is_of(row.disclosure, new)), None)
        if again is not None:  # it went where it went then, whatever is on file of the office since
            audit.add(tx, [again], now)
        else:
            log(tx, house, [new], now)


def _went(fact: Fact) -> tuple[object, ...]:
    return (fact.client, fact.provider, fact.kind, fact.value, fact.data.get("channel"))


def _is_of(told: Disclosure, fact: Fact) -> bool:
    named = (told.client, told.provider) == (fact.client, fact.provider)
    return named and fact.data.get("channel") in (None, "", told.channel)


def _disclosure(tx: Transaction, house: House, fact: Fact, provider: Provider, now: datetime) -> Disclosure:
    about = fact_store.about(tx, [fact.client or ""])
    around = people_store.providers(tx, {f.provider for f in about if f.provider})
    history = History(People({}, around, house.practitioners), about, max(fact.on, house.today(now)))
    told = may_tell(history.grants(fact.client or ""), provider.code, fact.on)
    channel = str(fact.data.get("channel", "")) or _usual_channel(fact, provider)
    what = told.grant.what if isinstance(told, Allowed) else STANDARD_WHAT
    return Disclosure(
        act=TOLD,
        client=fact.client or "",
        provider=provider.code,
        recipient=provider.name,
        address=_address(channel, provider),
        what=f"{what}, on {spoken(fact.on)}" if fact.on != house.today(now) else what,
        purpose=told.grant.purpose if isinstance(told, Allowed) else STANDARD_PURPOSE,
        authority=told.grant.id if isinstance(told, Allowed) else f"none: {told.reason}",
        by_whom=fact.recorded_by,
        channel=channel,
        fact=fact.id,
    )


def _usual_channel(fact: Fact, provider: Provider) -> str:
    if fact.kind is FactKind.REPORT or fact.value == "letter sent":
        return provider.channel or ("fax" if provider.fax else "mail")
    return {"e-mail sent": "email", "met": "in person"}.get(fact.value, "phone")


def _address(channel: str, provider: Provider) -> str:
    addresses = {
        "fax": shown_phone(provider.fax),
        "phone": shown_phone(provider.phone),
        "email": provider.email,
        "e-mail": provider.email,
    }
    return addresses.get(channel, provider.office) or "not on file"
