"""A trigger that comes back at an interval."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from scheduler.conditions import FactMatch
from scheduler.facts import FactKind
from scheduler.spans import BadSpan, Span, parse_span, spoken
from scheduler.triggers.asking import Anchor, Ask, anchor_of, what


@dataclass(frozen=True, slots=True)
class Every:
    """At an interval after a fact, counted from that fact so that months do not drift.

    What would have been due before Rapport knew of the client is not made up for.
    """

    #: None means the report cadence: the provider's preference, else the practice's.
    span: Span | None
    since: FactMatch
    #: The last occurrence; None means no end.
    times: int | None = None
    per_recipient: bool = True

    @property
    def starts_from(self) -> FactKind | None:
        """Facts of this kind."""
        return self.since.kind

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        starts = [f for f in ask.history.of(ask.subject, self.since.kind) if self.since.matches(f)]
        if not starts:
            return
        start = starts[-1]
        client = ask.history.people.clients.get(ask.subject)
        known_since = client.entered_on if client else start.on
        for number, ((on, base, span), (following, _, _)) in enumerate(pairwise(self._days(start.on, ask)), 1):
            if on > ask.until + timedelta(days=31) or (self.times is not None and number > self.times):
                return
            if following >= ask.since and on >= known_since:
                since_then = "" if base == start.on else f" since {spoken(base)}"
                how = f"every {span}{since_then}: {spoken(on)}"
                yield anchor_of(
                    start,
                    on=on,
                    at=None,
                    occurrence=number,
                    since=start.on,
                    latest=following - timedelta(days=1),
                    words=f"{what(start)} on {spoken(start.on)}; {how}",
                )

    def _days(self, start: date, ask: Ask) -> Iterator[tuple[date, date, Span]]:
        """Each occurrence, without end, with what it was counted from and by.

        A preference that changes the interval moves what is still to come: it counts from the occurrence before it,
        so that no number is used twice.
        """
        spans = [] if self.span else _preferred(ask)
        span = self.span or ask.cadence
        while spans and spans[0][0] <= start:
            span = spans.pop(0)[1]
        base, number, last = start, 0, start
        while True:
            day = span.times(number + 1).after(base, ask.workdays)
            if spans and spans[0][0] <= day:
                since, span = spans.pop(0)
                base, number = last, 0
                day = max(span.after(base, ask.workdays), since)
            if day <= last:
                return
            number, last = number + 1, day
            yield day, base, span


def _preferred(ask: Ask) -> list[tuple[date, Span]]:
    """Since when a provider has preferred which interval."""
    found = []
    for fact in ask.history.of(ask.recipient, FactKind.PREFERENCE):
        if fact.value == "cadence":
            try:
                span = parse_span(str(fact.data.get("is", "")))
            except BadSpan:
                continue
            if span.count:
                found.append((fact.on, span))
    return found
