"""How often a stranger may be wrong."""

from datetime import UTC, datetime, timedelta

from scheduler.web.limits import BAD_TOKENS, MOST, PEER, PRACTITIONER, WINDOW, Limits

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def _tries(limits: Limits, count: int, now: datetime, peer: str = "p", who: str = "maya") -> datetime:
    """Try so often, waiting each time as long as one has to."""
    for _ in range(count):
        while seconds := limits.try_login(peer, who, now):
            now += timedelta(seconds=seconds)
    return now


def test_the_wait_doubles_after_the_free_tries_up_to_its_longest() -> None:
    assert [PEER.pause(n) // SECOND for n in range(9)] == [0, 0, 0, 0, 0, 1, 2, 4, 8]
    assert PEER.pause(1000) == timedelta(minutes=15)
    assert PRACTITIONER.pause(1000) == timedelta(minutes=1)


def test_a_peer_waits_longer_with_each_wrong_password() -> None:
    limits = Limits()
    now = _tries(limits, 8, NOW)
    assert limits.try_login("p", "maya", now) == 8
    assert limits.try_login("p", "jon", now) == 8
    assert limits.try_login("another", "jon", now) == 0


def test_asking_too_soon_does_not_make_the_wait_longer() -> None:
    limits = Limits()
    now = _tries(limits, 8, NOW)
    assert {limits.try_login("p", "maya", now) for _ in range(50)} == {8}


def test_a_practitioner_attacked_from_everywhere_waits_a_minute_at_most() -> None:
    limits = Limits()
    now = NOW
    for number in range(40):
        now = _tries(limits, 1, now, peer=f"p{number}")
    assert limits.try_login("her own", "maya", now) == 60
    assert limits.try_login("her own", "maya", now + timedelta(seconds=60)) == 0


def test_the_right_password_forgets_the_tries() -> None:
    limits = Limits()
    now = _tries(limits, 9, NOW)
    limits.let_in("p", "maya")
    assert limits.try_login("p", "maya", now) == 0


def test_tries_are_forgotten_after_an_hour() -> None:
    limits = Limits()
    now = _tries(limits, 9, NOW)
    now = _tries(limits, 1, now + timedelta(hours=1))
    assert limits.try_login("p", "maya", now) == 0


def test_too_many_unknown_tokens_of_a_peer_make_it_wait_until_the_window_ends() -> None:
    limits = Limits()
    assert [limits.bad_token("p", NOW) for _ in range(BAD_TOKENS)] == [0] * BAD_TOKENS
    assert limits.bad_token("p", NOW + SECOND) == WINDOW // SECOND - 1
    assert limits.bad_token("another", NOW + SECOND) == 0
    assert limits.try_login("p", "maya", NOW + SECOND) == WINDOW // SECOND - 1
    assert limits.bad_token("p", NOW + WINDOW) == 0


def test_a_clock_that_was_set_back_locks_nobody_out() -> None:
    limits = Limits()
    _tries(limits, 9, NOW + timedelta(days=400))
    assert limits.try_login("p", "maya", NOW) == 0


def test_what_is_remembered_is_bounded() -> None:
    limits = Limits()
    for number in range(3 * MOST):
        limits.bad_token(f"p{number}", NOW)
        limits.try_login(f"p{number}", f"?name {number}", NOW)
    assert limits.remembered == 2 * MOST
