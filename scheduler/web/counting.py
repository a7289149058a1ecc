"""Counters of this process, for `/metrics`: they start at nought with it, as Prometheus expects."""

import threading
from collections import Counter
from collections.abc import Mapping


class Counters:
    """Numbers by name and label; shared by the threads of the server and of the rounds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, name: str, label: str = "") -> None:
        """Count one."""
        with self._lock:
            self._counts[name, label] += 1

    def of(self, name: str) -> Mapping[str, int]:
        """What was counted under a name, by label."""
        with self._lock:
            return {label: count for (counted, label), count in self._counts.items() if counted == name}
