"""Reporting: from a client's record to what a progress report says, and what is still missing for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from outreach.consent import Sensitive
from outreach.findings import Row, day_words
from outreach.measures import (
    Verdict,
)
from scheduler.comparing import Series, aside, in_its_unit, in_words, series_in
from scheduler.facts import FactKind
from scheduler.history import History

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
    #: How many measures were left out; the page says so.
    left_out: int = 0


def content(
    history: History, client: str, provider: str, typed: Typed, sensitive: frozenset[Sensitive] = frozenset()
) -> Content:
    """What the record says of a client since the programme began, with what was typed in its place."""
    since = _reported_on(history, client, provider)
    every = list(series_in(history, client, (), sensitive))
    found = [s for s in every if s.readings[0].value not in typed.leave_out]
    worse = [s for s in every if s.change and s.change.verdict is Verdict.WORSENING]
    shown = [s for s in found if s.row is not None]
    came = typed.attended or attended(history, client, since)
    plan = typed.plan
    lacks = [
        *([] if came else ["attendance (--attended 17/18)"]),
        *([] if plan else ["the plan (--plan TEXT, up to three)"]),
        *([] if found else ["a measure (rapport record measure)"]),
        *_wrongly_left_out(typed.leave_out, every, worse),
    ]
    return Content(
        rows=tuple(s.row for s in shown if s.row),
        measures=tuple(s.readings[0].value for s in shown),
        others=tuple(aside(s) for s in found if s.row is None),
        attended=came,
        bottom_line=typed.bottom_line or _bottom_line(found),
        safety=typed.safety or _safety(history, client, since),
        context=typed.context or _context(history, client, provider),
        plan=plan,
        ask=typed.ask or USUAL_ASK,
        missing=tuple(lacks),
        shown=tuple(one for s in found for one in _shown(s)),
        warnings=tuple(in_words(s) for s in worse),
        left_out=len(every) - len(found),
    )


def _wrongly_left_out(names: Iterable[str], every: Sequence[Series], worse: Sequence[Series]) -> Iterable[str]:
    """What went the wrong way is not left out, and what is not there cannot be."""
    known, warned = ({s.readings[0].value for s in some} for some in (every, worse))
    for name in names:
        if name not in known:
            yield f"sense in --leave-out {name}: it is none of the measures ({', '.join(sorted(known))})"
        elif name in warned:
            yield f"{name}, which went the wrong way and may not be left out"


def _shown(series: Series) -> Iterable[Shown]:
    """The baseline and the last; of a row also the one before."""
    facts = series.readings
    told = {0, len(facts) - 1} | ({len(facts) - 2} if series.row is not None and len(facts) > 2 else set())
    for fact in (facts[place] for place in sorted(told)):
        yield Shown(
            measure=fact.value,
            value=in_its_unit(fact, series.measure),
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


def _bottom_line(found: Sequence[Series]) -> str:
    """Every warning, and the first praise; the six areas come before pain, weight and pressure, which never lead."""
    areas, others = [s for s in found if s.row is not None], [s for s in found if s.row is None]
    warned = [in_words(s) for s in (*areas, *others) if s.change and s.change.verdict is Verdict.WORSENING]
    praised = [in_words(s) for s in areas if s.change and s.change.verdict is Verdict.GAIN]
    worse_first = bool(warned) and any(s.change and s.change.verdict is Verdict.WORSENING for s in areas)
    told = [*warned, *praised[:1]] if worse_first else [*praised[:1], *warned]
    if told:
        return " ".join(f"{words}." for words in told)
    compared = [s for s in found if s.change is not None]
    if compared:
        first = min(s.readings[0].on for s in compared)
        return f"No change beyond measurement error or the cited thresholds since {day_words(first)}."
    return f"First measurements on {day_words(min(s.readings[0].on for s in found))}." if found else ""


def attended(history: History, client: str, since: date) -> tuple[int, int] | None:
    """Sessions attended and planned after a day, where any was attended."""
    sessions = [f for f in history.of(client, FactKind.SESSION) if f.on > since and f.value != "cancelled"]
    came = sum(f.value == "attended" for f in sessions)
    return (came, len(sessions)) if came else None


def _safety(history: History, client: str, since: date) -> str:
    told = [
        f"{f.value[0].upper()}{f.value[1:]} on {day_words(f.on)}"
        for f in history.of(client, FactKind.CHANGE)
        if f.value in ("red flag", "fall", "vitals out of limits", "admission", "emergency visit") and f.on >= since
    ]
    pressures = _pressures(history, client, since)
    when = f"since {day_words(since)}" if since > date.min else "since the program began"
    events = "; ".join(told) or f"No fall and no emergency on record {when}"
    return f"{events}. {pressures}".strip()


def _pressures(history: History, client: str, since: date) -> str:
    """The range of resting blood pressure, upper and lower apart: a pair that nobody read is not told as one."""
    told = []
    for measure, name in (("sbp", "systolic"), ("dbp", "diastolic")):
        known = history.catalogue[measure]
        facts = [f for f in history.of(client, FactKind.MEASURE) if f.value == measure and f.on >= since]
        values = [round(in_its_unit(f, known)) for f in facts]
        if values:
            low, high = min(values), max(values)
            told.append(f"{name} {low}" if low == high else f"{name} {low} to {high}")
    return f"Resting blood pressure {', '.join(told)} mmHg." if told else ""


def _context(history: History, client: str, provider: str) -> str:
    referred = [f for f in history.of(client, FactKind.REFERRAL) if f.value == "received" and f.provider == provider]
    assessed = [f for f in history.of(client, FactKind.MILESTONE) if f.value == "assessment"]
    parts = [f"referred {day_words(referred[-1].on)}"] if referred else []
    parts += [f"first assessed {day_words(assessed[-1].on)}"] if assessed else []
    return ", ".join(parts)
