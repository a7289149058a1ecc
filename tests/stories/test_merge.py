"""Two entries that are one person become one: what is done stays done, nothing is there twice, one undo parts them."""

import json
import re

import pytest

from tests.stories.conftest import Cli, once


def told(cli: Cli, who: str, code: str) -> set[tuple[str, str, str]]:
    """The facts of a person: kind, value, day."""
    return {(f["kind"], f["value"], f["on"]) for f in cli.json(who, "show", code)["facts"]}


@pytest.fixture
def twice(cli: Cli) -> tuple[Cli, str, str, str]:
    """A practice in which Ana Ruiz was entered twice, with one provider; the codes."""
    return cli, *once(cli, _twice)


def _twice(cli: Cli) -> tuple[str, str, str]:
    lee = cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142", "--fax", "(617) 555-0143")
    keep = cli.client("Ana Ruiz", "--born", "1961-03-12", "--referring", lee)
    other = cli.client("Ana M. Ruiz", "--phone", "617-555-0101", "--referring", lee)
    for code in (keep, other):
        cli.fact("authorization", code, "--until", "2027-11-20")
        cli.fact("milestone", code, "assessment", "--on", "2026-11-02")
    cli.fact("visit", keep, "--provider", lee, "--on", "2026-12-02")
    cli.fact("visit", other, "--provider", lee, "--on", "2026-12-02", "--at", "10:30")
    cli.fact("measure", other, "6mwt", "--value", "318", "--unit", "m")
    return keep, other, lee


def test_facts_move_twins_count_once_and_what_was_empty_is_filled(twice: tuple[Cli, str, str, str]) -> None:
    cli, keep, other, _lee = twice
    said = cli.ok("client", "merge", keep, other)
    assert f"Merged {other} into {keep}: 1 fact moved, 4 that both had count once. Filled in: phone." in said.out
    shown = cli.json("client", "show", keep)
    assert [c["code"] for c in cli.json("client", "list")] == [keep]
    assert shown["phone"] == "+16175550101"
    visits = [f for f in shown["facts"] if f["kind"] == "visit"]
    assert [(v["on"], v["at"]) for v in visits] == [("2026-12-02", "10:30")]
    kinds = sorted(f["kind"] for f in shown["facts"])
    assert kinds == ["authorization", "care-team", "measure", "milestone", "visit"]


def test_nothing_open_is_there_twice_and_nothing_done_comes_back(twice: tuple[Cli, str, str, str]) -> None:
    cli, keep, other, _lee = twice
    reports = [f for f in cli.upcoming() if f["rule"] == "visit-report"]
    assert sorted(f["client"] for f in reports) == sorted((keep, other))
    done = next(f for f in reports if f["client"] == other)
    cli.ok("done", done["id"], "--outcome", "sent", "--only")
    cli.ok("client", "merge", keep, other)
    left = cli.upcoming()
    assert "visit-report" not in {f["rule"] for f in left}
    assert {f["client"] for f in left} <= {keep, None}
    keys = [(f["rule"], f["client"], f["provider"], f["due"]) for f in left]
    assert len(keys) == len(set(keys))
    cli.ok("tick", now="2026-11-25T09:00")
    assert "visit-report" not in {f["rule"] for f in cli.upcoming(now="2026-11-25T09:00")}
    mine = next(f for f in reports if f["client"] == keep)
    assert cli.json("show", mine["id"])["status"] == "done"


def test_an_open_one_of_the_other_moves_with_its_own_id(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    keep, other = cli.client("Ana Ruiz"), cli.client("Ana Ruiz", "--phone", "617-555-0101")
    cli.fact("authorization", other, "--until", "2027-11-20")
    cli.fact("milestone", other, "assessment", "--on", "2026-11-02")
    cli.fact("visit", other, "--provider", lee, "--on", "2026-12-02")
    before = {f["id"]: f["due"] for f in cli.upcoming("--client", other)}
    cli.ok("snooze", next(iter(before)), "3d")
    cli.ok("client", "merge", keep, other)
    after = {f["id"]: f["due"] for f in cli.upcoming("--client", keep)}
    assert before.items() <= after.items() and before
    assert "snoozed" in {f["status"] for f in cli.upcoming("--client", keep)}


def test_the_old_code_leads_to_where_it_went(twice: tuple[Cli, str, str, str]) -> None:
    cli, keep, other, _lee = twice
    cli.ok("client", "merge", keep, other)
    said = cli.ok("client", "show", other.lower())
    assert f"{other} was merged into {keep}." in said.err
    assert f"Ana Ruiz ({keep})" in said.out
    cli.fact("session", other)
    assert ("session", "attended", "2026-11-24") in told(cli, "client", keep)


def test_one_undo_parts_them_as_they_were(twice: tuple[Cli, str, str, str]) -> None:
    cli, keep, other, _lee = twice
    done = next(f for f in cli.upcoming() if f["client"] == other and f["rule"] == "visit-report")
    cli.ok("done", done["id"], "--outcome", "sent", "--only")
    before = (cli.json("client", "show", keep), cli.json("client", "show", other), cli.upcoming())
    cli.ok("client", "merge", keep, other)
    cli.ok("undo")
    after = (cli.json("client", "show", keep), cli.json("client", "show", other), cli.upcoming())
    for one in (*before[:2], *after[:2]):
        for fact in one["facts"]:
            fact.pop("version", None)
            fact.pop("recorded_at", None)
    assert after == before
    assert "was merged into" not in cli.ok("client", "show", other).err
    assert cli.ok("audit", "verify").out.startswith("1 rows; the chain holds")


def test_what_was_told_of_either_is_on_one_account_and_the_log_is_not_touched(
    twice: tuple[Cli, str, str, str],
) -> None:
    cli, keep, other, lee = twice
    cli.fact("report", keep, "--provider", lee, "--on", "2026-11-20")
    cli.fact("report", other, "--provider", lee, "--on", "2026-11-23")
    cli.ok("client", "merge", keep, other)
    rows = cli.json("audit", "list", "--client", keep)
    assert [row["client"] for row in rows] == [keep, other]
    assert cli.json("audit", "list", "--client", other) == rows
    assert cli.ok("audit", "verify").out.startswith("2 rows; the chain holds")
    assert "Ana Ruiz" in cli.ok("audit", "list").out and other not in cli.ok("audit", "list").out
    cli.ok("undo")
    assert cli.ok("audit", "verify").out.startswith("2 rows; the chain holds")


def test_two_birth_dates_or_names_without_a_word_in_common_need_a_yes(cli: Cli) -> None:
    ana = cli.client("Ana Ruiz", "--born", "1961-03-12")
    bea = cli.client("Ana Ruiz", "--born", "1970-01-02")
    ben = cli.client("Ben Okafor")
    for other, words in ((bea, "they have two birth dates"), (ben, "no word in common"), (ana, "both are")):
        said = cli("client", "merge", ana, other)
        assert said.status == 2 and words in said.err and "1970" not in said.err
    assert len(cli.json("client", "list")) == 3
    cli.ok("client", "merge", ana, bea, "--yes")
    assert cli.json("client", "show", ana)["born"] == "1961-03-12"


def test_a_chain_of_merges_leads_to_the_last_and_parts_one_by_one(cli: Cli) -> None:
    first, second, third = (cli.client("Ana Ruiz") for _ in range(3))
    cli.fact("session", first)
    cli.ok("client", "merge", second, first)
    cli.ok("client", "merge", third, second)
    assert f"({third})" in cli.ok("client", "show", first).out
    cli.ok("undo")
    assert f"({second})" in cli.ok("client", "show", first).out
    cli.ok("undo")
    assert cli.ok("client", "show", first).err == ""
    assert told(cli, "client", first) == {("session", "attended", "2026-11-24")}


def test_an_import_that_made_the_other_knows_the_one_that_stayed(cli: Cli) -> None:
    keep = cli.client("Ana Ruiz", "--born", "1961-03-12")
    file = cli.folder / "clients.csv"
    file.write_text("name,born,phone,assessment\nAna Ruiz,1961-03-12,617-555-0101,2026-11-02\n")
    cli.ok("import", str(file))
    other = next(c["code"] for c in cli.json("client", "list") if c["code"] != keep)
    cli.ok("client", "merge", keep, other)
    assert "Nothing changed" in cli.ok("import", str(file)).out
    assert [c["code"] for c in cli.json("client", "list")] == [keep]
    cli.ok("undo")
    assert "Nothing changed" in cli.ok("import", str(file)).out
    assert len(cli.json("client", "list")) == 2


def test_two_providers_become_one_with_their_clients_contacts_and_forms(cli: Cli) -> None:
    keep = cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142", "--tier", "B")
    other = cli.provider("Alan Lee", "--fax", "(617) 555-0143", "--office", "Harbor")
    ana = cli.client("Ana Ruiz", "--referring", keep, "--primary-care", other)
    ben = cli.client("Ben Okafor", "--referring", other)
    for code in (ana, ben):
        cli.fact("authorization", code, "--until", "2027-11-20")
        cli.fact("milestone", code, "assessment", "--on", "2026-11-02")
    cli.fact("contact", keep, "reached", "--on", "2026-08-03")
    cli.fact("contact", other, "reached", "--on", "2026-11-02")
    cli.fact("visit", ben, "--provider", other, "--on", "2026-12-02")
    report = next(f for f in cli.upcoming() if f["rule"] == "visit-report")
    said = cli.ok("provider", "merge", keep, other)
    assert "Filled in: fax, office." in said.out
    left = cli.upcoming()
    assert {f["provider"] for f in left} <= {keep, None}
    assert next(f for f in left if f["rule"] == "visit-report")["id"] == report["id"]
    assert len({(f["rule"], f["client"], f["due"]) for f in left}) == len(left)
    assert [p["code"] for p in cli.json("provider", "list")] == [keep]
    assert ("contact", "reached", "2026-11-02") in told(cli, "provider", keep)
    shown = cli.ok("client", "show", ana).out
    assert "referring, primary care: Dr. Alan Lee" in shown or "primary care, referring: Dr. Alan Lee" in shown
    assert f"{other} was merged into {keep}." in cli.ok("provider", "show", other).err
    cli.ok("undo")
    assert sorted(p["code"] for p in cli.json("provider", "list")) == sorted((keep, other))
    assert cli.json("provider", "show", keep)["fax"] == ""


def test_two_npis_need_a_yes(cli: Cli) -> None:
    keep = cli.provider("Alan Lee", "--npi", "1234567893")
    other = cli.provider("Alan Lee", "--npi", "1245319599", "--phone", "617-555-0142")
    said = cli("provider", "merge", keep, other)
    assert said.status == 2 and "they have two NPIs" in said.err
    cli.ok("provider", "merge", keep, other, "--yes")
    assert cli.json("provider", "show", keep)["npi"] == "1234567893"


def test_the_referral_form_of_the_other_goes_on_working(cli: Cli) -> None:
    keep, other = cli.provider("Alan Lee"), cli.provider("A. Lee")
    cli.ok("form", "new", other)
    cli.ok("provider", "merge", keep, other)
    assert "Alan Lee" in cli.ok("form", "list").out
    cli.ok("undo")
    assert "A. Lee" in cli.ok("form", "list").out


def test_an_erased_client_takes_the_merged_entry_along(twice: tuple[Cli, str, str, str]) -> None:
    cli, keep, other, _lee = twice
    cli.ok("client", "merge", keep, other)
    cli.ok("record", "discharge", keep)
    cli.ok("client", "erase", keep, "--yes")
    kept = cli.stored()
    assert "Ruiz" not in kept and "+16175550101" not in kept and "1961-03-12" not in kept
    assert not re.search(r"'6mwt'|318", kept)


def test_an_approved_page_that_was_not_sent_stops_the_merge(twice: tuple[Cli, str, str, str]) -> None:
    cli, keep, other, _lee = twice
    cli.ok("client", "edit", other, "--born", "1961-03-12")
    cli.configure('phone  = ""', 'phone  = "(617) 555-0100"')
    cli.configure('fax    = ""', 'fax    = "(617) 555-0101"')
    report = next(f for f in cli.upcoming() if f["client"] == other and f["rule"] == "visit-report")["id"]
    cli.ok("report", "approve", report, "--attended", "7/8", "--plan", "balance twice a week")
    said = cli("client", "merge", keep, other)
    assert said.status == 2 and f"the approved page of {report}" in said.err
    cli.ok("report", "draft", report)
    cli.ok("client", "merge", keep, other)


def test_a_merge_and_its_undo_leave_a_whole_plan_with_nothing_to_change(twice: tuple[Cli, str, str, str]) -> None:
    cli, keep, other, _lee = twice
    for arguments in (("client", "merge", keep, other), ("undo",)):
        cli.ok(*arguments)
        before = json.dumps(cli.upcoming())
        cli.ok("tick")
        assert json.dumps(cli.upcoming()) == before
