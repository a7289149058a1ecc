"""Calendar subscriptions on the command line: what can be chosen, what is refused, what status and doctor say."""

import re

import pytest

from tests.stories.conftest import Cli


def test_a_new_subscription_prints_its_address_alone_and_beside_it_the_page_with_the_steps(cli: Cli) -> None:
    said = cli.ok("feed", "new", "--name", "phone")
    token = re.fullmatch(r"http://127\.0\.0\.1:8765/calendar/([\w-]{32})\.ics\n", said.out)
    assert token
    assert f"http://127.0.0.1:8765/subscribe/{token[1]}" in said.err
    assert "as good as a password" in said.err
    made = cli.json("feed", "new", "--name", "other")
    assert made["page"].rpartition("/")[2] == made["url"].rpartition("/")[2].removesuffix(".ics")


def test_what_was_chosen_is_shown_again(cli: Cli) -> None:
    chosen = ("--practice", "--kind", "call", "--kind", "thank-you", "--call-block", "12:00-13:00", "--alarms")
    cli.ok("feed", "new", "--name", "wall", *chosen)
    said = cli.ok("feed", "show", "wall").out
    for words in ("follow-ups of the practice, only call, thank-you", "calls together at 12:00-13:00", "with alarms"):
        assert words in said
    assert "never fetched" in said
    shown = cli.json("feed", "show", "wall")
    assert shown["kinds"] == ["call", "thank_you"]
    assert shown["call_block"] == "12:00-13:00"
    assert shown["fetched"] == []
    assert "the practice" in cli.ok("feed", "list").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--call-block", "12-1"), "is not a time of the day"),
        (("--call-block", "13:00-12:00"), "does not go from one minute of the day to a later one"),
        (("--call-block", "12:00-12:00"), "does not go from one minute of the day to a later one"),
        (("--call-block", "12:00"), "is not a time of the day"),
        (("--call-block", "12:00+01:00-13:00"), "does not go from one minute of the day to a later one"),
        (("--call-block", "12:00-13:00", "--kind", "report"), "add --kind call"),
        (("--kind", "chat"), "chat"),
        (("--practice", "--practitioner", "me"), "give --practitioner or --practice"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(cli: Cli, arguments: tuple[str, ...], words: str) -> None:
    said = cli("feed", "new", "--name", "phone", *arguments)
    assert said.status == 2
    assert words in said.err
    assert cli.json("feed", "list") == []


def test_a_calendar_that_nobody_fetches_is_spoken_of_by_status_and_doctor(cli: Cli) -> None:
    cli.ok("feed", "new", "--name", "phone")
    assert "phone" not in cli("status").out
    for command in ("status", "doctor"):
        said = cli(command, now="2026-11-26T09:00")
        assert said.status == 1
        assert 'the calendar "phone" was never fetched' in said.out
    cli.ok("feed", "revoke", "phone")
    assert "phone" not in cli("status", now="2026-11-26T09:00").out


def test_doctor_compares_the_time_zone_data(cli: Cli) -> None:
    found = {one["check"]: one["wrong"] for one in cli("doctor", "--json").json}
    assert "time zone data" in found
