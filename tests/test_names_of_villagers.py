"""Names of villagers, whose characters the dictionary's known people hardly have, are not cut in half."""
from __future__ import annotations

import pytest

from kg.namelike import reading


@pytest.mark.parametrize("name", ["王宝财", "于宝财", "赵进财", "王铁锁", "刘金库"])
def test_a_villagers_name_is_whole(name: str) -> None:
    assert reading("村民", f"{name}说今年").length == len(name)
