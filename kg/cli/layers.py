"""Which rules a command works by: the built-in ones, with folders layered over them.

In: a command's parser; later its options.  Out: the option `--rules`; the folders, the built-in one first.
"""
from __future__ import annotations

import argparse
from collections.abc import Sized
from pathlib import Path

from kg.errors import UsageError

LAYERED = "a rules folder layered over the built-in rules; may be repeated"


def add_rules(command: argparse.ArgumentParser, meaning: str = LAYERED) -> None:
    """Let a command take `--rules`."""
    command.add_argument("--rules", action="append", default=[], metavar="DIR", help=meaning)


def rule_folders(options: argparse.Namespace) -> tuple[Path, ...]:
    """All folders of rules, from the ground up."""
    from kg.shipped import rules_home

    return (rules_home(), *map(Path, options.rules))


def refuse_none(options: argparse.Namespace, rules: Sized) -> None:
    """Raise `UsageError` where `--only` leaves no rule."""
    if options.only and not rules:
        raise UsageError(f"--only {options.only}: no rule's id and no file's name contains this", hint="kg rules stats lists the rules")
