"""Shared by all tests: the built-in rules, one build of the sample pages, `--accept`."""
from __future__ import annotations

import gc
from pathlib import Path

import psutil
import pytest
from viewing import browser, page_file, visit  # noqa: F401  (one browser for all tests)

ROOT = Path(__file__).parent.parent


LEFT = 300 << 20  # bytes that tests leave behind before garbage is looked for


def pytest_addoption(parser):
    parser.addoption("--accept", action="store_true", help="rewrite golden files; a person reads the difference")


@pytest.fixture(scope="session", autouse=True)
def collector():
    """Python looks for garbage as seldom as in a build, where it would cost a sixth of the time; what modules of tests leave is looked through between them."""
    from kg.cli import GARBAGE

    gc.set_threshold(*GARBAGE)
    return {"held": psutil.Process().memory_info().rss}


@pytest.fixture(scope="module", autouse=True)
def tidied(collector):
    """What the tests of a module left is freed behind it, where it is much."""
    yield
    if psutil.Process().memory_info().rss > collector["held"] + LEFT:
        gc.collect()
        collector["held"] = psutil.Process().memory_info().rss


@pytest.fixture(scope="session")
def ruleset():
    """The built-in rules."""
    from kg.rules import load
    from kg.shipped import rules_home

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
