"""Import: CSV files into people and facts, as one batch that can be undone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from scheduler.cli.acting import counted
from scheduler.cli.desk import Desk, desk
from scheduler.cli.output import say_json
from scheduler.cli.progress import Progress, progress
from scheduler.importing import TEMPLATES, Context, Imported, prepare, recent, store, template, undo
from scheduler.importing.preparing import Prepared, Source
from scheduler.mistakes import Refusal
from scheduler.reconciling import Changes
from scheduler.replanning import planned_changes, replan_subjects
from scheduler.store import journal

#: So many rejected rows are listed; the rest are counted.
LISTED = 20


class ImportGroup(click.Group):
    """`import undo BATCH` is a subcommand; anything else is files."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "files", self.commands["files"], args

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "--help", "-h"):
            args = ["files", *args]
        return super().parse_args(ctx, args)


@click.group(
    "import", cls=ImportGroup, context_settings={"help_option_names": ["-h", "--help"]}, subcommand_metavar="FILE..."
)
def import_command() -> None:
    """Bring people and facts in from files.

    \b
    Examples:
      rapport import --template                     writes clients.csv and providers.csv to fill in
      rapport import clients.csv providers.csv
      rapport import contacts.vcf                   providers out of an address book
      rapport import record.json --dry-run          what a client's portal exports (FHIR R4)
      rapport import export/*.csv --map map.toml --dry-run
      rapport import undo K2MD

    What a file is shows in its content: CSV and workbooks (.xlsx) made from the templates, vCards,
    contacts as Google and Outlook write them, and FHIR bundles need no map; for other tables a map
    says what their columns mean (docs/IMPORT.md). The same rows again change nothing. Rows that
    cannot be taken are listed with file, line and reason, and do not stop the rest.

    \b
    Options:
      --map MAP.toml   what the columns mean
      --dry-run        show what would come of it, the follow-ups too; change nothing
      --strict         import nothing when any row is rejected
      --since DATE     of a FHIR bundle, leave out what is from before (default: five years ago)
      --template       write clients.csv and providers.csv to fill in
      --json           one JSON document on standard output
    """


class _DryRun(Exception):
    """Rolls the transaction back."""


@dataclass(frozen=True, slots=True)
class _Done:
    """An import, and the follow-ups that it brought."""

    imported: Imported
    changes: Changes


@import_command.command("files", hidden=True)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--map", "map_file", type=click.Path(path_type=Path), metavar="MAP.toml", help="What the columns mean.")
@click.option("--dry-run", is_flag=True, help="Show what would come of it; change nothing.")
@click.option("--strict", is_flag=True, help="Import nothing when any row is rejected.")
@click.option("--since", metavar="DATE", help="Of a FHIR bundle, leave out what is from before (default: 5 years ago).")
@click.option("--template", "templates", is_flag=True, help="Write clients.csv and providers.csv to fill in.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
@click.pass_context
def files_command(
    ctx: click.Context,
    files: Sequence[Path],
    map_file: Path | None,
    dry_run: bool,
    strict: bool,
    since: str | None,
    templates: bool,
    as_json: bool,
) -> None:
    """Import files."""
    if templates:
        _write_templates()
        return
    if not files:
        raise Refusal("name the files to import, or start with: rapport import --template")
    at = desk(ctx)
    first = at.day(since, past=True) if since else None
    done = _import(at, files, map_file, first, dry_run=dry_run, strict=strict)
    if as_json:
        say_json(_dict(done, dry_run))
    else:
        _tell(done, dry_run)


def _import(
    at: Desk, files: Sequence[Path], map_file: Path | None, since: date | None, *, dry_run: bool, strict: bool
) -> _Done:
    settings = at.settings
    context = Context(
        today=at.today,
        zone=settings.zone,
        region=settings.region,
        practitioners=settings.practitioners,
        since=since,
    )
    with progress("Reading"):
        prepared = prepare(files, map_file, context)
    done: _Done | None = None
    try:
        with at.write() as (tx, house):
            with progress("Importing") as shown:
                imported = store(tx, _counting(prepared, shown), at.now)
            if strict and imported.rejected_count:
                raise Refusal(f"{_rejected(imported)}\n{imported.rejected_count} rows rejected. Nothing was imported.")
            if dry_run:
                with progress("Planning"):
                    done = _Done(imported, planned_changes(tx, house, at.now, imported.touched))
                raise _DryRun
            if imported.batch:
                journal.remember(tx, "import", imported.batch, at.now)
            with progress("Planning"):
                done = _Done(imported, replan_subjects(tx, house, imported.touched, at.now))
    except _DryRun:
        pass
    assert done is not None
    return done


def _counting(prepared: Prepared, shown: Progress) -> Prepared:
    """The import with its rows counted as they go by."""

    def counted_rows(source: Source) -> Source:
        return replace(source, rows=lambda: shown.counting(source.rows()))

    return replace(prepared, sources=tuple(map(counted_rows, prepared.sources)))


def _write_templates() -> None:
    for name in TEMPLATES:
        path = Path(name)
        try:
            with path.open("x", encoding="utf-8", newline="") as file:
                file.write(template(name))
        except FileExistsError:
            raise Refusal(f"{path} is there already; nothing was changed") from None
        except OSError as error:
            raise Refusal(f"cannot write {path}: {error.strerror}", 1) from None
        click.echo(f"Wrote {path}. Its columns; all but the name may stay empty:")
        for column, words in TEMPLATES[name].columns.items():
            click.echo(f"  {column:<24}{words}")
    click.echo(f"Fill them in, then: rapport import {' '.join(TEMPLATES)}")


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _rejected(imported: Imported) -> str:
    lines = [str(r) for r in imported.rejected[:LISTED]]
    more = imported.rejected_count - len(lines)
    return "\n".join([*lines, *([f"... and {more} more"] if more > 0 else [])])


def _tell(done: _Done, dry_run: bool) -> None:
    imported = done.imported
    for target, count in imported.counts.items():
        parts = [
            f"{n} {word}"
            for n, word in ((count.new, "new"), (count.changed, "changed"), (count.unchanged, "unchanged"))
            if n
        ]
        click.echo(f"{target:<16}{', '.join(parts)}")
    for left in imported.left_out:
        click.echo(f"left out        {_rows(left.count)} of {left.table}: {left.reason}")
    for words, names in (("not used", imported.not_used), ("not read", imported.not_read)):
        if names:
            click.echo(f"{words:<16}{', '.join(map(str, names))}")
    if imported.rejected_count:
        click.echo(f"rejected        {_rows(imported.rejected_count)}:", err=True)
        click.echo(_rejected(imported), err=True)
    told = counted(done.changes)
    brought = Counter(p.key.rule for p in done.changes.insert)
    if brought:
        told += f" ({', '.join(f'{rule} {n}' for rule, n in brought.most_common())})."
        told = told.replace(". (", " (")
    if dry_run:
        click.echo(
            f"{told or 'No follow-up would change.'} Nothing was changed: this was a dry run.".replace(
                "Follow-ups:", "Follow-ups it would bring:"
            )
        )
    elif imported.batch is None and any(c.unchanged for c in imported.counts.values()):
        click.echo("Nothing changed: these rows were imported before.")
    elif imported.batch is None:
        click.echo("Nothing was imported: no row could be taken.")
    else:
        click.echo(
            f"Imported as batch {imported.batch}. {told} To take it back: rapport import undo {imported.batch}".replace(
                "  ", " "
            )
        )


def _dict(done: _Done, dry_run: bool) -> dict[str, Any]:
    imported = done.imported
    return {
        "batch": None if dry_run else imported.batch,
        "dry_run": dry_run,
        "counts": {
            t: {"new": c.new, "changed": c.changed, "unchanged": c.unchanged} for t, c in imported.counts.items()
        },
        "left_out": [{"table": x.table, "reason": x.reason, "count": x.count} for x in imported.left_out],
        "rejected": [
            {"file": r.file, "line": r.line, "counted": r.counted, "reason": r.reason} for r in imported.rejected
        ],
        "rejected_count": imported.rejected_count,
        "follow_ups": {
            "new": len(done.changes.insert),
            "moved": len(done.changes.move),
            "withdrawn": len(done.changes.withdraw),
            "back": len(done.changes.revive),
        },
    }


@import_command.command("undo")
@click.argument("batch")
@click.pass_context
def undo_command(ctx: click.Context, batch: str) -> None:
    """Take a whole import back."""
    at = desk(ctx)
    with at.write() as (tx, house):
        undone = undo(tx, batch, at.now)
        journal.remember(tx, "import undo", batch, at.now)
        changes = replan_subjects(tx, house, undone.touched, at.now)
    kept = f" {len(undone.kept)} people stay, because other facts name them." if undone.kept else ""
    click.echo(
        f"Taken back: {undone.retracted} facts, {len(undone.removed)} people; {undone.restored} say again what they "
        f"said before.{kept} {counted(changes)}".strip()
    )


@import_command.command("list")
@click.pass_context
def list_command(ctx: click.Context) -> None:
    """The last imports."""
    at = desk(ctx)
    with at.read() as tx:
        batches = list(recent(tx, 20))
    if not batches:
        click.echo("Nothing was imported yet: rapport import contacts.csv, or rapport import --template")
    for batch in batches:
        state = "  undone" if batch.undone_at else ""
        when = batch.at.astimezone(at.settings.zone)
        click.echo(f"{batch.id}  {when:%Y-%m-%d %H:%M}  {', '.join(batch.files)}{state}")
