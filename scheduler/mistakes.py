"""A user's mistakes: each names its place, what was expected and the nearest valid word; all are told at once."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar, get_args, get_origin

import msgspec


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
    known = sorted(known)
    close = [k for k in known if k.casefold() == word.casefold()]
    close = close or difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else f"valid: {', '.join(known)}"


T = TypeVar("T", bound=msgspec.Struct)


def read(table: object, shape: type[T], place: str, mistakes: Mistakes) -> T | None:
    """Read a TOML table as a msgspec struct, collecting every mistake instead of stopping at the first.

    `place` ends where the keys of the table are appended to. Returns None when the table holds a mistake.
    """
    if not isinstance(table, dict):
        mistakes.add(place, f"expected a table, got {_kind(table)}")
        return None
    before = len(mistakes.found)
    fields = {f.encode_name: f for f in msgspec.structs.fields(shape)}
    for key in table.keys() - fields.keys():
        mistakes.unknown(place, key, fields)
    values: dict[str, Any] = {}
    for name, info in fields.items():
        if name in table:
            values[info.name] = _value(table[name], info.type, f"{place}{_dot(place)}{name}", mistakes)
        elif info.required:
            mistakes.add(place, f"`{name}` is missing")
    if len(mistakes.found) > before:
        return None
    try:
        return shape(**values)
    except ValueError as error:
        mistakes.add(place, str(error))
        return None


def _value(value: object, type_: Any, place: str, mistakes: Mistakes) -> object:
    struct = _struct_in(type_)
    if struct is not None and isinstance(value, dict):
        return read(value, struct, place, mistakes)
    if get_origin(type_) in (list, tuple) and isinstance(value, list):
        element = get_args(type_)[0]
        items = [_value(v, element, f"{place}[{n}]", mistakes) for n, v in enumerate(value, 1)]
        return tuple(items) if get_origin(type_) is tuple else items
    try:
        return msgspec.convert(value, type_, strict=True)
    except msgspec.ValidationError as error:
        mistakes.add(place, _reworded(str(error), value))
        return None


def _struct_in(type_: Any) -> type[msgspec.Struct] | None:
    options = get_args(type_) if get_origin(type_) not in (list, tuple, dict) else ()
    for option in (type_, *options):
        if isinstance(option, type) and issubclass(option, msgspec.Struct):
            return option
    return None


def _reworded(message: str, value: object) -> str:
    words = message.replace("`", "").partition(" - at ")[0]
    shown = f' (here: "{value}")' if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    return words[0].lower() + words[1:] + shown


def _kind(value: object) -> str:
    return {"str": "a text", "list": "a list", "int": "a number", "bool": "true or false"}.get(
        type(value).__name__, type(value).__name__
    )


def _dot(place: str) -> str:
    return "" if place.endswith(" ") else "."
