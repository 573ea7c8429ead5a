"""Printed units and what they measure, in QUDT's words.

In: nothing.  Out: tables from a unit as pages print it to names in QUDT's vocabularies, all looked up there (npm packages `unit` and `quantitykind` 2.0.0);
for the page, which units measure the same and how many of one make another.
"""
from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

from kg.keeping import kept
from kg.rules.lists import word_list
from kg.shipped import rules_home
from kg.units import UnitRegistry

QUDT_UNITS = {
    "%": "PERCENT", "％": "PERCENT", "元": "CCY_CNY", "美元": "CCY_USD", "欧元": "CCY_EUR", "日元": "CCY_JPY", "港元": "CCY_HKD",
    "毫米": "MilliM", "厘米": "CentiM", "米": "M", "公里": "KiloM", "千米": "KiloM", "平方厘米": "CentiM2", "平方米": "M2",
    "平方公里": "KiloM2", "平方千米": "KiloM2", "公顷": "HA", "立方米": "M3", "升": "L", "毫升": "MilliL", "毫克": "MilliGM", "克": "GM",
    "千克": "KiloGM", "公斤": "KiloGM", "吨": "TONNE", "秒": "SEC", "分钟": "MIN", "小时": "HR", "天": "DAY", "日": "DAY", "周": "WK",
    "个月": "MO", "年": "YR", "岁": "YR", "千瓦": "KiloW", "兆瓦": "MegaW", "吉瓦": "GigaW", "千瓦时": "KiloW-HR",
    "兆瓦时": "MegaW-HR", "千伏": "KiloV", "兆帕": "MegaPA", "摄氏度": "DEG_C", "分贝": "DeciB", "千米每小时": "KiloM-PER-HR",
}
"""Printed unit → local name in QUDT's unit vocabulary; 亩, 个百分点 and measure words have none there, and 度 is a kilowatt hour, a degree of heat or of a corner."""

_KINDS = {
    "DimensionlessRatio": "PERCENT", "Currency": "CCY_CNY CCY_USD CCY_EUR CCY_JPY CCY_HKD", "Length": "MilliM CentiM M KiloM",
    "Area": "CentiM2 M2 KiloM2 HA", "Volume": "M3 L MilliL", "Mass": "MilliGM GM KiloGM TONNE", "Time": "SEC MIN HR DAY WK MO YR",
    "Power": "KiloW MegaW GigaW", "Energy": "KiloW-HR MegaW-HR", "Voltage": "KiloV", "ForcePerArea": "MegaPA", "Temperature": "DEG_C",
    "SoundPressureLevel": "DeciB", "Velocity": "KiloM-PER-HR",
}
_OF_TWIN = {unit: kind for kind, units in _KINDS.items() for unit in units.split()}
QUANTITY_KINDS = {**{word: _OF_TWIN[twin] for word, twin in QUDT_UNITS.items()}, "亩": "Area", "斤": "Mass", "里": "Length", "华里": "Length", "海里": "Length"}
"""Printed unit → local name in QUDT's quantity kinds, also for units that QUDT has no twin of."""

_OF_UNIT = {  # QUDT's own, in SI; months, years and decibels have none that is exact, degrees another zero, money a price that changes
    "PERCENT": "0.01", "MilliM": "0.001", "CentiM": "0.01", "M": "1", "KiloM": "1000", "CentiM2": "0.0001", "M2": "1", "KiloM2": "1000000", "HA": "10000",
    "M3": "1", "L": "0.001", "MilliL": "0.000001", "MilliGM": "0.000001", "GM": "0.001", "KiloGM": "1", "TONNE": "1000", "SEC": "1", "MIN": "60", "HR": "3600",
    "DAY": "86400", "WK": "604800", "KiloW": "1000", "MegaW": "1000000", "GigaW": "1000000000", "KiloW-HR": "3600000", "MegaW-HR": "3600000000", "KiloV": "1000",
    "MegaPA": "1000000", "KiloM-PER-HR": "0.277777777777778",
}
MULTIPLIERS = {**{word: _OF_UNIT[twin] for word, twin in QUDT_UNITS.items() if twin in _OF_UNIT},
               "亩": "666.666666666667", "斤": "0.5", "里": "500", "华里": "500", "海里": "1852"}
"""Printed unit → by what a value is multiplied to stand in SI, so that 亩 and 公顷 compare; a test holds them against rules/words/units.yaml."""

METRIC_KINDS = (("面积", "Area"), ("里程", "Length"), ("长度", "Length"), ("重量", "Mass"), ("金额", "Currency"), ("余额", "Currency"))
"""What a metric that ends so is measured in, where its unit measures anything but a ratio."""


@lru_cache(maxsize=1)
def _units() -> tuple[UnitRegistry, tuple[str, ...]]:
    """The units that kg itself lists, and their names; one that a reader's own rules add is compared with itself alone."""
    content = (rules_home() / "words" / "units.yaml").read_bytes()
    listed = kept("units", [content], lambda: _read(content.decode("utf-8")))
    return UnitRegistry.of(listed.items()), tuple(listed)


def _read(text: str) -> dict[str, dict[str, str]]:
    """Unit → what its list says of it."""
    listed = word_list("units", text, "rules/words/units.yaml")
    return {str(word): {str(name): str(value) for name, value in listed.attributes(index)} for index, word in enumerate(listed.words)}  # without places in the file


def scales(printed: Iterable[str]) -> dict[str, list[str | float]]:
    """Unit → what it measures, and how many of the base make one: all units that measure what a printed one does.

    Counting words and unknown units are left out: each measures itself alone.

    >>> scales(["倍", "家", "番"])
    {'倍': ['multiple', 1.0], '番': ['doublings', 1.0]}
    """
    registry, names = _units()
    found = {name: registry.find(name) for name in printed}
    told = {unit.dimension for unit in found.values() if unit.known}
    found |= {normalize("NFKC", name).lower(): registry.find(name) for name in names if registry.find(name).dimension in told}  # ｋｍ is typed km
    return {name: [unit.dimension, float(unit.factor)] for name, unit in sorted(found.items()) if unit.known and unit.factor is not None}
