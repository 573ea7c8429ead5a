"""`kg init`: a new project folder whose build works at once."""
from __future__ import annotations

import argparse
from pathlib import Path


def add(commands) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("init", help="begin a project folder: pages, rules, settings",
                                  description="Write a new folder with an example page, a pack of rules that passes its own test, and settings (kg.yaml). Go there and run kg build.")
    command.add_argument("folder", metavar="DIR", type=Path, help="a folder that does not exist yet, or is empty")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the project and say what to do next."""
    from kg.project import write_project

    for path in write_project(options.folder):
        print(path)
    print(f"next: cd {options.folder} && kg build")
    return 0
