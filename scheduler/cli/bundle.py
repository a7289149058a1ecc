"""What a helper needs to know of an installation, without a client, a person, an address or a secret in it."""

import platform
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from scheduler.cli.desk import Desk
from scheduler.followups import status
from scheduler.mistakes import Refusal
from scheduler.store import channels, followups, meta
from scheduler.store.schema import REVISION

_PACKAGES = ("rapport-scheduler", "sqlalchemy", "alembic", "apscheduler", "icalendar", "waitress", "psycopg", "apprise")


def bundle(at: Desk, checks: Iterable[tuple[str, str | None]]) -> dict[str, Any]:
    """Checks as ok or wrong (their words may hold a name or an address), numbers, versions, and shapes of settings."""
    found: dict[str, Any] = {
        "checks": {name if "mail server of" not in name else "mail login": wrong is None for name, wrong in checks},
        "python": platform.python_version(),
        "system": platform.system(),
        "packages": {name: _version(name) for name in _PACKAGES},
        "schema": REVISION,
    }
    try:
        return found | _settings(at) | _numbers(at)
    except Refusal:
        return found | {"settings or database": "cannot be read"}


def _settings(at: Desk) -> dict[str, Any]:
    settings = at.settings
    return {
        "database": settings.database_url.partition(":")[0],
        "zone": settings.zone.key,
        "every": settings.every,
        "behind a proxy": bool(settings.trusted_proxy),
        "https": settings.public_url.startswith("https://"),
        "channels": [{"kind": c.kind, "security": c.security, "private": c.private} for c in settings.channels],
        "practitioners": len(settings.practitioners),
        "rules on": sum(rule.on for rule in settings.rules.rules),
    }


def _numbers(at: Desk) -> dict[str, Any]:
    kinds = {c.name: c.kind for c in at.settings.channels}
    with at.read() as tx:
        letters = channels.letters(tx)
        open_ones = Counter(status(f, at.today).value for f in followups.open_ones(tx))
        names = (meta.ROUND_STARTED, meta.ROUND_DONE, meta.BACKED_UP)
        moments = {name: meta.get(tx, name) for name in names}
    by_kind: Counter[str] = Counter()
    for (channel, state), count in letters.items():
        by_kind[f"{kinds.get(channel, 'a former channel')}, {state}"] += count
    return {"letters": dict(by_kind), "open follow-ups": dict(open_ones), "moments": moments}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
