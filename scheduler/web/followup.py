"""One follow-up in the browser: whom, why, since when, and what can be done about it."""

from dataclasses import dataclass

from calendars.feed import Answer
from scheduler.explaining import Why, why
from scheduler.followups import FollowUp
from scheduler.replanning import as_of_now, history_of, rules_in_force
from scheduler.showing import Names, note, when
from scheduler.store import facts as fact_store
from scheduler.store import followups
from scheduler.store.tx import Transaction
from scheduler.web import answers
from scheduler.web.cards import Card, card
from scheduler.web.pages import shown
from scheduler.web.saying import Saying
from scheduler.web.sight import Sight, sight_of
from scheduler.web.visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A follow-up with all that its page says."""

    follow_up: FollowUp
    card: Card
    when: str
    note: str
    why: Why
    #: Code and name of the client and of the provider; nothing where there is none.
    client: tuple[str, str] | None
    provider: tuple[str, str] | None


def page(visit: Visit) -> Answer:
    """The page of one follow-up; what is not hers is not found."""
    return page_saying(visit)


def page_saying(visit: Visit, wrong: str = "", status: int = 200) -> Answer:
    """The page again, with what was wrong, and with what was typed."""
    with visit.store.read() as tx:
        found = _look(tx, visit, sight_of(tx, visit))
    if found is None:
        return answers.not_found()
    return shown(visit, "followup.html.j2", status, found=found, wrong=wrong, typed=visit.request.form)


def _look(tx: Transaction, visit: Visit, sight: Sight) -> Found | None:
    open_ones = [f for f in as_of_now(tx, visit.house, visit.now) if sight.shows(f)]
    follow_up = next((f for f in open_ones if f.id == visit.found), None) or followups.get(tx, visit.found)
    if follow_up is None or not sight.shows(follow_up):
        return None
    history = history_of(tx, visit.house, visit.today)
    names = Names(history.people, visit.house.practice.zone, visit.now)
    rule = rules_in_force(tx, visit.house.rules, visit.today).get(follow_up.key.rule)
    facts = [f for text in follow_up.planned.because if (f := fact_store.get(tx, int(text[1:])))]
    sharing = [f for f in open_ones if f.bundle and f.bundle == follow_up.bundle and f.id != follow_up.id]
    contact = [follow_up, *sharing] if follow_up.open else [follow_up]
    return Found(
        follow_up=follow_up,
        card=card(contact, names, open_ones, visit.house.rules.asks_for(), Saying(history, visit.house)),
        client=_known(follow_up.planned.client, names.about(follow_up)),
        provider=_known(follow_up.planned.provider, provider.name if (provider := names.provider(follow_up)) else ""),
        when=when(follow_up, names),
        note=note(follow_up),
        why=why(follow_up, rule, facts, history, sharing),
    )


def _known(code: str | None, name: str) -> tuple[str, str] | None:
    return (code, name) if code and name else None
