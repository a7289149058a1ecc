"""What went to the wrong office: taken back in the log, asked back with a letter; no row of the log changes."""

import pytest

from tests.stories.conftest import Cli


@pytest.fixture
def ana(cli: Cli) -> str:
    """A client with two providers, and a report that was ticked off for the wrong one."""
    cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142", "--fax", "(617) 555-0143")
    cli.provider("Dr. Priya Shah", "--phone", "(617) 555-0110", "--fax", "(617) 555-0111")
    cli.configure('phone  = ""', 'phone  = "(617) 555-0100"')
    code = cli.client("Ana Ruiz", "--referring", "lee", "--primary-care", "shah", "--born", "1961-03-12")
    cli.fact("authorization", code, "--until", "2027-11-01")
    return code


def rows(cli: Cli) -> list[tuple[str, str, str]]:
    """The log: what, to whom, where."""
    return [(r["act"], r["recipient"], r["address"]) for r in cli.json("audit", "list")]


def test_a_report_corrected_to_another_provider_is_taken_back_and_told_anew(cli: Cli, ana: str) -> None:
    fact = cli.fact("report", ana, "--provider", "lee", "--channel", "fax")
    said = cli.ok("correct", fact, "--provider", "shah")
    assert "told to Dr. Alan Lee by fax, (617) 555-0143, on Tue 24 Nov 2026 (row 1)" in said.err
    assert "ask them to destroy it: rapport audit recall 1" in said.err
    assert rows(cli) == [
        ("told", "Dr. Alan Lee", "(617) 555-0143"),
        ("taken back", "Dr. Alan Lee", "(617) 555-0143"),
        ("told", "Dr. Priya Shah", "(617) 555-0111"),
    ]
    cli.ok("audit", "verify")


def test_a_corrected_note_or_day_tells_nobody_anything_new(cli: Cli, ana: str) -> None:
    fact = cli.fact("report", ana, "--provider", "lee", "--channel", "fax")
    said = cli.ok("correct", fact, "--on", "2026-11-23", "--set", "note=two pages")
    assert said.err == "" and len(rows(cli)) == 1


@pytest.mark.parametrize("act", ["retract", "undo"])
def test_what_is_retracted_or_undone_says_where_it_had_gone(cli: Cli, ana: str, act: str) -> None:
    fact = cli.fact("report", ana, "--provider", "lee", "--channel", "fax")
    said = cli.ok("retract", fact) if act == "retract" else cli.ok("undo")
    assert "rapport audit recall 1" in said.err
    assert "Ana" not in said.err


def test_the_letter_names_no_client_and_goes_where_the_page_went(cli: Cli, ana: str) -> None:
    fact = cli.fact("report", ana, "--provider", "lee", "--channel", "fax")
    cli.ok("retract", fact)
    cli.ok("provider", "edit", "lee", "--fax", "(617) 555-0999", "--office", "New Street")
    file = cli.folder / "letter.txt"
    said = cli.ok("audit", "recall", "1", "--to", str(file))
    assert "call the office first" in said.err and "45 CFR 164.402" in said.err
    text = file.read_text()
    assert "To: Dr. Alan Lee\nBy fax, (617) 555-0143" in text
    assert "On 24 November 2026 a page about one of our clients went to you by fax" in text
    assert "[ ] It is destroyed." in text and "call (617) 555-0100" in text and "Our reference: 1." in text
    for word in ("Ana", "Ruiz", "1961", ana, "0999"):
        assert word not in text
    assert all(len(line) <= 90 for line in text.splitlines())
    assert cli.ok("audit", "recall", "1").out == text


def test_what_was_said_on_the_telephone_cannot_be_destroyed_and_is_asked_to_be_kept_quiet(cli: Cli, ana: str) -> None:
    cli.fact("contact", "lee", "reached", "--client", ana)
    text = cli.ok("audit", "recall", "1").out
    assert "PLEASE KEEP TO YOURSELF" in text and "Nothing was written down" in text


def test_a_row_that_tells_nothing_is_refused(cli: Cli, ana: str) -> None:
    fact = cli.fact("report", ana, "--provider", "lee")
    cli.ok("retract", fact)
    for number in ("2", "9"):
        said = cli("audit", "recall", number)
        assert said.status == 2 and f"row {number} of the log" in said.err


def test_a_provider_who_moves_leaves_the_log_as_it_was(cli: Cli, ana: str) -> None:
    first = cli.fact("report", ana, "--provider", "lee", "--channel", "fax")
    cli.ok("provider", "edit", "lee", "--fax", "(617) 555-0999", "--office", "New Street", "--phone", "")
    cli.fact("report", ana, "--provider", "lee", "--channel", "fax", "--on", "2026-11-23")
    assert rows(cli) == [
        ("told", "Dr. Alan Lee", "(617) 555-0143"),
        ("told", "Dr. Alan Lee", "(617) 555-0999"),
    ]
    cli.ok("retract", first)
    cli.ok("undo")
    assert rows(cli)[2:] == [
        ("taken back", "Dr. Alan Lee", "(617) 555-0143"),
        ("told", "Dr. Alan Lee", "(617) 555-0143"),
    ]
    cli.ok("audit", "verify")


def test_a_provider_who_has_moved_what_went_to_the_old_fax_is_said(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee", "--fax", "(617) 555-0143")
    ana = cli.client("Ana Ruiz")
    cli.fact("authorization", ana, "--until", "2027-11-24", "--on", "2026-11-16")
    cli.fact("report", ana, "sent", "--provider", lee, "--channel", "fax")
    assert cli.ok("provider", "edit", lee, "--hours", "Mon-Fri 9-12").err == ""
    moved = cli.ok("provider", "edit", lee, "--fax", "(617) 555-0999")
    assert moved.err.strip() == (
        "The log has 1 as told at (617) 555-0143, the last on Tue 24 Nov 2026 (row 1). "
        "If the office had moved by then, ask whoever is there now to destroy it: rapport audit recall 1"
    )
    assert "By fax, (617) 555-0143" in cli.ok("audit", "recall", "1").out
    again = cli.ok("provider", "edit", lee, "--fax", "(617) 555-0998")
    assert again.err == "", "nothing went to the number in between"
