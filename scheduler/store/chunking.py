"""Codes by the few hundred: a statement takes only so many values."""

from collections.abc import Collection, Iterator

_MOST = 500


def chunks(codes: Collection[str]) -> Iterator[list[str]]:
    """The codes in their order, each once, in lists that a statement takes."""
    ordered = sorted(set(codes))
    for start in range(0, len(ordered), _MOST):
        yield ordered[start : start + _MOST]
