"""Who and what a made archive speaks of: places of China, and people, firms, villages, schools and figures that are nobody's.

In: a seeded source of chance, a year, and what the name belongs to.  Out: names and figures.  Places come from the division table; all
other names are put together from parts.  The holder of an office is the same person on every page of the same years, a firm stays in its
city and under its manager, a village in its county: as in a real archive, names come back because the world is the same.
"""
from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志海波宇鹏辉婷雪琳晨博文欣怡浩然子涵嘉慧颖立新春生永福长江凤莲庆忠德喜贵振东家旺晓燕丹云峰少康景山瑞祥素珍雅楠昊铭泽"
BRAND = "金鑫盛达恒瑞华隆兴泰源通宏润安宇星辰天禾绿野东方南岭北川海峰岳联创科锐信诚德广益民康佳美鼎丰旭腾凯嘉祥和顺融远拓普立志博雅正"
TRADES = ("机械制造", "电力设备", "食品", "纺织", "新材料", "农业科技", "建筑工程", "物流", "水产", "医药", "电子科技", "环保科技", "汽车零部件", "茶业", "家具", "陶瓷", "玻璃", "服饰", "种业", "包装", "化工", "铝业", "光电", "软件", "乳业", "粮油", "工艺品", "阀门")
FORMS = ("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "集团")
VILLAGE = "上下前后东西南北大小新老高石清白青黄龙凤马牛泉湾岭沟坪桥塘河溪田林李王张陈杨刘赵柳竹松桃梨杏井寺庙店铺庄家屯沙坡岗坝洼"
TAILS = ("村", "村", "村", "庄村", "家村", "沟村", "湾村", "坪村", "社区")
TOWNS = ("镇", "镇", "乡", "街道")
SCHOOLS = ("第一中学", "第二中学", "实验小学", "实验中学", "职业教育中心", "中心小学", "第三小学", "幼儿园", "高级中学")
HOSPITALS = ("人民医院", "中医院", "妇幼保健院", "第二人民医院", "疾病预防控制中心")


@lru_cache(maxsize=1)
def divisions() -> tuple[dict[str, list[str]], list[tuple[str, str]], dict[str, str]]:
    """Counties by city code, (code, name) of the cities, and the province of each two-digit code."""
    cities: list[tuple[str, str]] = []
    counties: dict[str, list[str]] = {}
    provinces: dict[str, str] = {}
    for line in (ROOT / "rules" / "words" / "divisions.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "word\t")):
            continue
        word, code, level = line.split("\t")[:3]
        if ";" in code:
            continue
        if level == "province" and word[-1] in "省区市":
            provinces[code[:2]] = word
        elif level == "city" and word.endswith("市"):
            cities.append((code, word))
        elif level == "county" and word[-1] in "县市区" and len(word) > 2:
            counties.setdefault(code[:4], []).append(word)
    cities = [city for city in cities if counties.get(city[0][:4])]
    random.Random("which cities have the most papers").shuffle(cities)  # or the first provinces of the table would fill every archive
    return counties, cities, provinces


def rank(chance: random.Random, pool: int) -> int:
    """A rank below `pool`, small ones far more often (Zipf with exponent 1, by inversion)."""
    return min(pool - 1, int(pool ** chance.random()) - 1)


@lru_cache(maxsize=100_000)
def person(who: str) -> str:
    """The name of someone: always the same for the same `who`; some share one, as people do.

    >>> person("公交司机 5") == person("公交司机 5")
    True
    """
    made = random.Random("person " + who)
    return made.choice(SURNAMES) + "".join(made.choice(GIVEN) for _ in range(made.choice((1, 2, 2, 2))))


@lru_cache(maxsize=100_000)
def firm(city: str, number: int) -> tuple[str, str]:
    """Name and trade of firm `number` of a city."""
    made = random.Random(f"firm {city} {number}")
    trade = made.choice(TRADES)
    head = city.removesuffix("市") if made.random() < 0.7 else ""
    return f"{head}{made.choice(BRAND)}{made.choice(BRAND)}{made.choice(('', '', made.choice(BRAND)))}{trade}{made.choice(FORMS)}", trade


@lru_cache(maxsize=100_000)
def town(county: str, number: int) -> str:
    """Town or street `number` of a county."""
    made = random.Random(f"town {county} {number}")
    return made.choice(VILLAGE) + made.choice(VILLAGE) + made.choice(TOWNS)


@lru_cache(maxsize=100_000)
def village(county: str, number: int) -> str:
    """Village `number` of a county."""
    made = random.Random(f"village {county} {number}")
    return "".join(made.choice(VILLAGE) for _ in range(made.choice((1, 2, 2)))) + made.choice(TAILS)


def between(chance: random.Random, low: float, high: float) -> float:
    """A size between `low` and `high`, small ones as often as large ones (log-uniform), as sizes in news are."""
    return low * (high / low) ** chance.random()


def whole(chance: random.Random, low: float, high: float) -> str:
    """A whole number as papers print it: large ones often rounded."""
    number = round(between(chance, low, high))
    if number > 100 and chance.random() < 0.6:
        step = 10 ** (len(str(number)) - chance.choice((1, 2)))
        number = max(step, number // step * step)
    if number >= 10_000 and chance.random() < 0.8:
        return f"{number / 10_000:.2f}".rstrip("0").rstrip(".") + "万"
    return str(number)


def about(chance: random.Random, low: float, high: float) -> str:
    """A whole number with what papers put around it: 近300, 300多, 上百."""
    number = round(between(chance, low, high))
    step = 10 ** (len(str(number)) - 1)
    number = max(step, number // step * step)
    printed = f"{number // 10_000}万" if number >= 10_000 else str(number)
    return chance.choice(("近{}", "约{}", "{}多", "{}余", "{}多", "{}余", "超过{}", "{}")).format(printed)


def decimal(chance: random.Random, low: float, high: float) -> str:
    """A number with a fraction more often than not."""
    return f"{between(chance, low, high):.{chance.choice((0, 1, 1, 2, 2))}f}"
