"""Reading a map strictly: every mistake is told at once, with file, table, key and the nearest valid word."""

import codecs
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scheduler.facts import KINDS, FactKind, KindSpec
from scheduler.facts.making import plain
from scheduler.importing.keys import Keys
from scheduler.importing.language import Expression, ImportTable, LookupTable, MapFile, Written, parts_of
from scheduler.importing.moments import is_pattern
from scheduler.importing.reading import Writing
from scheduler.importing.targets import TARGETS, VALUE, Person, Target, fields_of
from scheduler.mistakes import Mistakes, Refusal, nearest
from scheduler.shaping import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One `[[table]]`, checked as far as that goes without the files."""

    #: Where it stands, for mistakes: "synthea.toml, table[3]".
    place: str
    written: ImportTable
    makes: Target
    fields: Mapping[str, Written]
    key: tuple[Written, ...]
    #: Whether rows that `where` does not want are not worth a word (a template's empty cells).
    quiet: bool = False
    #: Whether the people that it makes are looked for among those on file (an address book, a portal's export).
    matching: bool = False

    @property
    def label(self) -> str:
        """The table as a person would call it: "encounters.csv: visit"."""
        name = f" {self.written.name}" if self.written.name else ""
        return f"{self.written.file}: {self.makes}{name}"

    def expressions(self) -> Iterator[Expression]:
        """Every expression in it."""
        tests = (test.column for test in self.written.where)
        for written in (*self.fields.values(), *self.key, *self.written.distinct, *tests):
            yield from parts_of(written)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMap:
    """A whole map, checked as far as that goes without the files."""

    #: The file's name, or that of a template.
    name: str
    keys: Keys
    writing: Writing
    zone: ZoneInfo | None
    dates: str | None
    lookups: Mapping[str, LookupTable]
    tables: tuple[Table, ...]


def told(mistakes: Mistakes) -> Refusal:
    """All mistakes, a line each, and how many."""
    count = len(mistakes.found)
    lines = "\n".join(map(str, mistakes.found))
    return Refusal(f"{lines}\n{count} mistake{'' if count == 1 else 's'}. Nothing was imported.")


def read_map(path: Path, mistakes: Mistakes) -> ImportMap | None:
    """A map from its file, or None and mistakes; mistakes may also stand beside a map that is worth a further look."""
    raw = _toml(path, mistakes)
    if raw is None:
        return None
    file = read(raw, MapFile, f"{path.name}, ", mistakes) or _what_reads(raw)
    mistakes.found[:] = [replace(m, place=m.place.removesuffix(", ")) for m in mistakes.found]
    _check_top(file, path.name, mistakes)
    lookups = {}
    for name, table in file.lookup.items():
        lookup = read(table, LookupTable, f"{path.name}, lookup.{name}", mistakes)
        if lookup is not None:
            lookups[name] = lookup
    if not file.table:
        mistakes.add(path.name, "there is no [[table]]; each says what the rows of one file make")
    tables = []
    for number, raw_table in enumerate(file.table, 1):
        found = _table(raw_table, f"{path.name}, table[{number}]", set(file.lookup), mistakes)
        tables += [found] if found else []
    _check_names(tables, mistakes)
    return ImportMap(
        name=path.name,
        keys=Keys(file.source),
        writing=Writing(_codec(file.encoding) or "utf-8", file.delimiter if _is_mark(file.delimiter) else None),
        zone=_zone(file.zone, path.name, mistakes),
        dates=file.dates,
        lookups=lookups,
        tables=tuple(tables),
    )


def _what_reads(raw: Mapping[str, Any]) -> MapFile:
    """The tables of a map whose top has a mistake, so that theirs are told as well."""
    lookup, table = raw.get("lookup"), raw.get("table")
    return MapFile(
        source="-",
        lookup=lookup if isinstance(lookup, dict) else {},
        table=table if isinstance(table, list) else [],
    )


def _toml(path: Path, mistakes: Mistakes) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise Refusal(f"there is no map {path}") from None
    except OSError as error:
        raise Refusal(f"cannot read the map {path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        mistakes.add(path.name, f"not UTF-8 (byte {error.start + 1}); save the map as UTF-8")
    except tomllib.TOMLDecodeError as error:
        mistakes.add(path.name, f"not TOML: {error}")
    return None


def _check_top(file: MapFile, name: str, mistakes: Mistakes) -> None:
    if _codec(file.encoding) is None:
        words = nearest(file.encoding, ("utf-8", "latin-1", "cp1252"))
        mistakes.add(f"{name}, encoding", f'"{file.encoding}" cannot be read; {words}')
    if file.delimiter is not None and not _is_mark(file.delimiter):
        mistakes.add(f"{name}, delimiter", 'expected one character, such as ";"')
    if not file.source.strip():
        mistakes.add(f"{name}, source", "expected a short name for the system that the files come from")
    if file.dates is not None:
        _check_pattern(file.dates, f"{name}, dates", mistakes)


def _is_mark(text: str | None) -> bool:
    return text is not None and len(text) == 1 and text not in '\r\n"'


def _codec(encoding: str) -> str | None:
    """The codec of an encoding whose lines end as they do in ASCII, or None."""
    try:
        suits = "\n,;\"'".encode(encoding) == b"\n,;\"'"
    except (LookupError, UnicodeError):
        return None
    return codecs.lookup(encoding).name.removesuffix("-sig") if suits else None


def _zone(text: str | None, name: str, mistakes: Mistakes) -> ZoneInfo | None:
    if text is None:
        return None
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        mistakes.add(f"{name}, zone", f'"{text}" is not a time zone; write for example UTC or America/New_York')
        return None


def _check_pattern(pattern: str, place: str, mistakes: Mistakes) -> None:
    if not is_pattern(pattern):
        mistakes.add(place, f'"{pattern}" does not say which day is meant; write for example %m/%d/%Y')


def _check_names(tables: Iterable[Table], mistakes: Mistakes) -> None:
    """Two tables that make the same kind must have names: else their rows could take each other's keys."""
    seen: set[tuple[str, str]] = set()
    for table in tables:
        mark = (table.makes.value, table.written.name)
        if isinstance(table.makes, FactKind) and mark in seen:
            mistakes.add(f"{table.place}.name", f"another table makes a {table.makes} too; give each its own `name`")
        seen.add(mark)


def _table(raw: object, place: str, lookups: set[str], mistakes: Mistakes) -> Table | None:
    if isinstance(raw, dict):
        single = {k: [raw[k]] for k in ("key", "distinct") if isinstance(raw.get(k), str | dict)}
        raw = {**raw, **single}
    written = read(raw, ImportTable, place, mistakes)
    if written is None:
        return None
    makes = TARGETS.get(plain(written.makes).replace(" ", "-"))
    if makes is None:
        mistakes.unknown(f"{place}.makes", written.makes, TARGETS, "target")
        return None
    checking = _Checking(written, place, lookups, mistakes)
    checking.whole(makes)
    fields = checking.fields(makes)
    key = tuple(written.key or written.distinct)
    return Table(place=place, written=written, makes=makes, fields=fields, key=key)


class _Checking:
    """One table: what can be wrong with it before any file is opened."""

    def __init__(self, written: ImportTable, place: str, lookups: set[str], mistakes: Mistakes) -> None:
        self.written = written
        self.place = place
        self.lookups = lookups
        self.mistakes = mistakes

    def whole(self, makes: Target) -> None:
        written = self.written
        if not written.key and not written.distinct:
            self.mistakes.add(self.place, "`key` is missing: the columns that tell its rows apart for good")
        if isinstance(makes, Person) and written.name:
            self.mistakes.add(f"{self.place}.name", f"a {makes} needs none; all {makes}s of a map share their keys")
        if isinstance(makes, Person) and written.while_ahead:
            self.mistakes.add(f"{self.place}.while_ahead", "only a fact can lie ahead")
        for what in ("key", "distinct"):
            for number, part in enumerate(getattr(written, what), 1):
                self.expression(part, f"{self.place}.{what}[{number}]")
        for number, test in enumerate(written.where, 1):
            place = f"{self.place}.where[{number}]"
            self.expression(test.column, f"{place}.column")
            if not test.asked:
                known = "is, in, not_in, contains_any, contains_none, empty, before, up_to, since, after"
                self.mistakes.add(place, f"asks nothing of the column; it takes one of {known}")

    def fields(self, makes: Target) -> dict[str, Written]:
        """The fields, under the names that the house has for them."""
        known, needed = fields_of(makes)
        found: dict[str, Written] = {}
        for name, raw in self.written.fields.items():
            place = f"{self.place}.fields.{name}"
            if name not in known:
                self.mistakes.unknown(f"{self.place}.fields", name, known, f"field of a {makes}")
                continue
            expression = self._read(raw, place)
            if expression is None:
                continue
            found[known[name]] = expression
            self.expression(expression, place)
            if known[name] == VALUE and isinstance(makes, FactKind):
                self._values(expression, KINDS[makes], place)
        for field in sorted(needed - {known.get(name, "") for name in self.written.fields}):
            shown = next(name for name, inside in known.items() if inside == field)
            self.mistakes.add(f"{self.place}.fields", f"`{shown}` is missing")
        return found

    def _read(self, raw: object, place: str) -> Written | None:
        if isinstance(raw, str):
            return raw
        if not isinstance(raw, dict):
            self.mistakes.add(place, 'expected a column\'s name or a table such as { constant = "..." }')
            return None
        return read(raw, Expression, place, self.mistakes)

    def expression(self, written: Written, place: str) -> None:
        for part in parts_of(written):
            self._one(part, place)

    def _one(self, e: Expression, place: str) -> None:
        sources = e.sources
        if len(sources) != 1:
            one_of = "one of column, constant, columns, from, first_of"
            words = f"{' and '.join(sources)} are given; it takes {one_of}" if sources else f"it takes {one_of}"
            self.mistakes.add(place, words)
        if (e.lookup is None) != (e.take is None):
            self.mistakes.add(place, "`lookup` and `take` go together: which table, and which column of it")
        elif e.lookup is not None and e.lookup not in self.lookups:
            words = nearest(e.lookup, self.lookups) if self.lookups else "there is no [lookup.NAME] in this map"
            self.mistakes.add(f"{place}.lookup", f"unknown lookup `{e.lookup}`; {words}")
        if e.otherwise is not None and not e.values:
            self.mistakes.add(f"{place}.otherwise", "there are no `values` that it could be an exception to")
        if e.join is not None and not e.columns:
            self.mistakes.add(f"{place}.join", "there are no `columns` to join")
        if e.date is not None:
            _check_pattern(e.date, f"{place}.date", self.mistakes)

    def _values(self, written: Written, spec: KindSpec, place: str) -> None:
        """Values that the map itself names can be checked now, before a million rows fail on them."""
        known = {v.replace("-", " ") for v in spec.values}
        for word in _literals(written) if spec.values else ():
            if plain(word).replace("-", " ") not in known:
                self.mistakes.unknown(place, word, spec.values, f"{spec.value_name} of a {spec.kind}")


def _literals(written: Written) -> Iterator[str]:
    """The texts of the map that an expression can end in."""
    if isinstance(written, str):
        return
    if written.default:
        yield written.default
    if written.values:
        yield from (v for v in (*written.values.values(), written.otherwise) if v)
    elif not (written.lookup or written.remove or written.date):
        if written.constant:
            yield written.constant
        for inner in (written.from_, *written.first_of):
            yield from _literals(inner) if inner is not None else ()


def with_place(table: ImportTable, place: str, makes: Target, *, quiet: bool) -> Table:
    """A table of Rapport's own, which needs no checking."""
    fields = {VALUE if name == "value" else name: e for name, e in table.fields.items()}
    return Table(
        place=place, written=table, makes=makes, fields=fields, key=tuple(table.key or table.distinct), quiet=quiet
    )
