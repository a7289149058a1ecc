"""What the rules written out by hand stand on: the days on which a follow-up may stand, and what is in its way."""

from typing import NamedTuple

from bench.by_hand_reading import NEVER, Days, Told

LOOKBACK, HORIZON = 120, 190
ACTIVE, ON_HOLD, DISCHARGED = range(3)
_REOPENS = {"booked", "intake", "assessment", "first session"}


class Wanted(NamedTuple):
    """What is compared: the due day, the latest, and whether it is blocked."""

    due: int
    latest: int | None
    blocked: bool


class Tools:
    """What is known of one client, and what of it decides whether something is kept."""

    of: dict[str, list[Told]]
    client: str
    changes: list[tuple[int, int]]
    sent: list[Told]
    grants: dict[str, list[Told]]

    def __init__(self, days: Days, today: int, earliest_open: int | None) -> None:
        self.days, self.today = days, today
        self.since = min(today - LOOKBACK, earliest_open or today)
        self.until = today + HORIZON
        self.wanted: dict[str, Wanted] = {}

    def put(
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
        blocked = telling and (not to or not self.may_tell(to, max(due, self.today)))
        self.wanted.setdefault(key, Wanted(due, None if last is None else max(last, due), blocked))
        return key

    def sent_since(self, to: str, day: int) -> bool:
        return any(f.on >= day and f.provider == to for f in self.sent)

    def may_tell(self, to: str, day: int) -> bool:
        return any(f.on <= day <= f.until for f in self.grants.get(to, ()))

    def standings(self) -> list[tuple[int, int]]:
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

    def after(self, left: int) -> int:
        """The day on which the client last came back from there."""
        day, was = NEVER, ACTIVE
        for on, standing in self.changes:
            if was == left and standing == ACTIVE:
                day = on
            was = standing
        return day

    def resumed(self) -> int:
        return self.after(ON_HOLD)
