"""Small plans for the engines: functions of a module, as a plan must be made of, and rows.

In: rows.  Out: rows.
"""
from __future__ import annotations

import os
import random
import time
from collections import Counter
from pathlib import Path

from kg.errors import PageError

_chance = random.Random(9)
LINES = [" ".join(_chance.choice("水库 学校 泵站 大棚 港口 茶园 书院 粮站".split()) for _ in range(_chance.randint(0, 9))) for _ in range(200)]
COUNTS = sorted(Counter(" ".join(LINES).split()).items())
PEOPLE = [(f"人{n}", f"县{_chance.randint(1, 12)}", f"县{_chance.randint(1, 12)}") for n in range(60)]  # name, born in, works in


def environment() -> dict[str, str]:
    """The environment of a process that can import this module."""
    here = Path(__file__).resolve().parent
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parent), os.environ.get("PYTHONPATH", "")])}


def first(row):
    return row[0]


def second(row, made=None):
    return row[1]


def whole(row):
    return row


def first_alone(row):
    return row[:1]


def itself(row):
    return (row,)


def itself_as_key(row):
    return str(row)


def words(line):
    return [(word, 1) for word in line.split()]


def count(key, rows):
    yield key, sum(number for _, number in rows)


def gather_words(key, rows):
    found = tuple(word for word, _ in rows)
    assert list(found) == sorted(found), "a group is sorted"
    yield key, found


def place_of_birth(person):
    return [(person[1], 1, person[0])]


def place_of_work(person):
    return [(person[2], 2, person[0])]


def order_of_join(row):
    return row[1:]


def pairs(place, rows):
    born = []
    for _, kind, name in rows:
        if kind == 1:
            born.append(name)
        else:
            yield from ((name, other) for other in born)


def key_of_kind(kind, number):
    rest = number % 7
    return {"text": f"第{rest}版", "bytes": b"%d" % rest, "number": rest}[kind]


def list_of(key, rows):
    yield tuple(rows)


def opened(rows):
    return rows


def alone(row):
    return [row]


def twice(row):
    return [row, row]


def tens(number):
    return number // 100


def first_two(key, rows):
    yield next(rows)
    yield next(rows)


def looked_up(table, number):
    return [table()[number]]


def noted(path, number):
    with open(path, "a", encoding="ascii") as notes:
        notes.write(f"{number}\n")
    return [number]


def noted_slowly(path, number):
    time.sleep(0.05)
    return noted(path, number)


def lowered(number):
    return [number - 60]


def divided_by_zero(number):
    return [number // 0]


def line(number):
    return f"<https://example.org/kg/{number}> <https://example.org/is> \"数{number}\" .\n"


def lines_of(key, rows):
    return map(line, rows)


def refuse_thirteen(number):
    if number == 13:
        raise PageError("is no page", "A01.txt", "give one")
    return [number]


def heavy(number):
    return [(f"{number % 997}", number, random.Random(number).randbytes(4000))]


def itself_of_heavy(row):
    return row[0]


def order_of_heavy(row):
    return row[1:2]


def sizes(key, rows):
    yield key, sum(len(row[2]) for row in rows)


def lines_of_heavy(row):
    return [f"{row[1]} {row[2].hex()}\n"]


_begun: list[str] = []


def begin(path):
    if path not in _begun:
        _begun.append(path)


def after_beginning(number):
    assert _begun, "no row before the process has begun"
    return [number]


def limit_files(monkeypatch, size):
    """No file of this process or its children may grow beyond `size` bytes, as on a full disk."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size or resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def words_of_numbered(letters, numbered):
    number, line = numbered
    if letters:
        with Path(letters).open("a") as file:
            file.write(f"{number} ")
    return line.split()


def with_one(word):
    return [(word, 1)]


def if_common(common, names, word):
    return [f"{names().get(word, word)} {'often' if word in common() else 'rarely'}"]
