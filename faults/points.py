"""Named points at which a daemon kills itself with SIGKILL, as if the power had gone just there."""

import os
import signal
from collections.abc import Callable
from importlib import import_module
from typing import Any

#: Where it dies: the module, the name in it, and whether before or after that was done.
POINTS = {
    "planned, before the commit": ("scheduler.rounds", "keep_up", "after"),
    "claimed, before the commit": ("scheduler.store.outbox", "claim", "after"),
    "before it is handed over": ("scheduler.store.outbox", "hand_over", "before"),
    "handed over, before the first byte": ("outreach.channels.smtp", "Smtp.send", "before"),
    "before DATA is sent": ("outreach.channels.smtp", "Smtp._content", "before"),
    "after the server's 250": ("outreach.channels.smtp", "Smtp.send", "after"),
    "settled, before the commit": ("scheduler.store.outbox", "settle", "after"),
    "settled, after the commit": ("scheduler.delivering", "_settle", "after"),
}
#: After these the server has the letter and the store does not know it: exactly one repeat is right.
REPEATS = frozenset({"after the server's 250", "settled, before the commit"})


def arm(name: str) -> None:
    """Have this process die when it comes to a point the first time."""
    module, path, when = POINTS[name]
    holder: Any = import_module(module)
    *owners, last = path.split(".")
    for owner in owners:
        holder = getattr(holder, owner)
    setattr(holder, last, _deadly(getattr(holder, last), when))


def _deadly(inner: Callable[..., Any], when: str) -> Callable[..., Any]:
    def dying(*args: Any, **kwargs: Any) -> Any:
        if when == "after":
            inner(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    return dying
