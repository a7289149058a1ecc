"""Permissions: what an authorization allows, and whose wishes hold back what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outreach.consent import Allowed, Direction, Grant, Purpose, Refused, Way, Wish, may_contact, may_tell

DAY = date(2026, 11, 24)
GRANT = Grant(id="F12", recipient="P1EE", signed_on=date(2026, 9, 1), until=date(2027, 9, 1))


def test_the_last_day_allows_and_the_day_after_does_not() -> None:
    assert may_tell([GRANT], "P1EE", date(2027, 9, 1)) == Allowed(GRANT)
    assert may_tell([GRANT], "P1EE", date(2027, 9, 2)) == Refused("the authorization ended on 1 Sep 2027")


def test_nobody_else_may_be_told() -> None:
    assert may_tell([GRANT], "P54H", DAY) == Refused("no authorization on file names this provider")
    assert isinstance(may_tell([replace(GRANT, recipient=None)], "P54H", DAY), Allowed)


def test_a_revocation_works_from_its_own_day_on() -> None:
    revoked = replace(GRANT, revoked_on=DAY)
    assert isinstance(may_tell([revoked], "P1EE", DAY - timedelta(days=1)), Allowed)
    assert may_tell([revoked], "P1EE", DAY) == Refused("the authorization was revoked on 24 Nov 2026")


@pytest.mark.parametrize(
    ("lacks", "changes"),
    [
        ("an end (a date or an event)", {"until": None}),
        ("what may be told", {"what": ""}),
        ("a purpose", {"purpose": ""}),
        ("who signed", {"signer": ""}),
        ("the representative's authority", {"signer": "Luis Ruiz"}),
    ],
)
def test_an_authorization_that_lacks_an_element_does_not_count(lacks: str, changes: dict[str, str | None]) -> None:
    told = may_tell([replace(GRANT, **changes)], "P1EE", DAY)  # type: ignore[arg-type]
    assert told == Refused(f"the authorization of 1 Sep 2026 does not count: it lacks {lacks}")


def test_an_older_complete_one_still_counts_beside_a_newer_one_that_does_not() -> None:
    newer = replace(GRANT, id="F40", signed_on=DAY, until=None)
    assert may_tell([GRANT, newer], "P1EE", DAY) == Allowed(GRANT)


def test_what_the_provider_may_tell_the_practice_allows_nothing_the_other_way() -> None:
    assert isinstance(may_tell([replace(GRANT, direction=Direction.FROM_PROVIDER)], "P1EE", DAY), Refused)
    assert isinstance(may_tell([replace(GRANT, direction=Direction.BOTH)], "P1EE", DAY), Allowed)


def _no(purpose: Purpose | None = None, way: Way | None = None) -> Wish:
    return Wish(on=DAY, agrees=False, purpose=purpose, way=way)


def _yes(purpose: Purpose | None = None, way: Way | None = None) -> Wish:
    return Wish(on=DAY, agrees=True, purpose=purpose, way=way)


@pytest.mark.parametrize("way", Way)
def test_safety_passes_every_wish(way: Way) -> None:
    assert may_contact([_no()], Purpose.SAFETY, way, DAY) is None


@pytest.mark.parametrize(
    ("wishes", "purpose", "way", "allowed"),
    [
        ([], Purpose.CLINICAL, Way.FAX, True),
        ([], Purpose.RELATIONSHIP, Way.PHONE, True),
        ([], Purpose.MARKETING, Way.FAX, False),
        ([_yes(Purpose.MARKETING, Way.FAX)], Purpose.MARKETING, Way.FAX, True),
        ([_yes(Purpose.MARKETING, Way.FAX)], Purpose.MARKETING, Way.EMAIL, False),
        ([], Purpose.CLINICAL, Way.TEXT, False),
        ([_no(Purpose.MARKETING)], Purpose.CLINICAL, Way.FAX, True),
        ([_no(Purpose.MARKETING)], Purpose.RELATIONSHIP, Way.PHONE, True),
        ([_no(Purpose.RELATIONSHIP)], Purpose.MARKETING, Way.MAIL, False),
        ([_no(Purpose.RELATIONSHIP)], Purpose.CLINICAL, Way.FAX, True),
        ([_no(None, Way.PHONE)], Purpose.CLINICAL, Way.PHONE, False),
        ([_no(None, Way.PHONE)], Purpose.CLINICAL, Way.FAX, True),
        ([_no()], Purpose.CLINICAL, Way.FAX, False),
        ([_no(), _yes(Purpose.CLINICAL)], Purpose.CLINICAL, Way.FAX, True),
        ([_no(), _yes(Purpose.CLINICAL)], Purpose.RELATIONSHIP, Way.FAX, False),
        ([_yes(None, Way.TEXT), _no(None, Way.TEXT)], Purpose.CLINICAL, Way.TEXT, False),
    ],
)
def test_the_last_wish_that_speaks_of_it_decides(wishes: list[Wish], purpose: Purpose, way: Way, allowed: bool) -> None:
    assert (may_contact(wishes, purpose, way, DAY) is None) is allowed


def test_a_client_is_written_to_by_e_mail_only_after_agreeing_to_it() -> None:
    assert may_contact([], Purpose.CLINICAL, Way.EMAIL, DAY, client=True) == (
        "no agreement on file to clinical contacts by email"
    )
    assert may_contact([_yes(Purpose.CLINICAL, Way.EMAIL)], Purpose.CLINICAL, Way.EMAIL, DAY, client=True) is None


def test_a_wish_of_tomorrow_does_not_count_today() -> None:
    tomorrow = Wish(on=DAY + timedelta(days=1), agrees=False)
    assert may_contact([tomorrow], Purpose.CLINICAL, Way.FAX, DAY) is None
