"""deploy/upgrade: a newer version, with a migration of its own, takes the place of the present one, or goes back."""

import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from getpass import getuser
from pathlib import Path

import pytest

from scheduler.store.schema import REVISION
from tests.stories.conftest import Cli, free_port

HOUSE = Path(__file__).parents[2]
NEXT = f"{int(REVISION) + 1:04}"
MIGRATION = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{REVISION}"


def upgrade():
    op.create_table("later", sa.Column("name", sa.Text(), nullable=False))
    op.execute("DELETE FROM facts")
"""
SERVICE = """#!/bin/sh
cd {place}
if [ "$1" = start ]; then
    {place}/venv/bin/rapport --config {config} daemon >> {place}/log 2>&1 &
    echo $! > {place}/pid
elif [ -f pid ]; then
    kill "$(cat pid)" 2> /dev/null || exit 0
    while kill -0 "$(cat pid)" 2> /dev/null; do sleep 0.1; done
fi
"""


def _wheel(folder: Path, *, well: bool) -> Path:
    """A later version: this one, with a migration more; what it depends on is found where it is already."""
    file = folder / "rapport_scheduler-9.9-py3-none-any.whl"
    info = "rapport_scheduler-9.9.dist-info"
    with zipfile.ZipFile(file, "w") as wheel:
        for room in ("scheduler", "outreach", "calendars"):
            for path in (HOUSE / room).rglob("*"):
                name = str(path.relative_to(HOUSE))
                if path.is_file() and "__pycache__" not in name:
                    wheel.writestr(name, _later(name, path.read_bytes(), well=well))
        wheel.writestr(f"scheduler/store/migrations/versions/{NEXT}_later.py", MIGRATION)
        wheel.writestr("elsewhere.pth", f"{sysconfig.get_path('purelib')}\n")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: rapport-scheduler\nVersion: 9.9\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/entry_points.txt", "[console_scripts]\nrapport = scheduler.__main__:main\n")
        wheel.writestr(f"{info}/RECORD", "")
    return file


def _later(name: str, content: bytes, *, well: bool) -> bytes:
    if name == "scheduler/store/schema.py":
        assert REVISION.encode() in content
        return content.replace(REVISION.encode(), NEXT.encode())
    if name == "scheduler/daemon.py" and not well:
        return content.replace(b"    def tick(self)", b"    def tick(self):\n        pass\n\n    def _tick(self)")
    return content


class Server:
    """A machine in small: the program, its daemon, and the script."""

    def __init__(self, practice: Cli) -> None:
        self.practice = practice
        self.place = practice.folder / "opt"
        (self.place / "venv" / "bin").mkdir(parents=True)
        (self.place / "venv" / "bin" / "rapport").symlink_to(Path(sys.executable).with_name("rapport"))
        text = re.sub(r'listen = "[^"]*"', f'listen = "127.0.0.1:{free_port()}"', practice.config.read_text())
        practice.config.write_text(re.sub(r"every  = \d+", "every  = 1", text))
        self.service = practice.folder / "service"
        self.service.write_text(SERVICE.format(place=self.place, config=practice.config))
        self.service.chmod(0o755)

    def upgrade(self, wheel: Path) -> subprocess.CompletedProcess[str]:
        """Run the script."""
        places = {"PROGRAM": self.place, "CONFIG": self.practice.config, "BACKUPS": self.practice.folder / "backups"}
        return subprocess.run(
            [HOUSE / "deploy" / "upgrade", wheel],
            env={
                **os.environ,
                **{f"RAPPORT_{name}": str(place) for name, place in places.items()},
                "RAPPORT_USER": getuser(),
                "RAPPORT_SERVICE": str(self.service),
                "RAPPORT_PATIENCE": "5",
                "PYTHONWARNINGS": "",
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def run(self, *arguments: str) -> str:
        """What the program in place answers."""
        program = str(self.place / "venv" / "bin" / "rapport")
        command = [program, "--config", str(self.practice.config), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def stop(self) -> None:
        """End the daemon."""
        subprocess.run([self.service, "stop"], check=True)


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server with a practice on it, whose daemon runs; the database is the one that the test names."""
    practice: Cli = request.getfixturevalue(request.param)
    practice.client("Ana Ruiz")
    practice.fact("milestone", "Ana Ruiz", "assessment")
    made = Server(practice)
    subprocess.run([made.service, "start"], check=True)
    yield made
    made.stop()


@pytest.mark.parametrize("server", ["cli"], indirect=True)
def test_a_newer_version_takes_the_place(server: Server) -> None:
    said = server.upgrade(_wheel(server.practice.folder, well=True))
    assert said.returncode == 0, said
    assert "upgrade: done. The version before is kept in" in said.stdout
    assert "up to date" in server.run("database", "upgrade")
    assert NEXT in server.run("database", "upgrade")
    assert server.run("status", "--alive") == ""


@pytest.mark.parametrize("server", ["shared"], indirect=True)
def test_a_version_whose_rounds_fail_goes_back_with_the_database(server: Server) -> None:
    before = server.practice.upcoming()
    said = server.upgrade(_wheel(server.practice.folder, well=False))
    assert said.returncode == 1, said
    assert "FAILED at: the first round. Going back" in said.stdout
    assert "the version before is in place again" in said.stdout
    assert REVISION in server.run("database", "upgrade")
    assert server.practice.upcoming() == before
    assert before
