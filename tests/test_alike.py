"""Articles of a block that are one: the same groups wherever the prints lie, and little memory for a block of many."""
from __future__ import annotations

import errno
import tempfile
import tracemalloc
from collections.abc import Iterator

import pytest

from kg.errors import OutputError
from kg.model import Article, Published
from kg.resolve.alike import alike_groups
from kg.resolve.repeats import Print, print_of

NOTICE = "遗失声明：{name}遗失由滨江市公安局新港分局核发的居民身份证一张，有效期限自{year}年起，声明作废，由此产生的法律责任与本人无关。"
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "文明志强国平海燕春梅建军晓东玉兰"


def print_no(number: int, text: str) -> Print:
    made = print_of(Article(f"a{number}", f"{number:05}.txt", "article", None, None, None, (), Published(None, "none"), (), 0, len(text)), text)
    assert made is not None
    return made


def notices(count: int) -> Iterator[Print]:
    """So many notices with other names; every tenth is the one before it, printed again."""
    for number in range(count):
        told = number - (number % 10 == 9)
        name = SURNAMES[told % 16] + GIVEN[told // 16 % 16] + GIVEN[told // 256 % 16] + chr(0x4E00 + told)
        yield print_no(number, NOTICE.format(name=name * 3, year=1990 + told % 30) + "转载" * (told != number))


def groups(count: int, **how: int) -> list[list[tuple[str, int]]]:
    return [[(printed.id, share) for printed, share in group] for group in alike_groups(notices(count), **how)]


@pytest.mark.parametrize("held", [0, 1, 7, 300])
def test_groups_are_the_same_wherever_the_prints_lie(held):
    found = groups(200, held=held)
    assert found == groups(200)
    assert {("a8", "a9"), ("a198", "a199")} <= {(one, other) for group in found for one, _ in group for other, _ in group}
    assert all(group[0][1] == 100 and [int(name[1:]) for name, _ in group] == sorted(int(name[1:]) for name, _ in group) for group in found)


def test_a_large_block_takes_little_memory():
    groups(200, held=0)
    peaks = []
    for count in (500, 2500):
        tracemalloc.start()
        groups(count, held=0)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (peaks[1] - peaks[0]) / 2000 < 800, "bytes for each article: with prints in memory 1,900"


def test_a_block_of_none_and_of_one_has_no_groups():
    assert list(alike_groups([])) == [] == groups(1)


def test_a_full_disk_is_told(monkeypatch):
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert groups(50)  # they fit into memory
    with pytest.raises(OutputError, match="TMPDIR"):
        groups(50, held=10)
