"""Templates that a practice may replace, and mistakes in them that name file and line."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
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


#: Said where a template takes for granted what is not always there.
_NOT_ALWAYS: Final = "this is not always known; put it between {% if ... %} and {% endif %}"


class TemplateMistake(ValueError):
    """A template that cannot be used, with its file, line and what is wrong there."""


def place_of(mistake: TemplateMistake) -> str:
    """File and line of a mistake, for a log: the rest of its words may hold what the template was given."""
    return str(mistake).partition(": ")[0]


def environment(folder: Path | None) -> Environment:
    """A fresh one, with filters that may be added to."""
    import jinja2

    own = jinja2.PackageLoader("outreach", "templates")
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(folder), own]) if folder else own,
        undefined=jinja2.StrictUndefined,
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=known,
    )
    made.filters |= {"day": day, "phone_link": phone_link, "web_link": web_link}
    return made


def _shared(folder: Path | None) -> Environment:
    """One for many letters; a template that is put into the folder, or changed there, counts at once."""
    folders = (folder, *folder.glob("*/")) if folder else ()
    return _made(folder, tuple((place, place.stat().st_mtime_ns) for place in folders if place and place.is_dir()))


@lru_cache(maxsize=4)
def _made(folder: Path | None, _as_of: tuple[tuple[Path, int], ...]) -> Environment:
    return environment(folder)


def rendered(
    name: str,
    seen: Mapping[str, Any],
    folder: Path | None,
    *,
    names: Iterable[str] = (),
    filters: Mapping[str, Any] | None = None,
) -> str:
    """A template's words; `names` are those beside those in `seen` that a template may use, for the hint."""
    import jinja2

    file: str | None = str(folder / name) if folder else name
    try:
        made = environment(folder) if filters else _shared(folder)
        made.filters |= dict(filters or {})
        template = made.get_template(name)
        file = template.filename
        return template.render(seen)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateMistake(f"{error.filename or file}, line {error.lineno}: {error.message}") from error
    except (jinja2.TemplateError, *_WRONG_IN_A_TEMPLATE) as error:
        raise TemplateMistake(f"{_place(error, file)}: {_problem(error, {*seen, *names})}") from error


def known(value: Any) -> Any:
    """Refuses to print what is not known: "None" in a letter helps nobody."""
    if value is None:
        raise TypeError(_NOT_ALWAYS)
    return value


def _place(error: Exception, file: str | None) -> str:
    """The innermost template line that the error passed through (Jinja puts them into the traceback)."""
    steps = [step for step in traceback.extract_tb(error.__traceback__) if step.filename.endswith(".j2")]
    return f"{steps[-1].filename}, line {steps[-1].lineno}" if steps else str(file)


def _problem(error: Exception, names: set[str]) -> str:
    import jinja2

    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template `{error.name}`"
    if str(error).startswith("'None' has no attribute"):
        return _NOT_ALWAYS
    unknown = re.search(r"'(\w+)'(?: is undefined)?$", str(error))
    if not isinstance(error, jinja2.UndefinedError) or unknown is None:
        return str(error)
    near = difflib.get_close_matches(unknown[1], sorted(names), n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"valid: {', '.join(sorted(names))}"
    return f"unknown name `{unknown[1]}`; {hint}"


def day(value: date) -> str:
    """A day in words, with its weekday: "Thursday 3 December 2026"."""
    return f"{value:%A} {value.day} {value:%B %Y}"


def phone_link(phone: str) -> str:
    """An address that dials (RFC 3966), or nothing when the text is more than one plain number."""
    if not re.fullmatch(r"\+?[0-9 ().-]{5,25}", phone, re.ASCII):
        return ""
    return "tel:" + re.sub(r"[^0-9+]", "", phone)


def web_link(link: str) -> str:
    """The link if it leads to a web page; any other kind (`javascript:`) is left out."""
    return link if link.startswith(("https://", "http://")) else ""
