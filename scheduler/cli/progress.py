"""Progress of long work on a terminal: a line on standard error that says what is done, and for how long."""

import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO, TypeVar

T = TypeVar("T")

#: Seconds between two looks; work that is done before the first shows nothing.
EVERY = 0.7
_ERASE = "\r\x1b[K"


class Progress:
    """A line that is written anew until the work is done."""

    def __init__(self, words: str, screen: TextIO) -> None:
        self.words = words
        self.screen = screen
        self.done = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def counting(self, items: Iterable[T]) -> Iterator[T]:
        """Pass items on and count them."""
        for item in items:
            self.done += 1
            yield item

    def start(self) -> None:
        """Begin to show."""
        self._thread.start()

    def stop(self) -> None:
        """Take the line away."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        looks = 0
        while not self._over.wait(EVERY):
            looks += 1
            rows = f" {self.done:,} rows," if self.done else ""
            self.screen.write(f"{_ERASE}{self.words} ...{rows} {looks * EVERY:.0f} s")
            self.screen.flush()
        if looks:
            self.screen.write(_ERASE)
            self.screen.flush()


@contextmanager
def progress(words: str) -> Iterator[Progress]:
    """Show that work goes on, where standard error is a terminal."""
    shown = Progress(words, sys.stderr)
    if not sys.stderr.isatty():
        yield shown
        return
    shown.start()
    try:
        yield shown
    finally:
        shown.stop()
