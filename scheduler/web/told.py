"""One fact in the browser: what was told and what follows from it; to be corrected, or taken back."""

from dataclasses import dataclass

from msgspec import structs

from calendars.feed import Answer
from scheduler.facts import KINDS, Fact, FactKind
from scheduler.followups import FollowUp, Priority
from scheduler.history import History
from scheduler.mistakes import Refusal
from scheduler.noticing import together
from scheduler.recording import correct, retract
from scheduler.replanning import as_of_now, history_of
from scheduler.showing import Names
from scheduler.spans import spoken
from scheduler.store import facts as fact_store
from scheduler.store.tx import Transaction
from scheduler.web import answers, once
from scheduler.web.acts import planned_first, refused
from scheduler.web.asking import FURTHER, Mistaken, fact_of, fields_of, sentence, typed
from scheduler.web.cards import Group, card
from scheduler.web.choosing import by_code
from scheduler.web.fields import told
from scheduler.web.pages import shown
from scheduler.web.record import title_of
from scheduler.web.saying import Saying
from scheduler.web.sight import Sight, about, last_act, sight_of
from scheduler.web.visits import Visit

#: What a page says of how one came to it; the address holds only the word.
SAID = {
    "recorded": "Recorded.",
    "corrected": "Corrected; what follows from it has moved.",
    "once": "This page was sent twice; it was recorded once.",
    "retracted": "Taken back; what followed from it is gone.",
    "saved": "Saved.",
    "sent": "Recorded as sent.",
    "approved": "Approved; the page is kept as it is.",
    "undone": "Undone.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a history: a fact, in words."""

    number: int
    day: str
    what: str
    client: str
    client_code: str
    provider: str
    provider_code: str
    #: Further fields, as label and content.
    fields: tuple[tuple[str, str], ...]


def line_of(fact: Fact, history: History) -> Line:
    """A fact as a line of a history."""
    provider = history.people.providers.get(fact.provider or "")
    measure = history.catalogue.get(fact.value) if fact.kind in (FactKind.MEASURE, FactKind.GOAL) else None
    value = measure.name if measure else fact.value
    fields = tuple((name, _content(content)) for name, content in fact.data.items())
    return Line(
        number=fact.number,
        day=spoken(fact.on) + (f" {fact.at:%H:%M}" if fact.at else ""),
        what=f"{fact.kind.value}: {value}",
        client=by_code(history.people.clients, fact.client),
        client_code=fact.client or "",
        provider=provider.name if provider else "",
        provider_code=provider.code if provider else "",
        fields=fields,
    )


def _content(content: object) -> str:
    return ("yes" if content else "no") if isinstance(content, bool) else str(content)


def fact_page(visit: Visit) -> Answer:
    """A fact with what follows from it."""
    with visit.store.read() as tx:
        sight, history = sight_of(tx, visit), history_of(tx, visit.house, visit.today)
        fact = _look(tx, visit, sight, history)
        if fact is None:
            return answers.not_found()
        open_ones = [f for f in as_of_now(tx, visit.house, visit.now) if sight.shows(f)]
        act = last_act(tx, visit, sight)
        versions = fact_store.versions(tx, fact.number)
    follows = [f for f in open_ones if fact.id in f.planned.because] if not fact.retracted else []
    return shown(
        visit,
        "fact.html.j2",
        line=line_of(fact, history),
        fact=fact,
        title=title_of(fact.kind),
        said=SAID.get(visit.request.query.get("said"), ""),
        act=about(act, facts=[fact.number]),
        versions=[(f, line_of(f, history)) for f in versions[:-1]],
        groups=_groups(follows, open_ones, history, visit),
        emergency=any(f.priority is Priority.NOW for f in (x.planned for x in follows)),
    )


def _groups(follows: list[FollowUp], open_ones: list[FollowUp], history: History, visit: Visit) -> tuple[Group, ...]:
    names, saying = Names(history.people, visit.house.practice.zone, visit.now), Saying(history, visit.house)
    asks = visit.house.rules.asks_for()
    cards = tuple(card(contact, names, open_ones, asks, saying) for contact in together(follows))
    return (Group(name="What follows", cards=cards),) if cards else ()


def correct_page(visit: Visit) -> Answer:
    """The form with what the fact says now."""
    return _form(visit, None)


def _form(visit: Visit, wrong: dict[str, str] | None) -> Answer:
    with visit.store.read() as tx:
        sight, history = sight_of(tx, visit), history_of(tx, visit.house, visit.today)
        fact = _look(tx, visit, sight, history)
    if fact is None or fact.retracted:
        return answers.not_found()
    said = typed(visit) if wrong is not None else _said(fact)
    return shown(
        visit,
        "form.html.j2",
        200 if wrong is None else 422,
        title=f"Correct {fact.id}: {title_of(fact.kind)}",
        action=f"/fact/{fact.number}/correct",
        fields=told(fields_of(fact.kind, visit, history, sight, fact.client), said, wrong or {}),
        wrong=wrong or {},
        like=None,
        emergency=False,
        nonce=once.fresh(visit),
        nobody="",
        save="Save the correction",
    )


def _said(fact: Fact) -> dict[str, str]:
    """What a fact says, as its form would have said it."""
    people = {"client": fact.client, "provider": fact.provider, "practitioner": fact.practitioner}
    said = {name: code or "" for name, code in people.items()}
    said |= {"value": fact.value, "on": fact.on.isoformat(), "at": f"{fact.at:%H:%M}" if fact.at else ""}
    flags = {FURTHER + name: "yes" if content is True else "" for name, content in fact.data.items()}
    texts = {FURTHER + n: str(c) for n, c in fact.data.items() if not isinstance(c, bool)}
    return said | flags | texts


def corrected(visit: Visit) -> Answer:
    """Store what the fact should have said; it keeps its identity."""
    try:
        with visit.store.write() as tx:
            planned_first(tx, visit)
            sight, history = sight_of(tx, visit), history_of(tx, visit.house, visit.today)
            old = _look(tx, visit, sight, history)
            if old is None or old.retracted:
                return answers.not_found()
            if once.led_to(tx, visit):
                return answers.see(visit.link(f"/fact/{old.number}?said=once"))
            if not once.is_ours(tx, visit):
                raise Mistaken({"": once.STALE})
            made = fact_of(old.kind, visit, history, sight, identity=old.identity)
            new = structs.replace(made, number=old.number, closes=old.closes, data={**_kept(old), **made.data})
            correct(tx, visit.house, new, visit.now, visit.me.name)
            once.keep(tx, visit, f"/fact/{old.number}")
    except Mistaken as mistaken:
        return _form(visit, dict(mistaken.wrong))
    except Refusal as refusal:
        return refused(refusal, lambda words: _form(visit, {"": sentence(words)}))
    return answers.see(visit.link(f"/fact/{old.number}?said=corrected"))


def _kept(old: Fact) -> dict[str, str | int | float | bool]:
    """What the form does not ask for stays as it was."""
    asked = {field.name for field in KINDS[old.kind].fields}
    return {name: content for name, content in old.data.items() if name not in asked}


def retracted(visit: Visit) -> Answer:
    """Take it back, as if it had never been told."""
    try:
        with visit.store.write() as tx:
            planned_first(tx, visit)
            sight, history = sight_of(tx, visit), history_of(tx, visit.house, visit.today)
            fact = _look(tx, visit, sight, history)
            if fact is None:
                return answers.not_found()
            retract(tx, visit.house, fact.number, visit.now, visit.me.name)
    except Refusal as refusal:
        return refused(refusal, lambda words: shown(visit, "said.html.j2", 422, words=words))
    return answers.see(visit.link(f"/fact/{fact.number}?said=retracted"))


def _look(tx: Transaction, visit: Visit, sight: Sight, history: History) -> Fact | None:
    """The fact, if she is shown it; one about nobody on file is shown to who sees everything."""
    fact = fact_store.get(tx, int(visit.found))
    return fact if fact is not None and sight.tells(fact, history.people) else None
