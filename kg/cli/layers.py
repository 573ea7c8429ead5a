"""Which rules a command works by: the built-in ones, with folders layered over them.

In: a command's parser; later its options.  Out: the option `--rules`; the folders, the built-in one first.
"""
from __future__ import annotations

import argparse
from pathlib import Path

LAYERED = "a rules folder layered over the built-in rules; may be repeated"


def add_rules(command: argparse.ArgumentParser, meaning: str = LAYERED) -> None:
    """Let a command take `--rules`."""
    command.add_argument("--rules", action="append", default=[], metavar="DIR", help=meaning)


def rule_folders(options: argparse.Namespace) -> tuple[Path, ...]:
    """All folders of rules, from the ground up."""
    from kg.shipped import rules_home

    return (rules_home(), *map(Path, options.rules))
