"""Run the command line with ``python -m casegraph``."""

from casegraph.cli import main

if __name__ == "__main__":
    main(prog_name="casegraph")
