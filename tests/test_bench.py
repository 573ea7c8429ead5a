"""The archive that benches are run on: the same pages for the same seed, and names that grow as in real news."""
from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

BENCH = Path(__file__).parent.parent / "bench"


@pytest.fixture(scope="module")
def archive():
    spec = importlib.util.spec_from_file_location("archive_pages", BENCH / "archive" / "pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_page_is_the_same_in_an_archive_of_any_size(archive, tmp_path):
    archive.write(tmp_path / "small", 3)
    archive.write(tmp_path / "large", 6)
    assert (tmp_path / "small" / "0000" / "0000002.txt").read_bytes() == (tmp_path / "large" / "0000" / "0000002.txt").read_bytes()
    assert archive.page(2) != archive.page(3) and archive.page(2, seed=2) != archive.page(2)


def test_layouts_vary_and_new_names_become_rarer(archive):
    pages = [archive.page(number) for number in range(60)]
    assert any("\n# " in page for page in pages) and any(max(map(len, page.splitlines())) <= 40 for page in pages)
    import random

    chance = random.Random("names")
    early = len({archive.rank(chance, 60 + int(40 * n ** 0.7)) for n in range(1, 1000)})
    late = len({archive.rank(chance, 60 + int(40 * n ** 0.7)) for n in range(100_000, 100_999)})
    assert 100 < early < late < 999
