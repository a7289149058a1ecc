"""Reporting: from a client's record to what a progress report says, and what is still missing for it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from outreach.consent import Sensitive
from outreach.findings import Area, Reading, Row, day_words
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

#: Measures that tell of mental health: only under an authorization that has that box ticked.
_SENSITIVE = {"phq9": Sensitive.MENTAL_HEALTH}
USUAL_ASK = "May the program continue as planned?"


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
class Shown:
    """One reading that the page tells as a number, in its measure's unit."""

    measure: str
    value: float
    on: date
    side: str = ""
    recorded_at: datetime | None = None


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
    #: The readings behind the rows and the others, for programs that read numbers.
    shown: tuple[Shown, ...] = ()
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
    came = typed.attended or attended(history, client, since)
    plan = typed.plan
    lacks = [
        *([] if came else ["attendance (--attended 17/18)"]),
        *([] if plan else ["the plan (--plan TEXT, up to three)"]),
        *([] if found else ["a measure (rapport record measure)"]),
    ]
    return Content(
        rows=tuple(s.row for s in shown if s.row),
        measures=tuple(s.readings[0].value for s in shown),
        others=tuple(_other(s) for s in found if s.row is None),
        attended=came,
        bottom_line=typed.bottom_line or _bottom_line(found),
        safety=typed.safety or _safety(history, client, since),
        context=typed.context or _context(history, client, provider),
        plan=plan,
        ask=typed.ask or USUAL_ASK,
        missing=tuple(lacks),
        shown=tuple(one for s in found for one in _shown(s)),
        warnings=tuple(_told(s) for s in found if s.change and s.change.verdict is Verdict.WORSENING),
    )


def _shown(series: _Series) -> Iterable[Shown]:
    """The baseline and the last; of a row also the one before."""
    facts = series.readings
    told = {0, len(facts) - 1} | ({len(facts) - 2} if series.row is not None and len(facts) > 2 else set())
    for fact in (facts[place] for place in sorted(told)):
        yield Shown(
            measure=fact.value,
            value=_own(fact, series.measure),
            on=fact.on,
            side=str(fact.data.get("side", "")),
            recorded_at=fact.recorded_at,
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


def _own(fact: Fact, measure: Measure) -> float:
    """A reading in its measure's unit: 176 lb is not 176 kg."""
    return read(measure.id, reading_of(fact), {measure.id: measure})


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
    since = day_words(series.readings[0].on)
    words = _HELD.sub("", phrase(series.change))
    if series.change.verdict is Verdict.GAIN:
        words = f"{moved(series.change)}, {words}"
    side = series.readings[0].data.get("side", "")
    return f"{series.measure.name}{f' ({side})' if side else ''}: {words}, since {since}"


def _bottom_line(found: Sequence[_Series]) -> str:
    """Every warning, and the first praise; the six areas come before pain, weight and pressure, which never lead."""
    areas, others = [s for s in found if s.row is not None], [s for s in found if s.row is None]
    warned = [_told(s) for s in (*areas, *others) if s.change and s.change.verdict is Verdict.WORSENING]
    praised = [_told(s) for s in areas if s.change and s.change.verdict is Verdict.GAIN]
    worse_first = bool(warned) and any(s.change and s.change.verdict is Verdict.WORSENING for s in areas)
    told = [*warned, *praised[:1]] if worse_first else [*praised[:1], *warned]
    if told:
        return " ".join(f"{words}." for words in told)
    compared = [s for s in found if s.change is not None]
    if compared:
        first = min(s.readings[0].on for s in compared)
        return f"No change beyond measurement error or the cited thresholds since {day_words(first)}."
    return f"First measurements on {day_words(min(s.readings[0].on for s in found))}." if found else ""


def result_between(history: History, before: Fact, after: Fact) -> dict[str, Any]:
    """Two readings as a call tells them: what led to the call, and not what happens to be on record besides."""
    measure = history.catalogue[after.value]
    change = _change(history, before, after)
    side = f" ({after.data['side']})" if after.data.get("side") else ""
    words = _status(change) or (moved(change) if change else "")
    if change and change.verdict is Verdict.GAIN:
        words = f"{moved(change)}, {words}"
    return {
        "measure": f"{measure.name}{side}",
        "latest": amount(_value(after, history), measure),
        "latest_on": after.on,
        "earlier": amount(_value(before, history), measure),
        "earlier_on": before.on,
        "meaning": words or None,
    }


def first_results(history: History, client: str) -> list[dict[str, Any]]:
    """The first readings of a programme, as the letter after the first assessment tells them."""
    found = results(history, client)
    return [
        {**r, "latest": r["earlier"] or r["latest"], "latest_on": r["earlier_on"] or r["latest_on"], **_NO_CHANGE}
        for r in found
    ]


_NO_CHANGE = {"earlier": None, "earlier_on": None, "meaning": None}


def results(history: History, client: str) -> list[dict[str, Any]]:
    """The measures of the six areas as a letter tells them: the latest reading, the first, and what may be said."""
    told = []
    for series in _series(history, client, (), frozenset()):
        if series.row is None:
            continue
        row = series.row
        side = f" ({row.side})" if row.side else ""
        latest = row.current or row.baseline
        earlier = row.baseline if row.current else None
        told.append(
            {
                "measure": f"{row.measure}{side}",
                "latest": latest.text,
                "latest_on": latest.day,
                "earlier": earlier.text if earlier else None,
                "earlier_on": earlier.day if earlier else None,
                "meaning": row.status or None,
            }
        )
    return told


def _other(series: _Series) -> str:
    """One phrase for what is not one of the six areas: pain, blood pressure, weight."""
    first, last = series.readings[0], series.readings[-1]
    at = amount(_own(last, series.measure), series.measure)
    if series.change is None:
        return f"{series.measure.name} {at} on {day_words(last.on)}"
    words = phrase(series.change)
    return f"{series.measure.name} {at} on {day_words(last.on)}: {_HELD.sub('', words)} since {day_words(first.on)}"


def attended(history: History, client: str, since: date) -> tuple[int, int] | None:
    """Sessions attended and planned after a day, where any was attended."""
    sessions = [f for f in history.of(client, FactKind.SESSION) if f.on > since and f.value != "cancelled"]
    came = sum(f.value == "attended" for f in sessions)
    return (came, len(sessions)) if came else None


def _safety(history: History, client: str, since: date) -> str:
    told = [
        f"{f.value[0].upper()}{f.value[1:]} on {day_words(f.on)}"
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
    parts = [f"referred {day_words(referred[-1].on)}"] if referred else []
    parts += [f"first assessed {day_words(assessed[-1].on)}"] if assessed else []
    return ", ".join(parts)
