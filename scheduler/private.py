"""What is a client's own: a value that does not show itself, whoever prints, logs or formats it."""

from typing import Any, Generic, NoReturn, TypeVar

T = TypeVar("T")

#: What is seen where nobody opened it.
HIDDEN = "(private)"


class Private(Generic[T]):
    """Something of a client, opened only at the borders (`scheduler.borders`), where it is decided who may see it.

    It compares and hashes by what it holds, and refuses to be pickled or written as JSON.
    """

    __slots__ = ("_kept",)
    _kept: T

    def __init__(self, kept: T) -> None:
        object.__setattr__(self, "_kept", kept)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a private value does not change")

    def __repr__(self) -> str:
        return HIDDEN

    def __format__(self, _spec: str) -> str:
        return HIDDEN

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Private) and bool(self._kept == other._kept)

    def __hash__(self) -> int:
        return hash(self._kept)

    def __bool__(self) -> bool:
        return bool(self._kept)

    def __copy__(self) -> "Private[T]":
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> "Private[T]":
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a private value does not leave the process")


NOTHING: Private[str] = Private("")
