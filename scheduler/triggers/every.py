"""A trigger that comes back at an interval."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from scheduler.conditions import FactMatch
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

    def anchors(self, ask: Ask) -> Iterator[Anchor]:
        starts = [f for f in ask.history.of(ask.subject, self.since.kind) if self.since.matches(f)]
        if not starts:
            return
        start, span = starts[-1], self.span or _cadence(ask)
        if span.count == 0:
            return
        client = ask.history.people.clients.get(ask.subject)
        known_since = client.entered_on if client else start.on
        number = 1
        while self.times is None or number <= self.times:
            day = span.times(number).after(start.on, ask.workdays)
            if day > ask.until + timedelta(days=31):
                return
            following = span.times(number + 1).after(start.on, ask.workdays)
            if following >= ask.since and day >= known_since:
                yield anchor_of(
                    start,
                    on=day,
                    at=None,
                    occurrence=number,
                    latest=following - timedelta(days=1),
                    words=f"{what(start)} on {spoken(start.on)} + {span.times(number)}",
                )
            number += 1


def _cadence(ask: Ask) -> Span:
    preferred = ask.history.preference(ask.recipient or "", "cadence")
    if preferred:
        try:
            return parse_span(preferred)
        except BadSpan:
            return ask.cadence
    return ask.cadence
