"""Acts in the browser: done, later, move, dismiss, seen, undo; each as the command does it, in one transaction."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from calendars.feed import Answer
from scheduler import clock
from scheduler.closing import acknowledge, close, dismiss, move, sharing, snooze
from scheduler.facts import Fact, FactKind
from scheduler.facts.making import make
from scheduler.facts.permissions import BadFact
from scheduler.followups import FollowUp
from scheduler.mistakes import Refusal
from scheduler.outcomes import outcomes_of
from scheduler.recording import undo
from scheduler.replanning import replan_everything
from scheduler.store import followups, journal, meta
from scheduler.store.tx import Transaction
from scheduler.web import answers, followup
from scheduler.web.pages import shown
from scheduler.web.sight import Sight, last_act, sight_of
from scheduler.web.visits import Visit

#: For how many days something is put off.
LATER = {"1d": 1, "3d": 3, "1w": 7}
#: Characters that a note may have.
LONGEST_NOTE = 2000

#: Pages that an undo leads back to.
_BACK = re.compile(r"/(?:c|p|fact)/[0-9A-Z]{1,12}")

Act = Callable[[Transaction, FollowUp, Sight], None]


def done(visit: Visit) -> Answer:
    """It is done, with everything of its kind that shares the contact unless only this one is meant."""
    form = visit.request.form

    def act(tx: Transaction, follow_up: FollowUp, sight: Sight) -> None:
        together = [] if "only" in form else [f for f in sharing(tx, follow_up) if sight.shows(f)]
        outcome = _outcome(visit, follow_up)
        also = [*_next_visit(visit, follow_up), *_prefers(visit, follow_up)]
        note, by = _note(visit), visit.me.name
        close(tx, visit.house, follow_up, outcome, visit.now, together=together, note=note, also=also, by=by)

    return _acted(visit, act)


def later(visit: Visit) -> Answer:
    """It is hidden for some days; its date stays."""

    def act(tx: Transaction, follow_up: FollowUp, _sight: Sight) -> None:
        days = LATER.get(visit.request.form.get("for"))
        if days is None:
            raise Refusal("choose for how long: one day, three days or a week")
        snooze(tx, visit.house, follow_up, visit.today + timedelta(days=days), visit.now)

    return _acted(visit, act)


def moved(visit: Visit) -> Answer:
    """It is pinned to another day; the rules no longer move it."""

    def act(tx: Transaction, follow_up: FollowUp, _sight: Sight) -> None:
        move(tx, visit.house, follow_up, _day(visit, "on"), visit.now)

    return _acted(visit, act)


def dismissed(visit: Visit) -> Answer:
    """It will not be done; the rules do not bring it back."""

    def act(tx: Transaction, follow_up: FollowUp, _sight: Sight) -> None:
        because = visit.request.form.get("because")
        if not because or len(because) > LONGEST_NOTE:
            raise Refusal("say in a few words why it will not be done")
        dismiss(tx, visit.house, follow_up, because, visit.now)

    return _acted(visit, act)


def seen(visit: Visit) -> Answer:
    """Somebody has seen it; it is not told again."""
    return _acted(visit, lambda tx, follow_up, _: acknowledge(tx, visit.house, follow_up, visit.now))


def take_back(visit: Visit) -> Answer:
    """Take the last act back: the one that the page showed, and no other that was done meanwhile."""
    try:
        with visit.store.write() as tx:
            act = _must_be_last(tx, visit)
            undo(tx, visit.house, visit.now, by=visit.me.name)
    except Refusal as refusal:
        return refused(refusal, lambda words: shown(visit, "said.html.j2", 422, words=words))
    to = visit.request.form.get("to")
    if _BACK.fullmatch(to) and act.verb != "add":
        return answers.see(visit.link(f"{to}?said=undone"))
    ids = act.before.get("follow_ups", {})
    return _to_day(visit, next(iter(ids), ""))


def planned_first(tx: Transaction, visit: Visit) -> None:
    """What is acted on is the plan of today: where none was made yet, it is made before the act."""
    if meta.planned_as(tx) != (visit.house.rules.digest, visit.today):
        replan_everything(tx, visit.house, visit.now)


def _acted(visit: Visit, act: Act) -> Answer:
    """Do it and lead back to the day; what is refused is shown on the follow-up's page."""
    try:
        with visit.store.write() as tx:
            planned_first(tx, visit)
            sight, follow_up = sight_of(tx, visit), followups.get(tx, visit.found)
            if follow_up is None or not sight.shows(follow_up):
                return answers.not_found()
            act(tx, follow_up, sight)
    except Refusal as refusal:
        return refused(refusal, lambda words: followup.page_saying(visit, words, 422))
    return _to_day(visit)


def _to_day(visit: Visit, id_: str = "") -> Answer:
    """Back to the day that the form was on: her own, or everybody's."""
    whose = "?whose=everybody" if visit.request.form.get("whose") == "everybody" else ""
    return answers.see(visit.link(f"/today{whose}{f'#{id_}' if id_ else ''}"))


def refused(refusal: Refusal, say: Callable[[str], Answer]) -> Answer:
    """A person's mistake is told to her; trouble with the store is the caller's to tell."""
    if refusal.status != 2:
        raise refusal
    return say(f"{refusal.message[:1].upper()}{refusal.message[1:]}.")


def _outcome(visit: Visit, follow_up: FollowUp) -> str:
    form = visit.request.form
    said = form.get("outcome") if form.get("outcome") != "other" else form.get("other")
    if said not in outcomes_of(follow_up.planned.kind):
        raise Refusal("choose what it came to")
    return said


def _next_visit(visit: Visit, follow_up: FollowUp) -> list[Fact]:
    """The client's next visit, where one was noted with the outcome."""
    if not visit.request.form.get("visit") or follow_up.planned.client is None:
        return []
    return [_made(visit, FactKind.VISIT, None, _day(visit, "visit"), {}, client=follow_up.planned.client)]


def _prefers(visit: Visit, follow_up: FollowUp) -> list[Fact]:
    """How often the provider wants reports from now on, where that was noted with the outcome."""
    cadence = visit.request.form.get("cadence")
    if not cadence or not follow_up.planned.provider:
        return []
    provider = follow_up.planned.provider
    return [_made(visit, FactKind.PREFERENCE, "cadence", visit.today, {"is": cadence}, provider=provider)]


def _made(
    visit: Visit,
    kind: FactKind,
    value: str | None,
    on: date,
    fields: Mapping[str, str],
    client: str | None = None,
    provider: str | None = None,
) -> Fact:
    try:
        return make(kind, value=value, on=on, today=visit.today, fields=fields, client=client, provider=provider)
    except BadFact as error:
        raise Refusal(str(error)) from None


def _day(visit: Visit, field: str) -> date:
    text = visit.request.form.get(field)
    if not text:
        raise Refusal("say on which day")
    return clock.parse_day(text, visit.today)


def _note(visit: Visit) -> str:
    note = visit.request.form.get("note")
    if len(note) > LONGEST_NOTE:
        raise Refusal(f"the note is longer than {LONGEST_NOTE} characters")
    return note


def _must_be_last(tx: Transaction, visit: Visit) -> journal.Act:
    act = last_act(tx, visit, sight_of(tx, visit))
    if act is None or str(act.number) != visit.request.form.get("act"):
        raise Refusal("something else was done since then, so nothing was undone; look at the day again")
    return act
