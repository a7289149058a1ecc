"""The charts of `rapport relationships`: plain text, one scale, nothing in color."""

from datetime import date

from scheduler.cli.charts import Silence, counted_by_month, month_chart, silence_chart
from tests.stories.conftest import Cli


def test_the_bars_have_one_scale_and_mark_what_is_meant_and_the_most() -> None:
    lines = silence_chart(
        [
            Silence(name="Dr. Alan Lee", days=45, usual=28, ideal=30, most=60),
            Silence(name="Dr. Ito", days=90, ideal=30, most=60),
            Silence(name="Tom Brandt", days=None),
            Silence(name="Eva Novak", days=1),
        ]
    )
    assert lines == [
        "  Dr. Alan Lee  ■■■■■■■■■■|■■■■     !            45 days, usual 28, meant 30, at most 60, over what is meant",
        "  Dr. Ito       ■■■■■■■■■■|■■■■■■■■■!■■■■■■■■■   90 days, meant 30, at most 60, over the most",
        "  Tom Brandt                                     never",
        "  Eva Novak                                      1 day",
    ]


def test_months_are_counted_to_the_present_one() -> None:
    today = date(2026, 11, 24)
    on = [date(2025, 11, 30), date(2025, 12, 1), date(2026, 11, 1), date(2026, 11, 24)]
    assert counted_by_month(on, today) == [1, *[0] * 10, 2]
    head, line = month_chart([("Lee", on)], today)
    assert head.split() == ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    assert line.split() == ["Lee", "1", *["·"] * 10, "2", "3"]


def test_relationships_show_them_without_color(cli: Cli) -> None:
    assert "rapport record referral CLIENT --provider WHO" in cli.ok("relationships").out
    lee = cli.provider("Dr. Alan Lee")
    for number, on in enumerate(("2026-04-01", "2026-05-01", "2026-06-01")):
        code = cli.client(f"Client {number}")
        cli.fact("referral", code, "--provider", lee, "--on", on)
    cli.fact("contact", lee, "reached", "--on", "2026-11-14")
    told = cli.ok("relationships").out
    assert "\x1b" not in told
    assert "10 days" in told.partition("Since the last contact")[2].partition("Referrals by month")[0]
    assert "Quiet sources\n  Dr. Alan Lee: 176 days since the last referral" in told
    assert "237 days  waits for a call to the client" in told
    [found] = cli.json("relationships")
    assert found["days_since_contact"] == 10 and sum(found["referrals_by_month"]) == 3
