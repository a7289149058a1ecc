"""CSV files as rows, read strictly and a line at a time: what is broken is told by file and line."""

import csv
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from scheduler.importing import workbooks
from scheduler.importing.workbooks import Sheet
from scheduler.mistakes import Refusal

#: What rows are read from: a CSV file, or a sheet of a workbook.
File = Path | Sheet

#: A row with a longer cell is rejected: a whole document in one cell is a mistake of the export, not a note.
LONGEST_CELL = 10_000
#: A longer cell ends the reading: by then a quote that was never closed has swallowed the rest of the file.
_LONGEST_READ = 1_000_000
_LONGEST_LINE = 4_000_000


@dataclass(frozen=True, slots=True)
class Writing:
    """How the files are written."""

    encoding: str = "utf-8"
    #: None: a comma, or the semicolon or tab that the header shows.
    delimiter: str | None = None


class Row(Struct, frozen=True):
    """One row after the header."""

    #: The line that it starts on (the header is line 1); of a bundle, the number of the entry.
    line: int
    cells: Sequence[str]
    #: Why it is rejected, or None.
    fault: str | None = None


def header(path: File, writing: Writing) -> tuple[str, ...]:
    """The names of the columns; raises `Refusal` when one is missing or there twice."""
    with closing(_read(path, writing)) as read:
        first = next(read, None)
    if first is None:
        raise Refusal(f"{path.name} is empty; expected a line with the names of the columns")
    names = tuple(name.strip() for name in first.cells)
    place = f"{path.name}, line {first.line}"
    for number, name in enumerate(names, 1):
        if not name:
            raise Refusal(f"{place}: column {number} has no name; the first line names the columns")
        if name in names[: number - 1]:
            raise Refusal(f"{place}: two columns are called `{name[:40]}`; rename one of them")
    return names


def rows(path: File, writing: Writing) -> Iterator[Row]:
    """The rows after the header; empty lines are passed over."""
    with closing(_read(path, writing)) as read:
        first = next(read, None)
        width = len(first.cells) if first else 0
        for row in read:
            if not any(row.cells):
                continue
            yield Row(row.line, row.cells, _fault(row.cells, width))


def _fault(cells: Sequence[str], width: int) -> str | None:
    if len(cells) != width:
        return f"has {len(cells)} cells; the header has {width}"
    if max(map(len, cells)) > LONGEST_CELL:
        number, longest = max(enumerate((len(c) for c in cells), 1), key=lambda pair: pair[1])
        return f"cell {number} is {longest:,} characters long; at most {LONGEST_CELL:,} fit"
    return None


def names_of(file: File) -> tuple[str, ...]:
    """The names by which a map can mean a file."""
    return file.names if isinstance(file, Sheet) else (file.name,)


def counted(file: File) -> str:
    """What the rows of a file are counted in."""
    return "row" if isinstance(file, Sheet) else "line"


def _read(path: File, writing: Writing) -> Generator[Row]:
    if isinstance(path, Sheet):
        yield from (Row(number, cells) for number, cells in workbooks.cells(path))
        return
    csv.field_size_limit(_LONGEST_READ)
    with closing(_lines(path, writing.encoding)) as lines:
        first = next(lines, None)
        if first is None:
            return
        delimiter = writing.delimiter or _delimiter(first)
        reader = csv.reader(_chained(first, lines), delimiter=delimiter, strict=True)
        start = 1
        try:
            for cells in reader:
                yield Row(start, cells)
                start = reader.line_num + 1
        except csv.Error as error:
            raise Refusal(_broken(path, start, reader.line_num, str(error))) from None


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(line: str) -> str:
    """Spreadsheets in half of Europe write semicolons into what they call CSV."""
    if "," not in line:
        return next((mark for mark in ";\t" if mark in line), ",")
    return ","


def _broken(path: Path, start: int, line: int, words: str) -> str:
    place = f"{path.name}, line {line}" + (f" (the row that starts on line {start})" if start != line else "")
    if "unexpected end" in words:
        told = "a quote is opened and never closed"
    elif "expected after" in words:
        told = "a quote inside a cell is not doubled, or one is not closed"
    elif "field larger" in words:
        told = f"a cell is longer than {_LONGEST_READ:,} characters; a quote may be opened and never closed"
    else:
        told = "this is not CSV"
    return f"{place}: {told}; correct the file and import it again"


def _lines(path: Path, encoding: str) -> Generator[str]:
    """Decoded a line at a time, so that what does not decode has a line number."""
    try:
        with path.open("rb") as file:
            number = 0
            while raw := file.readline(_LONGEST_LINE):
                number += 1
                yield _decoded(raw, number, path, encoding)
    except FileNotFoundError:
        raise Refusal(f"there is no file {path}") from None
    except OSError as error:
        raise Refusal(f"cannot read {path}: {error.strerror}") from None


def _decoded(raw: bytes, number: int, path: Path, encoding: str) -> str:
    if b"\0" in raw:
        raise Refusal(
            f"{path.name}, line {number}: holds NUL bytes, so it is not a text file; export it as CSV in UTF-8"
        )
    if len(raw) == _LONGEST_LINE and not raw.endswith(b"\n"):
        raise Refusal(f"{path.name}, line {number}: longer than {_LONGEST_LINE:,} bytes; this is not CSV")
    if number == 1:
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            remedy = 'save the file as UTF-8, or say how it is written in the map: encoding = "latin-1"'
        else:
            remedy = "correct `encoding` in the map"
        place = f"{path.name}, line {number}"
        raise Refusal(f"{place}: not {encoding.upper()} (byte {error.start + 1} of the line); {remedy}") from None
