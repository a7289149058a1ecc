"""Circles among objects, which Python searches for so that their memory comes back."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: How many new objects there have to be before circles among them are searched for.
_SELDOM = 100_000


@contextmanager
def few_searches() -> Iterator[None]:
    """For work in which values without circles come and go by the hundred thousand; the searches are half of it."""
    usual = gc.get_threshold()
    gc.set_threshold(_SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
