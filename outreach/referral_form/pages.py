"""The referral form on a screen: done in under a minute on a phone, without scripts, readable by a screen reader."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Final

from outreach.referral_form.fields import FIELDS, FREE_CHOICE, FieldKind, FieldSpec, Form
from outreach.referral_form.parsing import Errors
from outreach.templating import environment

if TYPE_CHECKING:
    from jinja2 import Environment

_NOTHING_WRONG: Final = Errors()


def page(form: Form, values: Mapping[str, str], errors: Errors = _NOTHING_WRONG) -> str:
    """The page to fill in; `values` are what is known of the provider, what was typed, and the nonce, by field name."""
    short = [field for field in FIELDS if field.required and field.kind is not FieldKind.TICK]
    long = [field for field in FIELDS if not field.required]
    return _written(
        "referral_page",
        form=form,
        fields=FIELDS,
        count=sum(field.required for field in FIELDS),
        values=values,
        errors=errors,
        required=_by_section(short),
        optional=_by_section(long),
        consent=next(field for field in FIELDS if field.kind is FieldKind.TICK),
        open=any(field.name in errors.fields for field in long),
    )


def receipt_page(form: Form, *, reference: str, hear_from: str, hear_by: date) -> str:
    """What the office sees after sending: whom it hears from, and by when; nothing about the patient."""
    return _written("referral_receipt", form=form, reference=reference, hear_from=hear_from, hear_by=hear_by)


def content_policy() -> str:
    """A Content-Security-Policy (W3C CSP 3) that lets these pages do what they need and nothing else."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@cache
def _style() -> str:
    return files("outreach").joinpath("templates/referral_style.css.j2").read_text("utf-8")


def _written(name: str, **seen: object) -> str:
    from markupsafe import Markup

    template = _environment().get_template(f"{name}.html.j2")
    return template.render(style=Markup(_style()), free_choice=FREE_CHOICE, **seen)


@cache
def _environment() -> Environment:
    """Made once: no practice replaces these templates, and a stranger may ask for the page often."""
    made = environment(None)
    made.filters |= {"plain_day": _plain_day, "weekday": _weekday}
    return made


def _by_section(fields: Iterable[FieldSpec]) -> list[tuple[str, list[FieldSpec]]]:
    return [(section.value, list(inside)) for section, inside in groupby(fields, key=lambda field: field.section)]


def _plain_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _weekday(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
