"""Runs the command line: ``python -m plancli`` and the ``plancli`` script."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the program with the arguments of the process, and ends it."""
    try:
        from plancli.cli.run import run, settle

        settle()
        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
