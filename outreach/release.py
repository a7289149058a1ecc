"""The release form: a client's authorization to sign, with every element and statement of 45 CFR 164.508(c)(1)-(2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from outreach import printing
from outreach.consent import STANDARD_PURPOSE, STANDARD_WHAT, Direction, Sensitive
from outreach.printing import Paper
from outreach.reports import Addressee, Letterhead

#: What a provider may tell the practice, where the form says nothing else.
STANDARD_WHAT_BACK: Final = (
    "diagnoses, limits for exercise, medicines and test results, as far as they matter for safe training"
)


class Incomplete(ValueError):
    """A form that would be invalid when signed, because it lacks an element (45 CFR 164.508(b)(2)(ii))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a client is asked to permit."""

    #: Who may tell; the address is where a client takes the permission back in writing.
    practice: Letterhead
    client: str
    born: date | None = None
    #: Who may be told, each by name; with both directions also who may tell the practice.
    providers: tuple[Addressee, ...]
    #: What may be told, specifically.
    what: str = STANDARD_WHAT
    purpose: str = STANDARD_PURPOSE
    direction: Direction = Direction.TO_PROVIDER
    #: What the providers may tell; printed only where they may.
    what_back: str = STANDARD_WHAT_BACK
    #: Boxes that the client has asked to have ticked; the others are printed empty, to tick by hand.
    sensitive: frozenset[Sensitive] = frozenset()
    #: The last day; or, where there is none, the event with which it ends.
    until: date | None = None
    #: After "when": "I end my training at this practice".
    ends: str = ""
    #: The practice's mark for this form, "3H7P"; may be empty.
    reference: str = ""


def release_pdf(release: Release, paper: Paper, at: datetime) -> bytes:
    """The form on one page, or `Incomplete` with what it lacks; `at` is the time in the file."""
    if lacks := missing(release):
        raise Incomplete(f"the release form lacks {lacks}; add it before anybody signs")
    return printing.pdf("release", _page(release), paper=paper, at=at, title="Permission to share health information")


def missing(release: Release) -> str | None:
    """The first element that is not there, in words, or None."""
    practice = release.practice
    elements = (
        ("the client's name", release.client),
        ("the practice's name", practice.name),
        ("the practice's address, to which a client writes to take it back", practice.address),
        ("a provider's name", release.providers and all(p.name for p in release.providers)),
        ("what may be told", release.what),
        ("what the providers may tell", release.direction is Direction.TO_PROVIDER or release.what_back),
        ("what it is for", release.purpose),
        ("an end, a date or an event", release.until or release.ends),
    )
    return next((name for name, there in elements if not there), None)


def _page(release: Release) -> dict[str, Any]:
    practice = release.practice
    named = [_provider(provider) for provider in release.providers]
    return {
        "practice": {name: getattr(practice, name) for name in ("name", "phone", "fax", "address")},
        "client": release.client + (f", born {_day(release.born)}" if release.born else ""),
        "telling": _telling(release, f"{practice.name}, {practice.address}", named),
        "sensitive": [{"words": kind.value, "ticked": kind in release.sensitive} for kind in Sensitive],
        "purpose": release.purpose,
        "end": _end(release),
        "known": _known(release),
        "reference": release.reference,
    }


def _telling(release: Release, practice: str, providers: list[str]) -> list[dict[str, Any]]:
    """Who tells whom what, once for each direction that the client permits."""
    there = {"from": [practice], "to": providers, "what": release.what}
    back = {"from": providers, "to": [practice], "what": release.what_back}
    match release.direction:
        case Direction.TO_PROVIDER:
            return [there]
        case Direction.FROM_PROVIDER:
            return [back]
        case Direction.BOTH:
            return [there, back | {"from": ["the providers named above"]}]


def _known(release: Release) -> list[str]:
    """The statements of 164.508(c)(2), and the copy of (c)(4), in plain words."""
    practice = release.practice
    fax = f", or by fax to {practice.fax}" if practice.fax else ""
    return [
        "I do not have to sign. My training, its price and its quality do not depend on whether I sign.",
        f"I can take this permission back at any time, in writing, by a letter to {practice.name}, "
        f"{practice.address}{fax}. From the day on which my letter arrives nothing more is told. "
        "The one exception: what was told before that day, relying on this permission, cannot be called back.",
        "Whoever is told may pass it on. Privacy rules may then no longer protect it.",
        "I get a copy of this page after signing it.",
    ]


def _end(release: Release) -> str:
    if release.until is None:
        return f"This permission ends when {release.ends}."
    event = f", or earlier, when {release.ends}" if release.ends else ""
    return f"This permission ends after {_day(release.until)}{event}."


def _provider(provider: Addressee) -> str:
    return f"{provider.name}, {provider.office}" if provider.office else provider.name


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
