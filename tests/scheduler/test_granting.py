"""From facts to permissions: events that end an authorization, revocations, and wishes taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from outreach.consent import Allowed, Direction, Purpose, Sensitive, Way, may_tell
from scheduler.facts import Fact, FactKind
from scheduler.facts.making import make
from scheduler.facts.permissions import BadFact
from scheduler.history import History
from tests.houses import PEOPLE, TODAY, fact

SIGNED = TODAY - timedelta(days=60)


def _grants(*told: Fact) -> list[tuple[date | None, date | None]]:
    history = History(PEOPLE, told, TODAY)
    return [(g.last_day, g.revoked_on) for g in history.grants("CRVZ")]


def _signed(**fields: Any) -> Fact:
    return fact("authorization", "signed", SIGNED, client="CRVZ", **fields)


def test_the_end_of_the_programme_is_the_day_of_the_discharge() -> None:
    discharged = fact("discharge", "completed", TODAY - timedelta(days=5), client="CRVZ")
    assert _grants(_signed(ends="end of programme")) == [(None, None)]
    assert _grants(_signed(ends="end of programme"), discharged) == [(TODAY - timedelta(days=5), None)]


def test_until_the_discharge_summary_means_the_day_it_was_sent_or_thirty_days() -> None:
    left = TODAY - timedelta(days=5)
    discharged = fact("discharge", "completed", left, client="CRVZ")
    sent = fact("report", "sent", TODAY - timedelta(days=3), client="CRVZ", provider="P1EE")
    signed = _signed(ends="discharge summary", provider="P1EE")
    assert _grants(signed, discharged) == [(left + timedelta(days=30), None)]
    assert _grants(signed, discharged, sent) == [(TODAY - timedelta(days=3), None)]


def test_another_event_ends_it_when_somebody_says_that_it_has_taken_place() -> None:
    ended = fact("authorization", "ended", TODAY, client="CRVZ")
    assert _grants(_signed(ends="return to work")) == [(None, None)]
    assert _grants(_signed(ends="return to work"), ended) == [(TODAY, None)]


def test_a_revocation_for_one_provider_leaves_the_others() -> None:
    one, all_ = _signed(until="2027-01-01", provider="P1EE"), _signed(until="2027-01-01", provider="PSHA")
    gone = fact("authorization", "revoked", TODAY, client="CRVZ", provider="P1EE")
    assert [revoked for _, revoked in _grants(one, all_, gone)] == [TODAY, None]


def test_what_the_form_ticks_is_read_from_the_fact() -> None:
    told = _signed(until="2027-01-01", sensitive="HIV, mental health", direction="both")
    (grant,) = History(PEOPLE, [told], TODAY).grants("CRVZ")
    assert grant.sensitive == {Sensitive.HIV, Sensitive.MENTAL_HEALTH}
    assert grant.direction is Direction.BOTH


def test_a_withdrawn_opt_out_takes_back_opt_outs_but_agrees_to_nothing() -> None:
    told = [
        fact("opt-out", "all", TODAY, provider="P1EE", channel="fax"),
        fact("opt-out", "marketing", TODAY, provider="P1EE"),
        fact("opt-out", "withdrawn", TODAY, provider="P1EE", channel="fax"),
    ]
    wishes = History(PEOPLE, told, TODAY).wishes("P1EE")
    assert [(w.agrees, w.purpose, w.way) for w in wishes] == [(False, Purpose.MARKETING, None)]


def _made(**fields: str) -> Fact:
    return make(FactKind.AUTHORIZATION, on=TODAY, today=TODAY, client="CRVZ", fields=fields)


def test_an_authorization_without_an_end_is_refused_with_the_law() -> None:
    with pytest.raises(BadFact, match=r"names its end.*164\.508\(c\)\(1\)\(v\)"):
        _made(what="progress")


def test_a_representative_signs_by_some_authority() -> None:
    with pytest.raises(BadFact, match=r"164\.508\(c\)\(1\)\(vi\)"):
        _made(until="2027-01-01", signer="Luis Ruiz")
    signed = _made(until="2027-01-01", signer="Luis Ruiz", authority="son, health care proxy")
    assert signed.data["authority"] == "son, health care proxy"


def test_what_the_release_form_says_is_taken_where_nothing_else_is_told() -> None:
    made = _made(until="2027-01-01")
    assert made.data["purpose"] == "coordination of care" and made.data["signer"] == "client"
    assert "attendance" in str(made.data["what"])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sensitive": "mental healt"}, "did you mean mental health?"),
        ({"direction": "sideways"}, "valid: to provider, from provider, both"),
    ],
)
def test_an_unknown_word_is_told_with_what_is_known(fields: dict[str, str], words: str) -> None:
    with pytest.raises(BadFact) as error:
        _made(until="2027-01-01", **fields)
    assert words in str(error.value)


@pytest.mark.parametrize(("typed", "meant"), [("e-mail", "email"), ("SMS", "text"), ("in_person", "in person")])
def test_a_way_may_be_called_otherwise(typed: str, meant: str) -> None:
    made = make(FactKind.OPT_OUT, on=TODAY, today=TODAY, provider="P1EE", fields={"channel": typed})
    assert made.data["channel"] == meant
    assert Way(meant)


def _may(provider: str, *told: Fact) -> bool:
    return isinstance(may_tell(History(PEOPLE, told, TODAY).grants("CRVZ"), provider, TODAY), Allowed)


def _team(role: str, provider: str, days_ago: int = 30) -> Fact:
    return fact("care-team", role, TODAY - timedelta(days=days_ago), client="CRVZ", provider=provider)


def test_an_authorization_for_the_care_team_is_for_those_who_are_in_it() -> None:
    for_all = _signed(until="2027-01-01")
    joined = _team("referring", "P1EE")
    assert _may("P1EE", for_all, joined) and not _may("PSHA", for_all, joined)
    assert not _may("P1EE", for_all, joined, _team("left", "P1EE", 5))
    visit = fact("visit", "scheduled", TODAY + timedelta(days=9), client="CRVZ", provider="PSHA")
    assert _may("PSHA", for_all, joined, visit)


@pytest.mark.parametrize("word", ["revoked", "ended"])
def test_what_is_taken_back_for_one_is_taken_back_from_the_teams_authorization(word: str) -> None:
    told = (_signed(until="2027-01-01"), _team("referring", "P1EE"), _team("primary care", "PSHA"))
    gone = fact("authorization", word, TODAY - timedelta(days=1), client="CRVZ", provider="P1EE")
    assert _may("P1EE", *told) and _may("PSHA", *told)
    assert not _may("P1EE", *told, gone) and _may("PSHA", *told, gone)


def test_an_end_told_twice_is_the_first_one() -> None:
    ended = [fact("authorization", "ended", TODAY - timedelta(days=days), client="CRVZ") for days in (5, 0)]
    assert _grants(_signed(ends="return to work"), *ended) == [(TODAY - timedelta(days=5), None)]
