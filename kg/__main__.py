"""`python -m kg`: the command line."""
from kg.cli import command

if __name__ == "__main__":
    raise SystemExit(command())
