"""Numbers for Prometheus (text format 0.0.4): how much of what, and never of whom."""

import ipaddress
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta

from calendars.feed import Answer
from scheduler.followups import Status, status
from scheduler.store import channels, followups, meta
from scheduler.web import answers
from scheduler.web.visits import Visit

_SHOWN = (Status.PLANNED, Status.DUE, Status.SNOOZED, Status.BLOCKED, Status.MISSED)
Labels = tuple[tuple[str, str], ...]


def metrics(visit: Visit) -> Answer:
    """The numbers, to a program on this machine, or to everybody where `daemon.metrics` says so; no login."""
    if not (visit.premises.metrics or _from_here(visit)):
        return answers.not_found()
    return answers.numbers("\n".join(_lines(visit)))


def _from_here(visit: Visit) -> bool:
    """Whether the visitor is on this machine; behind a proxy that is not trusted, everybody would seem to be."""
    if not visit.premises.peers_known:
        return False
    try:
        return ipaddress.ip_address(visit.request.peer).is_loopback
    except ValueError:
        return False


def _lines(visit: Visit) -> Iterator[str]:
    counted = visit.counters.of
    with visit.store.read() as tx:
        open_ones = Counter(status(f, visit.today) for f in followups.open_ones(tx))
        letters = channels.letters(tx)
        failing = channels.failing(tx, visit.premises.channels)
        last, backed_up = meta.moment(tx, meta.ROUND_DONE), meta.moment(tx, meta.BACKED_UP)
    dead = {f.channel: (visit.now - f.since) / timedelta(seconds=1) for f in failing}
    rounds = {"good": 0, "failed": 0, **counted("rounds")}
    yield from _family("rounds_total", "counter", "Rounds of this process.", _by("outcome", rounds))
    sent: dict[Labels, float] = {(("channel", c), ("state", s)): n for (c, s), n in letters.items()}
    yield from _family("letters", "gauge", "Letters in the outbox.", sent)
    shown = {s.value: open_ones[s] for s in _SHOWN}
    yield from _family("follow_ups_open", "gauge", "Open follow-ups.", _by("status", shown))
    fetches = {"200": 0, "304": 0, **counted("feed_fetches")}
    yield from _family("feed_fetches_total", "counter", "Calendar fetches at this process.", _by("status", fetches))
    failures: dict[Labels, float] = {(): sum(counted("login_failures").values())}
    yield from _family("login_failures_total", "counter", "Logins refused by this process.", failures)
    yield from _family("channel_failing_seconds", "gauge", "Since when a channel takes nothing.", _by("channel", dead))
    for name, at in (("last_round", last), ("last_backup", backed_up)):
        value: dict[Labels, float] = {(): at.timestamp()} if at else {}
        yield from _family(f"{name}_timestamp_seconds", "gauge", "When it was last done.", value)


def _by(label: str, values: Mapping[str, float]) -> dict[Labels, float]:
    return {((label, key),): value for key, value in values.items()}


def _family(name: str, kind: str, words: str, values: Mapping[Labels, float]) -> Iterator[str]:
    """One metric: what it means, and its values in a fixed order."""
    if not values:
        return
    yield f"# HELP rapport_{name} {words}"
    yield f"# TYPE rapport_{name} {kind}"
    for labels, value in sorted(values.items()):
        told = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels)
        yield f"rapport_{name}{{{told}}} {value:.15g}" if told else f"rapport_{name} {value:.15g}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
