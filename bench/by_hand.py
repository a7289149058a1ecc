"""Twenty-seven rules written out by hand over tuples and dicts, for the facts that the benchmarks make, and no others.

What is planned is all that is stored of a follow-up that the rules describe: days, words, and where pacing puts it.

No care team but who referred, no office hours, no absences, no wishes, no outcomes, no holds but by a red flag;
whatever else is found is refused, so that nothing is timed that plans something different. Days are ordinals.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.by_hand_further import Further
from bench.by_hand_pacing import NOWHERE, Pacing
from bench.by_hand_reading import NEVER, Days, Due, Known, Told, read
from bench.by_hand_stored import open_ones
from bench.by_hand_tools import ACTIVE, DISCHARGED, ON_HOLD, Wanted
from calendars.workdays import Workdays

CADENCE = 30
#: A report before a visit takes the place of a regular one so many days from it.
_ABSORBS = 14
_START = Told(NEVER, "", "", "start", NEVER, 0, "")


class Planner(Further):
    """Plans one client after another."""

    def plan(self, one: Known) -> None:
        """Every rule about one client."""
        self.of, self.client, self.practitioner = one.of, one.code, one.practitioner
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
            due, said = days.due(told.on, 1), self.on("referral", told)
            self.put("thank-referrer/thank-you", told, told.provider, due, 21, said)
            if not any(f.value in ("booked", "intake", "assessment") and f.on >= told.on for f in milestones):
                self.put("reach-new-client/call", told, "", due, 21, said)
        for told in assessments:
            for to in care:
                if not self.sent_since(to, told.on):
                    due, said = days.due(told.on, 3), self.on("assessment", told)
                    self.put("initial-report/report", told, to, due, 60, said, telling=True)
        monthly = list(self._monthly(assessments[-1], care, one.entered)) if assessments else []
        before = [self._before_visit(told) for told in visits] if assessments else []
        self._absorbing(monthly, [b for b in before if b])
        self._flags(care)
        start = max(one.entered, min((on for on in begun if on >= reopened), default=NEVER), self.resumed())
        if begun:
            self._authorization(start)
        if assessments and not any(f.on >= self.today for f in visits):
            past = [f.on + 1 for f in self.of["visit"] if f.value != "cancelled"]
            due = days.due(max(start, max(past, default=NEVER)), 3)
            self.put("next-visit/check", _START, "", due, 30, "no next visit is known", because="[]")
        for told in self.of["discharge"]:
            for to in care:
                due, said = days.due(told.on, 3), self.on("discharge", told)
                self.put("discharge-summary/report", told, to, due, 60, said, telling=True, during=(DISCHARGED,))
        self.further(care)

    def _monthly(self, start: Told, care: list[str], known_since: int) -> Iterator[str]:
        """The keys of regular reports."""
        for to in care:
            number = 1
            while (on := start.on + CADENCE * number) <= self.until + 31:
                following = on + CADENCE
                due = self.days.due(on, -2, "day")
                if following >= self.since and on >= known_since and not self.sent_since(to, due.day - 20):
                    said = f"{self.on('assessment', start)}; every {CADENCE} days: {self.days.spoken(on)}"
                    put = self.put(
                        *("monthly-report/report", start, to, due, None, said),
                        telling=True,
                        latest=following - 1,
                        occurrence=number,
                    )
                    if put:
                        yield put
                number += 1

    def _before_visit(self, visit: Told) -> str | None:
        due = self.days.due(visit.on, -3)
        if self.sent_since(visit.provider, due.day - 10):
            return None
        to, said = visit.provider, self.on("visit", visit)
        return self.put("visit-report/report", visit, to, due, None, said, telling=True, latest=visit.on)

    def _absorbing(self, monthly: list[str], before: list[str]) -> None:
        """A report before a visit takes the place of regular ones to the same office, near in time."""
        for taker in sorted(before, key=lambda key: (self.wanted[key].due, self.wanted[key].order)):
            one = self.wanted[taker]
            taken = [key for key in monthly if key in self.wanted and _near(self.wanted[key], one)]
            words = [f"monthly-report, which would have been due on {self._taken(key)}" for key in taken]
            if words:
                self.wanted[taker] = one._replace(instead_of=json.dumps(words))

    def _taken(self, key: str) -> str:
        return self.days.spoken(self.wanted.pop(key).due)

    def _flags(self, care: list[str]) -> None:
        during = (ACTIVE, ON_HOLD)
        for told in self.of["change"]:
            due, said = self.days.due(told.on, 1), self.on(told.value, told)
            for to in care:
                if told.value == "red flag":
                    now = Due(told.on, self.days.spoken(told.on))
                    self.put("red-flag/call", told, to, now, None, said, during=during)
                    self.put("red-flag/note", told, to, due, 30, said, telling=True, during=during)
                elif told.value == "fall":
                    self.put("fall/call", told, to, due, 21, said, telling=True, during=during)

    def _authorization(self, start: int) -> None:
        missing: list[tuple[int, str]] = []
        for provider in self.team:
            signed = [f for f in self.grants[provider] if f.on <= self.today]
            held = [f for f in signed if f.until >= self.today]
            if held:
                until = held[-1].until
                words = f"authorization ends on {self.days.spoken(until)}, 20 business days before"
                missing.append((self.days.add(until, -20), words))
            else:
                until = max((f.until for f in self.grants[provider]), default=NEVER)
                missing.append((until, self._in_the_way(provider, self.today) or ""))
        if missing:
            since, words = min(missing)
            on = max(since, start)
            first, second = self.days.due(on, 0), self.days.due(on, 13)
            latest = min(first.day + 60, second.day - 1)
            self.put("authorization/first", _START, "", first, None, words, latest=latest, because="[]")
            self.put("authorization/second", _START, "", second, 60, words, because="[]")


def _near(one: Wanted, other: Wanted) -> bool:
    return one.provider == other.provider and abs(one.due - other.due) <= _ABSORBS


@dataclass
class Found:
    """What a plan by hand came to, against what is stored."""

    wanted: dict[str, Wanted]
    new: list[str]
    moved: list[str]
    gone: list[str]
    #: Those that pacing by hand puts elsewhere.
    paced: list[str]


def replan(file: Path, workdays: Workdays, today: date) -> Found:
    """Read everything, plan and pace it, and hold it against the follow-ups that are stored open."""
    now = today.toordinal()
    with closing(sqlite3.connect(file)) as database:
        days = Days(workdays, today)
        stored, placed = open_ones(database)
        closed = {key for (key,) in database.execute("SELECT key FROM follow_ups WHERE state != 'open'")}
        planner = Planner(days, now, min((w.due for w in stored.values()), default=None))
        everybody = read(database, now)
    reports = [f for one in everybody for f in one.of["report"] if f.value == "sent"]
    planner.reports = Counter(f.provider for f in reports)
    for one in everybody:
        planner.plan(one)
    wanted = planner.wanted
    fresh = [
        k for k, w in wanted.items() if k not in stored and k not in closed and (w.latest is None or w.latest >= now)
    ]
    to_pace = {key: wanted[key] for key in (*(k for k in stored if k in wanted), *fresh)}
    result = Pacing(days, now, reports, placed).pace(to_pace)
    return Found(
        wanted,
        new=fresh,
        moved=[k for k, w in stored.items() if k in wanted and wanted[k] != w],
        gone=[k for k in stored if k not in wanted],
        paced=[k for k, p in placed.items() if result.get(k, NOWHERE) != p[1:]],
    )
