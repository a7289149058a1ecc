"""The first report, and the first call that says what an office likes."""

from tests.stories.conftest import Cli


def _practice(cli: Cli) -> tuple[str, str]:
    lee = cli.provider("Dr. Alan Lee", "--fax", "(617) 555-0143")
    ana = cli.client("Ana Ruiz")
    cli.fact("referral", ana, "--provider", lee, "--on", "2026-11-16")
    cli.fact("authorization", ana, "--until", "2027-11-24", "--on", "2026-11-16")
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-20")
    return ana, lee


def test_report_list_says_what_to_do_then_how_far_each_is(cli: Cli) -> None:
    assert "rapport record milestone CLIENT assessment" in cli.ok("report", "list").out
    _practice(cli)
    [line, following] = cli.ok("report", "list").out.splitlines()
    assert "not drafted yet" in line and "Dr. Alan Lee" in line and "Ana Ruiz" in line
    assert following == "Next: rapport report show ID"
    assert [r["state"] for r in cli.json("report", "list")] == ["not drafted yet"]


def test_everything_that_is_missing_is_said_at_once(cli: Cli) -> None:
    ana, _ = _practice(cli)
    report = cli.json("report", "list")[0]["id"]
    shown = cli.ok("report", "show", report).out
    assert [line.strip() for line in shown.splitlines() if "MISSING" in line] == [
        f"MISSING: the birth date, which the office files by (rapport client edit {ana} --born DATE)",
        "MISSING: the practice's phone or fax (practice.phone in config.toml)",
        "MISSING: attendance (--attended 17/18)",
        "MISSING: the plan (--plan TEXT, up to three)",
        "MISSING: a measure (rapport record measure)",
    ]
    cli.ok("client", "edit", ana, "--born", "1961-03-12")
    cli.configure('phone  = ""', 'phone  = "(617) 555-0100"')
    cli.ok("record", "measure", ana, "6mwt", "320")
    cli.ok("report", "approve", report, "--attended", "3/3", "--plan", "balance")
    assert "approved" in cli.ok("report", "list").out
    cli.ok("report", "sent", report)
    again = cli("report", "sent", report)
    assert again.status == 2
    assert again.err.strip() == (
        f"the report of {report} went already, on Tue 24 Nov 2026 by fax; not so: rapport undo"
    )
    assert "sent" in cli.ok("report", "list").out


def test_one_line_records_a_call_and_what_the_office_likes(cli: Cli) -> None:
    _, lee = _practice(cli)
    call = next(f["id"] for f in cli.upcoming() if f["provider"] == lee and f["kind"] == "thank_you")
    said = cli.ok("done", call, "--outcome", "reached", "--note", "short", "--prefers", "cadence=60d,channel=fax").out
    assert "From now on: cadence 60 days, channel fax." in said.replace("60d", "60 days")
    shown = cli.ok("provider", "show", lee).out.partition("Facts")[0]
    assert "prefers     cadence 60d, channel fax" in shown.replace("60 days", "60d")
    later = next(f["id"] for f in cli.upcoming("--days", "180") if f["rule"] == "monthly-report")
    why = cli.ok("why", later).out
    assert "cadence" in why and "channel fax" in why and "60 days" in why.replace("60d", "60 days")
    cli.ok("undo")
    assert "prefers" not in cli.ok("provider", "show", lee).out


def test_a_request_that_is_done_names_the_record_that_is_still_to_be_made(cli: Cli) -> None:
    ana, lee = cli.client("Ana Ruiz"), cli.provider("Dr. Alan Lee")
    cli.fact("referral", ana, "--provider", lee, "--on", "2026-11-16")
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-20")
    request = next(f["id"] for f in cli.upcoming() if f["kind"] == "request")
    assert f"rapport record authorization {ana} --until DATE" in cli.ok("done", request).out


def test_a_value_behind_its_measure_a_time_with_am_and_what_is_lacking(cli: Cli) -> None:
    ana, lee = _practice(cli)
    assert cli.json("record", "measure", ana, "6mwt", "320")["fields"]["value"] == 320
    assert cli.json("record", "visit", ana, "--provider", lee, "--on", "+9d", "--at", "2:15PM")["at"] == "14:15"
    assert cli.json("record", "visit", ana, "--provider", lee, "--on", "+3w", "--at", "12 a.m.")["at"] == "00:00"
    for arguments, words in (
        (["measure", ana, "6mwt"], "a measure needs its value; add --value NUMBER"),
        (["measure", ana, "6mwt", "3", "--value", "4"], "the value stands there twice"),
        (["referral", ana], "a referral needs a provider; add --provider WHO"),
        (["visit", ana, "--at", "13pm"], "is not a time of day; write for example 14:30 or 2:30pm"),
        (["visit", ana, "--on", "12/3/2026"], '"12/3/2026" is not a date; if the month stands first, write 2026-12-03'),
        (["visit", ana, "--on", "31/12/2026"], "write 2026-11-24, today"),
    ):
        said = cli("record", *arguments)
        assert said.status == 2 and words in said.err, said


def test_a_provider_with_many_clients_is_shown_on_a_page(cli: Cli) -> None:
    _, lee = _practice(cli)
    for name in ("Ben Okafor", "Rosa Diaz", "Lin Wu"):
        code = cli.client(name)
        cli.fact("referral", code, "--provider", lee, "--on", "2026-11-16")
        cli.fact("milestone", code, "assessment", "--on", "2026-11-20")
    shown = cli.ok("provider", "show", lee).out.partition("Follow-ups\n")[2].splitlines()
    assert "later: rapport upcoming --all" in shown[-1]
    assert any("Rosa Diaz" in line for line in shown)
