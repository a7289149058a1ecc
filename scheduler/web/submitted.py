"""What offices filled in on the referral form about a client, as the client's page shows it."""

from dataclasses import dataclass

from outreach.referral_form import labelled
from scheduler.spans import spoken
from scheduler.store import forms
from scheduler.store.tx import Transaction
from scheduler.web.visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One form that came in."""

    day: str
    reference: str
    #: The fact that it became, as in F81: by its number.
    referral: int
    #: Whether the client was on file before, and codes of others of that name.
    known: bool
    alike: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]


def forms_about(tx: Transaction, visit: Visit, client: str) -> tuple[Sent, ...]:
    """The forms about a client, oldest first."""
    zone = visit.house.practice.zone
    return tuple(
        Sent(
            day=spoken(one.at.astimezone(zone).date()),
            reference=one.reference,
            referral=int(str(one.words["referral"]).removeprefix("F")),
            known=bool(one.words["known"]),
            alike=tuple(one.words["alike"]),
            answers=tuple(labelled(one.words["answers"])),
        )
        for one in forms.submissions(tx, client)
    )
