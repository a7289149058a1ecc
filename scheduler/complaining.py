"""Complaining: a channel that has taken nothing for a day is a notice itself, through every one that still works."""

import hashlib
from datetime import datetime, timedelta

from scheduler.house import House
from scheduler.people import Practitioner
from scheduler.reminding import Post, Route
from scheduler.store import channels, outbox
from scheduler.store.channels import Failing
from scheduler.store.tx import Transaction

#: So long a channel may take nothing before its letters are worth a word elsewhere.
A_DAY = timedelta(days=1)
_WORTH_TELLING = timedelta(days=2)


def complain(tx: Transaction, house: House, post: Post, now: datetime) -> int:
    """Put a notice into the outbox, once for each channel's bad time, practitioner and other channel; how many."""
    failing = channels.failing(tx, [route.name for route in post.routes])
    dead = [f for f in failing if now - f.since >= A_DAY]
    working = [r for r in post.routes if r.name not in {f.channel for f in failing}]
    letters = (
        _draft(house, found, who, route, now)
        for found in dead
        for who in house.practitioners.values()
        for route in working
        if route.reaches(who)
    )
    return sum(outbox.put(tx, letter, now) for letter in letters)


def _draft(house: House, dead: Failing, who: Practitioner, route: Route, now: datetime) -> outbox.Draft:
    occasion = f"channel/{dead.channel}/{dead.since.isoformat()}/{who.code}/{route.name}"
    since = dead.since.astimezone(house.practice.zone)
    return outbox.Draft(
        occasion=occasion,
        channel=route.name,
        practitioner=who.code,
        recipient=who.email or f"{who.code}@localhost",
        message_id=f"<{hashlib.sha256(occasion.encode()).hexdigest()[:24]}@rapport.invalid>",
        subject=f"Rapport: nothing goes out by {dead.channel}",
        body=(
            f"The channel {dead.channel} has taken no letter since {since:%Y-%m-%d %H:%M}.\n"
            "What goes only there has reached nobody since. Letters wait until their time is over.\n\n"
            "What it answers:     rapport status\n"
            "What may be wrong:   rapport doctor --network\n"
        ),
        html=None,
        until=now + _WORTH_TELLING,
    )
