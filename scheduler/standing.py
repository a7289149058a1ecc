"""Where a client stands in the programme, from what was told: on hold, discharged, back again."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from scheduler.facts import Fact, FactKind


class Standing(StrEnum):
    """Where a client stands in the programme; derived, never stored."""

    ACTIVE = "active"
    ON_HOLD = "on hold"
    DISCHARGED = "discharged"
    DECEASED = "deceased"

    __hash__ = str.__hash__


#: Milestones that open a programme anew after a discharge.
_REOPENS = frozenset({"booked", "intake", "assessment", "first session"})

#: The kinds of facts that decide where a client stands.
DECIDING = (
    FactKind.DEATH,
    FactKind.DISCHARGE,
    FactKind.HOLD,
    FactKind.MILESTONE,
    FactKind.REFERRAL,
    FactKind.CHANGE,
    FactKind.CLEARANCE,
)


def changes_of(told: Iterable[Fact]) -> list[tuple[date, Standing]]:
    """Since when a client stands how, from the facts of these kinds."""
    changes: list[tuple[date, Standing]] = []
    discharged = False
    held: Fact | None = None

    def end_hold_before(day: date) -> None:
        nonlocal held
        if held is not None and held.until is not None and held.until < day:
            changes.append((held.until + timedelta(days=1), Standing.ACTIVE))
            held = None

    for fact in sorted(told, key=lambda f: f.order):
        end_hold_before(fact.on)
        match fact.kind:
            case FactKind.DEATH:
                changes.append((fact.on, Standing.DECEASED))
                return changes
            case FactKind.DISCHARGE:
                discharged, held = True, None
                changes.append((fact.on, Standing.DISCHARGED))
            case FactKind.HOLD if not discharged:
                held = None if fact.value == "ended" else fact
                changes.append((fact.on, Standing.ON_HOLD if held else Standing.ACTIVE))
            case FactKind.CHANGE if fact.value == "red flag" and not discharged:
                held = fact
                changes.append((fact.on, Standing.ON_HOLD))
            case FactKind.CLEARANCE if fact.value == "received" and held and held.value in ("red flag", "medical"):
                held = None
                changes.append((fact.on, Standing.ACTIVE))
            case FactKind.MILESTONE if discharged and fact.value in _REOPENS:
                discharged = False
                changes.append((fact.on, Standing.ACTIVE))
            case FactKind.REFERRAL if discharged and fact.value == "received":
                discharged = False
                changes.append((fact.on, Standing.ACTIVE))
    end_hold_before(date.max)
    return changes
