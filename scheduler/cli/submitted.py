"""What offices filled in on the referral form, on the practitioner's own screen."""

from collections.abc import Iterable, Iterator
from typing import Any

from outreach.referral_form import BY_NAME, labelled
from scheduler.cli.desk import Desk
from scheduler.spans import spoken
from scheduler.store import forms
from scheduler.store.forms import FormAddress, Submitted
from scheduler.store.tx import Transaction


def submitted_lines(at: Desk, found: Iterable[Submitted]) -> Iterator[str]:
    """A form as a few lines: its reference, whether it may be about somebody on file, and each answer."""
    for one in found:
        day = spoken(one.at.astimezone(at.settings.zone).date())
        yield f"\nReferral form of {day}, reference {one.reference}, referral {one.words['referral']}"
        if one.words["known"]:
            yield "  the client was on file: perhaps the same person, perhaps not; what the office typed:"
        if one.words["alike"]:
            yield f"  perhaps the same as {', '.join(one.words['alike'])}"
        for label, text in labelled(one.words["answers"]):
            yield f"  {label}: {' / '.join(text.splitlines())}"


def _row(one: Submitted, address: FormAddress) -> dict[str, Any]:
    answers = one.words["answers"]
    return {
        "reference": one.reference,
        "at": one.at,
        "client": one.client,
        "provider": address.provider,
        "version": address.version,
        "referral": one.words["referral"],
        "perhaps_the_same_as": ", ".join(one.words["alike"]),
        **{name: answers.get(name, "") for name in BY_NAME},
    }


def submitted_rows(tx: Transaction, client: str | None = None) -> list[dict[str, Any]]:
    """What came in (for one client), as an export holds it."""
    addresses = {address.id: address for address in forms.addresses(tx)}
    return [_row(one, addresses[one.form]) for one in forms.submissions(tx, client)]
