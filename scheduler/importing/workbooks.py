"""Workbooks (.xlsx) as rows: each sheet is read as the CSV file of its name would be."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from scheduler.mistakes import Refusal

#: Larger ones are refused, also unpacked: a few kilobytes can hold gigabytes of nothing.
LARGEST = 50_000_000
LARGEST_UNPACKED = 400_000_000
#: Rows and columns beyond these are formatting that somebody dragged too far.
MOST_ROWS = 200_000
MOST_COLUMNS = 400
_NEEDS = 'reading a workbook needs the extra xlsx: pip install "rapport-scheduler[xlsx]"; or save each sheet as CSV'


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    path: Path
    title: str
    #: Whether it is the workbook's only one: then a map may name the workbook itself.
    only: bool

    @property
    def name(self) -> str:
        """As messages name it."""
        return f"{self.path.name}, sheet {self.title}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which a map can mean it."""
        own = (self.title, f"{self.title}.csv", f"{self.title}.xlsx")
        return (*own, self.path.name) if self.only else own


def is_workbook(path: Path, start: bytes) -> bool:
    """Whether a file is a workbook: a ZIP archive that is called so."""
    return start.startswith(b"PK\x03\x04") and path.suffix.lower() in (".xlsx", ".xlsm")


def sheets(path: Path) -> list[Sheet]:
    """The sheets that hold anything; raises `Refusal`."""
    book = _opened(path)
    try:
        titles = [sheet.title for sheet in book.worksheets if any(_cells(sheet))]
    finally:
        book.close()
    if not titles:
        raise Refusal(f"{path.name} is empty; expected a sheet with the names of the columns in its first row")
    return [Sheet(path, title, only=len(titles) == 1) for title in titles]


def cells(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, with their numbers, as texts of one width."""
    book = _opened(sheet.path)
    try:
        width = 0
        for number, row in _cells(book[sheet.title]):
            width = width or len(row)
            yield number, row + [""] * (width - len(row))
    finally:
        book.close()


def _cells(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS:
            raise Refusal(f"sheet {sheet.title} has more than {MOST_ROWS:,} rows; split it")
        texts = [_text(value) for value in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts


def _text(value: object) -> str:
    """A cell as the CSV of its sheet would hold it: days as ISO 8601, whole numbers without a point."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)


def _opened(path: Path) -> Any:
    openpyxl = _library()
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal(f"{path.name} is larger than {LARGEST // 1_000_000} MB; save its sheets as CSV")
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise Refusal(f"{path.name} unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB; it is not read")
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise Refusal(f"cannot read {path.name}: {error.strerror or 'not a workbook'}") from None
    except Refusal:
        raise
    except Exception:  # noqa: BLE001 - what a broken archive raises is the library's affair, and may repeat a cell
        raise Refusal(f"{path.name} is not a workbook that can be read; save it again, or as CSV") from None


def _library() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise Refusal(_NEEDS) from None
    return openpyxl
