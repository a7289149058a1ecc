"""What the daemon costs while nothing is to do: `python -m bench.idle [SECONDS]`. Never a test.

Memory and processor time of a daemon on the sample practice, after its first rounds, beside a bare process that has
imported the same packages, and one that has imported nothing; all at the same time.
"""

import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.rows import Row

#: Long enough for two rounds of a daemon with the usual pause of 30 seconds.
SECONDS = 65
#: Tells what a daemon has loaded of other people's after a round.
_LOADED = """
import sys
from scheduler.cli.app import run
import scheduler.daemon
assert run([*sys.argv[1:], "tick"]) == 0
ours = ("__", "scheduler", "outreach", "calendars")
print(*(name for name in sys.modules if not name.startswith(ours)))
"""
_SLEEP = "import time; print(flush=True); time.sleep(3600)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one process cost."""

    what: str
    rss_mb: float
    pss_mb: float
    #: Processor time in thousandths of the time that passed.
    cpu_per_mille: float

    def __str__(self) -> str:
        return f"| {self.what} | {self.rss_mb:.1f} | {self.pss_mb:.1f} | {self.cpu_per_mille:.3f} |"


HEAD = "| process, idle | RSS, MB | PSS, MB | processor, ‰ of one core |\n|---|---|---|---|"


@contextmanager
def _process(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Python process, which has said that it is ready."""
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout
        assert process.stdout.readline(), arguments
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def _practice() -> Iterator[tuple[str, ...]]:
    """The sample practice as `make run` has it; the arguments that name it."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.toml"
        given = ("--config", str(config))
        subprocess.run([sys.executable, "-m", "scheduler", *given, "init", "--sample"], check=True, capture_output=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        config.write_text(re.sub(r'listen = "[^"]*"', f'listen = "127.0.0.1:{port}"', config.read_text()))
        yield given


def _imports(given: tuple[str, ...]) -> str:
    """A program that imports what the daemon has loaded, and nothing of ours."""
    command = [sys.executable, "-c", _LOADED, *given]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    names = said.splitlines()[-1].split()
    return f"import importlib\nfor name in {names!r}:\n    importlib.import_module(name)\n"


def memory_of(pid: int) -> tuple[float, float]:
    """Resident and proportional memory in MB."""
    words = Path(f"/proc/{pid}/smaps_rollup").read_text()
    rss, pss = (int(re.findall(rf"(?m)^{name}: +(\d+) kB", words)[0]) * 1024 / 1e6 for name in ("Rss", "Pss"))
    return rss, pss


def cpu_of(pid: int) -> float:
    """Seconds of processor time so far, of all threads."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def costs(seconds: float = SECONDS) -> list[Cost]:
    """Measure for so long."""
    with ExitStack() as stack:
        given = stack.enter_context(_practice())
        programs = {
            "`rapport daemon`, sample practice, a round every 30 s": ("-m", "scheduler", *given, "daemon"),
            "Python with the same packages loaded, asleep": ("-c", _imports(given) + _SLEEP),
            "Python with nothing loaded, asleep": ("-c", _SLEEP),
        }
        processes = {what: stack.enter_context(_process(*arguments)) for what, arguments in programs.items()}
        time.sleep(10)
        before, start = {what: cpu_of(p.pid) for what, p in processes.items()}, time.monotonic()
        time.sleep(seconds)
        passed = time.monotonic() - start
        found = []
        for what, process in processes.items():
            assert process.poll() is None, what
            rss, pss = memory_of(process.pid)
            used = (cpu_of(process.pid) - before[what]) / passed * 1000
            found.append(Cost(what=what, rss_mb=rss, pss_mb=pss, cpu_per_mille=used))
    return found


def rows(_share: float = 1.0) -> list[Row]:
    """The daemon beside a process that has only loaded the same packages."""
    daemon, loaded, _ = costs()
    baseline = "Python with the same packages loaded, asleep"
    used, allowed = daemon.cpu_per_mille / 1000 * 60, 0.001 * 60
    return [
        Row("an idle daemon's memory", daemon.rss_mb, baseline, loaded.rss_mb, "at most 1.3", unit="MB"),
        Row("an idle daemon's processor time in a minute", used, "0.1 % of one core", allowed, "at most 1"),
    ]


def main() -> None:
    """Measure, and print a table."""
    print(HEAD, *costs(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS), sep="\n")


if __name__ == "__main__":
    main()
