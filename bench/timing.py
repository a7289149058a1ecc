"""Measuring: acts in turn, medians of each, and the memory of a process."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

Act = Callable[[], object]
#: Where the commands of the environment that runs this are.
BIN = Path(sys.executable).parent


def timed(act: Act) -> float:
    """Seconds that an act takes."""
    start = perf_counter()
    act()
    return perf_counter() - start


def in_turn(*acts: Act, runs: int = 7) -> list[float]:
    """The median of each act; they take turns, so that what else the machine does falls on all of them."""
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(runs):
        for found, act in zip(times, acts, strict=True):
            found.append(timed(act))
    return [median(found) for found in times]


def command(*arguments: str | Path, folder: Path | None = None) -> Act:
    """An act that runs a program to its end, without looking at what it says; it has to succeed."""

    def act() -> None:
        done = subprocess.run([*map(str, arguments)], capture_output=True, check=False, cwd=folder)
        if done.returncode:
            raise RuntimeError(f"{arguments[0]}: {done.stderr.decode(errors='replace')[-2000:]}")

    return act


#: A process inherits the memory record of the one that starts it, so a small one starts what is weighed.
_SCALES = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
seconds = time.perf_counter() - start
if done.returncode:
    sys.exit(done.stderr.decode(errors="replace")[-2000:])
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([seconds, most, done.stdout.decode(errors="replace")[-200:]]))
"""


def weighed(*arguments: str | Path) -> tuple[float, float, str]:
    """Seconds of a program from start to end, the most memory that it held in MB, and the end of what it said."""
    asked = [sys.executable, "-I", "-S", "-c", _SCALES, *map(str, arguments)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{arguments[0]}: {done.stderr}")
    seconds, most, said = json.loads(done.stdout)
    return seconds, most, said
