"""Telling: one notice to one practitioner at once, by each channel, and once only."""

import hashlib
import logging
from datetime import datetime, timedelta

from outreach.letters import Line, TemplateMistake, notice
from scheduler.house import House
from scheduler.notifying import covering
from scheduler.reminding import Post
from scheduler.store import outbox
from scheduler.store.tx import Transaction

log = logging.getLogger("rapport")

#: How long such a notice is worth sending.
_WORTH_TELLING = timedelta(days=2)


def tell(
    tx: Transaction, house: House, post: Post, practitioner: str, line: Line, *, urgent: str, once: str, now: datetime
) -> None:
    """Put a notice into the outbox for a practitioner, or whoever covers her today; `once` names its occasion."""
    code = covering(tx, house.practitioners, house.today(now)).get(practitioner, practitioner)
    told = house.practitioners.get(code)
    if told is None:
        return
    try:
        letter = notice(line, urgent=urgent, folder=post.templates)
    except TemplateMistake as mistake:
        log.error("Rapport's own template is used: %s", mistake)
        letter = notice(line, urgent=urgent)
    for route in post.routes:
        if not route.reaches(told):
            continue
        occasion = f"{once}/{told.code}/{route.name}"
        draft = outbox.Draft(
            occasion=occasion,
            channel=route.name,
            practitioner=told.code,
            recipient=told.email or f"{told.code}@localhost",
            message_id=f"<{hashlib.sha256(occasion.encode()).hexdigest()[:24]}@rapport.invalid>",
            subject=letter.subject,
            body=letter.text,
            html=letter.html,
            until=now + _WORTH_TELLING,
        )
        outbox.put(tx, draft, now)
