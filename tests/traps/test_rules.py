"""Traps of rules: floods when one is added, conditions that fire for ever, logic that nobody understands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files

import pytest
from msgspec import structs

from outreach.measures import Measure, Verdict, judge, measures
from scheduler.closing import close, move, snooze
from scheduler.explaining import why
from scheduler.facts import Scalar
from scheduler.followups import FollowUp, State, Status
from scheduler.rules import RuleSet
from scheduler.sampling import sample, store_sample
from scheduler.spans import spoken
from scheduler.store import facts as fact_store
from scheduler.store import followups
from tests.houses import TODAY, fact, planned, rule, rules, shipped_rules
from tests.stories.conftest import Cli
from tests.traps.desk import Desk, letters, words

Desks = Callable[..., Desk]
DAY = timedelta(days=1)
THANKS = rules(rule())
ADDED = rule(id="added", follow_up={"kind": "check", "to": "client", "due": "5 days after"})


def test_t04_a_rule_that_is_added_conjures_nothing_from_before_its_day(desks: Desks) -> None:
    desk = desks(THANKS)
    for n in range(40):
        desk.tell("referral", "received", TODAY - n * DAY, client="CRVZ", provider="P1EE")
    desk.take(rules(rule(), ADDED))
    found = desk.open("added")
    assert {f.planned.due for f in found} <= {TODAY + n * DAY for n in range(8)}
    assert 0 < len(found) <= 8
    desk.at(TODAY + DAY, 8).round()
    assert len([m for m in desk.letters() if m["To"] == "maya@example.org"]) == 1


def test_t04_a_rule_that_was_off_for_a_while_makes_nothing_up_when_it_is_on_again(desks: Desks) -> None:
    off = RuleSet(tuple(replace(r, on=r.id != "added") for r in rules(rule(), ADDED).rules))
    desk = desks(rules(rule(), ADDED))
    desk.take(off)
    for days in range(1, 20):
        desk.at(TODAY + days * DAY)
        desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.take(rules(rule(), ADDED))
    assert all(f.planned.due >= desk.today for f in desk.open("added"))


def test_t04_a_preview_counts_what_a_rule_would_add_and_changes_nothing(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    for name in ("Ana Ruiz", "Ben Okafor", "Rosa Diaz"):
        cli.fact("referral", cli.client(name), "--provider", lee)
    file = cli.folder / "new.toml"
    file.write_text(
        '[[rule]]\nid = "added"\ntitle = "Added"\nwhen = { referral = "received" }\n'
        'follow_up = { kind = "check", to = "client", due = "5 days after" }\n'
    )
    before = cli.stored()
    shown = cli.json("rules", "preview", str(file))
    assert [f["rule"] for f in shown["added"]] == ["added"] * 3
    assert cli.stored() == before


def test_t04_a_rule_written_into_the_configuration_starts_on_its_day(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    for n, name in enumerate(("Ana Ruiz", "Ben Okafor", "Rosa Diaz", "Lin Wu")):
        cli.fact("referral", cli.client(name), "--provider", lee, "--on", f"2026-11-{24 - 5 * n:02}")
    cli.ok("tick")
    with cli.config.open("a") as file:
        file.write(
            '\n[[rule]]\nid = "added"\ntitle = "Added"\nwhen = { referral = "received" }\n'
            'follow_up = { kind = "check", to = "client", due = "5 days after" }\n'
        )
    cli.ok("tick", now="2026-11-25T09:00")
    added = [f for f in cli.upcoming(now="2026-11-25T09:00") if f["rule"] == "added"]
    assert [f["due"] for f in added] == ["2026-11-30"]  # the one whose day still lies ahead


ASK = rules(
    rule(
        id="ask",
        when={"missing": "next visit", "again": "30 days"},
        follow_up={"kind": "check", "to": "client", "due": "3 business days after"},
    )
)


def test_t13_something_that_stays_missing_is_asked_for_once_and_then_after_the_cool_down(desks: Desks) -> None:
    desk = desks(ASK)
    desk.tell("milestone", "assessment", client="CRVZ")
    ids = {f.id for f in desk.rows() if f.planned.client == "CRVZ"}
    assert len(ids) == 1
    for minute in range(0, 50, 10):
        desk.at(TODAY, 10, minute).round()
    for days in range(1, 15):
        desk.at(TODAY + days * DAY).round()
    assert {f.id for f in desk.rows() if f.planned.client == "CRVZ"} == ids
    with desk.store.write() as tx:
        (asked,) = [f for f in followups.open_ones(tx) if f.id in ids]
        close(tx, desk.house, asked, "answered", desk.now)
    answered = desk.today
    (again,) = [f for f in desk.open("ask") if f.planned.client == "CRVZ"]
    assert again.id not in ids
    assert again.planned.due >= answered + 30 * DAY
    for days in range(1, 25):
        desk.at(answered + days * DAY).round()
    assert len([f for f in desk.rows() if f.planned.client == "CRVZ"]) == 2


def test_t13_a_silence_is_one_follow_up_however_long_it_lasts(desks: Desks) -> None:
    quiet = rule(
        id="quiet",
        when={"silence": "14 days", "of": {"session": "attended"}},
        follow_up={"kind": "call", "to": "client", "due": "1 business day after"},
    )
    desk = desks(rules(quiet))
    desk.tell("session", "attended", client="CRVZ")
    for days in range(1, 35):
        desk.at(TODAY + days * DAY).round()
    assert len(desk.rows()) == 1


def test_t13_a_fourth_missed_session_raises_nothing_again(desks: Desks) -> None:
    missed = rule(id="missed", when={"session": "missed", "times": 3}, follow_up={"kind": "call", "to": "client"})
    desk = desks(rules(missed))
    for days in range(6):
        desk.at(TODAY + days * DAY)
        desk.tell("session", "missed", client="CRVZ")
    assert len(desk.rows()) == 1
    desk.tell("session", "attended", client="CRVZ")
    for days in range(7, 10):
        desk.at(TODAY + days * DAY)
        desk.tell("session", "missed", client="CRVZ")
    assert len(desk.rows()) == 2


def test_t13_what_is_urgent_today_is_told_once_and_not_with_every_round(desks: Desks) -> None:
    urgent = rule(when={"change": "fall"}, follow_up={"kind": "call", "to": "client", "priority": 1})
    desk = desks(rules(urgent)).at(TODAY, 14)
    desk.round()
    quiet = len(desk.channel.sent)
    desk.tell("change", "fall", client="CRVZ")
    for minute in range(1, 59):
        desk.at(TODAY, 14, minute).round()
    assert len(desk.channel.sent) == quiet + 1


def _due_soon(desks: Desks) -> tuple[Desk, FollowUp]:
    desk = desks(THANKS)
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    return desk, desk.one()


def test_t24_snooze_hides_until_a_day_and_moves_nothing(desks: Desks) -> None:
    desk, before = _due_soon(desks)
    with desk.store.write() as tx:
        snooze(tx, desk.house, before, TODAY + 6 * DAY, desk.now)
    after = desk.one()
    assert (after.day, after.pinned, after.sequence) == (before.day, None, before.sequence)
    seen = []
    for days in (0, 3, 5, 6):
        desk.at(TODAY + days * DAY)
        seen.append(desk.status(after))
    assert seen == [Status.SNOOZED, Status.SNOOZED, Status.SNOOZED, Status.DUE]
    assert any(line.startswith("snoozed") for line in after.story)
    assert not any(line.startswith("moved") for line in after.story)


def test_t24_move_gives_a_new_day_and_hides_nothing(desks: Desks) -> None:
    desk, before = _due_soon(desks)
    with desk.store.write() as tx:
        move(tx, desk.house, before, TODAY + 6 * DAY, desk.now)
    after = desk.one()
    assert (after.day, after.snoozed_until, after.planned.due) == (TODAY + 6 * DAY, None, before.planned.due)
    assert after.sequence > before.sequence
    assert desk.status(after) is Status.PLANNED
    assert any(line.startswith("moved") for line in after.story)
    assert not any(line.startswith("snoozed") for line in after.story)


def test_t24_what_is_snoozed_is_in_no_letter_until_its_day_and_then_it_is(desks: Desks) -> None:
    desk, before = _due_soon(desks)
    until = date(2026, 12, 1)
    with desk.store.write() as tx:
        snooze(tx, desk.house, before, until, desk.now)
    for day in (date(2026, 11, 25), date(2026, 11, 30)):
        desk.at(day, 8).round()
    assert not [m for m in desk.letters() if before.id in words(m)]
    desk.at(until, 8).round()
    assert [m for m in desk.letters() if before.id in words(m)]


def test_t24_the_two_are_two_verbs_on_the_command_line_and_both_are_logged(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    cli.fact("referral", cli.client("Ana Ruiz"), "--provider", lee)
    (thanks,) = [f for f in cli.upcoming() if f["rule"] == "thank-referrer"]
    cli.ok("snooze", str(thanks["id"]), "2026-12-01")
    (hidden,) = [f for f in cli.upcoming() if f["id"] == thanks["id"]]
    assert (hidden["due"], hidden["status"]) == (thanks["due"], "snoozed")
    cli.ok("move", str(thanks["id"]), "2026-12-03")
    (moved,) = [f for f in cli.upcoming() if f["id"] == thanks["id"]]
    assert (moved["due"], moved["status"], moved["pinned"]) == ("2026-12-03", "planned", True)
    story = cli.json("show", str(thanks["id"]))["story"]
    assert [line.split()[0] for line in story[-2:]] == ["snoozed", "moved"]


def test_t33_what_comes_is_on_the_screen_before_any_letter_or_daemon(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    cli.fact("visit", ana, "--provider", lee, "--on", "2026-12-04")
    cli.fact("milestone", ana, "assessment")
    assert letters(cli.folder / "outbox") == []
    (report,) = [f for f in cli.upcoming() if f["rule"] == "visit-report"]
    out = cli.ok("upcoming").out
    assert str(report["id"]) in out
    assert "Dr. Alan Lee" in out
    assert "Ana Ruiz" in out
    assert report["due"] > "2026-11-24"
    assert str(report["id"]) not in cli.ok("upcoming", "--days", "0").out


def test_t33_what_comes_is_counted_in_the_letter_of_the_day(desks: Desks) -> None:
    desk = desks(THANKS).at(TODAY, 8)
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.round()
    (letter,) = [m for m in desk.letters() if m["To"] == "maya@example.org"]
    assert "Tomorrow 1, this week 1" in words(letter)


@pytest.mark.parametrize(
    ("measure", "before", "after", "verdict"),
    [
        ("lefs", 40, 50, Verdict.GAIN),  # higher is better, 9 points
        ("lefs", 40, 48, Verdict.NO_CHANGE),
        ("lefs", 50, 40, Verdict.WORSENING),
        ("odi", 40, 28, Verdict.GAIN),  # lower is better, 10 points and 30 %
        ("odi", 28, 40, Verdict.WORSENING),
        ("odi", 60, 49, Verdict.NO_CHANGE),  # 11 points, but not 30 % of the baseline
        ("ndi", 30, 17, Verdict.GAIN),
        ("ndi", 17, 30, Verdict.WORSENING),
        ("quickdash", 50, 30, Verdict.GAIN),
        ("quickdash", 30, 50, Verdict.WORSENING),
        ("pain_nrs", 7, 4, Verdict.GAIN),
        ("pain_nrs", 4, 7, Verdict.WORSENING),
        ("6mwt", 300, 340, Verdict.NO_CHANGE),  # above the MCID, below the measurement error
        ("weight", 90, 80, Verdict.UNKNOWN),  # which way is better depends on the goal
        ("no such measure", 1, 2, Verdict.UNKNOWN),
    ],
)
def test_t34_a_change_is_judged_by_direction_size_and_baseline(
    measure: str, before: float, after: float, verdict: Verdict
) -> None:
    assert judge(measure, before, after) is verdict


@pytest.mark.parametrize("measure", measures().values(), ids=measures().keys())
def test_t34_no_measure_praises_a_change_for_the_worse(measure: Measure) -> None:
    low, high = (measure.judge(50, 50 + step) for step in (-1000, 1000))
    wrong = {"higher": low, "lower": high}.get(measure.better)
    if wrong is not None:
        assert wrong is not Verdict.GAIN
    if measure.mcid_abs is not None and measure.better in ("higher", "lower"):
        assert {"higher": high, "lower": low}[measure.better] is Verdict.GAIN


@pytest.mark.parametrize("measure", measures().values(), ids=measures().keys())
def test_t34_every_threshold_has_a_direction_a_unit_and_a_citation(measure: Measure) -> None:
    assert measure.better in ("higher", "lower", "target")
    assert measure.unit
    if measure.mcid_abs is not None or measure.mdc:
        assert measure.population
        assert measure.citation


def test_t34_readings_in_different_units_or_sides_are_not_held_against_each_other() -> None:
    gain = rules(
        rule(when={"measure": "grip", "change": "meaningful gain"}, follow_up={"kind": "call", "to": "client"})
    )

    def told(first: dict[str, Scalar], second: dict[str, Scalar]) -> int:
        facts = [
            structs.replace(fact("measure", "grip", day, client="CRVZ"), data=data)
            for day, data in ((TODAY - 30 * DAY, first), (TODAY, second))
        ]
        return len(planned(facts, gain))

    assert told({"value": 20, "unit": "kg"}, {"value": 44, "unit": "kg"}) == 1
    assert told({"value": 20, "unit": "kg"}, {"value": 44, "unit": "lb"}) == 0
    assert told({"value": 20, "side": "left"}, {"value": 44, "side": "right"}) == 0


def test_t34_the_words_never_say_improved() -> None:
    said = " ".join(v.value for v in Verdict)
    for package in ("outreach.templates", "scheduler.defaults", "scheduler.defaults.rules"):
        for file in files(package).iterdir():
            if file.is_file() and not file.name.endswith(".py"):
                said += file.read_text("utf-8")
    assert "improve" not in said.casefold()
    assert "cured" not in said.casefold()


def _sample(desks: Desks) -> Desk:
    desk = desks(RuleSet(tuple(replace(r, on=r.on or r.id in sample()["switch_on"]) for r in shipped_rules().rules)))
    with desk.store.write() as tx:
        store_sample(tx, TODAY, desk.now)
    desk.take(desk.house.rules)
    return desk


def test_t35_every_follow_up_of_the_sample_says_why_it_is_there(desks: Desks) -> None:
    desk = _sample(desks)
    found = desk.open()
    assert len(found) > 30
    history = desk.history()
    for follow_up in found:
        with desk.store.read() as tx:
            facts = [f for id_ in follow_up.planned.because if (f := fact_store.get(tx, int(id_[1:])))]
        known = desk.house.rules.get(follow_up.key.rule)
        assert known is not None
        told = why(follow_up, known, facts, history)
        assert told.rule[0].startswith(f"{known.id}: {known.title}")
        assert any("Source: " in line for line in told.rule)
        assert all(told.because)
        assert spoken(follow_up.planned.due) in told.dated
        assert spoken(follow_up.day) in told.dated
        assert told.goes_if
        assert told.so_far
        for shown in facts:
            assert any(shown.id in line for line in told.because)


def test_t35_a_follow_up_that_rests_on_facts_names_them(desks: Desks) -> None:
    desk = desks(shipped_rules())
    referral = desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    assert desk.one("thank-referrer").planned.because == (referral.id,)


def test_t35_a_rule_that_planned_nothing_says_what_stands_in_its_way(cli: Cli) -> None:
    lee = cli.provider("Dr. Alan Lee")
    ana = cli.client("Ana Ruiz", "--referring", lee)
    assert "nothing to start from" in cli.ok("why-not", "--client", ana, "--rule", "initial-report").out
    cli.fact("milestone", ana, "assessment")
    cli.fact("hold", ana, "personal")
    assert "the client is on hold" in cli.ok("why-not", "--client", ana, "--rule", "initial-report").out


def test_t35_the_rule_language_is_small_and_an_unknown_word_is_a_mistake(cli: Cli) -> None:
    """There is no expression in it that could say something nobody foresaw."""
    for table in (
        'when = { referral = "received" }\nif = "age > 65"',
        'when = { expression = "visits > 3" }',
        'when = { referral = "received" }\nonly_if = [{ python = "True" }]',
        'when = { referral = "received", milestone = "intake" }',
        'when = { silence = "30 days", formula = "2 * 15" }',
        'when = { referral = "received" }\nunless = [{ milestone = "intake", formula = "True" }]',
    ):
        file = cli.folder / "odd.toml"
        file.write_text(
            f'[[rule]]\nid = "odd"\ntitle = "Odd"\n{table}\nfollow_up = {{ kind = "check", to = "client" }}\n'
        )
        said = cli("rules", "preview", str(file))
        assert said.status == 2, table
        assert "rule odd" in said.err


def test_t35_what_happened_to_a_follow_up_is_told_in_order(desks: Desks) -> None:
    desk = desks(THANKS)
    referral = desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.correct(referral, on=TODAY - DAY)
    with desk.store.write() as tx:
        move(tx, desk.house, followups.open_ones(tx)[0], TODAY + 3 * DAY, desk.now)
    with desk.store.write() as tx:
        close(tx, desk.house, followups.open_ones(tx)[0], "letter sent", desk.now)
    (row,) = desk.rows()
    assert row.state is State.DONE
    assert [line.split()[0] for line in row.story if not line.startswith("paced")] == [
        "planned",
        "moved",
        "moved",
        "done",
    ]
