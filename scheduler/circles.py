"""Circles among objects, which Python searches for so that their memory comes back."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

#: How many new objects there have to be before circles among them are searched for.
_SELDOM = 100_000
_lock = Lock()
#: The usual threshold, once for each that is at such work now: the last to end gives it back.
_kept: list[int] = []


@contextmanager
def few_searches() -> Iterator[None]:
    """For work in which values without circles come and go by the hundred thousand; the searches are half of it."""
    with _lock:
        usual, *rest = gc.get_threshold()
        _kept.append(_kept[0] if _kept else usual)
        gc.set_threshold(_SELDOM, *rest)
    try:
        yield
    finally:
        with _lock:
            usual = _kept.pop()
            if not _kept:
                gc.set_threshold(usual, *gc.get_threshold()[1:])
