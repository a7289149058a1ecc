"""The command `rapport`: a table of commands whose modules are loaded only when they are called."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from scheduler.mistakes import Refusal, place_of

#: Each command: the module it lives in and one line of help (a test compares it with the command's own).
COMMANDS: dict[str, tuple[str, str]] = {
    "ack": ("acting", "Note that you have seen a follow-up; it is not told again."),
    "audit": ("audit", "The disclosure log: list what was told to whom, verify the chain."),
    "backup": ("backing", "A copy of the database, safe while the daemon runs; with a passphrase it is encrypted."),
    "brief": ("sheets", "One page for the client's next visit: numbers, questions, permissions, what was agreed."),
    "calendar": ("calendars", "Invitations to providers, and your own calendar: invite, list, reply, again."),
    "client": ("clients", "Clients: add, list, show, edit, merge."),
    "correct": ("correcting", "Correct a fact; its follow-ups move with it."),
    "daemon": ("running", "Run: plan, remind, and serve calendars until stopped."),
    "database": ("upgrading", "The database: upgrade its schema."),
    "dismiss": ("acting", "Decide that a follow-up will not be done."),
    "doctor": ("doctor", "What is wrong with this installation, and the remedy."),
    "done": ("acting", "A follow-up is done: record what it came to."),
    "ethics": ("ethics", "Outreach text: check it for what must not be said."),
    "export": ("setup", "Everything, as CSV and JSON."),
    "feed": ("feeds", "Calendar subscriptions: new, list, show, rotate, revoke."),
    "form": ("forms", "The referral form: new, print, list, rotate, revoke, counts."),
    "import": ("importing", "Bring people and facts in from files."),
    "init": ("starting", "Make a configuration and a database in this folder."),
    "letter": (
        "letters",
        "Write a letter from what is on record.",
    ),
    "month": ("sheets", "The month on one page: reports, visits, offices not heard from, open loops."),
    "move": ("acting", "Pin a follow-up to another day."),
    "practitioner": ("practitioners", "Practitioners, as config.toml names them."),
    "provider": ("providers", "Providers: add, list, show, edit, merge, export."),
    "record": ("recording", "Record a fact: a visit, a milestone, a call and so on."),
    "relationships": ("relationships", "Each provider: last contact, usual gap, next touch, referrals."),
    "report": ("reports", "Progress reports: list, draft, show, approve, sent, answered."),
    "restore": ("backing", "Put a backup in the place of the database; the present one is kept beside it."),
    "retract": ("correcting", "Take a fact back."),
    "review": ("review", "Go through what is due, one at a time, one key each; every key can be undone."),
    "rules": ("rules", "The rules: check, list, show, preview, diff."),
    "show": ("one", "One follow-up or one fact."),
    "simulate": ("simulating", "The next months: what would be done when."),
    "snooze": ("acting", "Hide a follow-up until a day."),
    "status": ("running", "Is it alive, and when did it last do what."),
    "tick": ("running", "Do one round of what the daemon does."),
    "today": ("looking", "What is to be done today."),
    "undo": ("acting", "Take back the last thing you did."),
    "upcoming": ("upcoming", "What is to be done in the next days."),
    "why": ("looking", "Why a follow-up is there."),
    "why-not": ("looking", "Why a rule has planned nothing for somebody."),
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and help, and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"scheduler.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from scheduler.mistakes import nearest

            raise click.UsageError(f"there is no command {args[0]}; {nearest(args[0], COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version

        click.echo(f"rapport {version('rapport-scheduler')}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="First steps: rapport init, then rapport import --template, rapport today. "
    "Help for a command: rapport COMMAND --help",
)
@click.option("--config", metavar="PATH", envvar="RAPPORT_CONFIG", help="The configuration (default: ./config.toml).")
@click.option("--now", metavar="MOMENT", envvar="RAPPORT_NOW", help="Answer as of this moment, as in 2026-11-24T09:00.")
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version.")
@click.pass_context
def rapport(ctx: click.Context, config: str | None, now: str | None) -> None:
    """Follow-ups and outreach for medical exercise professionals."""
    ctx.obj = {"config": config, "now": now}


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit status (0 done, 1 could not, 2 the user's mistake, 70 a defect of Rapport)."""
    color = False if os.environ.get("NO_COLOR") else None
    try:
        result: Any = rapport.main(list(arguments), "rapport", standalone_mode=False, color=color)
        return result if isinstance(result, int) else 0
    except Refusal as refusal:
        click.echo(refusal.message, err=True)
        return refusal.status
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        click.echo("stopped; nothing more was done", err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        click.echo(f"the system refused: {error.strerror or 'no reason given'}; is the disk full?", err=True)
        return 1
    except Exception as error:  # noqa: BLE001 - the border: a traceback could hold a client's data
        click.echo(f"a defect of Rapport ({place_of(error)}); nothing was changed. Please report this line.", err=True)
        return 70
