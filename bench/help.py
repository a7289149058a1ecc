"""How long `rapport --help` takes."""

from bench.rows import Row
from bench.timing import BIN, command, in_turn

HELLO = "import click\n@click.command()\ndef hello() -> None:\n    click.echo('hello')\nhello()"


def rows(_share: float = 1.0) -> list[Row]:
    """Against a click program that says hello, by the same interpreter."""
    ours, hello = in_turn(command(BIN / "rapport", "--help"), command(BIN / "python", "-c", HELLO), runs=21)
    return [Row("`rapport --help`", ours, "a click program that prints hello", hello, "at most 1.3")]
