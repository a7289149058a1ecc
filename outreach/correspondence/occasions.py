"""What letters and call scripts speak of: facts put into words' reach, with parts that not every occasion has."""

from dataclasses import dataclass
from datetime import date, datetime

from outreach.reports import Authorization


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The practitioner who writes or calls."""

    name: str
    #: "medical exercise specialist".
    title: str
    #: As people of the practice write it: "(617) 555-0100".
    phone: str
    #: The practice's name.
    practice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who gets the letter or the call."""

    #: "Dr. Alan Lee", or the client's name where the letter goes to the client.
    name: str
    #: After "Dear": "Dr. Lee", "Ana".
    greeting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Whom a letter tells of."""

    name: str
    #: Printed on paper beside the name, so that the office finds the right chart; never in words that travel.
    born: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Something measured, once or twice, as it is to be read."""

    #: Spelled out: "6-minute walk".
    measure: str
    #: With its unit: "382 meters".
    latest: str
    latest_on: date
    #: The reading it is compared with.
    earlier: str | None = None
    earlier_on: date | None = None
    #: What may be said of the change: "64 meters more; in adults 57 meters or more counts".
    meaning: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """How many of the agreed sessions a client came to."""

    kept: int
    planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something that went wrong: what was seen and done, never what it might mean."""

    #: In the practice's zone.
    at: datetime
    #: A sentence: "During a walk Ana Ruiz said that her chest hurt."
    seen: str
    #: A sentence: "I stopped the session and called 911."
    done: str
    #: A sentence: "An ambulance took her to City Hospital."
    since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fax:
    """What a cover sheet says of the pages behind it."""

    number: str
    #: With the cover sheet.
    pages: int
    #: What follows, without a client's name: "Progress report".
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """All that a letter or a script may speak of; each one declares which parts it cannot do without."""

    #: The day on the letter.
    day: date
    me: Sender
    to: Recipient
    client: Client | None = None
    #: The client's permission under which a letter tells of them (45 CFR 164.508).
    authorization: Authorization | None = None
    referred_on: date | None = None
    #: When the practitioner will call: "I will call on Thursday 3 December".
    call_on: date | None = None
    #: Whether a first report is enclosed.
    report_enclosed: bool = False
    #: The client's visit to the provider.
    visit_on: date | None = None
    #: The hour of which a client is reminded, in the practice's zone.
    visit_at: datetime | None = None
    #: The first assessment's day.
    assessed_on: date | None = None
    results: tuple[Result, ...] = ()
    attendance: Attendance | None = None
    #: What comes next, each a phrase: "balance practice twice a week".
    plan: tuple[str, ...] = ()
    #: What was agreed at a visit, each a phrase.
    agreed: tuple[str, ...] = ()
    #: What the provider is asked, as a question.
    ask: str | None = None
    #: Limits on file with author and last day: "heart rate up to 120 (Dr. Lee, until 1 March 2027)".
    limits: tuple[str, ...] = ()
    #: Since when the measures show no change.
    unchanged_since: date | None = None
    #: The client's last session before an absence.
    last_seen: date | None = None
    #: How many sessions in a row were missed.
    missed: int | None = None
    #: Days on which the client was called in vain.
    tried_on: tuple[date, ...] = ()
    #: What stands for the referral where no name may: the client's code, "3H7P".
    reference: str | None = None
    discharged_on: date | None = None
    #: Why the training ended, after "because": "the goals that we had set were met".
    reason: str | None = None
    #: The last time that practitioner and provider were in touch.
    last_contact: date | None = None
    incident: Incident | None = None
    fax: Fax | None = None
