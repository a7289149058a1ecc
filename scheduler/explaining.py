"""Explaining: why a follow-up is there, and why one is not; from the same decisions that planned it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.borders import on_screen
from scheduler.facts import KINDS, Fact
from scheduler.followups import FollowUp, Key, Planned, State
from scheduler.history import History
from scheduler.planning import Decision, Left, Practice, Window, decide, plan
from scheduler.rules import Rule, RuleSet
from scheduler.spans import spoken
from scheduler.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The reasons for one follow-up, in words."""

    title: str
    rule: tuple[str, ...]
    because: tuple[str, ...]
    dated: str
    instead_of: tuple[str, ...]
    #: The others that are settled by the same contact.
    shares: tuple[str, ...]
    goes_if: str
    blocked_by: str | None
    #: What the provider prefers.
    prefers: str
    so_far: tuple[str, ...]


def why(
    follow_up: FollowUp, rule: Rule | None, facts: list[Fact], history: History, sharing: Sequence[FollowUp] = ()
) -> Why:
    """What led to a follow-up: its rule, the facts, the arithmetic of its date, what would remove it.

    `sharing` are the others that share its contact.
    """
    planned = follow_up.planned
    dated = planned.dated
    if follow_up.paced:
        dated += f"; {follow_up.paced}"
    if follow_up.pinned:
        dated += f"; moved by hand to {spoken(follow_up.pinned)}"
    return Why(
        title=_title(follow_up, history),
        rule=_rule(rule, planned.key.rule),
        because=tuple(_fact(fact, history) for fact in facts) or (on_screen(planned.reason).partition(": ")[2],),
        dated=dated,
        instead_of=planned.instead_of,
        shares=tuple(f"{f.id}, {_title(f, history)} ({f.key.rule})" for f in sharing),
        goes_if=_goes_if(rule),
        blocked_by=planned.blocked_by,
        prefers=preferred(history.preferences(planned.provider)) if planned.provider else "",
        so_far=follow_up.story,
    )


def preferred(held: Sequence[Fact]) -> str:
    """Preferences in words: cadence 60 days, channel fax."""
    return ", ".join(f"{fact.value} {fact.data.get('is', '')}" for fact in held)


def _title(follow_up: FollowUp, history: History) -> str:
    planned = follow_up.planned
    kind = planned.kind.spoken
    words = f"{kind[0].upper()}{kind[1:]}"
    provider = history.people.providers.get(planned.provider or "")
    client = history.people.clients.get(planned.client or "")
    if provider and planned.recipient.value == "provider":
        words += f" to {provider.name}"
        words += f" about {on_screen(client.name)}" if client else ""
    elif client:
        words += (
            f" with {on_screen(client.name)}"
            if planned.recipient.value == "client"
            else f" about {on_screen(client.name)}"
        )
    return f"{words}, due {spoken(follow_up.day)}"


def _rule(rule: Rule | None, id_: str) -> tuple[str, ...]:
    if rule is None:
        return (f"{id_}: no longer among the rules",)
    since = f"in force since {spoken(rule.active_from)}, " if rule.active_from else ""
    return tuple(
        filter(
            None,
            (
                f"{rule.id}: {rule.title} ({since}version {rule.revision[:6]})",
                rule.why,
                rule.source and f"Source: {rule.source}",
            ),
        )
    )


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
    history: History,
    rules: RuleSet,
    practice: Practice,
    window: Window,
    subject: str,
    rule: Rule,
    stored: Mapping[Key, FollowUp],
) -> tuple[str, ...]:
    """What stands in the way of a rule's follow-ups about a client or a provider: the first thing, for each of them.

    `stored` holds those that exist, by key: what was done, dismissed or paced is told as such.
    """
    in_force = rules.get(rule.id) or rule
    decisions = list(decide(history, RuleSet((in_force,)), practice, window, [subject]))
    if not decisions:
        return (f"{rule.title}: there is nothing to start from ({_start(rule)}).",)
    kept = plan(history, rules, practice, window, [subject])
    nearest = sorted(decisions, key=lambda d: _distance(d, history.today))[:3]
    told = (_decision(d, history.today, stored, kept) for d in nearest)
    return tuple(dict.fromkeys(told))


def _distance(decision: Decision, today: date) -> tuple[bool, int]:
    """What lies ahead comes first, the nearest before the others."""
    due = decision.due or today
    return (due < today, abs((due - today).days))


def _start(rule: Rule) -> str:
    when = rule.table.get("when", {})
    words = ", ".join(f"{key} {_plain(value)}" for key, value in when.items()) if isinstance(when, Mapping) else ""
    return f"no {words} on file" if words else "nothing on file"


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{k} {_plain(v)}" for k, v in value.items())
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value)


def _decision(decision: Decision, today: date, stored: Mapping[Key, FollowUp], kept: Mapping[Key, Planned]) -> str:
    known = stored.get(decision.key) if decision.key else None
    if known and known.state is State.DONE:
        return f"already done: {known.id}, {known.story[-1]}."
    if known and known.state is State.DISMISSED:
        return f"{known.id} was {known.story[-1]}."
    match decision:
        case Left(reason=reason, due=due):
            return f"{reason}. Without that: {spoken(due)}." if due else f"{reason}."
        case Planned(key=key, due=due) if key not in kept:
            taker = next((p for p in kept.values() if any(key.rule in words for words in p.instead_of)), None)
            instead = f" by {taker.key.rule} on {spoken(taker.due)}" if taker else ""
            return f"its place is taken{instead}. Without that: {spoken(due)}."
        case Planned(due=due, latest=latest) if latest and latest < today and known is None:
            return f"it was due on {spoken(due)} and its time had passed on {spoken(latest)}."
        case Planned(due=due, blocked_by=blocked):
            id_ = f" as {known.id}" if known else ""
            paced = f"; paced {known.paced}" if known and known.paced else ""
            hidden = known.snoozed_until if known and known.snoozed_until and known.snoozed_until > today else None
            snoozed = f"; snoozed until {spoken(hidden)}" if hidden else ""
            stuck = f"; blocked: {blocked}" if blocked else ""
            return f"it is there{id_}, due {spoken(due)}{paced}{snoozed}{stuck}."
