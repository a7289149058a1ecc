"""What users would take instead, in an environment of its own (`make bench` makes it from bench/peers.txt)."""

import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BIN = ROOT / "var" / "bench-peers" / "bin"
#: Programs for that environment; nothing here imports them.
PROGRAMS = ROOT / "bench" / "peer"


class NoPeer(Exception):
    """A peer that is not there; its words go into the row."""


def program(name: str) -> Path:
    """An installed command of a peer."""
    if not BIN.exists():
        raise NoPeer("the peers' environment is not there, so not measured")
    if not (BIN / name).exists():
        raise NoPeer(f"{name} is not installed, so not measured")
    return BIN / name


def ask(name: str, *arguments: object, seconds: float = 900) -> Any:
    """Run bench/peer/NAME.py there; what it printed as JSON."""
    asked = [str(program("python")), str(PROGRAMS / f"{name}.py"), *map(str, arguments)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=seconds)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise NoPeer(f"{name} could not be measured: {last}")
    return json.loads(done.stdout.splitlines()[-1])
