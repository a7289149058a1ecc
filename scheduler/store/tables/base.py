"""What all tables share: the registry, and instants that always know their zone."""

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from json import dumps
from typing import Any

from msgspec.json import decode, encode
from sqlalchemy import JSON, Boolean, Date, DateTime, Dialect, Integer, Text, Time
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[dt.datetime]):
    """An aware instant, kept in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """To the database: UTC, without a zone where the database knows none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        return value.astimezone(dt.UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[dt.datetime | None], Any] | None:
        """How a moment is written; an import writes the same one a million times."""
        return _to_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """From the database: always aware."""
        return None if value is None else value.astimezone(dt.UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], dt.datetime | None] | None:
        """How a column is read. SQLite keeps text, of which a large practice has the same a million times."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _to_text(moment: dt.datetime | None) -> str | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be stored")
    return _written(moment.astimezone(dt.UTC))  # first: the two hours of an autumn night compare as equal


@lru_cache(maxsize=1000)
def _written(utc: dt.datetime) -> str:
    return utc.replace(tzinfo=None).isoformat(" ", "microseconds")


def _from_text(text: str | None) -> dt.datetime | None:
    return None if text is None else _read(text)


@lru_cache(maxsize=1000)
def _read(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


class Document(TypeDecorator[Any]):
    """A document as JSON; the decoder is called without detours, for a large practice has a million of them."""

    impl = JSON
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """How a document is written."""
        return _encoded if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """How a column is read."""
        return _decoded if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _encoded(document: Any) -> str:
    try:
        return encode(document).decode()
    except TypeError:  # a text of a kind of its own, as SQLAlchemy has them for names
        return dumps(document)


def _decoded(text: str | None) -> Any:
    return None if text is None else decode(text)


class Base(DeclarativeBase):
    """The tables' registry."""

    type_annotation_map = {  # noqa: RUF012
        str: Text(),
        int: Integer(),
        bool: Boolean(),
        dt.date: Date(),
        dt.time: Time(),
        dt.datetime: Instant(),
        dict[str, Any]: Document(),
        list[str]: Document(),
    }
