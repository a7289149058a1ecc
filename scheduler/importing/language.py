"""The words of a map: what may be written in its TOML file, table by table."""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec


class Expression(msgspec.Struct, frozen=True, kw_only=True):
    """Where a value comes from, and what is done to it, in this order: source, lookup, remove, date, values, default.

    A column's name alone, as a text, is the short form of `{ column = NAME }`.
    """

    #: Sources, exactly one of them: a column; the same text for every row; several columns joined; what another
    #: expression gives; the first of several expressions that is not empty.
    column: str | None = None
    constant: str | None = None
    columns: list[str] = []
    from_: "str | Expression | None" = msgspec.field(default=None, name="from")
    first_of: list["str | Expression"] = []
    #: Put between joined columns; empty ones are passed over. In `client` and `provider`, columns without it are
    #: the parts of a key.
    join: str | None = None
    #: Find the row of `[lookup.NAME]` whose key is the value so far, and take this column of it (empty if none).
    lookup: str | None = None
    take: str | None = None
    #: "digits" turns "Maynard46 Mosciski958" into "Maynard Mosciski".
    remove: Literal["digits"] | None = None
    #: How a date in this column is written, as strptime knows it: "%m/%d/%Y".
    date: str | None = None
    #: A translation; case does not matter. A row with a value that is not listed is left out, unless `otherwise`.
    values: dict[str, str] = {}
    otherwise: str | None = None
    #: Taken where nothing is there.
    default: str | None = None
    #: For `client` and `provider`: whether the value is the key of a row, or the name of a provider on file.
    by: Literal["key", "name"] = "key"

    @property
    def sources(self) -> list[str]:
        """The names of the sources given."""
        given = {
            "column": self.column is not None,
            "constant": self.constant is not None,
            "columns": bool(self.columns),
            "from": self.from_ is not None,
            "first_of": bool(self.first_of),
        }
        return [name for name, there in given.items() if there]


Written = str | Expression

_TESTS = ("is_", "in_", "not_in", "contains_any", "contains_none", "empty", "before", "up_to", "since", "after")


class Test(msgspec.Struct, frozen=True, kw_only=True):
    """A condition on a row; every one in `where` has to hold. Case and blanks around a text do not matter.

    A day is an ISO date or "today", "tomorrow", "18 years ago", "2 weeks ahead"; an empty cell is on no side of it.
    """

    __test__ = False

    column: "str | Expression"
    is_: str | None = msgspec.field(default=None, name="is")
    in_: list[str] = msgspec.field(default_factory=list, name="in")
    not_in: list[str] = []
    contains_any: list[str] = []
    contains_none: list[str] = []
    empty: bool | None = None
    #: Earlier than a day; on it or earlier; on it or later; later.
    before: Any = None
    up_to: Any = None
    since: Any = None
    after: Any = None

    @property
    def asked(self) -> list[str]:
        """The tests given, by their attribute's name."""
        return [name for name in _TESTS if getattr(self, name) not in (None, [])]


class LookupTable(msgspec.Struct, frozen=True, kw_only=True):
    """`[lookup.NAME]`: a file whose rows others point to. Of rows with the same key the first counts."""

    file: str
    #: The column that holds the key.
    key: str


class ImportTable(msgspec.Struct, frozen=True, kw_only=True):
    """`[[table]]`: one kind of thing that the rows of a file make."""

    #: A file's name; `*` and `?` stand for any text and any character.
    file: str
    #: "client", "provider" or a kind of fact.
    makes: str
    #: Tells apart two tables that make the same kind of fact; part of the key.
    name: str = ""
    #: What tells the rows apart for good: on it depends that a row is known again. `distinct`, if not given.
    key: list["str | Expression"] = []
    where: list[Test] = []
    #: Only the first row, in the file's order, with the same values here.
    distinct: list["str | Expression"] = []
    #: The key stands for what lies ahead ("next visit"): once its day has passed, another day is another fact.
    while_ahead: bool = False
    fields: dict[str, Any] = {}


class MapFile(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file."""

    #: The system that the files come from; part of every key, so that two systems may number alike.
    source: str
    #: How the files are written: "utf-8", "latin-1", "cp1252".
    encoding: str = "utf-8"
    #: The mark between cells; a comma, or what the header shows, if not given.
    delimiter: str | None = None
    #: The zone of times that name none; the practice's, if not given. Times with an offset or a Z need no zone.
    zone: str | None = None
    #: How dates are written everywhere, as strptime knows it; ISO 8601, if not given.
    dates: str | None = None
    lookup: dict[str, Any] = {}
    table: list[Any] = []


def parts_of(written: Written) -> Iterator[Expression]:
    """An expression and every one inside it."""
    if isinstance(written, str):
        return
    yield written
    for inner in (written.from_, *written.first_of):
        if inner is not None:
            yield from parts_of(inner)


def described(written: Written) -> str:
    """An expression in the words of columns: "ENCOUNTER > encounters.PROVIDER"."""
    if isinstance(written, str):
        return written
    if written.column is not None:
        start = written.column
    elif written.columns:
        start = " and ".join(written.columns)
    elif written.from_ is not None:
        start = described(written.from_)
    elif written.first_of:
        start = " or ".join(map(described, written.first_of))
    else:
        start = "a constant"
    return f"{start} > {written.lookup}.{written.take}" if written.lookup else start
