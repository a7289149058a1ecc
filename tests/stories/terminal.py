"""A real terminal (POSIX pty) with a command in it, which is answered when it asks."""

import os
import pty
import select
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def at_terminal(
    folder: Path, arguments: Sequence[str], answers: Sequence[tuple[str, str]] = (), *, piped: bool = False
) -> tuple[int, str]:
    """Run a command in a folder; each answer is typed when its question stands on the screen. Status, screen.

    `piped`: its standard output goes elsewhere, and only its standard error is the screen.
    """
    parent, child = pty.openpty()
    out = subprocess.DEVNULL if piped else child
    command = [sys.executable, "-m", "scheduler", *arguments]
    env = {**os.environ, "TERM": "dumb", "COLUMNS": "100"}
    process = subprocess.Popen(command, cwd=folder, stdin=child, stdout=out, stderr=child, env=env)
    os.close(child)
    seen, start, waiting = "", 0, list(answers)
    while select.select([parent], [], [], 60)[0]:
        try:
            seen += os.read(parent, 65536).decode()
        except OSError:
            break
        while waiting and waiting[0][0] in seen[start:]:
            question, answer = waiting.pop(0)
            start += seen[start:].index(question) + len(question)
            os.write(parent, f"{answer}\n".encode())
    os.close(parent)
    status = process.wait(timeout=30)
    assert not waiting, (waiting, seen)
    return status, seen.replace("\r\n", "\n")
