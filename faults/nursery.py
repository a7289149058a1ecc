"""A process that has loaded Rapport and forks daemons from it: each is the real command, ready in a moment.

It reads a JSON object a line: `run` (arguments, the fault to arm, a limit for file sizes) or `wait`; and answers each.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from faults import points


class Nursery:
    """The other side: starts daemons and learns how they ended."""

    def __init__(self, log: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "faults.nursery", str(log)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, fault: str = "", most_bytes: int = 0) -> int:
        """Start `rapport` with arguments; its process id."""
        return int(self._ask({"run": arguments, "fault": fault, "most_bytes": most_bytes}))

    def wait(self, pid: int) -> int:
        """Its exit status, or the signal that ended it, below nought."""
        return int(self._ask({"wait": pid}))

    def kill(self, pid: int, number: int = signal.SIGKILL) -> int:
        """End it by a signal and wait."""
        os.kill(pid, number)
        return self.wait(pid)

    def close(self) -> None:
        """End the nursery."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def _ask(self, question: dict[str, Any]) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


def _born(told: dict[str, Any], log: str) -> None:
    handle = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    if told["most_bytes"]:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (told["most_bytes"], told["most_bytes"]))
    if told["fault"]:
        points.arm(told["fault"])
    from scheduler.cli.app import run

    os._exit(run(told["run"]))


def _main() -> None:
    for name in ("scheduler.daemon", "scheduler.store.upgrading"):
        import_module(name)
    for line in sys.stdin:
        told = json.loads(line)
        if "wait" in told:
            _, status = os.waitpid(told["wait"], 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            _born(told, sys.argv[1])
        print(pid, flush=True)


if __name__ == "__main__":
    _main()
