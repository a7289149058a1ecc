"""Triggers: what a rule starts from. One class for each kind; each gives anchors, never dates of its own."""

from scheduler.triggers.asking import Anchor, Ask, Trigger
from scheduler.triggers.every import Every
from scheduler.triggers.quiet import MISSABLE, Missing, QuietReferrals, Silence
from scheduler.triggers.told import Expires, GoalMet, Happened, MeasureChanged, Repeated

__all__ = [
    "MISSABLE",
    "Anchor",
    "Ask",
    "Every",
    "Expires",
    "GoalMet",
    "Happened",
    "MeasureChanged",
    "Missing",
    "QuietReferrals",
    "Repeated",
    "Silence",
    "Trigger",
]
