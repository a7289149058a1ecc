"""Receiving: a referral that came in by the form becomes a client, a fact and a word to the practitioner, at once.

One transaction that its caller opened. Nothing of it is in the journal: `rapport undo` takes back what a person did.
"""

import hashlib
import hmac
import json
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from msgspec import structs

from calendars.workdays import NoOpenDay
from outreach.letters import Line, TemplateMistake, notice
from outreach.referral_form import BY_NAME, DATED, Form, Submission
from outreach.reports import Letterhead
from outreach.templating import place_of
from scheduler.facts import Fact, FactKind
from scheduler.facts.making import make
from scheduler.history import History
from scheduler.house import House
from scheduler.making_people import BadPerson, Told, make_client
from scheduler.notifying import covering
from scheduler.people import Client, People, Provider, described, shown_phone
from scheduler.reminding import Post
from scheduler.replanning import replan_touched
from scheduler.spans import spoken
from scheduler.standing import Standing
from scheduler.store import facts as fact_store
from scheduler.store import forms, meta, outbox
from scheduler.store import people as people_store
from scheduler.store.forms import FormAddress, Submitted
from scheduler.store.tx import Transaction

log = logging.getLogger("rapport")

#: So many forms are taken by one address within an hour; an office that sends more is asked to call.
MOST, HOUR = 30, timedelta(hours=1)
#: A second form about the same client from the same office within these days is the same referral, sent again.
SAME_REFERRAL = timedelta(days=3)
#: After this the notice is no longer worth sending: the morning e-mail has told of it.
_WORTH_TELLING = timedelta(days=3)
#: Who recorded a fact that came by the form.
_BY = "referral form"
#: What becomes the client's own columns.
_OF_THE_PERSON = frozenset({"patient_name", "patient_phone", "patient_born"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the office is told."""

    #: Opaque; the office may write it into the patient's chart.
    reference: str
    #: The practitioner's name, and the day by which the office hears from her.
    hear_from: str
    hear_by: date


@dataclass(frozen=True, slots=True)
class SentBefore:
    """The page was sent before with other words: perhaps for another patient, after a step back in the browser."""

    reference: str


@dataclass(frozen=True, slots=True)
class TooMany:
    """Too many forms came in by this address; the seconds to wait."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whom:
    """Whom a form is about."""

    client: Client
    #: Whether the client was on file before.
    known: bool
    #: Codes of others with the same name.
    alike: tuple[str, ...]


def form_of(house: House, version: str, region: str) -> Form:
    """The practice's form in one version."""
    ours = house.identity
    practice = Letterhead(name=ours.name, phone=ours.phone, fax=ours.fax, address=ours.address)
    return Form(practice=practice, version=version, dated=DATED, region=region)


def prefill(tx: Transaction, provider: Provider, today: date) -> Mapping[str, str]:
    """What is known of a provider, as the form's answers."""
    known = {
        "provider_name": provider.name,
        "provider_credentials": provider.credentials,
        "provider_npi": provider.npi,
        "provider_phone": shown_phone(provider.phone),
        "provider_fax": shown_phone(provider.fax),
        "report_to": _preferred(tx, provider, today)[0],
    }
    return {name: value[: BY_NAME[name].most] for name, value in known.items() if value}


def receive(
    tx: Transaction, house: House, post: Post, address: FormAddress, submission: Submission, now: datetime
) -> Receipt | SentBefore | TooMany:
    """Take a form in; the same page sent twice is one referral and gets the same receipt."""
    mark = _mark(meta.secret(tx), submission)
    if earlier := forms.submission(tx, submission.nonce):
        same = earlier.form == address.id and hmac.compare_digest(str(earlier.words["mark"]), mark)
        return receipt(house, earlier) if same else SentBefore(earlier.reference)
    count, first = forms.sent_since(tx, address.id, now - HOUR)
    if first is not None and count >= MOST:
        return TooMany(max(1, int((first + HOUR - now).total_seconds())))
    provider = people_store.providers(tx, [address.provider])[address.provider]
    whom = _whom(tx, house, provider, submission, now)
    referral = _referral(tx, house, address, whom.client, now)
    _prefer(tx, provider, submission, now, house.today(now))
    replan_touched(tx, house, [referral], now)
    told = _told(tx, house, whom.client, now)
    words = {
        "answers": _answers(submission, whom),
        "known": whom.known,
        "alike": list(whom.alike),
        "referral": referral.id,
        "told": told,
        "hear_by": _hear_by(house, now).isoformat(),
        "mark": mark,
    }
    kept = forms.add_submission(tx, submission.nonce, address.id, whom.client.code, words, now)
    _tell(tx, house, post, provider, whom, kept, now)
    return receipt(house, kept)


def receipt(house: House, kept: Submitted) -> Receipt:
    """The receipt of a form that came in: the same whenever it is asked for."""
    practitioner = house.practitioners.get(str(kept.words["told"]))
    return Receipt(
        reference=kept.reference,
        hear_from=practitioner.name if practitioner else house.identity.name,
        hear_by=date.fromisoformat(str(kept.words["hear_by"])),
    )


def _hear_by(house: House, now: datetime) -> date:
    """The next business day: the rules have the client called and the office thanked on it."""
    today = house.today(now)
    try:
        return house.practice.workdays.add(today, 1)
    except NoOpenDay:
        return today + timedelta(days=1)


def _mark(secret: str, submission: Submission) -> str:
    """What tells the same answers from others; without the house's secret it says nothing of them."""
    answers = json.dumps(dict(submission.answers), default=str, sort_keys=True)
    return hmac.new(secret.encode(), f"form answers\0{answers}".encode(), hashlib.sha256).hexdigest()


def _whom(tx: Transaction, house: House, provider: Provider, submission: Submission, now: datetime) -> _Whom:
    """The client whom a form is about: who is on file by the same name and birth date (or phone), else a new one."""
    made = _made(house, submission, _in_charge(tx, house, provider), now)
    same, alike = forms.namesakes(tx, made)
    if same is not None:
        history = History(house.people(), fact_store.about(tx, [same]), house.today(now))
        if history.standing(same, history.today) is not Standing.DECEASED:
            return _Whom(client=people_store.clients(tx, [same])[same], known=True, alike=alike)
        alike = (same, *alike)
    fresh = structs.replace(made, code=people_store.free_code(tx))
    people_store.add_client(tx, fresh)
    return _Whom(client=fresh, known=False, alike=alike)


def _made(house: House, submission: Submission, practitioner: str, now: datetime) -> Client:
    """The person as the form names one; a birth date that the record does not take stays among the words."""
    born = submission.day("patient_born")
    fields = {"name": submission.text("patient_name"), "phone": submission.text("patient_phone")}
    told = Told(today=house.today(now))
    try:
        return make_client(told, code="", practitioner=practitioner, born=born.isoformat() if born else "", **fields)
    except BadPerson:
        return make_client(told, code="", practitioner=practitioner, **fields)


def _in_charge(tx: Transaction, house: House, provider: Provider) -> str:
    """Who has most clients of a provider; the practice's first practitioner where nobody has any."""
    theirs = (FactKind.REFERRAL, FactKind.CARE_TEAM)
    near = {f.client for f in fact_store.about(tx, [provider.code]) if f.client and f.kind in theirs}
    counted = Counter(c.practitioner for c in people_store.clients(tx, near).values())
    return max(house.practitioners, key=lambda code: counted[code], default="")


def _referral(tx: Transaction, house: House, address: FormAddress, client: Client, now: datetime) -> Fact:
    """The referral fact: the one of these days, if the office sent the same form again, else a new one."""
    today = house.today(now)
    for fact in fact_store.about(tx, [client.code]):
        same = fact.kind is FactKind.REFERRAL and fact.value == "received" and fact.provider == address.provider
        if same and timedelta(0) <= today - fact.on <= SAME_REFERRAL:
            return fact
    told = make(
        FactKind.REFERRAL,
        on=today,
        today=today,
        client=client.code,
        provider=address.provider,
        fields={"form": address.version},
    )
    (stored,) = fact_store.store_new(tx, [told], now, _BY)
    return stored


def _preferred(tx: Transaction, provider: Provider, today: date) -> tuple[str, str]:
    """How a provider likes to be told, if the form knows that way, and how often."""
    history = History(People({}, {}, {}), fact_store.about(tx, [provider.code]), today)
    channel = history.preference(provider.code, "channel") or provider.channel
    known = channel if channel in {option.value for option in BY_NAME["report_to"].options} else ""
    return known, history.preference(provider.code, "cadence") or ""


def _prefer(tx: Transaction, provider: Provider, submission: Submission, now: datetime, today: date) -> list[Fact]:
    """What the form says of reports that was not known yet, as the provider's preferences."""
    channel, cadence = _preferred(tx, provider, today)
    every = submission.text("report_every")
    said = {"channel": submission.text("report_to"), "cadence": f"{every} days" if every else ""}
    told = [
        make(FactKind.PREFERENCE, on=today, today=today, value=name, provider=provider.code, fields={"is": text})
        for name, text in said.items()
        if text and text != {"channel": channel, "cadence": cadence}[name]
    ]
    return fact_store.store_new(tx, told, now, _BY)


def _answers(submission: Submission, whom: _Whom) -> dict[str, str]:
    """What was filled in, but for what the new client's record holds itself."""
    told = {name: "yes" if value is True else str(value) for name, value in submission.answers.items()}
    kept = _OF_THE_PERSON if not whom.known else frozenset[str]()
    if not whom.client.born:
        kept -= {"patient_born"}
    return {name: text for name, text in told.items() if name not in kept}


def _told(tx: Transaction, house: House, client: Client, now: datetime) -> str:
    """Who is told: the practitioner in charge, or whoever covers her today."""
    code = house.people().practitioner_for(client)
    return covering(tx, house.practitioners, house.today(now)).get(code, code)


def _tell(
    tx: Transaction, house: House, post: Post, provider: Provider, whom: _Whom, kept: Submitted, now: datetime
) -> None:
    """A notice into the outbox, once by each channel: that a referral came in and from whom, and no word of it."""
    practitioner = house.practitioners.get(str(kept.words["told"]))
    if practitioner is None:
        return
    line = Line(
        id=str(kept.words["referral"]),
        kind="referral by the form",
        to=described(provider),
        phone=shown_phone(provider.phone),
        note=_note(whom),
        link=f"{post.public_url}/c/{whom.client.code}",
    )
    urgent = f"the office was told that it hears from you by {spoken(receipt(house, kept).hear_by)}"
    try:
        letter = notice(line, urgent=urgent, folder=post.templates)
    except TemplateMistake as mistake:
        log.error("Rapport's own template is used, for one is broken: %s (see: rapport rules check)", place_of(mistake))
        letter = notice(line, urgent=urgent)
    for route in post.routes:
        if not route.reaches(practitioner):
            continue
        occasion = f"referral/{forms.hashed(kept.reference)[:16]}/{practitioner.code}/{route.name}"
        draft = outbox.Draft(
            occasion=occasion,
            channel=route.name,
            practitioner=practitioner.code,
            recipient=practitioner.email or f"{practitioner.code}@localhost",
            message_id=f"<{forms.hashed(occasion)[:24]}@rapport.invalid>",
            subject=letter.subject,
            body=letter.text,
            html=letter.html,
            until=now + _WORTH_TELLING,
        )
        outbox.put(tx, draft, now)


def _note(whom: _Whom) -> str:
    code = whom.client.code
    words = f"what was filled in: rapport client show {code}"
    if whom.known:
        return f"recorded for client {code}, who was on file: perhaps the same person; {words}"
    alike = f"perhaps the same as {', '.join(whom.alike[:3])}; " if whom.alike else ""
    return f"new client {code}; {alike}{words}"
