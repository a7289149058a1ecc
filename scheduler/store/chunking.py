"""Codes and numbers by the few hundred: a statement takes only so many values."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

_MOST = 500
T = TypeVar("T", str, int)


def chunks(wanted: Iterable[T]) -> Iterator[list[T]]:
    """What is wanted in its order, each once, in lists that a statement takes."""
    ordered = sorted(set(wanted))
    for start in range(0, len(ordered), _MOST):
        yield ordered[start : start + _MOST]
