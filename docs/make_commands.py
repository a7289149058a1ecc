"""Write what the documents take from the code: docs/COMMANDS.md below its mark, and the tables of docs/RULES.md.

Run it after a change of a command, a kind of fact, a measure or a kind of follow-up: python docs/make_commands.py
"""

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from outreach.measures import Measure, Verdict, measures
from scheduler.cli.app import rapport
from scheduler.facts import KINDS, About, KindSpec
from scheduler.followups import FollowUpKind
from scheduler.outcomes import USUAL_OUTCOME
from scheduler.rules import TELLING, WINDOWS

DOCS = Path(__file__).parent
#: Above it COMMANDS.md is written by hand, below it by this script.
MARK = "<!-- Below this line: python docs/make_commands.py -->"


def commands_document(text: str) -> str:
    """COMMANDS.md as it should be: the part written by hand, then every command."""
    head, mark, _ = text.partition(MARK)
    if not mark:
        raise SystemExit(f"COMMANDS.md has lost its mark: {MARK}")
    root = click.Context(rapport, info_name="rapport")
    sections = ["\n".join(_section(root, rapport, ""))]
    for name in rapport.list_commands(root):
        command = rapport.get_command(root, name)
        if command is not None and not command.hidden:
            sections += ["\n".join(lines) for lines in _sections(root, command, name)]
    return f"{head}{mark}\n\n" + "\n\n".join(sections) + "\n"


def _sections(parent: click.Context, command: click.Command, name: str) -> Iterator[list[str]]:
    """A command, then the commands in it; a hidden one is what its group does with plain arguments."""
    context = click.Context(command, parent=parent, info_name=name)
    yield _section(context, command, name)
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            if found is None:
                continue
            if found.hidden:
                yield _section(click.Context(found, parent=parent, info_name=name), found, name)
            else:
                yield from _sections(context, found, inner)


def _section(context: click.Context, command: click.Command, name: str) -> list[str]:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    depth = len(context.command_path.split())
    title = [] if command.hidden else [f"{'#' * min(depth + 1, 3)} {context.command_path}", ""]
    lines = [*title, f"`{usage}`", *_help(command)]
    options = list(_options(context, command))
    return [*lines, "", "| option | |", "|---|---|", *options] if options else lines


def _help(command: click.Command) -> Iterator[str]:
    """A command's help: paragraphs as they are, examples as code."""
    for block in inspect.cleandoc(command.help or "").split("\n\n"):
        yield ""
        if block.startswith("\b"):
            title, *lines = block.removeprefix("\b").strip("\n").splitlines()
            yield from (title, "", "```", *inspect.cleandoc("\n".join(lines)).splitlines(), "```")
        else:
            yield _safe(" ".join(block.split()))


def _options(context: click.Context, command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record is not None:
            names, words = record
            yield f"| `{names}` | {_safe(_sentence(words))} |"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _safe(text: str) -> str:
    """Text that neither a table nor HTML takes for its own."""
    return re.sub(r"\s+", " ", text).replace("|", "\\|").replace("<", "&lt;")


def tables() -> Mapping[str, str]:
    """The tables of RULES.md, by the name in their marks."""
    return {
        "facts": "\n".join(["| fact | about | values | fields |", "|---|---|---|---|", *map(_kind, KINDS.values())]),
        "follow-ups": "\n".join(
            [
                "| kind | missed after | needs an authorization | usual outcome |",
                "|---|---|---|---|",
                *map(_follow_up, FollowUpKind),
            ]
        ),
        "measures": "\n".join(
            ["| measure | name | unit | told |", "|---|---|---|---|", *map(_measure, measures().values())]
        ),
    }


def _kind(spec: KindSpec) -> str:
    people = {"client": spec.client, "provider": spec.provider, "practitioner": spec.practitioner}
    whom = [who if about is About.NEEDED else f"({who})" for who, about in people.items() if about is not About.NO]
    values = ", ".join(f"`{v}`" for v in spec.values) or "any short text"
    if spec.default:
        values += f"; usual: `{spec.default}`"
    fields = ", ".join(f"`{f.name}` ({f.type})" for f in spec.fields) or "-"
    return f"| `{spec.kind}` | {', '.join(whom)} | {values} | {fields} |"


def _follow_up(kind: FollowUpKind) -> str:
    days = WINDOWS[kind]
    missed = "never" if days is None else "its day" if days == 0 else f"{days} days"
    return f"| `{kind}` | {missed} | {'yes' if kind in TELLING else 'no'} | {USUAL_OUTCOME[kind]} |"


_TOLD = {Verdict.GAIN: "gain", Verdict.WORSENING: "decline"}


def _measure(measure: Measure) -> str:
    told = ", ".join(_TOLD[v] for v in (Verdict.GAIN, Verdict.WORSENING) if v in measure.possible) or "no verdict"
    return f"| `{measure.id}` | {_safe(measure.name)} | {_safe(measure.unit)} | {told} |"


def rules_document(text: str) -> str:
    """RULES.md with its tables as they should be."""
    for name, table in tables().items():
        start, end = f"<!-- {name}: python docs/make_commands.py -->", f"<!-- end of {name} -->"
        if start not in text or end not in text:
            raise SystemExit(f"RULES.md has lost a mark: {start} or {end}")
        head, _, rest = text.partition(start)
        text = f"{head}{start}\n{table}\n{end}{rest.partition(end)[2]}"
    return text


def main() -> None:
    """Write both documents anew."""
    for name, made in (("COMMANDS.md", commands_document), ("RULES.md", rules_document)):
        path = DOCS / name
        path.write_text(made(path.read_text("utf-8")), "utf-8")
        sys.stdout.write(f"Wrote {path}.\n")


if __name__ == "__main__":
    main()
