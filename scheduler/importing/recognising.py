"""What a file is, by its content: a table (CSV, the sheets of a workbook), an address book, or a FHIR bundle."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from scheduler.importing import contacts, workbooks
from scheduler.importing.bundles import extract
from scheduler.importing.extracts import Extract
from scheduler.importing.reading import File, Writing, header

#: So much is looked at; a card or a bundle shows itself in its first words.
_START = 4096


def sorted_out(files: Sequence[Path], today: date, since: date | None) -> tuple[list[File], list[Extract]]:
    """The files that are tables, and what was taken out of the others; raises `Refusal`."""
    tables: list[File] = []
    extracts: list[Extract] = []
    found: list[Path] = []
    for path in files:
        start = _start(path)
        words = start.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
        if workbooks.is_workbook(path, start):
            tables += workbooks.sheets(path)
        elif words[:11].upper() == b"BEGIN:VCARD":
            extracts.append(contacts.cards(path))
        elif words[:1] in (b"{", b"["):
            found.append(path)
        elif start and (columns := _columns(path)) is not None and (book := contacts.book(path, columns)) is not None:
            extracts.append(book)
        else:
            tables.append(path)
    for number, path in enumerate(found, 1):
        extracts.append(extract(path, f"bundle {number}" if len(found) > 1 else "bundle", today, since))
    return tables, extracts


def _start(path: Path) -> bytes:
    """The first bytes; none of a file that cannot be read (whoever reads it next says so)."""
    try:
        with path.open("rb") as file:
            return file.read(_START)
    except OSError:
        return b""


def _columns(path: Path) -> tuple[str, ...] | None:
    """The columns of an address book's export, or None; only a first line that looks like one is read strictly."""
    with path.open("rb") as file:
        if not contacts.looks_like_a_book(file.readline(_START * 4)):
            return None
    return header(path, Writing())
