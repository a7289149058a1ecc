"""Storing an import: people first, then facts, in one transaction that the caller opened; planning is left to it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from scheduler.circles import few_searches
from scheduler.facts.permissions import BadFact
from scheduler.importing.facts import FactsStoring
from scheduler.importing.outcome import SAYS_THE_SAME, BadRow, Count, LeaveOut, LeftOut, Rejected
from scheduler.importing.people import PeopleStoring
from scheduler.importing.preparing import Prepared, Ready, Source
from scheduler.importing.reading import Row
from scheduler.importing.running import Run
from scheduler.importing.targets import Person, Target
from scheduler.making_people import BadPerson
from scheduler.store import batches
from scheduler.store.tx import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import came to."""

    #: None when nothing is new or changed: then there is nothing to undo either.
    batch: str | None = None
    #: By target: "client", "provider", "visit".
    counts: Mapping[str, Count] = field(default_factory=dict)
    #: The first rejected rows, and how many there are.
    rejected: tuple[Rejected, ...] = ()
    rejected_count: int = 0
    left_out: tuple[LeftOut, ...] = ()
    #: The clients and providers to be planned anew; None means everybody.
    touched: frozenset[str] | None = frozenset()
    not_used: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()


def store(tx: Transaction, prepared: Prepared, now: datetime) -> Imported:
    """Store what the files hold; the same rows again change nothing. Raises `Refusal` for a file that is broken."""
    run = Run(tx, prepared, now)
    run.tally.reject_all(prepared.rejected)
    for left in prepared.left_out:
        run.tally.leave_out(left.table, left.reason, left.count)
    people = PeopleStoring(run)
    _each(run, lambda target: isinstance(target, Person), people.row)
    facts = FactsStoring(run, people.known())
    with few_searches():
        _each(run, lambda target: not isinstance(target, Person), facts.row)
        facts.flush()
    if run.begun is not None:
        stored = {target: asdict(count) for target, count in run.tally.counts.items()}
        batches.finish(tx, run.begun, stored, run.changed)
    return Imported(
        batch=run.begun,
        counts=run.tally.counts,
        rejected=run.tally.rejected,
        rejected_count=run.tally.rejected_count,
        left_out=run.tally.left_out,
        touched=run.touched.all(tx),
        not_used=prepared.not_used,
        not_read=prepared.not_read,
    )


def _each(run: Run, wanted: Callable[[Target], bool], act: Callable[[Source, Ready, Row], None]) -> None:
    """Give every wanted row to `act`, reading each file once for all its tables."""
    distinct: dict[str, set[tuple[str, ...]]] = {}
    for source in run.prepared.sources:
        ready = [r for r in source.ready if wanted(r.table.makes)]
        if not ready:
            continue
        for row in source.rows():
            if row.fault:
                run.tally.reject(source.name, row.line, row.fault, source.counted)
                continue
            for one in ready:
                _row(run, source, one, row, distinct.setdefault(one.table.place + one.table.label, set()), act)


def _row(
    run: Run,
    source: Source,
    ready: Ready,
    row: Row,
    seen: set[tuple[str, ...]],
    act: Callable[[Source, Ready, Row], None],
) -> None:
    table, mark = ready.table, None
    try:
        for test in ready.where:
            reason = test(row.cells)
            if reason is not None:
                if not table.quiet:
                    run.tally.leave_out(table.label, reason)
                return
        if ready.distinct is not None:
            mark = ready.distinct(row.cells)
            if mark in seen:
                raise LeaveOut(SAYS_THE_SAME)
        act(source, ready, row)
        if mark is not None:
            seen.add(mark)
    except LeaveOut as left:
        run.tally.leave_out(table.label, str(left))
    except (BadRow, BadPerson) as error:
        run.tally.reject(source.name, row.line, f"{table.makes}: {error}", source.counted)
    except BadFact as error:
        words = _without_dates(str(error))
        run.tally.reject(source.name, row.line, f"{table.makes}: {words}", source.counted)


def _without_dates(words: str) -> str:
    """A reason goes to a screen and into logs; a client's dates do not."""
    return re.sub(r"\d{4}-\d\d-\d\d", "(date)", words)
