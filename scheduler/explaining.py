"""Explaining: why a follow-up is there, and why one is not; from the same decisions that planned it."""

from dataclasses import dataclass
from datetime import date

from scheduler.facts import KINDS, Fact
from scheduler.followups import FollowUp, Planned
from scheduler.history import History, Standing
from scheduler.planning import Decision, Left, Practice, Window, decide
from scheduler.rules import Rule, RuleSet
from scheduler.spans import spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The reasons for one follow-up, in words."""

    title: str
    rule: tuple[str, ...]
    because: tuple[str, ...]
    dated: str
    instead_of: tuple[str, ...]
    goes_if: str
    blocked_by: str | None
    so_far: tuple[str, ...]


def why(follow_up: FollowUp, rule: Rule | None, facts: list[Fact], history: History) -> Why:
    """What led to a follow-up: its rule, the facts, the arithmetic of its date, what would remove it."""
    planned = follow_up.planned
    dated = planned.dated
    if follow_up.paced:
        dated += f"; {follow_up.paced}"
    if follow_up.bundle:
        dated += f"; one contact for several ({follow_up.bundle})"
    if follow_up.pinned:
        dated += f"; moved by hand to {spoken(follow_up.pinned)}"
    return Why(
        title=_title(follow_up, history),
        rule=_rule(rule, planned.key.rule),
        because=tuple(_fact(fact, history) for fact in facts) or (planned.reason.partition(": ")[2],),
        dated=dated,
        instead_of=planned.instead_of,
        goes_if=_goes_if(rule),
        blocked_by=planned.blocked_by,
        so_far=follow_up.story,
    )


def _title(follow_up: FollowUp, history: History) -> str:
    planned = follow_up.planned
    kind = planned.kind.spoken
    words = f"{kind[0].upper()}{kind[1:]}"
    provider = history.people.providers.get(planned.provider or "")
    client = history.people.clients.get(planned.client or "")
    if provider and planned.recipient.value == "provider":
        words += f" to {provider.name}"
        words += f" about {client.name}" if client else ""
    elif client:
        words += f" with {client.name}" if planned.recipient.value == "client" else f" about {client.name}"
    return f"{words}, due {spoken(follow_up.day)}"


def _rule(rule: Rule | None, id_: str) -> tuple[str, ...]:
    if rule is None:
        return (f"{id_}: no longer among the rules",)
    since = f" (in force since {spoken(rule.active_from)})" if rule.active_from else ""
    return tuple(filter(None, (f"{rule.id}: {rule.title}{since}", rule.why, rule.source and f"Source: {rule.source}")))


def _fact(fact: Fact, history: History) -> str:
    provider = history.people.providers.get(fact.provider or "")
    plain = fact.value == KINDS[fact.kind].default
    words = f"{fact.kind}" if plain else f"{fact.kind}: {fact.value}"
    words += f" with {provider.name}" if provider else ""
    words += f" on {spoken(fact.on)}"
    words += f" {fact.at:%H:%M}" if fact.at else ""
    told = f"recorded {spoken(fact.recorded_at.date())}" if fact.recorded_at else "recorded"
    by = f" by {fact.recorded_by}" if fact.recorded_by else ""
    return f"{words} ({told}{by}, fact {fact.id})"


def _goes_if(rule: Rule | None) -> str:
    if rule is None:
        return "the next round withdraws it"
    parts = ["what it rests on is retracted or moves"]
    parts += [f"the client is {s}" for s in Standing if s not in rule.during]
    if rule.unless or rule.stop:
        parts.append(" or ".join(f"there is a {c}" for c in (*rule.unless, *rule.stop)))
    return ", ".join(parts)


def why_not(
    history: History, rules: RuleSet, practice: Practice, window: Window, client: str, rule: Rule
) -> tuple[str, ...]:
    """What stands in the way of a rule's follow-ups about a client (or a provider): one line for each."""
    only = RuleSet((rule,))
    decisions = list(decide(history, only, practice, window, [client]))
    if not decisions:
        return (_nothing_to_start_from(rule),)
    return tuple(dict.fromkeys(_decision(d, history.today) for d in decisions[-5:]))


def _nothing_to_start_from(rule: Rule) -> str:
    return f"{rule.id} has nothing to start from: {rule.trigger}"


def _decision(decision: Decision, today: date) -> str:
    match decision:
        case Left(reason=reason, due=due):
            return f"{reason}. Without that: {spoken(due)}." if due else f"{reason}."
        case Planned(due=due, latest=latest) if latest and latest < today:
            return f"it was due on {spoken(due)} and its time passed on {spoken(latest)}."
        case Planned(due=due):
            return f"it is planned for {spoken(due)}; see rapport upcoming --all"
