"""The referral form on the web: filled in by an office that has its own address of it, without login and scripts."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from calendars.feed import Answer
from outreach.referral_form import NONCE, Errors, Form, Submission, content_policy, page, parse, receipt_page
from scheduler.mistakes import Refusal
from scheduler.receiving import Receipt, SentBefore, TooMany, form_of, prefill, receipt, receive
from scheduler.store import forms, meta, people
from scheduler.store.forms import FormAddress
from scheduler.web import answers, nonces
from scheduler.web.visits import Visit

log = logging.getLogger("rapport")

_STALE = "This page was open for longer than a day. Nothing is lost: please look it over and press the button again."
_SENT_BEFORE = (
    "This page was sent before; that referral has the reference {}. If this is another patient, or something was "
    "corrected, press the button again."
)
_NOT_NOW = "This could not be taken in just now. Nothing is lost: press the button again in a minute, or call us."
_TOO_MANY = "Too many forms came from here within an hour. Please send this one again in {} minutes, or call us."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A form whose address works."""

    address: FormAddress
    form: Form
    #: What is known of the provider, by field name.
    known: Mapping[str, str]
    secret: str


def form_page(visit: Visit) -> Answer:
    """The page to fill in, or the receipt of one that was sent."""
    opened = _opened(visit)
    if opened is None:
        return visit.bad_token()
    if sent := visit.request.query.get("sent"):
        return _receipt_page(visit, opened, sent)
    return _page(visit, opened, opened.known)


def form_sent(visit: Visit) -> Answer:
    """Take a form in. Whatever is wrong with it, the page comes back with what was typed."""
    opened = _opened(visit)
    if opened is None:
        return visit.bad_token()
    seconds = visit.limits.form_sent(visit.request.peer, visit.now)
    kind = visit.request.headers["content_type"] or ""
    found = parse(opened.form, visit.request.body, kind, today=visit.today)
    if seconds:
        return _wait(visit, opened, _typed(found) or opened.known, seconds)
    if isinstance(found, Errors):
        return _page(visit, opened, found.typed or opened.known, found, status=422)
    return _received(visit, opened, found)


def _received(visit: Visit, opened: _Opened, sent: Submission) -> Answer:
    if not _ours(visit, opened, sent.nonce):
        return _again(visit, opened, _typed(sent), _STALE)
    try:
        with visit.store.write() as tx:
            outcome = receive(tx, visit.house, visit.premises.post, opened.address, sent, visit.now)
    except Refusal as refusal:
        log.error("form %d was not taken in: %s", opened.address.id, refusal.message)
        return _again(visit, opened, _typed(sent), _NOT_NOW, 503)
    match outcome:
        case Receipt(reference=reference):
            log.info("form %d came in: reference %s", opened.address.id, reference)
            return answers.see(visit.link(f"/referral/{visit.found}?sent={sent.nonce}"))
        case SentBefore(reference):
            return _again(visit, opened, _typed(sent), _SENT_BEFORE.format(reference))
        case TooMany(seconds):
            log.warning("form %d: too many within an hour", opened.address.id)
            return _wait(visit, opened, _typed(sent), seconds)
        case _:
            assert_never(outcome)


def _opened(visit: Visit) -> _Opened | None:
    with visit.store.read() as tx:
        address = forms.by_token(tx, visit.found, visit.now)
        provider = people.providers(tx, [address.provider]).get(address.provider) if address else None
        if address is None or provider is None:
            return None
        return _Opened(
            address=address,
            form=form_of(visit.house, address.version, visit.premises.region),
            known=prefill(tx, provider, visit.today),
            secret=meta.get(tx, meta.SECRET) or "",
        )


def _ours(visit: Visit, opened: _Opened, nonce: str) -> bool:
    """Whether a page of ours carried it lately; one that was taken in before is left to `receive`."""
    issued = nonces.issued_at(opened.secret, visit.found, nonce)
    if issued is None or nonces.fresh(issued, visit.now):
        return issued is not None
    with visit.store.read() as tx:
        return forms.submission(tx, nonce) is not None


def _receipt_page(visit: Visit, opened: _Opened, nonce: str) -> Answer:
    with visit.store.read() as tx:
        kept = forms.submission(tx, nonce)
    if kept is None or kept.form != opened.address.id:
        return _page(visit, opened, opened.known)
    told = receipt(visit.house, kept)
    body = receipt_page(opened.form, reference=told.reference, hear_from=told.hear_from, hear_by=told.hear_by)
    return answers.page(body, 200, [("Content-Security-Policy", content_policy())])


def _typed(sent: Submission | Errors) -> Mapping[str, str]:
    """What was typed, to show it again; without the one-time value where that was used or is not ours."""
    if isinstance(sent, Errors):
        return sent.typed
    return {name: "yes" if value is True else str(value) for name, value in sent.answers.items()}


def _again(visit: Visit, opened: _Opened, typed: Mapping[str, str], words: str, status: int = 422) -> Answer:
    return _page(visit, opened, typed, Errors(whole=words), status=status)


def _wait(visit: Visit, opened: _Opened, typed: Mapping[str, str], seconds: int) -> Answer:
    answer = _again(visit, opened, typed, _TOO_MANY.format(-(-seconds // 60)), 429)
    return Answer(answer.status, (*answer.headers, answers.retry_after(seconds)), answer.body)


def _page(
    visit: Visit, opened: _Opened, values: Mapping[str, str], errors: Errors | None = None, status: int = 200
) -> Answer:
    """The page, with a new one-time value unless the one it came with is still good and not used yet."""
    held = values.get(NONCE, "")
    good = nonces.fresh(nonces.issued_at(opened.secret, visit.found, held), visit.now)
    nonce = held if good else nonces.issue(opened.secret, visit.found, visit.now)
    body = page(opened.form, {**values, NONCE: nonce}, errors or Errors())
    return answers.page(body, status, [("Content-Security-Policy", content_policy())])
