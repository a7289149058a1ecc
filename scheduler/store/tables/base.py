"""What all tables share: the registry, and instants that always know their zone."""

import datetime as dt
from typing import Any

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
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """From the database: always aware."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """The tables' registry."""

    type_annotation_map = {  # noqa: RUF012
        str: Text(),
        int: Integer(),
        bool: Boolean(),
        dt.date: Date(),
        dt.time: Time(),
        dt.datetime: Instant(),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
    }
