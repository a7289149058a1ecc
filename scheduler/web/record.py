"""Record in the browser: nine tiles and what is seldom needed; each leads to a form, and each form tells one fact."""

from dataclasses import dataclass

from calendars.feed import Answer
from scheduler.facts import KINDS, Fact, FactKind
from scheduler.history import History
from scheduler.mistakes import Refusal
from scheduler.recording import like_one, record
from scheduler.replanning import history_of
from scheduler.spans import spoken
from scheduler.store.tx import Transaction
from scheduler.web import answers, once
from scheduler.web.acts import planned_first
from scheduler.web.asking import Mistaken, fact_of, fields_of, sentence, typed
from scheduler.web.fields import Field, told
from scheduler.web.pages import shown
from scheduler.web.sight import Sight, sight_of
from scheduler.web.visits import Visit


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing to record: its words, and the form that it leads to."""

    words: str
    path: str
    #: What it is good for, in a few words.
    help: str = ""


#: What happens every week, one touch away.
TILES = (
    Tile("Attended", "session?value=attended", "a session"),
    Tile("Missed", "session?value=missed", "a session"),
    Tile("Change", "change", "fall, pain, red flag"),
    Tile("Measure", "measure", "6-minute walk, pain"),
    Tile("Next visit", "visit", "to a provider"),
    Tile("Contact", "contact", "call, letter"),
    Tile("Referral", "referral", "received"),
    Tile("Authorization", "authorization", "signed, with its end"),
    Tile("Limits", "limits", "blood pressure"),
)
#: The others, in the order of how often they are told.
ALSO = (
    Tile("Milestone", "milestone", "intake, assessment, goal met"),
    Tile("Hold", "hold", "or its end"),
    Tile("Discharge", "discharge"),
    Tile("Clearance", "clearance"),
    Tile("Medication", "medication"),
    Tile("Goal", "goal"),
    Tile("Care team", "care-team", "who takes part in the care"),
    Tile("Meeting with a provider", "meeting"),
    Tile("Referral forms left", "form"),
    Tile("Preference", "preference", "60 days, fax"),
    Tile("Report sent in another way", "report"),
    Tile("Agreement to be contacted", "consent"),
    Tile("No contact wanted", "opt-out"),
    Tile("Gift", "gift"),
    Tile("Absence", "absence", "yours, or an office's closure"),
    Tile("Death", "death"),
)
NEW = (Tile("New client", "client"), Tile("New provider", "provider"))
#: The kinds by the names that their forms have.
SLUGS = {kind.value: kind for kind in FactKind}
_TITLES = {
    FactKind.CHANGE: "Change in a client's condition",
    FactKind.VISIT: "Visit to a provider",
    FactKind.CONTACT: "Call or contact",
    FactKind.AUTHORIZATION: "Authorization",
    FactKind.LIMITS: "Limits for training",
    FactKind.FORM: "Referral forms",
    FactKind.OPT_OUT: "No contact wanted",
    FactKind.CONSENT: "Agreement to be contacted",
    FactKind.CARE_TEAM: "Care team",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form that came in and what is to be said about it."""

    wrong: dict[str, str]
    #: A like fact that is on file: whether it is another one is asked.
    like: Fact | None = None


def tiles_page(visit: Visit) -> Answer:
    """What can be recorded; about somebody, where a page of hers led here."""
    who = visit.request.query.get("who")
    with visit.store.read() as tx:
        sight, history = sight_of(tx, visit), history_of(tx, visit.house, visit.today)
    client = history.people.clients.get(who)
    known = sight.knows(client, history.people) if client else who in history.people.providers
    return shown(visit, "record.html.j2", tiles=TILES, also=ALSO, new=NEW, who=who if known else "")


def form_page(visit: Visit) -> Answer:
    """The form for one kind."""
    return _form(visit)


def title_of(kind: FactKind) -> str:
    """The heading of a form."""
    return _TITLES.get(kind, kind.value.capitalize())


def _form(visit: Visit, sent: Sent | None = None) -> Answer:
    kind = SLUGS[visit.found]
    with visit.store.read() as tx:
        sight, history = sight_of(tx, visit), history_of(tx, visit.house, visit.today)
    said = typed(visit) if sent else _given(visit, kind, history)
    client = said.get("client", "")
    known = client in history.people.clients and sight.knows(history.people.clients[client], history.people)
    fields = told(fields_of(kind, visit, history, sight, client if known else None), said, sent.wrong if sent else {})
    return shown(
        visit,
        "form.html.j2",
        422 if sent else 200,
        title=title_of(kind),
        action=f"/record/{kind.value}",
        fields=fields,
        wrong=sent.wrong if sent else {},
        like=sent.like if sent else None,
        emergency=kind is FactKind.CHANGE,
        nonce=once.fresh(visit),
        nobody=_nobody(kind, fields),
        save="Save",
    )


def _given(visit: Visit, kind: FactKind, history: History) -> dict[str, str]:
    """What is known before anything is typed: whom the page that led here was about, and which tile was touched."""
    who, value = visit.request.query.get("who"), visit.request.query.get("value")
    given = {"client": who} if who in history.people.clients else {"provider": who}
    if value in KINDS[kind].values:
        given["value"] = value
    return given


def _nobody(kind: FactKind, fields: tuple[Field, ...]) -> str:
    """Whom to enter first, where somebody is needed and nobody is on file."""
    empty = [f.name for f in fields if f.name in ("client", "provider") and not f.groups and f.nothing is None]
    return empty[0] if empty else ""


def recorded(visit: Visit) -> Answer:
    """Record what a form tells, once; what is wrong comes back with what was typed."""
    kind = SLUGS[visit.found]
    try:
        with visit.store.write() as tx:
            if path := once.led_to(tx, visit):
                return answers.see(visit.link(f"{path}?said=once"))
            if not once.is_ours(tx, visit):
                raise Mistaken({"": once.STALE})
            planned_first(tx, visit)
            found = _asked(tx, visit, kind, sight_of(tx, visit))
            if isinstance(found, Fact):
                stored, _ = record(tx, visit.house, found, visit.now, visit.me.name)
                once.keep(tx, visit, f"/fact/{stored.number}")
                return answers.see(visit.link(f"/fact/{stored.number}?said=recorded"))
    except Mistaken as mistaken:
        found = Sent(wrong=dict(mistaken.wrong))
    except Refusal as refusal:
        if refusal.status != 2:
            raise
        found = Sent(wrong={"": sentence(refusal.message)})
    return _form(visit, found)


def _asked(tx: Transaction, visit: Visit, kind: FactKind, sight: Sight) -> Fact | Sent:
    """The fact, or the question whether it is another one like that on file."""
    fact = fact_of(kind, visit, history_of(tx, visit.house, visit.today), sight)
    like = None if visit.request.form.get("again") else like_one(tx, fact)
    if like is None:
        return fact
    words = f"A like {like.kind} is on file: {like.id} on {spoken(like.on)}. Is this another one?"
    return Sent(wrong={"": words}, like=like)
