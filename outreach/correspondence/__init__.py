"""Letters to providers and clients, and what to say in a call: words from an occasion, and the letter on paper."""

from outreach.correspondence.checking import check_templates
from outreach.correspondence.kinds import LETTERS, SCRIPTS, Audience, Kind, LetterName, ScriptName
from outreach.correspondence.occasions import (
    Attendance,
    Client,
    Fax,
    Incident,
    Occasion,
    Recipient,
    Result,
    Sender,
)
from outreach.correspondence.paper import Printed, letter_pdf
from outreach.correspondence.samples import bare_sample, sample
from outreach.correspondence.writing import Blocked, Lacking, Line, Script, Words, letter_text, script
from outreach.reports import Authorization

__all__ = [
    "LETTERS",
    "SCRIPTS",
    "Attendance",
    "Audience",
    "Authorization",
    "Blocked",
    "Client",
    "Fax",
    "Incident",
    "Kind",
    "Lacking",
    "LetterName",
    "Line",
    "Occasion",
    "Printed",
    "Recipient",
    "Result",
    "Script",
    "ScriptName",
    "Sender",
    "Words",
    "bare_sample",
    "check_templates",
    "letter_pdf",
    "letter_text",
    "sample",
    "script",
]
