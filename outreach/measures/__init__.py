"""Measures: what a change means, by published thresholds, with praise held to a higher one than warning.

A gain is meaningful only beyond both the smallest change that matters (MCID) and the measurement error (MDC), and
beyond the relative MCID too where there is one. A worsening is told early: at its own published threshold, else at
the smaller of the two.
"""

from outreach.measures.comparing import Change, compare, judge
from outreach.measures.measure import Area, Better, Measure, Source, Verdict
from outreach.measures.overriding import BadMeasure, Override, catalogue
from outreach.measures.packaged import measures
from outreach.measures.readings import BadReading, Incomparable, Reading, Side, read, side_named
from outreach.measures.series import APART, Goal, met, plateau
from outreach.measures.wording import amount, moved, number, phrase, threshold

__all__ = [
    "APART",
    "Area",
    "BadMeasure",
    "BadReading",
    "Better",
    "Change",
    "Goal",
    "Incomparable",
    "Measure",
    "Override",
    "Reading",
    "Side",
    "Source",
    "Verdict",
    "amount",
    "catalogue",
    "compare",
    "judge",
    "measures",
    "met",
    "moved",
    "number",
    "phrase",
    "plateau",
    "read",
    "side_named",
    "threshold",
]
