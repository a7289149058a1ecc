"""Words for the practitioner: the morning e-mail and the notice that cannot wait, from templates one may replace."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from outreach.templating import TemplateMistake, rendered

__all__ = ["Digest", "Letter", "Line", "TemplateMistake", "digest", "notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One follow-up, in words that may travel by e-mail: no client is named here."""

    #: The follow-up's opaque code ("R2QX").
    id: str
    #: What to do, as a word for the reader: "call", "thank-you".
    kind: str
    #: With whom: "Dr. Alan Lee, primary care", "client 3H7P".
    to: str
    #: Empty when none is known.
    phone: str = ""
    #: What helps to do it, or what stands in its way; may be empty.
    note: str = ""
    #: The follow-up's page; may be empty.
    link: str = ""


_OF_A_LINE = tuple(field.name for field in fields(Line))


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One practitioner's day."""

    practitioner: str
    day: date
    now: tuple[Line, ...] = ()
    today: tuple[Line, ...] = ()
    blocked: tuple[Line, ...] = ()
    missed: tuple[Line, ...] = ()
    #: How many follow-ups are due tomorrow.
    tomorrow: int
    #: How many follow-ups are due this week.
    week: int
    #: The page of the day; may be empty.
    link: str = ""
    #: When Rapport last looked ("06:59"); empty: it has not yet.
    last_round: str = ""
    #: When a calendar program last fetched ("5 h ago"); empty: none has yet.
    last_fetch: str = ""
    #: The last backup ("03:10, restored and checked on Sunday"); empty: there is none.
    last_backup: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """Finished words."""

    subject: str
    text: str
    html: str | None


def digest(d: Digest, folder: Path | None = None) -> Letter:
    """The morning e-mail: counts in the subject, one line for each follow-up; it comes on a quiet day too.

    A template sees the fields of `Digest` and `subject`; `sections`, pairs of a title and its lines, none of them
    empty; and `width`, the length of the longest code. Templates in `folder` come before Rapport's own.
    """
    seen = {field.name: _flat(getattr(d, field.name)) for field in fields(d)}
    sections = [(name, seen[name]) for name in ("now", "today", "blocked", "missed") if seen[name]]
    counts = ", ".join(f"{len(lines)} {name}" for name, lines in sections)
    width = max((len(line.id) for _, lines in sections for line in lines), default=0)
    seen |= {"sections": sections, "width": width}
    return _letter("digest", f"Rapport: {counts or 'nothing due today'}", seen, folder)


def notice(line: Line, *, urgent: str, folder: Path | None = None) -> Letter:
    """One follow-up that cannot wait for the morning; `urgent` says why ("the office closes at 17:00").

    A template sees `line`, `urgent` and `subject`. Templates in `folder` come before Rapport's own.
    """
    return _letter("notice", "Rapport: 1 now", {"line": _flat(line), "urgent": _flat(urgent)}, folder)


def _letter(name: str, subject: str, seen: dict[str, Any], folder: Path | None) -> Letter:
    seen |= {"subject": subject}
    text, html = (rendered(f"{name}.{form}.j2", seen, folder, names=_OF_A_LINE) for form in ("txt", "html"))
    return Letter(subject, text, html)


def _flat(value: Any) -> Any:
    """Every text on one line, so that a note can neither break the columns nor pose as a section."""
    match value:
        case str():
            return " ".join(value.split())
        case tuple():
            return tuple(_flat(part) for part in value)
        case Line():
            return Line(**{name: _flat(getattr(value, name)) for name in _OF_A_LINE})
        case _:
            return value
