"""Measuring: acts in turn, medians of each, and the memory of a process."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
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


def measured(arguments: Sequence[str | Path]) -> tuple[float, float]:
    """Seconds of a program from start to end, and the most memory that it held, in MB."""
    start = perf_counter()
    process = subprocess.Popen(
        [*map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    )
    assert process.stderr
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{arguments[0]}: {said.decode(errors='replace')[-2000:]}")
    return seconds, used.ru_maxrss / 1024
