"""Shared by all tests: the built-in rules, one build of the sample pages, `--accept`."""
from __future__ import annotations

from pathlib import Path

import pytest

from viewing import browser, page_file, visit  # noqa: F401  (one browser for all tests)

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="rewrite golden files; a person reads the difference")


@pytest.fixture(scope="session")
def ruleset():
    """The built-in rules."""
    from kg.hanzi import rules_home
    from kg.rules import load

    return load([rules_home()])


@pytest.fixture(scope="session")
def sample_graph():
    """The graph of the five sample pages."""
    import kg

    return kg.build([ROOT / "seeds"])


@pytest.fixture(scope="session")
def sample_output(sample_graph, tmp_path_factory):
    """A folder with all outputs of the five sample pages."""
    folder = tmp_path_factory.mktemp("output")
    sample_graph.write(folder)
    return folder
