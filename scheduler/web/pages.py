"""Pages: words put into templates, with the one style sheet that they all share."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from calendars.feed import Answer
from scheduler.spans import spoken
from scheduler.web import answers
from scheduler.web.visits import Visit

if TYPE_CHECKING:
    from jinja2 import Environment


def shown(
    visit: Visit, template: str, /, status: int = 200, headers: Iterable[tuple[str, str]] = (), **words: Any
) -> Answer:
    """A page made of a template; every template knows the practice, who is logged in, and the proof for its forms."""
    known = {
        "base": visit.premises.base,
        "style": style(),
        "practice": visit.premises.practice_name,
        "me": visit.who,
        "proof": visit.proof if visit.who else "",
    }
    body = _environment().get_template(template).render(known | words)
    return answers.page(body, status, [("Content-Security-Policy", policy()), *headers])


@cache
def style() -> str:
    """The style sheet."""
    return (resources.files("scheduler.web.templates") / "page.css").read_text("utf-8")


@cache
def policy() -> str:
    """What a page may do: show itself in its own style, known by its hash (CSP level 3, 6.7.3.2)."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"{answers.POLICY}; style-src 'sha256-{digest}'"


@cache
def _environment() -> "Environment":
    """Made once: these templates are Rapport's own, and change with it."""
    import jinja2
    from markupsafe import Markup

    made = jinja2.Environment(
        loader=jinja2.PackageLoader("scheduler.web", "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": spoken, "as_style": Markup}
    return made
