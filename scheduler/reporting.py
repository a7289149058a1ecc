"""Reporting: from a client's record to what a progress report says, and what is still missing for it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from outreach.consent import Sensitive
from outreach.findings import Area, Reading, Row
from outreach.measures import (
    BadReading,
    Change,
    Incomparable,
    Measure,
    Verdict,
    amount,
    compare,
    moved,
    number,
    phrase,
    read,
    threshold,
)
from scheduler.facts import Fact, FactKind
from scheduler.history import History
from scheduler.measuring import goal_of, reading_of, series_of
from scheduler.spans import spoken

#: Measures that tell of mental health: only under an authorization that has that box ticked.
_SENSITIVE = {"phq9": Sensitive.MENTAL_HEALTH}
USUAL_ASK = "May the programme continue as planned?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What the practitioner typed for a report; what is empty is taken from the record."""

    bottom_line: str = ""
    #: Sessions attended and sessions planned.
    attended: tuple[int, int] | None = None
    plan: tuple[str, ...] = ()
    ask: str = ""
    safety: str = ""
    context: str = ""
    #: Measures that are left out, by id.
    leave_out: tuple[str, ...] = ()

    def to_words(self) -> dict[str, Any]:
        """As the store keeps it."""
        return {name: getattr(self, name) for name in self.__slots__ if getattr(self, name)}

    @classmethod
    def from_words(cls, words: Mapping[str, Any]) -> "Typed":
        """As the store kept it."""
        lists = {name: tuple(words[name]) for name in ("attended", "plan", "leave_out") if words.get(name)}
        return cls(**{**words, **lists})


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a report can say as things stand: words and numbers, nobody's name."""

    rows: tuple[Row, ...]
    #: The measure of each row, by id.
    measures: tuple[str, ...]
    others: tuple[str, ...]
    attended: tuple[int, int] | None
    bottom_line: str
    safety: str
    context: str
    plan: tuple[str, ...]
    ask: str
    #: What somebody has to add before it can go, as options of `rapport report approve`.
    missing: tuple[str, ...] = ()
    #: Results that may matter and that a look at the page should not miss.
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Series:
    measure: Measure
    readings: tuple[Fact, ...]
    change: Change | None = None
    row: Row | None = field(default=None, compare=False)


def content(
    history: History, client: str, provider: str, typed: Typed, sensitive: frozenset[Sensitive] = frozenset()
) -> Content:
    """What the record says of a client since the programme began, with what was typed in its place."""
    since = _reported_on(history, client, provider)
    found = list(_series(history, client, typed.leave_out, sensitive))
    shown = [s for s in found if s.row is not None]
    attended = typed.attended or _attended(history, client, since)
    plan = typed.plan
    lacks = [
        *([] if attended else ["attendance (--attended 17/18)"]),
        *([] if plan else ["the plan (--plan TEXT, up to three)"]),
        *([] if found else ["a measure (rapport record measure)"]),
    ]
    return Content(
        rows=tuple(s.row for s in shown if s.row),
        measures=tuple(s.readings[0].value for s in shown),
        others=tuple(_other(s) for s in found if s.row is None),
        attended=attended,
        bottom_line=typed.bottom_line or _bottom_line(found),
        safety=typed.safety or _safety(history, client, since),
        context=typed.context or _context(history, client, provider),
        plan=plan,
        ask=typed.ask or USUAL_ASK,
        missing=tuple(lacks),
        warnings=tuple(_told(s) for s in found if s.change and s.change.verdict is Verdict.WORSENING),
    )


def never_met(history: History, provider: str) -> bool:
    """Whether nobody of the practice has spoken with a provider yet, nor sent anything."""
    spoke = any(f.value in ("reached", "met", "answered") for f in history.of(provider, FactKind.CONTACT))
    held = any(f.value == "held" for f in history.of(provider, FactKind.MEETING))
    return not spoke and not held and not history.of(provider, FactKind.REPORT)


def _reported_on(history: History, client: str, provider: str) -> date:
    """Since when there is something to tell: the last report to this provider, or the programme's beginning."""
    sent = [f.on for f in history.of(client, FactKind.REPORT) if f.value == "sent" and f.provider == provider]
    return max((*sent, history.reopened_on(client)))


def _series(
    history: History, client: str, leave_out: Iterable[str], sensitive: frozenset[Sensitive]
) -> Iterable[_Series]:
    skipped = set(leave_out)
    since = history.reopened_on(client)
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in history.of(client, FactKind.MEASURE):
        measure = history.catalogue.get(fact.value)
        hidden = fact.value in _SENSITIVE and _SENSITIVE[fact.value] not in sensitive
        if measure is None or fact.value in skipped or hidden or fact.on < since or not _readable(fact, history):
            continue
        groups.setdefault(series_of(fact), []).append(fact)
    made = [_one_series(history, client, tuple(facts)) for facts in groups.values()]
    return sorted(made, key=lambda s: (s.measure.name, series_of(s.readings[0])))


def _readable(fact: Fact, history: History) -> bool:
    try:
        read(fact.value, reading_of(fact), history.catalogue)
    except BadReading:
        return False
    return True


def _one_series(history: History, client: str, readings: tuple[Fact, ...]) -> _Series:
    measure = history.catalogue[readings[0].value]
    change = _change(history, readings[0], readings[-1]) if len(readings) > 1 else None
    row = _row(history, client, measure, readings, change) if measure.area else None
    return _Series(measure, readings, change, row)


def _change(history: History, before: Fact, after: Fact) -> Change | None:
    goal = history.goal(after.client, after.value)
    planned = goal is not None and goal.data.get("better") == "lower"
    found = compare(after.value, reading_of(before), reading_of(after), history.catalogue, planned=planned)
    return None if isinstance(found, Incomparable) else found


def _row(history: History, client: str, measure: Measure, facts: Sequence[Fact], change: Change | None) -> Row:
    def shown(fact: Fact) -> Reading:
        return Reading(text=amount(_value(fact, history), measure), day=fact.on)

    held_to, source = _threshold(change)
    goal = history.goal(client, measure.id)
    wanted = goal_of(goal).value if goal else None
    return Row(
        area=Area(measure.area),
        measure=measure.name,
        side=str(facts[0].data.get("side", "")),
        baseline=shown(facts[0]),
        previous=shown(facts[-2]) if len(facts) > 2 else None,
        current=shown(facts[-1]) if len(facts) > 1 else None,
        change=_signed(change),
        threshold=held_to,
        source=source,
        goal=amount(wanted, measure) if wanted is not None else "",
        status=_status(change),
        series=tuple((f.on, _value(f, history)) for f in facts),
        cutoff=wanted,
    )


def _value(fact: Fact, history: History) -> float:
    return read(fact.value, reading_of(fact), history.catalogue)


def _signed(change: Change | None) -> str:
    if change is None:
        return ""
    sign = "+" if change.difference > 0 else "-" if change.difference < 0 else ""
    if change.measure.unit == "%":
        return f"{sign}{number(abs(change.difference), change.measure)} points"
    return sign + amount(abs(change.difference), change.measure)


#: Population and source behind a threshold.
_HELD = re.compile(r" \(([^();]*(?:\([^()]*\)[^();]*)*); ([^()]*(?:\([^()]*\)[^()]*)*)\)")


def _threshold(change: Change | None) -> tuple[str, str]:
    """What a gain is held to with its population, and where that is from."""
    words = threshold(change) if change else ""
    sources = list(dict.fromkeys(found[2] for found in _HELD.finditer(words)))
    return _HELD.sub(lambda found: f", {found[1]}", words), "; ".join(sources)


def _status(change: Change | None) -> str:
    if change is None or change.verdict is Verdict.UNKNOWN:
        return ""
    return _HELD.sub("", phrase(change))


def _told(series: _Series) -> str:
    assert series.change is not None
    since = spoken(series.readings[0].on)
    words = _HELD.sub("", phrase(series.change))
    if series.change.verdict is Verdict.GAIN:
        words = f"{moved(series.change)}, {words}"
    side = series.readings[0].data.get("side", "")
    return f"{series.measure.name}{f' ({side})' if side else ''}: {words}, since {since}"


def _bottom_line(found: Sequence[_Series]) -> str:
    """What must be told first, then what may be praised; two sentences at most."""
    told = [
        _told(s)
        for verdict in (Verdict.WORSENING, Verdict.GAIN)
        for s in found
        if s.change is not None and s.change.verdict is verdict
    ]
    if told:
        return " ".join(f"{words}." for words in told[:2])
    compared = [s for s in found if s.change is not None]
    if compared:
        first = min(s.readings[0].on for s in compared)
        return f"No change beyond measurement error or the cited thresholds since {spoken(first)}."
    return f"First measurements on {spoken(min(s.readings[0].on for s in found))}." if found else ""


def _other(series: _Series) -> str:
    """One phrase for what is not one of the six areas: pain, blood pressure, weight."""
    first, last = series.readings[0], series.readings[-1]
    at = amount(float(last.data["value"]), series.measure)
    if series.change is None:
        return f"{series.measure.name} {at} on {spoken(last.on)}"
    words = phrase(series.change)
    return f"{series.measure.name} {at} on {spoken(last.on)}: {_HELD.sub('', words)} since {spoken(first.on)}"


def _attended(history: History, client: str, since: date) -> tuple[int, int] | None:
    sessions = [f for f in history.of(client, FactKind.SESSION) if f.on > since and f.value != "cancelled"]
    came = sum(f.value == "attended" for f in sessions)
    return (came, len(sessions)) if came else None


def _safety(history: History, client: str, since: date) -> str:
    told = [
        f"{f.value[0].upper()}{f.value[1:]} on {spoken(f.on)}"
        for f in history.of(client, FactKind.CHANGE)
        if f.value in ("red flag", "fall", "vitals out of limits", "admission", "emergency visit") and f.on > since
    ]
    pressures = _pressures(history, client, since)
    events = "; ".join(told) or "No fall and no stopped session on record"
    return f"{events}. {pressures}".strip()


def _pressures(history: History, client: str, since: date) -> str:
    """The range of resting blood pressure."""
    values = {
        measure: [
            int(f.data["value"]) for f in history.of(client, FactKind.MEASURE) if f.value == measure and f.on > since
        ]
        for measure in ("sbp", "dbp")
    }
    if not values["sbp"] or not values["dbp"]:
        return ""
    low, high = ("/".join(str(pick(values[m])) for m in ("sbp", "dbp")) for pick in (min, max))
    return f"Resting blood pressure {low} mmHg." if low == high else f"Resting blood pressure {low} to {high} mmHg."


def _context(history: History, client: str, provider: str) -> str:
    referred = [f for f in history.of(client, FactKind.REFERRAL) if f.value == "received" and f.provider == provider]
    assessed = [f for f in history.of(client, FactKind.MILESTONE) if f.value == "assessment"]
    parts = [f"referred {spoken(referred[-1].on)}"] if referred else []
    parts += [f"first assessed {spoken(assessed[-1].on)}"] if assessed else []
    return ", ".join(parts)
