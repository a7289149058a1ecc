"""A PostgreSQL store as a whole: copied by pg_dump, put in place by one transaction of psql.

Where the database is, and its password, stand in the environment of these programs, never in their arguments. Of what
they say only what cannot hold a row is passed on.
"""

import os
import re
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

from scheduler.mistakes import Refusal
from scheduler.store import postgres

_HEAD = b"PGDMP"
#: What a copy holds besides rows is made anew by whoever restores it.
_PLAIN = ("--no-owner", "--no-privileges")
#: By state: what to do.
_REMEDIES = {
    "42501": "its user lacks a privilege; a restore needs CREATE on the database (make it its owner), and a trial also "
    "needs: ALTER ROLE name CREATEDB",
    "55P03": "somebody is using it; stop every daemon and try again; nothing was changed",
}
_STATE = re.compile(r"ERROR: +([0-9A-Z]{5})$", re.MULTILINE)


class PostgresDatabase:
    """A database on a server; `tools` is the folder of its programs, where they are not on PATH."""

    def __init__(self, url: str, tools: Path | None) -> None:
        self.workshop = Path(tempfile.gettempdir())
        self._place = postgres.environment(url)
        self._tools = tools

    def __str__(self) -> str:
        return f"database {self._place.get('PGDATABASE', '')}"

    @property
    def exists(self) -> bool:
        """Whether there is something to replace."""
        return bool(int(self._play(postgres.HOW_MANY_TABLES)))

    def recognizes(self, head: bytes) -> bool:
        """Whether a copy may begin so."""
        return head.startswith(_HEAD)

    def copy(self, to: Path) -> None:
        """A consistent, proved copy while others write: pg_dump sees one moment."""
        schema = self._play(postgres.THIS_SCHEMA)
        to.touch(0o600)
        self._run("pg_dump", "--format=custom", f"--schema={schema}", *_PLAIN, f"--file={to}")
        self._script(to, to.with_name("proof.sql"))

    def replace_by(self, copy: Path) -> str:
        """Put a copy in place in one transaction; the schema in which what was there is kept, if anything was."""
        script = copy.with_name("copy.sql")
        self._script(copy, script)
        kept = f"before_restore_{secrets.token_hex(3)}" if self.exists else ""
        schema = self._play(postgres.THIS_SCHEMA)
        self._play(postgres.restoring(script, schema, kept))
        return f"schema {kept} of the same database" if kept else ""

    def try_out(self, copy: Path) -> int:
        """Restore into a new database beside this one, and drop that again; how many facts it holds."""
        script = copy.with_name("copy.sql")
        self._script(copy, script)
        schema = self._play(postgres.THIS_SCHEMA)
        name = f"{self._place.get('PGDATABASE', 'rapport')[:40]}_trial_{secrets.token_hex(3)}"
        self._play(postgres.making(name))
        try:
            return int(self._play(postgres.restoring_beside(script, schema), PGDATABASE=name))
        finally:
            self._play(postgres.dropping(name))

    def check(self) -> None:
        """Raises `Refusal` when a program is missing, or not of the server's version."""
        schema = self._play(postgres.THIS_SCHEMA)
        self._run("pg_dump", "--schema-only", f"--schema={schema}", *_PLAIN)
        self._program("pg_restore")

    def _script(self, copy: Path, script: Path) -> None:
        """The statements that a copy stands for; whoever writes them all has read it all."""
        schema = self._play(postgres.THIS_SCHEMA)
        script.touch(0o600)
        self._run("pg_restore", f"--schema={schema}", *_PLAIN, f"--file={script}", str(copy))
        with script.open("rb") as lines:
            if not any(line.startswith(f"COPY {schema}.facts ".encode()) for line in lines):
                raise Refusal(f"that is not a whole Rapport database: it has no facts in its schema {schema}", 1)

    def _play(self, statements: str, **place: str) -> str:
        """Have psql do it; what it answered."""
        quiet = ("--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--file=-")
        loud = ("--set=ON_ERROR_STOP=1", "--set=VERBOSITY=sqlstate", "--set=SHOW_CONTEXT=never")
        return self._run("psql", *quiet, *loud, told=statements, **place).strip().rpartition("\n")[2]

    def _program(self, name: str) -> str:
        found = shutil.which(name, path=str(self._tools) if self._tools else None)
        if found is None:
            raise Refusal(
                f"{name} is not {f'in {self._tools}' if self._tools else 'on PATH'}; install PostgreSQL's client "
                "programs (Debian: apt install postgresql-client), or name their folder in config.toml: [database] "
                'tools = "/usr/lib/postgresql/17/bin"'
            )
        return found

    def _run(self, program: str, *arguments: str, told: str = "", **place: str) -> str:
        around = {key: value for key, value in os.environ.items() if not key.startswith("RAPPORT_")}
        done = subprocess.run(
            [self._program(program), "--no-password", *arguments],
            input=told,
            env={**around, **self._place, **place, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise _refused(program, done.stderr)
        return done.stdout


def _refused(program: str, said: str) -> Refusal:
    """What went wrong, without what may hold a row: a state's name, or the first line of a program that reads none."""
    if program == "psql" and (state := _STATE.search(said)):
        name = postgres.state_name(state[1])
        remedy = _REMEDIES.get(state[1], "nothing was changed")
        return Refusal(f"the database refused ({state[1]}, {name}): {remedy}", 1)
    lines = said.splitlines() or ["it said nothing"]
    words = lines[0].removeprefix(f"{program}: ").removeprefix("error: ")
    if "version mismatch" not in words:
        return Refusal(f"{program} failed: {words}", 1)
    versions = lines[1].rpartition("detail: ")[2] if len(lines) > 1 else "unknown"
    return Refusal(
        f"{program} is not of the server's version ({versions}); install the client programs of that version and name "
        'their folder in config.toml: [database] tools = "/usr/lib/postgresql/17/bin"'
    )
