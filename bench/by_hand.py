"""The default rules written out by hand over tuples and dicts, for the facts that the benchmarks make, and no others.

No care team but who referred, no office hours, no absences, no wishes, no outcomes, no holds but by a red flag;
whatever else is found is refused, so that nothing is timed that plans something different. Days are ordinals.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bench.by_hand_reading import NEVER, Days, Known, Told, read
from calendars.workdays import Workdays

LOOKBACK, HORIZON, CADENCE = 120, 190, 30
ACTIVE, ON_HOLD, DISCHARGED = range(3)
_REOPENS = {"booked", "intake", "assessment", "first session"}


class Wanted(NamedTuple):
    """What is compared: the due day, the latest, and whether it is blocked."""

    due: int
    latest: int | None
    blocked: bool


class Planner:
    """Plans one client after another."""

    def __init__(self, days: Days, today: int, earliest_open: int | None) -> None:
        self.days, self.today = days, today
        self.since = min(today - LOOKBACK, earliest_open or today)
        self.until = today + HORIZON
        self.wanted: dict[str, Wanted] = {}

    def plan(self, one: Known) -> None:
        """Every rule about one client."""
        self.of, self.client = one.of, one.code
        self.changes = self._changes()
        reopened = self._after(DISCHARGED)
        referrals = [f for f in self.of["referral"] if f.value == "received"]
        milestones = self.of["milestone"]
        begun = [f.on for f in milestones if f.value in ("intake", "assessment")]
        assessments = [f for f in milestones if f.value == "assessment"]
        self.team = list(dict.fromkeys(f.provider for f in referrals if f.on >= reopened))
        self.sent = [f for f in self.of["report"] if f.value == "sent"]
        visits = [f for f in self.of["visit"] if f.value == "scheduled"]
        seen = {f.provider for f in self.of["visit"] if f.value != "cancelled"} | set(self.team)
        self.grants = dict.fromkeys(seen, self.of["authorization"])
        days, care = self.days, self.team or [""]
        for told in referrals:
            self._put("thank-referrer/thank-you", told, told.provider, days.add(told.on, 1), 21)
            if not any(f.value in ("booked", "intake", "assessment") and f.on >= told.on for f in milestones):
                self._put("reach-new-client/call", told, "", days.add(told.on, 1), 21)
        for told in assessments:
            for to in care:
                if not self._sent_since(to, told.on):
                    self._put("initial-report/report", told, to, days.add(told.on, 3), 60, telling=True)
        monthly = list(self._monthly(assessments[-1], care, one.entered)) if assessments else []
        before = [self._before_visit(told) for told in visits] if assessments else []
        self._absorbing(monthly, [b for b in before if b])
        self._flags(care)
        start = max(one.entered, min((on for on in begun if on >= reopened), default=NEVER), self._resumed())
        if begun:
            self._authorization(start)
        if assessments and not any(f.on >= self.today for f in visits):
            past = [f.on + 1 for f in self.of["visit"] if f.value != "cancelled"]
            day = days.add(max(start, max(past, default=NEVER)), 3)
            self._put("next-visit/check", Told(day, "", "", "start", NEVER), "", day, 30)
        for told in self.of["discharge"]:
            for to in care:
                due = days.add(told.on, 3)
                self._put("discharge-summary/report", told, to, due, 60, telling=True, during=(DISCHARGED,))

    def _put(
        self,
        step: str,
        anchor: Told,
        to: str,
        due: int,
        window: int | None,
        *,
        telling: bool = False,
        during: tuple[int, ...] = (ACTIVE,),
        latest: int | None = None,
        occurrence: int = 0,
    ) -> str | None:
        """Keep a follow-up unless something stands in its way; its key."""
        if due > self.until or not self._stands(due, during):
            return None
        key = f"{step.partition('/')[0]}/{step.partition('/')[2]}/{self.client}/{to}/{anchor.identity}/{occurrence}/1"
        last = latest if latest is not None else None if window is None else due + window
        blocked = telling and (not to or not self._may_tell(to, max(due, self.today)))
        self.wanted.setdefault(key, Wanted(due, None if last is None else max(last, due), blocked))
        return key

    def _monthly(self, start: Told, care: list[str], known_since: int) -> Iterator[tuple[str, str, int]]:
        """Regular reports, with whom they go to and when."""
        for to in care:
            number = 1
            while (on := start.on + CADENCE * number) <= self.until + 31:
                following = on + CADENCE
                due = self.days.on_or_before(on - 2)
                if following >= self.since and on >= known_since and not self._sent_since(to, due - 20):
                    put = self._put(
                        *("monthly-report/report", start, to, due, None),
                        telling=True,
                        latest=following - 1,
                        occurrence=number,
                    )
                    if put:
                        yield put, to, due
                number += 1

    def _before_visit(self, visit: Told) -> tuple[str, str, int] | None:
        due = self.days.on_or_before(self.days.add(visit.on, -3))
        if self._sent_since(visit.provider, due - 10):
            return None
        put = self._put("visit-report/report", visit, visit.provider, due, None, telling=True, latest=visit.on)
        return (put, visit.provider, due) if put else None

    def _absorbing(self, monthly: list[tuple[str, str, int]], before: list[tuple[str, str, int]]) -> None:
        for key, to, due in monthly:
            if any(to == other and abs(due - taken) <= 14 for _, other, taken in before):
                del self.wanted[key]

    def _flags(self, care: list[str]) -> None:
        during = (ACTIVE, ON_HOLD)
        for told in self.of["change"]:
            for to in care:
                due = self.days.add(told.on, 1)
                if told.value == "red flag":
                    self._put("red-flag/call", told, to, told.on, None, during=during)
                    self._put("red-flag/note", told, to, due, 30, telling=True, during=during)
                elif told.value == "fall":
                    self._put("fall/call", told, to, due, 21, telling=True, during=during)

    def _authorization(self, start: int) -> None:
        missing: list[int] = []
        for provider in self.team:
            held = [f for f in self.grants[provider] if f.on <= self.today and f.until >= self.today]
            if held:
                missing.append(self.days.add(held[-1].until, -20))
            else:
                missing.append(max((f.until for f in self.grants[provider]), default=NEVER))
        if missing:
            on = max(min(missing), start)
            anchor = Told(on, "", "", "start", NEVER)
            first, second = self.days.on_or_after(on), self.days.on_or_after(self.days.add(on, 13))
            self._put("authorization/first", anchor, "", first, None, latest=min(first + 60, second - 1))
            self._put("authorization/second", anchor, "", second, 60)

    def _sent_since(self, to: str, day: int) -> bool:
        return any(f.on >= day and f.provider == to for f in self.sent)

    def _may_tell(self, to: str, day: int) -> bool:
        return any(f.on <= day <= f.until for f in self.grants.get(to, ()))

    def _changes(self) -> list[tuple[int, int]]:
        """Since when the client stands how."""
        if not self.of["discharge"] and not self.of["change"]:
            return []
        told = [
            (f.on, kind, f.value) for kind in ("discharge", "change", "milestone", "referral") for f in self.of[kind]
        ]
        changes, gone = [], False
        for on, kind, value in sorted(told, key=lambda t: t[0]):
            if kind == "discharge":
                gone = True
                changes.append((on, DISCHARGED))
            elif kind == "change":
                if value == "red flag" and not gone:
                    changes.append((on, ON_HOLD))
            elif gone and (value in _REOPENS if kind == "milestone" else value == "received"):
                gone = False
                changes.append((on, ACTIVE))
        return changes

    def _stands(self, due: int, during: tuple[int, ...]) -> bool:
        """How the client stands on the due day and on each day since lets it be done."""
        if not self.changes:
            return ACTIVE in during
        last = max(due, self.today)
        at_due = at_last = ACTIVE
        between = []
        for on, standing in self.changes:
            if on <= due:
                at_due = standing
            elif on <= last:
                between.append(standing)
            if on <= last:
                at_last = standing
        if at_due not in during:
            return False
        return all(s in during or (s == ON_HOLD and at_last != ON_HOLD) for s in between)

    def _after(self, left: int) -> int:
        """The day on which the client last came back from there."""
        day, was = NEVER, ACTIVE
        for on, standing in self.changes:
            if was == left and standing == ACTIVE:
                day = on
            was = standing
        return day

    def _resumed(self) -> int:
        return self._after(ON_HOLD)


@dataclass
class Found:
    """What a plan by hand came to, against what is stored."""

    wanted: dict[str, Wanted]
    new: list[str]
    moved: list[str]
    gone: list[str]


def replan(file: Path, workdays: Workdays, today: date) -> Found:
    """Read everything, plan it, and hold it against the follow-ups that are stored open."""
    now = today.toordinal()
    with closing(sqlite3.connect(file)) as database:
        stored = {
            key: Wanted(_day(due), _day(latest) if latest else None, blocked is not None)
            for key, due, latest, blocked in database.execute(
                "SELECT key, due, latest, blocked_by FROM follow_ups WHERE state = 'open'"
            )
        }
        closed = {key for (key,) in database.execute("SELECT key FROM follow_ups WHERE state != 'open'")}
        planner = Planner(Days(workdays, today), now, min((w.due for w in stored.values()), default=None))
        for one in read(database, now):
            planner.plan(one)
    fresh = {k: w for k, w in planner.wanted.items() if k not in closed and (w.latest is None or w.latest >= now)}
    return Found(
        planner.wanted,
        new=[k for k in fresh if k not in stored],
        moved=[k for k, w in stored.items() if k in planner.wanted and planner.wanted[k] != w],
        gone=[k for k in stored if k not in planner.wanted],
    )


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()
