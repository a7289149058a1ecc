"""From facts to permissions: which authorizations a client has given, and what people said about being contacted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from msgspec import structs

from outreach.consent import STANDARD_PURPOSE, STANDARD_WHAT, Direction, Grant, Purpose, Sensitive, Way, Wish
from scheduler.facts import Fact, FactKind

#: Events that end an authorization and that Rapport sees happen by itself.
END_OF_PROGRAMME = "end of programme"
DISCHARGE_SUMMARY = "discharge summary"
#: How long after a discharge its summary may still be sent under an authorization that ends with it.
_SUMMARY_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """What an authorization may end with."""

    #: Days of discharge, oldest first.
    discharged: tuple[date, ...]
    #: Reports sent: to whom and when.
    reported: tuple[tuple[str, date], ...]


def granted(told: Iterable[Fact], endings: Endings) -> list[Grant]:
    """The authorizations that facts tell of, oldest first, with what ended them."""
    grants: list[Grant] = []
    for fact in told:
        match fact.value:
            case "signed":
                grants.append(_grant(fact, endings))
            case "revoked":
                grants = [_revoked(g, fact) for g in grants]
            case "ended":
                grants = [_ended_by(g, fact) for g in grants]
    return grants


def _grant(fact: Fact, endings: Endings) -> Grant:
    ends = _text(fact, "ends")
    return Grant(
        id=fact.id,
        recipient=fact.provider,
        signed_on=fact.on,
        what=_text(fact, "what") or STANDARD_WHAT,
        purpose=_text(fact, "purpose") or STANDARD_PURPOSE,
        signer=_text(fact, "signer") or "client",
        authority=_text(fact, "authority"),
        direction=Direction(_text(fact, "direction") or Direction.TO_PROVIDER),
        sensitive=frozenset(Sensitive(word) for word in _text(fact, "sensitive").split(", ") if word),
        until=fact.until,
        ends=ends,
        ended_on=_ended(fact, ends, endings),
    )


def _ended(fact: Fact, ends: str, endings: Endings) -> date | None:
    """The last day of an authorization that ends with a discharge, or with the summary that follows it."""
    discharged = next((day for day in endings.discharged if day >= fact.on), None)
    if discharged is None or ends not in (END_OF_PROGRAMME, DISCHARGE_SUMMARY):
        return None
    if ends == END_OF_PROGRAMME:
        return discharged
    sent = (day for to, day in endings.reported if day >= discharged and fact.provider in (None, to))
    return min((*sent, discharged + _SUMMARY_WITHIN)) if fact.provider else discharged + _SUMMARY_WITHIN


def _meant(grant: Grant, fact: Fact) -> bool:
    return fact.provider in (None, grant.recipient)


def _for_one(grant: Grant, fact: Fact) -> Grant:
    """What is taken back for one provider is taken back from an authorization for the whole team, too."""
    if grant.recipient is not None or fact.provider is None:
        return grant
    return replace(grant, taken_back=(*grant.taken_back, (fact.provider, fact.on)))


def _revoked(grant: Grant, fact: Fact) -> Grant:
    if not _meant(grant, fact):
        return _for_one(grant, fact)
    return replace(grant, revoked_on=grant.revoked_on or fact.on)


def _ended_by(grant: Grant, fact: Fact) -> Grant:
    if not _meant(grant, fact):
        return _for_one(grant, structs.replace(fact, on=fact.on + timedelta(days=1)))
    return replace(grant, ended_on=min(grant.ended_on or fact.on, fact.on))


def wished(told: Iterable[Fact]) -> list[Wish]:
    """What opt-outs and agreements come to; `withdrawn` takes back those of its own kind and way."""
    wishes: list[Wish] = []
    for fact in told:
        agrees = fact.kind is FactKind.CONSENT
        way = Way(text) if (text := _text(fact, "channel")) else None
        if fact.value == "withdrawn":
            wishes = [w for w in wishes if w.agrees is not agrees or way not in (None, w.way)]
        else:
            purpose = None if fact.value == "all" else Purpose(fact.value)
            wishes.append(Wish(on=fact.on, agrees=agrees, purpose=purpose, way=way))
    return wishes


def _text(fact: Fact, name: str) -> str:
    return str(fact.data.get(name, ""))
