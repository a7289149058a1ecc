"""Serving: a feed for a reader who waits, made now where something changed; the last good version where that fails."""

import logging
from contextlib import suppress
from datetime import datetime

from calendars import ics
from scheduler.mistakes import Refusal, place_of
from scheduler.planning import Practice
from scheduler.publishing.rendering import Rendered
from scheduler.publishing.shelf import Shelf
from scheduler.store import published
from scheduler.store.engine import Store
from scheduler.store.feeds import Feed

log = logging.getLogger("rapport")


def serve(store: Store, feed: Feed, practice: Practice, now: datetime, shelf: Shelf | None = None) -> Rendered | None:
    """The feed's bytes; None where it cannot be made and never was.

    A calendar program that meets an error empties the calendar or gives the subscription up; a defect here is
    noted for the practitioner (`rapport status`) and costs the reader nothing but freshness.
    """
    shelf = shelf or Shelf()
    try:
        return shelf.get(store, feed, practice, now).rendered
    except Refusal as refusal:
        _note(store, feed, refusal.message, now)
    except Exception as error:  # noqa: BLE001 - a defect must not cost the reader the calendar; its words may hold data
        _note(store, feed, f"a defect of Rapport ({place_of(error)})", now)
    if last := shelf.last(feed):
        return last
    with store.read() as tx:
        kept = published.kept(tx, feed.id)
    return Rendered(kept.body, kept.changed_at, tag=ics.tag_of(kept.body)) if kept else None


def _note(store: Store, feed: Feed, words: str, now: datetime) -> None:
    log.error("calendar %d could not be made: %s", feed.id, words)
    with suppress(Refusal), store.write() as tx:
        published.note_trouble(tx, feed.id, words, now)
