"""An archive of any size: newspaper pages whose names, figures and layouts vary, the same for the same seed.

    python bench/archive/pages.py FOLDER --pages 1000 [--characters 1500] [--seed 1]

Page number N is the same in an archive of a hundred and of a million pages.  Who is named is drawn from a pool that grows with the
page number to the power 0.7, common names far more often than rare ones, so that new names become rarer as they do in a real archive
(Heaps' law; the exponent lies in the middle of what is reported for names in news).  Names are made from division tables and from parts
of names; no text is anyone's.
"""
from __future__ import annotations

import argparse
import random
from functools import lru_cache
from pathlib import Path

RULES = Path(__file__).resolve().parents[2] / "rules" / "words"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志海波宇鹏辉婷雪琳晨博文欣怡浩然子涵嘉慧颖立新春生永福长江"
BRAND = "金鑫盛达恒瑞华隆兴泰源通宏润安宇星辰天禾绿野东方南岭北辰海川峰岳联创科锐信诚德广益民康佳美"
TRADES = ("机械制造", "电力设备", "食品", "纺织", "新材料", "农业科技", "建筑工程", "物流", "水产", "医药", "电子科技", "环保科技", "汽车零部件", "茶业")
BUREAUS = ("水务局", "农业农村局", "教育局", "交通运输局", "统计局", "卫生健康委员会", "市场监督管理局", "生态环境局", "文化和旅游局", "公安局", "气象局", "税务局")
POSTS = ("局长", "副局长", "党组书记", "总工程师", "办公室主任", "科长", "新闻发言人")
FIRM_POSTS = ("董事长", "总经理", "副总经理", "厂长", "技术总监", "车间主任")
FACTS = (
    "{when}，{place}{metric}达到{level}{money}，同比增长{rate}%。",
    "{when}，{org}完成投资{level}{money}，比上年同期增加{change}{money}。",
    "截至{month}月底，{place}共有{thing}{count}{unit}，其中{part}{unit}在{town}。",
    "{org}{post}{person}介绍，今年计划新增{thing}{count}{unit}。",
    "据{bureau}统计，{when}{place}接待游客{count}万人次，实现收入{level}{money}，分别增长{rate}%和{rate2}%。",
    "“{when}我们的产量是{count}吨，占{place}的{rate}%。”{firm}{firmpost}{person}说。",
    "{firm}位于{town}，占地{area}亩，有职工{count}人，年产值超过{level}{money}。",
    "{person}，{year}年生，{place}人，现任{org}{post}。",
    "{month}月{day}日，{org}与{firm}签订合作协议，总投资{level}{money}，到{future}年达产。",
    "{place}粮食总产{level}万吨，亩产{count}公斤，比去年提高{change}公斤。",
    "{bureau}{post}{person}在会上说，要扎实做好今年的各项工作，让群众得到实惠。",
    "记者在{town}看到，村民们正忙着采摘，今年的收成比往年好。",
)
METRICS = ("地区生产总值", "一般公共预算收入", "进出口总额", "固定资产投资", "社会消费品零售总额", "农村居民人均可支配收入", "规模以上工业增加值", "贷款余额")
THINGS = (("合作社", "家"), ("水库", "座"), ("学校", "所"), ("高新技术企业", "家"), ("卫生室", "个"), ("公交车", "辆"), ("大棚", "个"), ("泵站", "座"))
TITLES = ("{place}{metric}增长{rate}%", "{org}推进重点项目建设", "{firm}订单排到明年", "{town}的新变化", "{bureau}开展专项行动")


@lru_cache(maxsize=1)
def divisions() -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """Counties by city code, and (code, name) of the cities."""
    cities: list[tuple[str, str]] = []
    counties: dict[str, list[str]] = {}
    for line in (RULES / "divisions.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or line.startswith("word\t"):
            continue
        word, code, level = line.split("\t")[:3]
        if ";" in code:
            continue
        if level == "city" and word.endswith("市"):
            cities.append((code, word))
        elif level == "county" and word[-1] in "县市区":
            counties.setdefault(code[:4], []).append(word)
    return counties, [city for city in cities if counties.get(city[0][:4])]


def rank(chance: random.Random, pool: int) -> int:
    """A rank below `pool`, small ones far more often (Zipf with exponent 1, by inversion)."""
    return min(pool - 1, int(pool ** chance.random()) - 1)


def person(number: int) -> str:
    """Person number N: always the same name; some numbers share one, as people do."""
    made = random.Random(f"person {number}")
    return made.choice(SURNAMES) + "".join(made.choice(GIVEN) for _ in range(made.choice((1, 2, 2, 2))))


def firm(number: int) -> str:
    """Firm number N, of some city."""
    made = random.Random(f"firm {number}")
    city = made.choice(divisions()[1])[1].removesuffix("市")
    return f"{city}{made.choice(BRAND)}{made.choice(BRAND)}{made.choice(TRADES)}{made.choice(('有限公司', '有限责任公司', '股份有限公司', '集团有限公司'))}"


def article(chance: random.Random, pool: int, city: tuple[str, str], length: int, year: int) -> tuple[str, str, list[str]]:
    """Title, byline and paragraphs of one article about a city."""
    counties = divisions()[0][city[0][:4]]
    place = chance.choice([city[1], *counties])
    known = {"place": place, "town": chance.choice(counties), "bureau": city[1] + chance.choice(BUREAUS), "org": place + chance.choice(BUREAUS)}

    def fill(shape: str) -> str:
        thing, unit = chance.choice(THINGS)
        count = chance.randint(20, 900)
        return shape.format(
            **known, person=person(rank(chance, 3 * pool)), firm=firm(rank(chance, pool)), post=chance.choice(POSTS), firmpost=chance.choice(FIRM_POSTS),
            metric=chance.choice(METRICS), when=chance.choice(("今年上半年", "去年", f"{year}年", "今年一季度", f"今年1—{chance.randint(2, 11)}月")),
            level=f"{chance.uniform(1, 900):.{chance.choice((0, 1, 2))}f}", money=chance.choice(("亿元", "万元")), change=f"{chance.uniform(1, 90):.1f}",
            rate=f"{chance.uniform(0.1, 30):.1f}", rate2=f"{chance.uniform(0.1, 30):.1f}", count=count, part=chance.randint(2, count // 2), area=chance.randint(10, 3000),
            thing=thing, unit=unit, month=chance.randint(1, 12), day=chance.randint(1, 28), year=chance.randint(1940, 1999), future=year + chance.randint(1, 5))

    paragraphs, size = [f"本报讯（记者 {person(rank(chance, 40))}）" + fill(chance.choice(FACTS))], 0
    while size < length:
        paragraphs.append("".join(fill(chance.choice(FACTS)) for _ in range(chance.randint(1, 4))))
        size += len(paragraphs[-1])
    return fill(chance.choice(TITLES)), f"本报记者 {person(rank(chance, 40))}", paragraphs


def page(number: int, characters: int = 1500, seed: int = 1) -> str:
    """The text of page `number`."""
    chance = random.Random(f"{seed} page {number}")
    pool = 60 + int(40 * (number + 1) ** 0.7)
    cities = divisions()[1]
    city = cities[rank(chance, len(cities))]
    year = 1995 + number * 7919 % 30
    lines = [f"{city[1].removesuffix('市')}日报 {year}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日", ""]
    wrap, marked, after = chance.choice((0, 17, 24, 40)), chance.random() < 0.3, chance.random() < 0.2
    articles = chance.randint(1, 4)
    for _ in range(articles):
        title, byline, paragraphs = article(chance, pool, city, characters // articles, year)
        head = ["# " + title if marked else title, *([byline] if chance.random() < 0.5 else [])]
        body = []
        for paragraph in paragraphs:
            body += [paragraph[at:at + wrap] for at in range(0, len(paragraph), wrap)] if wrap else [paragraph]
        lines += [*body, "", *head, ""] if after else [*head, *([] if not marked else [""]), *body, ""]
    return "\n".join(lines) + "\n"


def write(folder: Path, pages: int, characters: int = 1500, seed: int = 1) -> int:
    """Write pages 0 … into folders of a thousand; answers how many characters."""
    total = 0
    for number in range(pages):
        here = folder / f"{number // 1000:04}"
        here.mkdir(parents=True, exist_ok=True)
        text = page(number, characters, seed)
        (here / f"{number:07}.txt").write_text(text, encoding="utf-8")
        total += len(text)
    return total


def main() -> None:
    """Write an archive."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=1500, help="of a page, about")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{write(options.folder, options.pages, options.characters, options.seed):,} characters in {options.pages:,} pages")


if __name__ == "__main__":
    main()
