"""Approving: what a practitioner types for a report passes the ethics guard, the page is made and kept, and the
provider's answer to it is recorded."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from scheduler.documenting import Composed, compose, draft
from scheduler.facts import Fact, FactKind
from scheduler.facts.making import make
from scheduler.facts.permissions import BadFact
from scheduler.followups import FollowUp, FollowUpKind
from scheduler.house import House
from scheduler.mistakes import Refusal, nearest
from scheduler.reconciling import Changes
from scheduler.recording import record_all
from scheduler.reporting import Typed
from scheduler.store import papers
from scheduler.store.papers import Paper, PaperState
from scheduler.store.tx import Transaction

#: The boxes on a report, of which the provider ticks one.
ANSWERS = ("continue", "modify", "limits", "call")


def attended_of(text: str) -> tuple[int, int]:
    """Sessions attended of sessions planned, as in 17/18; raises `Refusal`."""
    found = re.fullmatch(r"(\d{1,3})\s*(?:/|of)\s*(\d{1,3})", text.strip(), re.ASCII)
    if not found or int(found[1]) > int(found[2]) or int(found[2]) == 0:
        raise Refusal(f'"{text}" is not attended of planned sessions; write for example 17/18')
    return int(found[1]), int(found[2])


def typed_before(tx: Transaction, follow_up: FollowUp) -> Typed:
    """What was typed for a report that has not gone yet."""
    paper = papers.of_follow_up(tx, follow_up.id)
    return Typed.from_words(paper.words) if paper and paper.state is not PaperState.SENT else Typed()


def keep_draft(tx: Transaction, house: House, follow_up: FollowUp, typed: Typed, now: datetime) -> Composed:
    """Keep what was typed, and say what the report is now."""
    draft(tx, follow_up, typed, now)
    return compose(tx, house, follow_up, now)


def looked_at(typed: Typed) -> tuple[str, ...]:
    """What was typed passes the ethics guard before it is kept: raises `Refusal`, or says what to look at again."""
    from outreach.ethics import Level, check

    text = "\n".join((typed.bottom_line, *typed.plan, typed.ask, typed.safety, typed.context))
    warned = []
    for found in check(text):
        if found.level is Level.BLOCK:
            raise Refusal(f'"{found.words}": {found.reason}. {found.rewrite} Nothing was changed.')
        warned.append(f'"{found.words}": {found.reason}')
    return tuple(warned)


def page_of(house: House, follow_up: FollowUp, composed: Composed, now: datetime) -> bytes:
    """The report on paper; raises `Refusal` where it may not go, lacks something, or does not fit."""
    from outreach.printing import Paper as Sheet
    from outreach.printing import PaperMistake
    from outreach.reports import TooLong, report_pdf

    if composed.blocked:
        raise Refusal(f"this report may not go: {composed.blocked}. Get the signature first: rapport letter release")
    if composed.report is None:
        raise Refusal(f"the report of {follow_up.id} lacks {'; '.join(composed.content.missing)}")
    try:
        return report_pdf(composed.report, Sheet(house.identity.paper), now)
    except TooLong as error:
        named = ", ".join(f"{n} {m}" for n, m in enumerate(composed.content.measures, 1))
        raise Refusal(f"{error}; its rows: {named}. As in: --leave-out {composed.content.measures[-1]}") from None
    except PaperMistake as error:
        raise Refusal(str(error)) from None


def unchanged(tx: Transaction, follow_up: FollowUp, composed: Composed) -> Paper:
    """The draft that a page was made of, if nobody changed it meanwhile; raises `Refusal`."""
    paper = papers.of_follow_up(tx, follow_up.id)
    if paper is None or composed.paper is None or paper.changed_at != composed.paper.changed_at:
        raise Refusal("the draft was changed meanwhile; look at it again: rapport report show ID", 1)
    return paper


def answered(
    tx: Transaction,
    house: House,
    follow_up: FollowUp,
    answer: str,
    limits: Sequence[tuple[str, str]],
    now: datetime,
    *,
    until: date | None = None,
    also: Iterable[Fact] = (),
    note: str = "",
    by: str = "",
) -> Changes:
    """The box that the provider ticked, and the limits (what, highest) and preferences that came with it: one act."""
    if answer not in ANSWERS:
        raise Refusal(f"{answer} is not a box on the report; {nearest(answer, ANSWERS)}")
    if answer == "limits" and not limits:
        raise Refusal('say which limits were set, as in --limit "heart rate=120"')
    if follow_up.planned.kind is not FollowUpKind.REPORT:
        raise Refusal(f"{follow_up.id} is a {follow_up.planned.kind.spoken}, not a report")
    paper = papers.of_follow_up(tx, follow_up.id)
    if follow_up.outcome != "sent" and (paper is None or paper.state is not PaperState.SENT):
        raise Refusal(f"the report of {follow_up.id} was not sent yet, so nobody can have answered it")
    for what, high in limits:
        if not high.strip():
            raise Refusal(f'say the highest value, as in --limit "{what.strip()}=120"')
    today = house.today(now)
    facts = [_fact(follow_up, today, FactKind.REPORT, "answered", {"answer": answer, "note": note})]
    last = {"until": until.isoformat()} if until else {}
    for what, high in limits:
        fields = {"high": high.strip(), "note": f"answer to report {follow_up.id}", **last}
        facts.append(_fact(follow_up, today, FactKind.LIMITS, what, fields))
    return record_all(tx, house, f"answer to {follow_up.id}", [*facts, *also], now, by)


def _fact(follow_up: FollowUp, on: date, kind: FactKind, value: str, fields: dict[str, str]) -> Fact:
    planned = follow_up.planned
    try:
        return make(kind, value=value, on=on, today=on, client=planned.client, provider=planned.provider, fields=fields)
    except BadFact as error:
        raise Refusal(str(error)) from None
