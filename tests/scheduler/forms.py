"""A practice with an address of the referral form, and answers to fill in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from outreach.referral_form import SAMPLE, VERSION, Submission, parse
from scheduler.receiving import Receipt, SentBefore, TooMany, receive
from scheduler.store import forms
from scheduler.store.forms import FormAddress, Submitted
from tests.houses import LEE
from tests.traps.desk import POST, Desk

#: 43 characters, as a real token has them.
FORM_TOKEN = "F0rmT0ken" + "x" * 34
#: Everything that a form may hold.
FILLED = {
    "patient_name": "Zyxwina Quorvendal",
    "patient_phone": "(617) 555-9876",
    "patient_born": "07/19/1951",
    "wanted": "balance",
    "diagnosis": "diagnosiszz M17.11",
    "frequency": "2 times a week, 8 weeks",
    "therapy_ended": "11/02/2026",
    "goals": "goalszz\nwalk to church",
    "limit_pressure": "150/90",
    "implants": "implantzz left hip",
    "report_to": "fax",
    "report_every": "60",
    "provider_name": "Dr. Alan Lee",
    "patient_knows": "yes",
}
#: What has to be filled in, and no more.
LEAST = {
    name: FILLED[name]
    for name in ("patient_name", "patient_phone", "wanted", "report_to", "provider_name", "patient_knows")
}


def open_form(desk: Desk, provider: str = LEE.code, token: str = FORM_TOKEN) -> FormAddress:
    """A provider's address of the form, for a year."""
    with desk.store.write() as tx:
        forms.add(tx, provider, VERSION, token, desk.now + timedelta(days=365), desk.now)
        address = forms.by_token(tx, token, desk.now)
    assert address is not None
    return address


@dataclass
class Office:
    """An office that sends forms straight to the practice, without a page between."""

    desk: Desk
    address: FormAddress

    def send(self, nonce: str = "n1", answers: Mapping[str, str] = FILLED) -> Receipt | SentBefore | TooMany:
        """Send one form."""
        with self.desk.store.write() as tx:
            return receive(tx, self.desk.house, POST, self.address, self.submission(nonce, answers), self.desk.now)

    def sent(self, nonce: str = "n1", answers: Mapping[str, str] = FILLED) -> Submitted:
        """Send one that is taken, and what is kept of it."""
        assert isinstance(self.send(nonce, answers), Receipt)
        with self.desk.store.read() as tx:
            kept = forms.submission(tx, nonce)
        assert kept is not None
        return kept

    def submission(self, nonce: str, answers: Mapping[str, str]) -> Submission:
        """The answers as the page's reader gives them."""
        body = urlencode({**answers, "nonce": nonce}).encode()
        found = parse(SAMPLE, body, "application/x-www-form-urlencoded", today=self.desk.today)
        assert isinstance(found, Submission), found
        return found
