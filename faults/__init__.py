"""Faults: the real daemon is killed, starved, cut off and misled, and what it did is counted."""
