"""Documenting: a report from draft to sent. What it says is asked of the record anew until it is approved; from then on
the page is what it is, and whether it may go is asked once more."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from calendars.workdays import NoOpenDay
from outreach.consent import Allowed, Purpose, Refused, Way, may_tell
from outreach.reports import Addressee, Authorization, Letterhead, Report
from scheduler.borders import in_letter
from scheduler.closing import close
from scheduler.facts.permissions import way_named
from scheduler.followups import FollowUp, FollowUpKind
from scheduler.history import History
from scheduler.house import House
from scheduler.mistakes import Refusal, nearest
from scheduler.people import Client, Provider, shown_phone
from scheduler.permitting import unwelcome
from scheduler.reconciling import Changes
from scheduler.replanning import history_of
from scheduler.reporting import Content, Typed, content, never_met
from scheduler.spans import spoken
from scheduler.store import followups as follow_up_store
from scheduler.store import meta, papers
from scheduler.store.papers import Paper, PaperState
from scheduler.store.tx import Transaction

REPORT = "progress-report"
#: How it is called among what is missing.
BIRTH_DATE = "the birth date"
#: So long before its day a report is drafted, in business days.
DRAFTED_AHEAD = 5
#: When an introduction promises the call, in business days (METI: five to seven days).
CALLED_AFTER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A report as it stands: what it can say, and the page's words where an authorization allows them."""

    paper: Paper | None
    content: Content
    #: None where it may not go, or lacks something.
    report: Report | None
    #: Why it may not be told, or None.
    blocked: str | None


def draft(tx: Transaction, follow_up: FollowUp, typed: Typed, now: datetime) -> Paper:
    """The draft of a follow-up's report, made or changed; an approved one is opened again."""
    _must_be_report(follow_up)
    old = papers.of_follow_up(tx, follow_up.id)
    if old is None or old.state is PaperState.SENT:
        new = Paper(
            id=papers.new_id(tx),
            follow_up=follow_up.id,
            name=REPORT,
            client=follow_up.planned.client,
            provider=follow_up.planned.provider,
            state=PaperState.DRAFT,
            words=typed.to_words(),
            page=None,
            created_at=now,
            changed_at=now,
        )
        papers.add(tx, new)
        return new
    changed = replace(old, state=PaperState.DRAFT, page=None, words=typed.to_words(), changed_at=now)
    papers.save(tx, changed)
    return changed


def draft_due(tx: Transaction, house: House, now: datetime) -> int:
    """Draft the reports whose day is near, from what is on record; how many were new."""
    last = business_days_on(house, house.today(now), DRAFTED_AHEAD)
    known = (meta.get(tx, meta.DRAFTED) or "").split()
    seen_to = (int(known[0]), date.fromisoformat(known[1])) if known else None
    due = follow_up_store.reports_without_paper(tx, last, seen_to)
    for follow_up in due:
        draft(tx, follow_up, Typed(), now)
    done = f"{follow_up_store.last_revision(tx)} {last}"
    if known != done.split():
        meta.put(tx, meta.DRAFTED, done)
    return len(due)


def compose(tx: Transaction, house: House, follow_up: FollowUp, now: datetime, typed: Typed | None = None) -> Composed:
    """What a follow-up's report says as things stand."""
    _must_be_report(follow_up)
    client, provider = follow_up.planned.client or "", follow_up.planned.provider or ""
    if not provider:
        raise Refusal(f"{follow_up.id} has nobody to go to yet: {follow_up.blocked_by}")
    today = house.today(now)
    history = history_of(tx, house, today, [client, provider])
    told = may_tell(history.grants(client), provider, today)
    paper = papers.of_follow_up(tx, follow_up.id)
    words = typed or (Typed.from_words(paper.words) if paper else Typed())
    ticked = told.grant.sensitive if isinstance(told, Allowed) else frozenset()
    says = content(history, client, provider, words, ticked)
    stop = told.reason if isinstance(told, Refused) else unwelcome(history, client, provider, Purpose.CLINICAL)
    if stop or isinstance(told, Refused):
        return Composed(paper=paper, content=says, report=None, blocked=stop)
    whose = history.people.clients[client]
    says = replace(says, missing=(*_not_on_file(house, whose, told), *says.missing))
    if says.missing:
        return Composed(paper=paper, content=says, report=None, blocked=None)
    made = _report(house, history, whose, history.people.providers[provider], says, told, today)
    return Composed(paper=paper, content=says, report=made, blocked=None)


def _not_on_file(house: House, client: Client, told: Allowed) -> list[str]:
    """What a report cannot go without, and nobody types into it."""
    phoned = house.identity.phone or house.identity.fax
    born = in_letter(client.born, told)
    return [
        *([] if born else [f"{BIRTH_DATE}, which the office files by (rapport client edit {client.code} --born DATE)"]),
        *([] if phoned else ["the practice's phone or fax (practice.phone in config.toml)"]),
    ]


def _report(
    house: House, history: History, client: Client, provider: Provider, says: Content, told: Allowed, today: date
) -> Report | None:
    born = in_letter(client.born, told)
    if born is None:
        raise Refusal(f"the birth date of client {client.code} is missing")
    practitioner = house.practitioners[history.people.practitioner_for(client)]
    return Report(
        practice=letterhead(house),
        author=f"{practitioner.name}, {practitioner.title}",
        to=addressee(provider),
        client=in_letter(client.name, told),
        born=born,
        day=today,
        context=says.context,
        bottom_line=says.bottom_line,
        introduction=_introduction(house, history, provider, today),
        attended=says.attended,
        rows=says.rows,
        left_out=says.left_out,
        others=says.others,
        safety=says.safety,
        plan=says.plan,
        ask=says.ask,
        authorization=Authorization(id=told.grant.id, until=told.grant.last_day),
    )


def _introduction(house: House, history: History, provider: Provider, today: date) -> str:
    """To a provider never met: who writes, and when she will call, where a rule makes her."""
    if not never_met(history, provider.code):
        return ""
    rule = next((r for r in house.rules.rules if r.on and r.id == "introduction-call"), None)
    if rule is None:
        return "We have not met yet; I would be glad of a short call."
    day = business_days_on(house, today, CALLED_AFTER)
    return f"We have not met yet; I will call on {day:%A} {day.day} {day:%B} to introduce myself."


def promised_otherwise(house: House, paper: Paper, changes: Changes) -> tuple[date, date] | None:
    """The day on which a sent page says that you will call, and the day planned, where they are not the same."""
    if paper.approved_at is None:
        return None
    promised = business_days_on(house, house.today(paper.approved_at), CALLED_AFTER)
    calls = [p for p in changes.insert if p.kind is FollowUpKind.INTRODUCTION and p.provider == paper.provider]
    return next(((promised, p.due) for p in calls if p.due != promised), None)


def business_days_on(house: House, day: date, count: int) -> date:
    """So many business days on; the day itself for a practice that is closed for years."""
    try:
        return house.practice.workdays.add(house.practice.workdays.on_or_after(day), count)
    except NoOpenDay:
        return day


def letterhead(house: House) -> Letterhead:
    """The practice as its papers name it."""
    own = house.identity
    return Letterhead(name=own.name, phone=own.phone, fax=own.fax, address=own.address)


def addressee(provider: Provider) -> Addressee:
    """A provider as papers name one."""
    return Addressee(name=provider.name, office=provider.office or provider.specialty, fax=shown_phone(provider.fax))


def approve(tx: Transaction, paper: Paper, page: bytes, by: str, now: datetime) -> Paper:
    """Keep the page as it was seen and approved."""
    approved = replace(paper, state=PaperState.APPROVED, page=page, approved_at=now, approved_by=by, changed_at=now)
    papers.save(tx, approved)
    return approved


def sent(
    tx: Transaction, house: House, follow_up: FollowUp, channel: str, now: datetime, *, note: str = "", by: str = ""
) -> Changes:
    """The approved page went out by this channel: it is logged as told, and its follow-up is done.

    Whether it may be told is asked once more; a page that went all the same is recorded with `rapport record report`.
    """
    paper = papers.of_follow_up(tx, follow_up.id)
    if paper is not None and paper.state is PaperState.SENT and paper.sent_at:
        when = spoken(paper.sent_at.astimezone(house.practice.zone).date())
        raise Refusal(f"the report of {follow_up.id} went already, on {when} by {paper.channel}; not so: rapport undo")
    if paper is None or paper.state is not PaperState.APPROVED:
        raise Refusal(f"the report of {follow_up.id} is not approved yet: rapport report approve {follow_up.id}")
    today = house.today(now)
    history = history_of(tx, house, today, [paper.client or "", paper.provider or ""])
    told = may_tell(history.grants(paper.client or ""), paper.provider or "", today)
    way = way_named(channel)
    if way is None:
        raise Refusal(f"{channel} is no way to send a report; {nearest(channel, tuple(Way))}")
    stop = (
        told.reason
        if isinstance(told, Refused)
        else unwelcome(history, paper.client, paper.provider, Purpose.CLINICAL, way)
    )
    if stop:
        raise Refusal(
            f"this report may not go: {stop}. Nothing was changed; if it has gone all the same: rapport record report",
            1,
        )
    changes = close(tx, house, follow_up, "sent", now, note=note, channel=channel, by=by)
    papers.save(tx, replace(paper, state=PaperState.SENT, sent_at=now, channel=channel, changed_at=now))
    return changes


def _must_be_report(follow_up: FollowUp) -> None:
    if follow_up.planned.kind is not FollowUpKind.REPORT:
        raise Refusal(f"{follow_up.id} is a {follow_up.planned.kind.spoken}, not a report")
    if not follow_up.open:
        raise Refusal(f"{follow_up.id} is already {follow_up.state}, since {spoken(follow_up.day)}")
