"""A full plan of a large practice, and what it takes in memory, beside a planner written by hand for the same rules."""

import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.by_hand_further import FURTHER
from bench.practices import Office, practice
from bench.rows import Row
from bench.timing import weighed

CLIENTS, FEW, FACTS = 10_000, 1_000, 100
RUNS = 3


def rows(share: float = 1.0) -> list[Row]:
    """Both plan what was planned before, each time in a process of its own; they have to agree on all of it."""
    many, few = max(20, int(CLIENTS * share)), max(10, int(FEW * share))
    with tempfile.TemporaryDirectory() as folder:
        found = {count: _measured(Path(folder) / str(count), count) for count in (few, many)}
    (ours, most), (theirs, their_most) = found[many]
    least = found[few][0][1]
    what = f"full plan of {many:,} clients with {FACTS} facts each, by 27 rules"
    hand = "a planner written by hand for these rules, with the same outcome, words and days of pacing too"
    return [
        Row(what, ours, hand, theirs, "at most 3"),
        Row(f"{what}, most memory", most, hand, their_most, "", unit="MB"),
        Row(f"{what}, most memory", most, f"with {few:,} clients", least, "at most 1.5", unit="MB"),
    ]


def _measured(folder: Path, clients: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Seconds and megabytes, of ours and by hand."""
    office = practice(folder, clients, FACTS, rules=FURTHER)
    office.plan()
    office.store.close()
    times = [(_planned(office, "ours"), _planned(office, "hand")) for _ in range(RUNS)]
    ours, theirs = ([pair[n] for pair in times] for n in range(2))
    return _medians(ours), _medians(theirs)


def _planned(office: Office, how: str) -> tuple[float, float]:
    _, most, said = weighed(sys.executable, "-m", "bench.planner", office.config, how)
    return float(said), most


def _medians(found: list[tuple[float, float]]) -> tuple[float, float]:
    return median(f[0] for f in found), median(f[1] for f in found)
