"""Publishing: follow-ups, visits and meetings as calendar entries that say nothing of a client."""

from scheduler.publishing.entries import TOMBSTONE
from scheduler.publishing.rendering import MOST, MOST_BYTES, Rendered, render
from scheduler.publishing.serving import serve
from scheduler.publishing.shelf import Shelf
from scheduler.publishing.watching import wrong

__all__ = ["MOST", "MOST_BYTES", "TOMBSTONE", "Rendered", "Shelf", "render", "serve", "wrong"]
