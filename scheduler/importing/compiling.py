"""Expressions and tests of a map, made ready for one file: columns become places, mistakes name their nearest."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from scheduler.importing.language import Expression, LookupTable, Test, Written, described
from scheduler.importing.moments import BadMoment, Moments, as_iso, expected, limit
from scheduler.importing.outcome import BadRow, LeaveOut, Tally
from scheduler.importing.reading import File, Writing, counted, header, rows
from scheduler.mistakes import Mistakes

Cells = Sequence[str]
#: What an expression gives for a row.
Value = Callable[[Cells], str]
#: The same as the parts of a key.
Parts = Callable[[Cells], tuple[str, ...]]
#: Why a row is not wanted, or None.
Wanted = Callable[[Cells], str | None]


@dataclass(slots=True)
class Lookup:
    """A file that others point into: only the columns that are taken are kept in memory."""

    table: LookupTable
    files: tuple[File, ...]
    columns: tuple[str, ...]
    #: Columns taken, and their places in a kept row.
    taken: dict[str, int] = field(default_factory=dict)
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def load(self, writing: Writing, tally: Tally) -> None:
        """Read the files, once it is known which columns are taken."""
        for path in self.files:
            columns = header(path, writing)
            key, places = columns.index(self.table.key), [columns.index(name) for name in self.taken]
            for row in rows(path, writing):
                if row.fault:
                    tally.reject(path.name, row.line, row.fault, counted(path))
                    continue
                self.kept.setdefault(row.cells[key].strip(), tuple(row.cells[p].strip() for p in places))


@dataclass(frozen=True, slots=True)
class Compiler:
    """Makes expressions and tests ready for files with these columns."""

    columns: Sequence[str]
    lookups: Mapping[str, Lookup]
    moments: Moments
    mistakes: Mistakes

    def value(self, written: Written, place: str) -> Value:
        """What gives the expression's value."""
        if isinstance(written, str):
            return self._column(written, place)
        value = self._source(written, place)
        if written.lookup is not None and written.take is not None:
            value = self._looked_up(value, written.lookup, written.take, f"{place}.take")
        if written.remove:
            value = _without_digits(value)
        if written.date is not None:
            value = _dated(value, written.date, described(written))
        if written.values:
            value = _translated(value, written.values, written.otherwise, described(written))
        if written.default is not None:
            value = _defaulted(value, written.default)
        return value

    def parts(self, written: Written, place: str) -> Parts:
        """What gives the expression's value as parts of a key: columns that are not joined stay apart."""
        if isinstance(written, Expression) and written.columns and written.join is None:
            return _together([self._column(name, f"{place}.columns") for name in written.columns])
        if isinstance(written, Expression) and written.first_of and not (written.lookup or written.values):
            return _first_parts([self.parts(e, f"{place}.first_of[{n}]") for n, e in enumerate(written.first_of, 1)])
        return _together([self.value(written, place)])

    def several(self, written: Sequence[Written], place: str) -> Parts:
        """What gives the values of several expressions, as parts of a key."""
        return _joined_parts([self.parts(e, f"{place}[{n}]") for n, e in enumerate(written, 1)])

    def _column(self, name: str, place: str) -> Value:
        if name not in self.columns:
            self.mistakes.unknown(place, name, self.columns, "column")
            return lambda _cells: ""
        number = self.columns.index(name)
        return lambda cells: cells[number].strip()

    def _source(self, e: Expression, place: str) -> Value:
        if e.column is not None:
            return self._column(e.column, f"{place}.column")
        if e.columns:
            return _joined([self._column(c, f"{place}.columns") for c in e.columns], " " if e.join is None else e.join)
        if e.from_ is not None:
            return self.value(e.from_, f"{place}.from")
        if e.first_of:
            return _first([self.value(inner, f"{place}.first_of[{n}]") for n, inner in enumerate(e.first_of, 1)])
        constant = e.constant or ""
        return lambda _cells: constant

    def _looked_up(self, value: Value, name: str, take: str, place: str) -> Value:
        lookup = self.lookups.get(name)
        if lookup is None:
            return value
        if take not in lookup.columns:
            self.mistakes.unknown(place, take, lookup.columns, "column")
            return value
        number = lookup.taken.setdefault(take, len(lookup.taken))
        kept = lookup.kept

        def looked_up(cells: Cells) -> str:
            row = kept.get(value(cells))
            return row[number] if row else ""

        return looked_up

    def test(self, test: Test, place: str) -> Wanted:
        """What says why a row is not wanted."""
        value, shown = self.value(test.column, f"{place}.column"), described(test.column)
        checks = [self._check(name, getattr(test, name), shown, place) for name in test.asked]

        def wanted(cells: Cells) -> str | None:
            text = value(cells)
            return next((reason for check in checks if (reason := check(text))), None)

        return wanted

    def _check(self, name: str, asked: object, shown: str, place: str) -> Callable[[str], str | None]:
        if name in ("before", "up_to", "since", "after"):
            return self._day_check(name, asked, shown, place)
        if name == "empty":
            wanted, words = bool(asked), f"{shown} is {'not ' if asked else ''}empty"
            return lambda text: None if (not text) is wanted else words
        listed = [asked] if isinstance(asked, str) else asked if isinstance(asked, list) else []
        known = frozenset(str(word).strip().casefold() for word in listed)
        words_in = frozenset(str(word).casefold() for word in listed)
        match name:
            case "is_":
                words = f'{shown} is not "{asked}"'
                return lambda text: None if text.casefold() in known else words
            case "in_":
                words = f"{shown} is not one of those listed"
                return lambda text: None if text.casefold() in known else words
            case "not_in":
                words = f"{shown} is one of those not wanted"
                return lambda text: words if text.casefold() in known else None
            case "contains_any":
                words = f"{shown} holds none of the words listed"
                return lambda text: None if _holds(text, words_in) else words
            case _:
                words = f"{shown} holds a word that is not wanted"
                return lambda text: words if _holds(text, words_in) else None

    def _day_check(self, name: str, asked: object, shown: str, place: str) -> Callable[[str], str | None]:
        key = f"{place}.{name}"
        try:
            day = limit(asked, self.moments.today) if isinstance(asked, str | date) else None
        except BadMoment:
            day = None
        if day is None:
            words = "is not a day; write an ISO date, today, tomorrow, 18 years ago or 2 weeks ahead"
            self.mistakes.add(key, f'"{asked}" {words}' if isinstance(asked, str) else words)
            day = self.moments.today
        words = f"{shown} is {_MISSED[name]} {asked}"
        moments, last = self.moments, day

        def check(text: str) -> str | None:
            if not text:
                return f"{shown} is empty"
            found = day_of(moments, text, shown)
            holds = {"before": found < last, "up_to": found <= last, "since": found >= last, "after": found > last}
            return None if holds[name] else words

        return check


#: What is said of a day that a test does not want.
_MISSED = {"before": "not before", "up_to": "after", "since": "before", "after": "not after"}


def day_of(moments: Moments, text: str, shown: str) -> date:
    """The local day that a cell means; raises `BadRow`."""
    try:
        return moments.read(text)[0]
    except BadMoment:
        raise BadRow(f"{shown} does not read as a date; {how(moments)}") from None


def how(moments: Moments) -> str:
    """How dates are expected, for a reason."""
    return expected(moments.pattern)


def _holds(text: str, words: frozenset[str]) -> bool:
    folded = text.casefold()
    return any(word in folded for word in words)


def _together(values: list[Value]) -> Parts:
    if len(values) == 1:
        only = values[0]
        return lambda cells: (only(cells),)
    return lambda cells: tuple(value(cells) for value in values)


def _joined_parts(parts: list[Parts]) -> Parts:
    if len(parts) == 1:
        return parts[0]
    return lambda cells: tuple(text for part in parts for text in part(cells))


def _first_parts(options: list[Parts]) -> Parts:
    return lambda cells: next((found for option in options if any(found := option(cells))), ("",))


def _joined(values: list[Value], join: str) -> Value:
    return lambda cells: join.join(text for value in values if (text := value(cells)))


def _first(options: list[Value]) -> Value:
    return lambda cells: next((text for option in options if (text := option(cells))), "")


def _without_digits(value: Value) -> Value:
    return lambda cells: " ".join(re.sub(r"\d+", "", value(cells)).split())


def _dated(value: Value, pattern: str, shown: str) -> Value:
    def dated(cells: Cells) -> str:
        text = value(cells)
        try:
            return as_iso(text, pattern) if text else ""
        except BadMoment:
            raise BadRow(f"{shown} does not read as a date; {expected(pattern)}") from None

    return dated


def _translated(value: Value, values: Mapping[str, str], otherwise: str | None, shown: str) -> Value:
    known = {word.strip().casefold(): meant for word, meant in values.items()}

    def translated(cells: Cells) -> str:
        text = value(cells)
        meant = known.get(text.casefold(), otherwise if text else "")
        if meant is None:
            raise LeaveOut(f"{shown} is not one of the values listed")
        return meant

    return translated


def _defaulted(value: Value, default: str) -> Value:
    return lambda cells: value(cells) or default
