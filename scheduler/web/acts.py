"""Acts in the browser: done, later, seen, undo. Each is what the command of that name does, in one transaction."""

from collections.abc import Callable
from datetime import timedelta

from calendars.feed import Answer
from scheduler.closing import acknowledge, close, sharing, snooze
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

Act = Callable[[Transaction, FollowUp, Sight], None]


def done(visit: Visit) -> Answer:
    """It is done, with everything of its kind that shares the contact unless only this one is meant."""
    form = visit.request.form

    def act(tx: Transaction, follow_up: FollowUp, sight: Sight) -> None:
        together = [] if "only" in form else [f for f in sharing(tx, follow_up) if sight.shows(f)]
        outcome = _outcome(visit, follow_up)
        close(tx, visit.house, follow_up, outcome, visit.now, together=together, note=_note(visit), by=visit.me.name)

    return _acted(visit, act)


def later(visit: Visit) -> Answer:
    """It is hidden for some days; its date stays."""

    def act(tx: Transaction, follow_up: FollowUp, _sight: Sight) -> None:
        days = LATER.get(visit.request.form.get("for"))
        if days is None:
            raise Refusal("choose for how long: one day, three days or a week")
        snooze(tx, visit.house, follow_up, visit.today + timedelta(days=days), visit.now)

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
        return _refused(refusal, lambda words: shown(visit, "said.html.j2", 422, words=words))
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
        return _refused(refusal, lambda words: followup.page_saying(visit, words, 422))
    return _to_day(visit)


def _to_day(visit: Visit, id_: str = "") -> Answer:
    """Back to the day that the form was on: her own, or everybody's."""
    whose = "?whose=everybody" if visit.request.form.get("whose") == "everybody" else ""
    return answers.see(visit.link(f"/today{whose}{f'#{id_}' if id_ else ''}"))


def _refused(refusal: Refusal, say: Callable[[str], Answer]) -> Answer:
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


def _note(visit: Visit) -> str:
    note = visit.request.form.get("note")
    if len(note) > LONGEST_NOTE:
        raise Refusal(f"the note is longer than {LONGEST_NOTE} characters")
    return note


def _must_be_last(tx: Transaction, visit: Visit) -> journal.Act:
    act = last_act(tx, sight_of(tx, visit))
    if act is None or str(act.number) != visit.request.form.get("act"):
        raise Refusal("something else was done since then, so nothing was undone; look at the day again")
    return act
