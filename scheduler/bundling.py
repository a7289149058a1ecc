"""Bundling: a report as FHIR, with the numbers that its page tells and no others, where an authorization allows it."""

import json
from collections.abc import Iterator
from datetime import date, datetime

from outreach.fhir import Handed, Number, bundle
from scheduler.approving import page_of
from scheduler.documenting import Composed
from scheduler.facts import FactKind
from scheduler.followups import FollowUp
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.reporting import Shown
from scheduler.store import facts as fact_store
from scheduler.store.papers import PaperState
from scheduler.store.tx import Transaction


def report_bundle(tx: Transaction, house: House, follow_up: FollowUp, composed: Composed, now: datetime) -> bytes:
    """The bundle of a report that may go; raises `Refusal` where it may not, or lacks something.

    Of an approved report the page is the one that was approved, and what was recorded since may not stand beside it.
    """
    if composed.blocked:
        raise Refusal(f"this report may not go: {composed.blocked}. Get the signature first: rapport letter release")
    if composed.report is None:
        raise Refusal(f"the report of {follow_up.id} lacks {'; '.join(composed.content.missing)}")
    paper = composed.paper
    approved = paper.page if paper is not None and paper.state is PaperState.APPROVED else None
    if approved and paper and paper.approved_at:
        since = paper.approved_at
        if any(one.recorded_at and one.recorded_at > since for one in composed.content.shown):
            raise Refusal(
                f"measures were recorded since the page was approved; open it again: report draft {follow_up.id}"
            )
    handed = Handed(
        id=follow_up.id,
        client=follow_up.planned.client or "",
        report=composed.report,
        numbers=list(_numbers(house, composed.content.shown)),
        pdf=approved or page_of(house, follow_up, composed, now),
        approved=approved is not None,
        at=paper.approved_at if approved and paper and paper.approved_at else now,
        referral=_referral(tx, follow_up),
    )
    return json.dumps(bundle(handed), ensure_ascii=False, indent=1).encode()


def _numbers(house: House, shown: tuple[Shown, ...]) -> Iterator[Number]:
    for one in shown:
        measure = house.practice.measures.get(one.measure)
        if measure is not None:
            yield Number(measure=measure, value=one.value, on=one.on, side=one.side)


def _referral(tx: Transaction, follow_up: FollowUp) -> tuple[str, date] | None:
    """The last referral of the client by the provider whom the report goes to."""
    client, provider = follow_up.planned.client, follow_up.planned.provider
    found = [
        f
        for f in fact_store.about(tx, [client or ""])
        if (f.kind, f.value, f.provider) == (FactKind.REFERRAL, "received", provider)
    ]
    return max(((f.id, f.on) for f in found), key=lambda pair: pair[1], default=None)
