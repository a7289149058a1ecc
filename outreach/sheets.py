"""Pages for the practitioner's own use: a title, and sections of short lines, on one page."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from outreach import printing
from outreach.printing import Paper
from outreach.reports import Letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it; a section without lines is left out."""

    heading: str
    lines: tuple[str, ...]
    #: Whether the lines are boxes to tick.
    boxes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page."""

    practice: Letterhead
    title: str
    day: date
    #: Whom or what it is about; may be empty.
    about: str = ""
    sections: tuple[Section, ...]
    foot: tuple[str, ...] = ()

    def text(self) -> str:
        """The same words for a screen."""
        parts = [f"{self.title}, {_day(self.day)}", self.about] if self.about else [f"{self.title}, {_day(self.day)}"]
        for section in self.sections:
            mark = "[ ] " if section.boxes else ""
            if section.lines:
                parts += ["", section.heading.upper(), *(f"  {mark}{line}" for line in section.lines)]
        return "\n".join(parts) + "\n"


def sheet_pdf(sheet: Sheet, paper: Paper, at: datetime) -> bytes:
    """The page as PDF; raises `outreach.printing.PaperMistake` where it does not fit on one page."""
    data = {
        "practice": asdict(sheet.practice),
        "title": sheet.title,
        "day": _day(sheet.day),
        "about": sheet.about,
        "sections": [asdict(section) for section in sheet.sections if section.lines],
        "foot": list(sheet.foot),
    }
    return printing.pdf("sheet", data, paper=paper, at=at, title=sheet.title)


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
