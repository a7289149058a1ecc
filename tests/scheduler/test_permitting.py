"""The gate: a letter that leaves the house is asked again when it is sent, and no channel has a way around it."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from outreach.channels.folder import Folder
from outreach.consent import Purpose
from scheduler.delivering import deliver
from scheduler.facts import Fact
from scheduler.house import House
from scheduler.permitting import quiet_until
from scheduler.store import facts as fact_store
from scheduler.store import outbox
from scheduler.store.engine import Store
from scheduler.store.outbox import Draft, OutState
from tests.houses import PRACTICE, TODAY, add_people, at_noon, fact, house, new_store

NOW = at_noon(TODAY)
HOUSE = house()
PACKAGES = Path(__file__).parents[2]
BOSTON = ZoneInfo("America/New_York")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    with store.write() as tx:
        add_people(tx)
    yield store
    store.close()


def _sent(
    store: Store, folder: Path, draft: Draft, *told: Fact, now: datetime = NOW, where: House = HOUSE
) -> tuple[OutState, str]:
    """What becomes of a letter that was put out before these facts were told."""
    with store.write() as tx:
        outbox.put(tx, draft, NOW)
        fact_store.store_new(tx, told, NOW, "")
    channels = {"folder": Folder(name="folder", folder=folder)}
    (done,) = deliver(store, where, channels, {"folder": "a@example.org"}, now)
    return done.state, done.detail


def _letter(**changes: object) -> Draft:
    fields: dict[str, object] = {
        "occasion": "letter/1",
        "channel": "folder",
        "practitioner": "maya",
        "recipient": "office@example.org",
        "message_id": "<1@rapport.invalid>",
        "subject": "s",
        "body": "b",
        "html": None,
        "until": NOW + timedelta(days=3),
        "purpose": Purpose.CLINICAL,
        "client": "CRVZ",
        "provider": "P1EE",
    }
    return Draft(**{**fields, **changes})  # type: ignore[arg-type]


SIGNED = fact("authorization", "signed", TODAY, client="CRVZ", provider="P1EE", until="2027-01-01")


def test_with_an_authorization_it_goes(store: Store, tmp_path: Path) -> None:
    assert _sent(store, tmp_path / "out", _letter(), SIGNED)[0] is OutState.SENT


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ((), "no authorization on file names this provider"),
        ((SIGNED, fact("authorization", "revoked", TODAY, client="CRVZ")), "the authorization was revoked on"),
        ((SIGNED, fact("death", "recorded", TODAY, client="CRVZ")), "the client has died"),
        ((SIGNED, fact("opt-out", "all", TODAY, provider="P1EE")), "all contacts are not wanted"),
        ((SIGNED, fact("opt-out", "all", TODAY, provider="P1EE", channel="email")), "by email are not wanted"),
    ],
)
def test_what_became_wrong_since_it_was_written_is_not_sent(
    store: Store, tmp_path: Path, told: tuple[Fact, ...], reason: str
) -> None:
    state, detail = _sent(store, tmp_path / "out", _letter(), *told)
    assert state is OutState.REFUSED and reason in detail
    assert not list((tmp_path / "out").glob("*"))


def test_safety_passes_an_opt_out_but_not_a_missing_authorization(store: Store, tmp_path: Path) -> None:
    out = fact("opt-out", "all", TODAY, provider="P1EE")
    assert _sent(store, tmp_path / "a", _letter(purpose=Purpose.SAFETY), SIGNED, out)[0] is OutState.SENT


def test_a_client_who_did_not_agree_is_not_written_to(store: Store, tmp_path: Path) -> None:
    state, detail = _sent(store, tmp_path / "out", _letter(provider=None))
    assert state is OutState.REFUSED and "no agreement on file" in detail


def test_a_client_who_agreed_is(store: Store, tmp_path: Path) -> None:
    agreed = fact("consent", "clinical", TODAY, client="CRVZ", channel="email")
    assert _sent(store, tmp_path / "out", _letter(provider=None), agreed)[0] is OutState.SENT


def test_a_reminder_to_the_practitioner_always_goes(store: Store, tmp_path: Path) -> None:
    assert _sent(store, tmp_path / "out", _letter(purpose=None, client=None, provider=None))[0] is OutState.SENT


def test_in_quiet_hours_it_waits_for_the_morning(store: Store, tmp_path: Path) -> None:
    night = house(practice=replace(PRACTICE, quiet=(time(20), time(8))))
    late = datetime.combine(TODAY, time(22, 30), PRACTICE.zone)
    assert _sent(store, tmp_path / "out", _letter(), SIGNED, now=late, where=night) == (OutState.WAITING, "quiet hours")
    channels = {"folder": Folder(name="folder", folder=tmp_path / "out")}
    morning = datetime.combine(TODAY + timedelta(days=1), time(8), PRACTICE.zone)
    assert deliver(store, night, channels, {"folder": "a@example.org"}, morning - timedelta(minutes=1)) == []
    (done,) = deliver(store, night, channels, {"folder": "a@example.org"}, morning)
    assert done.state is OutState.SENT


@pytest.mark.parametrize(
    ("at", "quiet", "until"),
    [
        (time(7, 59), (time(20), time(8)), (0, time(8))),
        (time(8), (time(20), time(8)), None),
        (time(19, 59), (time(20), time(8)), None),
        (time(20), (time(20), time(8)), (1, time(8))),
        (time(13), (time(12), time(14)), (0, time(14))),
        (time(14), (time(12), time(14)), None),
        (time(3), None, None),
    ],
)
def test_quiet_hours_may_go_past_midnight(
    at: time, quiet: tuple[time, time] | None, until: tuple[int, time] | None
) -> None:
    day = date(2026, 11, 24)
    wanted = datetime.combine(day + timedelta(days=until[0]), until[1], BOSTON) if until else None
    assert quiet_until(datetime.combine(day, at, BOSTON), quiet) == wanted


def test_only_delivering_hands_a_message_to_a_channel() -> None:
    """Whoever calls `send` somewhere else would go around the gate."""
    callers = set()
    for package in ("scheduler", "calendars"):
        for path in (PACKAGES / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "send":
                    callers.add(path.relative_to(PACKAGES).as_posix())
    assert callers == {"scheduler/delivering.py"}
