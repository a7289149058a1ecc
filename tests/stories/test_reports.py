"""From follow-up to paper: a report is drafted by the daemon, completed, approved, sent, logged and answered."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.stories.conftest import Cli, once


@pytest.fixture
def ana(cli: Cli) -> str:
    return once(cli, _ana)


def _ana(cli: Cli) -> str:
    cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142", "--fax", "(617) 555-0143")
    cli.configure('phone  = ""', 'phone  = "(617) 555-0100"')
    cli.configure('fax    = ""', 'fax    = "(617) 555-0101"')
    code = cli.client("Ana Ruiz", "--referring", "lee", "--born", "1961-05-30")
    cli.fact("authorization", code, "--until", "2027-11-01", "--on", "2026-11-01")
    cli.fact("milestone", code, "assessment", "--on", "2026-10-26")
    for on, value in (("2026-10-26", "318"), ("2026-11-23", "382")):
        cli.fact("measure", code, "6mwt", "--value", value, "--on", on, "--yes")
    return code


def _report(cli: Cli) -> str:
    (found, *_) = cli.json("upcoming", "--days", "60", "--kind", "report")
    return str(found["id"])


def _text(file: Path) -> str:
    (page,) = PdfReader(io.BytesIO(file.read_bytes())).pages
    return " ".join(page.extract_text().split())


def test_the_daemon_drafts_a_report_before_its_day_and_says_what_is_missing(cli: Cli, ana: str) -> None:
    cli.ok("tick")
    id_ = _report(cli)
    shown = cli.json("report", "show", id_)
    assert shown["state"] == "draft"
    assert shown["missing"] == ["attendance (--attended 17/18)", "the plan (--plan TEXT, up to three)"]
    (row,) = shown["rows"]
    assert (row["measure"], row["change"], row["source"]) == ("6mwt", "+64 m", "Intaruk 2024")
    assert row["threshold"].startswith("57.2 m, community adults 65-88")
    assert row["status"] == "meets the cited threshold of 57.2 m"


def test_attendance_comes_from_the_sessions_where_they_are_recorded(cli: Cli, ana: str) -> None:
    for day, value in ((17, "attended"), (18, "missed"), (19, "attended"), (20, "cancelled")):
        cli.fact("session", ana, value, "--on", f"2026-11-{day}", "--yes")
    assert cli.json("report", "show", _report(cli))["attended"] == [2, 3]


def test_a_report_that_lacks_something_is_not_approved(cli: Cli, ana: str) -> None:
    said = cli("report", "approve", _report(cli), "--plan", "balance practice")
    assert said.status == 2 and "lacks attendance (--attended 17/18)" in said.err


def _approved(cli: Cli) -> tuple[str, Path]:
    id_, file = _report(cli), cli.folder / "report.pdf"
    cli.ok("report", "approve", id_, "--attended", "17/18", "--plan", "balance practice", "--to", str(file))
    return id_, file


def test_an_approved_report_is_one_page_with_every_number_and_only_its_owner_reads_the_file(cli: Cli, ana: str) -> None:
    _, file = _approved(cli)
    text = _text(file)
    for words in ("Ana Ruiz", "30 May 1961", "318 m", "382 m", "+64 m", "17 of 18", "Dr. Alan Lee", "F2", "1 Nov 2027"):
        assert words in text
    assert file.stat().st_mode & 0o077 == 0


def test_what_was_approved_stays_as_it_was_seen(cli: Cli, ana: str) -> None:
    id_, file = _approved(cli)
    cli.fact("measure", ana, "6mwt", "--value", "340", "--yes")
    again = cli.folder / "again.pdf"
    cli.ok("report", "show", id_, "--to", str(again))
    assert again.read_bytes() == file.read_bytes()


def test_sent_closes_the_follow_up_and_is_logged_with_number_and_authorization(cli: Cli, ana: str) -> None:
    id_, _ = _approved(cli)
    cli.ok("report", "sent", id_, "--by", "fax")
    assert cli.json("show", id_)["status"] == "done"
    (told,) = cli.json("audit", "list", "--client", ana)
    assert (told["channel"], told["address"], told["authority"]) == ("fax", "(617) 555-0143", "F2")


def test_a_report_is_not_sent_before_it_is_approved(cli: Cli, ana: str) -> None:
    said = cli("report", "sent", _report(cli))
    assert said.status == 2 and "not approved yet" in said.err


def test_an_approved_report_does_not_go_after_a_revocation(cli: Cli, ana: str) -> None:
    id_, _ = _approved(cli)
    cli.fact("authorization", ana, "revoked")
    said = cli("report", "sent", id_)
    assert said.status != 0 and "revoked" in said.err
    assert cli.json("audit", "list") == []
    said = cli("report", "approve", id_)
    assert said.status == 2 and "may not go" in said.err


def test_the_guard_reads_what_is_typed(cli: Cli, ana: str) -> None:
    said = cli("report", "draft", _report(cli), "--ask", "We pay you $50 for each patient you refer.")
    assert said.status == 2 and "Nothing was changed" in said.err
    assert cli.json("report", "show", _report(cli))["ask"] == "May the program continue as planned?"


def test_too_many_rows_are_refused_with_a_choice(cli: Cli, ana: str) -> None:
    for measure in (
        "tug",
        "5xsts",
        "30s_cst",
        "berg",
        "grip",
        "gait_speed",
        "sppb",
        "lefs",
        "mini_best",
        "dgi",
        "psfs",
    ):
        for on, value in (("2026-10-26", "2"), ("2026-11-23", "2.5")):
            cli("record", "measure", ana, measure, "--value", value, "--on", on, "--yes")
    id_ = _report(cli)
    said = cli("report", "approve", id_, "--attended", "17/18", "--plan", "x")
    assert said.status == 2 and "for one page, the first 7 of 12 fit" in said.err and "--leave-out" in said.err
    left = [part for m in ("tug", "5xsts", "30s_cst", "grip", "sppb", "lefs") for part in ("--leave-out", m)]
    cli.ok("report", "approve", id_, *left)


def test_the_answer_sets_limits_and_cadence_in_one_line_and_is_undone_as_one(cli: Cli, ana: str) -> None:
    id_, _ = _approved(cli)
    cli.ok("report", "sent", id_)
    cli.ok("report", "answered", id_, "limits", "--limit", "heart rate=120", "--prefers", "cadence=60d")
    facts = {(f["kind"], f["value"]): f for f in cli.json("client", "show", ana)["facts"]}
    assert facts["limits", "heart rate"]["fields"]["high"] == 120
    assert facts["report", "answered"]["fields"]["answer"] == "limits"
    cli.ok("undo")
    facts = {(f["kind"], f["value"]): f for f in cli.json("client", "show", ana)["facts"]}
    assert ("limits", "heart rate") not in facts and ("report", "answered") not in facts
    said = cli("report", "answered", id_, "maybe")
    assert said.status == 2 and "valid" in said.err


def test_the_first_report_to_a_provider_never_met_announces_the_call_that_the_rule_plans(cli: Cli, ana: str) -> None:
    cli.switch_on("introduction-call")
    id_, file = _approved(cli)
    assert "I will call on Tuesday 1 December" in _text(file) or "I will call on Wednesday 2 December" in _text(file)
    day = _text(file).partition("I will call on ")[2].split()[1:3]
    cli.ok("report", "sent", id_)
    (call,) = cli.json("upcoming", "--days", "30", "--kind", "introduction")
    assert int(call["due"][8:10]) == int(day[0])


def test_a_measure_of_mental_health_needs_its_box(cli: Cli, ana: str) -> None:
    cli.fact("measure", ana, "phq9", "--value", "12", "--on", "2026-11-20")
    assert cli.json("report", "show", _report(cli))["others"] == []
    cli.fact("authorization", ana, "--until", "2027-11-01", "--sensitive", "mental health", "--yes")
    (other,) = cli.json("report", "show", _report(cli))["others"]
    assert other.startswith("PHQ-9 12 points")


def test_what_may_not_go_is_not_printed_either(cli: Cli, ana: str) -> None:
    id_, _ = _approved(cli)
    file = cli.folder / "again.pdf"
    cli.fact("authorization", ana, "revoked", "--provider", "lee")
    said = cli("report", "show", id_, "--to", str(file))
    assert said.status == 2 and "is not printed" in said.err and not file.exists()
    said = cli("done", id_)
    assert said.status == 2 and "may not go" in said.err
    cli.fact("death", ana)
    said = cli("report", "show", id_, "--to", str(file))
    assert said.status == 2 and not file.exists()


def test_a_way_that_is_not_wanted_is_not_taken(cli: Cli, ana: str) -> None:
    id_, _ = _approved(cli)
    cli.fact("opt-out", "lee", "clinical", "--channel", "fax")
    said = cli("report", "sent", id_, "--by", "fax")
    assert said.status == 1 and "by fax are not wanted" in said.err
    cli.ok("report", "sent", id_, "--by", "mail")


def test_undo_of_sent_makes_it_approved_again_with_its_page(cli: Cli, ana: str) -> None:
    id_, file = _approved(cli)
    cli.ok("report", "sent", id_)
    cli.ok("undo")
    assert cli.json("report", "show", id_)["state"] == "approved"
    again = cli.folder / "again.pdf"
    cli.ok("report", "show", id_, "--to", str(again))
    assert again.read_bytes() == file.read_bytes()
    cli.ok("report", "sent", id_)


def test_nobody_answers_what_was_not_sent(cli: Cli, ana: str) -> None:
    said = cli("report", "answered", _report(cli), "continue")
    assert said.status == 2 and "not sent yet" in said.err


def test_pressures_are_told_in_their_unit_and_no_pair_is_made_up(cli: Cli, ana: str) -> None:
    for on, upper, lower in (("2026-11-02", "150", "90"), ("2026-11-20", "151", "70")):
        cli.fact("measure", ana, "sbp", "--value", upper, "--on", on, "--yes")
        cli.fact("measure", ana, "dbp", "--value", lower, "--on", on, "--yes")
    cli.fact("measure", ana, "sbp", "--value", "20", "--unit", "kPa", "--on", "2026-11-22")
    safety = cli.json("report", "show", _report(cli))["safety"]
    assert safety.endswith("Resting blood pressure systolic 150 to 151, diastolic 70 to 90 mmHg.")


def test_a_fall_on_the_day_of_the_last_report_is_in_the_next(cli: Cli, ana: str) -> None:
    id_, _ = _approved(cli)
    cli.ok("report", "sent", id_)
    cli.fact("change", ana, "fall")
    cli.now = "2026-12-28T10:00"
    assert "Fall on 24 Nov 2026" in cli.json("report", "show", _report(cli))["safety"]


def test_what_went_the_wrong_way_cannot_be_left_out(cli: Cli, ana: str) -> None:
    cli.fact("measure", ana, "tug", "--value", "9", "--on", "2026-10-26")
    cli.fact("measure", ana, "tug", "--value", "19", "--on", "2026-11-23", "--yes")
    cli.fact("measure", ana, "berg", "--value", "40", "--on", "2026-11-23")
    typed = ("--attended", "17/18", "--plan", "x")
    said = cli("report", "approve", _report(cli), *typed, "--leave-out", "tug")
    assert said.status == 2 and "may not be left out" in said.err
    said = cli("report", "approve", _report(cli), *typed, "--leave-out", "nonsuch")
    assert said.status == 2 and "none of the measures" in said.err
    file = cli.folder / "report.pdf"
    cli.ok("report", "approve", _report(cli), *typed, "--leave-out", "berg", "--to", str(file))
    assert "1 further measure on request" in _text(file)


def test_a_page_sent_later_than_it_was_approved_says_which_word_is_to_be_kept(cli: Cli, ana: str) -> None:
    cli.switch_on("introduction-call")
    id_, _ = _approved(cli)
    said = cli.ok("report", "sent", id_, now="2026-11-30T10:00")
    assert "you will call on Wed 2 Dec 2026" in said.err and "rapport move ID 2026-12-02" in said.err
