"""In the peers' environment: N tasks that do nothing, deferred in one batch; seconds until the workers have done all.

`procrastinate_tasks.py URI N WORKERS CONCURRENCY`; each worker is a process of its own.
"""

import asyncio
import json
import subprocess
import sys
from importlib import import_module
from time import perf_counter
from typing import Any

procrastinate: Any = import_module("procrastinate")
app: Any = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=sys.argv[1]))


@app.task(name="nothing")  # type: ignore[untyped-decorator]
async def nothing(number: int) -> None:
    """What each task does."""


async def defer(count: int) -> None:
    """Put the tasks into the queue."""
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        await nothing.batch_defer_async(*({"number": number} for number in range(count)))


async def work(concurrency: int) -> None:
    """Say "ready", wait for a line, and do tasks until none is left."""
    async with app.open_async():
        print("ready", flush=True)
        sys.stdin.readline()
        await app.run_worker_async(wait=False, concurrency=concurrency, install_signal_handlers=False)


async def left() -> int:
    """How many tasks are not done."""
    async with app.open_async():
        done = await app.job_manager.list_jobs_async(status="succeeded")
        return int(sys.argv[2]) - len(list(done))


def main() -> None:
    """Measure."""
    count, workers, concurrency = map(int, sys.argv[2:5])
    asyncio.run(defer(count))
    asked = [sys.executable, __file__, sys.argv[1], str(count), "0", str(concurrency)]
    pipe = subprocess.PIPE
    started = [subprocess.Popen(asked, stdin=pipe, stdout=pipe, text=True) for _ in range(workers)]
    for worker in started:
        assert worker.stdin and worker.stdout
        assert worker.stdout.readline() == "ready\n"
    start = perf_counter()
    for worker in started:
        assert worker.stdin
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in started:
        assert worker.wait() == 0
    seconds = perf_counter() - start
    assert asyncio.run(left()) == 0
    print(json.dumps(seconds))


if __name__ == "__main__":
    main() if int(sys.argv[3]) else asyncio.run(work(int(sys.argv[4])))
