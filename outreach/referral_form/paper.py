"""The referral form on paper: one page to fill in on a screen or by hand, and the pad with four small ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from outreach import printing
from outreach.printing import Paper, PaperMistake
from outreach.referral_form.fields import BY_NAME, FIELDS, FREE_CHOICE, FieldSpec, Form
from outreach.referral_form.widgets import add_fields

#: The side of the smallest square in the code, in points: below this a fax swallows it.
_MODULE: Final = 2
#: White around the code, in modules (ISO/IEC 18004).
_QUIET: Final = 4
#: A line on paper has this many parts.
_TWELFTHS: Final = 12
_LONGEST_URL: Final = 150
_PAD_BEFORE: Final = ("patient_name", "patient_phone", "patient_born")
_PAD_AFTER: Final = ("diagnosis", "provider_name")


def form_pdf(form: Form, prefill: Mapping[str, str], url: str, paper: Paper, at: datetime) -> bytes:
    """The form as a PDF with fields to fill in, one page; `url` is the same form on the web, shown as a code."""
    known = {name: value for name, value in prefill.items() if name in BY_NAME}
    made = printing.pdf("referral", _page(form, url), paper=paper, at=at, title="Referral form")
    return add_fields(made, known)


def pad_pdf(form: Form, prefill: Mapping[str, str], url: str, paper: Paper, at: datetime) -> bytes:
    """Four small forms on one sheet, with lines to cut along; only the provider's name is filled in."""
    data = {
        "practice": asdict(form.practice),
        "reach": [part for part in (_labelled("phone", form.practice.phone), form.practice.address) if part],
        "send": [_fax_to(form)] if form.practice.fax else [],
        "before": [{"label": _short(BY_NAME[name]), "value": ""} for name in _PAD_BEFORE],
        "wanted": _choice("wanted"),
        "after": [
            {"label": _short(BY_NAME[name]), "value": prefill.get(name, "") if name == "provider_name" else ""}
            for name in _PAD_AFTER
        ],
        "report": _choice("report_to"),
        "knows": BY_NAME["patient_knows"].label,
        "foot": [FREE_CHOICE, _version(form)],
        "qr": _code(url),
    }
    return printing.pdf("referral_pad", data, paper=paper, at=at, title="Referral pad")


def _page(form: Form, url: str) -> dict[str, Any]:
    call = f"Questions: call {form.practice.phone}." if form.practice.phone else ""
    send = [
        "Fill in on a screen or by hand. What has a star is needed.",
        f"{_fax_to(form)}, or use the form on the web: scan the code." if form.practice.fax else "",
        f"You will hear from us {form.answer}. {call}",
        "Not for emergencies: call 911.",
    ]
    return {
        "practice": asdict(form.practice),
        "send": [words for words in send if words],
        "sections": [
            {"heading": section.value, "rows": [[_field(field) for field in row] for row in _rows(inside)]}
            for section, inside in groupby(FIELDS, key=lambda field: field.section)
        ],
        "foot": [FREE_CHOICE, f"{_version(form)}. On the web: {url}"],
        "qr": _code(url),
    }


def _rows(fields: Iterable[FieldSpec]) -> list[list[FieldSpec]]:
    """Fields beside each other as long as their twelfths fit."""
    rows: list[list[FieldSpec]] = []
    for field in fields:
        if not rows or sum(other.width for other in rows[-1]) + field.width > _TWELFTHS:
            rows.append([])
        rows[-1].append(field)
    return rows


def _field(field: FieldSpec) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": _short(field),
        "kind": field.kind.value,
        "required": field.required,
        "width": field.width,
        "options": [asdict(option) for option in field.options],
    }


def _choice(name: str) -> dict[str, Any]:
    field = BY_NAME[name]
    return {"label": _short(field), "options": [option.label for option in field.options]}


def _short(field: FieldSpec) -> str:
    return field.short or field.label


def _fax_to(form: Form) -> str:
    return f"Fax to {form.practice.fax}"


def _labelled(label: str, value: str) -> str:
    return f"{label} {value}" if value else ""


def _version(form: Form) -> str:
    return f"Form {form.version} of {_day(form.dated)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _code(url: str) -> dict[str, Any]:
    """The address as a QR code (ISO/IEC 18004) and its side in points."""
    import segno

    if len(url) > _LONGEST_URL:
        raise PaperMistake("the form's web address: too long for a code that can be scanned after a fax; shorten it")
    code = segno.make_qr(url, error="m", boost_error=False)
    out = BytesIO()
    code.save(out, kind="svg", scale=_MODULE, border=_QUIET, xmldecl=False, svgns=True, dark="#000")
    return {"svg": out.getvalue().decode(), "side": code.symbol_size(scale=_MODULE, border=_QUIET)[0]}
