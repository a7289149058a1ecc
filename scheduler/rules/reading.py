"""Reading rules from TOML tables: strict, and every mistake is told with its place, all at once."""

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from outreach.letter_names import OF_NOBODY, LetterName
from scheduler.facts import KINDS, FactKind
from scheduler.followups import FollowUpKind, Priority
from scheduler.mistakes import Mistakes
from scheduler.rules import (
    CLIENT,
    PRACTITIONER,
    PROVIDER,
    RECIPIENTS,
    TELLING,
    WINDOWS,
    Retry,
    Rule,
    RuleSet,
    Scope,
    Step,
)
from scheduler.rules.conditions import read_condition
from scheduler.rules.place import Place, listed
from scheduler.rules.when import read_when
from scheduler.shaping import read as read_table
from scheduler.standing import Standing
from scheduler.ways import purpose_of


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


def read_rules(
    tables: Iterable[tuple[str, object]],
    mistakes: Mistakes,
    beside: RuleSet = RuleSet(()),  # noqa: B008 - frozen
) -> RuleSet:
    """Read rule tables, each with the file it stands in; mistakes are collected, not raised.

    `beside` are rules of other files, which may be named in `absorbs`.
    """
    read = list(tables)
    rules: list[Rule] = []
    files: dict[str, str] = {}
    for number, (file, table) in enumerate(read, 1):
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
    written = {str(t.get("id")) for _, t in read if isinstance(t, dict)} | {r.id for r in beside.rules}
    for file, table in read:
        absorbs = table.get("absorbs", []) if isinstance(table, dict) else []
        for absorbed in absorbs if isinstance(absorbs, list) else []:
            if absorbed not in written and isinstance(table, dict):
                place = f"{file}, rule {table.get('id')}, absorbs"
                mistakes.unknown(place, str(absorbed), written, "rule")
    _refuse_circles(rules, mistakes)
    return RuleSet(tuple(rules))


def _refuse_circles(rules: list[Rule], mistakes: Mistakes) -> None:
    """Two rules that take each other's place would leave nothing, or whatever comes first."""
    absorbs = {rule.id: rule.absorbs for rule in rules}
    for rule in rules:
        seen, ahead = set(), set(rule.absorbs)
        while ahead:
            seen |= ahead
            ahead = {further for id_ in ahead for further in absorbs.get(id_, ())} - seen
        if rule.id in seen:
            place = f"{rule.file}, rule {rule.id}, absorbs"
            mistakes.add(place, "the rule would take its own place, by itself or by way of others; take one out")


class _Reader:
    """Reads one rule; knows the place for its messages."""

    def __init__(self, name: str, file: str, mistakes: Mistakes) -> None:
        self.place = Place(name, mistakes)
        self.file = file
        self.mistakes = mistakes

    def rule(self, raw: object) -> Rule | None:
        before = len(self.mistakes.found)
        table = read_table(raw, RuleTable, self.place.name, self.mistakes)
        if table is None:
            return None
        if not _SLUG.fullmatch(table.id):
            self.place.wrong(
                "id",
                f'"{table.id}" is not an id; write letters, digits and hyphens, for example visit-report',
            )
        for key in ("title", "why", "source"):
            if not getattr(table, key).isprintable():
                self.place.wrong(key, "holds a line break or a control character")
        scope = self.place.word("scope", table.scope, Scope) or Scope.CLIENT
        trigger = read_when(self.place, table.when)
        steps = self._steps(table.follow_up, scope)
        retry = self._retry(table.retry, steps, scope)
        conditions = {
            key: tuple(
                read_condition(self.place, c, f"{key}[{n}]", since_trigger=key == "stop")
                for n, c in enumerate(getattr(table, key), 1)
            )
            for key in ("only_if", "unless", "stop")
        }
        alive = [s.value for s in Standing if s is not Standing.DECEASED]
        during = frozenset(
            Standing(word)
            for text in listed(table.during)
            if (word := self.place.one_of("during", text.replace("_", " "), alive))
        )
        within = self.place.span("absorbs_within", table.absorbs_within)
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
            absorbs_within=within.in_days,
            file=self.file,
            revision=_revision(table),
            table=raw if isinstance(raw, dict) else {},
        )

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
                self.place.wrong(f"{key}.step", f'the name "{step.name}" is taken; give each step its own `step`')
            elif step:
                steps.append(step)
        if not tables:
            self.place.wrong("follow_up", "a rule without a follow-up does nothing")
        return tuple(steps)

    def _step(self, raw: dict[str, Any], key: str, scope: Scope) -> Step | None:
        table = read_table(raw, StepTable, f"{self.place.name}{key}", self.mistakes)
        if table is None:
            return None
        kind = self.place.word(f"{key}.kind", table.kind, FollowUpKind)
        to = self._recipients(table.to or (PROVIDER if scope is Scope.PROVIDER else CLIENT), f"{key}.to", scope)
        if table.priority not in range(5):
            self.place.wrong(f"{key}.priority", f"expected 0 (now) to 4 (low), got {table.priority}")
            return None
        due = self.place.delay(f"{key}.due", table.due)
        expires = self.place.span(f"{key}.expires", table.expires) if table.expires else None
        if kind is None or to is None or due is None or (table.expires and expires is None):
            return None
        letter = self._letter(table.letter, f"{key}.letter")
        priority = Priority(table.priority)
        usual = None if priority is Priority.NOW else WINDOWS[kind]
        window = expires.in_days if expires else usual
        return Step(
            name=_slug(table.step),
            kind=kind,
            to=to,
            due=due,
            priority=priority,
            window=window,
            expires=expires.in_days if expires else None,
            any_day=table.any_day or priority is Priority.NOW,
            letter=letter or "",
            telling=kind in TELLING and scope is Scope.CLIENT and letter not in OF_NOBODY,
            purpose=purpose_of(kind, priority, of_client=scope is Scope.CLIENT),
        )

    def _letter(self, text: str, key: str) -> LetterName | None:
        if not text:
            return None
        try:
            return LetterName(text)
        except ValueError:
            self.place.unknown(key, text, tuple(LetterName), "letter")
            return None

    def _recipients(self, raw: str | list[str], key: str, scope: Scope) -> tuple[tuple[str, ...], ...] | None:
        """Read "referring, else primary care" or a list of recipients."""
        options = (
            [tuple(raw)]
            if isinstance(raw, list)
            else [tuple(p.strip() for p in option.split(" and ")) for option in re.split(r",\s*else\s+", raw.strip())]
        )
        known = RECIPIENTS if scope is Scope.CLIENT else (PROVIDER, PRACTITIONER)
        for word in (w for option in options for w in option):
            if word not in known:
                self.place.unknown(key, word, known, "recipient")
                return None
        return tuple(options)

    def _retry(self, raw: dict[str, Any] | None, steps: tuple[Step, ...], scope: Scope) -> Retry | None:
        if raw is None:
            return None
        table = read_table(raw, RetryTable, f"{self.place.name}retry", self.mistakes)
        if table is None:
            return None
        every = self.place.span("retry.every", table.every)
        outcomes = KINDS[FactKind.CONTACT].values
        after = [w for w in listed(table.after) if self.place.one_of("retry.after", w, outcomes)]
        if table.times < 1:
            self.place.wrong("retry.times", "expected a number from 1 up; leave `retry` out for no second try")
        last = {"step": "then", "due": "same day", "priority": steps[-1].priority if steps else 3}
        decision = {"step": "decide", "kind": "check", "to": PRACTITIONER}
        then = self._step({**last, **(table.then or decision)}, "retry.then", scope)
        return Retry(after=frozenset(after), every=every, times=table.times, then=then) if every else None


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


_WORDS_ONLY = ("title", "why", "source", "on", "active_from")


def _revision(table: RuleTable) -> str:
    held = {name: getattr(table, name) for name in table.__struct_fields__ if name not in _WORDS_ONLY}
    text = json.dumps(held, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
