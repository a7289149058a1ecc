"""Reports in the browser: the draft with what is missing, approved as a page, recorded as sent, and answered."""

import re
from collections.abc import Callable
from dataclasses import replace

from calendars.feed import Answer
from scheduler import clock
from scheduler.approving import (
    ANSWERS,
    answered,
    attended_of,
    keep_draft,
    looked_at,
    page_of,
    typed_before,
    unchanged,
)
from scheduler.documenting import BIRTH_DATE, Composed, approve, compose, sent
from scheduler.facts import Fact, FactKind
from scheduler.facts.kinds import KINDS
from scheduler.facts.making import make
from scheduler.facts.permissions import BadFact
from scheduler.followups import FollowUp, FollowUpKind
from scheduler.mistakes import Refusal
from scheduler.replanning import as_of_now, people_of
from scheduler.reporting import Typed
from scheduler.showing import Names, when
from scheduler.spans import spoken
from scheduler.store import followups, papers
from scheduler.store.papers import Paper, PaperState
from scheduler.store.tx import Transaction
from scheduler.web import answers, once
from scheduler.web.acts import planned_first
from scheduler.web.asking import sentence
from scheduler.web.pages import shown
from scheduler.web.requests import Fields
from scheduler.web.sight import sight_of
from scheduler.web.told import SAID
from scheduler.web.visits import Visit

#: How a page goes out, the usual way first.
CHANNELS = ("fax", "mail", "portal", "email", "in person")
#: How the options of the command line stand in what is missing.
_OPTION = re.compile(r" \((?:--|rapport )[^)]*\)")


def report_page(visit: Visit) -> Answer:
    """The report as it stands, and what can be done with it next."""
    return _page(visit)


def _page(visit: Visit, wrong: str = "", status: int = 200) -> Answer:
    with visit.store.read() as tx:
        follow_up = _look(tx, visit)
        if follow_up is None:
            return answers.not_found()
        paper = papers.of_follow_up(tx, follow_up.id)
        composed, trouble = _composed(tx, visit, follow_up)
        typed = typed_before(tx, follow_up)
        names = Names(people_of(tx, visit.house, [follow_up]), visit.house.practice.zone, visit.now)
    form = visit.request.form if wrong else None
    says = composed.content if composed else None
    return shown(
        visit,
        "report.html.j2",
        status,
        id=follow_up.id,
        open=follow_up.open,
        whom=names.whom(follow_up),
        about=names.about(follow_up),
        client=follow_up.planned.client or "",
        when=when(follow_up, names),
        fax=names.phone(follow_up),
        state=paper.state.value if paper else "not drafted yet",
        approved=paper is not None and paper.state is PaperState.APPROVED,
        sent_on=spoken(paper.sent_at.astimezone(visit.house.practice.zone).date()) if paper and paper.sent_at else "",
        channel=paper.channel if paper else "",
        has_page=paper is not None and paper.page is not None,
        trouble=trouble,
        blocked=composed.blocked if composed else None,
        missing=[_OPTION.sub("", words) for words in says.missing] if says else [],
        unborn=any(words.startswith(BIRTH_DATE) for words in says.missing) if says else False,
        says=says,
        rows=list(zip(says.rows, says.measures, strict=True)) if says else [],
        typed=_shown(form, typed) if form else _shown_typed(typed),
        channels=CHANNELS,
        boxes=ANSWERS,
        limited=KINDS[FactKind.LIMITS].values,
        form=form,
        wrong=wrong,
        said=SAID.get(visit.request.query.get("said"), ""),
        nonce=once.fresh(visit),
    )


def _shown_typed(typed: Typed) -> dict[str, object]:
    """What was typed before, as the form shows it."""
    plan = (*typed.plan, "", "", "")[:3]
    came = typed.attended or ("", "")
    words = {name: getattr(typed, name) for name in ("bottom_line", "ask", "safety", "context")}
    return {**words, "plan": plan, "came": came[0], "planned": came[1], "leave_out": set(typed.leave_out)}


def _shown(form: Fields, typed: Typed) -> dict[str, object]:
    """What was typed just now, so that nothing is lost where something is wrong with it."""
    if "plan" not in form:
        return _shown_typed(typed)
    words = {name: form.get(name) for name in ("bottom_line", "ask", "safety", "context")}
    plan = (*form.all("plan"), "", "", "")[:3]
    left = set(form.all("leave_out"))
    return {**words, "plan": plan, "came": form.get("came"), "planned": form.get("planned"), "leave_out": left}


def _composed(tx: Transaction, visit: Visit, follow_up: FollowUp) -> tuple[Composed | None, str]:
    """The report as it stands, or why there is none."""
    if not follow_up.open:
        return None, ""
    try:
        return compose(tx, visit.house, follow_up, visit.now), ""
    except Refusal as refusal:
        return None, sentence(refusal.message.partition(": rapport")[0])


def _look(tx: Transaction, visit: Visit) -> FollowUp | None:
    """The report's follow-up, if she is shown it."""
    sight = sight_of(tx, visit)
    open_ones = (f for f in as_of_now(tx, visit.house, visit.now) if f.id == visit.found)
    follow_up = next(open_ones, None) or followups.get(tx, visit.found)
    if follow_up is None or follow_up.planned.kind is not FollowUpKind.REPORT or not sight.shows(follow_up):
        return None
    return follow_up


def _read(visit: Visit, old: Typed) -> Typed:
    """What the form says in place of the record; raises `Refusal`."""
    form = visit.request.form
    came, planned = form.get("came"), form.get("planned")
    return replace(
        old,
        attended=attended_of(f"{came}/{planned}") if came or planned else None,
        plan=tuple(words for words in form.all("plan") if words),
        leave_out=tuple(form.all("leave_out")),
        **{name: form.get(name) for name in ("bottom_line", "ask", "safety", "context")},
    )


def kept(visit: Visit) -> Answer:
    """Keep what was typed; with the button for it, approve the page that it makes."""

    def act(tx: Transaction, follow_up: FollowUp) -> Composed:
        typed = _read(visit, typed_before(tx, follow_up))
        looked_at(typed)
        return keep_draft(tx, visit.house, follow_up, typed, visit.now)

    if visit.request.form.get("do") != "approve":
        return _acted(visit, act, "saved")
    held: list[Composed] = []
    answer = _acted(visit, lambda tx, follow_up: held.append(act(tx, follow_up)), "saved")
    return _approved(visit, held[0]) if held and answer.status == 303 else answer


def _approved(visit: Visit, composed: Composed) -> Answer:
    """The page is made between two transactions, as a printer takes its time."""
    try:
        with visit.store.read() as tx:
            follow_up = _look(tx, visit)
        if follow_up is None:
            return answers.not_found()
        page = page_of(visit.house, follow_up, composed, visit.now)
        with visit.store.write() as tx:
            approve(tx, unchanged(tx, follow_up, composed), page, visit.me.name, visit.now)
    except Refusal as refusal:
        words = _OPTION.sub("", refusal.message).replace(f"the report of {visit.found} lacks", "not approved; it lacks")
        return _page(visit, sentence(words.partition(": rapport")[0].partition(". Get the")[0]), 422)
    return _to(visit, "approved")


def marked_sent(visit: Visit) -> Answer:
    """The approved page went out; it is logged, and the follow-up is done."""
    form = visit.request.form

    def act(tx: Transaction, follow_up: FollowUp) -> None:
        channel = form.get("channel")
        if channel not in CHANNELS:
            raise Refusal("choose how it went")
        sent(tx, visit.house, follow_up, channel, visit.now, note=form.get("note")[:2000], by=visit.me.name)

    return _acted(visit, act, "sent")


def answer_told(visit: Visit) -> Answer:
    """The provider's answer: the box that was ticked, limits that came with it, how often reports are wanted."""
    form = visit.request.form

    def act(tx: Transaction, follow_up: FollowUp) -> None:
        what, high, until = form.get("limit"), form.get("high"), form.get("until")
        limits = [(what, high)] if what and high else []
        if form.get("answer") not in ANSWERS:
            raise Refusal("choose the box that was ticked")
        if form.get("answer") == "limits" and not limits:
            raise Refusal("say which limits were set, and how high")
        last = clock.parse_day(until, visit.today) if until else None
        also, by = _prefers(visit, follow_up), visit.me.name
        answered(
            tx, visit.house, follow_up, form.get("answer"), limits, visit.now,
            until=last, also=also, note=form.get("note")[:2000], by=by,
        )  # fmt: skip

    return _acted(visit, act, "recorded")


def _prefers(visit: Visit, follow_up: FollowUp) -> list[Fact]:
    cadence, today = visit.request.form.get("cadence"), visit.today
    if not cadence:
        return []
    provider, fields = follow_up.planned.provider, {"is": cadence}
    try:
        return [make(FactKind.PREFERENCE, value="cadence", on=today, today=today, provider=provider, fields=fields)]
    except BadFact as error:
        raise Refusal(str(error)) from None


def _acted(visit: Visit, act: Callable[[Transaction, FollowUp], object], said: str) -> Answer:
    """Do it once; what is refused comes back on the report's page with what was typed."""
    try:
        with visit.store.write() as tx:
            if once.led_to(tx, visit):
                return _to(visit, "once")
            if not once.is_ours(tx, visit):
                raise Refusal(once.STALE)
            planned_first(tx, visit)
            follow_up = _look(tx, visit)
            if follow_up is None:
                return answers.not_found()
            act(tx, followups.get(tx, follow_up.id) or follow_up)
            once.keep(tx, visit, f"/f/{visit.found}/report")
    except Refusal as refusal:
        return _page(visit, sentence(_OPTION.sub("", refusal.message).partition(": rapport")[0]), 422)
    return _to(visit, said)


def _to(visit: Visit, said: str) -> Answer:
    return answers.see(visit.link(f"/f/{visit.found}/report?said={said}"))


def report_pdf(visit: Visit) -> Answer:
    """The page on paper: as it was approved, or as the draft stands; its name says nothing of anybody."""
    with visit.store.read() as tx:
        follow_up = _look(tx, visit)
        if follow_up is None:
            return answers.not_found()
        paper = papers.of_follow_up(tx, follow_up.id)
        composed, trouble = _composed(tx, visit, follow_up)
    try:
        page = _kept_page(paper) or (page_of(visit.house, follow_up, composed, visit.now) if composed else b"")
    except Refusal as refusal:
        return _page(visit, sentence(_OPTION.sub("", refusal.message).partition(": rapport")[0]), 422)
    if not page:
        return _page(visit, trouble or "There is no page of this report.", 422)
    name = f'attachment; filename="report-{follow_up.id}.pdf"'
    headers = (("Content-Type", "application/pdf"), ("Content-Length", str(len(page))), ("Content-Disposition", name))
    return Answer(200, headers, page)


def _kept_page(paper: Paper | None) -> bytes | None:
    return paper.page if paper is not None and paper.state in (PaperState.APPROVED, PaperState.SENT) else None
