"""Traps about people: the dead, the muted and the discharged still contacted, calls ignored, caps misread."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest

from outreach.consent import Way
from outreach.messages import Failed, Message, Receipt, Refused, Sent
from scheduler.closing import close, move, snooze
from scheduler.delivering import deliver
from scheduler.followups import FollowUp, Status
from scheduler.pacing import Pace, paced
from scheduler.rounds import run_round
from scheduler.standing import Standing
from scheduler.store import followups
from scheduler.store.outbox import OutState
from tests.houses import PRACTICE, TODAY, fact, open_days, planned, rule, rules, shipped_rules
from tests.stories.conftest import Cli
from tests.traps.desk import POST, SENDERS, Desk, words

Desks = Callable[..., Desk]
DAY = timedelta(days=1)
SHIPPED = shipped_rules()
#: A call the client gets the same day, so that a letter to the practitioner goes out at once.
SAME_DAY = rules(
    rule(id="fall", when={"change": "fall"}, follow_up={"kind": "call", "to": "client", "priority": 1}),
)


def _in_care(desk: Desk, client: str = "CRVZ", provider: str = "P1EE") -> None:
    """A client in a programme, with much ahead."""
    desk.tell("referral", "received", client=client, provider=provider)
    desk.tell("authorization", "signed", client=client, until="2027-11-01")
    desk.tell("milestone", "assessment", client=client)
    desk.tell("visit", "scheduled", TODAY + 20 * DAY, client=client, provider=provider)
    assert len(desk.open()) > 5


ENDING = rules(
    rule(
        id="monthly",
        when={"every": "30 days", "since": {"milestone": "assessment"}},
        unless=[{"milestone": "maintenance"}],
        follow_up={"kind": "check", "to": "client", "due": "same day"},
    )
)


@pytest.mark.parametrize(
    ("kind", "value", "more"),
    [
        ("milestone", "maintenance", {}),
        ("hold", "personal", {}),
        ("discharge", "dropped out", {}),
        ("death", "recorded", {}),
    ],
)
def test_t10_a_series_ends_when_its_condition_no_longer_holds(
    desks: Desks, kind: str, value: str, more: dict[str, Any]
) -> None:
    desk = desks(ENDING)
    desk.tell("milestone", "assessment", client="CRVZ")
    assert len(desk.open("monthly")) == 6
    desk.at(TODAY + 25 * DAY)
    desk.tell(kind, value, client="CRVZ", **more)
    left = [f for f in desk.open("monthly") if f.planned.due >= desk.today]
    assert left == []


def test_t10_a_stop_ends_a_series_and_not_only_what_was_due_by_then(desks: Desks) -> None:
    (ending,) = ENDING.rules
    stopped = {k: v for k, v in ending.table.items() if k != "unless"} | {"stop": [{"milestone": "maintenance"}]}
    desk = desks(rules(stopped))
    desk.tell("milestone", "assessment", client="CRVZ")
    assert len(desk.open("monthly")) == 6
    desk.at(TODAY + 25 * DAY)
    desk.tell("milestone", "maintenance", client="CRVZ")
    assert [f for f in desk.open("monthly") if f.planned.due >= desk.today] == []


def test_t10_what_was_settled_between_writing_and_sending_is_not_sent(desks: Desks) -> None:
    desk = desks(
        rules(rule(id="fall", when={"change": "fall"}, follow_up={"kind": "call", "to": "client", "priority": 0}))
    )
    desk.at(TODAY, 6)
    desk.tell("change", "fall", client="CRVZ")
    down = _Line(Refused)
    down.failing = True
    run_round(desk.store, desk.house, POST, {"folder": down}, SENDERS, desk.now)
    assert down.handed == 1
    with desk.store.write() as tx:
        close(tx, desk.house, followups.open_ones(tx)[0], "reached", desk.now)
    line = _Line(Sent)
    done = deliver(desk.store, desk.house, {"folder": line}, SENDERS, desk.now + timedelta(hours=2))
    assert [d.state for d in done] == [OutState.REFUSED]
    assert line.handed == 0


class _Line:
    """A channel that answers always the same, and counts."""

    name = "folder"
    way = Way.EMAIL
    repeatable = False

    def __init__(self, answer: type[Sent] | type[Refused]) -> None:
        self.answer = answer
        self.failing = False
        self.handed = 0

    def send(self, _message: Message) -> Receipt:
        self.handed += 1
        return Failed("no line", ambiguous=False) if self.failing else self.answer("said so")


@pytest.mark.parametrize("ending", [("death", "recorded"), ("discharge", "dropped out"), ("hold", "medical")])
def test_t10_a_round_looks_again_before_it_tells(desks: Desks, ending: tuple[str, str]) -> None:
    """The reminder is due today; what ends it is recorded by a process that leaves the planning to the daemon."""
    desk = desks(rules(rule())).at(TODAY)
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    follow_up = desk.one()
    desk.at(TODAY + DAY, 6)
    mine, desk.house = desk.house, replace(desk.house, leave_planning=True)
    desk.tell(*ending, client="CRVZ")
    desk.house = mine
    desk.at(TODAY + DAY, 8).round()
    assert desk.letters()
    assert not [m for m in desk.letters() if follow_up.id in words(m)]


@pytest.mark.parametrize(
    ("told", "stays"),
    [
        (("death", "recorded"), set()),
        (("discharge", "dropped out"), {"discharge-summary"}),
        (("hold", "hospital"), {"authorization", "red-flag", "fall"}),
    ],
)
def test_t11_the_dead_the_discharged_and_the_muted_are_left_in_peace(
    desks: Desks, told: tuple[str, str], stays: set[str]
) -> None:
    desk = desks(SHIPPED)
    _in_care(desk)
    desk.tell("change", "fall", client="CRVZ")
    desk.at(TODAY + DAY)
    desk.tell(*told, client="CRVZ")
    desk.round()
    ahead = {f.key.rule for f in desk.open() if f.planned.due > desk.today}
    assert ahead <= stays


def test_t11_a_death_ends_even_what_was_chosen_by_hand_and_reaches_no_letter(desks: Desks) -> None:
    desk = desks(SHIPPED)
    _in_care(desk)
    with desk.store.write() as tx:
        first, second, *_ = followups.open_ones(tx)
        move(tx, desk.house, first, TODAY + 2 * DAY, desk.now)
        snooze(tx, desk.house, second, TODAY + 3 * DAY, desk.now)
    desk.tell("death", "recorded", client="CRVZ")
    for days in (1, 2, 3, 7):
        desk.at(TODAY + days * DAY, 8).round()
    assert desk.open() == []
    assert not [f.id for f in desk.rows() for m in desk.letters() if f.id in words(m)]


def test_t11_an_opt_out_silences_a_provider_over_all_clients_and_its_end_lifts_that(desks: Desks) -> None:
    desk = desks(rules(rule()))
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.tell("referral", "received", client="C0KF", provider="P1EE")
    desk.tell("referral", "received", client="CD1A", provider="PSHA")
    before = {f.id for f in desk.open()}
    desk.tell("opt-out", "relationship", provider="P1EE")
    assert {f.planned.provider for f in desk.open()} == {"PSHA"}
    desk.tell("opt-out", "withdrawn", provider="P1EE")
    assert {f.id for f in desk.open()} == before


@pytest.mark.parametrize(
    "told", [("opt-out", "all"), ("discharge", "dropped out"), ("hold", "personal"), ("milestone", "booked")]
)
def test_t11_what_mutes_a_follow_up_mutes_it_also_where_no_day_is_open(desks: Desks, told: tuple[str, str]) -> None:
    desk = desks(rules(rule(unless=[{"milestone": "booked"}])))
    desk.tell("absence", "closed", provider="P1EE", until="2035-12-31")
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.at(TODAY + DAY)
    kind, value = told
    about: dict[str, Any] = {"provider": "P1EE"} if kind == "opt-out" else {"client": "CRVZ"}
    desk.tell(kind, value, **about)
    assert desk.open() == []


def test_t11_a_client_who_does_not_want_calls_gets_none_unless_safety_asks(desks: Desks) -> None:
    steps = [
        {"step": "routine", "kind": "call", "to": "client", "priority": 3},
        {"step": "safety", "kind": "call", "to": "client", "priority": 1},
    ]
    desk = desks(rules(rule(follow_up=steps)))
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    assert {f.key.step for f in desk.open()} == {"routine", "safety"}
    desk.tell("opt-out", "all", client="CRVZ")
    assert {f.key.step for f in desk.open()} == {"safety"}


def test_t11_without_an_authorization_a_report_stays_visible_and_blocked(desks: Desks) -> None:
    desk = desks(SHIPPED)
    _in_care(desk)
    report = desk.one("initial-report")
    assert desk.status(report) is Status.PLANNED
    desk.tell("authorization", "revoked", client="CRVZ")
    blocked = desk.one("initial-report")
    assert (blocked.id, desk.status(blocked)) == (report.id, Status.BLOCKED)


def test_t11_a_letter_that_is_refused_is_closed_for_good_and_not_tried_again(desks: Desks) -> None:
    desk = desks(SAME_DAY).at(TODAY, 8)
    desk.tell("change", "fall", client="CRVZ")
    line = _Line(Refused)
    for hours in range(8):
        run_round(desk.store, desk.house, POST, {"folder": line}, SENDERS, desk.now + timedelta(hours=hours))
    assert line.handed == 2  # Maya's letter and Jon's, once each
    assert desk.one("fall")  # the follow-up itself stays to be done


def test_t11_a_person_whose_import_was_taken_back_is_followed_up_no_more(cli: Cli) -> None:
    doctors, clients = cli.folder / "providers.csv", cli.folder / "clients.csv"
    doctors.write_text("name\nDr. Alan Lee\n")
    clients.write_text("name,referring provider,assessment\nAna Ruiz,Dr. Alan Lee,2026-11-23\n")
    made = cli.ok("import", str(doctors), str(clients), "--json")
    assert cli.upcoming()
    cli.ok("import", "undo", str(made.json["batch"]))
    assert cli.upcoming() == []
    cli.ok("tick", now="2026-11-30T09:00")
    assert cli.upcoming(now="2026-11-30T09:00") == []


TOUCH = rules(
    rule(
        id="touch",
        scope="provider",
        when={"silence": "30 days"},
        follow_up={"kind": "referral_form", "to": "provider", "due": "same day"},
    )
)


@pytest.mark.parametrize(
    "told",
    [
        ("contact", "reached", {}),
        ("contact", "met", {}),
        ("contact", "answered", {"client": "CRVZ"}),
        ("report", "sent", {"client": "CRVZ"}),
        ("meeting", "held", {}),
        ("form", "left", {}),
    ],
)
def test_t14_any_contact_with_the_provider_moves_the_cadence(desks: Desks, told: tuple[str, str, Any]) -> None:
    desk = desks(TOUCH)
    kind, value, more = told
    desk.tell("contact", "reached", TODAY - 5 * DAY, provider="P1EE")
    before = next(f for f in desk.open("touch") if f.planned.provider == "P1EE")
    desk.at(TODAY + 10 * DAY)
    desk.tell(kind, value, provider="P1EE", **more)
    after = next(f for f in desk.open("touch") if f.planned.provider == "P1EE")
    assert after.id == before.id
    assert after.planned.due == PRACTICE.workdays.on_or_after(TODAY + 40 * DAY)


@pytest.mark.parametrize("outcome", ["voicemail", "no answer", "wrong number"])
def test_t14_a_call_that_reached_nobody_moves_nothing(desks: Desks, outcome: str) -> None:
    desk = desks(TOUCH)
    desk.tell("contact", "reached", provider="P1EE")
    before = next(f for f in desk.open("touch") if f.planned.provider == "P1EE")
    desk.at(TODAY + 10 * DAY)
    desk.tell("contact", outcome, provider="P1EE")
    after = next(f for f in desk.open("touch") if f.planned.provider == "P1EE")
    assert (after.id, after.planned.due) == (before.id, before.planned.due)


def test_t14_a_call_made_for_another_reason_moves_the_cadence_too(desks: Desks) -> None:
    (touch,) = TOUCH.rules
    thanks = rule(follow_up={"kind": "call", "to": "provider", "due": "same day"})
    desk = desks(rules(dict(touch.table), thanks))
    desk.tell("contact", "reached", TODAY - 29 * DAY, provider="P1EE")
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    with desk.store.write() as tx:
        (call,) = [f for f in followups.open_ones(tx) if f.key.rule == "thanks"]
        close(tx, desk.house, call, "reached", desk.now)
    after = next(f for f in desk.open("touch") if f.planned.provider == "P1EE")
    assert after.planned.due == PRACTICE.workdays.on_or_after(TODAY + 30 * DAY)


@pytest.mark.parametrize("key", ["business_days", "calls_a_day"])
@pytest.mark.parametrize("value", ["0", "-1"])
def test_t15_a_cap_of_zero_is_refused_and_named(cli: Cli, key: str, value: str) -> None:
    before = cli.config.read_text()
    changed = before.replace(f"{key} = {'5' if key == 'business_days' else '3'}", f"{key} = {value}")
    assert changed != before
    cli.config.write_text(changed)
    said = cli("today")
    assert said.status == 2
    assert f"practice.pace.{key}" in said.err
    assert "leave it out for none" in said.err


def test_t15_a_cap_that_is_left_out_means_none_and_blocks_nothing(cli: Cli) -> None:
    lines = [line for line in cli.config.read_text().splitlines() if not line.startswith("pace ")]
    cli.config.write_text("\n".join(lines))
    lee = cli.provider("Dr. Alan Lee")
    for name in ("Ana Ruiz", "Ben Okafor", "Rosa Diaz"):
        cli.fact("referral", cli.client(name), "--provider", lee)
    thanks = [f for f in cli.upcoming() if f["rule"] == "thank-referrer"]
    assert [f["due"] for f in thanks] == ["2026-11-25"] * 3
    cli.fact("contact", lee, "reached")
    assert [f["due"] for f in cli.upcoming() if f["rule"] == "thank-referrer"] == ["2026-11-25"] * 3


@pytest.mark.parametrize("own", ["0 business days", "nonsense", "-3"])
def test_t15_a_providers_own_pace_of_zero_does_not_block_all_contacts(desks: Desks, own: str) -> None:
    desk = desks(rules(rule()))
    fields: dict[str, Any] = {"is": own}
    desk.tell("preference", "pace", provider="P1EE", **fields)
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    assert desk.one().day == TODAY + DAY


def test_t15_the_cap_is_a_window_and_no_delay(desks: Desks) -> None:
    desk = desks(rules(rule()))
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    assert desk.one().day == TODAY + DAY  # nothing near: it stands on its own day
    desk.tell("contact", "reached", provider="P1EE")
    moved = desk.one()
    assert moved.planned.due == TODAY + DAY
    assert open_days(PRACTICE.workdays, TODAY, moved.day) == 5  # the first day the window allows, and no later


def test_t15_no_way_around_the_cap(desks: Desks) -> None:
    """Whatever told it: rules, clients, practitioners, imports; one place gives every routine contact its day."""
    many = [
        rule(id=f"rule-{n}", follow_up={"kind": kind, "to": "provider", "due": f"{n + 1} business days after"})
        for n, kind in enumerate(("thank_you", "introduction", "referral_form", "letter", "call"))
    ]
    desk = desks(rules(*many))
    for client in ("CRVZ", "C0KF", "CD1A"):
        desk.tell("authorization", "signed", client=client, until="2027-11-01")
        desk.tell("referral", "received", client=client, provider="P1EE")
    desk.tell("contact", "reached", TODAY - DAY, client="CRVZ", provider="P1EE")
    found = [f for f in desk.open() if paced(f)]
    assert len(found) == 15
    assert not _too_close(found, 5)
    assert all(open_days(PRACTICE.workdays, TODAY - DAY, f.day) >= 5 or "cannot wait" in f.paced for f in found)


def _too_close(found: Iterable[FollowUp], window: int) -> list[tuple[str, str]]:
    return [
        (a.id, b.id)
        for a, b in combinations(sorted(found, key=lambda f: f.day), 2)
        if a.day != b.day
        and open_days(PRACTICE.workdays, a.day, b.day) < window
        and not (a.bundle and a.bundle == b.bundle)
        and "cannot wait" not in a.paced + b.paced
    ]


def test_t15_at_most_so_many_calls_a_day_and_the_rest_on_the_next_days(desks: Desks) -> None:
    call = rule(follow_up={"kind": "call", "to": "client", "due": "1 business day after"})
    desk = desks(rules(call), replace(PRACTICE, pace=Pace(business_days=5, calls_a_day=2)))
    for n in range(7):
        desk.tell("referral", "received", client="CRVZ", provider="P1EE", identity=f"many-{n}")
    days = sorted(f.day for f in desk.open())
    assert len(days) == 7
    assert max(days.count(day) for day in days) == 2
    assert days[0] == TODAY + DAY


def test_t11_a_muted_client_is_muted_from_that_day_and_no_catch_up_follows() -> None:
    told = [
        fact("milestone", "assessment", TODAY - 100 * DAY, client="CRVZ", number=1),
        fact("hold", "medical", TODAY - 80 * DAY, client="CRVZ", number=2),
        fact("hold", "ended", TODAY, client="CRVZ", number=3),
    ]
    found = planned(told, ENDING)
    assert all(p.due > TODAY for p in found.values())
    assert found
    assert Standing.ON_HOLD not in ENDING.rules[0].during
    assert date(2026, 12, 14) in {p.due for p in found.values()}


def test_t11_what_is_urgent_reaches_the_one_who_covers_also_in_the_round_of_the_morning_letters(desks: Desks) -> None:
    """Not one of the 35: whoever is away is as good as deaf, and the one who covers has to hear of it."""
    desk = desks(SAME_DAY).at(TODAY, 6)
    desk.tell("absence", "away", practitioner="maya", until="2026-12-10", cover="jon")
    desk.tell("change", "fall", client="CRVZ")
    for hour in (9, 10, 11):
        desk.at(TODAY, hour).round()
    assert any(m["To"] == "jon@example.org" and desk.one().id in words(m) for m in desk.letters())


@pytest.mark.parametrize("calls", [0, 1])
def test_t15_what_is_due_today_makes_room_forwards_and_never_into_the_past(desks: Desks, calls: int) -> None:
    step = {"kind": "thank_you", "to": "visited", "due": "5 days before"}
    desk = desks(rules(rule(when={"visit": "scheduled"}, follow_up=step)))
    for _ in range(calls):
        desk.tell("contact", "reached", TODAY, provider="P1EE")
    desk.tell("visit", "scheduled", TODAY + 5 * DAY, client="CRVZ", provider="P1EE")
    found = desk.one()
    assert found.planned.due == TODAY
    assert paced(found)
    assert found.day >= TODAY, found.paced
    assert bool(found.paced) is bool(calls)
