"""Reading `when`: one trigger, with its own parameters."""

from collections.abc import Mapping
from typing import Any

from outreach.measures import Verdict, measures
from scheduler.facts import FactKind
from scheduler.mistakes import nearest
from scheduler.rules.place import Place, fact_kind, listed
from scheduler.spans import parse_span
from scheduler.triggers import (
    MISSABLE,
    Every,
    Expires,
    GoalMet,
    Happened,
    MeasureChanged,
    Missing,
    QuietReferrals,
    Repeated,
    Silence,
    Trigger,
)

#: The word for "as often as the practice, or the provider, wants reports".
REPORT_CADENCE = "report cadence"

_GOAL_MET = "goal met"
_CHANGES = (Verdict.GAIN.value, Verdict.WORSENING.value, Verdict.PLATEAU.value, _GOAL_MET)
_EXPIRING = (FactKind.AUTHORIZATION.value, FactKind.CLEARANCE.value, FactKind.LIMITS.value)


def read_when(place: Place, when: Mapping[str, Any]) -> Trigger | None:
    """The trigger that a table describes, or None and mistakes."""
    own = {"silence": _silence, "every": _every, "missing": _missing, "expiry": _expiry, "quiet": _quiet}
    kinds = [k.value for k in FactKind]
    if "measure" in when and "change" in when:
        return _measure(place, when["measure"], {k: v for k, v in when.items() if k != "measure"})
    heads = [key for key in when if key in own] or [key for key in when if fact_kind(key)]
    if len(heads) != 1:
        known = [*own, *kinds]
        odd = next((key for key in when if key not in known), None)
        if not heads and odd:
            place.unknown("when", odd, known, "trigger")
        else:
            place.wrong("when", f"expected one trigger, found {len(heads)}; {nearest('', known)}")
        return None
    head = heads[0]
    rest = {key: value for key, value in when.items() if key != head}
    if head in own:
        return own[head](place, when[head], rest)
    return _told(place, when)


def _told(place: Place, when: Mapping[str, Any]) -> Trigger | None:
    match = place.fact_match("when", dict(when), ("times",))
    if match is None:
        return None
    if "times" not in when:
        return Happened(match)
    times = place.count("when.times", when["times"])
    return Repeated(match, times) if times else None


def _measure(place: Place, value: object, rest: Mapping[str, Any]) -> Trigger | None:
    place.only_keys("when", rest, ("change",))
    change = place.one_of("when.change", rest["change"], _CHANGES)
    named = [] if value == "any" else listed(value)
    for name in named:
        if name not in measures():
            place.unknown("when.measure", name, (*measures(), "any"), "measure")
            return None
    if change == _GOAL_MET:
        return GoalMet(frozenset(named))
    return MeasureChanged(frozenset(named), Verdict(change)) if change else None


def _silence(place: Place, value: object, rest: Mapping[str, Any]) -> Trigger | None:
    place.only_keys("when", rest, ("of",))
    span = place.span("when.silence", value)
    if span and span.count == 0:
        place.wrong("when.silence", "a silence of 0 would never end; write at least 1")
    of = place.fact_match("when.of", rest["of"]) if "of" in rest else None
    return None if span is None or ("of" in rest and of is None) else Silence(span, of)


def _missing(place: Place, value: object, rest: Mapping[str, Any]) -> Trigger | None:
    place.only_keys("when", rest, ("again", "ahead"))
    what = place.one_of("when.missing", value, MISSABLE)
    again = place.span("when.again", rest.get("again", "30 days"))
    ahead = place.span("when.ahead", rest["ahead"]) if "ahead" in rest else None
    if ahead and what == "next visit":
        place.wrong("when.ahead", "a visit does not end; only an authorization or a clearance can be asked for ahead")
    return Missing(what, again, ahead) if what and again else None


def _expiry(place: Place, value: object, rest: Mapping[str, Any]) -> Trigger | None:
    place.only_keys("when", rest, ())
    what = place.one_of("when.expiry", value, _EXPIRING)
    return Expires(FactKind(what)) if what else None


def _quiet(place: Place, value: object, rest: Mapping[str, Any]) -> Trigger | None:
    place.only_keys("when", rest, ("at_least", "after"))
    place.one_of("when.quiet", value, ("referrals",))
    least = place.span("when.after", rest["after"]) if "after" in rest else parse_span("60 days")
    at_least = place.count("when.at_least", rest.get("at_least", 3))
    return QuietReferrals(at_least, least) if at_least and least else None


def _every(place: Place, value: object, rest: Mapping[str, Any]) -> Trigger | None:
    place.only_keys("when", rest, ("since", "times"))
    cadence = value == REPORT_CADENCE
    span = None if cadence else place.span("when.every", value)
    if span and span.count == 0:
        place.wrong("when.every", "an interval of 0 would never end; write at least 1")
    times = place.count("when.times", rest["times"]) if "times" in rest else None
    if "since" not in rest:
        example = 'since = { milestone = "assessment" }'
        place.wrong("when.since", f"missing: the fact it counts from; write for example {example}")
        return None
    match = place.fact_match("when.since", rest["since"])
    return Every(span, match, times) if match and (span or cadence) else None
