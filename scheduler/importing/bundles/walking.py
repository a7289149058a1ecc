"""Walking through a document that may hold anything anywhere: what is not of the shape asked for is not there."""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

Resource = Mapping[str, Any]
#: Longer texts are no names and no codes.
_LONGEST = 500
NOTHING: Resource = {}


def inside(value: object, *path: str) -> Resource:
    """The object at the end of a path; of a list on the way the first element. Empty where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, list):
            value = value[0] if value else None
    return value if isinstance(value, dict) else NOTHING


def each(value: object, name: str) -> Iterator[Resource]:
    """The objects of a list, or the one that stands in its place."""
    found = value.get(name) if isinstance(value, dict) else None
    for one in found if isinstance(found, list) else [found]:
        if isinstance(one, dict):
            yield one


def text(value: object, name: str) -> str:
    """A text, on one line, without what no field takes; empty where there is none."""
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, str) or len(found) > _LONGEST:
        return ""
    whole = found.encode("utf-8", "ignore").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in whole).split())


def texts(value: object, name: str) -> list[str]:
    """The texts of a list."""
    found = value.get(name) if isinstance(value, dict) else None
    return [t for one in found if (t := text({"": one}, ""))] if isinstance(found, list) else []


def number(value: object, name: str) -> float | None:
    """A finite number."""
    found = value.get(name) if isinstance(value, dict) else None
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    try:
        return float(found) if math.isfinite(found) else None
    except OverflowError:
        return None


def day(moment: str) -> date | None:
    """The day of a dateTime; None where it says only a month or a year."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def kind_of(resource: object) -> str:
    """The resourceType."""
    return text(resource, "resourceType")


def codes(value: object, name: str) -> Iterator[tuple[str, str]]:
    """System and code of the codings of one CodeableConcept, or of several."""
    for concept in each(value, name):
        for coding in (*each(concept, "coding"), *([concept] if "code" in concept else [])):
            yield text(coding, "system"), text(coding, "code")


def has_code(value: object, name: str, *wanted: str) -> bool:
    """Whether one of these codes is among the codings."""
    return any(code in wanted for _system, code in codes(value, name))


def words(value: object, name: str) -> str:
    """A concept in words: its text, else what its codings are called."""
    for concept in each(value, name):
        called = text(concept, "text") or next((t for c in each(concept, "coding") if (t := text(c, "display"))), "")
        if called:
            return called
    return ""
