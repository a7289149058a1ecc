"""Fields: what a form asks, how it is asked, what was typed and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Widget(StrEnum):
    """How a field is asked for."""

    #: One of a few, each a touch away.
    CHOICE = "choice"
    #: One of many.
    SELECT = "select"
    TEXT = "text"
    NOTE = "note"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    #: Yes, or nothing.
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Options:
    """Choices under one heading, which may be empty."""

    heading: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form."""

    name: str
    label: str
    widget: Widget = Widget.TEXT
    groups: tuple[Options, ...] = ()
    #: What nobody has to choose from a `SELECT`: "all of the care team"; None where something has to be chosen.
    nothing: str | None = None
    value: str = ""
    help: str = ""
    #: How a browser may fill it in (`autocomplete`).
    fill: str = "off"
    #: The kind of keyboard that a telephone shows.
    keys: str = ""
    #: Whether it stands behind "More".
    more: bool = False
    wrong: str = ""


def choices(values: Iterable[str]) -> tuple[Options, ...]:
    """A closed list as choices."""
    return (Options("", tuple(Option(v, f"{v[:1].upper()}{v[1:]}") for v in values)),)


def told(fields: Iterable[Field], typed: Mapping[str, str], wrong: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields with what was typed and with what is wrong; what is wrong is never hidden behind "More"."""
    return tuple(
        replace(
            field,
            value=typed.get(field.name, field.value),
            wrong=wrong.get(field.name, ""),
            more=field.more and field.name not in wrong,
        )
        for field in fields
    )
