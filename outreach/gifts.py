"""Gifts to offices, against the practice's own policy. The limits are a policy: no law says that a gift is fine."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = timedelta(days=365)
#: Money and what is as good as money, as the name of a gift.
_MONEY = re.compile(
    r"\b(?:cash(?! regis)|money|che(?:ck|que)s?(?![ -](?:up|list|in))|(?:gift|debit|credit|prepaid) cards?|gift codes?|"
    r"gift certificates?|vouchers?|prepaid|venmo|zelle|paypal|bitcoin|crypto\w*|bank transfers?|honorari(?:um|a)|"
    r"itunes|a (?:ten|twenty|fifty|hundred)|bank ?notes?)\b|[$€£]\s?\d",
    re.IGNORECASE,
)
#: A gift that is recorded against referrals: the policy blocks it, whatever it is worth.
_COUNTED = re.compile(
    r"\breferr?\w*|\b(?:patients?|clients?)\b.{0,20}\bsent\b|\bsent\b.{0,30}\b(?:patient|client)", re.IGNORECASE
)
#: A meal, whether it was ticked as one or not.
_MEAL = re.compile(
    r"\b(?:lunch|breakfast|dinner|brunch|meal|pizza|sandwich(?:es)?|bagels|catering|coffee and|luncheon)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the practice allows itself, in dollars."""

    #: One item.
    item: float = 15
    #: All gifts to one office within a year, for each person there.
    person_a_year: float = 75
    #: A meal, for each person at the table.
    meal: float = 25
    #: Meals with one office within a year.
    meals_a_year: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """Something of value given to an office."""

    on: date
    what: str
    #: Its worth in dollars, all of it.
    amount: float
    #: How many people share it.
    people: int = 1
    meal: bool = False
    #: A meal goes with teaching (an in-service), never alone.
    teaching: bool = False


def is_meal(gift: Gift) -> bool:
    """Whether it is a meal, by its mark or by its name."""
    return gift.meal or _MEAL.search(gift.what) is not None


def forbidden(gift: Gift, note: str = "") -> str | None:
    """Why it must not be given at all (cash, gift cards, anything tied to referrals), or None."""
    from outreach.ethics import Level, check

    if money := _MONEY.search(gift.what):
        return f'"{money[0]}": money in any form is never given to an office'
    if counted := _COUNTED.search(f"{gift.what}\n{note}"):
        return f'"{counted[0]}": nothing is given for referrals, so nothing is recorded against them'
    told = f"We give your office {gift.what}.\n{gift.what}, {note}"
    found = next((f for f in check(told) if f.level is Level.BLOCK), None)
    return f'"{found.words}": {found.reason}' if found else None


def beyond(gift: Gift, earlier: Iterable[Gift], limits: Limits) -> list[str]:
    """What of the practice's policy it goes beyond, in words; `earlier` are other gifts to the same office."""
    each = gift.amount / max(gift.people, 1)
    year = [g for g in earlier if gift.on - _YEAR < g.on <= gift.on]
    total = each + sum(g.amount / max(g.people, 1) for g in year)
    found = []
    if is_meal(gift):
        meals = 1 + sum(is_meal(g) for g in year)
        if each > limits.meal:
            found.append(f"${each:.2f} for each person at the table; at most ${limits.meal:g}")
        if meals > limits.meals_a_year:
            found.append(f"{meals} meals with this office within a year; at most {limits.meals_a_year}")
        if not gift.teaching:
            found.append("a meal only together with teaching")
    elif each > limits.item:
        found.append(f"${each:.2f} for each person; at most ${limits.item:g} for one item")
    if total > limits.person_a_year:
        found.append(f"${total:.2f} for each person within a year; at most ${limits.person_a_year:g}")
    return found
