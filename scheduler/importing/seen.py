"""What the rows of an import said so far, by their keys, in a few bytes for each: exports have them by the million."""

from array import array
from collections.abc import Hashable

#: Numbers are spread over so many places, a power of two.
_PLACES = 1 << 16


class Seen:
    """Remembers keys, and what was said under each, as numbers of 64 bits."""

    def __init__(self) -> None:
        self._keys = _Numbers()
        self._said = _Numbers()

    def before(self, key: str, said: Hashable) -> bool | None:
        """Whether the same was said under a key before; None where nothing was, and then it is remembered."""
        number = hash(key)
        if number in self._keys:
            return hash((key, said)) in self._said
        self._keys.add(number)
        self._said.add(hash((key, said)))
        return None


class _Numbers:
    """A set of numbers that takes little more than they do."""

    def __init__(self) -> None:
        self._places: list[array[int] | None] = [None] * _PLACES

    def __contains__(self, number: int) -> bool:
        place = self._places[number & (_PLACES - 1)]
        return place is not None and number in place

    def add(self, number: int) -> None:
        place = self._places[number & (_PLACES - 1)]
        if place is None:
            place = self._places[number & (_PLACES - 1)] = array("q")
        place.append(number)
