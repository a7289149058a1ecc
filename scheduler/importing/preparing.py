"""Getting an import ready: the map, the files' headers and the lookups are read and checked; no row is stored yet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.importing import recognising
from scheduler.importing.compiling import Compiler, Lookup, Parts, Value, Wanted
from scheduler.importing.extracts import Extract
from scheduler.importing.keys import Keys
from scheduler.importing.language import Expression, Written
from scheduler.importing.mapping import ImportMap, Table, read_map, told
from scheduler.importing.moments import CUSTOMARY, Moments
from scheduler.importing.outcome import LeftOut, Rejected, Tally
from scheduler.importing.reading import File, Row, Writing, counted, header, names_of, rows
from scheduler.importing.targets import VALUE
from scheduler.importing.templates import recognised
from scheduler.mistakes import Mistakes, Refusal
from scheduler.people import Practitioner


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an import needs to know of the practice."""

    today: date
    zone: ZoneInfo
    #: Region in which phone numbers without a country code are read.
    region: str
    practitioners: Mapping[str, Practitioner]
    #: What a bundle holds from before this day is left out; None: five years back.
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """How a row names a client or a provider."""

    parts: Parts
    #: Whether the value is a provider's name, not a key.
    by_name: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A table made ready for one file."""

    table: Table
    keys: Keys
    moments: Moments
    where: tuple[Wanted, ...]
    distinct: Parts | None
    key: Parts
    fields: Mapping[str, Value]
    references: Mapping[str, Reference]


@dataclass(frozen=True, slots=True)
class Source:
    """A file, and the tables that read it."""

    name: str
    #: What the numbers of its rows count: "line", "row", "entry".
    counted: str
    #: Reads it from the start, as often as is wished.
    rows: Callable[[], Iterator[Row]]
    ready: tuple[Ready, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An import that can be stored, as often as is wished."""

    context: Context
    sources: tuple[Source, ...]
    files: tuple[str, ...]
    #: Files that nothing reads.
    not_used: tuple[str, ...]
    #: Tables whose file was not given.
    not_read: tuple[str, ...]
    #: Broken rows of lookups, and what of a bundle or an address book cannot be read.
    rejected: tuple[Rejected, ...]
    #: What of them is not taken.
    left_out: tuple[LeftOut, ...] = ()


def prepare(files: Sequence[Path], map_file: Path | None, context: Context) -> Prepared:
    """Check a map (or recognise what the files are) against the files; raises `Refusal` with every mistake."""
    given = sorted({path.resolve(): path for path in files}.values(), key=lambda path: (path.name, str(path)))
    if not given:
        raise Refusal("name at least one file to import")
    mistakes = Mistakes()
    preparing = _Preparing(context, mistakes)
    tables, extracts = recognising.sorted_out(given, context.today, context.since)
    for extract in extracts:
        preparing.extract(extract)
    not_used: set[File] = set()
    not_read: list[str] = []
    if map_file is None:
        for file in tables:
            preparing.template(file)
    elif not tables:
        raise Refusal("these files need no map; import them without --map")
    else:
        import_map = read_map(map_file, mistakes)
        if import_map is None:
            raise told(mistakes)
        not_used, not_read = preparing.mapped(import_map, tables)
    if mistakes:
        raise told(mistakes)
    tally = Tally()
    for writing, lookup in preparing.lookups:
        lookup.load(writing, tally)
    for extract in extracts:
        tally.reject_all(extract.rejected)
    return Prepared(
        context=context,
        sources=tuple(preparing.sources),
        files=(*(e.name for e in extracts), *(file.name for file in tables if file not in not_used)),
        not_used=tuple(file.name for file in tables if file in not_used),
        not_read=tuple(not_read),
        rejected=tally.rejected,
        left_out=tuple(left for extract in extracts for left in extract.left_out),
    )


class _Preparing:
    """Puts tables and files together; remembers every mistake."""

    def __init__(self, context: Context, mistakes: Mistakes) -> None:
        self.context = context
        self.mistakes = mistakes
        self.moments = Moments(zone=context.zone, today=context.today)
        self.sources: list[Source] = []
        self.lookups: list[tuple[Writing, Lookup]] = []

    def template(self, path: File) -> None:
        columns, tables = recognised(path, Writing())
        moments = replace(self.moments, pattern=CUSTOMARY.get(self.context.region))
        compiler = Compiler(columns, {}, moments, self.mistakes)
        ready = tuple(_ready(table, Keys("template", fold=True), compiler) for table in tables)
        self.sources.append(_source(path, Writing(), ready))

    def extract(self, extract: Extract) -> None:
        keys = Keys(extract.source, fold=extract.fold)
        for part in extract.parts:
            compiler = Compiler(part.columns, {}, self.moments, self.mistakes)
            ready = tuple(_ready(table, keys, compiler) for table in part.tables)
            self.sources.append(Source(extract.name, extract.counted, partial(iter, part.rows), ready))

    def mapped(self, map_: ImportMap, files: Sequence[File]) -> tuple[set[File], list[str]]:
        """Files that nothing reads, and tables that have no file."""
        wanted = {table.written.file for table in map_.tables} | {lookup.file for lookup in map_.lookups.values()}
        not_used = {path for path in files if not any(_means(pattern, path) for pattern in wanted)}
        if len(not_used) == len(files) and not self.mistakes:
            raise Refusal(f"{map_.name} reads none of these files; it reads {', '.join(sorted(wanted))}")
        tables = [t for t in map_.tables if any(_means(t.written.file, path) for path in files)]
        moments = Moments(zone=self.context.zone, today=self.context.today, source=map_.zone, pattern=map_.dates)
        lookups = self._lookups(map_, tables, files)
        for path in files:
            mine = [table for table in tables if _means(table.written.file, path)]
            if mine:
                compiler = Compiler(header(path, map_.writing), lookups, moments, self.mistakes)
                ready = tuple(_ready(table, map_.keys, compiler) for table in mine)
                self.sources.append(_source(path, map_.writing, ready))
        self.lookups = [(map_.writing, lookup) for lookup in lookups.values()]
        return not_used, [table.label for table in map_.tables if table not in tables]

    def _lookups(self, map_: ImportMap, tables: Sequence[Table], files: Sequence[File]) -> dict[str, Lookup]:
        """The lookups that these tables use; each needs its file."""
        found = {}
        for name in sorted({e.lookup for table in tables for e in table.expressions() if e.lookup}):
            table = map_.lookups.get(name)
            if table is None:
                continue
            place = f"{map_.name}, lookup.{name}"
            paths = tuple(path for path in files if _means(table.file, path))
            if not paths:
                self.mistakes.add(f"{place}.file", f"{table.file} is needed by what is imported; give it too")
                continue
            columns = header(paths[0], map_.writing)
            for path in paths:
                if table.key not in (known := header(path, map_.writing)):
                    self.mistakes.unknown(f"{place}.key", table.key, known, "column")
                if set(known) != set(columns):
                    self.mistakes.add(f"{place}.file", f"{path.name} has other columns than {paths[0].name}")
            found[name] = Lookup(table, paths, columns)
        return found


def _means(pattern: str, file: File) -> bool:
    return any(fnmatchcase(name, pattern) for name in names_of(file))


def _source(file: File, writing: Writing, ready: tuple[Ready, ...]) -> Source:
    return Source(file.name, counted(file), partial(rows, file, writing), ready)


def _ready(table: Table, keys: Keys, compiler: Compiler) -> Ready:
    place = table.place
    named = {name: e for name, e in table.fields.items() if name in ("client", "provider")}
    others = {name: e for name, e in table.fields.items() if name not in named}
    written = table.written
    return Ready(
        table=table,
        keys=keys,
        moments=compiler.moments,
        where=tuple(compiler.test(test, f"{place}.where[{n}]") for n, test in enumerate(written.where, 1)),
        distinct=compiler.several(written.distinct, f"{place}.distinct") if written.distinct else None,
        key=compiler.several(table.key, f"{place}.{'key' if written.key else 'distinct'}"),
        fields={n: compiler.value(e, f"{place}.fields.{_shown(n)}") for n, e in others.items()},
        references={n: _reference(e, compiler, f"{place}.fields.{n}") for n, e in named.items()},
    )


def _reference(written: Written, compiler: Compiler, place: str) -> Reference:
    by_name = isinstance(written, Expression) and written.by == "name"
    if by_name:
        value = compiler.value(written, place)
        return Reference(lambda cells: (value(cells),), by_name=True)
    return Reference(compiler.parts(written, place), by_name=False)


def _shown(name: str) -> str:
    return "value" if name == VALUE else name
