"""Giving: a gift to an office is judged before it is recorded."""

from outreach.gifts import Gift, beyond, forbidden
from scheduler.facts import Fact, FactKind
from scheduler.house import House
from scheduler.mistakes import Refusal
from scheduler.store import facts as fact_store
from scheduler.store.tx import Transaction


def judge(tx: Transaction, house: House, fact: Fact) -> None:
    """Raise `Refusal` for what must never be given, and for what goes beyond the policy without a reason."""
    gift = _gift(fact)
    if reason := forbidden(gift, str(fact.data.get("note", ""))):
        raise Refusal(f"this must not be given, and was not recorded: {reason}")
    told = fact_store.about(tx, [fact.provider or ""])
    earlier = [_gift(f) for f in told if f.kind is FactKind.GIFT and f.number != fact.number]
    found = beyond(gift, earlier, house.gifts)
    if found and not fact.data.get("despite"):
        raise Refusal(
            f"beyond the practice's policy (which is not a legal limit): {'; '.join(found)}. Nothing was recorded; "
            'if it is meant, say why: --despite "..."'
        )


def _gift(fact: Fact) -> Gift:
    amount, people = fact.data.get("amount", 0), fact.data.get("people", 1)
    return Gift(
        on=fact.on,
        what=fact.value,
        amount=float(amount),
        people=int(people),
        meal=bool(fact.data.get("meal", False)),
        teaching=bool(fact.data.get("teaching", False)),
    )
