"""Words for the practitioner: the morning e-mail and the notice that cannot wait, from templates one may replace."""

from __future__ import annotations

import difflib
import re
import traceback
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from jinja2 import Environment

#: What a template's author can cause; anything else is ours and crashes.
_WRONG_IN_A_TEMPLATE: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)


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


class TemplateMistake(ValueError):
    """A template that cannot be used, with its file, line and what is wrong there."""


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
    text, html = (_rendered(f"{name}.{form}.j2", seen, folder) for form in ("txt", "html"))
    return Letter(subject, text, html)


def _flat(value: Any) -> Any:
    """Every text on one line, so that a note can neither break the columns nor pose as a section."""
    match value:
        case str():
            return " ".join(value.split())
        case tuple():
            return tuple(_flat(part) for part in value)
        case Line():
            return Line(**{field.name: _flat(getattr(value, field.name)) for field in fields(value)})
        case _:
            return value


def _environment(folder: Path | None) -> Environment:
    """Made anew each time, so that a template put into the folder counts at once."""
    import jinja2

    own = jinja2.PackageLoader("outreach", "templates")
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(folder), own]) if folder else own,
        undefined=jinja2.StrictUndefined,
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"day": _day, "phone_link": _phone_link, "web_link": _web_link}
    return environment


def _rendered(name: str, seen: dict[str, Any], folder: Path | None) -> str:
    import jinja2

    file: str | None = str(folder / name) if folder else name
    try:
        template = _environment(folder).get_template(name)
        file = template.filename
        return template.render(seen)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateMistake(f"{error.filename or file}, line {error.lineno}: {error.message}") from error
    except (jinja2.TemplateError, *_WRONG_IN_A_TEMPLATE) as error:
        raise TemplateMistake(f"{_place(error, file)}: {_problem(error, seen)}") from error


def _place(error: Exception, file: str | None) -> str:
    """The innermost template line that the error passed through (Jinja puts them into the traceback)."""
    steps = [step for step in traceback.extract_tb(error.__traceback__) if step.filename.endswith(".j2")]
    return f"{steps[-1].filename}, line {steps[-1].lineno}" if steps else str(file)


def _problem(error: Exception, seen: dict[str, Any]) -> str:
    import jinja2

    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template `{error.name}`"
    unknown = re.search(r"'(\w+)'(?: is undefined)?$", str(error))
    if not isinstance(error, jinja2.UndefinedError) or unknown is None:
        return str(error)
    known = sorted({*seen, *(field.name for field in fields(Line))})
    near = difflib.get_close_matches(unknown[1], known, n=1)
    return f"unknown name `{unknown[1]}`; " + (f"did you mean `{near[0]}`?" if near else f"valid: {', '.join(known)}")


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _phone_link(phone: str) -> str:
    """An address that dials (RFC 3966), or nothing when the text is more than one plain number."""
    if not re.fullmatch(r"\+?[0-9 ().-]{5,25}", phone, re.ASCII):
        return ""
    return "tel:" + re.sub(r"[^0-9+]", "", phone)


def _web_link(link: str) -> str:
    """The link if it leads to a web page; any other kind (`javascript:`) is left out."""
    return link if link.startswith(("https://", "http://")) else ""
