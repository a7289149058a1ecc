"""The main job through the command line: facts become follow-ups, and follow what happens to the facts."""

from tests.stories.conftest import Cli


def _by_rule(cli: Cli, rule: str, **kwargs: str) -> list[dict[str, object]]:
    return [f for f in cli.upcoming(**kwargs) if f["rule"] == rule]


def _ana(cli: Cli) -> tuple[str, str]:
    lee = cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142", "--specialty", "orthopedics")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    cli.fact("authorization", ana, "--until", "2027-11-01", "--on", "2026-11-01")
    return ana, lee


def test_a_referral_asks_for_thanks_and_for_a_call_on_the_next_business_day(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz")
    cli.fact("referral", ana, "--provider", lee)
    found = {f["rule"]: f for f in cli.upcoming()}
    assert found["thank-referrer"]["due"] == "2026-11-25"
    assert found["thank-referrer"]["provider"] == lee
    assert found["reach-new-client"]["client"] == ana
    assert found["reach-new-client"]["due"] == "2026-11-25"


def test_a_visit_that_moves_takes_its_report_along_and_keeps_its_id(cli: Cli) -> None:
    ana, lee = _ana(cli)
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-02")
    visit = cli.fact("visit", ana, "--provider", lee, "--on", "2026-12-02", "--at", "10:30")
    (before,) = _by_rule(cli, "visit-report")
    assert before["due"] == "2026-11-27"
    cli.ok("correct", visit, "--on", "2026-12-09")
    (after,) = _by_rule(cli, "visit-report")
    assert (after["id"], after["due"]) == (before["id"], "2026-12-04")


def test_the_report_before_a_visit_takes_the_place_of_the_monthly_one(cli: Cli) -> None:
    ana, lee = _ana(cli)
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-02")
    monthly = [f["due"] for f in _by_rule(cli, "monthly-report")]
    assert monthly[0] == "2026-11-30"
    cli.fact("visit", ana, "--provider", lee, "--on", "2026-12-02")
    assert "2026-11-30" not in [f["due"] for f in _by_rule(cli, "monthly-report")]
    (report,) = _by_rule(cli, "visit-report")
    assert "monthly-report, which would have been due on Mon 30 Nov 2026" in cli.ok("why", str(report["id"])).out


def test_a_retracted_milestone_withdraws_what_hung_from_it_and_undo_brings_it_back(cli: Cli) -> None:
    ana, _ = _ana(cli)
    assessment = cli.fact("milestone", ana, "assessment")
    ids = {f["id"] for f in cli.upcoming()}
    assert _by_rule(cli, "initial-report")
    cli.ok("retract", assessment)
    assert not _by_rule(cli, "initial-report")
    cli.ok("undo")
    assert {f["id"] for f in cli.upcoming()} == ids


def test_a_discharge_ends_the_programme_and_asks_for_a_summary(cli: Cli) -> None:
    ana, _ = _ana(cli)
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-02")
    cli.fact("discharge", ana)
    assert {f["rule"] for f in cli.upcoming()} == {"discharge-summary"}


def test_a_death_ends_everything(cli: Cli) -> None:
    ana, lee = _ana(cli)
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-02")
    cli.fact("visit", ana, "--provider", lee, "--on", "2026-12-02")
    cli.fact("death", ana)
    assert cli.upcoming() == []


def test_a_hold_silences_routine_work_and_its_end_brings_no_catch_up(cli: Cli) -> None:
    ana, _ = _ana(cli)
    cli.fact("milestone", ana, "assessment", "--on", "2026-10-26", now="2026-10-26T09:00")
    cli.fact("hold", ana, "medical", now="2026-11-24T09:00")
    assert _by_rule(cli, "monthly-report") == []
    cli.fact("hold", ana, "ended", now="2027-02-10T09:00")
    late = [f for f in cli.upcoming(now="2027-02-10T09:00") if str(f["due"]) < "2027-02-10"]
    assert late == []


def test_without_an_authorization_a_report_is_blocked_and_says_what_unblocks_it(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    cli.fact("milestone", ana, "assessment")
    (report,) = _by_rule(cli, "initial-report")
    request, _second = _by_rule(cli, "authorization")
    assert report["status"] == "blocked"
    assert report["blocked_by"] == "no authorization on file names this provider"
    assert report["unblocked_by"] == request["id"]
    cli.fact("authorization", ana, "--until", "2027-11-01")
    (report,) = _by_rule(cli, "initial-report")
    assert report["blocked_by"] is None
    assert _by_rule(cli, "authorization") == []


def test_nobody_found_makes_a_blocked_follow_up_never_nothing(cli: Cli) -> None:
    ana = cli.client("Ana Ruiz")
    cli.fact("milestone", ana, "assessment")
    (report,) = _by_rule(cli, "initial-report")
    assert report["status"] == "blocked"
    assert "nobody on file is referring, else primary care" in str(report["blocked_by"])


def test_a_provider_with_two_roles_is_told_once(cli: Cli) -> None:
    ana, lee = _ana(cli)
    cli.fact("care-team", ana, "primary care", "--provider", lee)
    cli.fact("milestone", ana, "assessment")
    assert len(_by_rule(cli, "initial-report")) == 1


def test_a_call_that_reached_voicemail_comes_again_three_times_then_a_letter(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz")
    cli.fact("referral", ana, "--provider", lee)
    moment = "2026-11-25T10:00"
    seen = []
    for day in ("2026-11-25", "2026-11-30", "2026-12-02"):
        (call,) = _by_rule(cli, "reach-new-client", now=moment)
        assert call["kind"] == "call"
        assert call["due"] == day
        seen.append(call["id"])
        cli.ok("done", str(call["id"]), "--outcome", "voicemail", now=f"{day}T10:00")
        moment = f"{day}T10:00"
    assert len(set(seen)) == 3
    (letter,) = _by_rule(cli, "reach-new-client", now=moment)
    assert (letter["kind"], letter["provider"]) == ("letter", lee)


def test_undoing_an_outcome_withdraws_the_next_try(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz")
    cli.fact("referral", ana, "--provider", lee)
    (call,) = _by_rule(cli, "reach-new-client")
    cli.ok("done", str(call["id"]), "--outcome", "voicemail")
    (again,) = _by_rule(cli, "reach-new-client")
    cli.ok("undo")
    (back,) = _by_rule(cli, "reach-new-client")
    assert again["id"] != call["id"]
    assert back["id"] == call["id"]


def test_reaching_the_client_stops_the_tries(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz")
    cli.fact("referral", ana, "--provider", lee)
    cli.fact("milestone", ana, "booked")
    assert _by_rule(cli, "reach-new-client") == []


def test_the_next_visit_is_asked_for_once_in_thirty_days(cli: Cli) -> None:
    ana, lee = _ana(cli)
    cli.fact("milestone", ana, "assessment")
    (ask,) = _by_rule(cli, "next-visit")
    assert ask["due"] == "2026-11-30"  # Thanksgiving does not count
    cli.ok("done", str(ask["id"]), "--next-visit", "none")
    (again,) = _by_rule(cli, "next-visit")
    assert str(again["due"]) >= "2026-12-24"
    cli.ok("done", str(again["id"]), "--next-visit", "2027-01-20", "--with", lee, now="2026-12-29T09:00")
    assert _by_rule(cli, "next-visit", now="2026-12-29T09:00") == []
    (report,) = _by_rule(cli, "visit-report", now="2026-12-29T09:00")
    assert report["due"] == "2027-01-14"


def test_a_logged_call_moves_the_touch_and_a_voicemail_does_not(cli: Cli) -> None:
    cli.switch_on("touch-A")
    shah = cli.provider("Dr. Priya Shah", "--tier", "A")
    cli.fact("contact", shah, "reached")
    (touch,) = _by_rule(cli, "touch-A")
    cli.fact("contact", shah, "voicemail", now="2026-12-01T09:00")
    assert _by_rule(cli, "touch-A", now="2026-12-01T09:00")[0]["due"] == touch["due"]
    cli.fact("contact", shah, "met", now="2026-12-01T09:00")
    (moved,) = _by_rule(cli, "touch-A", now="2026-12-01T09:00")
    assert moved["id"] == touch["id"]
    assert str(moved["due"]) > str(touch["due"])


def test_the_preferred_cadence_of_a_provider_moves_the_reports(cli: Cli) -> None:
    ana, _ = _ana(cli)
    cli.fact("milestone", ana, "assessment", "--on", "2026-11-02")
    first = _by_rule(cli, "monthly-report")[0]
    said = cli.ok("done", str(first["id"]), "--outcome", "sent", "--prefers", "cadence=60d", now="2026-11-30T09:00")
    assert "moved" in said.out
    following = _by_rule(cli, "monthly-report", now="2026-11-30T09:00")[0]
    assert following["due"] == "2027-02-26"


def test_reading_changes_nothing(cli: Cli) -> None:
    ana, _ = _ana(cli)
    cli.fact("milestone", ana, "assessment")
    for command in (["today"], ["upcoming"], ["client", "list"], ["rules", "list"], ["why", cli.upcoming()[0]["id"]]):
        before = cli.stored()
        cli.ok(*command, now="2027-03-03T09:00")
        assert cli.stored() == before


def test_a_follow_up_has_the_same_id_in_a_readers_plan_and_in_the_store(cli: Cli) -> None:
    ana, _ = _ana(cli)
    cli.fact("milestone", ana, "assessment")
    ahead = {f["id"] for f in cli.upcoming(now="2027-01-15T09:00")}
    cli.ok("tick", now="2027-01-15T09:00")
    assert {f["id"] for f in cli.upcoming(now="2027-01-15T09:00")} == ahead
