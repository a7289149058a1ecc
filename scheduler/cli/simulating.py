"""Changing with open eyes: rules preview, rules diff, simulate. Nothing here changes anything."""

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

import click
from dateutil.relativedelta import relativedelta

from calendars import ics
from calendars.entries import Entry
from scheduler import config
from scheduler.cli.desk import Desk, desk
from scheduler.cli.output import as_json, say_json, table
from scheduler.followups import FollowUp, Key
from scheduler.house import House
from scheduler.mistakes import Mistakes, Refusal
from scheduler.placing import around
from scheduler.reconciling import Changes
from scheduler.replanning import history_of, people_of, planned_changes, rules_in_force
from scheduler.rules import Rule, RuleSet
from scheduler.rules.reading import read_rules
from scheduler.showing import Names
from scheduler.simulating import Simulated, World, by_week, contacts, simulate
from scheduler.spans import spoken
from scheduler.store import followups
from scheduler.store.tx import Transaction

_BLOCK = "■"


def rules_with(at: Desk, path: Path) -> RuleSet:
    """The rules as they would be with a file's: those with a known id take its place, the others are added."""
    mistakes = Mistakes()
    raw = config.read_toml(path, mistakes) or {}
    tables = raw.get("rule", [])
    if not isinstance(tables, list) or not tables:
        mistakes.add(path.name, "holds no [[rule]]")
    new = read_rules([(path.name, t) for t in tables] if isinstance(tables, list) else [], mistakes, at.settings.rules)
    if mistakes:
        raise Refusal(config.told(mistakes))
    replaced = {rule.id: rule for rule in new.rules}
    kept = [replaced.pop(rule.id, rule) for rule in at.settings.rules.rules]
    return RuleSet((*kept, *replaced.values()))


@click.command("preview")
@click.argument("file", type=click.Path(path_type=Path))
@as_json
@click.pass_context
def preview_command(ctx: click.Context, file: Path, as_json: bool) -> None:
    """What the rules in FILE would change in what is stored: added, moved, withdrawn. Nothing is changed.

    Rules of FILE with a known id take the place of those; others are added.
    """
    at = desk(ctx)
    rules = rules_with(at, file)
    with at.read() as tx:
        changes = _difference(tx, at, rules)
        names = Names(people_of(tx, at.house), at.settings.practice.zone, at.now)
    if as_json:
        say_json({word: [_line(f) for f in found] for word, found in _groups(changes)})
        return
    for word, found in _groups(changes):
        click.echo(f"{len(found)} {word}")
        click.echo(table([[spoken(f.day), f.planned.kind.spoken, names.whom(f), f.key.rule] for f in found[:20]]))
        if len(found) > 20:
            click.echo(f"  ... and {len(found) - 20} more")
    if not changes:
        click.echo("No follow-up would change.")
    click.echo("Nothing was changed. To take the rules: put them into config.toml or a file that it includes.")


def _difference(tx: Transaction, at: Desk, rules: RuleSet) -> Changes:
    """From what the present rules ask for now to what the others would."""
    before = planned_changes(tx, at.house, at.now)
    other = House(practice=at.house.practice, rules=rules, practitioners=at.house.practitioners)
    after = planned_changes(tx, other, at.now)
    known = {p.key: p for p in before.insert}
    return Changes(
        insert=tuple(p for p in after.insert if known.get(p.key) != p),
        move=tuple(f for f in after.move if f not in before.move),
        withdraw=tuple(f for f in after.withdraw if f.key not in {b.key for b in before.withdraw}),
        revive=tuple(f for f in after.revive if f.key not in {b.key for b in before.revive}),
    )


def _groups(changes: Changes) -> list[tuple[str, list[FollowUp]]]:
    moment = datetime(2000, 1, 1, tzinfo=UTC)
    added = [FollowUp(id="", planned=p, created_at=moment, changed_at=moment) for p in changes.insert]
    groups = [
        ("added", sorted([*added, *changes.revive], key=lambda f: (f.day, f.key))),
        ("moved", list(changes.move)),
        ("withdrawn", list(changes.withdraw)),
    ]
    return [(word, found) for word, found in groups if found]


def _line(follow_up: FollowUp) -> dict[str, object]:
    planned = follow_up.planned
    return {
        "id": follow_up.id or None,
        "rule": follow_up.key.rule,
        "kind": planned.kind.value,
        "due": follow_up.day,
        "client": planned.client,
        "provider": planned.provider or None,
    }


@click.command("diff")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--months", default=6, show_default=True, type=click.IntRange(1, 24))
@click.pass_context
def diff_command(ctx: click.Context, file: Path, months: int) -> None:
    """Two rule sets side by side: which rules differ, and what the next months would hold under each."""
    at = desk(ctx)
    rules = rules_with(at, file)
    old = {r.id: r for r in at.settings.rules.rules}
    for rule in rules.rules:
        if words := _changed(old.get(rule.id), rule):
            click.echo(f"{rule.id}: {words}")
    with at.read() as tx:
        now, then = (_days(_simulated(tx, at, r, months)) for r in (at.settings.rules, rules))
    rows = []
    for id_ in sorted({key.rule for key in now.keys() | then.keys()}):
        old_keys, new_keys = ({k for k in days if k.rule == id_} for days in (now, then))
        moved = sum(now[k] != then[k] for k in old_keys & new_keys)
        counts = (len(new_keys - old_keys), moved, len(old_keys - new_keys))
        if any(counts):
            rows.append([id_, *map(str, counts)])
    same = f"The next {months} months would hold the same."
    click.echo(table([["rule", "added", "moved", "gone"], *rows], "") if rows else same)
    click.echo("Nothing was changed.")


def _changed(old: Rule | None, new: Rule) -> str:
    if old is None:
        return "new"
    if old.on != new.on:
        return "switched on" if new.on else "switched off"
    if old.revision != new.revision:
        keys = [k for k in {**old.table, **new.table} if old.table.get(k) != new.table.get(k)]
        return f"changed ({', '.join(keys)})"
    return ""


def _days(simulated: Simulated) -> dict[Key, date]:
    """The day of each follow-up in a simulation, done or left."""
    return {f.key: f.day for f in (*(f for _, f in simulated.done), *simulated.left)}


def _simulated(tx: Transaction, at: Desk, rules: RuleSet, months: int) -> Simulated:
    history = history_of(tx, at.house, date.max)
    world = World(
        people=history.people,
        facts=history.facts,
        stored=followups.all_of(tx),
        practice=at.settings.practice,
        rules=rules_in_force(tx, rules, at.today),
        around=partial(around, at.settings.practice),
    )
    last: date = at.today + relativedelta(months=months)
    days = (last - at.today).days + 1
    with click.progressbar(length=days, label="Simulating", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        return simulate(world, at.today, last, lambda _day: bar.update(1))


@click.command("simulate")
@click.option("--months", default=6, show_default=True, type=click.IntRange(1, 24))
@click.option("--rules", "file", type=click.Path(path_type=Path), metavar="FILE", help="With the rules of this file.")
@click.option("--ics", "calendar", type=click.Path(path_type=Path), metavar="FILE", help="Write it as a calendar.")
@as_json
@click.pass_context
def simulate_command(ctx: click.Context, months: int, file: Path | None, calendar: Path | None, as_json: bool) -> None:
    """The next months: what would be done when, the load of each week, the contacts of each provider.

    Taken for granted: every follow-up is done on its day, nobody new comes, what is blocked stays blocked.
    """
    at = desk(ctx)
    rules = rules_with(at, file) if file else at.settings.rules
    with at.read() as tx:
        found = _simulated(tx, at, rules, months)
        names = Names(people_of(tx, at.house), at.settings.practice.zone, at.now)
    if calendar:
        _write_calendar(calendar, found.done)
    if as_json:
        say_json([{**_line(f), "due": day, "bundle": f.bundle, "paced": f.paced or None} for day, f in found.done])
        return
    _chart(found)
    _summary(found, names, months)


_COLUMNS = (
    ("calls", ("call", "introduction", "check", "request")),
    ("reports", ("report", "letter", "thank_you")),
    ("visits", ("visit", "meeting", "referral_form")),
)


def _chart(found: Simulated) -> None:
    rows = [["week of", *(name for name, _ in _COLUMNS)]]
    for monday, counts in sorted(by_week(found.done).items()):
        cells = []
        for _, kinds in _COLUMNS:
            number = sum(counts[k] for k in kinds)
            cells.append(f"{_BLOCK * min(number, 15)} {number}" if number else "")
        rows.append([f"{monday.day} {monday:%b}", *cells])
    click.echo(table(rows, ""))


def _summary(found: Simulated, names: Names, months: int) -> None:
    days = Counter(day for day, _ in found.done)
    touched = contacts(found.done)
    parts = []
    if days:
        day, count = max(days.items(), key=lambda pair: (pair[1], -pair[0].toordinal()))
        parts.append(f"Busiest day {spoken(day)}: {count}.")
    if touched:
        code, count = touched.most_common(1)[0]
        provider = names.people.providers[code]
        parts.append(f"Most contacts: {provider.name}, {count} in {months} month{'' if months == 1 else 's'}.")
    close = sum(found.breaches.values())
    parts.append(
        f"Closer than the pace allows: {close}, each for a deadline." if close else "The pace is kept throughout."
    )
    blocked = sum(1 for f in found.left if f.blocked_by)
    if blocked:
        parts.append(f"Blocked and not done: {blocked}.")
    click.echo(" ".join(parts))
    click.echo(
        "Taken for granted: every follow-up is done on its day, nobody new comes, what is blocked stays blocked."
    )


def _write_calendar(path: Path, done: Iterable[tuple[date, FollowUp]]) -> None:
    entries = [
        Entry(
            uid=f"simulated-{number}@rapport.invalid",
            sequence=0,
            title=f"{f.planned.kind.spoken[0].upper()}{f.planned.kind.spoken[1:]} ({f.key.rule})",
            start=day,
            end=day + timedelta(days=1),
            changed_at=datetime.combine(day, time(), UTC),
        )
        for number, (day, f) in enumerate(done)
    ]
    try:
        path.write_bytes(ics.write(entries, name="Rapport: simulated"))
    except OSError as error:
        raise Refusal(f"cannot write {path}: {error.strerror}", 1) from None
    click.echo(f"Wrote {len(entries)} entries to {path}.", err=True)
