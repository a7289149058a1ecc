"""What a fault came to: a row of docs/RELIABILITY.md."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One fault, how often, and what was counted afterwards."""

    fault: str
    size: str
    #: What was counted, in words, as in "lost: 0".
    counted: Mapping[str, object]
    #: What should not have been, in words; empty when the promise held.
    broken: tuple[str, ...] = ()


def repeats(taken: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """How many messages came again, and how many of those were not the same bytes."""
    by_name: dict[str, Counter[str]] = {}
    for name, digest in taken:
        by_name.setdefault(name, Counter())[digest] += 1
    again = sum(sum(digests.values()) - 1 for digests in by_name.values())
    return again, sum(len(digests) - 1 for digests in by_name.values())
