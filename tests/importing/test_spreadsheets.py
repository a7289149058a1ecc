"""A practice's own spreadsheet: American dates, last names first, headings of its own, doctors by last name."""

from pathlib import Path

import pytest

from scheduler.importing.people import forwards
from tests.stories.conftest import Cli, cli

__all__ = ["cli"]

SHEET = """name,born,phone,referring provider,assessment,next visit,next visit with,authorization until
"Olson, Anna",4/9/1974,(312) 555-0200,Dr. Becker,11/5/2026,12/14/2026 10:30 AM,Dr. Helen Park,6/30/2027
Robert Greene,1970-10-01,,"Helen Park, MD",2026-11-06,12/15/2026 14:15,Dr. Helen Park,
"Jones, Jr.",12/26/1967,,,,12/16/2026,Dr. Helen Park,
Ruth Abrams,13/45/1955,,,,,,
Frank Tully,9/27/1964,,,last spring,,,
"""


@pytest.fixture
def practice(cli: Cli) -> Cli:
    cli.provider("Dr. Helen Park")
    cli.provider("Dr. Tom Becker")
    return cli


def test_american_dates_times_and_last_names_first(practice: Cli) -> None:
    file = practice.folder / "clients.csv"
    file.write_text(SHEET)
    said = practice.ok("import", str(file))
    becker = next(p["code"] for p in practice.json("provider", "list") if "Becker" in p["name"])
    assert said.err.splitlines() == [
        "rejected        3 rows:",
        "clients.csv, line 2: care-team: no provider has the name in referring provider; write it as in providers.csv, "
        f"or as on file (of that last name on file: {becker}; see rapport provider list)",
        "clients.csv, line 5: client: born does not read as a date; expected for example 12/31/2026 or 2026-12-31",
        "clients.csv, line 6: milestone: assessment does not read as a date or a time; "
        "expected for example 12/31/2026 or 2026-12-31",
    ]
    born = {c["name"]: c["born"] for c in practice.json("client", "list")}
    assert born == {
        "Anna Olson": "1974-04-09",
        "Robert Greene": "1970-10-01",
        "Jones, Jr.": "1967-12-26",
        "Frank Tully": "1964-09-27",
    }
    visits = {
        name: [(f["on"], f["at"]) for f in practice.json("client", "show", name)["facts"] if f["kind"] == "visit"]
        for name in born
    }
    assert visits["Anna Olson"] == [("2026-12-14", "10:30")]
    assert visits["Robert Greene"] == [("2026-12-15", "14:15")]
    assert visits["Jones, Jr."] == [("2026-12-16", None)]
    assert "Nothing changed" in practice.ok("import", str(file)).out


def test_elsewhere_a_date_with_slashes_is_not_guessed_at(practice: Cli) -> None:
    practice.configure('region = "US"', 'region = "GB"')
    file = practice.folder / "clients.csv"
    file.write_text("name,born\nAnna Olson,4/9/1974\n")
    assert "born does not read as a date; expected for example 2026-12-31" in practice("import", str(file)).err


def test_headings_of_its_own_are_named_all_at_once_with_what_may_be_meant(practice: Cli) -> None:
    file = practice.folder / "clients.csv"
    file.write_text("Client,DOB,Cell,phone,Referred by,Reason\nAnna Olson,,,,,knee\n")
    said = practice("import", str(file))
    assert said.status == 2
    assert [line for line in said.err.splitlines() if "unknown" in line] == [
        "clients.csv, line 1: unknown column `client`; did you mean `name`?",
        "clients.csv, line 1: unknown column `dob`; did you mean `born`?",
        "clients.csv, line 1: unknown column `cell`; did you mean `phone`?",
        "clients.csv, line 1: unknown column `referred by`; did you mean `referring provider`?",
        "clients.csv, line 1: unknown column `reason`",
    ]
    assert "Rename the column, take it out" in said.err
    assert practice.json("client", "list") == []


def test_a_list_of_no_imports_says_what_to_do(cli: Cli, tmp_path: Path) -> None:
    assert cli.ok("import", "list").out.startswith("Nothing was imported yet: rapport import contacts.csv")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ruiz, Ana", "Ana Ruiz"),
        ("Ana Ruiz", "Ana Ruiz"),
        ("de la Cruz,  María", "María de la Cruz"),
        ("Ana Ruiz, M.D.", "Ana Ruiz, M.D."),
        ("Ruiz, Ana, PhD", "Ruiz, Ana, PhD"),
        (", Ana", ", Ana"),
        ("", ""),
    ],
)
def test_a_name_is_turned_forwards_only_where_it_is_a_first_name(written: str, said: str) -> None:
    assert forwards(written) == said
