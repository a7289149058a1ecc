"""In the peers' environment: N date jobs in a SQLAlchemyJobStore, all due; seconds until each has run."""

import json
import sys
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from apscheduler.events import EVENT_ALL_JOBS_REMOVED, EVENT_JOB_REMOVED
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler


def nothing(_id: str) -> None:
    """What each job does."""


def main() -> None:
    """Measure."""
    count = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        store = SQLAlchemyJobStore(url=f"sqlite:///{Path(folder) / 'jobs.db'}")
        scheduler = BackgroundScheduler(
            jobstores={"default": store}, executors={"default": ThreadPoolExecutor(10)}, timezone="UTC"
        )
        scheduler.start(paused=True)
        long_ago = datetime(2026, 1, 1, tzinfo=UTC)
        for number in range(count):
            when = long_ago + timedelta(seconds=number)
            scheduler.add_job(nothing, "date", run_date=when, args=[str(number)], misfire_grace_time=None)
        left, done = count, threading.Event()

        def gone(_event: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                done.set()

        scheduler.add_listener(gone, EVENT_JOB_REMOVED)
        scheduler.add_listener(lambda _event: done.set(), EVENT_ALL_JOBS_REMOVED)
        start = perf_counter()
        scheduler.resume()
        done.wait()
        seconds = perf_counter() - start
        scheduler.shutdown()
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()
