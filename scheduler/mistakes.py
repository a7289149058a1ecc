"""A user's mistakes: each names its place, what was expected and the nearest valid word; all are told at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final


class Refusal(Exception):
    """What Rapport will not or cannot do, in words for the user; `status` is the exit status (2: a user's mistake)."""

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.message: Final = message
        self.status: Final = status


def place_of(error: BaseException) -> str:
    """Where a defect showed: the kind of error and the line, without its message (which may hold a client's data)."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else "unknown place"
    return f"{type(error).__name__} at {where}"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a file."""

    #: File, table and key: "config.toml, rule visit-report, when.silence".
    place: str
    #: What is wrong and what to do.
    words: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"


@dataclass(slots=True)
class Mistakes:
    """Mistakes as they are met; nothing stops at the first."""

    found: list[Mistake] = field(default_factory=list)

    def add(self, place: str, words: str) -> None:
        """Remember one mistake."""
        self.found.append(Mistake(place.rstrip(", "), words))

    def unknown(self, place: str, word: str, known: Iterable[str], what: str = "key") -> None:
        """Remember a word that is not among the known ones, with the nearest that is."""
        self.add(place, f"unknown {what} `{word}`; {nearest(word, known)}")

    def __bool__(self) -> bool:
        return bool(self.found)


def nearest(word: str, known: Iterable[str]) -> str:
    """ "did you mean `x`?", or the valid words when none is near."""
    import difflib

    known = sorted(known)
    close = [k for k in known if k.casefold() == word.casefold()]
    close = close or difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else f"valid: {', '.join(known)}"
