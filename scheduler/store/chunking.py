"""Codes and numbers by the few hundred, for a statement takes only so many values; or as one document."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from sqlalchemy import JSON, BindParameter, Dialect, Select, bindparam, func, select

from scheduler.store.tables.base import Document

_MOST = 500
T = TypeVar("T", str, int)

#: A chunk, in a statement that is put into words once: the parameter "these".
THESE: BindParameter[Any] = bindparam("these", expanding=True)
#: The parameter of `listed_in`.
LIST = "listed"


def chunks(wanted: Iterable[T]) -> Iterator[list[T]]:
    """What is wanted in its order, each once, in lists that a statement takes."""
    ordered = sorted(set(wanted))
    for start in range(0, len(ordered), _MOST):
        yield ordered[start : start + _MOST]


def listed_in(dialect: Dialect) -> Select[Any]:
    """The texts of a list, however long, that is given as parameter `LIST`: for what is done to thousands at once."""
    if dialect.name == "sqlite":
        return select(func.json_each(bindparam(LIST, type_=Document())).table_valued("value").c.value)
    listed = func.json_array_elements_text(bindparam(LIST, type_=JSON())).table_valued("value")
    return select(listed.c.value)
