"""Extracts: what is taken out of files that are no tables (address books, bundles), as rows with their tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scheduler.importing.language import Expression, ImportTable, Written
from scheduler.importing.mapping import Table
from scheduler.importing.outcome import LeftOut, Rejected
from scheduler.importing.reading import Row
from scheduler.importing.targets import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows of one kind, and the tables that make people or facts of them."""

    columns: Sequence[str]
    rows: Sequence[Row]
    tables: Sequence[Table]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """All that was taken out of one file."""

    #: As messages name the file; a bundle's own name may hold a client's.
    name: str
    #: What the numbers of its rows count: "line", "entry".
    counted: str
    #: The system that it comes from; part of every key.
    source: str
    parts: Sequence[Part]
    left_out: Sequence[LeftOut] = ()
    rejected: Sequence[Rejected] = field(default_factory=tuple)
    #: Whether keys were typed by people, so that case and punctuation do not count.
    fold: bool = False


def table(file: str, makes: Target, key: Sequence[Written], fields: Mapping[str, Written], name: str = "") -> Table:
    """A table of Rapport's own, which needs no checking; its fields have their inner names.

    People that it makes are looked for among those on file.
    """
    written = ImportTable(file=file, makes=makes.value, name=name, key=list(key))
    return Table(place=file, written=written, makes=makes, fields=dict(fields), key=tuple(key), matching=True)


def constant(text: str) -> Expression:
    """The same text for every row."""
    return Expression(constant=text)
