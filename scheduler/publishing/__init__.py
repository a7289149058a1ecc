"""Publishing: follow-ups, visits and meetings as calendar entries that say nothing of a client."""

from scheduler.publishing.entries import TOMBSTONE
from scheduler.publishing.rendering import MOST, MOST_BYTES, Rendered, current, render
from scheduler.publishing.serving import serve
from scheduler.publishing.watching import wrong

__all__ = ["MOST", "MOST_BYTES", "TOMBSTONE", "Rendered", "current", "render", "serve", "wrong"]
