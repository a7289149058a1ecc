"""TOML tables as structs, with every mistake told at once. Apart from `mistakes`, which every command loads."""

from functools import cache
from typing import Any, TypeVar, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo

from scheduler.mistakes import Mistakes

T = TypeVar("T", bound=msgspec.Struct)


def read(table: object, shape: type[T], place: str, mistakes: Mistakes) -> T | None:
    """Read a TOML table as a msgspec struct, collecting every mistake instead of stopping at the first.

    `place` ends where the keys of the table are appended to. Returns None when the table holds a mistake.
    """
    if not isinstance(table, dict):
        mistakes.add(place, f"expected a table, got {_kind(table)}")
        return None
    before = len(mistakes.found)
    fields = _fields(shape)
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


@cache
def _fields(shape: type[msgspec.Struct]) -> dict[str, FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(shape)}


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


@cache
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
