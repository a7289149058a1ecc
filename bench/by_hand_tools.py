"""What the rules written out by hand stand on: what each asks for, and what is in the way of a follow-up."""

from datetime import date
from typing import NamedTuple

from bench.by_hand_reading import NEVER, Days, Due, Told

LOOKBACK, HORIZON = 120, 190
ACTIVE, ON_HOLD, DISCHARGED = range(3)
_REOPENS = {"booked", "intake", "assessment", "first session"}
#: Kind, recipient, priority, title and letter of each rule's step.
_STEPS = {
    "thank-referrer/thank-you": ("thank_you", "provider", 3, "Thank the provider for a referral", ""),
    "reach-new-client/call": ("call", "client", 2, "Reach a referred client", ""),
    "initial-report/report": ("report", "provider", 2, "Report the first assessment", ""),
    "monthly-report/report": ("report", "provider", 2, "Regular progress report", ""),
    "visit-report/report": ("report", "provider", 2, "Report before the visit", ""),
    "red-flag/call": ("call", "provider", 0, "Red flag: call the provider now", ""),
    "red-flag/note": ("letter", "provider", 1, "Red flag: call the provider now", "incident-note"),
    "fall/call": ("call", "provider", 1, "Tell the provider of a fall", ""),
    "authorization/first": ("request", "client", 2, "Get the client's signature on an authorization", ""),
    "authorization/second": ("request", "client", 2, "Get the client's signature on an authorization", ""),
    "discharge-summary/report": ("report", "provider", 2, "Discharge summary and thanks", ""),
    "next-visit/check": ("check", "client", 3, "Ask when the next visit to the doctor is", ""),
    "clearance/request": ("request", "provider", 1, "Ask for medical clearance", ""),
    "introduction-call/introduction": ("introduction", "provider", 3, "Call to introduce yourself", ""),
    "receipt/first": ("check", "provider", 3, "Confirm that the first report arrived", ""),
    "receipt/second": ("check", "provider", 3, "Confirm that the first report arrived", ""),
    "outcome-check/check": ("check", "client", 4, "Ask how it goes, 90 days after discharge", ""),
    "absent/call": ("call", "client", 2, "Call a client who has not come for two weeks", ""),
    "gain/call": ("call", "provider", 3, "Tell a meaningful gain", ""),
    "decline/call": ("call", "provider", 1, "Call about a meaningful decline", ""),
    "plateau/call": ("call", "provider", 2, "Call about a plateau, with a plan", ""),
}
#: What comes before something may be brought forward; what comes before a visit may not be put off.
_AHEAD, _BY_THEN = {"monthly-report/report", "visit-report/report"}, {"visit-report/report"}
_EARLIER, _LATER = -5, 10


class Wanted(NamedTuple):
    """A follow-up as it is stored, its days as ordinals and its lists as JSON; `order` is that of the keys."""

    order: tuple[str, str, str, str, str, int]
    kind: str
    recipient: str
    priority: int
    due: int
    latest: int | None
    earliest: int
    limit: int
    client: str
    provider: str | None
    practitioner: str
    reason: str
    because: str
    dated: str
    blocked_by: str | None
    letter: str
    instead_of: str = "[]"


class Tools:
    """What is known of one client, and what of it decides whether something is kept."""

    of: dict[str, list[Told]]
    client: str
    practitioner: str
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
        due: Due,
        window: int | None,
        said: str,
        *,
        telling: bool = False,
        during: tuple[int, ...] = (ACTIVE,),
        latest: int | None = None,
        occurrence: int = 0,
        because: str | None = None,
    ) -> str | None:
        """Keep a follow-up unless something stands in its way; its key."""
        day = due.day
        if day > self.until or not self._stands(day, during):
            return None
        rule, _, name = step.partition("/")
        key = f"{rule}/{name}/{self.client}/{to}/{anchor.identity}/{occurrence}/1"
        if key in self.wanted:
            return key
        kind, recipient, priority, title, letter = _STEPS[step]
        if recipient == "provider" and not to:
            raise ValueError("nobody to tell: not planned by hand")
        last = latest if latest is not None else None if window is None else day + window
        last = None if last is None else max(last, day)
        later = day if step in _BY_THEN else self.days.add(day, _LATER)
        self.wanted[key] = Wanted(
            (rule, name, self.client, to, anchor.identity, occurrence),
            kind,
            recipient,
            priority,
            day,
            last,
            self.days.add(day, _EARLIER) if step in _AHEAD else day,
            later if last is None or step in _BY_THEN else min(last, later),
            self.client,
            to or None,
            self.practitioner,
            f"{title}: {said}",
            because if because is not None else f'["{anchor.id}"]',
            due.words,
            self._in_the_way(to, max(day, self.today)) if telling else None,
            letter,
        )
        return key

    def on(self, what: str, told: Told) -> str:
        """What happened, and when."""
        return f"{what} on {self.days.spoken(told.on)}"

    def sent_since(self, to: str, day: int) -> bool:
        return any(f.on >= day and f.provider == to for f in self.sent)

    def _in_the_way(self, to: str, day: int) -> str | None:
        """Why somebody may not be told then."""
        signed = [f for f in self.grants.get(to, ()) if f.on <= day]
        if not signed:
            return "no authorization on file names this provider"
        if any(day <= f.until for f in signed):
            return None
        ended = date.fromordinal(signed[-1].until)
        return f"the authorization ended on {ended.day} {ended:%b %Y}"

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
