"""Letters leave once: claim, hand over, settle; what dies in between is sent again with the same Message-ID."""

import email
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import policy
from pathlib import Path

import pytest
from sqlalchemy import event

from outreach.channels.folder import Folder
from outreach.channels.smtp import Smtp
from outreach.consent import Way
from outreach.messages import Channel, Message, Receipt, Sent
from scheduler.delivering import BATCH, FIRST_WAIT, LONGEST_WAIT, backoff, deliver
from scheduler.store import followups, outbox
from scheduler.store.engine import Store
from scheduler.store.outbox import Draft, OutState
from tests.houses import TODAY, at_noon, house, new_store

NOW = at_noon(TODAY)
HOUSE = house()
SENDERS = {"post": "Rapport <rapport@localhost>"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = new_store(tmp_path)
    yield opened
    opened.close()


def _draft(number: int = 1, until: datetime = NOW + timedelta(hours=8), about: tuple[str, ...] = ()) -> Draft:
    return Draft(
        occasion=f"morning/{number}",
        channel="post",
        practitioner="maya",
        recipient="maya@example.org",
        message_id=f"<{number}@rapport.invalid>",
        subject="Rapport: nothing due today",
        body="Nothing is due.\n",
        html=None,
        until=until,
        about=about,
    )


def _put(store: Store, *drafts: Draft) -> None:
    with store.write() as tx:
        for draft in drafts:
            assert outbox.put(tx, draft, NOW)


def _states(store: Store) -> dict[OutState, int]:
    with store.read() as tx:
        return {c.state: c.letters for c in outbox.counts(tx)}


def _channels(folder: Path) -> dict[str, Channel]:
    return {"post": Folder(name="post", folder=folder, repeatable=False)}


def test_an_occasion_is_written_about_once(store: Store) -> None:
    _put(store, _draft())
    with store.write() as tx:
        assert not outbox.put(tx, _draft(), NOW)


def test_a_letter_goes_out_once_however_often_the_round_runs(store: Store, tmp_path: Path) -> None:
    _put(store, _draft())
    for minutes in range(5):
        deliver(store, HOUSE, _channels(tmp_path / "out"), SENDERS, NOW + timedelta(minutes=minutes))
    (letter,) = (tmp_path / "out").glob("*.eml")
    assert email.message_from_bytes(letter.read_bytes(), policy=policy.default)["Message-ID"] == "<1@rapport.invalid>"
    assert _states(store) == {OutState.SENT: 1}


def test_the_next_turn_is_the_earliest_of_further_tries_and_of_claims_that_end(store: Store) -> None:
    def turn() -> datetime | None:
        with store.read() as tx:
            return outbox.next_turn(tx)

    assert turn() is None
    _put(store, _draft(1), _draft(2))
    assert turn() == NOW
    with store.write() as tx:
        first, second = outbox.claim(tx, NOW)
        assert outbox.next_turn(tx) == NOW + outbox.LEASE
        assert outbox.hand_over(tx, first, NOW)
        outbox.put_back(tx, second, NOW + timedelta(minutes=1), "no line", doubtful=False)
    assert turn() == NOW + timedelta(minutes=1)
    with store.write() as tx:
        outbox.settle(tx, second.id, OutState.SENT, "", NOW)
    assert turn() == NOW + outbox.LEASE
    with store.write() as tx:
        outbox.settle(tx, first.id, OutState.SENT, "", NOW)
    assert turn() is None


@pytest.mark.parametrize("handed_over", [False, True])
def test_a_process_that_dies_leaves_a_letter_that_goes_out_with_the_same_id(
    store: Store, tmp_path: Path, handed_over: bool
) -> None:
    _put(store, _draft())
    with store.write() as tx:
        (letter,) = outbox.claim(tx, NOW)
        if handed_over:
            assert outbox.hand_over(tx, letter, NOW)
    assert deliver(store, HOUSE, _channels(tmp_path / "out"), SENDERS, NOW + timedelta(minutes=1)) == []
    (done,) = deliver(store, HOUSE, _channels(tmp_path / "out"), SENDERS, NOW + timedelta(minutes=6))
    assert done.state is OutState.SENT
    (file,) = (tmp_path / "out").glob("*.eml")
    assert b"<1@rapport.invalid>" in file.read_bytes()


def test_two_rounds_at_once_never_hold_the_same_letter(store: Store) -> None:
    _put(store, *(_draft(n) for n in range(30)))
    with store.write() as tx:
        first = outbox.claim(tx, NOW, limit=20)
        second = outbox.claim(tx, NOW, limit=20)
    assert {x.id for x in first}.isdisjoint({x.id for x in second})
    assert len(first) + len(second) == 30


def test_a_letter_that_another_process_took_over_is_left_to_it(store: Store, tmp_path: Path) -> None:
    _put(store, *(_draft(n) for n in range(3)))
    moments = iter([NOW, NOW + timedelta(minutes=6), *([NOW + timedelta(minutes=7)] * 9)])
    others: list[int] = []

    def clock() -> datetime:
        moment = next(moments)
        if moment == NOW + timedelta(minutes=6):  # the first letter took longer than the lease
            others.extend(d.id for d in deliver(store, HOUSE, _channels(tmp_path / "other"), SENDERS, moment))
        return moment

    mine = [d.id for d in deliver(store, HOUSE, _channels(tmp_path / "mine"), SENDERS, NOW, clock)]
    assert (mine, others) == ([1], [1, 2, 3]) or (set(mine) | set(others), set(mine) & set(others)) == (
        {1, 2, 3},
        set(),
    )
    assert _states(store) == {OutState.SENT: 3}


def test_a_mail_server_that_is_away_leaves_the_letter_waiting_and_the_trouble_visible(store: Store) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    away: dict[str, Channel] = {
        "post": Smtp(name="post", host="127.0.0.1", port=port, security="none", greeting="localhost", timeout=2)
    }
    _put(store, _draft())
    (done,) = deliver(store, HOUSE, away, SENDERS, NOW)
    assert done.state is OutState.WAITING
    assert "refused" in done.detail
    assert deliver(store, HOUSE, away, SENDERS, NOW + timedelta(seconds=20)) == []
    assert len(deliver(store, HOUSE, away, SENDERS, NOW + timedelta(minutes=2))) == 1


def test_what_became_pointless_is_not_sent(store: Store, tmp_path: Path) -> None:
    _put(store, _draft(1, until=NOW - timedelta(minutes=1)), _draft(2, about=("7F3K",)))
    with store.read() as tx:
        assert followups.get(tx, "7F3K") is None
    done = deliver(store, HOUSE, _channels(tmp_path / "out"), SENDERS, NOW)
    assert [d.state for d in done] == [OutState.MISSED, OutState.REFUSED]
    assert not (tmp_path / "out").exists()


def test_the_wait_grows_and_stays_within_bounds() -> None:
    waits = [backoff(n, 0.5) for n in range(1, 12)]
    assert waits[0] == FIRST_WAIT
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT
    assert backoff(1, 0) == FIRST_WAIT * 0.75
    assert backoff(50, 1) == LONGEST_WAIT * 1.25


class Numbing:
    """A channel that does nothing, where a repeat does no harm; it may die at some message."""

    name, way, repeatable = "post", Way.EMAIL, True

    def __init__(self, dies_at: int | None = None) -> None:
        self.sent: list[str] = []
        self.dies_at = dies_at

    def send(self, message: Message) -> Receipt:
        """Take it."""
        if len(self.sent) == self.dies_at:
            raise RuntimeError("out of order")
        self.sent.append(message.message_id)
        return Sent("nowhere")


def test_where_a_repeat_does_no_harm_many_are_sent_between_two_notes(store: Store) -> None:
    many = BATCH + 7
    _put(store, *map(_draft, range(many)))
    commits: list[object] = []
    event.listen(store.writer, "commit", commits.append)
    line = Numbing()
    done = deliver(store, HOUSE, {"post": line}, SENDERS, NOW)
    assert len(done) == len(set(line.sent)) == many
    assert len(commits) == 5  # twice a claim and a note, and a look at what goes one by one
    assert _states(store) == {OutState.SENT: many}


def test_what_dies_among_many_is_sent_again_and_what_went_out_before_is_not(store: Store) -> None:
    _put(store, *map(_draft, range(10)))
    first, second = Numbing(dies_at=4), Numbing()
    with pytest.raises(RuntimeError):
        deliver(store, HOUSE, {"post": first}, SENDERS, NOW)
    assert deliver(store, HOUSE, {"post": second}, SENDERS, NOW + timedelta(minutes=1)) == []
    deliver(store, HOUSE, {"post": second}, SENDERS, NOW + outbox.LEASE)
    assert len(first.sent) == 4 and len(second.sent) == 6 and not set(first.sent) & set(second.sent)
