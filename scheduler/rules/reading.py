"""Reading rules from TOML tables: strict, and every mistake is told with its place, all at once."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from scheduler.conditions import (
    KNOWABLE,
    All,
    AnyOf,
    Condition,
    FactExists,
    FactMatch,
    HasRole,
    HasTier,
    Known,
    NoneOf,
)
from scheduler.facts import KINDS, FactKind, FieldType, Scalar
from scheduler.followups import FollowUpKind, Priority
from scheduler.history import Standing
from scheduler.mistakes import Mistakes, nearest, read
from scheduler.people import Role, Tier
from scheduler.rules import CLIENT, PROVIDER, RECIPIENTS, TELLING, WINDOWS, Retry, Rule, RuleSet, Scope, Step
from scheduler.spans import BadSpan, Span, parse_delay, parse_span
from scheduler.triggers import MISSABLE, Every, Expires, Happened, Missing, Silence, Trigger


class StepTable(msgspec.Struct, kw_only=True):
    """`follow_up` as it is written."""

    kind: str
    due: str = "same day"
    to: str | list[str] = ""
    priority: int = 3
    step: str = ""
    expires: str = ""
    any_day: bool = False
    letter: str = ""


class RetryTable(msgspec.Struct, kw_only=True):
    """`retry` as it is written."""

    after: str | list[str]
    every: str
    times: int = 3
    then: dict[str, Any] | None = None


class RuleTable(msgspec.Struct, kw_only=True):
    """`[[rule]]` as it is written."""

    id: str
    title: str
    when: dict[str, Any]
    follow_up: dict[str, Any] | list[dict[str, Any]]
    why: str = ""
    source: str = ""
    scope: str = "client"
    on: bool = True
    only_if: list[dict[str, Any]] = []
    unless: list[dict[str, Any]] = []
    stop: list[dict[str, Any]] = []
    retry: dict[str, Any] | None = None
    during: str | list[str] = "active"
    active_from: date | None = None
    absorbs: list[str] = []
    absorbs_within: str = "14 days"


_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}", re.IGNORECASE)
E = TypeVar("E", bound=StrEnum)


def read_rules(tables: Iterable[tuple[str, object]], mistakes: Mistakes) -> RuleSet:
    """Read rule tables, each with the file it stands in; mistakes are collected, not raised."""
    rules: list[Rule] = []
    files: dict[str, str] = {}
    for number, (file, table) in enumerate(tables, 1):
        name = table.get("id", f"number {number}") if isinstance(table, dict) else f"number {number}"
        place = f"{file}, rule {name}, "
        rule = _Reader(place, file, mistakes).rule(table)
        if rule is None:
            continue
        if rule.id in files:
            mistakes.add(f"{file}, rule {rule.id}", f"the id is taken ({files[rule.id]}); choose another")
            continue
        files[rule.id] = file
        rules.append(rule)
    for rule in rules:
        for absorbed in rule.absorbs - files.keys():
            mistakes.unknown(f"{rule.file}, rule {rule.id}, absorbs", absorbed, files, "rule")
    return RuleSet(tuple(rules))


class _Reader:
    """Reads one rule; knows the place for its messages."""

    def __init__(self, place: str, file: str, mistakes: Mistakes) -> None:
        self.place = place
        self.file = file
        self.mistakes = mistakes

    def rule(self, raw: object) -> Rule | None:
        before = len(self.mistakes.found)
        table = read(raw, RuleTable, self.place, self.mistakes)
        if table is None:
            return None
        if not _SLUG.fullmatch(table.id):
            self._wrong(
                "id",
                f'"{table.id}" is not an id; write letters, digits and hyphens, for example visit-report',
            )
        scope = self._word("scope", table.scope, Scope) or Scope.CLIENT
        trigger = self._trigger(table.when)
        steps = self._steps(table.follow_up, scope)
        retry = self._retry(table.retry, steps, scope)
        conditions = {
            key: tuple(
                self._condition(c, f"{key}[{n}]", since_trigger=key == "stop")
                for n, c in enumerate(getattr(table, key), 1)
            )
            for key in ("only_if", "unless", "stop")
        }
        during = frozenset(
            word for text in _listed(table.during) if (word := self._word("during", text.replace("_", " "), Standing))
        )
        within = self._span("absorbs_within", table.absorbs_within)
        if trigger is None or len(self.mistakes.found) > before or within is None:
            return None
        return Rule(
            id=table.id,
            title=table.title,
            why=table.why,
            source=table.source,
            scope=scope,
            on=table.on,
            trigger=trigger,
            only_if=conditions["only_if"],
            unless=conditions["unless"],
            stop=conditions["stop"],
            steps=steps,
            retry=retry,
            during=during,
            active_from=table.active_from,
            absorbs=frozenset(table.absorbs),
            absorbs_within=within.count,
            file=self.file,
            revision=_revision(table),
            table=raw if isinstance(raw, dict) else {},
        )

    def _wrong(self, key: str, words: str) -> None:
        self.mistakes.add(f"{self.place}{key}", words)

    def _word(self, key: str, text: str, words: type[E]) -> E | None:
        try:
            return words(text)
        except ValueError:
            self.mistakes.unknown(f"{self.place}{key}", text, [w.value for w in words], "word")
            return None

    def _span(self, key: str, text: object) -> Span | None:
        try:
            return parse_span(text if isinstance(text, str) else str(text))
        except BadSpan as error:
            self._wrong(key, str(error))
            return None

    def _trigger(self, when: dict[str, Any]) -> Trigger | None:
        kinds = {k.value for k in FactKind}
        own = {"silence", "every", "missing", "expiry"}
        heads = [key for key in when if key in own or _fact_kind(key)]
        if len(heads) != 1:
            known = own | kinds
            unknown = next((key for key in when if key not in known), None)
            if not heads and unknown:
                self.mistakes.unknown(f"{self.place}when", unknown, known, "trigger")
            else:
                self._wrong("when", f"expected one trigger, found {len(heads)}; {nearest('', known)}")
            return None
        head = heads[0]
        rest = {key: value for key, value in when.items() if key != head}
        match head:
            case "silence":
                self._only_keys(rest, (), "when")
                span = self._span("when.silence", when[head])
                return Silence(span) if span else None
            case "missing":
                self._only_keys(rest, ("again",), "when")
                what = self._one_of("when.missing", when[head], MISSABLE)
                again = self._span("when.again", rest.get("again", "30 days"))
                return Missing(what, again) if what and again else None
            case "expiry":
                self._only_keys(rest, (), "when")
                what = self._one_of("when.expiry", when[head], ("authorization", "clearance", "limits"))
                return Expires(FactKind(what)) if what else None
            case "every":
                return self._every(when[head], rest)
            case _:
                match = self._fact_match(when, "when", ("where",))
                return Happened(match) if match else None

    def _every(self, every: object, rest: dict[str, Any]) -> Trigger | None:
        self._only_keys(rest, ("since", "times"), "when")
        span = None if every == "report cadence" else self._span("when.every", every)
        since = rest.get("since")
        times = rest.get("times")
        if every != "report cadence" and span and span.count == 0:
            self._wrong("when.every", "an interval of 0 would never end; write at least 1")
        if times is not None and (not isinstance(times, int) or isinstance(times, bool) or times < 1):
            self._wrong("when.times", "expected a number from 1 up; leave it out for no end")
            return None
        if not isinstance(since, dict):
            self._wrong(
                "when.since",
                'missing: the fact it counts from; write for example since = { milestone = "assessment" }',
            )
            return None
        match = self._fact_match(since, "when.since", ("where",))
        return Every(span, match, times) if match and (span or every == "report cadence") else None

    def _one_of(self, key: str, value: object, words: tuple[str, ...]) -> str | None:
        if isinstance(value, str) and value in words:
            return value
        self.mistakes.unknown(f"{self.place}{key}", str(value), words, "word")
        return None

    def _only_keys(self, table: Mapping[str, Any], allowed: Iterable[str], key: str) -> None:
        allowed = tuple(allowed)
        for word in table:
            if word not in allowed:
                if allowed:
                    self.mistakes.unknown(f"{self.place}{key}", word, allowed)
                else:
                    self._wrong(key, f"unknown key `{word}`; nothing else belongs here")

    def _fact_match(self, table: Mapping[str, Any], key: str, also: tuple[str, ...]) -> FactMatch | None:
        heads = [word for word in table if _fact_kind(word)]
        if len(heads) != 1:
            kinds = [k.value for k in FactKind]
            odd = next((word for word in table if word not in also), "")
            self._wrong(key, f"expected one kind of fact, found {len(heads)}; {nearest(odd, kinds)}")
            return None
        head = heads[0]
        self._only_keys({k: v for k, v in table.items() if k != head}, also, key)
        kind = FactKind(_fact_kind(head) or "")
        spec = KINDS[kind]
        raw = table[head]
        values = [raw] if isinstance(raw, str) else raw
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values) or not values:
            self._wrong(
                f"{key}.{head}",
                f'expected a text or a list of texts, such as "{(spec.values or ("any",))[0]}"',
            )
            return None
        if values == ["any"]:
            values = []
        for value in values:
            if spec.values and value not in spec.values:
                self.mistakes.unknown(f"{self.place}{key}.{head}", value, (*spec.values, "any"), "value")
                return None
        where = self._where(table.get("where", {}), kind, f"{key}.where")
        return None if where is None else FactMatch(kind, frozenset(values), where)

    def _where(self, table: object, kind: FactKind, key: str) -> tuple[tuple[str, Scalar], ...] | None:
        if not isinstance(table, dict):
            self._wrong(key, "expected a table of fields, such as { programme = " + '"balance" }')
            return None
        types = {f.name: f.type for f in KINDS[kind].fields}
        expected = {FieldType.NUMBER: (int, float), FieldType.FLAG: (bool,)}
        for name, value in table.items():
            if name not in types:
                self.mistakes.unknown(f"{self.place}{key}", name, types, "field")
                return None
            if not isinstance(value, expected.get(types[name], (str,))):
                self._wrong(f"{key}.{name}", f"expected a {types[name]}")
                return None
        return tuple(sorted(table.items()))

    def _condition(self, table: dict[str, Any], key: str, *, since_trigger: bool = False) -> Condition:
        nothing = NoneOf(())
        for word, combine in (("all", All), ("any", AnyOf), ("none", NoneOf)):
            if word in table:
                self._only_keys({k: v for k, v in table.items() if k != word}, (), key)
                parts = table[word]
                if not isinstance(parts, list) or not all(isinstance(p, dict) for p in parts):
                    self._wrong(f"{key}.{word}", "expected a list of conditions")
                    return nothing
                inner = (self._condition(p, f"{key}.{word}[{n}]") for n, p in enumerate(parts, 1))
                return combine(tuple(inner))
        if "tier" in table:
            self._only_keys(table, ("tier",), key)
            return HasTier(frozenset(self._words(f"{key}.tier", table["tier"], Tier)))
        if "role" in table:
            self._only_keys(table, ("role",), key)
            return HasRole(frozenset(self._words(f"{key}.role", table["role"], Role)))
        if "known" in table:
            self._only_keys(table, ("known",), key)
            return Known(self._one_of(f"{key}.known", table["known"], KNOWABLE) or KNOWABLE[0])
        if not any(_fact_kind(word) for word in table):
            kinds = {"all", "any", "none", "tier", "role", "known", *(k.value for k in FactKind)}
            word = next(iter(table), "")
            self.mistakes.unknown(f"{self.place}{key}", word, kinds, "condition")
            return nothing
        return self._fact_condition(table, key, since_trigger) or nothing

    def _fact_condition(self, table: dict[str, Any], key: str, since_trigger: bool) -> Condition | None:
        also = ("where", "within", "since", "to", "of", "at_least")
        match = self._fact_match(table, key, also)
        within = self._span(f"{key}.within", table["within"]) if "within" in table else None
        if "since" in table:
            self._one_of(f"{key}.since", table["since"], ("trigger",))
        if "to" in table:
            self._one_of(f"{key}.to", table["to"], ("recipient", "visited"))
        if "of" in table:
            self._one_of(f"{key}.of", table["of"], ("client", "provider"))
        at_least = table.get("at_least", 1)
        if not isinstance(at_least, int) or isinstance(at_least, bool) or at_least < 1:
            self._wrong(f"{key}.at_least", "expected a number from 1 up")
            return None
        if match is None:
            return None
        return FactExists(
            match,
            within=within,
            since_trigger=since_trigger or "since" in table,
            to_recipient="to" in table,
            of_provider=table.get("of") == "provider",
            at_least=at_least,
        )

    def _words(self, key: str, value: object, words: type[E]) -> list[E]:
        texts = _listed(value) if isinstance(value, str | list) else [str(value)]
        return [w for text in texts if (w := self._word(key, text, words))]

    def _steps(self, raw: dict[str, Any] | list[dict[str, Any]], scope: Scope) -> tuple[Step, ...]:
        """The steps, each with a name: its own, else its kind (the delay too where a kind comes twice)."""
        tables = raw if isinstance(raw, list) else [raw]
        steps: list[Step] = []
        for number, table in enumerate(tables, 1):
            key = f"follow_up[{number}]" if isinstance(raw, list) else "follow_up"
            twice = sum(t.get("kind") == table.get("kind") for t in tables) > 1
            usual = f"{table.get('kind')} {table.get('due', '')}" if twice else str(table.get("kind"))
            step = self._step({"step": usual, **table}, key, scope)
            if step and any(s.name == step.name for s in steps):
                self._wrong(f"{key}.step", f'the name "{step.name}" is taken; give each step its own `step`')
            elif step:
                steps.append(step)
        if not tables:
            self._wrong("follow_up", "a rule without a follow-up does nothing")
        return tuple(steps)

    def _step(self, raw: dict[str, Any], key: str, scope: Scope) -> Step | None:
        table = read(raw, StepTable, f"{self.place}{key}", self.mistakes)
        if table is None:
            return None
        kind = self._word(f"{key}.kind", table.kind, FollowUpKind)
        to = self._recipients(table.to or (PROVIDER if scope is Scope.PROVIDER else CLIENT), f"{key}.to")
        if table.priority not in range(5):
            self._wrong(f"{key}.priority", f"expected 0 (now) to 4 (low), got {table.priority}")
            return None
        try:
            due = parse_delay(table.due)
        except BadSpan as error:
            self._wrong(f"{key}.due", str(error))
            return None
        expires = self._span(f"{key}.expires", table.expires) if table.expires else None
        if kind is None or to is None or (table.expires and expires is None):
            return None
        priority = Priority(table.priority)
        window = (
            expires.count * (7 if expires.unit == "week" else 30 if expires.unit == "month" else 1)
            if expires
            else None
            if priority is Priority.NOW
            else WINDOWS[kind]
        )
        return Step(
            name=_slug(table.step),
            kind=kind,
            to=to,
            due=due,
            priority=priority,
            window=window,
            any_day=table.any_day or priority is Priority.NOW,
            letter=table.letter,
            telling=kind in TELLING and scope is Scope.CLIENT,
        )

    def _recipients(self, raw: str | list[str], key: str) -> tuple[tuple[str, ...], ...] | None:
        """Read "referring, else primary care" or a list of recipients."""
        options = (
            [tuple(raw)]
            if isinstance(raw, list)
            else [tuple(p.strip() for p in option.split(" and ")) for option in re.split(r",\s*else\s+", raw.strip())]
        )
        for word in (w for option in options for w in option):
            if word not in RECIPIENTS:
                self.mistakes.unknown(f"{self.place}{key}", word, RECIPIENTS, "recipient")
                return None
        return tuple(options)

    def _retry(self, raw: dict[str, Any] | None, steps: tuple[Step, ...], scope: Scope) -> Retry | None:
        if raw is None:
            return None
        table = read(raw, RetryTable, f"{self.place}retry", self.mistakes)
        if table is None:
            return None
        every = self._span("retry.every", table.every)
        outcomes = KINDS[FactKind.CONTACT].values
        after = [w for w in _listed(table.after) if self._one_of("retry.after", w, outcomes)]
        if table.times < 1:
            self._wrong("retry.times", "expected a number from 1 up; leave `retry` out for no second try")
        then = None
        if table.then is not None:
            last = {"step": "then", "due": "same day", "priority": steps[-1].priority if steps else 3}
            then = self._step({**last, **table.then}, "retry.then", scope)
        return Retry(after=frozenset(after), every=every, times=table.times, then=then) if every else None


def _fact_kind(word: str) -> str | None:
    """The fact kind that a key names; `opt_out` and `care_team` are written with an underscore or a hyphen."""
    plain = word.replace("_", "-")
    return plain if plain in FactKind.__members__.values() else None


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


_WORDS_ONLY = ("title", "why", "source", "on", "active_from")


def _revision(table: RuleTable) -> str:
    held = {name: getattr(table, name) for name in table.__struct_fields__ if name not in _WORDS_ONLY}
    text = json.dumps(held, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
