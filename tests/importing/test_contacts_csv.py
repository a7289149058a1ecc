"""Contacts as Google and Outlook write them, as CSV, become providers."""

from pathlib import Path

import pytest

from tests.importing.desk import Desk
from tests.stories.conftest import Cli

GOOGLE = """First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Organization Name,Organization Title,Notes,Labels,\
E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Formatted
Alan,,Lee,Dr.,MD,Harbor Orthopedics,Surgeon,NPI 1234567893,* myContacts,Work,lee@harbor.example,Work Fax,617-555-0143,\
Work,617-555-0142 ::: 617-555-0144,"12 Main St
Boston"
Bob,,Uncle,,,,,,* family,Home,bob@example.org,Mobile,617-555-0100,,,
"""
OLD_GOOGLE = """Name,Given Name,Family Name,Name Prefix,Organization 1 - Name,E-mail 1 - Type,E-mail 1 - Value,\
Phone 1 - Type,Phone 1 - Value
Dr. Alan Lee,Alan,Lee,Dr.,Harbor Orthopedics,* Work,lee@harbor.example,Work,617-555-0142
"""
OUTLOOK = """Title,First Name,Middle Name,Last Name,Suffix,Company,Job Title,Business Street,Business City,\
Business Fax,Business Phone,Home Phone,Mobile Phone,E-mail Address,Notes
Dr.,Alan,,Lee,MD,Harbor Orthopedics,Surgeon,12 Main St,Boston,(617) 555-0143,(617) 555-0142,(617) 555-0199,,\
lee@harbor.example,"NPI: 1234567893"
"""


@pytest.mark.parametrize("text", [GOOGLE, OLD_GOOGLE, OUTLOOK], ids=["Google", "Google before 2023", "Outlook"])
def test_each_is_known_by_its_columns_and_brings_the_office(desk: Desk, text: str) -> None:
    path = desk.write("contacts.csv", text)
    run = desk.run([path], None)
    assert run.rejected == ()
    (lee,) = desk.providers().values()
    assert (lee.name, lee.phone, lee.email) == ("Dr. Alan Lee", "+16175550142", "lee@harbor.example")
    assert lee.office.startswith("Harbor Orthopedics")
    if text is not OLD_GOOGLE:
        assert (lee.fax, lee.credentials, lee.npi) == ("+16175550143", "MD", "1234567893")
        assert lee.specialty == "Surgeon" and "12 Main St" in lee.office
    assert desk.run([path], None).batch is None


def test_a_contact_without_any_sign_of_an_office_is_counted_and_left_out(desk: Desk) -> None:
    run = desk.run([desk.write("contacts.csv", GOOGLE)], None)
    assert [(left.count, "no title" in left.reason) for left in run.left_out] == [(1, True)]


def test_three_address_books_with_one_provider_bring_one_provider(desk: Desk) -> None:
    for name, text in (("a.csv", GOOGLE), ("b.csv", OLD_GOOGLE), ("c.csv", OUTLOOK)):
        desk.run([desk.write(name, text)], None)
    assert len(desk.providers()) == 1


def test_the_template_is_still_the_template(desk: Desk) -> None:
    text = "name,phone,office,email\nDr. Alan Lee,617-555-0142,Harbor,lee@harbor.example\n"
    assert desk.run([desk.write("providers.csv", text)], None).counts["provider"].new == 1


def test_a_broken_row_is_told_by_its_line_and_does_not_stop_the_rest(desk: Desk) -> None:
    run = desk.run([desk.write("contacts.csv", OUTLOOK + "too,short\n")], None)
    assert [str(r) for r in run.rejected] == ["contacts.csv, line 3: has 2 cells; the header has 15"]
    assert len(desk.providers()) == 1


def test_on_the_command_line_a_dry_run_shows_what_is_taken_and_what_is_not(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "contacts.csv"
    file.write_text(GOOGLE)
    said = cli.ok("import", str(file), "--dry-run").out
    assert "1 new" in said and "1 row of contacts.csv: provider: nothing says that this is an office" in said
    assert "this was a dry run" in said
    assert cli.json("provider", "list") == []
