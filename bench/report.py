"""A progress report from the record to its page, beside the engine drawing the same pages from constants."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import typst

from bench.practices import NOW, TODAY, Office, code, practice
from bench.rows import Row
from bench.timing import in_turn
from scheduler.approving import page_of
from scheduler.documenting import compose
from scheduler.facts import Fact, FactKind
from scheduler.followups import FollowUp, FollowUpKind
from scheduler.reporting import Typed
from scheduler.store import facts as fact_store
from scheduler.store import followups

#: So many reports, each of another client.
REPORTS = 20
MEASURES = {"gait_speed": (0.8, 0.95), "6mwt": (310, 372), "5xsts": (15.2, 12.1), "pain_nrs": (6, 3)}


def rows(_share: float = 1.0) -> list[Row]:
    """Both in this process, which has drawn pages before."""
    with tempfile.TemporaryDirectory() as folder:
        office = practice(Path(folder), 60, 40)
        office.plan()
        _measure(office)
        drawing = Drawing(office)
        (kept, drawn) = _watched(drawing.all)
        if len(drawn) != len(kept):
            raise RuntimeError(f"{len(drawn)} pages were drawn for {len(kept)} reports")

        # Page by page in turn, the same one only after many others: Typst remembers the last few, and would copy them.
        half = REPORTS // 2
        reports, constants = cycle(drawing.reports), cycle(drawn[half:] + drawn[:half])

        def from_constants() -> None:
            arguments, told = next(constants)
            typst.compile_with_warnings(*arguments, **told)

        ours, theirs = in_turn(lambda: drawing.one(next(reports)), from_constants, runs=5 * REPORTS)
        office.store.close()
    baseline = "Typst draws the same pages from constants"
    return [Row("a report from the record to its page (PDF)", ours, baseline, theirs, "at most 1.5")]


class Drawing:
    """Reports that may go, composed and drawn one after another."""

    def __init__(self, office: Office) -> None:
        self.office = office
        identity = replace(office.house.identity, phone="(617) 555-0142", fax="(617) 555-0143")
        self.house = replace(office.house, identity=identity)
        with office.store.read() as tx:
            reports = [f for f in followups.open_ones(tx) if f.planned.kind is FollowUpKind.REPORT and not f.blocked_by]
        of_each = {f.planned.client: f for f in reversed(reports)}
        self.reports = [f for f in of_each.values() if self._goes(f)][:REPORTS]
        if len(self.reports) < REPORTS:
            raise RuntimeError(f"only {len(self.reports)} reports may go")

    def _goes(self, follow_up: FollowUp) -> bool:
        with self.office.store.read() as tx:
            return compose(tx, self.house, follow_up, NOW, _typed()).report is not None

    def one(self, follow_up: FollowUp) -> bytes:
        """The page of one."""
        with self.office.store.read() as tx:
            composed = compose(tx, self.house, follow_up, NOW, _typed())
        return page_of(self.house, follow_up, composed, NOW)

    def all(self) -> list[bytes]:
        """The pages of all."""
        return [self.one(follow_up) for follow_up in self.reports]


def _typed() -> Typed:
    return Typed(plan=("balance twice a week", "stairs without a rail"), attended=(17, 18))


def _measure(office: Office) -> None:
    """Two readings of several measures for everybody."""
    told = [
        Fact(
            number=0,
            kind=FactKind.MEASURE,
            value=measure,
            on=TODAY - timedelta(days=days),
            client=code(number),
            data={"value": value + number % 5 / 100},
        )
        for number in range(60)
        for measure, values in MEASURES.items()
        for days, value in zip((70, 3), values, strict=True)
    ]
    with office.store.write() as tx:
        fact_store.store_new(tx, told, NOW)


def _watched(act: Callable[[], list[bytes]]) -> tuple[list[bytes], list[tuple[tuple[Any, ...], dict[str, Any]]]]:
    """What an act made, and what the engine was asked for meanwhile."""
    asked: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    real = typst.compile_with_warnings

    def watching(*arguments: Any, **told: Any) -> Any:
        asked.append((arguments, told))
        return real(*arguments, **told)

    typst.compile_with_warnings = watching
    try:
        return act(), asked
    finally:
        typst.compile_with_warnings = real
