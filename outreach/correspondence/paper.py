"""A letter on the practice's letterhead, one page, as it can be mailed or faxed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from outreach import printing
from outreach.correspondence.kinds import LETTERS, LetterName
from outreach.correspondence.occasions import Occasion
from outreach.correspondence.writing import Words, letter_text
from outreach.printing import Paper
from outreach.reports import CONFIDENTIAL, Addressee, Letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A letter on paper, and its words with what the guard warns of."""

    pdf: bytes
    words: Words


def letter_pdf(
    name: LetterName,
    occasion: Occasion,
    *,
    practice: Letterhead,
    to: Addressee,
    paper: Paper,
    at: datetime,
    folder: Path | None = None,
) -> Printed:
    """The letter as a PDF of one page; raises what `letter_text` raises, and `PaperMistake` where it does not fit.

    The client's name and birth date stand here, and not in words that travel by e-mail; a title names nobody.
    """
    words = letter_text(name, occasion, folder)
    if name is LetterName.COVER_SHEET:
        made = printing.pdf("cover", _cover(words, occasion, practice, to), paper=paper, at=at, title="Fax")
    else:
        tells = LETTERS[name].tells_of_client
        made = printing.pdf("letter", _letter(words, occasion, practice, to, tells), paper=paper, at=at, title="Letter")
    return Printed(pdf=made, words=words)


def _letter(words: Words, occasion: Occasion, practice: Letterhead, to: Addressee, tells: bool) -> dict[str, Any]:
    return {
        "practice": asdict(practice),
        "to": {"name": to.name, "reach": _reach(to)},
        "day": _day(occasion),
        "subject": words.subject,
        "about": _about(occasion) if tells else "",
        "greeting": words.greeting,
        "paragraphs": [_paragraph(paragraph) for paragraph in words.paragraphs],
        "closing": words.closing,
        "foot": [words.authorization, CONFIDENTIAL] if tells else [],
    }


def _cover(words: Words, occasion: Occasion, practice: Letterhead, to: Addressee) -> dict[str, Any]:
    fax = occasion.fax
    assert fax is not None
    lines = {
        "To": to.name,
        "Office": to.office,
        "Fax": fax.number,
        "From": words.closing[0],
        "Date": _day(occasion),
        "Pages": f"{fax.pages}, with this one",
        "Subject": words.subject,
    }
    return {
        "practice": asdict(practice),
        "lines": [[label, text] for label, text in lines.items() if text],
        "paragraphs": words.paragraphs,
    }


def _paragraph(text: str) -> dict[str, Any]:
    lines = text.split("\n")
    return {
        "words": " ".join(line for line in lines if not line.startswith("- ")),
        "points": [line.removeprefix("- ") for line in lines if line.startswith("- ")],
    }


def _about(occasion: Occasion) -> str:
    client = occasion.client
    assert client is not None
    born = f", born {client.born.day} {client.born:%B %Y}" if client.born else ""
    return f"About {client.name}{born}"


def _reach(to: Addressee) -> str:
    return " · ".join(part for part in (to.office, to.fax and f"fax {to.fax}") if part)


def _day(occasion: Occasion) -> str:
    return f"{occasion.day.day} {occasion.day:%B %Y}"
