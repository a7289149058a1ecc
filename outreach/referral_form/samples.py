"""A made-up practice's form, to look at and to try out."""

from datetime import date
from typing import Final

from outreach.referral_form.fields import Form
from outreach.reports import Letterhead

SAMPLE: Final = Form(
    practice=Letterhead(
        name="Northside Medical Exercise",
        phone="(617) 555-0100",
        fax="(617) 555-0101",
        address="12 Mill Street, Boston, MA 02118",
    ),
    version="3",
    dated=date(2026, 9, 1),
)

#: What a practice knows of the provider whose form it is.
SAMPLE_PREFILL: Final = {
    "provider_name": "Dr. Alan Lee",
    "provider_credentials": "MD",
    "provider_npi": "1234567893",
    "provider_phone": "(617) 555-0142",
    "provider_fax": "(617) 555-0143",
    "report_to": "fax",
}
