"""Relating: each provider at a glance, and for each referral how far its loop has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from calendars.workdays import Workdays
from scheduler.conditions import Case
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp, Recipient
from scheduler.history import History
from scheduler.people import Provider
from scheduler.rules import RuleSet, Scope
from scheduler.standing import Standing
from scheduler.triggers import Silence

#: The steps of a referral's loop, in order.
STEPS = ("acknowledged", "client contacted", "intake", "first report", "visit", "discharge", "thanks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """One referral and what has followed on it."""

    referral: Fact
    provider: str
    client: str
    #: For each step of the loop: the fact that took it, or None.
    steps: tuple[tuple[str, Fact | None], ...]

    @property
    def waiting_for(self) -> str | None:
        """The first step that has not been taken; None when the loop is closed."""
        taken = dict(self.steps)
        needed = [step for step in STEPS if step != "visit"]
        return next((step for step in needed if taken[step] is None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """One provider at a glance."""

    provider: Provider
    last_contact: date | None
    #: The usual number of days between two contacts, where there were enough.
    usual_gap: int | None
    next_touch: FollowUp | None
    referrals: int
    open_loops: tuple[Loop, ...]
    #: Days since the last referral, when that is longer than twice the usual gap and over 60 days.
    quiet_for: int | None


def loops(history: History, provider: str) -> list[Loop]:
    """The loops of a provider's referrals."""
    received = [f for f in history.of(provider, FactKind.REFERRAL) if f.value == "received" and f.client]
    return [_loop(history, referral) for referral in received]


def _loop(history: History, referral: Fact) -> Loop:
    client, provider = referral.client or "", referral.provider or ""

    def first(kind: FactKind, values: Iterable[str] = (), *, to_provider: bool = False) -> Fact | None:
        wanted = set(values)
        return next(
            (
                f
                for f in history.of(client, kind)
                if f.on >= referral.on
                and (not wanted or f.value in wanted)
                and (not to_provider or f.provider == provider)
            ),
            None,
        )

    discharge = first(FactKind.DISCHARGE)
    acknowledged = next((f for f in history.in_touch(provider, history.today) if f.on >= referral.on), None)
    thanked = [
        f
        for f in history.in_touch(provider, history.today)
        if discharge and f.on >= discharge.on and f.client in (None, client)
    ]
    reached = ("reached", "met", "answered", "letter sent", "e-mail sent")
    talked = next(
        (
            f
            for f in history.of(client, FactKind.CONTACT)
            if f.on >= referral.on and f.provider is None and f.value in reached
        ),
        None,
    )
    intake = first(FactKind.MILESTONE, ("intake", "assessment", "first session"))
    steps = (
        ("acknowledged", acknowledged),
        ("client contacted", talked or first(FactKind.MILESTONE, ("booked",)) or intake),
        ("intake", intake),
        ("first report", first(FactKind.REPORT, ("sent",), to_provider=True)),
        ("visit", first(FactKind.VISIT, ("attended",), to_provider=True)),
        ("discharge", discharge),
        ("thanks", thanked[0] if thanked else None),
    )
    return Loop(referral=referral, provider=provider, client=client, steps=steps)


def relationship(history: History, provider: Provider, open_ones: Iterable[FollowUp]) -> Relationship:
    """One provider at a glance, as of the history's day."""
    touches = history.in_touch(provider.code, history.today)
    days = sorted({f.on for f in touches})
    gaps = [(b - a).days for a, b in pairwise(days)]
    mine = [f for f in open_ones if f.planned.provider == provider.code and f.planned.recipient is Recipient.PROVIDER]
    found = loops(history, provider.code)
    alive = [x for x in found if history.standing(x.client, history.today) is not Standing.DECEASED]
    return Relationship(
        provider=provider,
        last_contact=days[-1] if days else None,
        usual_gap=int(median(gaps)) if gaps else None,
        next_touch=min(mine, key=lambda f: (f.day, f.planned.priority), default=None),
        referrals=len(found),
        open_loops=tuple(x for x in alive if x.waiting_for),
        quiet_for=_quiet(found, history.today),
    )


def _quiet(found: list[Loop], today: date) -> int | None:
    """Small numbers are no evidence: from three referrals on."""
    if len(found) < 3:
        return None
    days = sorted(x.referral.on for x in found)
    usual = median((b - a).days for a, b in pairwise(days))
    gap = (today - days[-1]).days
    return gap if gap > max(60, 2 * usual) else None


@dataclass(frozen=True, slots=True)
class Interval:
    """How long an office may be left alone, in days, as the rules that are on say it."""

    #: When the next touch comes due.
    ideal: int
    #: After which it is missed; None where a rule sets no end.
    most: int | None


def interval(rules: RuleSet, history: History, provider: Provider, workdays: Workdays) -> Interval | None:
    """The shortest silence after which a rule has this office contacted; None where no rule does."""
    today = history.today
    case = Case(history=history, workdays=workdays, client=None, provider=provider.code, anchored_on=today, due=today)
    found = []
    for rule in rules.rules:
        silent = isinstance(rule.trigger, Silence) and rule.trigger.of is None
        if rule.on and rule.scope is Scope.PROVIDER and silent and all(c.test(case).holds for c in rule.only_if):
            assert isinstance(rule.trigger, Silence)
            ideal, window = rule.trigger.span.in_days, rule.steps[0].window
            found.append(Interval(ideal, None if window is None else ideal + window))
    return min(found, key=lambda i: i.ideal, default=None)
