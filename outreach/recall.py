"""Asking back what went to the wrong office: a page that names no client, for the office already knows too much.

What it asks for is what lessens the harm (45 CFR 164.530(f)) and what a risk assessment asks about: whether it was
read, kept or passed on, and whether it is destroyed (45 CFR 164.402(2)).
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """What was told to whom, as the disclosure log holds it, and who asks for it back."""

    #: The row of the log; the only thing by which the page says what it is about.
    row: int
    recipient: str
    #: How and where it went: "fax", "(617) 555-0143".
    channel: str
    address: str
    told_on: date
    day: date
    practice: str
    practice_address: str = ""
    phone: str = ""
    fax: str = ""
    author: str = ""


#: Ways in which something was said, and nothing can be destroyed.
_SPOKEN = ("phone", "in person")

#: What the practitioner has to decide herself; it goes to the screen, not onto the page.
NOTE = (
    "Before you send it: call the office first, so that nobody reads on. Keep their answer with this row of the log. "
    "Where HIPAA binds you, decide and write down whether this is a breach (45 CFR 164.402: what was in it, who had "
    "it, whether it was read, what was done about it); if it is, the client is told within 60 days (45 CFR 164.404)."
)


def letter(told: Recall) -> str:
    """The page as plain text."""
    spoken = told.channel in _SPOKEN
    head = [told.practice, told.practice_address, _reached(told), "", _day(told.day), "", f"To: {told.recipient}"]
    by = f"By {told.channel}, {told.address}" if told.address else f"By {told.channel}"
    return "\n".join([*(line for line in head if line is not None), by, "", *(_said if spoken else _sent)(told)]) + "\n"


def _sent(told: Recall) -> list[str]:
    return [
        f"PLEASE DESTROY WHAT REACHED YOU ON {_day(told.told_on).upper()}",
        "",
        f"On {_day(told.told_on)} a page about one of our clients went to you by {told.channel}.",
        "It was not meant for your office. We are sorry for the trouble. Please",
        "",
        "  1. do not read it on, copy it, use it or pass it on;",
        "  2. destroy it: the paper, and what a fax machine, a mailbox or a chart has kept of it;",
        "  3. tell us that you have, below.",
        "",
        "[ ] It is destroyed. Nobody kept, copied or passed it on.",
        "[ ] It was read by: ______________________________________________",
        "[ ] It was passed on or filed; to whom, where: ___________________",
        *_signed(told),
    ]


def _said(told: Recall) -> list[str]:
    return [
        f"PLEASE KEEP TO YOURSELF WHAT WE TOLD YOU ON {_day(told.told_on).upper()}",
        "",
        f"On {_day(told.told_on)} we told you ({told.channel}) about one of our clients.",
        "It was not meant for your office. We are sorry for the trouble. Please",
        "",
        "  1. do not use it or pass it on;",
        "  2. destroy what was written down of it, also in a chart;",
        "  3. tell us that you have, below.",
        "",
        "[ ] Nothing was written down, or it is destroyed. Nobody passed it on.",
        "[ ] It was passed on or filed; to whom, where: ___________________",
        *_signed(told),
    ]


def _signed(told: Recall) -> list[str]:
    back = " or ".join(part for part in (f"fax {told.fax}" if told.fax else "", f"call {told.phone}") if part[5:])
    return [
        "",
        "Name: ____________________  Signature: ____________________  Date: __________",
        "",
        f"Please send this page back: {back}." if back else "Please send this page back.",
        f"Our reference: {told.row}. This page names nobody on purpose.",
        *(["", told.author] if told.author else []),
    ]


def _reached(told: Recall) -> str | None:
    parts = [f"phone {told.phone}" if told.phone else "", f"fax {told.fax}" if told.fax else ""]
    return ", ".join(part for part in parts if part) or None


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
