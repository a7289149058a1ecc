"""Traps of identity: doubled, repeated, forgotten or stale follow-ups after restarts, corrections and edits."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from outreach.consent import Way
from outreach.messages import Message, Receipt, Sent
from scheduler.closing import close, move
from scheduler.delivering import deliver
from scheduler.facts import Fact, FactKind
from scheduler.followups import State, Status
from scheduler.mistakes import Refusal
from scheduler.reconciling import Changes
from scheduler.recording import record, undo
from scheduler.replanning import planned_changes
from scheduler.rounds import run_round
from scheduler.store import followups
from scheduler.store.engine import connect
from scheduler.store.lock import only_daemon
from tests.houses import TODAY, fact, rule, rules, shipped_rules
from tests.stories.conftest import Cli
from tests.traps.desk import POST, SENDERS, Desk

Desks = Callable[..., Desk]
DAY = timedelta(days=1)
#: A report three business days before each visit.
BEFORE_VISITS = rules(
    rule(
        id="visit-report",
        title="Report before the visit",
        when={"visit": "scheduled"},
        follow_up={"kind": "report", "to": "visited", "due": "3 business days before"},
    )
)
#: Wednesday, two weeks ahead; three business days before it is Friday 4 December.
VISIT_DAY = date(2026, 12, 9)


def _practice(desks: Desks) -> Desk:
    """A practice with that rule and a client's authorization."""
    desk = desks(BEFORE_VISITS)
    desk.tell("authorization", "signed", TODAY - DAY, client="CRVZ", until="2027-11-01")
    return desk


def _visit(desk: Desk, on: date = VISIT_DAY, **more: object) -> Fact:
    return desk.tell("visit", "scheduled", on, client="CRVZ", provider="P1EE", **more)


def test_t01_the_database_itself_refuses_a_second_row_for_the_same_key(desks: Desks) -> None:
    desk = _practice(desks)
    _visit(desk)
    with pytest.raises(IntegrityError), desk.store.write() as tx:
        followups.apply(tx, Changes(insert=(desk.one().planned,)), desk.today, desk.now)
    assert len(desk.rows()) == 1


def test_t01_rounds_that_overlap_plan_and_tell_everything_once(desks: Desks) -> None:
    desk = desks(shipped_rules()).at(TODAY)
    desk.tell("referral", "received", TODAY - DAY, client="CRVZ", provider="P1EE")
    desk.tell("change", "fall", TODAY - DAY, client="CRVZ")
    desk.at(TODAY + DAY)
    together = threading.Barrier(4)
    trouble: list[Exception] = []

    def work() -> None:
        store = connect(desk.store.url)
        try:
            together.wait(10)
            run_round(store, desk.house, POST, {"folder": desk.channel}, SENDERS, desk.now)
        except (Refusal, IntegrityError) as error:
            trouble.append(error)
        finally:
            store.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not trouble
    assert len(desk.channel.sent) == len(set(desk.channel.sent)) == 2  # Maya's and Jon's morning letter
    keys = [f.key for f in desk.rows()]
    assert len(keys) == len(set(keys)) > 0


def test_t01_facts_told_by_several_programs_at_once_all_arrive_and_each_once(desks: Desks) -> None:
    desk = desks(rules(rule()))
    together = threading.Barrier(4)
    trouble: list[Exception] = []

    def work(provider: str) -> None:
        store = connect(desk.store.url)
        try:
            together.wait(10)
            for n in range(5):
                told = fact("referral", "received", TODAY - n * DAY, client="CRVZ", provider=provider, identity="")
                with store.write() as tx:
                    record(tx, desk.house, told, desk.now)
        except (Refusal, IntegrityError) as error:
            trouble.append(error)
        finally:
            store.close()

    threads = [threading.Thread(target=work, args=(p,)) for p in ("P1EE", "PSHA", "P0RT", "P1EE")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not trouble
    assert len(desk.rows()) == len({f.key for f in desk.rows()}) == 20


class _Slow:
    """A channel during whose sending another program delivers too."""

    name = "folder"
    way = Way.EMAIL
    repeatable = False

    def __init__(self, meanwhile: Callable[["_Slow"], object]) -> None:
        self.meanwhile = meanwhile
        self.sent: list[str] = []

    def send(self, message: Message) -> Receipt:
        self.sent.append(message.message_id)
        self.meanwhile(self)
        return Sent("taken")


@pytest.mark.parametrize("minutes", [0, 4])
def test_t01_a_letter_that_one_program_is_sending_is_not_sent_by_another(desks: Desks, minutes: int) -> None:
    desk = desks(rules(rule())).at(TODAY, 8)
    later = desk.now + timedelta(minutes=minutes)
    line = _Slow(lambda line: deliver(desk.store, desk.house, {"folder": line}, SENDERS, later))
    run_round(desk.store, desk.house, POST, {"folder": line}, SENDERS, desk.now)
    assert len(line.sent) == len(set(line.sent)) == 2  # Maya's and Jon's morning letter


def test_t01_a_second_daemon_on_the_same_file_is_refused(tmp_path: Path) -> None:
    database = tmp_path / "rapport.db"
    with only_daemon(database), pytest.raises(Refusal, match="another daemon"), only_daemon(database):
        raise AssertionError("two daemons run")
    with only_daemon(database):
        pass


def test_t01_a_round_run_again_after_a_restart_changes_and_tells_nothing(desks: Desks) -> None:
    desk = desks(shipped_rules()).at(TODAY)
    desk.tell("change", "fall", TODAY - DAY, client="CRVZ")
    desk.round()
    before, told = desk.rows(), list(desk.channel.sent)
    assert told
    store = connect(desk.store.url)
    try:
        again = run_round(store, desk.house, POST, {"folder": desk.channel}, SENDERS, desk.now + timedelta(minutes=1))
    finally:
        store.close()
    assert (again.planned, again.written, again.deliveries) == ("", 0, ())
    assert desk.rows() == before
    assert desk.channel.sent == told


def test_t05_a_visit_that_moves_takes_its_follow_up_along_and_leaves_no_stale_one(desks: Desks) -> None:
    desk = _practice(desks)
    visit = _visit(desk)
    before = desk.one()
    desk.correct(visit, on=VISIT_DAY + 7 * DAY)
    (after,) = desk.rows()
    assert (after.id, after.planned.due) == (before.id, before.planned.due + 7 * DAY)
    assert after.sequence == before.sequence + 1


def test_t05_a_visit_that_is_called_off_takes_its_follow_up_back(desks: Desks) -> None:
    desk = _practice(desks)
    visit = _visit(desk)
    desk.correct(visit, value="cancelled")
    assert desk.open() == []
    (row,) = desk.rows()
    assert row.state is State.WITHDRAWN


@pytest.mark.parametrize("days", [-3, -1, 1, 7])
def test_t06_a_corrected_date_does_not_ask_again_for_what_was_done(desks: Desks, days: int) -> None:
    desk = _practice(desks)
    visit = _visit(desk)
    with desk.store.write() as tx:
        close(tx, desk.house, followups.open_ones(tx)[0], "sent", desk.now)
    desk.correct(visit, on=VISIT_DAY + days * DAY)
    desk.round()
    (row,) = desk.rows()
    assert row.state is State.DONE
    assert row.planned.due == date(2026, 12, 4)


def test_t06_a_new_visit_is_a_new_occurrence_even_after_the_first_report_was_sent(desks: Desks) -> None:
    desk = _practice(desks)
    _visit(desk)
    with desk.store.write() as tx:
        close(tx, desk.house, followups.open_ones(tx)[0], "sent", desk.now)
    _visit(desk, VISIT_DAY + 14 * DAY)
    assert desk.one().planned.due == date(2026, 12, 18)
    assert [f.state for f in desk.rows()] == [State.DONE, State.OPEN]


def test_t07_a_visit_brought_forward_is_noticed_whatever_ran_last(desks: Desks) -> None:
    desk = _practice(desks)
    visit = _visit(desk)
    desk.at(TODAY).round()
    assert desk.status(desk.one()) is Status.PLANNED
    desk.correct(visit, on=TODAY + 2 * DAY)
    moved = desk.one()
    assert moved.planned.due < TODAY  # before the last round: an engine that looks on from there would never see it
    assert desk.status(moved) is Status.DUE
    desk.at(TODAY + DAY, 7, 30).round()
    assert any(moved.id in str(m) for m in desk.letters())


@pytest.mark.parametrize("changed", [{"data": {"note": "parking at the back"}}, {"at": None}, {"recorded_by": "jon"}])
def test_t08_an_edit_of_the_record_schedules_nothing_again(desks: Desks, changed: dict[str, object]) -> None:
    desk = _practice(desks)
    visit = _visit(desk)
    with desk.store.write() as tx:
        close(tx, desk.house, followups.open_ones(tx)[0], "sent", desk.now)
    for _ in range(3):
        visit = desk.correct(visit, **changed)
    assert [f.state for f in desk.rows()] == [State.DONE]


def test_t08_a_record_that_was_edited_and_imported_again_schedules_nothing_twice(cli: Cli) -> None:
    source = cli.folder / "visits.csv"
    (cli.folder / "map.toml").write_text(
        'source = "clinic"\n'
        '[[table]]\nfile = "people.csv"\nmakes = "client"\nkey = "ID"\nfields = { name = "NAME" }\n'
        '[[table]]\nfile = "doctors.csv"\nmakes = "provider"\nkey = "ID"\nfields = { name = "NAME" }\n'
        '[[table]]\nfile = "visits.csv"\nmakes = "visit"\nkey = "ID"\n'
        'fields = { client = "WHO", provider = "DOCTOR", on = "DAY", note = "NOTE" }\n'
    )
    (cli.folder / "people.csv").write_text("ID,NAME\n1,Ana Ruiz\n")
    (cli.folder / "doctors.csv").write_text("ID,NAME\nd1,Dr. Alan Lee\n")
    ids: set[object] = set()
    for day, note in (("2026-12-02", "first"), ("2026-12-02", "second"), ("2026-12-09", "moved")):
        source.write_text(f"ID,WHO,DOCTOR,DAY,NOTE\nv1,1,d1,{day},{note}\n")
        files = [str(cli.folder / f"{name}.csv") for name in ("people", "doctors", "visits")]
        cli.ok("import", *files, "--map", str(cli.folder / "map.toml"))
        if len(ids) == 0:
            cli.fact("milestone", "Ana Ruiz", "assessment")
        (report,) = [f for f in cli.upcoming() if f["rule"] == "visit-report"]
        ids.add(report["id"])
    assert len(ids) == 1
    assert report["due"] == "2026-12-04"


def test_t09_an_edited_rule_moves_what_is_pending_and_loses_nothing(desks: Desks) -> None:
    desk = _practice(desks)
    _visit(desk)
    _visit(desk, VISIT_DAY + 7 * DAY)
    before = {f.id: f.planned.due for f in desk.open()}
    (old,) = BEFORE_VISITS.rules
    edited = {**old.table, "follow_up": {"kind": "report", "to": "visited", "due": "5 business days before"}}
    desk.take(rules(edited))
    after = {f.id: f.planned.due for f in desk.open()}
    assert after.keys() == before.keys()
    assert all(after[id_] == due - 2 * DAY for id_, due in before.items())
    assert [f.state for f in desk.rows()] == [State.OPEN, State.OPEN]


def test_t09_a_step_that_is_renamed_is_withdrawn_and_made_anew_in_one_go(desks: Desks) -> None:
    desk = _practice(desks)
    _visit(desk)
    (old,) = BEFORE_VISITS.rules
    step = {"step": "letter", "kind": "report", "to": "visited", "due": "3 business days before"}
    with desk.store.read() as tx:
        edited = replace(desk.house, rules=rules({**old.table, "follow_up": step}))
        changes = planned_changes(tx, edited, desk.now)
    assert (len(changes.insert), len(changes.withdraw)) == (1, 1)
    desk.take(edited.rules)
    assert desk.one().key.step == "letter"


def test_t09_only_what_schedules_counts_as_another_revision_of_a_rule() -> None:
    (plain,) = rules(rule()).rules
    (worded,) = rules(rule(title="Many thanks", why="because", source="a book")).rules
    (delayed,) = rules(rule(follow_up={"kind": "thank_you", "to": "provider", "due": "2 days after"})).rules
    assert plain.revision == worded.revision
    assert plain.revision != delayed.revision


def test_t12_undoing_what_was_done_opens_it_again(desks: Desks) -> None:
    desk = _practice(desks)
    _visit(desk)
    before = desk.one()
    with desk.store.write() as tx:
        close(tx, desk.house, followups.open_ones(tx)[0], "sent", desk.now)
    assert desk.open() == []
    with desk.store.write() as tx:
        undo(tx, desk.house, desk.now)
    assert desk.one().id == before.id
    assert desk.history().of("P1EE", FactKind.REPORT) == []


def test_t12_retracting_the_outcome_opens_the_follow_up_again(desks: Desks) -> None:
    desk = _practice(desks)
    _visit(desk)
    with desk.store.write() as tx:
        close(tx, desk.house, followups.open_ones(tx)[0], "sent", desk.now)
    (outcome,) = [f for f in desk.history().facts if f.closes]
    desk.retract(outcome)
    assert desk.one().outcome == ""


def test_t12_retracting_the_report_that_settled_a_reminder_brings_the_reminder_back(desks: Desks) -> None:
    desk = desks(shipped_rules())
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.tell("milestone", "assessment", client="CRVZ")
    before = desk.one("initial-report")
    sent = desk.tell("report", "sent", client="CRVZ", provider="P1EE")
    assert desk.open("initial-report") == []
    desk.retract(sent)
    assert desk.one("initial-report").id == before.id


@pytest.mark.parametrize(
    ("kind", "value", "more"),
    [
        ("preference", "cadence", {"is": "45 days"}),
        ("contact", "reached", {}),
        ("absence", "closed", {"until": "2027-03-01"}),
        ("opt-out", "all", {}),
    ],
)
def test_t22_what_is_told_of_a_provider_reaches_every_client_of_that_provider_at_once(
    desks: Desks, kind: str, value: str, more: dict[str, str]
) -> None:
    """The general law is in tests/laws/test_incremental.py; these are the facts that name no client."""
    desk = desks(shipped_rules())
    for client in ("CRVZ", "C0KF"):
        desk.tell("referral", "received", TODAY - 40 * DAY, client=client, provider="P1EE")
        desk.tell("authorization", "signed", TODAY - 40 * DAY, client=client, until="2027-11-01")
        desk.tell("milestone", "assessment", TODAY - 3 * DAY, client=client)
    before = {f.id: f for f in desk.rows()}
    desk.tell(kind, value, TODAY if kind != "absence" else TODAY - DAY, provider="P1EE", **more)
    assert {f.id: f for f in desk.rows()} != before
    with desk.store.read() as tx:
        assert not planned_changes(tx, desk.house, desk.now)


def test_t22_what_was_told_of_a_provider_counts_for_a_client_who_comes_later(desks: Desks) -> None:
    desk = desks(shipped_rules())
    desk.tell("preference", "cadence", provider="P1EE", **_fields("60 days"))
    desk.tell("absence", "closed", TODAY + DAY, provider="P1EE", until=(TODAY + 9 * DAY).isoformat())
    desk.tell("opt-out", "relationship", provider="P1EE")
    desk.tell("referral", "received", client="CRVZ", provider="P1EE")
    desk.tell("milestone", "assessment", client="CRVZ")
    with desk.store.read() as tx:
        assert not planned_changes(tx, desk.house, desk.now)
    assert desk.open("thank-referrer") == []
    assert min(f.planned.due for f in desk.open("monthly-report")) > TODAY + 50 * DAY


def _fields(preferred: str) -> dict[str, Any]:
    return {"is": preferred}


def test_t25_a_day_chosen_by_hand_stays_until_it_is_released(desks: Desks) -> None:
    desk = _practice(desks)
    visit = _visit(desk)
    chosen = date(2026, 12, 1)
    with desk.store.write() as tx:
        move(tx, desk.house, followups.open_ones(tx)[0], chosen, desk.now)
    desk.correct(visit, on=VISIT_DAY + 7 * DAY)
    (old,) = BEFORE_VISITS.rules
    desk.take(rules({**old.table, "follow_up": {"kind": "report", "to": "visited", "due": "1 business day before"}}))
    desk.at(TODAY + DAY).round()
    pinned = desk.one()
    assert (pinned.day, pinned.pinned) == (chosen, chosen)
    assert pinned.planned.due == date(2026, 12, 15)
    assert any("it stays pinned to" in words for words in pinned.story)


def test_t25_a_day_chosen_by_hand_is_released_by_undo(desks: Desks) -> None:
    desk = _practice(desks)
    _visit(desk)
    with desk.store.write() as tx:
        move(tx, desk.house, followups.open_ones(tx)[0], date(2026, 12, 1), desk.now)
    with desk.store.write() as tx:
        undo(tx, desk.house, desk.now)
    assert desk.one().day == date(2026, 12, 4)


def test_t25_a_day_chosen_by_hand_keeps_the_date_and_not_the_reason(desks: Desks) -> None:
    desk = _practice(desks)
    visit = _visit(desk)
    with desk.store.write() as tx:
        move(tx, desk.house, followups.open_ones(tx)[0], date(2026, 12, 1), desk.now)
    desk.retract(visit)
    assert desk.open() == []
