"""What a follow-up's outcome is as a fact: what closes it is told like anything else that happened."""

from datetime import date

from scheduler.facts import CONTACTS, Fact, FactKind
from scheduler.followups import FollowUp, FollowUpKind, Recipient

#: The outcome that is meant when none is given.
USUAL_OUTCOME = {
    FollowUpKind.CALL: "reached",
    FollowUpKind.INTRODUCTION: "reached",
    FollowUpKind.REPORT: "sent",
    FollowUpKind.VISIT: "met",
    FollowUpKind.MEETING: "met",
    FollowUpKind.REFERRAL_FORM: "left",
    FollowUpKind.THANK_YOU: "letter sent",
    FollowUpKind.LETTER: "letter sent",
    FollowUpKind.REQUEST: "done",
    FollowUpKind.CHECK: "answered",
}

#: Outcomes that belong to one kind of follow-up only, besides those of any contact.
_OWN_OUTCOMES = {FollowUpKind.REPORT: ("sent",), FollowUpKind.REFERRAL_FORM: ("left",)}


def outcomes_of(kind: FollowUpKind) -> tuple[str, ...]:
    """What a follow-up of a kind can come to, its own outcomes first."""
    return (*_OWN_OUTCOMES.get(kind, ()), *CONTACTS)


def outcome_fact(follow_up: FollowUp, outcome: str, on: date, note: str = "", channel: str = "") -> Fact:
    """The fact that an outcome is. A contact names the provider only when the provider was the one contacted."""
    planned = follow_up.planned
    kind = FactKind.CONTACT
    if planned.kind is FollowUpKind.REPORT and outcome == "sent":
        kind = FactKind.REPORT
    elif planned.kind is FollowUpKind.REFERRAL_FORM and outcome == "left":
        kind = FactKind.FORM
    return Fact(
        number=0,
        kind=kind,
        value=outcome,
        on=on,
        client=None if kind is FactKind.FORM else planned.client,
        provider=planned.provider if planned.recipient is Recipient.PROVIDER else None,
        data={
            **({"note": note} if note else {}),
            **({"channel": channel} if channel and kind is not FactKind.FORM else {}),
        },
        closes=str(follow_up.key),
    )
