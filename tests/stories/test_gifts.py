"""Every gift that is recorded passes the guard first."""

from tests.stories.conftest import Cli


def test_a_gift_is_recorded_only_within_the_policy_or_with_a_reason(cli: Cli) -> None:
    cli.provider("Dr. Alan Lee")
    cli.ok("record", "gift", "lee", "a tin of cookies", "--amount", "12")
    said = cli("record", "gift", "lee", "a fruit basket", "--amount", "40")
    assert said.status == 2 and "not a legal limit" in said.err and "--despite" in said.err
    cli.ok("record", "gift", "lee", "a fruit basket", "--amount", "40", "--despite", "their clinic's anniversary")
    said = cli("record", "gift", "lee", "gift card", "--amount", "5", "--despite", "she asked")
    assert said.status == 2 and "must not be given" in said.err
    said = cli("record", "gift", "lee", "flowers")
    assert said.status == 2 and "needs its worth" in said.err
    gifts = [fact for fact in cli.json("provider", "show", "lee")["facts"] if fact["kind"] == "gift"]
    assert [fact["value"] for fact in gifts] == ["a tin of cookies", "a fruit basket"]


def test_a_correction_does_not_lead_around_the_guard(cli: Cli) -> None:
    cli.provider("Dr. Alan Lee")
    gift = cli.json("record", "gift", "lee", "a tin of cookies", "--amount", "12")
    said = cli("correct", gift["id"], "--value", "gift card")
    assert said.status == 2 and "must not be given" in said.err
