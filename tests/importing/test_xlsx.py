"""Workbooks: sheets named as the templates, or one sheet with a map."""

import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from scheduler.facts import FactKind
from scheduler.mistakes import Refusal
from tests.importing.desk import Desk

openpyxl = pytest.importorskip("openpyxl", reason="the extra xlsx is not installed")


def book(path: Path, **sheets: list[list[Any]]) -> Path:
    """A workbook with these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


NEXT = datetime(2026, 12, 2, 10, 30)  # noqa: DTZ001 - a cell has no zone
CLIENTS: list[list[Any]] = [
    ["name", "born", "phone", "referring provider", "assessment", "next visit", "next visit with"],
    [
        "Ana Ruiz",
        date(1961, 3, 12),
        6175550101,
        "Alan Lee",
        date(2026, 11, 2),
        datetime(2026, 12, 2, 10, 30),  # noqa: DTZ001 - a cell has no zone
        "Alan Lee",
    ],
]
PROVIDERS: list[list[Any]] = [["name", "phone", "tier"], ["Dr. Alan Lee", "617-555-0142", "A"], [None, None, None]]


def test_sheets_named_as_the_templates_need_no_map(desk: Desk) -> None:
    path = book(desk.folder / "practice.xlsx", Clients=CLIENTS, Providers=PROVIDERS, Notes=[])
    run = desk.run([path], None)
    assert run.rejected == ()
    ana = desk.clients()["Ana Ruiz"]
    assert (ana.born._kept, ana.phone._kept) == (date(1961, 3, 12), "+16175550101")
    (visit,) = desk.facts(FactKind.VISIT)
    assert (visit.on, str(visit.at)) == (date(2026, 12, 2), "10:30:00")
    assert visit.provider == desk.providers()["Dr. Alan Lee"].code
    assert desk.run([path], None).batch is None
    desk.undo(run.batch)
    assert desk.clients() == {}


def test_a_workbook_and_the_csv_of_the_same_rows_are_the_same_import(desk: Desk) -> None:
    desk.run([desk.write("providers.csv", "name,phone,tier\nDr. Alan Lee,617-555-0142,A\n")], None)
    run = desk.run([book(desk.folder / "practice.xlsx", providers=PROVIDERS)], None)
    assert run.batch is None and run.counts["provider"].unchanged == 1


def test_one_sheet_with_a_map_goes_by_the_workbooks_name(desk: Desk) -> None:
    map_ = 'source = "x"\n[[table]]\nfile = "people.xlsx"\nmakes = "client"\nkey = "No"\nfields = { name = "Who" }\n'
    path = book(desk.folder / "people.xlsx", Sheet1=[["No", "Who"], [1, "Ana Ruiz"], [2.0, "Ben Okafor"]])
    run = desk.run([path], map_)
    assert run.counts["client"].new == 2


def test_a_mistake_is_told_with_sheet_and_row(desk: Desk) -> None:
    rows = [["name", "born"], ["Ana Ruiz", "soon"], [], ["Ben Okafor", "1970-01-02"]]
    run = desk.run([book(desk.folder / "practice.xlsx", clients=rows)], None)
    (one,) = run.rejected
    assert str(one).startswith("practice.xlsx, sheet clients, row 2: client: born does not read as a date")
    assert list(desk.clients()) == ["Ben Okafor"]


def test_a_sheet_that_is_no_template_is_refused_by_its_name(desk: Desk) -> None:
    path = book(desk.folder / "practice.xlsx", Budget=[["month", "rent"], ["May", 900]])
    assert "practice.xlsx, sheet Budget is not made from a template" in desk.refused([path], None)


@pytest.mark.parametrize("content", [b"PK\x03\x04nonsense", b"PK\x03\x04" + b"\0" * 2000], ids=["cut", "empty"])
def test_a_broken_workbook_is_refused(desk: Desk, content: bytes) -> None:
    assert "not a workbook" in desk.refused([desk.write("practice.xlsx", content)], None)


def test_a_few_kilobytes_that_unpack_to_gigabytes_are_refused(desk: Desk) -> None:
    path = desk.folder / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/workbook.xml", "w") as part,
    ):
        for _ in range(410):
            part.write(bytes(1_000_000))
    assert path.stat().st_size < 3_000_000
    with pytest.raises(Refusal, match="unpacks to more than 400 MB"):
        desk.run([path], None)


def test_without_the_extra_the_message_names_it(desk: Desk) -> None:
    path = book(desk.folder / "practice.xlsx", providers=PROVIDERS)
    script = (
        "import sys; sys.modules['openpyxl'] = None\n"
        "from pathlib import Path; from scheduler.importing import workbooks; from scheduler.mistakes import Refusal\n"
        "try: workbooks.sheets(Path(sys.argv[1]))\n"
        "except Refusal as refusal: print(refusal.message)"
    )
    said = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert 'needs the extra xlsx: pip install "rapport-scheduler[xlsx]"; or save each sheet as CSV' in said.stdout
