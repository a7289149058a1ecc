"""The ethics guard on a screen: check."""

import sys
from pathlib import Path

import click

from outreach.ethics import BLOCK, Finding, check
from scheduler.cli.output import as_json, say_json
from scheduler.mistakes import Refusal


@click.group("ethics", context_settings={"help_option_names": ["-h", "--help"]})
def ethics_command() -> None:
    """Outreach text: check it for what must not be said.

    It lowers a risk. It is not legal advice, and a text without findings is not thereby lawful.
    """


@ethics_command.command("check")
@click.argument("file", metavar="FILE")
@as_json
def check_command(file: str, as_json: bool) -> int:
    """Check a letter, e-mail, flyer or script; - reads standard input. Exit status 1 if anything blocks.

    \b
    Examples:
      rapport ethics check letter.txt
      pbpaste | rapport ethics check -
    """
    place = "standard input" if file == "-" else file
    findings = check(_text(file, place))
    blocks = sum(f.level is BLOCK for f in findings)
    if as_json:
        say_json([_dict(place, f) for f in findings])
    else:
        for finding in findings:
            click.echo(
                f'{place}, line {finding.line}: {finding.level.value}: "{finding.words}": {finding.reason}. '
                f"Better: {finding.rewrite}"
            )
        click.echo(_counted(blocks, len(findings) - blocks))
    return 1 if blocks else 0


def _text(file: str, place: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise Refusal(f"{place} cannot be read: {error.strerror or error}") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Refusal(f"{place}, line {line} is not UTF-8 text; save it as plain text in UTF-8") from None


def _counted(blocks: int, warnings: int) -> str:
    if not blocks and not warnings:
        return "Nothing found."
    found = [f"{blocks} to take out" if blocks else "", f"{warnings} to think about" if warnings else ""]
    return f"{', '.join(filter(None, found))}."


def _dict(place: str, finding: Finding) -> dict[str, object]:
    return {
        "file": place,
        "line": finding.line,
        "start": finding.start,
        "end": finding.end,
        "level": finding.level.value,
        "words": finding.words,
        "rule": finding.rule,
        "reason": finding.reason,
        "rewrite": finding.rewrite,
    }
