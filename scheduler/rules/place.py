"""A place in a rule, for messages: every mistake is told with the rule, the key, and the nearest valid word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from scheduler.conditions import FactMatch
from scheduler.facts import KINDS, FactKind, FieldType, Scalar
from scheduler.mistakes import Mistakes, nearest
from scheduler.spans import BadSpan, Delay, Span, parse_delay, parse_span

E = TypeVar("E", bound=StrEnum)


def fact_kind(word: str) -> FactKind | None:
    """The kind of fact that a key names; `opt_out` and `care_team` may be written with an underscore."""
    plain = word.replace("_", "-")
    return next((kind for kind in FactKind if kind.value == plain), None)


def listed(value: object) -> list[str]:
    """One text or several."""
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


@dataclass(frozen=True, slots=True)
class Place:
    """One rule; its methods read values and remember what is wrong with them."""

    name: str
    mistakes: Mistakes

    def wrong(self, key: str, words: str) -> None:
        """Remember a mistake."""
        self.mistakes.add(f"{self.name}{key}", words)

    def unknown(self, key: str, word: object, known: Iterable[str], what: str = "word") -> None:
        """Remember a word that is not known, with the nearest that is."""
        self.mistakes.unknown(f"{self.name}{key}", str(word), known, what)

    def word(self, key: str, text: str, words: type[E]) -> E | None:
        """A word of a closed list."""
        found = next((w for w in words if w.value == text), None)
        if found is None:
            self.unknown(key, text, [w.value for w in words])
        return found

    def words(self, key: str, value: object, words: type[E]) -> frozenset[E]:
        """One word or several."""
        return frozenset(w for text in listed(value) if (w := self.word(key, text, words)))

    def one_of(self, key: str, value: object, words: Iterable[str]) -> str | None:
        """A text of a closed list."""
        words = tuple(words)
        if isinstance(value, str) and value in words:
            return value
        self.unknown(key, value, words)
        return None

    def span(self, key: str, value: object) -> Span | None:
        """A span of time."""
        try:
            return parse_span(str(value))
        except BadSpan as error:
            self.wrong(key, str(error))
            return None

    def delay(self, key: str, value: object) -> Delay | None:
        """A delay before or after."""
        try:
            return parse_delay(str(value))
        except BadSpan as error:
            self.wrong(key, str(error))
            return None

    def count(self, key: str, value: object) -> int | None:
        """A number from 1 up; leaving it out means none, 0 is a mistake."""
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value
        self.wrong(key, "expected a number from 1 up; leave it out for none")
        return None

    def only_keys(self, key: str, table: Mapping[str, Any], allowed: Iterable[str]) -> None:
        """Remember every key that does not belong here."""
        allowed = tuple(allowed)
        for word in table:
            if word not in allowed:
                if allowed:
                    self.unknown(key, word, allowed, "key")
                else:
                    self.wrong(key, f"unknown key `{word}`; nothing else belongs here")

    def fact_match(self, key: str, table: object, also: Iterable[str] = ()) -> FactMatch | None:
        """Which facts are meant: { milestone = "assessment" }; `also` are further keys that may stand beside."""
        also = ("where", *also)
        if not isinstance(table, dict):
            self.wrong(key, 'expected a fact, such as { milestone = "assessment" }')
            return None
        heads = [word for word in table if fact_kind(word)]
        if len(heads) != 1:
            odd = next((word for word in table if word not in also), "")
            self.wrong(key, f"expected one kind of fact, found {len(heads)}; {nearest(odd, list(FactKind))}")
            return None
        self.only_keys(key, {k: v for k, v in table.items() if k != heads[0]}, also)
        kind = fact_kind(heads[0])
        assert kind is not None
        values = self._values(f"{key}.{heads[0]}", kind, table[heads[0]])
        where = self._where(f"{key}.where", kind, table.get("where", {}))
        return None if values is None or where is None else FactMatch(kind, values, where)

    def _values(self, key: str, kind: FactKind, raw: object) -> frozenset[str] | None:
        known = KINDS[kind].values
        values = [raw] if isinstance(raw, str) else raw
        if not isinstance(values, list) or not values or not all(isinstance(v, str) for v in values):
            example = (known or ("any",))[0]
            self.wrong(key, f'expected a text or a list of texts, such as "{example}"')
            return None
        if values == ["any"]:
            return frozenset()
        odd = [v for v in values if known and v not in known]
        for value in odd:
            self.unknown(key, value, (*known, "any"), "value")
        return None if odd else frozenset(values)

    def _where(self, key: str, kind: FactKind, table: object) -> tuple[tuple[str, Scalar], ...] | None:
        if not isinstance(table, dict):
            self.wrong(key, 'expected a table of fields, such as { programme = "balance" }')
            return None
        types = {f.name: f.type for f in KINDS[kind].fields}
        expected: dict[FieldType, tuple[type, ...]] = {FieldType.NUMBER: (int, float), FieldType.FLAG: (bool,)}
        for name, value in table.items():
            if name not in types:
                self.unknown(key, name, types, "field")
                return None
            if not isinstance(value, expected.get(types[name], (str,))):
                self.wrong(f"{key}.{name}", f"expected a {types[name]}")
                return None
        return tuple(sorted(table.items()))
