"""One page about one client to one provider: what changed, measured against what, and one question to answer.

Words come ready made: this module judges no change and makes no claim, it gives each thing its place. What does not
fit is refused with a choice of rows; nothing is shrunk, nothing is cut.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from outreach import printing
from outreach.findings import Area as Area
from outreach.findings import Reading as Reading
from outreach.findings import Row as Row
from outreach.findings import day_words, table
from outreach.printing import Paper, PaperMistake, TooFull

#: More words than this are not read in the minute a report gets.
MOST_WORDS: Final = 350
MOST_PLANS: Final = 3
#: No page holds more, whatever else it says; so that trying ends soon.
_ROWS_ON_A_PAGE: Final = 30
SCOPE: Final = "We provide exercise and report what we measure. We do not diagnose or treat."
CONFIDENTIAL: Final = "Confidential, for the addressee only. If it reached you in error, please call us and destroy it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The practice that writes."""

    name: str
    phone: str = ""
    #: Where the answer comes back; without it the page asks for a call.
    fax: str = ""
    #: On one line.
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """The provider who is written to."""

    name: str
    #: "orthopedics", "Harbor Clinic"; may be empty.
    office: str = ""
    fax: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorization:
    """The client's permission that the report leaves under (45 CFR 164.508)."""

    id: str
    #: Its last day; none: until it is revoked.
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that the page says."""

    practice: Letterhead
    #: Who writes, with credentials: "Maya Chen, medical exercise specialist".
    author: str
    to: Addressee
    client: str
    born: date
    day: date
    kind: str = "Progress report"
    #: "referred 14 Sep 2026, right knee replacement 2 Jun 2026".
    context: str = ""
    #: One or two sentences, the first that is read.
    bottom_line: str
    #: To a provider who does not know the practice: "We have not met; I will call on Thursday."
    introduction: str = ""
    #: Sessions attended and sessions planned.
    attended: tuple[int, int] | None = None
    #: In the order of their weight; the page groups them by area.
    rows: tuple[Row, ...] = ()
    #: How many measures were left out on purpose; the page says so.
    left_out: int = 0
    #: Pain, blood pressure: one line, never a headline.
    others: tuple[str, ...] = ()
    #: Ranges and events: "no falls, no stops".
    safety: str = ""
    #: Up to three lines.
    plan: tuple[str, ...] = ()
    #: The one question that the boxes answer.
    ask: str
    authorization: Authorization
    scope: str = SCOPE
    confidential: str = CONFIDENTIAL


class TooLong(TooFull):
    """The report does not fit on its page."""

    def __init__(self, message: str, *, fits: int, rows: int, any_of: tuple[int, ...]) -> None:
        super().__init__(message)
        #: How many rows fit, counted from the first.
        self.fits = fits
        #: How many there are.
        self.rows = rows
        #: The rows (from 1) of which leaving out a single one is enough.
        self.any_of = any_of


def report_pdf(report: Report, paper: Paper, at: datetime) -> bytes:
    """The report on one page, or `TooLong` with the rows that one may leave out; `at` is the time in the file."""
    try:
        return _printed(report, paper, at)
    except TooFull:
        # Not chained: the reader needs one reason, and finding it means many tries.
        pass
    raise _too_long(report, paper, at)


def report_html(report: Report) -> str:
    """The same words and numbers to look at on a screen, in one file without scripts."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("outreach", "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("report.html.j2").render(_page(report))


def leaving_out(report: Report, rows: Collection[int]) -> Report:
    """The report without these rows (from 1); it says how many further measures there are."""
    kept = tuple(row for number, row in enumerate(report.rows, start=1) if number not in rows)
    return replace(report, rows=kept, left_out=report.left_out + len(report.rows) - len(kept))


def _printed(report: Report, paper: Paper, at: datetime) -> bytes:
    return printing.pdf("report", _page(report), paper=paper, at=at, title=report.kind, most_words=MOST_WORDS)


def _fits(report: Report, paper: Paper, at: datetime) -> bool:
    try:
        _printed(report, paper, at)
    except TooFull:
        return False
    return True


def _too_long(report: Report, paper: Paper, at: datetime) -> TooLong:
    """By trying: the first rows that fit together, and the single rows that would be enough."""
    count = len(report.rows)

    def fits_without(*numbers: int) -> bool:
        return _fits(leaving_out(report, numbers), paper, at)

    most = min(count - 1, _ROWS_ON_A_PAGE)
    fits = next((n for n in range(most, -1, -1) if fits_without(*range(n + 1, count + 1))), None)
    if fits is None:
        words = f"the report is too long for one page even without rows (at most {MOST_WORDS} words)"
        return TooLong(f"{words}; say it in fewer words", fits=0, rows=count, any_of=())
    any_of = tuple(n for n in range(1, count + 1) if fits_without(n)) if fits == count - 1 else ()
    remedy = f"leave out row {_one_of(any_of)}" if any_of else f"leave out {count - fits} or more"
    return TooLong(
        f"too many rows for one page, the first {fits} of {count} fit; {remedy}, or say the rest in fewer words",
        fits=fits,
        rows=count,
        any_of=any_of,
    )


def _one_of(numbers: tuple[int, ...]) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} or {last}" if most else last


def _page(report: Report) -> dict[str, Any]:
    """Everything as finished words, one line each, for paper and screen alike."""
    _refuse_nonsense(report)
    fields = ("kind", "author", "client", "context", "bottom_line", "introduction", "safety", "plan", "ask")
    page = {
        **{name: getattr(report, name) for name in fields},
        "practice": {name: getattr(report.practice, name) for name in ("name", "phone", "fax", "address")},
        "to": report.to.name,
        "to_office": report.to.office,
        "to_fax": report.to.fax,
        "born": day_words(report.born),
        "day": f"{report.day.day} {report.day:%B %Y}",
        "attendance": "Attended {} of {} sessions.".format(*report.attended) if report.attended else "",
        "others": "; ".join(other.rstrip(".") for other in report.others),
        "further": _further(report.left_out),
        "answer": _answer(report.practice),
        "foot": [_released(report.authorization), report.scope, report.confidential],
        **table(report.rows),
    }
    return {name: _flat(value) for name, value in page.items()}


def _further(count: int) -> str:
    return f"{count} further measure{'s' if count > 1 else ''} on request." if count else ""


def _answer(practice: Letterhead) -> str:
    if practice.fax:
        return f"Please fax back to {practice.fax}"
    return f"Please call {practice.phone}" if practice.phone else ""


def _released(authorization: Authorization) -> str:
    until = f"valid until {day_words(authorization.until)}" if authorization.until else "valid until revoked"
    return f"Released under the client's authorization {authorization.id}, {until}."


def _refuse_nonsense(report: Report) -> None:
    needed = {
        "practice, name": report.practice.name,
        "practice, phone or fax": report.practice.phone + report.practice.fax,
        "addressee, name": report.to.name,
        "author": report.author,
        "client": report.client,
        "kind": report.kind,
        "bottom line": report.bottom_line,
        "ask": report.ask,
        "authorization, id": report.authorization.id,
        **{f"row {number}, measure": row.measure for number, row in enumerate(report.rows, start=1)},
        **{f"row {number}, baseline": row.baseline.text for number, row in enumerate(report.rows, start=1)},
    }
    if missing := [field for field, words in needed.items() if not words.strip()]:
        raise PaperMistake(f"the report lacks {', '.join(missing)}; fill it in")
    if len(report.plan) > MOST_PLANS:
        raise PaperMistake(
            f"plan: {len(report.plan)} lines; at most {MOST_PLANS} are read, put the rest into the next report"
        )
    if report.attended and not 0 <= report.attended[0] <= report.attended[1]:
        raise PaperMistake("attended: more sessions attended than planned, or fewer than none; correct the numbers")
    if report.authorization.until and report.authorization.until < report.day:
        raise PaperMistake("authorization: it ended before the day of the report; get a new one first")


def _flat(value: Any) -> Any:
    """Every text on one line, so that no field can pose as another."""
    match value:
        case str():
            return " ".join(value.split())
        case list() | tuple():
            return [_flat(part) for part in value]
        case dict():
            return {key: _flat(part) for key, part in value.items()}
        case _:
            return value
