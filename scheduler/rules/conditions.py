"""Reading `only_if`, `unless` and `stop`: a closed table of conditions; there is no expression language."""

from collections.abc import Callable
from typing import Any

from scheduler.conditions import (
    KNOWABLE,
    MONTHS,
    Age,
    All,
    AnyOf,
    Condition,
    FactExists,
    HasRole,
    HasTier,
    InMonth,
    Known,
    NoneOf,
    OfPractitioner,
)
from scheduler.facts import FactKind
from scheduler.people import Role, Tier
from scheduler.rules.place import Place, fact_kind, listed

_COMBINED: dict[str, Callable[[tuple[Condition, ...]], Condition]] = {"all": All, "any": AnyOf, "none": NoneOf}
_NOTHING = NoneOf(())
#: Conditions may hold conditions so deep; more is a mistake.
DEEPEST = 8
_BESIDE_A_FACT = ("within", "since", "to", "of", "at_least")


def read_condition(place: Place, table: dict[str, Any], key: str, *, since_trigger: bool = False) -> Condition:
    """The condition that a table describes; where it is wrong, mistakes and one that never matters."""
    if key.count(".") > DEEPEST:
        place.wrong(key, f"nested more than {DEEPEST} deep; say it with fewer")
        return _NOTHING
    if not table:
        place.wrong(key, 'empty; write for example { milestone = "intake" }')
        return _NOTHING
    word = next(iter(table))
    for name, combined in _COMBINED.items():
        if name in table:
            place.only_keys(key, table, (name,))
            return combined(_parts(place, table[name], f"{key}.{name}", since_trigger))
    if any(fact_kind(name) for name in table):
        return _fact(place, table, key, since_trigger) or _NOTHING
    own = {"tier": _tier, "role": _role, "known": _known, "age": _age, "month": _month, "practitioner": _practitioner}
    if word not in own:
        known = (*_COMBINED, *own, *(k.value for k in FactKind))
        place.unknown(key, word, known, "condition")
        return _NOTHING
    place.only_keys(key, table, (word,))
    return own[word](place, table[word], f"{key}.{word}") or _NOTHING


def _parts(place: Place, raw: object, key: str, since_trigger: bool) -> tuple[Condition, ...]:
    if not isinstance(raw, list) or not raw or not all(isinstance(part, dict) for part in raw):
        place.wrong(key, "expected a list of conditions, at least one")
        return ()
    return tuple(
        read_condition(place, part, f"{key}[{n}]", since_trigger=since_trigger) for n, part in enumerate(raw, 1)
    )


def _tier(place: Place, value: object, key: str) -> Condition | None:
    return HasTier(place.words(key, value, Tier))


def _role(place: Place, value: object, key: str) -> Condition | None:
    return HasRole(place.words(key, value, Role))


def _known(place: Place, value: object, key: str) -> Condition | None:
    what = place.one_of(key, value, KNOWABLE)
    return Known(what) if what else None


def _age(place: Place, value: object, key: str) -> Condition | None:
    """{ age = { at_least = 65 } } or { age = { under = 18 } }."""
    if not isinstance(value, dict) or not value:
        place.wrong(key, "expected { at_least = 65 } or { under = 18 }")
        return None
    place.only_keys(key, value, ("at_least", "under"))
    limits = {name: place.count(f"{key}.{name}", value[name]) for name in ("at_least", "under") if name in value}
    return Age(limits.get("at_least"), limits.get("under"))


def _month(place: Place, value: object, key: str) -> Condition | None:
    named = [place.one_of(key, word, MONTHS) for word in listed(value)]
    return InMonth(frozenset(MONTHS.index(name) + 1 for name in named if name))


def _practitioner(_place: Place, value: object, _key: str) -> Condition | None:
    return OfPractitioner(frozenset(listed(value)))


def _fact(place: Place, table: dict[str, Any], key: str, since_trigger: bool) -> Condition | None:
    match = place.fact_match(key, table, _BESIDE_A_FACT)
    within = place.span(f"{key}.within", table["within"]) if "within" in table else None
    for name, words in (("since", ("trigger",)), ("to", ("recipient", "visited")), ("of", ("client", "provider"))):
        if name in table:
            place.one_of(f"{key}.{name}", table[name], words)
    at_least = place.count(f"{key}.at_least", table.get("at_least", 1))
    if within and (since_trigger or "since" in table):
        place.wrong(f"{key}.within", "it already counts from the trigger; leave out either `within` or `since`")
    if match is None or at_least is None:
        return None
    return FactExists(
        match,
        within=within,
        since_trigger=since_trigger or "since" in table,
        to=str(table.get("to", "")),
        of_provider=table.get("of") == "provider",
        at_least=at_least,
    )
