"""The referral form: one definition of its fields gives the web page, the fillable PDF and what is taken in."""

from outreach.referral_form.checking import Answer
from outreach.referral_form.fields import (
    BY_NAME,
    DATED,
    FIELDS,
    FREE_CHOICE,
    NONCE,
    VERSION,
    FieldKind,
    FieldSpec,
    Form,
    Option,
    Section,
    When,
    labelled,
)
from outreach.referral_form.pages import content_policy, page, receipt_page
from outreach.referral_form.paper import form_pdf, pad_pdf
from outreach.referral_form.parsing import MOST_BYTES, Errors, Submission, parse
from outreach.referral_form.samples import SAMPLE, SAMPLE_PREFILL

__all__ = [
    "BY_NAME",
    "DATED",
    "FIELDS",
    "FREE_CHOICE",
    "MOST_BYTES",
    "NONCE",
    "SAMPLE",
    "SAMPLE_PREFILL",
    "VERSION",
    "Answer",
    "Errors",
    "FieldKind",
    "FieldSpec",
    "Form",
    "Option",
    "Section",
    "Submission",
    "When",
    "content_policy",
    "form_pdf",
    "labelled",
    "pad_pdf",
    "page",
    "parse",
    "receipt_page",
]
