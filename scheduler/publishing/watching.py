"""Watching: feeds that nobody fetches any more, or that cannot be made."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from scheduler.store.feeds import Feed

#: Without a fetch for so long, the program has given up: the slowest come once a day, some rest for a weekend.
LONG = timedelta(days=3)
#: How long a new feed may wait for its first reader.
FIRST = timedelta(days=1)


def wrong(feeds: Iterable[Feed], now: datetime) -> Iterator[str]:
    """What is wrong with the feeds that are open, each with the remedy."""
    for feed in feeds:
        if feed.revoked_at is not None:
            continue
        if feed.trouble:
            yield f'the calendar "{feed.name}" cannot be made, its readers get the last good version: {feed.trouble}'
        if feed.fetched_at is None:
            if now - feed.created_at >= FIRST:
                yield (
                    f'the calendar "{feed.name}" was never fetched; subscribe to it (docs/CALENDARS.md), '
                    f"or: rapport feed revoke {feed.name}"
                )
        elif now - feed.fetched_at >= LONG:
            yield (
                f'the calendar "{feed.name}" was not fetched for {(now - feed.fetched_at).days} days; remove the '
                f"subscription in the calendar program and add it again, or: rapport feed revoke {feed.name}"
            )
