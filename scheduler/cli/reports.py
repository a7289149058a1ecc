"""Reports: look at a draft, approve it, record that it went, record what the provider answered."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from outreach.findings import Row
from scheduler.approving import answered, attended_of, keep_draft, looked_at, page_of, typed_before, unchanged
from scheduler.bundling import report_bundle
from scheduler.cli.acting import counted, preferences, stored
from scheduler.cli.desk import Desk, desk
from scheduler.cli.files import keep
from scheduler.cli.output import as_json, say_json
from scheduler.cli.report_list import list_command
from scheduler.documenting import Composed, approve, compose, promised_otherwise, sent
from scheduler.followups import FollowUp
from scheduler.mistakes import Refusal
from scheduler.reporting import Typed
from scheduler.spans import spoken
from scheduler.store import papers
from scheduler.store.papers import Paper as KeptPaper
from scheduler.store.papers import PaperState


@click.group("report", context_settings={"help_option_names": ["-h", "--help"]})
def report_command() -> None:
    """Progress reports: list, draft, show, approve, sent, answered.

    \b
    Examples:
      rapport report list
      rapport report show M4TD
      rapport report approve M4TD --attended 17/18 --plan "balance twice a week" --to report.pdf
      rapport report sent M4TD --by fax
      rapport report answered M4TD limits --limit "heart rate=120"
    """


report_command.add_command(list_command)


def _typed(command: Callable[..., Any]) -> Callable[..., Any]:
    """What may be typed for a report; what is not typed is taken from the record."""
    options = (
        click.option("--attended", metavar="N/M", help="Sessions attended of sessions planned, as in 17/18."),
        click.option("--plan", metavar="TEXT", multiple=True, help="What comes next; up to three times."),
        click.option("--ask", metavar="TEXT", help="The one question to the provider."),
        click.option("--bottom-line", metavar="TEXT", help="The first sentence, in place of the record's."),
        click.option("--safety", metavar="TEXT", help="The safety line, in place of the record's."),
        click.option("--context", metavar="TEXT", help="What stands behind the client's name."),
        click.option("--leave-out", metavar="MEASURE", multiple=True, help="A measure that is left out."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _merged(old: Typed, given: dict[str, Any]) -> Typed:
    """What was typed before, with what is typed now in its place."""
    told = {name: value for name, value in given.items() if value}
    if "attended" in told:
        told["attended"] = attended_of(str(told["attended"]))
    for name in ("plan", "leave_out"):
        if name in told:
            told[name] = tuple(told[name])
    return replace(old, **told)


@report_command.command("draft")
@click.argument("id_", metavar="ID")
@_typed
@click.pass_context
def draft_command(ctx: click.Context, /, id_: str, **given: Any) -> None:
    """Keep what you type for a report; the numbers are taken from the record until it is approved."""
    at = desk(ctx)
    with at.write() as (tx, house):
        follow_up = stored(tx, at, id_)
        typed = _guarded(_merged(typed_before(tx, follow_up), given))
        composed = keep_draft(tx, house, follow_up, typed, at.now)
    _show(follow_up, composed)


@report_command.command("show")
@click.argument("id_", metavar="ID")
@click.option(
    "--to",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the page: .pdf, .html, or .json (FHIR R4).",
)
@as_json
@click.pass_context
def show_command(ctx: click.Context, id_: str, file: Path | None, as_json: bool) -> None:
    """A report as it stands: what it says, what is missing, whether it may go."""
    at = desk(ctx)
    with at.read() as tx:
        follow_up = at.follow_up(tx, id_)
        paper = papers.of_follow_up(tx, follow_up.id)
        composed = compose(tx, at.house, follow_up, at.now) if follow_up.open else None
        handed = report_bundle(tx, at.house, follow_up, _open(composed), at.now) if _is_fhir(file) else None
    if file is not None and handed is not None:
        keep(file, handed)
    elif file is not None:
        _write(at, file, follow_up, paper, composed)
    if as_json:
        say_json(_dict(follow_up, paper, composed))
    elif composed is not None:
        _show(follow_up, composed)
    else:
        when = f", sent on {spoken(paper.sent_at.date())} by {paper.channel}" if paper and paper.sent_at else ""
        click.echo(f"{follow_up.id}: {follow_up.state}{when}")


@report_command.command("approve")
@click.argument("id_", metavar="ID")
@_typed
@click.option("--to", "file", metavar="FILE", type=click.Path(path_type=Path), help="Write the page as PDF.")
@click.pass_context
def approve_command(ctx: click.Context, /, id_: str, file: Path | None, **given: Any) -> None:
    """Approve a report: its page is made, checked and kept as it is."""
    at = desk(ctx)
    with at.write() as (tx, house):
        follow_up = stored(tx, at, id_)
        typed = _guarded(_merged(typed_before(tx, follow_up), given))
        composed = keep_draft(tx, house, follow_up, typed, at.now)
    page = page_of(at.house, follow_up, composed, at.now)
    with at.write() as (tx, _house):
        paper = unchanged(tx, follow_up, composed)
        approve(tx, paper, page, at.settings.practitioners[follow_up.planned.practitioner].name, at.now)
    if file is not None:
        keep(file, page)
    where = f"written to {file}; " if file else ""
    click.echo(
        f"Approved the report of {follow_up.id}; {where}when it has gone: rapport report sent {follow_up.id} --by fax"
    )
    for words in composed.content.warnings:
        click.echo(f"It tells of a change for the worse: {words}", err=True)


@report_command.command("sent")
@click.argument("id_", metavar="ID")
@click.option("--by", "channel", metavar="CHANNEL", default="fax", show_default=True, help="fax, mail, portal ...")
@click.option("--note", default="", help="A note in your own words.")
@click.pass_context
def sent_command(ctx: click.Context, id_: str, channel: str, note: str) -> None:
    """The approved page went out to the number or address on file; it is logged, and the follow-up is done."""
    at = desk(ctx)
    with at.write() as (tx, house):
        follow_up = stored(tx, at, id_)
        by = at.settings.practitioners[follow_up.planned.practitioner].name
        changes = sent(tx, house, follow_up, channel, at.now, note=note, by=by)
        paper = papers.of_follow_up(tx, follow_up.id)
        other = promised_otherwise(house, paper, changes) if paper else None
    click.echo(f"Sent: report {follow_up.id} by {channel}. {counted(changes)} Undo: rapport undo".replace("  ", " "))

    if other:
        promised, planned = (spoken(day) for day in other)
        click.echo(f"The page says that you will call on {promised}; the call is planned for {planned}.", err=True)
        click.echo(f"To keep the word: rapport upcoming --kind introduction, rapport move ID {other[0]}", err=True)


@report_command.command("answered")
@click.argument("id_", metavar="ID")
@click.argument("answer", metavar="ANSWER")
@click.option("--limit", "limits", metavar="WHAT=HIGH", multiple=True, help='A new limit, as in "heart rate=120".')
@click.option("--until", metavar="DATE", help="The last day of the new limits.")
@click.option("--prefers", metavar="KEY=VALUE", help="What the provider prefers from now on, as in cadence=60d.")
@click.option("--note", default="", help="What else was written.")
@click.pass_context
def answered_command(
    ctx: click.Context,
    id_: str,
    answer: str,
    limits: tuple[str, ...],
    until: str | None,
    prefers: str | None,
    note: str,
) -> None:
    """The provider answered a report that was sent: the box that was ticked, and what follows from it.

    Answers: continue, modify, limits, call.
    """
    at = desk(ctx)
    named = [(what, high) for what, _, high in (limit.partition("=") for limit in limits)]
    last = at.day(until) if until else None
    with at.write() as (tx, house):
        follow_up = stored(tx, at, id_)
        also = preferences(at, follow_up, prefers)
        changes = answered(tx, house, follow_up, answer, named, at.now, until=last, also=also, note=note)
    click.echo(
        f"Recorded the answer to {follow_up.id}: {answer}. {counted(changes)} Undo: rapport undo".replace("  ", " ")
    )


def _guarded(typed: Typed) -> Typed:
    """What was typed passes the ethics guard before it is kept."""
    for words in looked_at(typed):
        click.echo(f"Look again at {words}", err=True)
    return typed


def _is_fhir(file: Path | None) -> bool:
    return file is not None and file.suffix == ".json"


def _open(composed: Composed | None) -> Composed:
    if composed is None:
        raise Refusal("this report is closed; a FHIR file is made while it is open")
    return composed


def _write(at: Desk, file: Path, follow_up: FollowUp, paper: KeptPaper | None, composed: Composed | None) -> None:
    if file.suffix == ".html":
        from outreach.reports import report_html

        if composed is None or composed.report is None:
            raise Refusal("there is no page to look at yet; see what is missing: rapport report show ID")
        keep(file, report_html(composed.report).encode())
        return
    if composed is not None and composed.blocked:
        raise Refusal(f"this report may not go, and is not printed: {composed.blocked}")
    if composed is None and (paper is None or paper.state is not PaperState.SENT):
        raise Refusal(f"{follow_up.id} is {follow_up.state} and its report never went; there is no page to print")
    page = paper.page if paper else None
    if page is None:
        if composed is None:
            raise Refusal("there is no page of this report")
        page = page_of(at.house, follow_up, composed, at.now)
    keep(file, page)


def _show(follow_up: FollowUp, composed: Composed) -> None:
    says, paper = composed.content, composed.paper
    click.echo(f"Report {follow_up.id}: {paper.state if paper else 'not drafted yet'}")
    if composed.blocked:
        click.echo(f"  BLOCKED: {composed.blocked}")
    for words in says.missing:
        click.echo(f"  MISSING: {words}")
    lines = [
        ("first", says.bottom_line),
        ("attended", "{} of {} sessions".format(*says.attended) if says.attended else ""),
        *(("measure", _row_words(row)) for row in says.rows),
        *(("also", words) for words in says.others),
        ("safety", says.safety),
        *(("plan", words) for words in says.plan),
        ("ask", says.ask),
    ]
    for label, words in lines:
        if words:
            click.echo(f"  {label:<9}{words}")
    if paper and paper.state is PaperState.APPROVED and not composed.blocked:
        click.echo(f"Next: rapport report show {follow_up.id} --to FILE.pdf, then rapport report sent {follow_up.id}")


def _row_words(row: Row) -> str:
    side = f" ({row.side})" if row.side else ""
    last = f", now {row.current.text} ({spoken(row.current.day)})" if row.current else ""
    status = f": {row.status}" if row.status else ""
    return f"{row.measure}{side} {row.baseline.text} ({spoken(row.baseline.day)}){last}{status}"


def _dict(follow_up: FollowUp, paper: KeptPaper | None, composed: Composed | None) -> dict[str, Any]:
    says = composed.content if composed else None
    return {
        "id": follow_up.id,
        "paper": paper.id if paper else None,
        "state": paper.state.value if paper else None,
        "blocked_by": composed.blocked if composed else None,
        "missing": list(says.missing) if says else [],
        "warnings": list(says.warnings) if says else [],
        "bottom_line": says.bottom_line if says else None,
        "attended": list(says.attended) if says and says.attended else None,
        "rows": [_row_dict(row, name) for row, name in zip(says.rows, says.measures, strict=True)] if says else [],
        "others": list(says.others) if says else [],
        "safety": says.safety if says else None,
        "plan": list(says.plan) if says else [],
        "ask": says.ask if says else None,
        "approved_at": paper.approved_at if paper else None,
        "sent_at": paper.sent_at if paper else None,
        "channel": paper.channel if paper and paper.channel else None,
    }


def _row_dict(row: Row, measure: str) -> dict[str, Any]:
    fields = ("area", "side", "change", "threshold", "source", "goal", "status")
    readings = {name: getattr(row, name) for name in ("baseline", "previous", "current")}
    return {
        "measure": measure,
        **{name: getattr(row, name) for name in fields},
        **{name: {"text": r.text, "on": r.day} if r else None for name, r in readings.items()},
    }
