"""The rules on a screen: check, list, show."""

from collections.abc import Mapping
from typing import Any

import click

from scheduler import config
from scheduler.cli.desk import desk
from scheduler.cli.output import as_json, say_json, table
from scheduler.cli.simulating import diff_command, preview_command
from scheduler.mistakes import Refusal, nearest
from scheduler.rules import Rule, RuleSet


@click.group("rules", context_settings={"help_option_names": ["-h", "--help"]})
def rules_command() -> None:
    """The rules: check, list, show, preview, diff. How they are written: docs/RULES.md."""


rules_command.add_command(preview_command)
rules_command.add_command(diff_command)


@rules_command.command("check")
@click.pass_context
def check_command(ctx: click.Context) -> int:
    """Read config.toml and its rules, and tell every mistake with its place."""
    at = desk(ctx)
    settings, mistakes = config.check(at.path)
    if settings is None or mistakes:
        raise Refusal(config.told(mistakes))
    from outreach.correspondence import check_templates

    if wrong := check_templates(settings.templates):
        told = "\n".join(map(str, wrong))
        raise Refusal(f"{told}\n{len(wrong)} mistake{'s' if len(wrong) > 1 else ''} in letters. Nothing was changed.")
    on = sum(rule.on for rule in settings.rules.rules)
    click.echo(f"{len(settings.rules.rules)} rules, {on} of them on. No mistakes.")
    return 0


@rules_command.command("list")
@as_json
@click.pass_context
def list_command(ctx: click.Context, as_json: bool) -> None:
    """The rules, a line each."""
    rules = desk(ctx).settings.rules
    if as_json:
        say_json([_dict(rule) for rule in rules.rules])
        return
    rows = [["on" if r.on else "off", r.id, r.steps[0].kind.spoken, _due(r), r.title] for r in rules.rules]
    click.echo(table(rows, indent=""))


@rules_command.command("show")
@click.argument("rule_id", metavar="RULE")
@as_json
@click.pass_context
def show_command(ctx: click.Context, rule_id: str, as_json: bool) -> None:
    """One rule: what it does, why, and where that comes from."""
    rule = found(desk(ctx).settings.rules, rule_id)
    if as_json:
        say_json(_dict(rule))
        return
    click.echo(f"{rule.id}: {rule.title}" + ("" if rule.on else " (switched off)"))
    for label, text in (("why", rule.why), ("source", rule.source), ("file", rule.file)):
        if text:
            click.echo(f"  {label:<10}{text}")
    for key, value in rule.table.items():
        if key not in ("id", "title", "why", "source", "on"):
            click.echo(f"  {key:<10}{_toml(value)}")


def found(rules: RuleSet, rule_id: str) -> Rule:
    """The rule with an id; raises `Refusal` with the nearest."""
    rule = rules.get(rule_id)
    if rule is None:
        raise Refusal(f"there is no rule {rule_id}; {nearest(rule_id, [r.id for r in rules.rules])}")
    return rule


def _due(rule: Rule) -> str:
    return ", ".join(str(step.due) if step.due.span.count else "same day" for step in rule.steps)


def _dict(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "why": rule.why,
        "source": rule.source,
        "on": rule.on,
        "scope": rule.scope.value,
        "file": rule.file,
        "revision": rule.revision,
        "rule": dict(rule.table),
    }


def _toml(value: Any) -> str:
    """A value as the rule file writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case Mapping():
            return "{ " + ", ".join(f"{k} = {_toml(v)}" for k, v in value.items()) + " }"
        case _:
            return str(value)
