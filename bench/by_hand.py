"""Twenty-seven rules written out by hand over tuples and dicts, for the facts that the benchmarks make, and no others.

No care team but who referred, no office hours, no absences, no wishes, no outcomes, no holds but by a red flag;
whatever else is found is refused, so that nothing is timed that plans something different. Days are ordinals.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.by_hand_further import Further
from bench.by_hand_reading import NEVER, Days, Known, Told, read
from bench.by_hand_tools import ACTIVE, DISCHARGED, ON_HOLD, Wanted
from calendars.workdays import Workdays

CADENCE = 30


class Planner(Further):
    """Plans one client after another."""

    def plan(self, one: Known) -> None:
        """Every rule about one client."""
        self.of, self.client = one.of, one.code
        self.changes = self.standings()
        reopened = self.after(DISCHARGED)
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
            self.put("thank-referrer/thank-you", told, told.provider, days.add(told.on, 1), 21)
            if not any(f.value in ("booked", "intake", "assessment") and f.on >= told.on for f in milestones):
                self.put("reach-new-client/call", told, "", days.add(told.on, 1), 21)
        for told in assessments:
            for to in care:
                if not self.sent_since(to, told.on):
                    self.put("initial-report/report", told, to, days.add(told.on, 3), 60, telling=True)
        monthly = list(self._monthly(assessments[-1], care, one.entered)) if assessments else []
        before = [self._before_visit(told) for told in visits] if assessments else []
        self._absorbing(monthly, [b for b in before if b])
        self._flags(care)
        start = max(one.entered, min((on for on in begun if on >= reopened), default=NEVER), self.resumed())
        if begun:
            self._authorization(start)
        if assessments and not any(f.on >= self.today for f in visits):
            past = [f.on + 1 for f in self.of["visit"] if f.value != "cancelled"]
            day = days.add(max(start, max(past, default=NEVER)), 3)
            self.put("next-visit/check", Told(day, "", "", "start", NEVER, 0), "", day, 30)
        for told in self.of["discharge"]:
            for to in care:
                due = days.add(told.on, 3)
                self.put("discharge-summary/report", told, to, due, 60, telling=True, during=(DISCHARGED,))
        self.further(care)

    def _monthly(self, start: Told, care: list[str], known_since: int) -> Iterator[tuple[str, str, int]]:
        """Regular reports, with whom they go to and when."""
        for to in care:
            number = 1
            while (on := start.on + CADENCE * number) <= self.until + 31:
                following = on + CADENCE
                due = self.days.on_or_before(on - 2)
                if following >= self.since and on >= known_since and not self.sent_since(to, due - 20):
                    put = self.put(
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
        if self.sent_since(visit.provider, due - 10):
            return None
        put = self.put("visit-report/report", visit, visit.provider, due, None, telling=True, latest=visit.on)
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
                    self.put("red-flag/call", told, to, told.on, None, during=during)
                    self.put("red-flag/note", told, to, due, 30, telling=True, during=during)
                elif told.value == "fall":
                    self.put("fall/call", told, to, due, 21, telling=True, during=during)

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
            anchor = Told(on, "", "", "start", NEVER, 0)
            first, second = self.days.on_or_after(on), self.days.on_or_after(self.days.add(on, 13))
            self.put("authorization/first", anchor, "", first, None, latest=min(first + 60, second - 1))
            self.put("authorization/second", anchor, "", second, 60)


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
        everybody = read(database, now)
        planner.reports = Counter(f.provider for one in everybody for f in one.of["report"] if f.value == "sent")
        for one in everybody:
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
