"""What commands print: aligned columns, or one JSON document."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import click

from scheduler.borders import on_screen
from scheduler.private import Private

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")


def say_json(value: object) -> None:
    """Print one JSON document; days and moments as ISO 8601."""
    import json

    click.echo(json.dumps(value, default=_plain, ensure_ascii=False, indent=2))


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return _plain(on_screen(value)) if isinstance(value, Private) else str(value)


def table(rows: Sequence[Sequence[Any]], indent: str = "  ") -> str:
    """Rows in aligned columns, without trailing blanks."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)] if texts else []
    line = indent + "  ".join(f"%-{width}s" for width in widths)
    return "\n".join((line % tuple(row)).rstrip() for row in texts)
