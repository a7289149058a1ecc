"""`rapport` and `python -m scheduler`."""

import sys


def main() -> None:
    """Run the command line; what goes wrong is one message and an exit status, never a traceback with data in it."""
    from scheduler.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
