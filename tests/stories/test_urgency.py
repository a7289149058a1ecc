"""What is urgent: the emergency instruction first, told at once and each hour until seen, told to whoever covers."""

import email
from email import policy

from tests.stories.conftest import Cli


def _letters(cli: Cli) -> list[tuple[str, str]]:
    found = []
    for path in sorted((cli.folder / "outbox").glob("*.eml"), key=lambda p: p.stat().st_mtime_ns):
        message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        found.append((str(message["To"]), str(message["Subject"])))
    return found


def _two_practitioners(cli: Cli) -> str:
    text = cli.config.read_text().replace('code    = "me"  ', 'code    = "maya"')
    cli.config.write_text(
        text.replace("[database]", '[[practitioner]]\ncode = "jon"\nname = "Jon Park"\n\n[database]', 1)
    )
    lee = cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142")
    return cli.client("Ana Ruiz", "--referring", lee, "--practitioner", "maya")


def test_a_red_flag_prints_the_emergency_instruction_first_and_the_number_to_call(cli: Cli) -> None:
    ana = _two_practitioners(cli)
    said = cli.ok("record", "change", ana, "red flag")
    first, *rest = said.err.splitlines()
    assert "call emergency services first (911)" in first
    assert any("Dr. Alan Lee  (617) 555-0142" in line for line in rest)
    (call,) = [f for f in cli.upcoming() if f["priority"] == 0]
    assert (call["due"], call["status"]) == ("2026-11-24", "due")


def test_without_a_daemon_a_red_flag_is_told_at_once(cli: Cli) -> None:
    ana = _two_practitioners(cli)
    cli.ok("record", "change", ana, "red flag", now="2026-11-21T21:00")
    assert _letters(cli) == [("maya@localhost", "Rapport: 1 now")]


def test_it_comes_back_each_hour_until_somebody_has_seen_it(cli: Cli) -> None:
    ana = _two_practitioners(cli)
    cli.ok("record", "change", ana, "red flag", now="2026-11-21T21:00")
    for moment, letters in (
        ("2026-11-21T21:30", 1),
        ("2026-11-21T22:01", 2),
        ("2026-11-21T22:30", 2),
        ("2026-11-21T23:05", 3),
    ):
        cli.ok("tick", now=moment)
        assert len(_letters(cli)) == letters, moment
    (call,) = [f for f in cli.upcoming(now="2026-11-21T23:06") if f["priority"] == 0]
    cli.ok("ack", call["id"], now="2026-11-21T23:06")
    cli.ok("tick", now="2026-11-22T03:00")
    assert len(_letters(cli)) == 3
    cli.ok("undo", now="2026-11-22T03:01")
    cli.ok("tick", now="2026-11-22T03:02")
    assert len(_letters(cli)) == 4


def test_the_client_is_on_hold_until_cleared_by_the_provider(cli: Cli) -> None:
    ana = _two_practitioners(cli)
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-02")
    assert any(f["rule"] == "monthly-report" for f in cli.upcoming())
    cli.fact("change", ana, "red flag")
    assert cli.json("client", "list")[0]["standing"] == "on hold"
    assert not any(f["rule"] == "monthly-report" for f in cli.upcoming())
    cli.fact("clearance", ana, "--provider", "lee", now="2026-11-27T09:00")
    assert cli.json("client", "list", now="2026-11-27T09:00")[0]["standing"] == "active"
    assert any(f["rule"] == "monthly-report" for f in cli.upcoming(now="2026-11-27T09:00"))


def test_the_cover_is_told_while_the_practitioner_is_away(cli: Cli) -> None:
    ana = _two_practitioners(cli)
    cli.ok("record", "absence", "maya", "vacation", "--until", "2026-12-04", "--cover", "jon")
    cli.ok("record", "change", ana, "red flag", now="2026-11-28T21:00")
    assert _letters(cli) == [("jon@localhost", "Rapport: 1 now")]


def test_an_absence_moves_routine_work_and_not_what_is_urgent(cli: Cli) -> None:
    ana = _two_practitioners(cli)
    cli.fact("authorization", ana, "--until", "2027-11-01", "--on", "2026-11-01")
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-23")
    cli.fact("change", ana, "fall", "--on", "2026-11-24")
    before = {f["rule"]: f["due"] for f in cli.upcoming() if f["rule"] in ("initial-report", "fall")}
    assert before == {"initial-report": "2026-11-27", "fall": "2026-11-25"}
    cli.ok("record", "absence", "maya", "vacation", "--until", "2026-12-04", "--cover", "jon")
    after = {f["rule"]: f["due"] for f in cli.upcoming() if f["rule"] in ("initial-report", "fall")}
    assert after == {"initial-report": "2026-12-07", "fall": "2026-11-25"}


def test_a_return_from_an_absence_is_no_flood_of_calls(cli: Cli) -> None:
    _two_practitioners(cli)
    for number in range(7):
        office = cli.provider(f"Dr. Office {number}")
        client = cli.client(f"Client {number}", "--practitioner", "maya")
        cli.fact("referral", client, "--provider", office)
    cli.ok("record", "absence", "maya", "vacation", "--on", "2026-11-25", "--until", "2026-12-04")
    calls = [f["due"] for f in cli.upcoming("--kind", "call")]
    assert len(calls) == 7
    assert min(calls) == "2026-12-07"
    assert max(calls.count(day) for day in calls) <= 3


def test_one_logged_visit_clears_its_reminder_its_preparation_and_its_report(cli: Cli) -> None:
    ana = _two_practitioners(cli)
    cli.switch_on("joint-visit", "visit-thanks")
    cli.fact("authorization", ana, "--until", "2027-11-01", "--on", "2026-11-01")
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-02")
    cli.fact("visit", ana, "--provider", "lee", "--on", "2026-12-02", "--at", "10:30", "--joint", "yes")
    rules = {f["rule"] for f in cli.upcoming()}
    assert {"visit-report", "joint-visit"} <= rules
    attend = [f for f in cli.upcoming() if f["kind"] == "visit"]
    assert [f["due"] for f in attend] == ["2026-12-02T10:30:00-05:00"]
    cli.ok("record", "visit", ana, "attended", "--provider", "lee", now="2026-12-02T12:00")
    left = {f["rule"] for f in cli.upcoming(now="2026-12-02T12:00")}
    assert not {"visit-report", "joint-visit"} & left
    assert "visit-thanks" in left


def test_a_chain_without_a_last_step_ends_in_a_decision(cli: Cli) -> None:
    text = cli.config.read_text()
    start, end = text.index(", then = {"), text.index("} }", text.index(", then = {"))
    cli.config.write_text(text[:start] + text[end + 1 :])
    ana = _two_practitioners(cli)
    cli.fact("referral", ana, "--provider", "lee")
    moment = "2026-11-25T10:00"
    for _ in range(3):
        (call,) = [f for f in cli.upcoming(now=moment) if f["rule"] == "reach-new-client"]
        moment = f"{call['due']}T10:00"
        cli.ok("done", call["id"], "--outcome", "no answer", now=moment)
    (decision,) = [f for f in cli.upcoming(now=moment) if f["rule"] == "reach-new-client"]
    assert (decision["kind"], decision["provider"]) == ("check", None)


def test_a_provider_who_wants_to_be_left_in_peace_longer_is(cli: Cli) -> None:
    ana = _two_practitioners(cli)
    ben = cli.client("Ben Okafor", "--practitioner", "maya")
    cli.fact("contact", "lee", "reached", "--on", "2026-11-20")
    cli.fact("referral", ana, "--provider", "lee", "--on", "2026-11-24")
    (thanks,) = [f for f in cli.upcoming() if f["rule"] == "thank-referrer"]
    assert thanks["due"] == "2026-11-30"
    assert "a contact on Fri 20 Nov 2026" in thanks["paced"]
    cli.fact("preference", "lee", "pace", "--is", "8 business days")
    (thanks,) = [f for f in cli.upcoming() if f["rule"] == "thank-referrer"]
    assert thanks["due"] == "2026-12-03"
    cli.fact("referral", ben, "--provider", "lee", "--on", "2026-11-24")
    both = [f for f in cli.upcoming() if f["rule"] == "thank-referrer"]
    assert len({f["bundle"] for f in both} - {None}) == 1
    said = cli.ok("done", both[0]["id"], now="2026-12-03T09:00")
    assert "2 in one contact" in said.out
    assert [f for f in cli.upcoming(now="2026-12-03T09:00") if f["rule"] == "thank-referrer"] == []
    cli.ok("undo", now="2026-12-03T09:00")
    assert len([f for f in cli.upcoming(now="2026-12-03T09:00") if f["rule"] == "thank-referrer"]) == 2
